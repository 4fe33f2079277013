"""`bamp coverage` as a platform engineer calls it, on a stand-in of AWS."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from aws_backup_stand_in import NOW, Request, StandIn, dead, denied, fails, throttled
from backed_up_account import PRIMARY, RECOVERY, table_arn
from click.testing import CliRunner, Result
from covered_account import MANIFEST, STORES, FakeBoto3, add_bucket, covered_account, shown_account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bamp_pulumi.catalog import is_opt_in_region, judged_regions, regions_of
from bamp_pulumi.cli.commands import bamp
from bamp_pulumi.report.pages import PAGES

VAULTS = (MANIFEST.names.primary_vault, MANIFEST.names.recovery_vault)
POINTS = "backup:ListRecoveryPointsByBackupVault"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Return an account in which all is well, and let boto3 ask it."""
    stand_in = covered_account()
    monkeypatch.setattr("boto3.Session", FakeBoto3(stand_in).session)
    monkeypatch.setattr("bamp_pulumi.cli.coverage._now", stand_in.now)
    monkeypatch.setattr("bamp_pulumi.lambdas.health.asking._FIRST_DELAY", 0.0)
    return stand_in


def run(*arguments: str | Path, columns: int = 100) -> Result:
    """Run the command in this process."""
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(bamp, ["coverage", *map(str, arguments)])


def document(*arguments: str | Path) -> Any:  # noqa: ANN401 - JSON
    """Return what it prints for machines."""
    return json.loads(run("--json", *arguments).stdout)


def drop(stand_in: StandIn, arn: str, vault: str, region: str) -> None:
    """Remove the recovery points of a resource from a vault."""
    items = stand_in.lists[region, vault]
    stand_in.lists[region, vault] = [each for each in items if each["ResourceArn"] != arn]


def test_an_account_in_which_all_is_well(account: StandIn) -> None:
    """The first line counts, the last one gives the status; nothing is written to AWS."""
    done = run()

    assert done.exit_code == 0, done.output
    assert done.output.startswith(
        "3 of 4 data stores are protected as of 2026-11-29 12:00 UTC; 1 exempt.\n"
    )
    assert done.output.endswith("Everything was seen, and all is as promised. Exit status 0.\n")
    assert "standard: 2 protected" in done.output
    assert all(one.operation.startswith(("Describe", "Get", "List")) for one in account.calls)


def test_a_copy_that_is_missing(account: StandIn) -> None:
    """Resource, owner, tier, what, how late; the others are counted."""
    drop(account, table_arn("carts"), VAULTS[1], RECOVERY)
    done = run()

    assert done.exit_code == 1
    assert done.output.startswith("2 of 4 data stores are protected")
    assert "carts (DynamoDB, us-east-1), tier standard, owner shop" in done.output
    assert "of rule daily" in done.output or "rule daily" in done.output
    assert "Not all is as promised: 1 not as promised. Exit status 1." in done.output


def test_the_gravest_comes_first(account: StandIn) -> None:
    """What has no backup at all, before what is late; the latest of these first."""
    account.lists[PRIMARY, "dynamodb:ListTables"] = ["carts", "unknown-to-all"]
    for item in account.lists[PRIMARY, VAULTS[0]]:
        late = {STORES[0][1]: 5, STORES[2][1]: 50}.get(item["ResourceArn"], 0)
        item["CreationDate"] -= timedelta(days=late)
    found = document()

    broken = [each for each in found["standings"] if not each["is_well"]]
    shown = run().output
    places = [shown.index(f"  {name} (") for name in ("unknown-to-all", "papers", "orders")]
    assert {each["name"] for each in broken} == {"unknown-to-all", "papers", "orders"}
    assert places == sorted(places)


def test_what_waits_for_its_first_backup_is_not_protected_yet(account: StandIn) -> None:
    """Nothing is late, and nothing is there: status 1 until it is."""
    papers = account.lists[PRIMARY, "efs:DescribeFileSystems"][0]
    papers["CreationTime"] = NOW - timedelta(hours=2)
    for name, region in zip(VAULTS, (PRIMARY, RECOVERY), strict=True):
        drop(account, STORES[2][1], name, region)
    done = run()

    assert done.exit_code == 1
    assert "1 not backed up yet" in done.output
    assert "due by 2026-11-30" in done.output


