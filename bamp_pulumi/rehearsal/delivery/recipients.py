"""Who is at the end of a subscription or behind an address, and what is still to be confirmed.

SNS sends nothing to an e-mail address or HTTP endpoint until its owner confirms the subscription.
People do that by hand once; an endpoint has to be written to do it, and those of chat and pagers
are not: they answer the request to confirm with an error. Which confirm is a field of their row.

Source: SNS developer guide, sns-http-https-endpoint-as-subscriber, SendMessageToHttp.prepare,
sns-email-notifications, fifo-message-delivery, sns-large-payload-raw-message-delivery
(read 2026-11-28).
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from bamp_pulumi.access import Answer, in_doubt, refused
from bamp_pulumi.baseline import (
    CHANNELS,
    PAID_CHANNEL,
    Channel,
    Reach,
    channel_of_host,
    channel_of_protocol,
)
from bamp_pulumi.catalog import UNKNOWN, fictional_in_words, reserved_in_words, switch_of
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped
from bamp_pulumi.rehearsal.delivery.spending import declared_limits

__all__ = [
    "FUNCTION",
    "QUEUE",
    "SUBSCRIPTION",
    "TICKET",
    "arrive_at",
    "channel_of_address",
    "is_called",
    "may_subscribe",
    "to_confirm",
    "why_nobody_is_there",
    "why_not_on_the_internet",
]

FUNCTION: Final = "aws:lambda/function:Function"
QUEUE: Final = "aws:sqs/queue:Queue"
SUBSCRIPTION: Final = "aws:sns/topicSubscription:TopicSubscription"
TICKET: Final = next(row.recipient for row in CHANNELS.values() if row.reach is Reach.ITEM)
_QUEUES_OF_FIFO: Final = "sqs"
_RAW: Final = frozenset({"firehose", "http", "https", "sqs"})
"""Protocols that take raw messages."""


def channel_of_address(url: object) -> Channel:
    """Return the channel that an HTTPS address leads to."""
    host = urlsplit(url).hostname if isinstance(url, str) else None
    return channel_of_host(host or "")


def why_not_on_the_internet(url: str) -> str:
    """Return why AWS cannot call an address from outside; empty where it may be able to."""
    host = (urlsplit(url).hostname or "").removesuffix(".")
    try:
        is_reachable = ip_address(host).is_global
    except ValueError:
        is_reachable = "." in host
    no_endpoint = "" if is_reachable else f"no endpoint on the Internet has the address {url}"
    return reserved_in_words(url) or no_endpoint


def is_called(protocol: object) -> bool:
    """Return True if subscribers of a protocol are called over the Internet."""
    return protocol in ("http", "https")


def why_nobody_is_there(protocol: object, endpoint: object) -> str:
    """Return why no message reaches a subscriber: its address or number is reserved.

    Empty where nothing is known against it.
    """
    channel = channel_of_protocol(protocol)
    if not isinstance(endpoint, str):
        return ""
    if channel is PAID_CHANNEL:
        return fictional_in_words(endpoint)
    has_domain = is_called(protocol) or (channel is not None and channel.confirmed_by_hand)
    return reserved_in_words(endpoint) if has_domain else ""


def may_subscribe(estate: Estate, subscription: Resource, topic: Resource) -> Iterator[Answer]:
    """Answer what prevents a subscriber from receiving the messages of a topic."""
    protocol, endpoint = subscription.value("protocol"), subscription.value("endpoint")
    if protocol != _QUEUES_OF_FIFO:
        yield from _is_open_to_all(topic)
    if switch_of(subscription.value("pendingConfirmation")):
        yield refused("nobody has confirmed the subscription")
    yield from _is_there(subscription, protocol, endpoint)
    channel = channel_of_protocol(protocol)
    if channel is not None:
        yield from _reaches(channel, endpoint, topic)
        yield from _is_paid_for(estate, channel, topic)
    if subscription.value("subscriptionRoleArn") is not None and protocol != "firehose":
        yield in_doubt(f"what a role does for {subscription.name}, of protocol {protocol}")
    if isinstance(protocol, str) and protocol not in _RAW:
        is_raw = switch_of(subscription.value("rawMessageDelivery"), absent=False)
        if is_raw:
            yield refused(f"SNS refuses raw message delivery for protocol {protocol}")
        elif is_raw is None:
            yield in_doubt(f"whether {subscription.name} asks for raw message delivery")


def _is_there(subscription: Resource, protocol: object, endpoint: object) -> Iterator[Answer]:
    """Answer whether somebody or something is at an address, and confirms the subscription."""
    if is_called(protocol) and not why_nobody_is_there(protocol, endpoint):
        yield from _confirms(subscription, endpoint)
        if isinstance(endpoint, str) and (why := why_not_on_the_internet(endpoint)):
            yield refused(why)


def _is_open_to_all(topic: Resource) -> Iterator[Answer]:
    """Answer whether a topic delivers to others than queues: a FIFO topic does not."""
    is_fifo = switch_of(topic.value("fifoTopic"), absent=False)
    if is_fifo or topic.text("name").endswith(".fifo"):
        yield refused(f"topic {topic.name} is FIFO, which delivers to SQS queues only")
    elif is_fifo is None:
        yield in_doubt(f"whether topic {topic.name} is FIFO")


def _reaches(channel: Channel, endpoint: object, topic: Resource) -> Iterator[Answer]:
    """Answer whether SNS sends to an endpoint of a channel, from where a topic is."""
    pattern = channel.address_pattern
    if pattern and endpoint is not UNKNOWN and not _fits(pattern, endpoint):
        if _fits(channel.doubtful_pattern, endpoint):
            yield in_doubt(f"whether SNS accepts its endpoint {endpoint}: nothing says its country")
        else:
            yield refused(f"its endpoint {endpoint} is no {channel.label} address")
    if channel.regions is not None and topic.region and topic.region not in channel.regions:
        yield in_doubt(f"whether SNS sends {channel.label} from {topic.region} is not known")


def _fits(pattern: str, endpoint: object) -> bool:
    return isinstance(endpoint, str) and re.fullmatch(pattern, endpoint, re.ASCII) is not None


def _is_paid_for(estate: Estate, channel: Channel, topic: Resource) -> Iterator[Answer]:
    """Answer whether a spending limit in the Region of a topic prevents SNS from sending."""
    for limit in declared_limits(estate, channel.spend_limited_by, topic):
        if limit.usd is None:
            yield in_doubt(f"the spending limit of {limit.said_by} on {channel.label} is not known")
        elif limit.usd == 0:
            yield refused(f"{limit.said_by} allows no spending on {channel.label}")


def _confirms(subscription: Resource, endpoint: object) -> Iterator[Answer]:
    """Answer whether an endpoint that is called confirms the subscription."""
    channel = channel_of_address(endpoint)
    if _confirms_itself(endpoint):
        return
    if channel.hosts:
        yield refused(
            f"{channel.label} never confirms a subscription of SNS, so SNS sends it nothing"
        )
    elif not switch_of(subscription.value("endpointAutoConfirms")):
        yield in_doubt(
            f"whether {subscription.name} is confirmed: its endpoint does not do so itself"
        )


def _confirms_itself(endpoint: object) -> bool:
    path = channel_of_address(endpoint).confirming_path
    return bool(path) and isinstance(endpoint, str) and path in urlsplit(endpoint).path


def to_confirm(estate: Estate) -> tuple[Resource, ...]:
    """List the subscriptions that somebody has to confirm by hand before SNS sends to them."""
    return tuple(s for s in estate.of_type(SUBSCRIPTION) if _is_to_confirm(s))


def _is_to_confirm(subscription: Resource) -> bool:
    protocol, endpoint = subscription.value("protocol"), subscription.value("endpoint")
    if subscription.external or switch_of(subscription.value("pendingConfirmation")) is False:
        return False
    if why_nobody_is_there(protocol, endpoint):
        return False  # nobody can
    channel = channel_of_protocol(protocol)
    if channel is not None and channel.confirmed_by_hand:
        return True
    confirms = switch_of(subscription.value("endpointAutoConfirms")) or _confirms_itself(endpoint)
    return is_called(protocol) and not confirms


def arrive_at(subscription: Resource, path: AlertPath) -> Iterator[Delivered | Dropped]:
    """End a path at a subscriber of SNS that is no known function."""
    protocol, endpoint = subscription.value("protocol"), subscription.value("endpoint")
    address = endpoint if isinstance(endpoint, str) else f"endpoint of {subscription.name}"
    channel = channel_of_protocol(protocol)
    if protocol is UNKNOWN:
        doubt = in_doubt(f"protocol of {subscription.name}")
        yield path.delivered("unknown", address, doubt)
    elif channel is not None:
        at = channel_of_address(endpoint) if is_called(protocol) else channel
        if why := why_nobody_is_there(protocol, endpoint):
            yield path.unread(subscription.name, why, at.recipient, address)
        else:
            yield path.delivered(at.recipient, address)
    elif protocol == "lambda":
        doubt = in_doubt(f"what function {address} does is not known")
        yield path.delivered("function", address, doubt)
    elif protocol == "sqs":
        yield path.delivered("queue", address)
    else:
        yield path.delivered(str(protocol), address)
