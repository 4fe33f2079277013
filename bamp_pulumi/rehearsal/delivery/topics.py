"""Topics of SNS: may a service publish, and who receives the message?

Whether one may publish: `publishing`.

Source: SNS developer guide, sns-message-filtering (read 2026-11-26).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.access import (
    ALLOWED,
    Answer,
    in_doubt,
    worst,
)
from bamp_pulumi.catalog import topic_caller
from bamp_pulumi.declared import linked
from bamp_pulumi.estate import Reference, Resource
from bamp_pulumi.rehearsal.delivery.chat import CHAT_CHANNELS, show_in_channel
from bamp_pulumi.rehearsal.delivery.declared import same_place
from bamp_pulumi.rehearsal.delivery.documents import read_json, written_json
from bamp_pulumi.rehearsal.delivery.failures import subscription_failed
from bamp_pulumi.rehearsal.delivery.invoking import may_call
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.path import (
    AlertPath,
    Delivered,
    Dropped,
    Routing,
    otherwise,
)
from bamp_pulumi.rehearsal.delivery.publishing import takes
from bamp_pulumi.rehearsal.delivery.recipients import (
    FUNCTION,
    SUBSCRIPTION,
    arrive_at,
    is_called,
    may_subscribe,
)
from bamp_pulumi.signals import match_message

__all__ = ["TOPIC", "publish_to"]

TOPIC: Final = "aws:sns/topic:Topic"


def publish_to(
    routing: Routing, topic: Resource, message: Message, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow a message through a topic to its subscribers."""
    if topic.region and message.region and topic.region != message.region:
        why = f"it is in {topic.region}, its publisher in {message.region}"
        yield path.dropped(topic.name, why)
        return
    if routing.outage.topics_of and routing.outage.topics_of == topic.region:
        why = f"it allows nobody to publish: {message.publisher} is denied"
        yield path.dropped(topic.name, why)
        return
    step = path.past(
        topic.name, worst([_is_in_reach(topic, message), takes(routing, topic, message)])
    )
    if isinstance(step, Dropped):
        yield step
        return
    estate = routing.estate
    sure = _listening(topic, estate.naming)
    perhaps = _listening(topic, estate.perhaps_naming)
    if not (sure or perhaps):
        yield step.dropped(topic.name, "nobody subscribes to it")

    def to_all(listening: Iterable[Reference]) -> Iterator[Delivered | Dropped]:
        for one in listening:
            if one.source.type == SUBSCRIPTION:
                yield from _deliver(routing, topic, one, message, step)
            else:
                yield show_in_channel(routing, one, message, step)

    yield from otherwise(to_all(sure), lambda: to_all(perhaps))


def _listening(topic: Resource, naming: Callable[..., tuple[Reference, ...]]) -> list[Reference]:
    """List the subscriptions and chat channels of a topic."""
    return [*naming(topic, "topic", SUBSCRIPTION), *naming(topic, "snsTopicArns", *CHAT_CHANNELS)]


def _is_in_reach(topic: Resource, message: Message) -> Answer:
    """Answer whether it is known that a publisher is in the Region and account of a topic.

    For a topic of another account its policy decides; for an unknown one nothing does.
    """
    places = ((topic.region, message.region), (topic.account_id, message.account_id))
    if any(here != there and "" in {here, there} for here, there in places):
        return in_doubt(f"in which account and Region topic {topic.name} is, is not known")
    return ALLOWED


def _deliver(
    routing: Routing, topic: Resource, reference: Reference, message: Message, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    subscription = reference.source
    answers = [
        routing.stands(subscription),
        same_place(subscription, topic),
        linked(reference, f"whether {subscription.name} subscribes to topic {topic.name}"),
        *may_subscribe(routing.estate, subscription, topic),
    ]
    answer = worst(answers)
    if answer.is_refused:
        yield path.dropped(subscription.name, answer.why)
        return
    match = match_message(
        read_json(subscription.value("filterPolicy")),
        attributes=message.attributes,
        body=message.body,
        scope=subscription.value("filterPolicyScope") or "MessageAttributes",
    )
    if match.passes is False:
        why = f"its filter matches no message with this {match.field}"
        # A filter on what nothing has is wrong; one on other severities or tiers means others.
        is_routing = match.field in message.attributes
        yield path.dropped(subscription.name, why, broken=False, is_filter=not is_routing)
        return
    filtered = in_doubt(f"filter of {subscription.name} on {match.field}")
    passes = worst([answer, filtered if match.passes is None else ALLOWED])
    on = path.past(subscription.name, passes)
    if isinstance(on, AlertPath):
        yield from _hand_over(routing, topic, subscription, message, on)


def _hand_over(
    routing: Routing, topic: Resource, subscription: Resource, message: Message, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    if routing.outage.calls and is_called(subscription.value("protocol")):
        yield path.dropped(subscription.name, "the endpoint does not answer")
        yield from subscription_failed(routing, subscription, topic, path)
        return
    function = routing.estate.resolve(subscription, "endpoint", FUNCTION).only
    if subscription.value("protocol") != "lambda" or function is None:
        yield from arrive_at(subscription, path)
        return
    caller = topic_caller(topic.region, function.region)
    if caller is None:
        why = f"SNS delivers nothing from {topic.region} to a function in {function.region}"
        yield path.dropped(function.name, why)
        yield from subscription_failed(routing, subscription, topic, path)
        return
    answer = may_call(routing, function, caller, topic.text("arn"))
    if answer.is_refused:
        yield path.dropped(function.name, answer.why)
        yield from subscription_failed(routing, subscription, topic, path)
        return
    sns = {"TopicArn": topic.text("arn"), "Message": _text(message.shown)}
    yield from routing.call(function, {"Records": [{"Sns": sns}]}, path.provided(answer))


def _text(body: object) -> object:
    """Write a body as a function is sent it: what is unknown in it is left out."""
    return written_json(cast("Mapping[str, object]", body)) if isinstance(body, Mapping) else body
