"""Topics of SNS: may a service publish, and who takes the message?

A topic without a policy of its own lets its account publish, and CloudWatch for it; EventBridge and
AWS Backup need to be named. An encrypted topic needs a key whose policy lets the publisher in; the
key that AWS manages for SNS lets no service in.

Sources: SNS developer guide, sns-access-policy-use-cases and sns-key-management; CloudWatch user
guide, alarm actions (read 2026-11-26).
"""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.access import (
    Answer,
    ContextValue,
    Policy,
    Request,
    Verdict,
    decide,
)
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import Roles, can_encrypt, key_named, policy_of
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.endpoints import FUNCTION, arrive_at, is_called
from bamp_pulumi.rehearsal.delivery.failures import subscription_failed
from bamp_pulumi.rehearsal.delivery.invoking import may_not_call
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.way import Arrival, Onward, Stop, Way
from bamp_pulumi.signals import match_message

__all__ = ["SUBSCRIPTION", "TOPIC", "publish_to"]

TOPIC: Final = "aws:sns/topic:Topic"
_TOPIC_POLICY: Final = "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION: Final = "aws:sns/topicSubscription:TopicSubscription"
_KEY_INPUT: Final = "kmsMasterKeyId"
_MANAGED_KEY: Final = "alias/aws/sns"
_KEY_ACTIONS: Final = ("kms:GenerateDataKey", "kms:Decrypt")
_SNS: Final = "sns.amazonaws.com"
_PUBLISHES_BY_DEFAULT: Final = "cloudwatch.amazonaws.com"


def publish_to(
    onward: Onward, topic: Resource, message: Message, way: Way
) -> Iterator[Arrival | Stop]:
    """Follow a message through a topic to its subscribers."""
    estate = onward.estate
    if topic.region and message.region and topic.region != message.region:
        yield way.stops(topic.name, f"it is in {topic.region}, its publisher in {message.region}")
        return
    if onward.closed.topics_of and onward.closed.topics_of == topic.region:
        yield way.stops(topic.name, f"it lets nobody publish: {message.publisher} is kept out")
        return
    refused, doubt = _hindered(estate, topic, message)
    if refused:
        yield way.stops(topic.name, refused)
        return
    way = way.through(topic.name, doubt=doubt)
    subscriptions = [
        resource
        for resource in estate.of_type(SUBSCRIPTION)
        if estate.resolve(resource, "topic", TOPIC).only is topic
    ]
    if not subscriptions:
        yield way.stops(topic.name, "nobody subscribes to it")
    for subscription in subscriptions:
        yield from _deliver(onward, topic, subscription, message, way)


def _deliver(
    onward: Onward, topic: Resource, subscription: Resource, message: Message, way: Way
) -> Iterator[Arrival | Stop]:
    match = match_message(
        read_json(subscription.value("filterPolicy")),
        attributes=message.attributes,
        body=message.body,
        scope=subscription.value("filterPolicyScope") or "MessageAttributes",
    )
    if match.passes is False:
        why = f"its filter lets nothing through whose {match.field} is not what it asks for"
        # A filter on what nothing has is wrong; one on other severities or tiers means others.
        is_routing = match.field in message.attributes
        yield way.stops(subscription.name, why, broken=False, is_filter=not is_routing)
        return
    if subscription.value("pendingConfirmation") is True:
        yield way.stops(subscription.name, "nobody has confirmed the subscription")
        return
    doubt = f"filter of {subscription.name} on {match.field}" if match.passes is None else ""
    on = way.through(subscription.name, doubt=doubt)
    if onward.closed.calls and is_called(subscription.value("protocol")):
        yield on.stops(subscription.name, "nobody answers there")
        yield from subscription_failed(onward, subscription, topic, on)
        return
    function = onward.estate.resolve(subscription, "endpoint", FUNCTION).only
    if subscription.value("protocol") != "lambda" or function is None:
        yield from arrive_at(subscription, on)
        return
    refused = may_not_call(onward.estate, function, _SNS, topic.text("arn"))
    if refused:
        yield on.stops(function.name, refused)
        yield from subscription_failed(onward, subscription, topic, on)
        return
    sns = {"TopicArn": topic.text("arn"), "Message": message.body}
    yield from onward.call(function, {"Records": [{"Sns": sns}]}, on)


