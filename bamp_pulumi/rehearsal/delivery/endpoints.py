"""Who is at the end of a subscription or behind an address."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.declared import referred_to
from bamp_pulumi.rehearsal.delivery.way import Arrival, Stop, Way

__all__ = ["FUNCTION", "QUEUE", "arrive_at", "kind_of_address"]

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


def arrive_at(estate: Estate, subscription: Resource, way: Way) -> Iterator[Arrival | Stop]:
    """End a way at a subscriber of SNS."""
    protocol, endpoint = subscription.value("protocol"), subscription.value("endpoint")
    address = endpoint if isinstance(endpoint, str) else f"endpoint of {subscription.name}"
    if protocol is UNKNOWN:
        yield way.arrives("unknown", address, doubt=f"protocol of {subscription.name}")
    elif protocol in _PEOPLE:
        yield way.arrives(_PEOPLE[str(protocol)], address)
    elif protocol == "https":
        yield way.arrives(kind_of_address(endpoint), address)
    elif protocol == "lambda":
        function = referred_to(estate, subscription, "endpoint", FUNCTION)
        name = function.name if function is not None else address
        yield way.arrives("function", name, doubt=f"what function {name} does is not known")
    elif protocol == "sqs":
        yield way.arrives("queue", address)
    else:
        yield way.arrives(str(protocol), address)
