"""Whether an alarm that looks at less time is a better one: not where it counts several failures.

Five failures in an hour are in no minute of it: an alarm of five a minute says nothing of them.

Source: CloudWatch API, PutMetricAlarm (the statistic is taken over each period); CloudFormation
template reference, AWS::CloudWatch::Alarm: `datapointsToAlarm` is, of an alarm of M out of N, the
M, and by default all of `evaluationPeriods` (read 2026-11-29).
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["counts_any", "needs_one"]

_MORE_THAN: Final = "GreaterThanThreshold"


def counts_any(inputs: Mapping[str, tuple[str, ...] | None]) -> bool:
    """Return True if one of what an alarm counts is enough, in however short a period.

    Args:
        inputs: What the alarm's inputs hold, by wire path.
    """
    threshold = _number(inputs.get("threshold"))
    if threshold is None:
        return False
    return threshold < 1 or (threshold == 1 and inputs.get("comparisonOperator") != (_MORE_THAN,))


def needs_one(inputs: Mapping[str, tuple[str, ...] | None]) -> bool:
    """Return True if an alarm of fewer periods is raised by whatever raised it before.

    It is if one of its periods is enough, or if all of them are needed.

    Args:
        inputs: What the alarm's inputs hold, by wire path.
    """
    return "datapointsToAlarm" not in inputs or _number(inputs["datapointsToAlarm"]) == 1


def _number(texts: tuple[str, ...] | None) -> float | None:
    try:
        return float(texts[0]) if texts else None
    except ValueError:
        return None
