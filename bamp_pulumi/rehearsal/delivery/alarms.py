"""CloudWatch alarms: does a datapoint turn one on, and whom does it notify?

Actions run when the state changes: an alarm that is on already notifies nobody. Datapoints that
come one at a time, for a metric that is published only when it is not zero, never fill an alarm
that needs several, and an alarm that treats missing data as breaching is always on.

Source: CloudWatch user guide, alarm-evaluation, alarms-and-missing-data, alarm-combining
(read 2026-11-28).
"""

from collections.abc import Callable, Iterator, Mapping
from operator import ge, gt, le, lt
from types import MappingProxyType
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN, number_of, switch_of, whole_number
from bamp_pulumi.declared import items, name_of_alarm
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.alarm_message import called, message_of_alarm, naming_of_alarm
from bamp_pulumi.rehearsal.delivery.alarm_metrics import Looked, looks_at, metrics_of
from bamp_pulumi.rehearsal.delivery.composite_alarms import ALARM, COMPOSITE, composites_on
from bamp_pulumi.rehearsal.delivery.declared import may_be_in
from bamp_pulumi.rehearsal.delivery.invoking import may_call
from bamp_pulumi.rehearsal.delivery.metric_math import MISSING, Value
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.recipients import FUNCTION, TICKET
from bamp_pulumi.rehearsal.delivery.signal import Datapoint, Event
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.truth import Truth

__all__ = ["ALARM", "COMPOSITE", "raise_alarms", "turn_on"]

_MINUTE_SECONDS: Final = 60
_CALLER: Final = "lambda.alarms.cloudwatch.amazonaws.com"
"""Who calls a function for an alarm. Source: CloudWatch user guide, alarms-and-actions-Lambda
(read 2026-11-28)."""
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