def test_recovery_points_of_what_is_gone(account: StandIn) -> None:
    """They are listed with their size and until when they cost; they change no status."""
    account.lists[PRIMARY, "dynamodb:ListTables"] = []
    done = run()

    assert done.exit_code == 0, done.output
    assert "1 resource is gone, and recovery points are kept (0.0 GB)" in done.output
    assert "it is gone; 6 recovery points with 0.0 GB are kept until" in done.output


@pytest.mark.parametrize("columns", [80, 120])
def test_it_fits_the_terminal(account: StandIn, columns: int) -> None:
    """Whatever is wrong."""
    drop(account, table_arn("carts"), VAULTS[1], RECOVERY)
    account.faults.append(denied("rds:DescribeDBInstances"))
    done = run("--all", columns=columns)

    assert max(len(each.rstrip()) for each in done.output.splitlines()) <= columns


def test_a_permission_that_is_missing_is_named(account: StandIn) -> None:
    """The IAM action, which is not always the name of the call."""
    account.faults.append(denied("s3:ListBuckets"))
    account.faults.append(denied("efs:DescribeFileSystems", PRIMARY))
    done = run()
    found = document()
    said = " ".join(done.output.split())

    assert done.exit_code == 1
    assert "allow s3:ListAllMyBuckets" in said
    assert "allow elasticfilesystem:DescribeFileSystems" in said
    assert {(one["what"], one["region"]) for one in found["not_answered"]} == {
        ("s3:ListBuckets", PRIMARY),
        ("s3:ListBuckets", RECOVERY),
        ("efs:DescribeFileSystems", PRIMARY),
    }


def _repeats(stand_in: StandIn) -> None:
    stand_in.page = 1
    stand_in.faults.append(fails(POINTS, "InternalFailure", first=2, status=400))


def _an_hour_ahead(stand_in: StandIn) -> None:
    """Let what a Region keeps be dated by a clock that is an hour ahead of that of the answers."""
    for item in stand_in.lists[PRIMARY, VAULTS[0]]:
        item["CreationDate"] = NOW + timedelta(hours=1)


BLINDED: dict[str, Callable[[StandIn], object]] = {
    "denied": lambda one: one.faults.append(denied(POINTS)),
    "throttled": lambda one: one.faults.append(throttled(POINTS)),
    "a Region is missing": lambda one: one.faults.append(dead(RECOVERY)),
    "half-finished pages": _repeats,
    "clock skew": _an_hour_ahead,
    "no settings": lambda one: one.faults.append(denied("backup:DescribeRegionSettings")),
    "no keys": lambda one: one.faults.append(denied("kms:ListAliases")),
    "no tags": lambda one: one.faults.append(denied("resourcegroupstaggingapi:GetResources")),
}


@pytest.mark.parametrize("how", BLINDED)
def test_what_could_not_be_seen_is_never_called_protected(account: StandIn, how: str) -> None:
    """It says so, and the status is 1; what depends on it is not called protected."""
    BLINDED[how](account)
    done = run("--json", "--max-attempts", "1")
    found = json.loads(done.stdout)
    carts = next(each for each in found["standings"] if each["name"] == "carts")

    assert done.exit_code == 1
    assert found["summary"]["exit_status"] == 1
    assert "unseen" in {each["weight"] for each in carts["reasons"]}
    assert carts["state"] == ("Stale" if how == "clock skew" else "CouldNotBeSeen")
    assert "carts" not in {each["name"] for each in found["standings"] if each["is_well"]}


