"""Restore testing plans and selections, each input known, left out and known later.

Cannot prove what AWS restores: it says so in the guide.
"""

from typing import Any, Final

import pytest
from plain_resources import ACCOUNT, HERE, OTHER, THERE, declared, estate_of

from bamp_pulumi.catalog import UNKNOWN, rows_of
from bamp_pulumi.declared import DeclaredRestoreTest, RestoreTestingPlan, read_restore_tests
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth

Inputs = Any  # Any: inputs of a plan or selection

PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
VAULT, VOLUME = "aws:backup/vault:Vault", "aws:ebs/volume:Volume"
AT: Final = f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-vault:"

MAIN = declared(VAULT, "main", inputs={"name": "main"})
SECOND = declared(VAULT, "second", inputs={"name": "second"})


def plan_of(inputs: Inputs, *vaults: Resource, external: bool = False) -> Resource:
    """Declare a plan whose selection of recovery points is made of some vaults."""
    links = {"recoveryPointSelection": vaults}
    return declared(PLAN, "weekly", inputs=inputs, links=links, external=external)


def restore_test(
    inputs: Inputs, *beside: Resource, of: Resource | None = None
) -> DeclaredRestoreTest:
    """Read the one selection of an estate."""
    links = {"protectedResourceArns": [of]} if of else {}
    chosen = declared(SELECTION, "chosen", inputs=inputs, links=links)
    (found,) = read_restore_tests(estate_of(chosen, *beside))
    return found


def plan(inputs: Inputs, *vaults: Resource, external: bool = False) -> RestoreTestingPlan:
    """Read the plan of the one selection."""
    named = {"restoreTestingPlanName": "weekly"}
    given = plan_of({"name": "weekly", **inputs}, *vaults, external=external)
    found = restore_test(named, given, MAIN, SECOND).plan
    assert found is not None
    return found


WINDOWS: Final[list[tuple[Inputs, tuple[object, ...]]]] = [
    ({}, ("weekly", "", "UTC", 24, 30, False, (), (), ())),
    ({"name": "nightly"}, ("nightly", "", "UTC", 24, 30, False, (), (), ())),
    ({"name": None}, ("weekly", "", "UTC", 24, 30, False, (), (), ())),
    (
        {"scheduleExpression": "rate(7 days)", "scheduleExpressionTimezone": "Europe/Berlin"},
        ("weekly", "rate(7 days)", "Europe/Berlin", 24, 30, False, (), (), ()),
    ),
    ({"scheduleExpression": UNKNOWN}, ("weekly", "", "UTC", 24, 30, False, (), (), ())),
    ({"startWindowHours": 8.0}, ("weekly", "", "UTC", 8, 30, False, (), (), ())),
    ({"startWindowHours": 0.0}, ("weekly", "", "UTC", 0, 30, False, (), (), ())),
    (
        {
            "recoveryPointSelection": {
                "algorithm": "RANDOM_WITHIN_WINDOW",
                "selectionWindowDays": 7.0,
                "recoveryPointTypes": ["SNAPSHOT", "CONTINUOUS"],
                "includeVaults": ["*"],
                "excludeVaults": [f"{AT}main"],
            }
        },
        ("weekly", "", "UTC", 24, 7, True, ("SNAPSHOT", "CONTINUOUS"), ("*",), (f"{AT}main",)),
    ),
    (
        {
            "recoveryPointSelection": {
                "algorithm": "LATEST_WITHIN_WINDOW",
                "selectionWindowDays": 0.0,
                "recoveryPointTypes": UNKNOWN,
            }
        },
        ("weekly", "", "UTC", 24, 0, False, (UNKNOWN,), (), ()),
    ),
]


@pytest.mark.parametrize(("inputs", "expected"), WINDOWS)
def test_a_plan_is_read_with_what_aws_takes_where_it_says_nothing(
    inputs: Inputs, expected: tuple[object, ...]
) -> None:
    """It starts within a day, takes recovery points of 30 days, and the newest of them."""
    given = plan_of({"name": "weekly", **inputs})
    named = {"restoreTestingPlanName": inputs.get("name", "weekly") or UNKNOWN}
    chosen = declared(SELECTION, "chosen", inputs=named, links={"restoreTestingPlanName": [given]})
    (found,) = read_restore_tests(estate_of(chosen, given))
    assert found.plan is not None
    read = found.plan

    assert read.resource is given
    assert (
        read.name,
        read.schedule,
        read.timezone,
        read.start_window_hours,
        read.selection_window_days,
        read.is_random,
        read.point_types,
        read.include_vaults,
        read.exclude_vaults,
    ) == expected