def _hindered(estate: Estate, topic: Resource, message: Message) -> tuple[str, str]:
    """Say what keeps a publisher out of a topic, or on what its being let in hangs."""
    answers = [("", _may_publish(estate, topic, message))]
    key_input = topic.value(_KEY_INPUT)
    named = key_named(estate, topic, _KEY_INPUT)
    key = named.resource
    if named.aws_managed:
        if message.role is None:
            return f"its key {_MANAGED_KEY} lets no service in", ""
        return "", ""
    if key is not None:
        answers.append(("", can_encrypt(key)))
        answers += [(f"key {key.name}", each) for each in _may_encrypt(estate, key, message)]
    for where, answer in answers:
        if answer.verdict is Verdict.NOT_ALLOWED:
            what = f"{where} does not let" if where else "it does not let"
            return f"{what} {message.publisher} in: {answer.why}", ""
    left_open = [answer.why for _, answer in answers if answer.verdict is not Verdict.ALLOWED]
    if key is None and key_input is not None:
        left_open.append(f"no given program declares the key of topic {topic.name}")
    return "", left_open[0] if left_open else ""


def _may_publish(estate: Estate, topic: Resource, message: Message) -> Answer:
    account = topic.account_id or UNKNOWN
    by_default = message.publisher.service == _PUBLISHES_BY_DEFAULT
    context: dict[str, ContextValue] = {
        "aws:SourceArn": message.source_arn if isinstance(message.source_arn, str) else UNKNOWN,
        "aws:SourceAccount": account,
        # Only of what CloudWatch publishes for an account SNS says whose it is.
        "aws:SourceOwner": account if by_default else None,
        "aws:SecureTransport": "true",
    }
    request = Request(
        principal=message.publisher,
        action="sns:Publish",
        resource=topic.text("arn"),
        resource_account_id=topic.account_id,
        context=context,
    )
    policy = policy_of(estate, topic)
    if message.role is not None:
        return _as_role(estate, request, message.role, policy, governs=False)
    if policy is None:
        if by_default:
            return Answer(verdict=Verdict.ALLOWED)
        return Answer(verdict=Verdict.NOT_ALLOWED, why="it has no policy that names it")
    return decide(request, resource=policy, resource_governs=True)


def _may_encrypt(estate: Estate, key: Resource, message: Message) -> Iterator[Answer]:
    policy = policy_of(estate, key)
    is_events = message.publisher.service == "events.amazonaws.com"
    # EventBridge does not say for which rule it uses a key.
    source = None if is_events else UNKNOWN
    for action in _KEY_ACTIONS:
        request = Request(
            principal=message.publisher,
            action=action,
            resource=key.text("arn") or _some_key(key),
            resource_account_id=key.account_id,
            context={
                "aws:SourceArn": source,
                "aws:SourceAccount": source,
                "aws:PrincipalArn": message.publisher.arn or None,
                "kms:ViaService": f"sns.{key.region}.amazonaws.com" if message.role else None,
            },
        )
        if message.role is not None:
            yield _as_role(estate, request, message.role, policy, governs=True)
        else:
            yield decide(request, resource=policy, resource_governs=True)


def _some_key(key: Resource) -> str:
    """Return an ARN as AWS will give one: policies know a key that is to be made by no other."""
    return f"arn:aws:kms:{key.region}:{key.account_id}:key/{key.name}"


def _as_role(
    estate: Estate, request: Request, role: Resource, policy: Policy | None, *, governs: bool
) -> Answer:
    return Roles(estate=estate).of(role).may(request, resource=policy, governs=governs)