def test_a_clock_of_ones_own_that_is_an_hour_wrong_changes_nothing(
    account: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AWS's clock dates what was read."""
    monkeypatch.setattr("bamp_pulumi.cli.coverage._now", lambda: account.now() - timedelta(hours=1))

    assert run().exit_code == 0
    assert document()["at"] == "2026-11-29T12:00:00Z"


def test_the_budget_ends_a_reading(account: StandIn) -> None:
    """What there was no time for was not seen."""
    account.seconds_a_call = 10
    done = run("--budget", "60")

    assert done.exit_code == 1
    assert "the 60 seconds are used up" in " ".join(done.output.split())


def test_the_form_for_machines_has_its_schema(account: StandIn) -> None:
    """As it is documented, whatever was found."""
    account.faults.append(denied("s3:ListBuckets"))
    drop(account, table_arn("carts"), VAULTS[1], RECOVERY)
    found = document()

    assert found["schema"] == "bamp.coverage/1"
    jsonschema.validate(found, json.loads(PAGES["docs/schemas/bamp.coverage-1.json"]()))


def test_the_recorded_schema_is_the_one_of_the_code() -> None:
    """A change of the format is seen."""
    kept = Path(__file__).parents[2] / "docs" / "schemas" / "bamp.coverage-1.json"

    assert kept.read_text("utf-8") == PAGES["docs/schemas/bamp.coverage-1.json"]()


def test_a_manifest_from_a_file(account: StandIn, tmp_path: Path) -> None:
    """Then no parameter is read; one of no account is taken for that of whoever asks."""
    file = tmp_path / "account-manifest.json"
    file.write_text(MANIFEST.without_account().to_json())
    account.parameters = {}
    done = run("--account-manifest", file)

    assert done.exit_code == 0, done.output
    assert "Account 123456789012, which the manifest does not name" in done.output
    assert "ssm:GetParameter" not in account.counted()


def test_regions_that_are_given_are_read(account: StandIn) -> None:
    """A type that one of them lacks is not looked for there, and said to be not."""
    done = run("--region", PRIMARY, "--region", RECOVERY, "--region", "eu-central-2")
    asked = {(one.region, one.what) for one in account.calls}

    assert done.exit_code == 0, done.output
    assert "DSQL is not offered in eu-central-2, so not looked for there." in done.output
    assert ("eu-central-2", "dynamodb:ListTables") in asked
    assert ("eu-central-2", "dsql:ListClusters") not in asked


def test_all_regions_of_an_account(account: StandIn) -> None:
    """Those that it has enabled; without that permission nothing is looked at."""
    account.regions = (PRIMARY, RECOVERY, "eu-west-1")
    done = run("--all-regions")
    assert done.exit_code == 0, done.output
    assert "Account 123456789012; eu-west-1, us-east-1, us-west-2." in done.output

    account.faults.append(denied("ec2:DescribeRegions"))
    refused = run("--all-regions")
    assert refused.exit_code == 2
    assert "ec2:DescribeRegions" in refused.stderr


def test_a_bucket_says_whether_its_continuous_backup_goes_on(account: StandIn) -> None:
    """No list does: without asking it could not be seen."""
    on = {"Status": "Enabled"}, {"EventBridgeConfiguration": {}}
    off = {"Status": "Suspended"}, {"EventBridgeConfiguration": {}}

    def state(versioning: dict[str, Any], events: dict[str, Any], *options: str) -> str:
        account.buckets = {
            ("photos", "GetBucketVersioning"): versioning,
            ("photos", "GetBucketNotificationConfiguration"): events,
        }
        found = document(*options)
        return next(one["state"] for one in found["standings"] if one["name"] == "photos")

    add_bucket(account, "photos", "critical")

    assert state(*on) == "CouldNotBeSeen"
    assert account.counted()["s3:GetBucketVersioning"] == 0
    assert state(*on, "--each-bucket") == "Protected"
    assert state(*off, "--each-bucket") == "Stale"
    account.faults.append(denied("s3:GetBucketVersioning"))
    assert state(*on, "--each-bucket") == "CouldNotBeSeen"
    assert "allow s3:GetBucketVersioning" in " ".join(run("--each-bucket").output.split())


def test_a_reading_that_was_not_answered_whole_is_gone_on_with(
    account: StandIn, tmp_path: Path
) -> None:
    """Only what is missing is asked for again; once all was answered, the file is gone."""
    file = tmp_path / "reading.jsonl"
    account.faults.append(throttled("backup:ListCopyJobs"))
    assert run("--resume", file, "--max-attempts", "1").exit_code == 1
    account.faults.clear()
    account.calls.clear()
    done = run("--resume", file)

    assert done.exit_code == 0, done.output
    assert account.counted()["backup:ListCopyJobs"] == 2
    assert account.counted()[POINTS] == 0
    assert not file.exists()


def test_ctrl_c_ends_it_and_keeps_what_was_read(account: StandIn, tmp_path: Path) -> None:
    """One line, the shell's status, and a file to go on with."""
    file = tmp_path / "reading.jsonl"

    def interrupt(request: Request) -> Exception | None:
        if request.what == "backup:ListBackupJobs":
            raise KeyboardInterrupt
        return None

    account.faults.append(interrupt)
    done = run("--resume", file)

    assert done.exit_code == 130
    assert done.stderr.strip() == "bamp: stopped"
    assert file.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "which is no reading that was kept"),
        ('{"account_id":"999999999999","partition":"aws","at":null,"since":null}', "999999999999"),
        (
            (
                '{"account_id":"123456789012","partition":"aws","at":"2026-11-28T00:00:00+00:00",'
                '"since":null}'
            ),
            "too long ago",
        ),
    ],
)
def test_a_file_of_another_reading_is_refused(
    account: StandIn, tmp_path: Path, text: str, said: str
) -> None:
    """It would say nothing of this account now."""
    file = tmp_path / "reading.jsonl"
    file.write_text(text)
    done = run("--resume", file)

    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert file.read_text() == text
    assert account.counted()[POINTS] == 0


