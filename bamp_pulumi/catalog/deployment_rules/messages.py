"""What SNS and SQS refuse and no pattern says.

Source: SNS API, Subscribe, CreateTopic, SetTopicAttributes; SQS API, CreateQueue.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.deployment_rules.reading import (
    Inputs,
    is_absent,
    is_true,
    json_of,
    known_text,
    refusal,
)
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["queue_refusals", "subscription_refusals", "topic_refusals"]

_ENDPOINT: Final = "SNS API, Subscribe.Endpoint"
_ARN: Final = r"arn:aws[a-z-]*"
_EMAIL: Final = (r'("[^"]+"|[^@\s"]+)@[^@\s.]+(\.[^@\s.]+)+', "an e-mail address")
_ADDRESSES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "email": _EMAIL,
        "email-json": _EMAIL,
        "sqs": (
            rf"{_ARN}:sqs:[a-z0-9-]+:[0-9]{{12}}:[A-Za-z0-9_-]+(\.fifo)?",
            "the ARN of a queue",
        ),
        "lambda": (
            rf"{_ARN}:lambda:[a-z0-9-]+:[0-9]{{12}}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?",
            "the ARN of a function",
        ),
        "firehose": (
            rf"{_ARN}:firehose:[a-z0-9-]+:[0-9]{{12}}:deliverystream/[A-Za-z0-9_.-]+",
            "the ARN of a delivery stream",
        ),
        "application": (
            rf"{_ARN}:sns:[a-z0-9-]+:[0-9]{{12}}:(endpoint|app)/.+",
            "the ARN of a platform endpoint",
        ),
    }
)
_PHONE: Final = re.compile(r"\+?[0-9 ().-]+", re.ASCII)
_PHONE_MOST_DIGITS: Final = 15
_PHONE_FEWEST_DIGITS: Final = 5


def topic_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """A FIFO topic ends in `.fifo`, and no other does."""
    why = "SNS refuses the topic (SNS API, CreateTopic)"
    yield from _fifo(inputs, "fifoTopic", why)


def queue_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """A FIFO queue ends in `.fifo`; a redrive policy names the queue and the number of tries."""
    yield from _fifo(inputs, "fifoQueue", "SQS refuses the queue (SQS API, CreateQueue)")
    policy = known_text(inputs, "redrivePolicy")
    found = json_of(policy) if policy else None
    if isinstance(found, dict) and not {"deadLetterTargetArn", "maxReceiveCount"} <= found.keys():
        allowed = "deadLetterTargetArn and maxReceiveCount"
        yield refusal("redrivePolicy", policy, allowed, "SQS refuses it (SQS API, CreateQueue)")


def subscription_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """The endpoint is of the kind its protocol needs, and the topic delivers to that kind."""
    protocol, endpoint = known_text(inputs, "protocol"), known_text(inputs, "endpoint")
    topic = known_text(inputs, "topic")
    if endpoint:
        wanted = _wanted(protocol, endpoint)
        if wanted:
            why = f"SNS refuses an endpoint that is none ({_ENDPOINT})"
            yield refusal("endpoint", endpoint, f"{wanted}, for protocol {protocol}", why)
    if topic.endswith(".fifo") and protocol and protocol != "sqs":
        why = "a FIFO topic delivers to queues only (SNS guide, fifo-message-delivery)"
        yield refusal("protocol", protocol, "sqs, for a FIFO topic", why)
    if protocol == "sqs" and endpoint.endswith(".fifo") and topic and not topic.endswith(".fifo"):
        why = "a FIFO queue takes messages of a FIFO topic only (SNS guide, fifo-message-delivery)"
        yield refusal("endpoint", endpoint, "a standard queue, for a standard topic", why)
    if protocol == "firehose" and is_absent(inputs, "subscriptionRoleArn"):
        why = "SNS needs a role to write to a delivery stream (SNS API, Subscribe)"
        yield refusal("subscriptionRoleArn", "nothing", "the ARN of a role", why)


def _wanted(protocol: str, endpoint: str) -> str:
    """Return what kind of endpoint a protocol needs; empty when this one is of that kind."""
    if protocol in ("http", "https"):
        return "" if _is_url(protocol, endpoint) else f"a URL that begins with {protocol}://"
    if protocol == "sms":
        return "" if _is_phone(endpoint) else "+, the country and the number"
    pattern, wanted = _ADDRESSES.get(protocol, ("", ""))
    is_one = not pattern or re.fullmatch(pattern, endpoint, re.ASCII)
    return "" if is_one else wanted


def _is_url(protocol: str, endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
    except ValueError:
        return False
    return parts.scheme == protocol and bool(parts.netloc)


def _is_phone(endpoint: str) -> bool:
    # SNS takes out what people write between the digits, so no more than this is sure.
    digits = sum(character.isdigit() for character in endpoint)
    fits = _PHONE_FEWEST_DIGITS <= digits <= _PHONE_MOST_DIGITS
    return bool(_PHONE.fullmatch(endpoint)) and fits


def _fifo(inputs: Inputs, switch: str, why: str) -> Iterator[InputRefusal]:
    name = known_text(inputs, "name")
    is_fifo = is_true(inputs, switch)
    if value_at(inputs, switch) is UNKNOWN:
        return
    if name and is_fifo is not name.endswith(".fifo"):
        allowed = "a name that ends in .fifo" if is_fifo else f"{switch}, for a name in .fifo"
        yield refusal("name", name, allowed, why)
    if is_true(inputs, "contentBasedDeduplication") and not is_fifo:
        yield refusal("contentBasedDeduplication", "true", f"only with {switch}", why)
