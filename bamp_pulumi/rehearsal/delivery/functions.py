"""Functions on the way: what do they pass on?

What a function does is known of one only: that of this library's own alerts. A rehearsal reads the
same messages with the same code that runs in AWS; of any other nothing is assumed.

Source: Lambda developer guide, lambda-intro-execution-role (read 2026-11-26).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bamp_pulumi.access import Principal
from bamp_pulumi.baseline import render_kinds
from bamp_pulumi.declared import ROLE, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import (
    DETAIL_TYPE,
    SOURCE,
    Alert,
    attributes_of,
    detail_of,
    read_alerts,
    text_of,
)
from bamp_pulumi.rehearsal.delivery.failures import function_failed
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.roles import hindered_in_role
from bamp_pulumi.rehearsal.delivery.signal import Event
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.delivery.way import Arrival, Onward, Stop, Way, kept_out

__all__ = ["ALERTS_HANDLER", "call_function"]

ALERTS_HANDLER: Final = "bamp_pulumi.lambdas.alerts.handler.handle"
_LAMBDA: Final = "lambda.amazonaws.com"
_KINDS: Final = render_kinds()


def call_function(
    onward: Onward, function: Resource, payload: Mapping[str, object], way: Way
) -> Iterator[Arrival | Stop]:
    """Follow what a function makes of what it is called with."""
    way = way.through(function.name)
    if function.value("handler") != ALERTS_HANDLER:
        doubt = f"what function {function.name} does is not known"
        yield way.arrives("function", function.name, doubt=doubt)
        return
    for read in read_alerts(payload, _KINDS):
        tier = way.tier if read.has_arn else ""
        yield from _tell(onward, function, replace(read, tier=tier), way)


def _tell(onward: Onward, function: Resource, alert: Alert, way: Way) -> Iterator[Arrival | Stop]:
    """Tell what the function tells, by each way; one that is closed is an error of the function."""
    estate = onward.estate
    role = estate.resolve(function, "role", ROLE).only
    if role is None:
        yield way.stops(function.name, "no given program declares its role")
        return
    settings = mapping(mapping(function.value("environment")).get("variables"))
    wanted = (
        settings.get("TOPIC_ARN") if alert.is_for_everybody else "",
        "" if alert.people_know else settings.get("ROUTED_TOPIC_ARN"),
    )
    is_closed = False
    for arn in filter(None, wanted):
        topic = estate.resolve(function, "environment", TOPIC, written=arn).only
        ends = [*_publish(onward, function, role, topic, alert, way)]
        is_closed = is_closed or topic is None or kept_out(ends, topic.name)
        yield from ends
    ends = [*_put_event(onward, function, role, alert, way)]
    is_closed = is_closed or any(isinstance(e, Stop) and e.at == function.name for e in ends)
    yield from ends
    if is_closed:
        yield from function_failed(onward, function, way)


def _publish(  # noqa: PLR0913, PLR0917 - all of a call
    onward: Onward,
    function: Resource,
    role: Resource,
    topic: Resource | None,
    alert: Alert,
    way: Way,
) -> Iterator[Arrival | Stop]:
    if topic is None:
        yield way.stops(function.name, "no given program declares the topic that it publishes to")
        return
    refused, doubt = hindered_in_role(
        onward.estate, role, _LAMBDA, "sns:Publish", topic.text("arn")
    )
    if refused:
        yield way.stops(topic.name, refused)
        return
    message = Message(
        publisher=Principal.role(role.text("arn"), role.account_id),
        role=role,
        region=topic.region,
        attributes={name: given["StringValue"] for name, given in attributes_of(alert).items()},
        body=text_of(alert),
    )
    on = replace(way, doubt=way.doubt or doubt)
    yield from onward.publish(topic, message, on)


def _put_event(
    onward: Onward, function: Resource, role: Resource, alert: Alert, way: Way
) -> Iterator[Arrival | Stop]:
    account, region = function.account_id, function.region
    partition = function.text("arn").split(":")[1:2] or ["aws"]
    bus = f"arn:{partition[0]}:events:{region}:{account}:event-bus/default"
    refused, doubt = hindered_in_role(onward.estate, role, _LAMBDA, "events:PutEvents", bus)
    if refused:
        yield way.stops(function.name, refused)
        return
    event = Event(
        account_id=account,
        region=region,
        source=SOURCE,
        detail_type=DETAIL_TYPE,
        detail=detail_of(alert),
    )
    yield from onward.event(event, replace(way, doubt=way.doubt or doubt))
