"""A Region that is lost: which alarm misses its heartbeat?

An alarm in another Region on the heartbeat that the function of the alerts puts there, on a
schedule, and that treats missing data as breaching.

Source: CloudWatch user guide, alarms-and-missing-data (read 2026-11-26).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import number_of, whole_number
from bamp_pulumi.declared import ROLE, mapping, rule_is_on, targets_of
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import HEARTBEAT, METRIC_NAMESPACE
from bamp_pulumi.rehearsal.delivery.alarm_message import called
from bamp_pulumi.rehearsal.delivery.alarms import ALARM, turn_on
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.functions import runs_ours
from bamp_pulumi.rehearsal.delivery.invoking import may_call
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.recipients import FUNCTION
from bamp_pulumi.rehearsal.delivery.roles import may_as
from bamp_pulumi.rehearsal.delivery.signal import Silence

__all__ = ["is_switched_on", "miss_heartbeats"]

_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
_EVENTS: Final = "events.amazonaws.com"
_LAMBDA: Final = "lambda.amazonaws.com"
_MINUTE: Final = 60


def is_switched_on(rule: Resource) -> Answer:
    """Answer whether a rule is on; `isEnabled` is the older name of `state`."""
    is_on = rule_is_on(rule)
    if is_on is None:
        return in_doubt(f"whether rule {rule.name} is on is not known before deployment")
    return ALLOWED if is_on else refused("it is disabled")


def miss_heartbeats(
    routing: Routing, silence: Silence, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow a silence to the alarms that miss a heartbeat."""
    for alarm in routing.estate.of_type(ALARM):
        metric = (alarm.value("namespace"), alarm.value("metricName"))
        is_ours = metric == (METRIC_NAMESPACE, HEARTBEAT)
        if is_ours and alarm.account_id == silence.account_id and alarm.region != silence.region:
            yield from _missed(routing, alarm, silence, path)


def _missed(
    routing: Routing, alarm: Resource, silence: Silence, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    sent = [*_heartbeats(routing, alarm, silence.region)]
    answer = next((one for one in sent if one.is_allowed), None)
    answer = answer or next((one for one in sent if not one.is_refused), None)
    if answer is None:
        answer = sent[0] if sent else refused("no heartbeat is sent to it")
    period = whole_number(alarm.value("period"))
    periods = whole_number(alarm.value("evaluationPeriods"))
    minutes = 0
    # Without either the alarm does not stand: AWS refuses it, or they are not known.
    if period is not None and periods is not None:
        minutes = period * periods // _MINUTE
    step = path.past(
        alarm.name,
        worst([routing.stands(alarm), answer, *_takes_silence_for_a_breach(alarm)]),
        minutes=minutes,
    )
    if isinstance(step, Dropped):
        yield step
    else:
        words = f"{called(alarm)} {alarm.text('alarmDescription')}"
        coarse = "" if silence.region in words else "which names the alarm, not the Region"
        named = replace(path.naming.as_alarm(called(alarm)), coarse=coarse)
        yield from turn_on(routing, {alarm: replace(step, naming=named)})


def _takes_silence_for_a_breach(alarm: Resource) -> Iterator[Answer]:
    if alarm.value("treatMissingData") != "breaching":
        yield refused("it does not treat missing data as breaching")
    if not alarm.text("comparisonOperator").startswith("LessThan"):
        yield refused("it goes into alarm while heartbeats arrive, not when they stop")
    # Of heartbeats that come it must not be in alarm already: they count one each.
    threshold = number_of(alarm.value("threshold"))
    is_equal = threshold == 1 and "OrEqual" in alarm.text("comparisonOperator")
    if threshold is None or threshold > 1 or is_equal:
        yield in_doubt(f"whether alarm {alarm.name} is in alarm while heartbeats come")
    if alarm.value("statistic") not in ("Sum", "SampleCount", "Maximum", "Minimum", "Average"):
        yield in_doubt(f"statistic of alarm {alarm.name}")
    if alarm.value("unit") not in (None, "None"):
        yield in_doubt(f"whether heartbeats have the unit that alarm {alarm.name} asks for")
    needed, periods = alarm.value("datapointsToAlarm"), alarm.value("evaluationPeriods")
    if needed is not None and whole_number(needed) != whole_number(periods):
        yield in_doubt(f"how many missing heartbeats alarm {alarm.name} waits for")


def _heartbeats(routing: Routing, alarm: Resource, region: str) -> Iterator[Answer]:
    """Go through the schedules of a Region: answer for each whether it sends a heartbeat."""
    for rule in routing.estate.of_type(_RULE):
        if rule.region != region or rule.value("scheduleExpression") is None:
            continue
        for target, is_target in targets_of(routing.estate, rule):
            said = mapping(read_json(target.value("input"))).get("heartbeat")
            function = routing.estate.resolve(target, "arn", FUNCTION).only
            if said == alarm.region and function is not None:
                yield worst(
                    [
                        routing.stands(rule),
                        is_switched_on(rule),
                        routing.stands(target),
                        is_target,
                        *_sends(routing, rule, function, alarm),
                    ]
                )


def _sends(
    routing: Routing, rule: Resource, function: Resource, alarm: Resource
) -> Iterator[Answer]:
    estate = routing.estate
    yield runs_ours(routing, function)
    counted = mapping(mapping(function.value("environment")).get("variables")).get("ALERTS_NAME")
    if counted not in mapping(alarm.value("dimensions")).values():
        yield refused("it asks for the heartbeat of other alerts")
    role = estate.resolve(function, "role", ROLE).only
    if role is None:
        yield in_doubt(f"no given program declares the role of {function.name}")
        return
    yield may_call(routing, function, _EVENTS, rule.text("arn"))
    yield may_as(
        routing,
        role,
        _LAMBDA,
        "cloudwatch:PutMetricData",
        "*",
        context={"cloudwatch:namespace": METRIC_NAMESPACE},
    )
