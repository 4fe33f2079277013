"""Targets of EventBridge rules: what becomes of an event that a rule takes.

Source: EventBridge user guide, eb-targets, eb-bus-to-bus, eb-cross-account (read 2026-11-28).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, Principal, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN, whole_number
from bamp_pulumi.declared import mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.api_destinations import API_DESTINATION, call_destination
from bamp_pulumi.rehearsal.delivery.declared import same_place
from bamp_pulumi.rehearsal.delivery.failures import target_failed
from bamp_pulumi.rehearsal.delivery.invoking import may_call
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing, dropped_at
from bamp_pulumi.rehearsal.delivery.recipients import FUNCTION, QUEUE, TICKET
from bamp_pulumi.rehearsal.delivery.roles import may_as_role_of, source_of
from bamp_pulumi.rehearsal.delivery.target_input import TargetInput, input_of, shown_input
from bamp_pulumi.rehearsal.delivery.topics import TOPIC

__all__ = ["API_DESTINATION", "BUS", "Taken", "deliver_to_target"]

BUS: Final = "aws:cloudwatch/eventBus:EventBus"
_LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"
_PUBLISHER: Final = "events.amazonaws.com"
_OPS_ITEM: Final = ":opsitem"
_EVENT_BUS: Final = ":event-bus/"
_TRIES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"maximumEventAgeInSeconds": (60, 86_400), "maximumRetryAttempts": (0, 185)}
)
"""Source: EventBridge API, RetryPolicy (read 2026-11-28)."""

Forward = Callable[[str, AlertPath], Iterator[Delivered | Dropped]]
"""Goes on with the event on the bus of an ARN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An event that a rule has taken."""

    rule: Resource
    event: Mapping[str, object]
    shown: Mapping[str, object]
    """The event as a person may read it."""
    forward: Forward


def deliver_to_target(
    routing: Routing, taken: Taken, target: Resource, is_target: Answer, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow an event from a rule to one of its targets.

    Args:
        routing: Follows the path further.
        taken: The event, and the rule that takes it.
        target: One of its targets.
        is_target: Whether it certainly is one.
        path: The path so far.
    """
    estate, rule = routing.estate, taken.rule
    answer = worst([routing.stands(target), is_target, same_place(target, rule), _tries(target)])
    if answer.is_refused:
        yield path.dropped(target.name, answer.why)
        return
    path = path.provided(answer)
    sent = input_of(target, taken.event)
    shown = shown_input(target, taken.shown)
    path = path.saying(shown, by=target.name)
    named = estate.resolve(target, "arn", TOPIC, FUNCTION, API_DESTINATION).only
    if named is None:
        yield from _hand_on(routing, taken, target, sent, path)
    elif named.type == TOPIC:
        yield from _publish(routing, taken, target, named, sent, shown, path)
    elif named.type == FUNCTION:
        called = may_call(routing, named, _PUBLISHER, rule.text("arn"))
        answer = worst([same_place(named, target), called, _role(target)])
        if answer.is_refused:
            yield path.dropped(named.name, answer.why)
            yield from target_failed(routing, rule, target, path, is_tried=False)
        elif isinstance(sent.payload, Mapping):
            yield from routing.call(named, mapping(shown), path.provided(answer))
        elif sent.payload is UNKNOWN:
            doubt = in_doubt(f"what {target.name} sends is known after deployment")
            yield path.delivered("function", named.name, doubt)
        else:
            yield path.dropped(target.name, f"function {named.name} is sent no JSON object")
    else:
        yield from call_destination(routing, rule, target, named, sent, path)


def _tries(target: Resource) -> Answer:
    """Answer whether EventBridge accepts the retry policy of a target."""
    policy = mapping(target.value("retryPolicy"))
    answers: list[Answer] = []
    for name, (least, most) in _TRIES.items():
        number = whole_number(policy.get(name))
        if policy.get(name) is UNKNOWN:
            answers.append(in_doubt(f"{name} of {target.name} is known after deployment"))
        elif number is not None and not least <= number <= most:
            answers.append(refused(f"EventBridge refuses {name} {number}: it is {least} to {most}"))
    return worst(answers)


def _role(target: Resource) -> Answer:
    """Answer for a role that a target need not have: what it may do is not read."""
    if target.value("roleArn") is None:
        return ALLOWED
    return in_doubt(f"what role {target.name} delivers as is not read")


def _publish(  # noqa: PLR0913, PLR0917 - all of a call
    routing: Routing,
    taken: Taken,
    target: Resource,
    topic: Resource,
    sent: TargetInput,
    shown: object,
    path: AlertPath,
) -> Iterator[Delivered | Dropped]:
    rule = taken.rule
    says = worst([sent.says, _role(target)])
    if says.is_refused:
        yield path.dropped(target.name, says.why)
        return
    message = Message(
        publisher=Principal.of_service(_PUBLISHER),
        source_arn=source_of(rule),
        region=rule.region,
        account_id=rule.account_id,
        attributes={},
        body=sent.payload,
        shown=shown,
        written=sent.written,
    )
    ends = [*routing.publish(topic, message, path.provided(says))]
    yield from ends
    if dropped_at(ends, topic.name):
        yield from target_failed(routing, rule, target, path, is_tried=False)


def _hand_on(
    routing: Routing, taken: Taken, target: Resource, sent: TargetInput, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Go on to another bus, a ticket, or what is no person."""
    estate = routing.estate
    arn = target.value("arn")
    bus = estate.resolve(target, "arn", BUS).only
    text = arn if isinstance(arn, str) else bus.text("arn") if bus is not None else ""
    if _EVENT_BUS in text:
        answer = in_doubt(f"whether {target.name} may send to another bus without a role")
        if target.value("roleArn") is not None:
            answer = may_as_role_of(routing, taken.rule, target, "events:PutEvents", text)
        step = path.past(target.name, answer)
        if isinstance(step, Dropped):
            yield step
            yield from target_failed(routing, taken.rule, target, path, is_tried=False)
        else:
            yield from taken.forward(text, step)
    elif text.endswith(_OPS_ITEM):
        answer = may_as_role_of(routing, taken.rule, target, "ssm:CreateOpsItem", f"{text}/*")
        step = path.past(target.name, worst([answer, sent.says, _is_here(target, text)]))
        if isinstance(step, Dropped):
            yield step
            yield from target_failed(routing, taken.rule, target, path, is_tried=False)
        else:
            yield step.delivered(TICKET, text)
    else:
        yield _end(routing, target, text, path)


def _is_here(target: Resource, arn: str) -> Answer:
    """Answer whether an ARN is in the account and Region of a target."""
    here = arn.split(":")[3:5] == [target.region, target.account_id]
    return ALLOWED if here else in_doubt(f"whether {arn} can be called from another place")


def _end(routing: Routing, target: Resource, arn: str, path: AlertPath) -> Delivered:
    """End at what is no person."""
    queue = routing.estate.resolve(target, "arn", QUEUE).only
    log_group = routing.estate.resolve(target, "arn", _LOG_GROUP).only
    if queue is not None:
        return path.delivered("queue", queue.name)
    if log_group is not None:
        return path.delivered("log", log_group.name)
    doubt = in_doubt(f"target {target.name} is not known")
    return path.delivered("unknown", arn or target.name, doubt)
