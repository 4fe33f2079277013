"""Targets of EventBridge rules: what becomes of an event that a rule takes."""

from collections.abc import Callable, Iterator
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.declared import referred_to
from bamp_pulumi.rehearsal.delivery.endpoints import FUNCTION, QUEUE, kind_of_address
from bamp_pulumi.rehearsal.delivery.roles import hindered_by_role
from bamp_pulumi.rehearsal.delivery.topics import TOPIC, Message, publish
from bamp_pulumi.rehearsal.delivery.way import Arrival, Stop, Way

__all__ = ["BUS", "deliver_to_target"]

BUS: Final = "aws:cloudwatch/eventBus:EventBus"
_DESTINATION: Final = "aws:cloudwatch/eventApiDestination:EventApiDestination"
_LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"
_PUBLISHER: Final = "events.amazonaws.com"
_OPS_ITEM: Final = ":opsitem"
_EVENT_BUS: Final = ":event-bus/"

Forward = Callable[[str, Way], Iterator[Arrival | Stop]]
"""Goes on with the event on the bus of an ARN."""


def deliver_to_target(
    estate: Estate, rule: Resource, target: Resource, way: Way, forward: Forward
) -> Iterator[Arrival | Stop]:
    """Follow an event from a rule to one of its targets.

    Args:
        estate: What is declared.
        rule: The rule that takes the event.
        target: One of its targets.
        way: How it came here.
        forward: How it goes on where the target is another bus.
    """
    arn = target.value("arn")
    topic = referred_to(estate, target, "arn", TOPIC)
    if topic is not None:
        source: object = rule.text("arn") or UNKNOWN
        message = Message(
            publisher=_PUBLISHER, source_arn=source, region=rule.region, attributes={}
        )
        yield from publish(estate, topic, message, way)
        return
    destination = referred_to(estate, target, "arn", _DESTINATION)
    if destination is not None:
        yield from _call(estate, target, destination, way)
        return
    bus = referred_to(estate, target, "arn", BUS)
    text = arn if isinstance(arn, str) else bus.text("arn") if bus is not None else ""
    if _EVENT_BUS in text:
        # Between accounts the bus may let the other one in by its own policy.
        refused, doubt = hindered_by_role(estate, target, "events:PutEvents", text, needed=False)
        if refused:
            yield way.stops(target.name, refused)
            return
        yield from forward(text, way.through(target.name, doubt=doubt))
        return
    yield from _end(estate, target, text, way)


def _call(
    estate: Estate, target: Resource, destination: Resource, way: Way
) -> Iterator[Arrival | Stop]:
    """Call an API destination; it needs a role to be called as."""
    arn = destination.text("arn")
    refused, doubt = hindered_by_role(estate, target, "events:InvokeApiDestination", arn)
    if refused:
        yield way.stops(target.name, refused)
        return
    way = way.through(target.name, doubt=doubt)
    url = destination.value("invocationEndpoint")
    address = url if isinstance(url, str) else f"address of {destination.name}"
    yield way.through(destination.name).arrives(kind_of_address(url), address)


def _end(estate: Estate, target: Resource, arn: str, way: Way) -> Iterator[Arrival | Stop]:
    """End at what is no person, or at a ticket."""
    function = referred_to(estate, target, "arn", FUNCTION)
    queue = referred_to(estate, target, "arn", QUEUE)
    log_group = referred_to(estate, target, "arn", _LOG_GROUP)
    if function is not None:
        doubt = f"what function {function.name} does is not known"
        yield way.arrives("function", function.name, doubt=doubt)
    elif queue is not None:
        yield way.arrives("queue", queue.name)
    elif log_group is not None:
        yield way.arrives("log", log_group.name)
    elif arn.endswith(_OPS_ITEM):
        refused, doubt = hindered_by_role(estate, target, "ssm:CreateOpsItem", "")
        yield (
            way.stops(target.name, refused) if refused else way.arrives("ticket", arn, doubt=doubt)
        )
    else:
        doubt = f"target {target.name} is not known"
        yield way.arrives("unknown", arn or target.name, doubt=doubt)
