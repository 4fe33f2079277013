"""What Regions are opted in for, where one program writes it and where several do."""

from typing import Any, Final

import pytest
from plain_resources import ACCOUNT, HERE, OTHER, THERE, declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import read_opt_ins
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth

Inputs = Any  # Any: preferences by type

SETTINGS = "aws:backup/regionSettings:RegionSettings"


def settings(types: object, managed: object = None, name: str = "s", **place: str) -> Resource:
    """Declare the settings of a Region."""
    inputs = {"resourceTypeOptInPreference": types, "resourceTypeManagementPreference": managed}
    return declared(SETTINGS, name, inputs=inputs, **place)  # pyright: ignore[reportArgumentType] - place


def found(*given: Resource) -> tuple[Inputs, Inputs, tuple[Resource, ...]]:
    """Read what is written of the one Region."""
    ((place, read),) = read_opt_ins(estate_of(*given)).items()
    assert place == (ACCOUNT, HERE)
    return read.types, read.managed, read.written_by


ONE: Final[list[tuple[object, Inputs]]] = [
    (None, {}),
    (UNKNOWN, {}),
    ({"S3": True, "EBS": False}, {"S3": True, "EBS": False}),
    ({"S3": "true", "EBS": "false"}, {"S3": True, "EBS": False}),
    ({"S3": UNKNOWN, "EBS": 1.0}, {"S3": UNKNOWN, "EBS": 1.0}),
]


@pytest.mark.parametrize(("given", "expected"), ONE)
def test_settings_are_switches_by_type(given: object, expected: Inputs) -> None:
    """What is no switch is kept as it is; the settings are whose they are."""
    one = settings(given, {"EFS": True})
    other = settings({"EFS": True}, given)

    assert found(one) == (expected, {"EFS": True}, (one,))
    assert found(other) == ({"EFS": True}, expected, (other,))


TWO: Final[dict[str, tuple[object, object, Inputs]]] = {
    "the same": ({"S3": True}, {"S3": True}, {"S3": True}),
    "the same, as text": ({"S3": True}, {"S3": "true"}, {"S3": True}),
    "one more": ({"S3": True}, {"S3": True, "EBS": False}, {"S3": True, "EBS": False}),
    "one less": ({"S3": True, "EBS": False}, {"S3": True}, {"S3": True, "EBS": False}),
    "the opposite": ({"S3": True, "EBS": True}, {"S3": False, "EBS": True}, {"EBS": True}),
    "nothing": ({"S3": True}, {}, {"S3": True}),
    "something beside nothing": (None, {"S3": True}, {"S3": True}),
    "what is known later": ({"S3": True}, UNKNOWN, {}),
}


@pytest.mark.parametrize("name", TWO)
def test_of_two_programs_that_write_one_region_what_they_agree_on_is_known(name: str) -> None:
    """Nobody knows which of them is deployed last."""
    first, second, expected = TWO[name]
    one = settings(first, first, "one")
    other = settings(second, second, "other")

    assert found(one, other) == (expected, expected, (one, other))


def test_settings_that_are_known_later_leave_nothing_known_whichever_comes_first() -> None:
    """They may say anything of every type."""
    later, known = (
        settings(UNKNOWN, UNKNOWN, "later"),
        settings({"S3": True}, {"S3": True}, "known"),
    )

    assert found(later, known)[:2] == ({}, {})
    assert found(known, later)[:2] == ({}, {})


def test_what_three_programs_write_is_known_where_all_agree() -> None:
    """A third does not settle what two contradict."""
    on, off = {"S3": True, "EBS": True}, {"S3": False, "EBS": True}
    given = [settings(each, each, name) for name, each in (("a", on), ("b", off), ("c", on))]

    assert found(*given)[:2] == ({"EBS": True}, {"EBS": True})


def test_each_region_of_each_account_has_settings_of_its_own() -> None:
    """They are no two writers of one thing."""
    here, there = settings({"S3": True}), settings({"S3": False}, name="t", region=THERE)
    theirs = settings({"EBS": True}, name="o", account_id=OTHER)
    read = read_opt_ins(estate_of(here, there, theirs))

    assert {place: one.types for place, one in read.items()} == {
        (ACCOUNT, HERE): {"S3": True},
        (ACCOUNT, THERE): {"S3": False},
        (OTHER, HERE): {"EBS": True},
    }


@pytest.mark.parametrize(
    ("managed", "expected"),
    [({"EFS": True}, True), ({"EFS": False}, False), ({"EFS": UNKNOWN}, None), ({}, None)],
)
def test_aws_backup_manages_a_type_fully_where_the_region_says_so(
    managed: Inputs, expected: Truth
) -> None:
    """What settings leave out stays as it is, and that no program tells."""
    (read,) = read_opt_ins(estate_of(settings({"EFS": True}, managed))).values()

    assert read.manages("EFS") is expected
