"""A Region that has fallen silent: who expected to hear of it?

An alarm in another Region on the beat that the function of the alerts counts there, on a schedule,
and that takes no beat for a breach.

Source: CloudWatch user guide, alarms-and-missing-data (read 2026-11-26).
"""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.declared import ROLE, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import BEAT, METRIC_NAMESPACE
from bamp_pulumi.rehearsal.delivery.alarms import ALARM, turn_on
from bamp_pulumi.rehearsal.delivery.declared import is_target_of
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.endpoints import FUNCTION
from bamp_pulumi.rehearsal.delivery.functions import ALERTS_HANDLER
from bamp_pulumi.rehearsal.delivery.invoking import may_not_call
from bamp_pulumi.rehearsal.delivery.roles import hindered_in_role
from bamp_pulumi.rehearsal.delivery.signal import Silence
from bamp_pulumi.rehearsal.delivery.way import Arrival, Onward, Stop, Way

__all__ = ["missed_beats"]

_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
_EVENTS: Final = "events.amazonaws.com"
_LAMBDA: Final = "lambda.amazonaws.com"
_MINUTE: Final = 60


def missed_beats(onward: Onward, silence: Silence, way: Way) -> Iterator[Arrival | Stop]:
    """Follow a silence to whoever misses what used to come."""
    for alarm in onward.estate.of_type(ALARM):
        asks = (alarm.value("namespace"), alarm.value("metricName")) == (METRIC_NAMESPACE, BEAT)
        if asks and alarm.account_id == silence.account_id and alarm.region != silence.region:
            yield from _missed(onward, alarm, silence, way)


def _missed(
    onward: Onward, alarm: Resource, silence: Silence, way: Way
) -> Iterator[Arrival | Stop]:
    beats = [*_beats(onward, alarm, silence.region)]
    if True not in beats:
        why = next((each for each in beats if isinstance(each, str)), "no beat is sent to it")
        yield way.stops(alarm.name, why)
        return
    misses = alarm.value("treatMissingData") == "breaching"
    below = str(alarm.value("comparisonOperator")).startswith("LessThan")
    if not misses or not below:
        yield way.stops(alarm.name, "it takes silence for a good sign")
        return
    period, periods = alarm.value("period"), alarm.value("evaluationPeriods")
    minutes, doubt = 0, f"period of alarm {alarm.name}"
    if isinstance(period, int) and isinstance(periods, int):
        minutes, doubt = period * periods // _MINUTE, ""
    yield from turn_on(onward, alarm, way.through(alarm.name, minutes=minutes, doubt=doubt))


def _beats(onward: Onward, alarm: Resource, region: str) -> Iterator[str | bool]:
    """Go through the schedules of a Region: say of each whether it sends a beat to an alarm."""
    estate = onward.estate
    for rule in estate.of_type(_RULE):
        if rule.region != region or rule.value("scheduleExpression") is None:
            continue
        for target in estate.of_type(_TARGET):
            if not is_target_of(estate, target, rule) or rule.value("state") == "DISABLED":
                continue
            said = mapping(read_json(target.value("input"))).get("beat")
            function = estate.resolve(target, "arn", FUNCTION).only
            if said == alarm.region and function is not None:
                yield _why_it_does_not_beat(onward, rule, function, alarm) or True


def _why_it_does_not_beat(
    onward: Onward, rule: Resource, function: Resource, alarm: Resource
) -> str:
    estate = onward.estate
    counted = mapping(mapping(function.value("environment")).get("variables")).get("ALERTS_NAME")
    if function.value("handler") != ALERTS_HANDLER:
        return f"what function {function.name} does is not known"
    if counted not in mapping(alarm.value("dimensions")).values():
        return "it asks for the beat of other alerts"
    role = estate.resolve(function, "role", ROLE).only
    if role is None:
        return f"no given program declares the role of {function.name}"
    refused, doubt = hindered_in_role(
        estate,
        role,
        _LAMBDA,
        "cloudwatch:PutMetricData",
        "*",
        context={"cloudwatch:namespace": METRIC_NAMESPACE},
    )
    return may_not_call(estate, function, _EVENTS, rule.text("arn")) or refused or doubt
