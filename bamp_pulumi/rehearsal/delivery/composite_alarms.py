"""Composite alarms: which go off when others do, and whether something suppresses their actions.

A suppressor that goes off for the same reason keeps the actions from running. Its own event is sent
all the same.

Source: CloudWatch user guide, alarm-combining, alarm-suppression (read 2026-11-28).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN, whole_number
from bamp_pulumi.declared import StateOf, alarms_named, mapping, rule_holds
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import METRIC_NAMESPACE
from bamp_pulumi.rehearsal.delivery.alarm_metrics import name_of_alarm
from bamp_pulumi.rehearsal.delivery.declared import in_place
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Dropped, Routing
from bamp_pulumi.truth import Truth

__all__ = ["ALARM", "COMPOSITE", "CompositeOn", "composites_on"]

ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE: Final = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
_MINUTE_SECONDS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeOn:
    """A composite alarm that goes off."""

    alarm: Resource
    path: AlertPath
    """How it came to go off."""
    acts: AlertPath | Dropped
    """How its actions go on, or what keeps them from running."""
    depends_on: frozenset[str]
    """Names of the alarms in its rule."""


def composites_on(
    routing: Routing, on: Mapping[Resource, AlertPath]
) -> tuple[Sequence[CompositeOn], Sequence[Dropped]]:
    """Work out which composite alarms go off together with some alarms, and what keeps others."""
    going = dict(on)
    found: list[CompositeOn] = []
    dropped: list[Dropped] = []
    waiting = [c for c in routing.estate.of_type(COMPOSITE) if _is_near(c, on)]
    is_settled = False
    while not is_settled:
        is_settled = True
        for composite in tuple(waiting):
            step = _step(routing, composite, going)
            if step is None:
                continue
            waiting.remove(composite)
            if isinstance(step, Dropped):
                dropped.append(step)
                continue
            going[composite] = step
            is_settled = False
            found.append(
                CompositeOn(
                    alarm=composite,
                    path=step,
                    acts=step,
                    depends_on=alarms_named(composite.value("alarmRule")),
                )
            )
    return [replace(one, acts=_acts(routing, one, going)) for one in found], dropped


def _is_near(composite: Resource, on: Mapping[Resource, AlertPath]) -> bool:
    return any(in_place(composite, alarm.account_id, alarm.region) for alarm in on)


def _step(
    routing: Routing, composite: Resource, on: Mapping[Resource, AlertPath]
) -> AlertPath | Dropped | None:
    """Go on to a composite alarm; None while its rule does not come true."""
    rule = composite.value("alarmRule")
    named = alarms_named(rule)
    causes = [p for alarm, p in on.items() if name_of_alarm(alarm) in named or rule is UNKNOWN]
    if not causes:
        return None
    holds = rule_holds(rule, _states(routing, composite, on))
    before = rule_holds(rule, _states(routing, composite, {}))
    if holds is False:
        return None
    if before is True:
        why = "it is in alarm already, while nothing is wrong"
        return causes[0].dropped(composite.name, why)
    answer = ALLOWED if holds and before is False else in_doubt(f"rule of alarm {composite.name}")
    return causes[0].past(composite.name, worst([routing.stands(composite), answer]))


def _states(routing: Routing, composite: Resource, on: Mapping[Resource, AlertPath]) -> StateOf:
    """Say in which state each alarm is, while some are on."""
    near = {
        name_of_alarm(alarm): alarm
        for alarm in routing.estate.of_type(ALARM, COMPOSITE)
        if in_place(alarm, composite.account_id, composite.region)
    }
    going = {name_of_alarm(alarm): path for alarm, path in on.items()}

    def state_of(name: str, state: str) -> Truth:
        if name in going:
            # What may be on is in no state for certain.
            return None if going[name].doubt else state == "ALARM"
        alarm = near.get(name)
        if alarm is None or alarm.external:
            return None
        if state == "ALARM":
            return False
        # Without data an alarm is OK only where it takes that for good.
        is_ok = alarm.type == COMPOSITE or alarm.value("treatMissingData") == "notBreaching"
        return (state == "OK") if is_ok else None

    return state_of


def _acts(
    routing: Routing, composite: CompositeOn, on: Mapping[Resource, AlertPath]
) -> AlertPath | Dropped:
    """Go on to the actions of a composite alarm, past what may suppress them."""
    suppressor = mapping(composite.alarm.value("actionsSuppressor"))
    if not suppressor:
        return composite.path
    estate, path = routing.estate, composite.path
    alarm = estate.resolve(
        composite.alarm, "actionsSuppressor", ALARM, COMPOSITE, written=suppressor.get("alarm")
    ).only
    answer = (
        _is_quiet(alarm, on)
        if alarm is not None
        else in_doubt(f"no given program declares the suppressor of {composite.alarm.name}")
    )
    if alarm is not None:
        answer = worst([answer, _as_doubt(routing.stands(alarm), alarm)])
    if answer.is_refused:
        return path.dropped(composite.alarm.name, answer.why)
    minutes = (whole_number(suppressor.get("waitPeriod")) or 0) // _MINUTE_SECONDS
    own = alarm is not None and alarm.value("namespace") == METRIC_NAMESPACE
    return replace(
        path.provided(answer),
        minutes=path.minutes + minutes,
        is_fallback=path.is_fallback or own,
    )


def _is_quiet(suppressor: Resource, on: Mapping[Resource, AlertPath]) -> Answer:
    """Answer whether a suppressor stays off while other alarms go off."""
    what = f"its suppressor {suppressor.name} goes off for the same reason"
    if suppressor in on:
        return in_doubt(f"whether {what}") if on[suppressor].doubt else refused(what)
    if suppressor.type == ALARM and suppressor.value("treatMissingData") == "breaching":
        return in_doubt(f"whether its suppressor {suppressor.name} is in alarm without data")
    return ALLOWED


def _as_doubt(answer: Answer, suppressor: Resource) -> Answer:
    """What keeps a suppressor from being there leaves open whether the actions run."""
    if answer.is_refused:
        return in_doubt(f"suppressor {suppressor.name}: {answer.why}")
    return answer