def test_of_a_plan_that_is_only_looked_up_nothing_is_known() -> None:
    """Which recovery points it takes stands in another program."""
    read = plan({"recoveryPointSelection": {"includeVaults": ["*"]}}, external=True)

    assert (read.point_types, read.include_vaults, read.exclude_vaults) == (
        (UNKNOWN,),
        (UNKNOWN,),
        (UNKNOWN,),
    )
    assert read.takes_type("SNAPSHOT") is None
    assert read.takes_vault(HERE, ACCOUNT, "main") is None


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["SNAPSHOT"], True),
        (["CONTINUOUS"], False),
        ([], False),
        (UNKNOWN, None),
        ([UNKNOWN, "SNAPSHOT"], True),
        ([UNKNOWN, "CONTINUOUS"], None),
    ],
)
def test_a_plan_takes_the_types_of_recovery_points_that_it_lists(
    types: object, expected: Truth
) -> None:
    """One in the list that is known later may be any."""
    read = plan({"recoveryPointSelection": {"recoveryPointTypes": types}})

    assert read.takes_type("SNAPSHOT") is expected


HERE_MAIN: Final = (HERE, ACCOUNT, "main")
VAULTS: Final[list[tuple[object, object, tuple[str, str, str], Truth]]] = [
    (["*"], None, HERE_MAIN, True),
    ([], None, HERE_MAIN, False),
    ([f"{AT}main"], None, HERE_MAIN, True),
    ([f"{AT}main"], None, (HERE, ACCOUNT, "mainly"), False),
    ([f"{AT}main"], None, (HERE, OTHER, "main"), False),
    ([f"{AT}main"], None, (THERE, ACCOUNT, "main"), False),
    ([f"{AT}m*"], None, HERE_MAIN, True),
    ([f"arn:aws-cn:backup:{HERE}:{ACCOUNT}:backup-vault:main"], None, HERE_MAIN, True),
    (["arn:aws:backup:*:*:backup-vault:*"], None, HERE_MAIN, True),
    (["*:backup-vault:main"], None, HERE_MAIN, None),
    (["main"], None, HERE_MAIN, None),
    ([f"{AT}second", f"{AT}main"], None, HERE_MAIN, True),
    (UNKNOWN, None, HERE_MAIN, None),
    ([UNKNOWN, f"{AT}main"], None, HERE_MAIN, True),
    ([UNKNOWN, f"{AT}second"], None, HERE_MAIN, None),
    (["*"], [f"{AT}main"], HERE_MAIN, False),
    (["*"], [f"{AT}second"], HERE_MAIN, True),
    (["*"], ["main"], HERE_MAIN, None),
    (["*"], UNKNOWN, HERE_MAIN, None),
    (["*"], [UNKNOWN, f"{AT}main"], HERE_MAIN, False),
    ([f"{AT}second"], UNKNOWN, HERE_MAIN, False),
]


@pytest.mark.parametrize(("include", "exclude", "place", "expected"), VAULTS)
def test_a_plan_takes_from_the_vaults_that_it_includes_and_does_not_exclude(
    include: object, exclude: object, place: tuple[str, str, str], expected: Truth
) -> None:
    """By ARN: AWS documents no bare names."""
    read = plan({"recoveryPointSelection": {"includeVaults": include, "excludeVaults": exclude}})

    assert read.takes_vault(*place) is expected


OF_VAULTS: Final[list[tuple[object, tuple[Resource, ...], tuple[object, ...], Truth]]] = [
    ([UNKNOWN], (MAIN,), (MAIN, UNKNOWN), True),
    (UNKNOWN, (MAIN,), (MAIN, UNKNOWN), True),
    ([UNKNOWN], (SECOND,), (SECOND, UNKNOWN), None),
    ([UNKNOWN], (MAIN, SECOND), (MAIN, SECOND, UNKNOWN), True),
    ([f"{AT}third", UNKNOWN], (SECOND,), (f"{AT}third", SECOND, UNKNOWN), None),
    ([f"{AT}third"], (SECOND,), (f"{AT}third",), False),
]


@pytest.mark.parametrize(("given", "of", "named", "expected"), OF_VAULTS)
def test_a_vault_whose_arn_is_known_later_is_one_that_the_plan_is_made_of(
    given: object, of: tuple[Resource, ...], named: tuple[object, ...], expected: Truth
) -> None:
    """Of the others nothing is said."""
    read = plan({"recoveryPointSelection": {"includeVaults": given}}, *of)

    assert read.include_vaults == named
    assert read.takes_vault(*HERE_MAIN) is expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (HERE_MAIN, True),
        ((THERE, ACCOUNT, "main"), None),
        ((HERE, OTHER, "main"), None),
        ((HERE, ACCOUNT, "other"), None),
    ],
)
def test_a_vault_that_is_named_is_that_of_its_place_and_name(
    place: tuple[str, str, str], expected: Truth
) -> None:
    """Beside it another one may be named."""
    read = plan({"recoveryPointSelection": {"includeVaults": [UNKNOWN]}}, MAIN)

    assert read.takes_vault(*place) is expected


def test_a_selection_belongs_to_the_plan_that_it_names() -> None:
    """Of a plan that no given program declares nothing is known."""
    weekly = plan_of({"name": "weekly"})
    mine = restore_test({"restoreTestingPlanName": "weekly"}, weekly)
    other = restore_test({"restoreTestingPlanName": "other"}, weekly)

    assert (mine.plans.certain, mine.plan is not None) == ((weekly,), True)
    assert (other.plans.certain, other.plans.elsewhere, other.plan) == ((), ("other",), None)


