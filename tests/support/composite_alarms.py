"""Composite alarms of a test, and what becomes of a failed backup job that they are for.

Two alarms count failed backup jobs and go off, `one` and `same`; `other` counts failed copies and
does not. `composite` depends on the first two, and notifies; `outer` never goes off as it is.
"""

from collections.abc import Mapping
from functools import cache

import pulumi_aws as aws
from followed_signals import changed, followed
from sound_alerts import ACCOUNT, HERE, POINT, declare_alarm, declare_topic

from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

__all__ = ["PEOPLE", "Changes", "alarms", "followed_with", "mailed", "no_action"]

Changes = Mapping[str, Mapping[str, object]]
"""Inputs by the name of the resource that has them."""
PEOPLE = "topic > mailbox"


@cache
def alarms() -> Estate:
    """Declare the alarms; `outer` never goes off as it is."""

    def program() -> None:
        topic = declare_topic("cloudwatch")
        declare_alarm(None, "one")
        declare_alarm(None, "same")
        declare_alarm(None, "other", metric_name="NumberOfCopyJobsFailed")
        aws.cloudwatch.CompositeAlarm(
            "composite",
            alarm_name="composite",
            alarm_rule='ALARM("one") OR ALARM("same")',
            alarm_actions=[topic.arn],
        )
        aws.cloudwatch.CompositeAlarm("outer", alarm_name="outer", alarm_rule="FALSE")

    return declare(program, account_id=ACCOUNT, region=HERE)


def followed_with(changes: Changes) -> list[str]:
    """Follow a failed backup job."""
    estate = alarms()
    for name, inputs in changes.items():
        estate = changed(estate, name, **inputs)
    return followed(estate, POINT)


def no_action(*names: str) -> list[str]:
    """Write that nobody is notified by alarms."""
    return [f"dropped at {name}: it has no action" for name in names]


def mailed(doubt: str = "", *, minutes: int = 6, by: str = "one > composite") -> list[str]:
    """Write that the mailbox is reached."""
    tail = f"; if: {doubt}" if doubt else ""
    return [f"email ops@bamp-ops.io after {minutes} min by {by} > {PEOPLE}{tail}"]
