"""Functions on a path: what do they pass on?

What a function does that is called is known of this library's own only: of the alerts, and of the
validator of restored data. A rehearsal reads the same messages with the same code that runs in AWS.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bamp_pulumi.access import Principal, in_doubt, worst
from bamp_pulumi.baseline import render_kinds
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import ROLE, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import (
    DETAIL_TYPE,
    SOURCE,
    Alert,
    UnreadableError,
    attributes_of,
    detail_of,
    read_alerts,
    summary_of,
    text_of,
)
from bamp_pulumi.rehearsal.delivery.failures import function_failed
from bamp_pulumi.rehearsal.delivery.message import Message, Written
from bamp_pulumi.rehearsal.delivery.our_code import OurCode, runs_ours
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing, dropped_at
from bamp_pulumi.rehearsal.delivery.roles import may_as
from bamp_pulumi.rehearsal.delivery.signal import Event
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.delivery.validator import VALIDATOR, call_validator

__all__ = ["ALERTS", "call_function"]

_LAMBDA: Final = "lambda.amazonaws.com"
_KINDS: Final = render_kinds()
ALERTS: Final = OurCode(
    package="bamp_pulumi.lambdas.alerts",
    settings=(
        "ALERTS_NAME",
        "TOPIC_ARN",
        "ROUTED_TOPIC_ARN",
        "SCHEDULE_ROLE_ARN",
        "OWNER",
        "RUNBOOK",
        "ESCALATE_AFTER_MINUTES",
        "REMIND_AFTER_MINUTES",
    ),
    numbers=("ESCALATE_AFTER_MINUTES", "REMIND_AFTER_MINUTES"),
    seconds=30,
    component="bamp:index:BackupAlerts",
)
"""The function that makes one message of everything."""


def call_function(
    routing: Routing, function: Resource, payload: Mapping[str, object], path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow what a function makes of what it is called with."""
    if VALIDATOR.is_named_by(function):
        yield from call_validator(routing, function, payload, path)
        return
    answer = runs_ours(routing, function, ALERTS)
    step = path.past(function.name, answer)
    if isinstance(step, Dropped):
        yield step
        return
    if not ALERTS.is_named_by(function):
        yield step.delivered("function", function.name)
        return
    try:
        found = [*read_alerts(payload, _KINDS)]
    except UnreadableError:
        why = "what it is called with is neither an event nor a message: it ends in an error"
        yield step.dropped(function.name, why)
        role = routing.estate.resolve(function, "role", ROLE).only
        if role is not None:
            yield from function_failed(routing, function, role, step)
        return
    for read in found:
        # The tags that the function reads are those of what the alert names: a plan has no tier.
        is_its = read.has_arn and read.resource in step.naming.about
        tier = step.tier if is_its else ""
        yield from _notify(routing, function, replace(read, tier=tier), step)


def _notify(
    routing: Routing, function: Resource, alert: Alert, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Send what the function sends, by each path; one that is refused is an error of it."""
    estate = routing.estate
    path = replace(path, alert_key=alert.key if alert.is_news else "")
    named = replace(path, naming=path.naming.as_alert(alert.what, alert.kind))
    path = named.saying(text_of(alert), by=function.name, first=summary_of(alert))
    role = estate.resolve(function, "role", ROLE).only
    if role is None:
        doubt = in_doubt(f"no given program declares the role of {function.name}")
        yield path.delivered("function", function.name, doubt)
        return
    acts = worst([routing.stands(role), routing.role(role).may_be_assumed_by(_LAMBDA)])
    if acts.is_refused:
        # Lambda makes no function whose role it cannot assume.
        yield path.dropped(function.name, acts.about(f"its role {role.name}").why)
        return
    given = function.value("environment.variables")
    topics = dict.fromkeys(("TOPIC_ARN", "ROUTED_TOPIC_ARN"), UNKNOWN)
    settings = topics if given is UNKNOWN else {**mapping(given)}
    wanted = (
        settings.get("TOPIC_ARN") if alert.is_for_everybody else "",
        "" if alert.people_know else settings.get("ROUTED_TOPIC_ARN"),
    )
    has_failed = False
    for arn in filter(None, wanted):
        topic = estate.resolve(function, "environment", TOPIC, written=arn).only
        if topic is None and arn is UNKNOWN:
            doubt = in_doubt(f"to which topic {function.name} publishes is known after deployment")
            yield path.delivered("function", function.name, doubt)
            continue
        ends = [*_publish(routing, function, role, topic, alert, path)]
        has_failed = has_failed or topic is None or dropped_at(ends, topic.name)
        yield from ends
    ends = [*_put_event(routing, function, role, alert, path)]
    has_failed = has_failed or any(isinstance(e, Dropped) and e.at == function.name for e in ends)
    yield from ends
    if has_failed:
        yield from function_failed(routing, function, role, path)


def _publish(  # noqa: PLR0913, PLR0917 - all of a call
    routing: Routing,
    function: Resource,
    role: Resource,
    topic: Resource | None,
    alert: Alert,
    path: AlertPath,
) -> Iterator[Delivered | Dropped]:
    if topic is None:
        why = "no given program declares the topic that it publishes to"
        yield path.dropped(function.name, why)
        return
    answer = may_as(routing, role, _LAMBDA, "sns:Publish", topic.text("arn"))
    if answer.is_refused:
        yield path.dropped(topic.name, answer.why)
        return
    text = text_of(alert)
    message = Message(
        publisher=Principal.role(role.text("arn"), role.account_id),
        role=role,
        region=topic.region,
        account_id=topic.account_id,
        attributes={name: given["StringValue"] for name, given in attributes_of(alert).items()},
        body=text,
        shown=text,
        written=Written.CUSTOM,
    )
    yield from routing.publish(topic, message, path.provided(answer))


def _put_event(
    routing: Routing, function: Resource, role: Resource, alert: Alert, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    account, region = function.account_id, function.region
    partition = function.text("arn").split(":")[1:2] or ["aws"]
    bus = f"arn:{partition[0]}:events:{region}:{account}:event-bus/default"
    answer = may_as(routing, role, _LAMBDA, "events:PutEvents", bus)
    if answer.is_refused:
        yield path.dropped(function.name, answer.why)
        return
    event = Event(
        account_id=account,
        region=region,
        source=SOURCE,
        detail_type=DETAIL_TYPE,
        detail=detail_of(alert),
    )
    yield from routing.event(event, path.provided(answer))
