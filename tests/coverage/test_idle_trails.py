"""Trails that an account declares and that record nothing, beside one that is said to be elsewhere.

Cannot prove that a trail which no program declares records anything.
"""

from datetime import date
from typing import Any

import pulumi_aws as aws
import pytest
from edited_estates import changed

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.components import Baseline, BaselineArgs
from bamp_pulumi.coverage import Finding, Severity, cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import load_policy
from bamp_pulumi.testing import declare

ACCOUNT = "111122223333"
AWAY = "eu-west-1"
ELSEWHERE = load_policy(
    "extends: default\n"
    "trail_elsewhere: {reason: that of the organization, owner: audit, until: '2027-06-30'}\n"
)
# Any, from here on: inputs of a trail.
IDLE: dict[str, tuple[dict[str, Any], str]] = {
    "switched off": (
        {"is_multi_region_trail": True, "enable_logging": False},
        "trail: it is switched off (enable_logging)",
    ),
    "of reads": (
        {"event_selectors": [{"read_write_type": "ReadOnly"}]},
        "trail: its selectors leave out",
    ),
    "of an organization, switched off": (
        {
            "is_organization_trail": True,
            "is_multi_region_trail": True,
            "enable_logging": False,
        },
        "trail: it is switched off",
    ),
    "whose bucket refuses it": ({"s3_bucket_name": None}, "trail: its bucket trails has no policy"),
}


def with_trails(*trails: dict[str, Any]) -> Estate:
    """Declare an account with trails."""

    def program() -> None:
        args: BaselineArgs = {"alerts": {"to": [{"email": "ops@bamp-ops.io"}]}}
        Baseline("bamp", args)
        for number, inputs in enumerate(trails):
            bucket = inputs.get("s3_bucket_name", "trails")
            if bucket is None:
                bucket = aws.s3.Bucket("trails", bucket="trails").bucket
            name = f"trail-{number}" if number else "trail"
            given: dict[str, Any] = {**inputs, "s3_bucket_name": bucket}
            aws.cloudtrail.Trail(name, **given)

    return declare(program, account_id=ACCOUNT, region="us-east-1")


def found(estate: Estate) -> list[Finding]:
    """Return what is found of trails of one Region; the policy says that one is elsewhere."""
    return [finding for finding in of_trails(estate) if "us-east-1 of" in finding.message]


def of_trails(estate: Estate) -> list[Finding]:
    """Return what is found of trails in every Region."""
    coverage = cover(estate, ELSEWHERE, today=date(2026, 11, 28))
    return [finding for finding in coverage.findings if finding.id == "BAMP-V75"]


@pytest.mark.parametrize("name", IDLE)
def test_a_declared_trail_that_records_nothing_is_none_that_is_elsewhere(name: str) -> None:
    """The policy states it of a trail that no program declares; this one is, and is idle."""
    inputs, says = IDLE[name]
    (finding,) = found(with_trails(inputs))

    assert finding.severity is Severity.WARNING
    assert says in finding.message
    assert "what the policy states of a trail elsewhere is not taken for it" in finding.message


def test_a_trail_elsewhere_is_assumed_where_none_is_declared() -> None:
    """It is worth knowing, and no warning."""
    (finding,) = found(with_trails())

    assert finding.severity is Severity.INFO
    assert "assumed to be recorded elsewhere" in finding.message


@pytest.mark.parametrize(
    "inputs",
    [
        {"region": AWAY},
        {"event_selectors": [{"include_management_events": False}]},
        {
            "advanced_event_selectors": [
                {"field_selectors": [{"field": "eventCategory", "equals": ["Data"]}]}
            ]
        },
    ],
    ids=["of another Region", "of data events", "of data events, by advanced selectors"],
)
def test_a_trail_for_something_else_is_not_idle(inputs: dict[str, Any]) -> None:
    """It stands beside that of the organization on purpose."""
    (finding,) = found(with_trails(inputs))

    assert finding.severity is Severity.INFO
    assert "assumed to be recorded elsewhere" in finding.message


def test_an_event_data_store_beside_a_trail_that_is_off_changes_nothing() -> None:
    """It keeps calls, and sends no event of them."""

    def program() -> None:
        args: BaselineArgs = {"alerts": {"to": [{"email": "ops@bamp-ops.io"}]}}
        Baseline("bamp", args)
        aws.cloudtrail.Trail("trail", s3_bucket_name="trails", enable_logging=False)
        aws.cloudtrail.EventDataStore("lake")

    (finding,) = found(declare(program, account_id=ACCOUNT, region="us-east-1"))

    assert finding.severity is Severity.WARNING


def test_an_idle_trail_beside_one_that_records_is_nothing_to_say() -> None:
    """Calls are recorded, and by a trail that is read."""
    on = {"is_multi_region_trail": True}

    assert found(with_trails({**on, "enable_logging": False}, on)) == []


def test_a_trail_that_may_be_on_does_not_contradict_one_elsewhere() -> None:
    """It is known after deployment whether it is."""
    estate = with_trails({"is_multi_region_trail": True})
    (finding,) = found(changed(estate, "trail", enableLogging=UNKNOWN))

    assert finding.severity is Severity.INFO
    assert "it is not known whether a declared trail records" in finding.message


@pytest.mark.parametrize(
    ("inputs", "regions"),
    [({}, ["us-west-2"]), ({"is_multi_region_trail": True}, [])],
    ids=["of one Region", "of every Region"],
)
def test_a_trail_of_one_region_leaves_the_vault_of_the_copies_out(
    inputs: dict[str, Any], regions: list[str]
) -> None:
    """Calls of a Region become events only where a trail records that Region."""
    found_in = [f.message for f in of_trails(with_trails(inputs))]

    assert [region for region in ("us-east-1", "us-west-2") for m in found_in if region in m] == (
        regions
    )
