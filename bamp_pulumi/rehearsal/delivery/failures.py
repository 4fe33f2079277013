"""What happens to a message that could not be delivered, and who is notified of that.

A rule counts it, and puts it into the dead-letter queue of its target; a subscription and a
function have queues of their own. An alarm on that queue is all that shows a broken path.

Sources: EventBridge user guide, eb-rule-retry-policy, eb-rule-dlq, eb-monitoring; SNS developer
guide, sns-dead-letter-queues; Lambda developer guide, invocation-async (read 2026-11-26).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, Principal, Request, decide, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN, whole_number
from bamp_pulumi.declared import (
    DEFAULT_BUS,
    arn_of,
    bus_of,
    can_encrypt,
    key_named,
    linked,
    mapping,
    policy_of,
)
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.declared import may_be_in, same_place
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.recipients import QUEUE
from bamp_pulumi.rehearsal.delivery.roles import may_as, source_of
from bamp_pulumi.rehearsal.delivery.signal import Datapoint
from bamp_pulumi.rehearsal.delivery.standing import softened

__all__ = ["function_failed", "subscription_failed", "target_failed"]

_INVOKE_CONFIG: Final = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
_A_DAY_SECONDS: Final = 86_400
_MINUTE: Final = 60
_METRIC_MINUTES: Final = 5
_SEEN_SECONDS: Final = 900
"""Longer than the alarm and the metric of a queue need."""
_FUNCTION_MINUTES: Final = 5
"""Lambda tries an error again after one and after two minutes."""
_EVENTS: Final = "events.amazonaws.com"
_SNS: Final = "sns.amazonaws.com"
_LAMBDA: Final = "lambda.amazonaws.com"
_KEY: Final = "kmsMasterKeyId"
_KEY_ACTIONS: Final = ("kms:GenerateDataKey", "kms:Decrypt")
_COUNT: Final = "Count"
_REDRIVE: Final = "redrivePolicy"


def target_failed(
    routing: Routing, rule: Resource, target: Resource, path: AlertPath, *, is_tried: bool
) -> Iterator[Delivered | Dropped]:
    """Follow what a target that could not be reached brings about.

    Args:
        routing: Follows the path further.
        rule: The rule.
        target: Its target.
        path: The path that ended there.
        is_tried: Whether it is tried again: a refusal is final, silence is not.
    """
    policy = mapping(target.value("retryPolicy"))
    age = whole_number(policy.get("maximumEventAgeInSeconds") or _A_DAY_SECONDS)
    waits = age // _MINUTE if is_tried and age is not None else 0
    later = _about_alerts(path, waits)
    if later is not None and is_tried and age is None:
        later = later.provided(in_doubt(f"how long {target.name} is tried again"))
    yield from _count_failed(routing, rule, later)
    queue = routing.estate.resolve(target, "deadLetterConfig", QUEUE).only
    if queue is not None and target.value("deadLetterConfig") is not None:
        answer = _takes(routing, queue, _EVENTS, rule)
        yield from _enqueue(routing, queue, worst([answer, same_place(queue, target)]), later)


def _count_failed(
    routing: Routing, rule: Resource, path: AlertPath | None
) -> Iterator[Delivered | Dropped]:
    """Follow the failed invocations of a rule: by its name alone they are the default bus's.

    Source: EventBridge user guide, eb-monitoring, EventBridge metrics (read 2026-11-28).
    """
    bus = bus_of(routing.estate, rule)
    by_name: dict[str, str] = {}
    by_bus = {"EventBusName": bus if isinstance(bus, str) else ""}
    # A path through a rule of an unknown bus is in doubt already: it may be either.
    sets = (by_name, by_bus) if bus is UNKNOWN else (by_name if bus == DEFAULT_BUS else by_bus,)
    metric = ("AWS/Events", "FailedInvocations", "RuleName")
    yield from _count(routing, rule, metric, path, sets)


def subscription_failed(
    routing: Routing, subscription: Resource, topic: Resource, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow what a subscriber that could not be reached brings about."""
    written = mapping(read_json(subscription.value(_REDRIVE))).get("deadLetterTargetArn")
    queue = routing.estate.resolve(subscription, _REDRIVE, QUEUE, written=written).only
    if queue is not None and subscription.value(_REDRIVE) is not None:
        answer = _takes(routing, queue, _SNS, topic)
        answer = worst([answer, same_place(queue, subscription)])
        yield from _enqueue(routing, queue, answer, _about_alerts(path, 0))


