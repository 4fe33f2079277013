"""Who is at the end of a subscription or behind an address, and what is still to be confirmed.

SNS sends nothing to an e-mail address or HTTP endpoint until its owner confirms the subscription.
People do that by hand once; an endpoint has to be written to do it. Those of Slack and the Events
API of PagerDuty are not: they answer the request to confirm with an error.

Source: SNS developer guide, sns-http-https-endpoint-as-subscriber, SendMessageToHttp.prepare,
sns-email-notifications; fifo-message-delivery; Slack, Sending messages using incoming webhooks;
PagerDuty, Send an event to PagerDuty (read 2026-11-28).
"""

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from bamp_pulumi.access import Answer, in_doubt, refused
from bamp_pulumi.baseline import CHANNELS, channel_of_host
from bamp_pulumi.catalog import SMS_REGIONS, UNKNOWN, is_same_scalar
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.declared import same_place
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped

__all__ = [
    "FUNCTION",
    "QUEUE",
    "SUBSCRIPTION",
    "arrive_at",
    "is_called",
    "is_on_the_internet",
    "kind_of_address",
    "may_subscribe",
    "to_confirm",
]

FUNCTION: Final = "aws:lambda/function:Function"
QUEUE: Final = "aws:sqs/queue:Queue"
SUBSCRIPTION: Final = "aws:sns/topicSubscription:TopicSubscription"
_PRIVATE: Final = (".local", ".internal", ".localhost", ".invalid", ".test", ".lan")
_MAIL: Final = CHANNELS["email"].protocols
_QUEUES_OF_FIFO: Final = "sqs"
_SMS: Final = "sms"
_SMS_PREFERENCES: Final = "aws:sns/smsPreferences:SmsPreferences"
_INTEGRATION: Final = "/integration/"
"""Path of PagerDuty's endpoints for CloudWatch, which confirm by themselves."""


def kind_of_address(url: object) -> str:
    """Tell whose an HTTPS address is; `https` for whoever it is."""
    host = urlsplit(url).hostname if isinstance(url, str) else None
    return channel_of_host(host or "") or "https"


def is_on_the_internet(url: str) -> bool:
    """Return True if an address may be one that AWS can call from outside."""
    host = (urlsplit(url).hostname or "").removesuffix(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_PRIVATE)


def is_called(protocol: object) -> bool:
    """Return True if subscribers of a protocol are called over the Internet."""
    return protocol in ("http", "https")


def may_subscribe(estate: Estate, subscription: Resource, topic: Resource) -> Iterator[Answer]:
    """Answer what keeps a subscriber from getting the messages of a topic."""
    protocol, endpoint = subscription.value("protocol"), subscription.value("endpoint")
    is_fifo = topic.value("fifoTopic") is True or topic.text("name").endswith(".fifo")
    if is_fifo and protocol != _QUEUES_OF_FIFO:
        yield refused(f"topic {topic.name} is FIFO, which delivers to SQS queues only")
    if subscription.value("pendingConfirmation") is True:
        yield refused("nobody has confirmed the subscription")
    if is_called(protocol):
        yield from _confirms(subscription, endpoint)
        if isinstance(endpoint, str) and not is_on_the_internet(endpoint):
            yield refused(f"nobody can be called over the Internet at {endpoint}")
    if protocol in _MAIL and not _is_mail(endpoint):
        yield refused(f"its endpoint {endpoint} is no e-mail address")
    if protocol == _SMS:
        yield from _may_be_texted(estate, topic)
    if subscription.value("subscriptionRoleArn") is not None and protocol != "firehose":
        yield in_doubt(f"what a role does for {subscription.name}, of protocol {protocol}")
    if subscription.value("rawMessageDelivery") is True and protocol in (*_MAIL, _SMS, "lambda"):
        yield refused(f"SNS refuses raw message delivery for protocol {protocol}")


def _may_be_texted(estate: Estate, topic: Resource) -> Iterator[Answer]:
    """Answer what keeps SMS from being sent in the Region of a topic.

    Source: Amazon SNS API, SetSMSAttributes (MonthlySpendLimit: SNS stops sending SMS once it is
    reached; read 2026-11-28).
    """
    if topic.region and topic.region not in SMS_REGIONS:
        yield in_doubt(f"whether SNS sends SMS from {topic.region} is not known")
    for preferences in estate.of_type(_SMS_PREFERENCES):
        if same_place(preferences, topic).is_refused:
            continue
        limit = preferences.value("monthlySpendLimit")
        if limit is UNKNOWN:
            yield in_doubt(f"what {preferences.name} lets be spent on SMS is not known")
        elif is_same_scalar(limit, 0):
            yield refused(f"{preferences.name} lets nothing be spent on SMS")


def _confirms(subscription: Resource, endpoint: object) -> Iterator[Answer]:
    kind = kind_of_address(endpoint)
    is_for_sns = isinstance(endpoint, str) and _INTEGRATION in urlsplit(endpoint).path
    if kind != "https" and not (kind == "pagerduty" and is_for_sns):
        yield refused(f"{kind} never confirms a subscription of SNS, so SNS sends it nothing")
    elif subscription.value("endpointAutoConfirms") is not True:
        yield in_doubt(
            f"whether {subscription.name} is confirmed: its endpoint does not do so itself"
        )


def _is_mail(endpoint: object) -> bool:
    if not isinstance(endpoint, str):
        return endpoint is UNKNOWN
    name, at, host = endpoint.rpartition("@")
    return bool(name and at and "." in host.strip("."))


def to_confirm(estate: Estate) -> tuple[Resource, ...]:
    """List the subscriptions that somebody has to confirm by hand before SNS sends to them."""
    return tuple(s for s in estate.of_type(SUBSCRIPTION) if _is_to_confirm(s))


def _is_to_confirm(subscription: Resource) -> bool:
    protocol = subscription.value("protocol")
    if subscription.external or subscription.value("pendingConfirmation") is False:
        return False
    if protocol in _MAIL:
        return True
    confirms = subscription.value("endpointAutoConfirms") is True
    return is_called(protocol) and not confirms


def arrive_at(subscription: Resource, path: AlertPath) -> Iterator[Delivered | Dropped]:
    """End a path at a subscriber of SNS that is no known function."""
    protocol, endpoint = subscription.value("protocol"), subscription.value("endpoint")
    address = endpoint if isinstance(endpoint, str) else f"endpoint of {subscription.name}"
    if protocol is UNKNOWN:
        doubt = in_doubt(f"protocol of {subscription.name}")
        yield path.delivered("unknown", address, doubt)
    elif protocol in _MAIL:
        yield path.delivered("email", address)
    elif protocol == "https":
        yield path.delivered(kind_of_address(endpoint), address)
    elif protocol == "lambda":
        doubt = in_doubt(f"what function {address} does is not known")
        yield path.delivered("function", address, doubt)
    elif protocol == "sqs":
        yield path.delivered("queue", address)
    else:
        yield path.delivered(str(protocol), address)
