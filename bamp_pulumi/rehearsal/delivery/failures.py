"""What happens to a message that could not be handed over, and who hears of that.

A rule counts it, and puts it into the queue of its target; a subscription and a function have a
queue of their own. An alarm on that queue is all that tells of a way that is closed.

Sources: EventBridge user guide, eb-rule-retry-policy, eb-rule-dlq, eb-monitoring; SNS developer
guide, sns-dead-letter-queues; Lambda developer guide, invocation-async (read 2026-11-26).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bamp_pulumi.access import Principal, Request, Verdict, decide
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import ROLE, mapping, policy_of
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.endpoints import QUEUE
from bamp_pulumi.rehearsal.delivery.invoking import names_function
from bamp_pulumi.rehearsal.delivery.roles import hindered_in_role
from bamp_pulumi.rehearsal.delivery.signal import Datapoint
from bamp_pulumi.rehearsal.delivery.way import Arrival, Onward, Stop, Way

__all__ = ["function_failed", "subscription_failed", "target_failed"]

_QUEUE_POLICY: Final = "aws:sqs/queuePolicy:QueuePolicy"
_INVOKE_CONFIG: Final = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
_A_DAY_SECONDS: Final = 86_400
_MINUTE: Final = 60
_METRIC_MINUTES: Final = 5
_FUNCTION_MINUTES: Final = 5
"""Lambda tries an error again after one and after two minutes."""
_EVENTS: Final = "events.amazonaws.com"
_SNS: Final = "sns.amazonaws.com"
_LAMBDA: Final = "lambda.amazonaws.com"


def target_failed(
    onward: Onward, rule: Resource, target: Resource, way: Way, *, is_tried: bool
) -> Iterator[Arrival | Stop]:
    """Follow what a target that could not be reached brings about.

    Args:
        onward: What goes on.
        rule: The rule.
        target: Its target.
        way: The way that ended there.
        is_tried: Whether it is tried again: a refusal is final, silence is not.
    """
    policy = mapping(target.value("retryPolicy"))
    age = policy.get("maximumEventAgeInSeconds") or _A_DAY_SECONDS
    waits = age // _MINUTE if is_tried and isinstance(age, int) else 0
    later = _about_alerts(way, waits)
    yield from _count(onward, rule, ("AWS/Events", "FailedInvocations", "RuleName"), later)
    queue = _queue_in(onward.estate, target, "deadLetterConfig", "arn")
    if queue is not None:
        refused = _kept_out(onward.estate, queue, _EVENTS, rule.text("arn"))
        yield from _enqueue(onward, queue, refused, later)


def subscription_failed(
    onward: Onward, subscription: Resource, topic: Resource, way: Way
) -> Iterator[Arrival | Stop]:
    """Follow what a subscriber that could not be reached brings about."""
    queue = _queue_in(onward.estate, subscription, "redrivePolicy", "deadLetterTargetArn")
    if queue is not None:
        refused = _kept_out(onward.estate, queue, _SNS, topic.text("arn"))
        yield from _enqueue(onward, queue, refused, _about_alerts(way, 0))


def function_failed(onward: Onward, function: Resource, way: Way) -> Iterator[Arrival | Stop]:
    """Follow what the error of a function brings about."""
    metric = ("AWS/Lambda", "Errors", "FunctionName")
    yield from _count(onward, function, metric, _about_alerts(way, 0))
    estate = onward.estate
    for config in estate.of_type(_INVOKE_CONFIG):
        if not names_function(estate, config, "functionName", function):
            continue
        failure = mapping(mapping(config.value("destinationConfig")).get("onFailure"))
        arn = failure.get("destination")
        queue = estate.resolve(config, "destinationConfig", QUEUE, written=arn).only
        role = estate.resolve(function, "role", ROLE).only
        if queue is not None and role is not None:
            refused, _ = hindered_in_role(
                estate, role, _LAMBDA, "sqs:SendMessage", queue.text("arn")
            )
            yield from _enqueue(onward, queue, refused, _about_alerts(way, _FUNCTION_MINUTES))


def _about_alerts(way: Way, waits: int) -> Way | None:
    """Return a new way; what tells of undelivered alerts and is not delivered itself has none."""
    if way.about_alerts:
        return None
    minutes = way.minutes + waits + _METRIC_MINUTES
    return replace(way, about_alerts=True, minutes=minutes, by=())


def _queue_in(estate: Estate, resource: Resource, name: str, field: str) -> Resource | None:
    if resource.value(name) is None:
        return None
    written = mapping(read_json(resource.value(name))).get(field)
    return estate.resolve(resource, name, QUEUE, written=written).only


def _enqueue(
    onward: Onward, queue: Resource, refused: str, way: Way | None
) -> Iterator[Arrival | Stop]:
    if way is not None and refused:
        yield way.stops(queue.name, refused)
        return
    metric = ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName")
    yield from _count(onward, queue, metric, way)


def _kept_out(estate: Estate, queue: Resource, service: str, source_arn: str) -> str:
    policy = policy_of(estate, queue)
    if policy is None:
        return f"it has no policy that lets {service} in"
    request = Request(
        principal=Principal.of_service(service),
        action="sqs:SendMessage",
        resource=queue.text("arn"),
        resource_account_id=queue.account_id,
        context={"aws:SourceArn": source_arn or UNKNOWN, "aws:SecureTransport": "true"},
    )
    answer = decide(request, resource=policy, resource_governs=True)
    refused = answer.verdict is Verdict.NOT_ALLOWED
    return f"it does not let {service} in: {answer.why}" if refused else ""


def _count(
    onward: Onward, of: Resource, metric: tuple[str, str, str], way: Way | None
) -> Iterator[Arrival | Stop]:
    """Follow one point of a metric that counts what was not delivered."""
    name = of.text("name")
    if way is None or not name:
        return
    namespace, metric_name, dimension = metric
    point = Datapoint(
        account_id=of.account_id,
        region=of.region,
        namespace=namespace,
        metric=metric_name,
        value=1,
        dimensions=({dimension: name},),
    )
    yield from onward.datapoint(point, way)
