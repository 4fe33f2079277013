"""Targets of EventBridge rules: what becomes of an event that a rule takes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.access import Principal
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.endpoints import FUNCTION, QUEUE, kind_of_address
from bamp_pulumi.rehearsal.delivery.failures import target_failed
from bamp_pulumi.rehearsal.delivery.invoking import may_not_call
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.roles import hindered_by_role
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.delivery.way import Arrival, Onward, Stop, Way, kept_out

__all__ = ["API_DESTINATION", "BUS", "Taken", "deliver_to_target"]

BUS: Final = "aws:cloudwatch/eventBus:EventBus"
API_DESTINATION: Final = "aws:cloudwatch/eventApiDestination:EventApiDestination"
_LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"
_PUBLISHER: Final = "events.amazonaws.com"
_OPS_ITEM: Final = ":opsitem"
_EVENT_BUS: Final = ":event-bus/"
_OWN_DESTINATION: Final = re.compile(r"bamp:index:BackupAlerts\$.*-slack-\d+-destination$")
_WHOLE_EVENT: Final = "<aws.events.event.json>"
_ENVELOPE: Final = "<aws.events.event>"
"""All of an event but its detail. Source: EventBridge user guide, eb-transform-target-input
(read 2026-11-26)."""

Forward = Callable[[str, Way], Iterator[Arrival | Stop]]
"""Goes on with the event on the bus of an ARN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An event that a rule has taken."""

    rule: Resource
    event: Mapping[str, object]
    forward: Forward


def deliver_to_target(
    onward: Onward, taken: Taken, target: Resource, way: Way
) -> Iterator[Arrival | Stop]:
    """Follow an event from a rule to one of its targets.

    Args:
        onward: What goes on.
        taken: The event, and the rule that takes it.
        target: One of its targets.
        way: How it came here.
    """
    estate, rule = onward.estate, taken.rule
    topic = estate.resolve(target, "arn", TOPIC).only
    function = estate.resolve(target, "arn", FUNCTION).only
    destination = estate.resolve(target, "arn", API_DESTINATION).only
    if topic is not None:
        source: object = rule.text("arn") or UNKNOWN
        message = Message(
            publisher=Principal.of_service(_PUBLISHER),
            source_arn=source,
            region=rule.region,
            attributes={},
        )
        ends = [*onward.publish(topic, message, way)]
        yield from ends
        if kept_out(ends, topic.name):
            yield from target_failed(onward, rule, target, way, is_tried=False)
    elif destination is not None:
        yield from _call(onward, rule, target, destination, way)
    elif function is not None:
        refused = may_not_call(estate, function, _PUBLISHER, rule.text("arn"))
        if refused:
            yield from _refused(onward, rule, target, way.stops(function.name, refused), way)
            return
        yield from onward.call(function, _payload(target, taken.event), way)
    else:
        yield from _hand_on(onward, taken, target, way)


def _refused(
    onward: Onward, rule: Resource, target: Resource, stop: Stop, way: Way
) -> Iterator[Arrival | Stop]:
    """End at a refusal, which is final, and follow what that brings about."""
    yield stop
    yield from target_failed(onward, rule, target, way, is_tried=False)


def _payload(target: Resource, event: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a function is called with: the event, or what a template puts around it."""
    template = mapping(target.value("inputTransformer")).get("inputTemplate")
    if not isinstance(template, str):
        return event
    marked = template.replace(_WHOLE_EVENT, f'"{_WHOLE_EVENT}"').replace(
        _ENVELOPE, f'"{_ENVELOPE}"'
    )
    put_in: Mapping[object, object] = {
        _WHOLE_EVENT: event,
        _ENVELOPE: {name: value for name, value in event.items() if name != "detail"},
    }
    return {name: put_in.get(value, value) for name, value in mapping(read_json(marked)).items()}


def _call(
    onward: Onward, rule: Resource, target: Resource, destination: Resource, way: Way
) -> Iterator[Arrival | Stop]:
    """Call an API destination; it needs a role to be called as."""
    # AWS ends the ARN of a destination that is to be made with letters that nobody knows yet.
    made = destination.text("name")
    account = f"{destination.region}:{destination.account_id}"
    guessed = f"arn:aws:events:{account}:api-destination/{made}/0" if made else ""
    arn = destination.text("arn") or guessed
    refused, doubt = hindered_by_role(onward.estate, target, "events:InvokeApiDestination", arn)
    if refused:
        yield from _refused(onward, rule, target, way.stops(target.name, refused), way)
        return
    way = way.through(target.name, doubt=doubt).through(destination.name)
    if onward.closed.calls:
        yield way.stops(destination.name, "nobody answers there")
        yield from target_failed(onward, rule, target, way, is_tried=True)
        return
    url = destination.value("invocationEndpoint")
    address = url if isinstance(url, str) else f"address of {destination.name}"
    yield way.arrives(_kind_of(destination, url), address)


def _kind_of(destination: Resource, url: object) -> str:
    """Tell what is called; of an address that is a secret, this library's own say it by name."""
    own = _OWN_DESTINATION.search(destination.urn)
    return "slack" if own and url is UNKNOWN else kind_of_address(url)


def _hand_on(onward: Onward, taken: Taken, target: Resource, way: Way) -> Iterator[Arrival | Stop]:
    """Go on to another bus, a ticket, or what is no person."""
    estate = onward.estate
    arn = target.value("arn")
    bus = estate.resolve(target, "arn", BUS).only
    text = arn if isinstance(arn, str) else bus.text("arn") if bus is not None else ""
    if _EVENT_BUS in text:
        # Between accounts the bus may let the other one in by its own policy.
        refused, doubt = hindered_by_role(estate, target, "events:PutEvents", text, needed=False)
        if refused:
            yield from _refused(onward, taken.rule, target, way.stops(target.name, refused), way)
            return
        yield from taken.forward(text, way.through(target.name, doubt=doubt))
    elif text.endswith(_OPS_ITEM):
        item = f"{text}/*"
        refused, doubt = hindered_by_role(estate, target, "ssm:CreateOpsItem", item)
        if refused:
            yield from _refused(onward, taken.rule, target, way.stops(target.name, refused), way)
            return
        yield way.through(target.name).arrives("ticket", text, doubt=doubt)
    else:
        yield _end(estate, target, text, way)


def _end(estate: Estate, target: Resource, arn: str, way: Way) -> Arrival:
    """End at what is no person."""
    queue = estate.resolve(target, "arn", QUEUE).only
    log_group = estate.resolve(target, "arn", _LOG_GROUP).only
    if queue is not None:
        return way.arrives("queue", queue.name)
    if log_group is not None:
        return way.arrives("log", log_group.name)
    doubt = f"target {target.name} is not known"
    return way.arrives("unknown", arn or target.name, doubt=doubt)
