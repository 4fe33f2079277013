"""The alarm of what is spent on SMS: where it stands, when it is on, and whom it notifies.

That SNS publishes the metric while SMS are sent nothing here can show.
"""

from typing import cast

import pytest
from alerted import MAIL, PHONE

from bamp_pulumi.components import Baseline, BaselineArgs
from bamp_pulumi.errors import BampError
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.spending import spending_limit
from bamp_pulumi.testing import declare

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
TOPIC = "aws:sns/topic:Topic"
BOTH = [{"email": MAIL}, {"sms": PHONE}]


def account(to: object, **alerts: object) -> Estate:
    """Declare an account with alerts."""
    args = {"alerts": {"to": to, **alerts}}

    def program() -> None:
        Baseline("bamp", cast("BaselineArgs", args))

    return declare(program, account_id="111122223333")


def spending_alarms(estate: Estate) -> list[Resource]:
    """List the alarms of what is spent on SMS."""
    alarms = estate.of_type(ALARM)
    found = [one for one in alarms if one.value("metricName") == "SMSMonthToDateSpentUSD"]
    return sorted(found, key=lambda one: one.region)


def test_each_region_that_sends_sms_has_an_alarm() -> None:
    """SNS counts and stops in each Region by itself."""
    alarms = spending_alarms(account(BOTH))

    assert [(one.name, one.region) for one in alarms] == [
        ("bamp-sms-spending", "us-east-1"),
        ("bamp-recovery-sms-spending", "us-west-2"),
    ]


def test_it_asks_for_the_metric_as_sns_publishes_it() -> None:
    """Without a dimension, by its maximum: the month's sum so far."""
    estate = account(BOTH)
    alarm = spending_alarms(estate)[0]

    assert alarm.value("namespace") == "AWS/SNS"
    assert alarm.value("dimensions") is None
    assert alarm.value("statistic") == "Maximum"
    assert alarm.value("comparisonOperator") == "GreaterThanOrEqualToThreshold"
    assert alarm.value("treatMissingData") == "notBreaching"
    assert alarm.value("alarmActions") == [estate.named("bamp-alerts").text("arn")]


@pytest.mark.parametrize(("given", "threshold"), [({}, 0.8), ({"sms_monthly_limit_usd": 50}, 40)])
def test_it_is_on_at_80_percent_of_the_limit(given: dict[str, int], threshold: float) -> None:
    """Of 1 USD, where the settings do not say another."""
    estate = account(BOTH, **given)

    assert {one.value("threshold") for one in spending_alarms(estate)} == {threshold}


@pytest.mark.parametrize("limit", [1, 3, 50, 333, 100_000])
def test_a_rehearsal_reads_the_limit_back_from_it(limit: int) -> None:
    """One number: that of the settings."""
    estate = account(BOTH, sms_monthly_limit_usd=limit)

    assert spending_limit(estate, estate.named("bamp-alerts")).usd == limit


def test_without_sms_there_is_none() -> None:
    """Nothing would be counted."""
    assert spending_alarms(account([{"email": MAIL}])) == []


@pytest.mark.parametrize("limit", [0, 100_001, "1", 1.5])
def test_a_limit_out_of_range_is_refused(limit: object) -> None:
    """Whole dollars: the smallest that AWS sets is one."""
    with pytest.raises(BampError, match="sms_monthly_limit_usd"):
        account(BOTH, sms_monthly_limit_usd=limit)