def raise_alarms(
    routing: Routing, point: Datapoint, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow a datapoint of a metric to whoever its alarms notify."""
    on: dict[Resource, AlertPath] = {}
    for alarm in routing.estate.of_type(ALARM):
        here = may_be_in(alarm, point.account_id, point.region)
        if here.is_refused:
            continue
        looked = looks_at(alarm, point)
        if looked is None:
            continue
        answer = worst([routing.stands(alarm), here, _goes_off(alarm, point, looked)])
        # An alarm that is meant for more than one datapoint is no broken one.
        stays_off = answer.is_refused and not looked.why_missing
        if stays_off and not routing.stands(alarm).is_refused:
            yield path.dropped(alarm.name, answer.why, broken=False)
            continue
        step = path.past(alarm.name, answer, minutes=_minutes(alarm))
        if isinstance(step, Dropped):
            yield step
        else:
            on[alarm] = naming_of_alarm(alarm, point, step)
    yield from turn_on(routing, on)


def turn_on(routing: Routing, on: Mapping[Resource, AlertPath]) -> Iterator[Delivered | Dropped]:
    """Follow alarms that go off together: to their actions, to composite alarms, to their events.

    Args:
        routing: What goes on.
        on: The alarms, each with how it came to go off.
    """
    composites, ends = composites_on(routing, on)
    yield from ends
    watched = frozenset(name for composite in composites for name in composite.depends_on)
    for alarm, path in on.items():
        name = name_of_alarm(alarm)
        is_watched = name in watched or bool(watched and not name)
        yield from _notify(routing, alarm, path, path, is_watched=is_watched)
    for composite in composites:
        is_watched = name_of_alarm(composite.alarm) in watched
        yield from _notify(
            routing, composite.alarm, composite.path, composite.acts, is_watched=is_watched
        )


def _notify(
    routing: Routing,
    alarm: Resource,
    path: AlertPath,
    acts: AlertPath | Dropped,
    *,
    is_watched: bool,
) -> Iterator[Delivered | Dropped]:
    """Follow one alarm that goes off; its event is sent whether or not its actions run."""
    events = [*_event_of(routing, alarm, path)]
    yield from events
    if isinstance(acts, Dropped):
        yield acts
        return
    given = alarm.value("alarmActions")
    actions = (UNKNOWN,) if given is UNKNOWN else items(given)
    is_on = switch_of(alarm.value("actionsEnabled"), absent=True)
    is_off = is_on is False
    if is_on is None:
        acts = acts.provided(in_doubt(f"whether the actions of {alarm.name} are switched on"))
    if is_off or not actions:
        if not events and not is_watched:
            why = "its actions are switched off" if is_off else "it has no action"
            yield acts.dropped(alarm.name, why)
        return
    for action in actions:
        yield from _act(routing, alarm, action, acts)


def _event_of(routing: Routing, alarm: Resource, path: AlertPath) -> Iterator[Delivered]:
    """Follow the event of an alarm to where it is delivered; whom it misses is no loss."""
    event = Event(
        account_id=alarm.account_id,
        region=alarm.region,
        source="aws.cloudwatch",
        detail_type="CloudWatch Alarm State Change",
        detail={"alarmName": name_of_alarm(alarm) or UNKNOWN, "state": {"value": "ALARM"}},
        resources=(alarm.text("arn") or UNKNOWN,),
        names=alarm.text("arn") or called(alarm),
    )
    for end in routing.event(event, path):
        if isinstance(end, Delivered):
            yield end


def _act(
    routing: Routing, alarm: Resource, action: object, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    estate = routing.estate
    message = message_of_alarm(alarm)
    path = path.saying(message.shown, by=alarm.name)
    named = estate.resolve(alarm, "alarmActions", TOPIC, FUNCTION, written=action).only
    if named is not None and named.type == TOPIC:
        yield from routing.publish(named, message, path)
    elif named is not None:
        answer = may_call(routing, named, _CALLER, alarm.text("arn"))
        if answer.is_refused:
            yield path.dropped(named.name, answer.why)
            return
        # What an alarm calls a function with is no event and no message: ours reads nothing in it.
        yield from routing.call(named, {}, path.provided(answer))
    elif isinstance(action, str) and _OPS_ITEM in action:
        where = action.partition(_OPS_ITEM)[0]
        if not where.endswith(f":{alarm.region}:{alarm.account_id}"):
            yield path.dropped(alarm.name, f"its action {action} is not in its Region and account")
            return
        yield path.delivered(TICKET, action)
    else:
        name = action if isinstance(action, str) else alarm.name
        yield path.delivered("unknown", name, in_doubt(f"an action of {alarm.name} is not known"))


def _minutes(alarm: Resource) -> int:
    """How long it takes until an alarm is on: it is evaluated every minute, hourly over a day."""
    needed, period = _points_needed(alarm) or 1, _period(alarm)
    looks_back = period * (whole_number(alarm.value("evaluationPeriods")) or 1)
    # What does not last makes one datapoint: it turns nothing on that waits for more.
    waits = (needed - 1) * period // _MINUTE_SECONDS
    return waits + (1 if looks_back <= _A_DAY_SECONDS else 60)


def _period(alarm: Resource) -> int:
    """Return the longest period, in seconds, of what an alarm looks at."""
    periods = (whole_number(metric.period) for metric in metrics_of(alarm))
    return max((period for period in periods if period is not None), default=0)


def _goes_off(alarm: Resource, point: Datapoint, looked: Looked) -> Answer:
    """Answer whether a datapoint turns an alarm on that was not on before."""
    if looked.found is MISSING and looked.why_missing:
        return refused(looked.why_missing)
    breaches, before = _breaches(alarm, looked.found), _breaches(alarm, looked.before)
    if before:
        return refused("it is in alarm already, while nothing is wrong")
    if breaches is False:
        return refused(_why_it_stays_off(alarm, looked.found))
    answers = [_once(alarm, point), *([] if point.lasts else [_without_data(alarm, looked)])]
    if None in (breaches, before):
        answers.append(in_doubt(f"threshold of alarm {alarm.name}"))
    return worst(answers)


def _once(alarm: Resource, point: Datapoint) -> Answer:
    """Answer whether one datapoint is enough."""
    needed = _points_needed(alarm)
    if needed is None:
        return in_doubt(f"how many datapoints alarm {alarm.name} waits for")
    if needed == 1 or point.lasts:
        return ALLOWED
    return refused(f"it waits for {needed} points, and what happens once makes one")


def _without_data(alarm: Resource, looked: Looked) -> Answer:
    """Answer whether an alarm is off while its metric is not published."""
    if looked.before is not MISSING:
        return ALLOWED
    missing = alarm.value("treatMissingData")
    if missing == "breaching":
        return refused("it treats missing data as breaching, so it is in alarm already")
    if missing == "ignore":
        return in_doubt(f"whether alarm {alarm.name} is in alarm already, from the last time")
    return ALLOWED


def _breaches(alarm: Resource, value: Value) -> Truth:
    if value is MISSING:
        return False
    threshold = number_of(alarm.value("threshold"))
    compare = _COMPARISONS.get(alarm.text("comparisonOperator"))
    if compare is None or threshold is None or not isinstance(value, float):
        return None
    return compare(value, threshold)


def _points_needed(alarm: Resource) -> int | None:
    """How many datapoints must breach; None while unknown."""
    needed = alarm.value("datapointsToAlarm")
    needed = alarm.value("evaluationPeriods") if needed is None else needed
    return whole_number(needed)


def _why_it_stays_off(alarm: Resource, value: Value) -> str:
    if not isinstance(value, float):
        return "its metric has no datapoint"
    return f"{value:g} does not cross its threshold {alarm.value('threshold')}"
