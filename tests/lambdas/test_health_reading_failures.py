"""What AWS does not answer is named with its word for why, and what was read stays.

Each test lets one thing fail, and holds that nothing is silently absent.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final, cast

import pytest
from aws_backup_stand_in import (
    NOW,
    Request,
    StandIn,
    dead,
    denied,
    fails,
    throttled,
)
from backed_up_account import PRIMARY, RECOVERY, TYPES, sound_account, table_arn

from bamp_pulumi.lambdas.health.asking import Connect
from bamp_pulumi.lambdas.health.reading import Budget, read_account
from bamp_pulumi.lambdas.health.records import Seen

# Any: answers and arguments of AWS.
REGIONS: Final = (PRIMARY, RECOVERY)
POINTS: Final = "backup:ListRecoveryPointsByBackupVault"
TAGS: Final = "resourcegroupstaggingapi:GetResources"


def read(
    stand_in: StandIn,
    *,
    budget: Budget | None = None,
    types: tuple[str, ...] = TYPES,
    regions: tuple[str, ...] = REGIONS,
    connect: Connect | None = None,
) -> Seen:
    """Read the account of a stand-in."""
    return read_account(
        connect or stand_in.connect,
        regions,
        ("main", "recovery"),
        types,
        since=timedelta(days=40),
        budget=budget or Budget(calls=1_000, seconds=600),
        now=stand_in.now,
        sleep=stand_in.sleep,
    )


def missed(seen: Seen) -> set[tuple[str, str, str, str]]:
    """Return what was not seen: Region, call, of what, why."""
    return {(one.region, one.what, one.of, one.why) for one in seen.unseen}


def test_calls_that_are_denied_are_named_and_all_else_is_seen() -> None:
    """A missing permission costs what it was for; AWS's message says which one it is."""
    stand_in = sound_account()
    stand_in.faults.append(denied("rds:DescribeDBInstances", PRIMARY))
    seen = read(stand_in)

    assert missed(seen) == {(PRIMARY, "rds:DescribeDBInstances", "RDS", "AccessDeniedException")}
    assert seen.unseen[0].message == "AccessDeniedException of rds:DescribeDBInstances"
    assert "orders" not in {store.name for store in seen.stores}
    assert len(seen.stores) == 9


def test_tags_tell_of_tables_whose_list_is_denied() -> None:
    """What they cannot tell of is named all the same: a table that never had a tag."""
    stand_in = sound_account()
    stand_in.faults.append(denied("dynamodb:ListTables", PRIMARY))
    seen = read(stand_in)

    assert (PRIMARY, "dynamodb:ListTables", "DynamoDB", "AccessDeniedException") in missed(seen)
    tables = {store.arn for store in seen.stores if store.type == "DynamoDB"}
    assert tables == {table_arn("carts"), table_arn("deleted-last-week")}


def test_without_the_tagging_api_no_tags_are_known_and_none_are_made_up() -> None:
    """None is not the same as no tags: the tier of such a store is not known."""
    stand_in = sound_account()
    stand_in.faults.append(denied(TAGS, PRIMARY))
    seen = read(stand_in)

    tags = {store.name: store.tags for store in seen.stores}
    assert (tags["carts"], tags["never-tagged"], tags["thumbnails"]) == (None, None, None)
    assert tags["orders"] == {"backup-tier": "critical"}
    assert missed(seen) == {
        (PRIMARY, TAGS, of, "AccessDeniedException") for of in ("DynamoDB", "S3")
    }


def test_a_vault_that_is_denied_is_named() -> None:
    """Its points were not seen; those of the other vault were."""
    stand_in = sound_account()
    stand_in.faults.append(denied(POINTS, RECOVERY))
    seen = read(stand_in)

    assert missed(seen) == {(RECOVERY, POINTS, "recovery", "AccessDeniedException")}
    assert {point.vault for point in seen.points} == {"main"}


def test_vaults_are_asked_for_by_name_when_their_list_is_denied() -> None:
    """A promised vault is read though nobody may list vaults."""
    stand_in = sound_account()
    stand_in.faults.append(denied("backup:ListBackupVaults"))
    seen = read(stand_in)

    assert len(seen.points) == 4
    assert {(region, why) for region, _, of, why in missed(seen) if not of} == {
        (PRIMARY, "AccessDeniedException"),
        (RECOVERY, "AccessDeniedException"),
    }


def test_throttled_calls_are_made_again_later_each_time() -> None:
    """Five refusals of each list: between 7 and 16 seconds of waiting, and nothing is lost."""
    stand_in = sound_account()
    stand_in.faults.append(throttled(POINTS, times=5))

    assert read(stand_in) == read(sound_account())
    assert 2 * 7.75 <= stand_in.elapsed <= 2 * 15.5


def test_throttling_without_end_is_given_up_and_named() -> None:
    """Eight times, not for ever."""
    stand_in = sound_account()
    stand_in.faults.append(throttled("dynamodb:ListTables"))
    seen = read(stand_in)

    assert stand_in.counted()["dynamodb:ListTables"] == 16
    assert {why for _, what, _, why in missed(seen) if what == "dynamodb:ListTables"} == {
        "ThrottlingException"
    }


