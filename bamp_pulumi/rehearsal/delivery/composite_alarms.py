"""Composite alarms: which go off when others do, and whether something suppresses their actions.

A suppressor that goes off for the same reason keeps the actions from running. Its own event is sent
all the same.

Source: CloudWatch user guide, alarm-combining, alarm-suppression (read 2026-11-28).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import BACKUP_METRIC_NAMESPACE, JOB_METRICS, UNKNOWN, number_of
from bamp_pulumi.declared import (
    StateOf,
    alarms_named,
    mapping,
    name_of_alarm,
    rule_holds,
)
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import METRIC, METRIC_NAMESPACE
from bamp_pulumi.rehearsal.delivery.declared import may_be_in
from bamp_pulumi.rehearsal.delivery.naming import stand_in
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Dropped, Routing
from bamp_pulumi.truth import Truth

__all__ = ["ALARM", "COMPOSITE", "CompositeOn", "composites_on"]

ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE: Final = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
_MINUTE_SECONDS: Final = 60
_BAD_STATES: Final = ("Failed", "Aborted", "Expired")
"""States of jobs, as the names of metrics end."""


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
            step = _as(composite, step)
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


def _as(composite: Resource, path: AlertPath) -> AlertPath:
    """Return the path of what a composite alarm says: it names the alarms that it goes off for."""
    name = name_of_alarm(composite) or stand_in("alarmName")
    return replace(path, naming=path.naming.as_alarm(name))


def _is_near(composite: Resource, on: Mapping[Resource, AlertPath]) -> bool:
    return any(_may_name(composite, alarm) for alarm in on)


def _may_name(composite: Resource, alarm: Resource) -> bool:
    """Return True unless an alarm is in another account or Region than a composite alarm."""
    return not may_be_in(alarm, composite.account_id, composite.region).is_refused


def _step(
    routing: Routing, composite: Resource, on: Mapping[Resource, AlertPath]
) -> AlertPath | Dropped | None:
    """Go on to a composite alarm; None while its rule does not come true."""
    rule = composite.value("alarmRule")
    named = alarms_named(rule)
    # An alarm whose name only a deployment tells may be any that is named.
    named = {*named, ""} if named else named
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
    here = _nearest(may_be_in(a, composite.account_id, composite.region) for a in on)
    return causes[0].past(composite.name, worst([routing.stands(composite), answer, here]))


def _nearest(places: Iterable[Answer]) -> Answer:
    """Return the answer of the alarm certainly in the same place, else of one that may be.

    Those in other places are not asked for.
    """
    may = [place for place in places if not place.is_refused]
    return next((place for place in may if place.truth), may[0])


def _states(routing: Routing, composite: Resource, on: Mapping[Resource, AlertPath]) -> StateOf:
    """Return the state of each alarm, while some are in alarm."""
    near = {
        name_of_alarm(alarm): alarm
        for alarm in routing.estate.of_type(ALARM, COMPOSITE)
        if _may_name(composite, alarm)
    }
    going = {name_of_alarm(alarm): path for alarm, path in on.items()}

    def state_of(name: str, state: str) -> Truth:
        if name in going:
            # What may be on is in no state for certain.
            return None if going[name].doubt else state == "ALARM"
        alarm = near.get(name)
        if not name or alarm is None or name in asked:
            return None
        asked.add(name)
        found = _state(routing, alarm, state, state_of)
        asked.discard(name)
        return found

    asked: set[str] = set()
    """Alarms on the way to this one: one that depends on itself is in no known state."""
    return state_of


def _state(routing: Routing, alarm: Resource, state: str, state_of: StateOf) -> Truth:
    """Answer whether an alarm that did not go off is in a state."""
    if not routing.stands(alarm).is_allowed:
        return None
    if alarm.type == COMPOSITE:
        # One that is on all the same is not followed.
        is_off = rule_holds(alarm.value("alarmRule"), state_of) is False
        return (state == "OK") if is_off else None
    if not _counts_failures(alarm) or not _is_off_without_data(alarm):
        return None
    if state == "ALARM":
        return False
    # Without data an alarm is OK only where it takes that for good.
    return (state == "OK") if alarm.value("treatMissingData") == "notBreaching" else None


def _counts_failures(alarm: Resource) -> bool:
    """Return True if an alarm looks at one metric of AWS Backup that counts jobs that failed.

    What the one signal did not make has no data there. Of every other metric, of metric math and
    of what a program counts itself, nobody knows what it is at that time.
    """
    names = {f"{job}{state}" for job in JOB_METRICS for state in _BAD_STATES}
    return alarm.value("namespace") == BACKUP_METRIC_NAMESPACE and alarm.text("metricName") in names


def _is_off_without_data(alarm: Resource) -> bool:
    """Return True if an alarm is certainly not in alarm while its metric is not published.

    Source: CloudWatch user guide, alarms-and-missing-data (read 2026-11-28).
    """
    return alarm.value("treatMissingData") in (None, "missing", "notBreaching")


def _acts(
    routing: Routing, composite: CompositeOn, on: Mapping[Resource, AlertPath]
) -> AlertPath | Dropped:
    """Go on to the actions of a composite alarm, past what may suppress them."""
    suppressor = mapping(composite.alarm.value("actionsSuppressor"))
    if not suppressor:
        return composite.path
    estate, path = routing.estate, composite.path
    alarm = estate.resolve(composite.alarm, "actionsSuppressor.alarm", ALARM, COMPOSITE).only
    answer = (
        _is_quiet(routing, alarm, on)
        if alarm is not None
        else in_doubt(f"no given program declares the suppressor of {composite.alarm.name}")
    )
    if alarm is not None:
        answer = worst([answer, _as_doubt(routing.stands(alarm), alarm)])
    seconds = number_of(suppressor.get("waitPeriod"))
    if seconds is None:
        waits = in_doubt(f"how long {composite.alarm.name} waits for its suppressor")
        answer, seconds = worst([answer, waits]), 0.0
    if answer.is_refused:
        return path.dropped(composite.alarm.name, answer.why)
    own = alarm is not None and alarm.value("namespace") == METRIC_NAMESPACE
    return replace(
        path.provided(answer),
        minutes=path.minutes + int(seconds / _MINUTE_SECONDS),
        is_fallback=path.is_fallback or own,
    )


def _is_quiet(routing: Routing, suppressor: Resource, on: Mapping[Resource, AlertPath]) -> Answer:
    """Answer whether a suppressor stays off while other alarms go off."""
    what = f"its suppressor {suppressor.name} goes off for the same reason"
    if suppressor in on:
        return in_doubt(f"whether {what}") if on[suppressor].doubt else refused(what)
    # That the function sends alerts is followed: it makes this alarm a fallback.
    ours = (suppressor.value("namespace"), suppressor.value("metricName"))
    if ours == (METRIC_NAMESPACE, METRIC) and _is_off_without_data(suppressor):
        return ALLOWED
    if _state(routing, suppressor, "ALARM", _states(routing, suppressor, on)) is False:
        return ALLOWED
    return in_doubt(f"whether its suppressor {suppressor.name} is in alarm at that time")


def _as_doubt(answer: Answer, suppressor: Resource) -> Answer:
    """Where the suppressor may not exist, it is unknown whether the actions run."""
    if answer.is_refused:
        return in_doubt(f"suppressor {suppressor.name}: {answer.why}")
    return answer
