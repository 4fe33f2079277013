"""Which trails record writing management calls of a place; three answers, never a guess."""

from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.declared import TRAIL, is_recorded, records_calls
from bamp_pulumi.testing import declare
from bamp_pulumi.truth import Truth

HERE, ACCOUNT, OTHER = "us-east-1", "111122223333", "444455556666"


def later(value: object) -> pulumi.Output[Any]:  # Any: whatever the input takes
    """Return what only a deployment tells."""
    return aws.ssm.Parameter("told", type="String", value="x").arn.apply(lambda _: value)


def advanced(*fields: tuple[str, str, list[str]]) -> dict[str, Any]:
    """Write advanced event selectors."""
    listed = [{"field": field, test: values} for field, test, values in fields]
    return {"advanced_event_selectors": [{"field_selectors": listed}]}


MANAGEMENT = ("eventCategory", "equals", ["Management"])
TRAILS: list[tuple[dict[str, Any], str, Truth]] = [
    ({}, ACCOUNT, True),
    ({"region": "eu-west-1"}, ACCOUNT, False),
    ({"region": "eu-west-1", "is_multi_region_trail": True}, ACCOUNT, True),
    ({"enable_logging": False}, ACCOUNT, False),
    ({}, OTHER, False),
    ({"is_organization_trail": True}, OTHER, None),
    ({"event_selectors": [{"include_management_events": False}]}, ACCOUNT, False),
    ({"event_selectors": [{"read_write_type": "All"}]}, ACCOUNT, True),
    (
        {
            "event_selectors": [
                {"include_management_events": False},
                {"read_write_type": "WriteOnly"},
            ]
        },
        ACCOUNT,
        True,
    ),
    (advanced(MANAGEMENT), ACCOUNT, True),
    (advanced(MANAGEMENT, ("readOnly", "equals", ["false"])), ACCOUNT, True),
    (advanced(MANAGEMENT, ("readOnly", "equals", ["true"])), ACCOUNT, False),
    (
        advanced(MANAGEMENT, ("eventSource", "not_equals", ["kms.amazonaws.com"])),
        ACCOUNT,
        True,
    ),
    (
        advanced(MANAGEMENT, ("eventSource", "not_equals", ["backup.amazonaws.com"])),
        ACCOUNT,
        False,
    ),
    (advanced(("eventCategory", "equals", ["Data"])), ACCOUNT, False),
]


@pytest.mark.parametrize(("inputs", "account_id", "expected"), TRAILS)
def test_a_trail_records_the_calls_of_a_place_or_does_not(
    inputs: dict[str, Any], account_id: str, expected: Truth
) -> None:
    """By its account, its Regions, whether it logs, and its selectors."""

    def program() -> None:
        aws.cloudtrail.Trail("t", s3_bucket_name="trails", **inputs)

    assert is_recorded(declare(program), account_id, HERE) is expected


@pytest.mark.parametrize("name", ["enable_logging", "is_multi_region_trail", "event_selectors"])
def test_what_is_known_later_is_not_taken_for_granted(name: str) -> None:
    """Neither a yes nor a no."""
    region = "eu-west-1" if name == "is_multi_region_trail" else HERE

    def program() -> None:
        value: Any = {name: later([] if name == "event_selectors" else True)}  # Any: one input
        aws.cloudtrail.Trail("t", s3_bucket_name="trails", region=region, **value)

    assert is_recorded(declare(program), ACCOUNT, HERE) is None


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, True),
        ({"suspend": "true"}, False),
        ({"region": "eu-west-1"}, True),
        ({"region": "eu-west-1", "multi_region_enabled": False}, False),
    ],
)
def test_an_event_data_store_records_all_regions_unless_it_says_otherwise(
    inputs: dict[str, Any], *, expected: bool
) -> None:
    """It is where CloudTrail Lake keeps the same events."""

    def program() -> None:
        aws.cloudtrail.EventDataStore("s", name="s", **inputs)

    assert is_recorded(declare(program), ACCOUNT, HERE) is expected


def test_nothing_declared_records_nothing() -> None:
    """An account is not taken to have a trail."""
    assert is_recorded(declare(lambda: None), ACCOUNT, HERE) is False


@pytest.mark.parametrize(
    ("inputs", "of_keys"),
    [
        ({}, True),
        (
            {"event_selectors": [{"exclude_management_event_sources": ["kms.amazonaws.com"]}]},
            False,
        ),
        (advanced(MANAGEMENT, ("eventSource", "not_equals", ["kms.amazonaws.com"])), False),
        (advanced(MANAGEMENT, ("eventSource", "equals", ["kms.amazonaws.com"])), True),
    ],
)
def test_a_trail_may_leave_out_the_calls_of_one_service(
    inputs: dict[str, Any], *, of_keys: bool
) -> None:
    """AWS KMS is the one that people leave out, for its calls are many."""

    def program() -> None:
        aws.cloudtrail.Trail("t", s3_bucket_name="trails", **inputs)

    trail = declare(program).one(TRAIL)

    assert records_calls(trail, ACCOUNT, HERE, "kms") is of_keys