def test_a_service_that_fails_for_a_while_is_asked_again() -> None:
    """Of an error of the service's own the same holds as of throttling."""
    stand_in = sound_account()
    stand_in.faults.append(fails("s3:ListBuckets", "InternalError", last=2, status=500))

    assert read(stand_in) == read(sound_account())


def test_pages_that_were_read_before_a_failure_stay() -> None:
    """Of five pages the fourth is denied: three are seen, and that it is not all."""
    stand_in = sound_account()
    stand_in.page = 1
    stand_in.lists[PRIMARY, "dynamodb:ListTables"] = [f"table-{one}" for one in range(5)]
    stand_in.faults.append(fails("dynamodb:ListTables", "ExpiredTokenException", first=4))
    seen = read(stand_in, types=("DynamoDB",))

    assert [store.name for store in seen.stores if store.name] == ["table-0", "table-1", "table-2"]
    assert (PRIMARY, "dynamodb:ListTables", "DynamoDB", "ExpiredTokenException") in missed(seen)


def test_a_region_that_does_not_answer_takes_none_of_the_others() -> None:
    """All of it is named; each service there is tried twice and no more."""
    stand_in = sound_account()
    stand_in.faults.append(dead(RECOVERY))
    seen = read(stand_in)
    there = [request for request in stand_in.calls if request.region == RECOVERY]

    assert {region for region, *_ in missed(seen)} == {RECOVERY}
    assert {why for *_, why in missed(seen)} == {"EndpointConnectionError"}
    assert {what for _, what, _, _ in missed(seen)} > {POINTS, "rds:DescribeDBInstances", TAGS}
    assert (RECOVERY, POINTS, "recovery", "EndpointConnectionError") in missed(seen)
    assert sum(request.service == "backup" for request in there) == 2
    assert [store for store in seen.stores if store.region == PRIMARY] == list(
        read(sound_account()).stores
    )
    assert RECOVERY not in seen.opted_in


def test_the_account_is_known_though_the_first_region_does_not_answer() -> None:
    """Another Region says whose account it is."""
    stand_in = sound_account()
    stand_in.faults.append(dead(RECOVERY))
    seen = read(stand_in, regions=(RECOVERY, PRIMARY))

    assert seen.account_id == "123456789012"
    assert len(seen.stores) == 10


def test_vaults_say_whose_account_it_is_when_sts_does_not() -> None:
    """An ARN has it; that STS did not answer is named."""
    stand_in = sound_account()
    stand_in.faults.append(denied("sts:GetCallerIdentity"))
    seen = read(stand_in)

    assert (seen.account_id, len(seen.stores)) == ("123456789012", 10)
    assert {what for _, what, _, _ in missed(seen)} == {"sts:GetCallerIdentity"}


def test_nothing_is_seen_of_an_account_that_answers_nothing() -> None:
    """Each thing that was to be asked is named, each type in each Region among them."""
    stand_in = sound_account()
    stand_in.faults.extend(dead(region) for region in REGIONS)
    seen = read(stand_in)

    assert (seen.stores, seen.points, seen.vaults, seen.opted_in) == ((), (), (), {})
    assert {(one.region, one.of) for one in seen.unseen} >= {
        (region, of) for region in REGIONS for of in (*TYPES, "main", "recovery")
    }
    assert ("", "Date") in {(one.region, one.what) for one in seen.unseen}


def test_a_type_without_a_list_call_is_named_in_each_region() -> None:
    """Not silently skipped."""
    seen = read(sound_account(), types=("RDS", "SAP HANA on Amazon EC2"))

    assert {(one.region, one.of) for one in seen.unseen} == {
        (region, "SAP HANA on Amazon EC2") for region in REGIONS
    }


LOOPS: Final[Mapping[str, Callable[[Request, dict[str, Any]], object]]] = {
    "the same token": lambda _, page: page.update(NextToken="1:1"),
    "tokens in turn": lambda request, page: page.update(NextToken=f"1:{request.number % 2}"),
}


@pytest.mark.parametrize("loop", LOOPS)
def test_a_list_that_goes_in_a_circle_is_left(loop: str) -> None:
    """A page that was read and is given again ends it; what was read stays, once."""
    stand_in = sound_account()
    stand_in.page = 1

    def alter(request: Request, page: dict[str, Any]) -> None:
        if request.what == POINTS:
            LOOPS[loop](request, page)

    stand_in.alter = alter
    seen = read(stand_in)

    assert len(seen.points) == 4
    assert stand_in.counted()[POINTS] <= 8
    assert {(what, why) for _, what, _, why in missed(seen)} == {
        (POINTS, "a page that was read was given again")
    }


