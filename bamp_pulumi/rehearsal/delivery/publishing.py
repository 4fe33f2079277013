"""May a service or a role publish to a topic, encrypted as it is?

A topic without a policy allows its own account to publish, and CloudWatch for it; EventBridge and
AWS Backup need to be named. An encrypted topic needs a key whose policy allows the publisher; the
key that AWS manages for SNS allows no service.

Sources: SNS developer guide, sns-access-policy-use-cases and sns-key-management; CloudWatch user
guide, alarm actions (read 2026-11-26). For what a service says that it publishes: `CALL_SOURCES` of
the catalog.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bamp_pulumi.access import (
    ALLOWED,
    Answer,
    ContextValue,
    Policy,
    Request,
    decide,
    in_doubt,
    refused,
    worst,
)
from bamp_pulumi.catalog import UNKNOWN, sends_source
from bamp_pulumi.declared import arn_of, can_encrypt, key_named, policy_of
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.declared import same_place
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.path import Routing
from bamp_pulumi.rehearsal.delivery.roles import may_do
from bamp_pulumi.rehearsal.delivery.standing import softened

__all__ = ["takes"]

_KEY_INPUT: Final = "kmsMasterKeyId"
_KEY_ACTIONS: Final = ("kms:GenerateDataKey", "kms:Decrypt")
_PUBLISHES_BY_DEFAULT: Final = "cloudwatch.amazonaws.com"


def takes(routing: Routing, topic: Resource, message: Message) -> Answer:
    """Answer whether a topic takes a message of its publisher, encrypted as it is."""
    named = key_named(routing.estate, topic, _KEY_INPUT)
    answers = [routing.stands(topic)]
    asked = _may_publish(routing, topic, message)
    may = softened(routing.estate, topic, asked, f"the policy of topic {topic.name}")
    answers.append(may.about(f"it does not allow {message.publisher}") if may.is_refused else may)
    if named.aws_managed:
        if message.role is None:
            answers.append(refused(f"its key {named.written} allows no service"))
    elif named.resource is not None:
        key = named.resource
        keeps_out = f"key {key.name} does not allow {message.publisher}"
        used = [*_may_encrypt(routing, key, message)]
        answers += [
            routing.stands(key),
            same_place(key, topic),
            can_encrypt(key),
            *(one.about(keeps_out) if one.is_refused else one for one in used),
        ]
    elif named.is_given:
        answers.append(in_doubt(f"no given program declares the key of topic {topic.name}"))
    return worst(answers)


def _may_publish(routing: Routing, topic: Resource, message: Message) -> Answer:
    account = topic.account_id or UNKNOWN
    by_default = message.publisher.service == _PUBLISHES_BY_DEFAULT
    context: dict[str, ContextValue] = {
        # Only of what CloudWatch publishes for an account SNS says whose it is.
        "aws:SourceOwner": account if by_default else None,
        "aws:SecureTransport": "true",
    }
    request = Request(
        principal=message.publisher,
        action="sns:Publish",
        resource=topic.text("arn"),
        about=arn_of(topic),
        resource_account_id=topic.account_id,
        context=context,
    )
    policy = policy_of(routing.estate, topic)
    if message.role is not None:
        return _as_role(routing, request, message.role, policy, governs=False)
    if policy is None:
        return ALLOWED if by_default else refused("it has no policy that names it")
    return _as_service(request, message, policy)


def _may_encrypt(routing: Routing, key: Resource, message: Message) -> Iterator[Answer]:
    policy = policy_of(routing.estate, key)
    for action in _KEY_ACTIONS:
        request = Request(
            principal=message.publisher,
            action=action,
            resource=key.text("arn") or _some_key(key),
            about=arn_of(key),
            resource_account_id=key.account_id,
            context={
                "aws:PrincipalArn": message.publisher.arn or None,
                "kms:ViaService": f"sns.{key.region}.amazonaws.com" if message.role else None,
            },
        )
        if message.role is not None:
            yield _as_role(routing, request, message.role, policy, governs=True)
        else:
            yield _as_service(request, message, policy)


def _as_service(request: Request, message: Message, policy: Policy | None) -> Answer:
    """Answer for a call of a service, which may say for what it calls.

    Where it is not documented whether it says so, a call with and one without are asked: only what
    holds for both is certain.
    """
    sends = sends_source(request.principal.service, request.action)
    with_source: dict[str, ContextValue] = {
        "aws:SourceArn": message.source_arn,
        "aws:SourceAccount": message.account_id or UNKNOWN,
    }
    without: dict[str, ContextValue] = dict.fromkeys(with_source)
    contexts = [with_source] if sends else [without] if sends is False else [with_source, without]
    answers = [
        decide(
            replace(request, context={**request.context, **context}),
            resource=policy,
            resource_governs=True,
        )
        for context in contexts
    ]
    if len({answer.verdict for answer in answers}) == 1:
        return answers[0]
    doubts = [answer for answer in answers if not (answer.is_allowed or answer.is_refused)]
    undocumented = f"whether {request.principal} sends aws:SourceArn with {request.action}"
    return doubts[0] if doubts else in_doubt(undocumented)


def _some_key(key: Resource) -> str:
    """Return an ARN as AWS will give one: policies know a key that is to be made by no other."""
    return f"arn:aws:kms:{key.region}:{key.account_id}:key/{key.name}"


def _as_role(
    routing: Routing, request: Request, role: Resource, policy: Policy | None, *, governs: bool
) -> Answer:
    """Answer for a call of a role, which no service makes for itself: it has no source.

    Source: IAM user guide, reference_policies_condition-keys, aws:SourceArn (read 2026-11-28).
    """
    own = {**request.context, "aws:SourceArn": None, "aws:SourceAccount": None}
    request = replace(request, context=own)
    return may_do(routing, role, request, resource=policy, governs=governs)
