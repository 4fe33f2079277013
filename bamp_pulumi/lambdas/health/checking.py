"""One run of the check: read, judge, report what is not well, close what is over, and be counted.

A run that is stopped, or in which anything fails, is not counted: the alarm on the count notices,
and so does the one on the errors of the function. What was reported until then was seen, and the
next run reports the rest.

Sources: EventBridge user guide, eb-putevents, handling failures: an entry that failed is sent
again; CloudWatch API reference, PutMetricData (read 2026-11-29).
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bamp_pulumi.lambdas.health.asking import Budget, Connect
from bamp_pulumi.lambdas.health.calls import types_of
from bamp_pulumi.lambdas.health.closing import open_alerts, over_of
from bamp_pulumi.lambdas.health.expected import Expected
from bamp_pulumi.lambdas.health.judge import judge
from bamp_pulumi.lambdas.health.metric import (
    HEALTH_CHECKS,
    METRIC_DIMENSION,
    METRIC_NAMESPACE,
)
from bamp_pulumi.lambdas.health.reading import read_account
from bamp_pulumi.lambdas.health.reporting import Account, Entry, batches, events_of
from bamp_pulumi.lambdas.health.selected import since_vaults
from bamp_pulumi.lambdas.health.standing import Standing

__all__ = [
    "Check",
    "NotReportedError",
    "run",
]

_CALLS: Final = 20_000
"""Of a reading. House rule: 10,000 resources with 300,000 recovery points take 700."""
_TRIES: Final = 5
_FIRST_DELAY: Final = 0.2


class NotReportedError(Exception):
    """EventBridge has not taken all events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a run needs."""

    connect: Connect
    """Clients that do not try again themselves: the reader does, within its budget."""
    report: Connect
    """Clients that do."""
    expected: Expected
    regions: Sequence[str]
    """Regions to read, that of the alerts first."""
    vaults: Sequence[str]
    """Names of the vaults whose recovery points are read."""
    name: str
    """Of the alerts: their schedule group, and what the metric is counted by."""
    partition: str
    lacking: Mapping[str, Sequence[str]]
    """By Region, types that are not there."""
    role_arn: str
    """Role that a backup on demand is made with; empty for none."""
    now: Callable[[], datetime]
    sleep: Callable[[float], None] = time.sleep


def run(check: Check, seconds: float) -> Sequence[Standing]:
    """Check the account once.

    Args:
        check: What it needs.
        seconds: For how long it may read.

    Returns:
        How everything stands.

    Raises:
        NotReportedError: When EventBridge does not take an event.
    """
    seen = read_account(
        check.connect,
        check.regions,
        check.vaults,
        types_of(check.expected),
        since=None,
        budget=Budget(calls=_CALLS, seconds=seconds),
        now=check.now,
        sleep=check.sleep,
        lacking=check.lacking,
    )
    standings = judge(since_vaults(check.expected, seen), seen)
    account = Account(
        account_id=seen.account_id,
        partition=check.partition,
        role_arn=check.role_arn,
        expected=check.expected,
    )
    home = check.regions[0]
    found = events_of(standings, account, seen.at)
    _put(check, home, found)
    opened = open_alerts(check.report("scheduler", home), check.name)
    over = over_of(opened, standings, account, seen.at)
    _put(check, home, over)
    _record(standings, reported=len(found), over=len(over))
    _count(check, home)
    return standings


def _put(check: Check, region: str, entries: Sequence[Entry]) -> None:
    """Put events, and those that fail again."""
    events = check.report("events", region)
    for batch in batches(entries):
        _put_batch(check, events, batch)


# Any: clients of boto3.
def _put_batch(check: Check, events: Any, batch: list[Entry]) -> None:  # noqa: ANN401
    left = batch
    why: Any = None
    for tried in range(_TRIES):
        if tried:
            check.sleep(_FIRST_DELAY * 2.0**tried)
        answers = events.put_events(Entries=left)["Entries"]
        failed = [
            (entry, answer)
            for entry, answer in zip(left, answers, strict=True)
            if answer.get("ErrorCode")
        ]
        if not failed:
            return
        left = [entry for entry, _ in failed]
        why = failed[0][1]
    raise NotReportedError(f"{len(left)} events were not taken, the first for {why}")


def _record(standings: Sequence[Standing], *, reported: int, over: int) -> None:
    """Write into the log of the function how much stands how."""
    counts: dict[str, int] = {}
    for standing in standings:
        counts[standing.state.value] = counts.get(standing.state.value, 0) + 1
    said = {"standings": counts, "reported": reported, "over": over}
    print(json.dumps({"health": said}, sort_keys=True))  # noqa: T201 - its log


def _count(check: Check, region: str) -> None:
    check.report("cloudwatch", region).put_metric_data(
        Namespace=METRIC_NAMESPACE,
        MetricData=[
            {
                "MetricName": HEALTH_CHECKS,
                "Dimensions": [{"Name": METRIC_DIMENSION, "Value": check.name}],
                "Value": 1,
                "Unit": "Count",
            }
        ],
    )
