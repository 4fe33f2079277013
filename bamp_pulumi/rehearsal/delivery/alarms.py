"""CloudWatch alarms: does a point of a metric turn one on, and whom does it tell?

An alarm names a metric and exactly one of the sets of dimensions that it is published with; with
any other set it never has data. Actions run when the state changes. Points that come one at a time,
for a metric that is published only when it is not zero, never fill an alarm that needs several.

Source: CloudWatch user guide, alarm-evaluation, alarms-and-missing-data (read 2026-11-21).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from operator import ge, gt, le, lt
from types import MappingProxyType
from typing import Final

from bamp_pulumi.access import Principal
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import items, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import METRIC_NAMESPACE
from bamp_pulumi.rehearsal.delivery.asked import Asked, asked_by, name_of_alarm, rule_is_on
from bamp_pulumi.rehearsal.delivery.declared import in_place
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.signal import Datapoint, Event
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.delivery.way import Arrival, Onward, Stop, Way

__all__ = ["ALARM", "COMPOSITE", "raise_alarms", "turn_on"]

ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE: Final = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
_MINUTE_SECONDS: Final = 60
_PUBLISHER: Final = "cloudwatch.amazonaws.com"
_OPS_ITEM: Final = ":opsitem:"
_A_DAY_SECONDS: Final = 86_400
_COMPARISONS: Final[Mapping[str, Callable[[float, float], bool]]] = MappingProxyType(
    {
        "GreaterThanThreshold": gt,
        "GreaterThanOrEqualToThreshold": ge,
        "LessThanThreshold": lt,
        "LessThanOrEqualToThreshold": le,
    }
)


def raise_alarms(onward: Onward, point: Datapoint, way: Way) -> Iterator[Arrival | Stop]:
    """Follow a point of a metric to whoever its alarms tell."""
    for alarm in onward.estate.of_type(ALARM):
        is_here = in_place(alarm, point.account_id, point.region)
        if is_here and (asked := asked_by(alarm)) is not None and _is_about(asked, point):
            yield from _raise(onward, alarm, asked, point, way)


def _is_about(asked: Asked, point: Datapoint) -> bool:
    return (asked.namespace, asked.metric) == (point.namespace, point.metric)


def _raise(
    onward: Onward, alarm: Resource, asked: Asked, point: Datapoint, way: Way
) -> Iterator[Arrival | Stop]:
    doubt = ""
    if not any(asked.fits(published) for published in point.dimensions):
        # Another vault or type is no fault of the alarm; a set that is never published is.
        if not any(asked.names == published.keys() for published in point.dimensions):
            yield way.stops(alarm.name, _no_such_dimensions(asked, point))
        return
    if asked.is_hidden:
        doubt = f"dimensions of alarm {alarm.name}"
    fires = _fires(alarm, point)
    if fires is False:
        yield way.stops(alarm.name, _why_it_stays_off(alarm, point), broken=False)
        return
    doubt = doubt or (f"threshold of alarm {alarm.name}" if fires is None else "")
    on = way.through(alarm.name, minutes=_evaluated_every(alarm), doubt=doubt)
    yield from turn_on(onward, alarm, on)


def turn_on(
    onward: Onward, alarm: Resource, on: Way, acts: Way | None = None
) -> Iterator[Arrival | Stop]:
    """Follow an alarm that is on: to its actions, to what watches it, and to its event.

    Args:
        onward: What goes on.
        alarm: The alarm.
        on: How it came on.
        acts: How its actions go on, which may be suppressed; its event is not. Default: as `on`.
    """
    acts = acts or on
    actions = items(alarm.value("alarmActions"))
    is_off = alarm.value("actionsEnabled") is False
    watched = [*_composites(onward, alarm, on), *_event_of(onward, alarm, on)]
    yield from watched
    if is_off or not actions:
        if not watched:
            why = "its actions are switched off" if is_off else "it has no action"
            yield acts.stops(alarm.name, why)
        return
    for action in actions:
        yield from _act(onward, alarm, action, acts)


def _event_of(onward: Onward, alarm: Resource, on: Way) -> Iterator[Arrival]:
    """Follow the event of an alarm to where it arrives; whom it does not reach misses nothing."""
    event = Event(
        account_id=alarm.account_id,
        region=alarm.region,
        source="aws.cloudwatch",
        detail_type="CloudWatch Alarm State Change",
        detail={"alarmName": name_of_alarm(alarm) or UNKNOWN, "state": {"value": "ALARM"}},
        resources=(alarm.text("arn") or UNKNOWN,),
    )
    for end in onward.event(event, on):
        if isinstance(end, Arrival):
            yield end


def _composites(onward: Onward, alarm: Resource, on: Way) -> Iterator[Arrival | Stop]:
    """Turn on the composite alarms that hang on an alarm alone."""
    name = name_of_alarm(alarm)
    for composite in onward.estate.of_type(COMPOSITE):
        if not in_place(composite, alarm.account_id, alarm.region):
            continue
        rule = composite.value("alarmRule")
        turns = rule_is_on(rule, name)
        if turns is False:
            continue
        doubt = "" if turns else f"rule of alarm {composite.name}"
        further = on.through(composite.name, doubt=doubt)
        waits, quiet = _suppressed(onward, composite)
        minutes, in_reserve = further.minutes + waits, further.in_reserve or quiet
        acts = replace(further, minutes=minutes, in_reserve=in_reserve)
        yield from turn_on(onward, composite, further, acts)


def _suppressed(onward: Onward, composite: Resource) -> tuple[int, bool]:
    """Return how long a composite alarm waits, and whether the alerts' own count keeps it quiet."""
    suppressor = mapping(composite.value("actionsSuppressor"))
    waits = suppressor.get("waitPeriod")
    named = suppressor.get("alarm")
    for alarm in onward.estate.of_type(ALARM):
        is_it = named in (alarm.text("name"), alarm.text("arn"))
        if is_it and in_place(alarm, composite.account_id, composite.region):
            own = alarm.value("namespace") == METRIC_NAMESPACE
            return (waits // _MINUTE_SECONDS if isinstance(waits, int) else 0), own
    return 0, False


def _evaluated_every(alarm: Resource) -> int:
    """How often an alarm is looked at, in minutes: hourly, when it looks back over a day."""
    periods = alarm.value("evaluationPeriods")
    queries = items(alarm.value("metricQueries"))
    period = mapping(queries[0]).get("period") if queries else alarm.value("period")
    if isinstance(period, int) and isinstance(periods, int) and period * periods <= _A_DAY_SECONDS:
        return 1
    return 60


def _act(onward: Onward, alarm: Resource, action: object, way: Way) -> Iterator[Arrival | Stop]:
    topic = onward.estate.resolve(alarm, "alarmActions", TOPIC, written=action).only
    if topic is not None:
        source: object = alarm.text("arn") or UNKNOWN
        message = Message(
            publisher=Principal.of_service(_PUBLISHER),
            source_arn=source,
            region=alarm.region,
            attributes={},
            body=_notification(alarm),
        )
        yield from onward.publish(topic, message, way)
    elif isinstance(action, str) and _OPS_ITEM in action:
        yield way.arrives("ticket", action)
    else:
        name = action if isinstance(action, str) else alarm.name
        yield way.arrives("unknown", name, doubt=f"an action of {alarm.name} is not known")


def _notification(alarm: Resource) -> str:
    """Return what an alarm publishes, as far as somebody reads it."""
    dimensions = [
        {"name": name, "value": str(value)}
        for name, value in mapping(alarm.value("dimensions")).items()
    ]
    said = {
        "AlarmName": name_of_alarm(alarm),
        "NewStateValue": "ALARM",
        "Trigger": {"Dimensions": dimensions},
    }
    return json.dumps(said)


def _fires(alarm: Resource, point: Datapoint) -> bool | None:
    """Say whether one point is enough to turn an alarm on."""
    threshold, needed = alarm.value("threshold"), _points_needed(alarm)
    compare = _COMPARISONS.get(alarm.text("comparisonOperator"))
    if compare is None or not isinstance(threshold, int | float) or needed is None:
        return None
    return needed <= 1 and compare(point.value, threshold)


def _points_needed(alarm: Resource) -> int | None:
    """How many points must breach; points that are not there count as the alarm says."""
    if alarm.value("treatMissingData") == "breaching":
        return 1
    needed = alarm.value("datapointsToAlarm")
    needed = alarm.value("evaluationPeriods") if needed is None else needed
    return needed if isinstance(needed, int) else None


def _why_it_stays_off(alarm: Resource, point: Datapoint) -> str:
    needed = _points_needed(alarm)
    if needed is not None and needed > 1:
        return f"it waits for {needed} points, and what happens once makes one"
    threshold = alarm.value("threshold")
    return f"{point.value:g} does not cross its threshold {threshold}"


def _no_such_dimensions(asked: Asked, point: Datapoint) -> str:
    has = " or ".join(" with ".join(sorted(published)) for published in point.dimensions)
    wants = " with ".join(sorted(asked.names)) or "no dimension"
    return f"it asks for {point.metric} by {wants}; AWS publishes it by {has}"