def function_failed(
    routing: Routing, function: Resource, role: Resource, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow what the error of a function brings about, which runs as a role."""
    metric = ("AWS/Lambda", "Errors", "FunctionName")
    yield from _count(routing, function, metric, _about_alerts(path, 0))
    estate = routing.estate
    for reference in estate.naming(function, "functionName", _INVOKE_CONFIG):
        config = reference.source
        arn = config.value("destinationConfig.onFailure.destination")
        queue = estate.resolve(config, "destinationConfig", QUEUE, written=arn).only
        if arn is None or queue is None or config.value("qualifier") not in (None, "$LATEST"):
            continue
        answers = [
            routing.stands(queue),
            _keeps(queue),
            routing.stands(config),
            same_place(config, function),
            linked(reference, f"which function {config.name} is for"),
            may_as(routing, role, _LAMBDA, "sqs:SendMessage", queue.text("arn")),
        ]
        later = _about_alerts(path, _FUNCTION_MINUTES)
        yield from _enqueue(routing, queue, worst(answers), later)


def _about_alerts(path: AlertPath, waits: int) -> AlertPath | None:
    """Return a new path; what is about undelivered alerts and is not delivered itself has none."""
    if path.about_alerts:
        return None
    minutes = path.minutes + waits + _METRIC_MINUTES
    return replace(path, about_alerts=True, minutes=minutes, by=())


def _enqueue(
    routing: Routing, queue: Resource, answer: Answer, path: AlertPath | None
) -> Iterator[Delivered | Dropped]:
    if path is None:
        return
    if answer.is_refused:
        yield path.dropped(queue.name, answer.why)
        return
    metric = ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName")
    yield from _count(routing, queue, metric, path.provided(answer))


def _takes(routing: Routing, queue: Resource, service: str, source: Resource) -> Answer:
    """Answer whether a queue takes messages of a service, encrypted as it is."""
    return worst(
        [
            routing.stands(queue),
            _keeps(queue),
            softened(
                routing.estate,
                queue,
                _lets_in(routing, queue, service, source),
                f"the policy of queue {queue.name}",
            ),
            _encrypts(routing, queue, service),
        ]
    )


def _keeps(queue: Resource) -> Answer:
    """Answer whether a message stays in a queue until an alarm has seen it."""
    kept = whole_number(queue.value("messageRetentionSeconds"))
    if kept is not None and kept < _SEEN_SECONDS:
        return in_doubt(f"whether an alarm sees what {queue.name} keeps for {kept} seconds")
    return ALLOWED


def _lets_in(routing: Routing, queue: Resource, service: str, source: Resource) -> Answer:
    policy = policy_of(routing.estate, queue)
    if policy is None:
        return refused(f"it has no policy that allows {service}")
    request = Request(
        principal=Principal.of_service(service),
        action="sqs:SendMessage",
        resource=queue.text("arn"),
        about=arn_of(queue),
        resource_account_id=queue.account_id,
        context={
            "aws:SourceArn": source_of(source),
            "aws:SourceAccount": source.account_id or UNKNOWN,
            "aws:SecureTransport": "true",
        },
    )
    return decide(request, resource=policy).about(f"it does not allow {service}")


def _encrypts(routing: Routing, queue: Resource, service: str) -> Answer:
    """Answer whether a service may use the key of a queue; SQS's own key allows no service."""
    named = key_named(routing.estate, queue, _KEY)
    if not named.is_given:
        return ALLOWED
    if named.aws_managed:
        return refused(f"its key {named.written} allows no service")
    key = named.resource
    if key is None:
        return in_doubt(f"no given program declares the key of queue {queue.name}")
    policy = policy_of(routing.estate, key)
    requests = [
        Request(
            principal=Principal.of_service(service),
            action=action,
            resource=key.text("arn"),
            about=arn_of(key),
            resource_account_id=key.account_id,
        )
        for action in _KEY_ACTIONS
    ]
    may = [decide(one, resource=policy) for one in requests]
    # A key of another account may be its; AWS KMS keeps a key in its Region.
    here = may_be_in(key, key.account_id, queue.region)
    return worst([routing.stands(key), here, can_encrypt(key), *may]).about(f"key {key.name}")


def _count(
    routing: Routing,
    of: Resource,
    metric: tuple[str, str, str],
    path: AlertPath | None,
    besides: Sequence[Mapping[str, str]] = (MappingProxyType({}),),
) -> Iterator[Delivered | Dropped]:
    """Follow one datapoint of a metric that counts what was not delivered.

    Args:
        routing: Follows the path further.
        of: What the metric is about.
        metric: Namespace, name, and the dimension that is the name of what it is about.
        path: The path of the datapoint; None for none.
        besides: The sets of its other dimensions that it may be published with. Default: none.
    """
    name = of.text("name")
    if path is None:
        return
    namespace, metric_name, dimension = metric
    point = Datapoint(
        account_id=of.account_id,
        region=of.region,
        namespace=namespace,
        metric=metric_name,
        value=1,
        dimensions=tuple({**others, dimension: name} for others in besides),
        unit=_COUNT,
    )
    yield from routing.datapoint(point, path)
