"""Who is at the end of a subscription or behind an address."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.way import Arrival, Way

__all__ = ["FUNCTION", "QUEUE", "arrive_at", "is_called", "kind_of_address"]

FUNCTION: Final = "aws:lambda/function:Function"
QUEUE: Final = "aws:sqs/queue:Queue"
_HOSTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "hooks.slack.com": "slack",
        "events.pagerduty.com": "pagerduty",
        "events.eu.pagerduty.com": "pagerduty",
    }
)
_PEOPLE: Final[Mapping[str, str]] = MappingProxyType(
    {"email": "email", "email-json": "email", "sms": "sms"}
)


def kind_of_address(url: object) -> str:
    """Tell whose an HTTPS address is; `https` for whoever it is."""
    host = urlsplit(url).hostname if isinstance(url, str) else None
    return _HOSTS.get(host or "", "https")


def is_called(protocol: object) -> bool:
    """Say whether subscribers of a protocol are called over the Internet."""
    return protocol in ("http", "https")


def arrive_at(subscription: Resource, way: Way) -> Iterator[Arrival]:
    """End a way at a subscriber of SNS that is no known function."""
    protocol, endpoint = subscription.value("protocol"), subscription.value("endpoint")
    address = endpoint if isinstance(endpoint, str) else f"endpoint of {subscription.name}"
    if protocol is UNKNOWN:
        yield way.arrives("unknown", address, doubt=f"protocol of {subscription.name}")
    elif protocol in _PEOPLE:
        yield way.arrives(_PEOPLE[str(protocol)], address)
    elif protocol == "https":
        yield way.arrives(kind_of_address(endpoint), address)
    elif protocol == "lambda":
        yield way.arrives("function", address, doubt=f"what function {address} does is not known")
    elif protocol == "sqs":
        yield way.arrives("queue", address)
    else:
        yield way.arrives(str(protocol), address)