def test_the_page_shows_what_the_command_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an account in which something is late, unselected, gone and denied."""
    stand_in = shown_account()
    monkeypatch.setattr("boto3.Session", FakeBoto3(stand_in).session)
    monkeypatch.setattr("bamp_pulumi.cli.coverage._now", stand_in.now)
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "coverage.md").read_text("utf-8")
    shown = page.partition("```text\n")[2].partition("```")[0]

    assert shown == "\n".join(each.rstrip() for each in run().output.split("\n"))


REGIONS_OF_EVERYBODY = tuple(
    region
    for region in judged_regions()
    if region in regions_of("aws") and not is_opt_in_region(region)
)


@pytest.mark.parametrize(("more", "calls"), [(0, 425), (4, 518)])
def test_calls_of_an_account_in_many_regions(account: StandIn, more: int, calls: int) -> None:
    """They are what the page says: about 24 for a Region in which nothing is."""
    optional = [region for region in judged_regions() if is_opt_in_region(region)][:more]
    account.regions = (*REGIONS_OF_EVERYBODY, *optional)

    assert len(account.regions) == 17 + more
    assert run("--all-regions").exit_code == 0
    assert len(account.calls) == calls


def test_a_summary_for_a_pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As Markdown, beside what is printed; names are texts, and the verdict is the last line."""
    stand_in = shown_account()
    monkeypatch.setattr("boto3.Session", FakeBoto3(stand_in).session)
    monkeypatch.setattr("bamp_pulumi.cli.coverage._now", stand_in.now)
    stand_in.lists[PRIMARY, "dynamodb:ListTables"] = ["carts", "a|b`<img>`"]
    file = tmp_path / "coverage.md"

    assert run("--markdown", file).exit_code == 1
    text = file.read_text("utf-8")
    assert text.startswith("**2 of 5 data stores are protected as of")
    assert "- carts &#40;DynamoDB, us-east-1&#41;, tier standard, owner shop: stale" in text
    assert "<img>" not in text
    assert text.splitlines()[-1].endswith("Exit status 1.**")


LISTS = (
    POINTS,
    "backup:ListBackupVaults",
    "backup:ListBackupJobs",
    "backup:ListBackupAccessPoints",
    "rds:DescribeDBInstances",
    "dynamodb:ListTables",
    "resourcegroupstaggingapi:GetResources",
    "kms:ListAliases",
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    refused=st.lists(st.tuples(st.sampled_from(LISTS), st.sampled_from((PRIMARY, RECOVERY)))),
    dropped=st.sets(st.tuples(st.sampled_from(STORES), st.sampled_from((0, 1))), max_size=2),
    opted_out=st.sets(st.sampled_from(("RDS", "EFS", "Redshift")), max_size=1),
    unlocked=st.booleans(),
)
def test_status_0_means_that_everything_was_seen_and_is_well(
    monkeypatch: pytest.MonkeyPatch,
    refused: list[tuple[str, str]],
    dropped: set[tuple[tuple[str, str, str, str], int]],
    opted_out: set[str],
    *,
    unlocked: bool,
) -> None:
    """Whatever AWS refuses, and whatever is missing; and nothing else ends in 1."""
    stand_in = covered_account()
    monkeypatch.setattr("boto3.Session", FakeBoto3(stand_in).session)
    monkeypatch.setattr("bamp_pulumi.cli.coverage._now", stand_in.now)
    stand_in.faults += [denied(what, region) for what, region in refused]
    for (_, arn, _, _), number in dropped:
        drop(stand_in, arn, VAULTS[number], (PRIMARY, RECOVERY)[number])
    stand_in.opted_in = {of: of not in opted_out for of in stand_in.opted_in}
    if unlocked:
        stand_in.lists[PRIMARY, "backup:ListBackupVaults"][0]["Locked"] = False
    done = run("--json")
    found = json.loads(done.stdout)
    is_whole = not (refused or dropped or unlocked or opted_out - {"Redshift"})

    assert done.exit_code == (0 if is_whole else 1)
    if done.exit_code == 0:
        assert found["not_answered"] == []
        assert {each["state"] for each in found["standings"]} <= {"Protected", "Exempt"}
