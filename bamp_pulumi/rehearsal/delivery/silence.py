"""A Region that has fallen silent: who expected to hear of it?

An alarm in another Region, on what EventBridge counts for a rule there, that takes no point for a
breach; and the rule hears only scheduled events that the silent Region sends.

Sources: EventBridge user guide, eb-monitoring (a metric that is not zero is published, and no
other); CloudWatch user guide, alarms-and-missing-data (read 2026-11-26).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from bamp_pulumi.coverage.wire import mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.alarms import ALARM, turn_on
from bamp_pulumi.rehearsal.delivery.signal import Silence
from bamp_pulumi.rehearsal.delivery.way import Arrival, Stop, Way

if TYPE_CHECKING:
    from bamp_pulumi.rehearsal.delivery.network import Network

__all__ = ["missed_beats"]

_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
_COUNTED: Final = ("Invocations", "MatchedEvents", "TriggeredRules")
_MINUTE: Final = 60


def missed_beats(network: "Network", silence: Silence, way: Way) -> Iterator[Arrival | Stop]:
    """Follow a silence to whoever misses what used to come."""
    for alarm in network.estate.of_type(ALARM):
        if alarm.account_id == silence.account_id and alarm.region != silence.region:
            yield from _missed(network, alarm, silence, way)


def _missed(
    network: "Network", alarm: Resource, silence: Silence, way: Way
) -> Iterator[Arrival | Stop]:
    named = mapping(alarm.value("dimensions")).get("RuleName")
    is_counted = alarm.value("namespace") == "AWS/Events" and alarm.value("metricName") in _COUNTED
    if not is_counted or not isinstance(named, str):
        return
    if not _hears(network, alarm, named, silence.region):
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
    yield from turn_on(network, alarm, way.through(alarm.name, minutes=minutes, doubt=doubt))


def _hears(network: "Network", alarm: Resource, rule: str, region: str) -> bool:
    """Say whether a rule beside an alarm hears a schedule of a Region."""
    listening = [
        each
        for each in network.estate.of_type(_RULE)
        if each.region == alarm.region and each.text("name") == rule
    ]
    beats = (
        each
        for each in network.estate.of_type(_RULE)
        if each.region == region and each.value("scheduleExpression") is not None
    )
    ends = (end for beat in beats for end in network.fire(beat, Way(minutes=0)))
    return any(each.name in end.by for end in ends for each in listening)
