"""CloudWatch alarms: does a point of a metric turn one on, and whom does it tell?

An alarm names a metric and exactly one of the sets of dimensions that it is published with; with
any other set it never has data. Actions run when the state changes. Points that come one at a time,
for a metric that is published only when it is not zero, never fill an alarm that needs several.

Source: CloudWatch user guide, alarm-evaluation, alarms-and-missing-data (read 2026-11-21).
"""

from collections.abc import Callable, Iterator, Mapping
from operator import ge, gt, le, lt
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage.wire import items, mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.declared import in_place, referred_to
from bamp_pulumi.rehearsal.delivery.signal import Datapoint
from bamp_pulumi.rehearsal.delivery.topics import TOPIC, Message, publish
from bamp_pulumi.rehearsal.delivery.way import Arrival, Stop, Way

__all__ = ["ALARM", "raise_alarms"]

ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
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


def raise_alarms(estate: Estate, point: Datapoint, way: Way) -> Iterator[Arrival | Stop]:
    """Follow a point of a metric to whoever its alarms tell."""
    for alarm in estate.of_type(ALARM):
        is_here = in_place(alarm, point.account_id, point.region)
        named = (alarm.value("namespace"), alarm.value("metricName"))
        if is_here and named == (point.namespace, point.metric):
            yield from _raise(estate, alarm, point, way)


def _raise(estate: Estate, alarm: Resource, point: Datapoint, way: Way) -> Iterator[Arrival | Stop]:
    dimensions = alarm.value("dimensions")
    asked = mapping(dimensions)
    if dimensions is not UNKNOWN and not any(_is_same(asked, p) for p in point.dimensions):
        # Another vault or type is no fault of the alarm; a set that is never published is.
        if not any(asked.keys() == published.keys() for published in point.dimensions):
            yield way.stops(alarm.name, _no_such_dimensions(asked, point))
        return
    hidden = UNKNOWN in (dimensions, *asked.values())
    doubt = f"dimensions of alarm {alarm.name}" if hidden else ""
    fires = _fires(alarm, point)
    if fires is False:
        yield way.stops(alarm.name, _why_it_stays_off(alarm, point))
        return
    doubt = doubt or (f"threshold of alarm {alarm.name}" if fires is None else "")
    on = way.through(alarm.name, minutes=_evaluated_every(alarm), doubt=doubt)
    actions = items(alarm.value("alarmActions"))
    is_off = alarm.value("actionsEnabled") is False
    if is_off or not actions:
        why = "its actions are switched off" if is_off else "it has no action"
        yield on.stops(alarm.name, why)
        return
    for action in actions:
        yield from _act(estate, alarm, action, on)


def _evaluated_every(alarm: Resource) -> int:
    """How often an alarm is looked at, in minutes: hourly, when it looks back over a day."""
    period, periods = alarm.value("period"), alarm.value("evaluationPeriods")
    if isinstance(period, int) and isinstance(periods, int) and period * periods <= _A_DAY_SECONDS:
        return 1
    return 60


def _act(estate: Estate, alarm: Resource, action: object, way: Way) -> Iterator[Arrival | Stop]:
    topic = referred_to(estate, alarm, "alarmActions", TOPIC, written=action)
    if topic is not None:
        source: object = alarm.text("arn") or UNKNOWN
        message = Message(
            publisher=_PUBLISHER, source_arn=source, region=alarm.region, attributes={}
        )
        yield from publish(estate, topic, message, way)
    elif isinstance(action, str) and _OPS_ITEM in action:
        yield way.arrives("ticket", action)
    else:
        name = action if isinstance(action, str) else alarm.name
        yield way.arrives("unknown", name, doubt=f"an action of {alarm.name} is not known")


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


def _is_same(asked: Mapping[str, object], published: Mapping[str, str]) -> bool:
    return asked.keys() == published.keys() and all(
        asked[name] in (value, UNKNOWN) for name, value in published.items()
    )


def _no_such_dimensions(asked: Mapping[str, object], point: Datapoint) -> str:
    has = " or ".join(" with ".join(sorted(published)) for published in point.dimensions)
    wants = " with ".join(sorted(asked)) or "no dimension"
    return f"it asks for {point.metric} by {wants}; AWS publishes it by {has}"
