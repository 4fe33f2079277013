"""What sends nothing any more: which alarm misses the metric that a function of ours puts?

Of a Region that is lost, an alarm in another Region on the heartbeat that the function of the
alerts puts there, on a schedule. Of a health check that does not run, an alarm beside it on the
metric that it puts at the end of each run. Both have to treat missing data as breaching.

Source: CloudWatch user guide, alarms-and-missing-data (read 2026-11-26).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bamp_pulumi.access import Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import number_of, whole_number
from bamp_pulumi.declared import ROLE, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import HEARTBEAT, METRIC_NAMESPACE
from bamp_pulumi.rehearsal.delivery.alarm_message import called
from bamp_pulumi.rehearsal.delivery.alarms import ALARM, turn_on
from bamp_pulumi.rehearsal.delivery.declared import may_be_in
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.functions import ALERTS
from bamp_pulumi.rehearsal.delivery.health_checks import HEALTH, comes_to_its_end
from bamp_pulumi.rehearsal.delivery.invoking import may_call
from bamp_pulumi.rehearsal.delivery.our_code import OurCode, runs_ours, settings_of
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.roles import may_as
from bamp_pulumi.rehearsal.delivery.schedules import CALLER, ScheduledCall, scheduled_calls
from bamp_pulumi.rehearsal.delivery.signal import Silence

__all__ = ["miss_heartbeats"]

_LAMBDA: Final = "lambda.amazonaws.com"
_MINUTE: Final = 60
_NONE_SENT: Final[Mapping[bool, str]] = {
    True: "no heartbeat is sent to it",
    False: "no health check puts its metric",
}
"""Why an alarm misses nothing: that of a Region, and that of a check."""


def miss_heartbeats(
    routing: Routing, silence: Silence, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow a silence to the alarms that miss what comes no more."""
    is_of_region = silence.metric == HEARTBEAT
    for alarm in routing.estate.of_type(ALARM):
        metric = (alarm.value("namespace"), alarm.value("metricName"))
        is_ours = metric == (METRIC_NAMESPACE, silence.metric)
        # A Region that is lost takes its alarms along.
        is_left = alarm.region != silence.region or not is_of_region
        if is_ours and alarm.account_id == silence.account_id and is_left:
            yield from _missed(routing, alarm, silence, path)


def _missed(
    routing: Routing, alarm: Resource, silence: Silence, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    is_of_region = silence.metric == HEARTBEAT
    sent = [
        *(_heartbeats(routing, alarm, silence.region) if is_of_region else _runs(routing, alarm))
    ]
    answer = next((one for one in sent if one.is_allowed), None)
    answer = answer or next((one for one in sent if not one.is_refused), None)
    if answer is None:
        answer = sent[0] if sent else refused(_NONE_SENT[is_of_region])
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
        # Of a check that does not run, the alarm's name is all that there is to name.
        named = replace(path.naming.as_alarm(called(alarm)), coarse=coarse if is_of_region else "")
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
    for call in scheduled_calls(routing):
        said = mapping(read_json(call.target.value("input"))).get("heartbeat")
        if call.rule.region == region and said == alarm.region:
            yield worst([call.is_made(routing), *_sends(routing, call, alarm, ALERTS)])


def _runs(routing: Routing, alarm: Resource) -> Iterator[Answer]:
    """Go through the schedules of health checks: answer for each whether its runs are counted."""
    for call in scheduled_calls(routing):
        if HEALTH.is_named_by(call.function):
            # It puts its metric where it runs.
            here = may_be_in(alarm, call.function.account_id, call.function.region)
            ends = comes_to_its_end(routing, call.function)
            yield worst([call.is_made(routing), here, *_sends(routing, call, alarm, HEALTH), ends])


def _sends(
    routing: Routing, call: ScheduledCall, alarm: Resource, code: OurCode
) -> Iterator[Answer]:
    estate, function = routing.estate, call.function
    yield runs_ours(routing, function, code)
    counted = settings_of(function).get("ALERTS_NAME")
    if counted not in mapping(alarm.value("dimensions")).values():
        yield refused("it asks for the heartbeat of other alerts")
    role = estate.resolve(function, "role", ROLE).only
    if role is None:
        yield in_doubt(f"no given program declares the role of {function.name}")
        return
    yield may_call(routing, function, CALLER, call.rule.text("arn"))
    yield may_as(
        routing,
        role,
        _LAMBDA,
        "cloudwatch:PutMetricData",
        "*",
        context={"cloudwatch:namespace": METRIC_NAMESPACE},
    )