BY_TAG: Final = {"stringEquals": [{"key": "aws:ResourceTag/a", "value": "b"}]}
BY_OTHER: Final = {"stringEquals": [{"key": "aws:ResourceTag/a", "value": "c"}]}
BY_LATER: Final = {"stringNotEquals": [{"key": "aws:ResourceTag/later", "value": "c"}]}
NAMED: Final[list[tuple[Inputs, bool]]] = [
    ({}, False),
    ({"protectedResourceArns": ["*"]}, True),
    ({"protectedResourceArns": UNKNOWN}, True),
    ({"protectedResourceConditions": BY_TAG}, True),
]


@pytest.mark.parametrize(("inputs", "names"), NAMED)
def test_a_selection_names_resources_by_arn_or_by_tag(inputs: Inputs, *, names: bool) -> None:
    """Without either it takes any of its type."""
    assert restore_test(inputs).names_resources is names


def volume(name: str, account_id: str = ACCOUNT) -> Resource:
    """Declare a volume that is tagged."""
    arn = f"arn:aws:ec2:{HERE}:{account_id}:volume/{name}"
    tags = {"a": "b", "later": UNKNOWN}
    return declared(
        VOLUME, name, inputs={"tags": tags}, outputs={"arn": arn}, account_id=account_id
    )


DATA = volume("data")
SELECTS: Final[list[tuple[Inputs, Truth]]] = [
    ({}, True),
    ({"protectedResourceType": UNKNOWN}, None),
    ({"protectedResourceType": "RDS"}, False),
    ({"protectedResourceArns": ["*"]}, True),
    ({"protectedResourceArns": [f"arn:aws:ec2:{HERE}:{ACCOUNT}:volume/data"]}, True),
    ({"protectedResourceArns": [f"arn:aws:ec2:{HERE}:{ACCOUNT}:volume/other"]}, False),
    ({"protectedResourceArns": UNKNOWN}, None),
    ({"protectedResourceConditions": BY_TAG}, True),
    ({"protectedResourceConditions": BY_OTHER}, False),
    ({"protectedResourceConditions": BY_LATER}, None),
    ({"protectedResourceConditions": UNKNOWN}, None),
]


@pytest.mark.parametrize(("inputs", "expected"), SELECTS)
def test_a_selection_takes_the_recovery_points_of_resources_of_its_type(
    inputs: Inputs, expected: Truth
) -> None:
    """All of them, unless it chooses by ARN or by tag."""
    (row,) = rows_of(VOLUME)
    found = restore_test({"protectedResourceType": "EBS", **inputs}, DATA)

    assert found.selects(estate_of(DATA), DATA, row) is expected


def test_a_selection_takes_nothing_of_another_account() -> None:
    """Its plan restores in its own account."""
    (row,) = rows_of(VOLUME)
    found, other = restore_test({"protectedResourceType": "EBS"}), volume("data", OTHER)

    assert found.selects(estate_of(other), other, row) is False


def test_a_selection_of_an_arn_that_is_known_later_takes_whose_arn_it_is() -> None:
    """And no other volume."""
    (row,) = rows_of(VOLUME)
    other = volume("other")
    inputs = {"protectedResourceType": "EBS", "protectedResourceArns": [UNKNOWN]}
    found = restore_test(inputs, DATA, other, of=DATA)
    estate = estate_of(DATA, other)

    assert found.selects(estate, DATA, row) is True
    assert found.selects(estate, other, row) is False


OVERRIDES: Final[list[tuple[object, str, Truth]]] = [
    (None, "encrypted", False),
    ({}, "encrypted", False),
    (UNKNOWN, "encrypted", None),
    ({"Encrypted": "true"}, "encrypted", True),
    ({"encrypted": "true"}, "Encrypted", True),
    ({"encrypted": UNKNOWN}, "encrypted", True),
    ({"other": "true"}, "encrypted", False),
    ({"Details": '{"SubnetId": "s"}'}, "details.subnetid", True),
    ({"Details": '{"SubnetId": "s"}'}, "details", True),
    ({"Details": '{"SubnetId": "s"}'}, "subnetid", False),
    ({"Details": "no JSON"}, "details", True),
    ({"Details": '["SubnetId"]'}, "details.subnetid", False),
    ({"Details": {"SubnetId": "s"}}, "details.subnetid", False),
]


@pytest.mark.parametrize(("given", "key", "expected"), OVERRIDES)
def test_metadata_of_a_restore_is_overridden_by_key(
    given: object, key: str, expected: Truth
) -> None:
    """Without regard to case, and within JSON too."""
    found = restore_test({"restoreMetadataOverrides": given})

    assert found.has_override(key) is expected


def test_overrides_keep_their_values() -> None:
    """A judge compares them."""
    given = {"Encrypted": "true", "Details": '{"SubnetId": "s"}'}
    found = restore_test({"restoreMetadataOverrides": given})

    assert found.overrides == {
        "encrypted": "true",
        "details": '{"SubnetId": "s"}',
        "details.subnetid": "s",
    }