def test_empty_pages_with_ever_new_tokens_are_left() -> None:
    """The tagging API gives some empty pages; without end that is a fault."""
    stand_in = sound_account()

    def alter(request: Request, page: dict[str, Any]) -> None:
        if request.what == TAGS:
            page.update(ResourceTagMappingList=[], PaginationToken=f"1:0{request.number}")

    stand_in.alter = alter
    seen = read(stand_in, regions=(PRIMARY,))

    assert stand_in.counted()[TAGS] == 51
    assert {(what, why) for _, what, _, why in missed(seen)} == {
        (TAGS, "51 pages without anything, and no end")
    }


@pytest.mark.parametrize(
    ("what", "items", "field", "of"),
    [
        (POINTS, "RecoveryPoints", "CreationDate", {"main", "recovery"}),
        ("backup:ListBackupJobs", "BackupJobs", "State", {""}),
        ("rds:DescribeDBClusters", "DBClusters", "Engine", {"Aurora", "DocumentDB", "RDS"}),
        ("ec2:DescribeVolumes", "Volumes", "VolumeId", {"EBS"}),
    ],
)
def test_half_an_item_is_named_and_the_others_stay(
    what: str, items: str, field: str, of: set[str]
) -> None:
    """An answer without a field that a judgement needs is not taken for a whole one."""
    stand_in = sound_account()

    def alter(request: Request, page: dict[str, Any]) -> None:
        if request.what == what and page[items]:
            first, *others = cast("list[dict[str, Any]]", page[items])
            half = {name: value for name, value in first.items() if name != field}
            page[items] = [half, *others]

    stand_in.alter = alter

    assert {(name, one, why) for _, name, one, why in missed(read(stand_in))} == {
        (what, one, f"no {field} in the answer") for one in of
    }


def test_a_page_without_its_list_is_named() -> None:
    """Not taken for an empty one."""
    stand_in = sound_account()

    def alter(_request: Request, page: dict[str, Any]) -> None:
        page.pop("RecoveryPoints", None)
        page.pop("TableNames", None)
        page.pop("ResourceTypeOptInPreference", None)

    stand_in.alter = alter
    seen = read(stand_in)

    assert {(what, of, why) for _, what, of, why in missed(seen)} == {
        (POINTS, "main", "no RecoveryPoints in the answer"),
        (POINTS, "recovery", "no RecoveryPoints in the answer"),
        ("dynamodb:ListTables", "DynamoDB", "no TableNames in the answer"),
        ("backup:DescribeRegionSettings", "", "no ResourceTypeOptInPreference"),
    }


def test_no_more_calls_are_made_than_the_budget_has() -> None:
    """What there was no call left for is named; the next reading has its own budget."""
    stand_in = sound_account()
    seen = read(stand_in, budget=Budget(calls=7, seconds=60))

    assert len(stand_in.calls) == 7
    assert {why for *_, why in missed(seen)} == {"the 7 calls are used up"}
    assert {of for _, _, of, _ in missed(seen)} > {"main", "recovery"}


def test_no_call_is_begun_after_the_time_of_the_budget() -> None:
    """Ten seconds a call and a budget of 65: seven calls."""
    stand_in = sound_account()
    stand_in.seconds_a_call = 10
    seen = read(stand_in, budget=Budget(calls=1_000, seconds=65), regions=(PRIMARY,))

    assert len(stand_in.calls) <= 7 + 8
    assert {why for *_, why in missed(seen)} == {"the 65 seconds are used up"}


def test_throttling_is_not_waited_for_past_the_time_of_the_budget() -> None:
    """AWS's word stands for why, not that the time was over."""
    stand_in = sound_account()
    stand_in.faults.append(throttled(POINTS))
    seen = read(stand_in, budget=Budget(calls=1_000, seconds=5))

    assert stand_in.elapsed <= 2 * 5
    assert {why for _, what, _, why in missed(seen) if what == POINTS} == {"ThrottlingException"}


def test_an_answer_without_a_date_is_said() -> None:
    """Then only one's own clock is left, and nobody may rely on it unsaid."""
    stand_in = sound_account()
    stand_in.gives_dates = False
    seen = read(stand_in)

    assert seen.at == NOW
    assert {what for _, what, _, _ in missed(seen)} == {"Date"}


def test_requests_that_aws_refuses_for_the_clock_are_named() -> None:
    """An hour off, AWS refuses signatures: nothing is seen, and its answer still has the time."""
    stand_in = sound_account()

    def refuse(request: Request) -> Exception | None:
        return fails(request.what, "RequestTimeTooSkewed", status=403)(request)

    stand_in.faults.append(refuse)
    seen = read(stand_in)

    assert seen.at == NOW
    assert {why for *_, why in missed(seen)} == {
        "RequestTimeTooSkewed",
        "which account it is was not answered",
    }


def test_the_order_does_not_depend_on_which_answer_comes_first() -> None:
    """Threads race; the same account gives the same."""
    first = read(sound_account())

    assert all(read(sound_account()) == first for _ in range(5))
    assert list(first.points) == sorted(
        first.points, key=lambda point: (point.region, point.vault, point.arn)
    )
