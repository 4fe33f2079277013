"""Functions that EventBridge calls on a schedule: which, and how long that may take.

Source: EventBridge user guide, eb-create-rule-schedule, eb-scheduled-rule-pattern (read
2026-11-28).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.coverage import Cadence
from bamp_pulumi.declared import rule_is_on, targets_of
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.path import Routing
from bamp_pulumi.rehearsal.delivery.recipients import FUNCTION
from bamp_pulumi.timing import longest_gap

__all__ = ["CALLER", "ScheduledCall", "is_switched_on", "longest_interval", "scheduled_calls"]

CALLER: Final = "events.amazonaws.com"
"""The service that calls them."""
_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
_RATE: Final = re.compile(r"rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)", re.ASCII)
_UNITS: Final[Mapping[str, timedelta]] = MappingProxyType(
    {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledCall:
    """A rule with a schedule, and a function that it calls."""

    rule: Resource
    target: Resource
    function: Resource
    is_target: Answer
    """Whether the target certainly is one of the rule."""

    def is_made(self, routing: Routing) -> Answer:
        """Answer whether the rule calls, as far as rule and target say it."""
        return worst(
            [
                routing.stands(self.rule),
                is_switched_on(self.rule),
                routing.stands(self.target),
                self.is_target,
            ]
        )


def scheduled_calls(routing: Routing) -> Iterator[ScheduledCall]:
    """List the declared functions that a schedule calls."""
    estate = routing.estate
    for rule in estate.of_type(_RULE):
        if rule.value("scheduleExpression") is None:
            continue
        for target, is_target in targets_of(estate, rule):
            function = estate.resolve(target, "arn", FUNCTION).only
            if function is not None:
                yield ScheduledCall(
                    rule=rule, target=target, function=function, is_target=is_target
                )


def is_switched_on(rule: Resource) -> Answer:
    """Answer whether a rule is on; `isEnabled` is the older name of `state`."""
    is_on = rule_is_on(rule)
    if is_on is None:
        return in_doubt(f"whether rule {rule.name} is on is not known before deployment")
    return ALLOWED if is_on else refused("it is disabled")


def longest_interval(rule: Resource) -> timedelta | None:
    """Return the longest time between two runs of a schedule; None where that is not known."""
    expression = rule.text("scheduleExpression")
    found = _RATE.fullmatch(expression.strip())
    if found is not None:
        return int(found[1]) * _UNITS[found[2]]
    # EventBridge reads its expressions in UTC.
    cadence = Cadence(rule.name, expression, "UTC", 0, None)
    try:
        return longest_gap((cadence,), (cadence,))
    except (RefusedError, ValueError):
        return None
