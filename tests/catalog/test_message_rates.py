"""Rates and quotas as the pages state them, each beside its source."""

import pytest

from bamp_pulumi.catalog import (
    CALL_QUOTAS,
    EMAIL_RATE,
    PAGERDUTY_RATE,
    SLACK_RATE,
    SMS_MONTHLY_LIMIT_USD,
    SMS_PART_USD,
    SMS_RATE,
    MessageRate,
)


@pytest.mark.parametrize(
    ("rate", "per_second"),
    [(EMAIL_RATE, 10), (SMS_RATE, 20), (SLACK_RATE, 1), (PAGERDUTY_RATE, 2)],
)
def test_each_channel_takes_what_its_page_says(rate: MessageRate, per_second: float) -> None:
    """120 events a minute are two a second."""
    assert rate.per_second == per_second
    assert rate.source


def test_one_dollar_is_155_short_messages() -> None:
    """What an account may spend on SMS until AWS raises it."""
    assert int(SMS_MONTHLY_LIMIT_USD / SMS_PART_USD) == 155


@pytest.mark.parametrize(
    ("call", "region", "quota"),
    [
        ("CreateSchedule", "us-east-1", 5_000),
        ("CreateSchedule", "eu-north-1", 250),
        ("DeleteSchedule", "eu-west-1", 1_000),
        ("Publish", "us-east-1", 30_000),
        ("Publish", "us-west-2", 9_000),
        ("Publish", "eu-central-1", 1_500),
        ("Publish", "eu-north-1", 300),
        ("PutEvents", "us-west-2", 10_000),
        ("PutEvents", "us-west-1", 1_200),
        ("PutEvents", "eu-west-3", 600),
        ("PutEvents", "me-south-1", 400),
        ("GetResources", "us-east-1", 15),
    ],
)
def test_a_quota_depends_on_the_region(call: str, region: str, quota: int) -> None:
    """Elsewhere it is the smallest."""
    assert CALL_QUOTAS[call].per_second(region) == quota
