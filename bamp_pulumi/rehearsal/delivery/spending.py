"""What an account may spend on SMS in a Region, as far as the estate says it.

Source: Amazon SNS API, SetSMSAttributes; SNS developer guide,
channels-sms-awssupport-spend-threshold (read 2026-11-28).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.baseline import PAID_CHANNEL, sms_limit_of, sms_spending_alarm
from bamp_pulumi.catalog import SMS_MONTHLY_LIMIT_USD, number_of
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.declared import same_place

__all__ = ["SpendingLimit", "declared_limits", "spending_limit"]

_ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
_OURS: Final = "bamp:index:BackupAlerts$"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingLimit:
    """What may be spent on SMS in a month."""

    usd: float | None
    """US dollars; None while unknown."""
    said_by: str
    """Name of the resource that says so; empty for the default of SNS."""


def declared_limits(estate: Estate, of: str, topic: Resource) -> Iterator[SpendingLimit]:
    """List the limits that are declared in the account and Region of a topic.

    Args:
        estate: Everything declared.
        of: Type of Pulumi that sets the limit; empty for a channel without one.
        topic: What sends.
    """
    for preferences in estate.of_type(of):
        limit = preferences.value("monthlySpendLimit")
        if limit is not None and not same_place(preferences, topic).is_refused:
            yield SpendingLimit(usd=number_of(limit), said_by=preferences.name)


def spending_limit(estate: Estate, topic: Resource) -> SpendingLimit:
    """Return what may be spent on SMS where a topic is: the least that is declared, or the default.

    The alarm of this library's alerts is made from the limit that its settings state: it says it
    where no resource sets it.
    """
    declared = [*declared_limits(estate, PAID_CHANNEL.spend_limited_by, topic)]
    declared = declared or [*_limits_of_alarms(estate, topic)]
    unknown = next((one for one in declared if one.usd is None), None)
    default = SpendingLimit(usd=SMS_MONTHLY_LIMIT_USD, said_by="")
    return unknown or min(declared, key=lambda one: one.usd or 0, default=default)


def _limits_of_alarms(estate: Estate, topic: Resource) -> Iterator[SpendingLimit]:
    metric = sms_spending_alarm(SMS_MONTHLY_LIMIT_USD).metric
    for alarm in estate.of_type(_ALARM):
        is_ours = _OURS in alarm.urn and alarm.value("metricName") == metric
        if is_ours and not same_place(alarm, topic).is_refused:
            threshold = number_of(alarm.value("threshold"))
            usd = None if threshold is None else sms_limit_of(threshold)
            yield SpendingLimit(usd=usd, said_by=alarm.name)
