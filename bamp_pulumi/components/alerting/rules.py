"""Rules of EventBridge: what the function is called for, what is recorded, what is forwarded."""

import json
from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    ALERT_KINDS,
    JOBS_PATTERN,
    AlertPlace,
    render_forward_pattern,
    render_job_log_policy,
    render_role_policy,
)
from bamp_pulumi.components.alerting.function import Function
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.roles import allow, declare_role
from bamp_pulumi.components.alerting.topics import Topics
from bamp_pulumi.components.alerting.undelivered import Undelivered

__all__ = [
    "declare_forward",
    "declare_job_log",
    "declare_kinds",
    "declare_rule",
    "declare_target",
    "declare_watch",
]

_PUT_EVENTS = "events:PutEvents"
_TRIED_SECONDS = 900
_TRIES = 20


def declare_rule(
    part: Part, ending: str, pattern: Mapping[str, object], describes: str
) -> aws.cloudwatch.EventRule:
    """Declare a rule on the default bus."""
    return aws.cloudwatch.EventRule(
        part.name(ending),
        name=part.called(ending),
        description=describes,
        event_pattern=json.dumps(dict(pattern)),
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )


def declare_target(  # noqa: PLR0913 - the parts of a target
    part: Part,
    ending: str,
    rule: aws.cloudwatch.EventRule,
    arn: pulumi.Input[str],
    undelivered: Undelivered,
    *,
    after: pulumi.Resource,
    role_arn: pulumi.Input[str] | None = None,
    message: aws.cloudwatch.EventTargetInputTransformerArgsDict | None = None,
    input_path: str | None = None,
    said: str | None = None,
) -> None:
    """Declare the target of a rule, after what lets its messages in.

    It is tried for 15 minutes, and then goes to the dead-letter queue. EventBridge's own default is
    24 hours, in which nobody would be notified that a destination cannot be reached.
    """
    aws.cloudwatch.EventTarget(
        part.name(f"{ending}-target"),
        rule=rule.name,
        arn=arn,
        role_arn=role_arn,
        input_transformer=message,
        input_path=input_path,
        input=said,
        retry_policy={
            "maximum_event_age_in_seconds": _TRIED_SECONDS,
            "maximum_retry_attempts": _TRIES,
        },
        dead_letter_config={"arn": undelivered.arn},
        region=part.region,
        opts=part.opts(after, undelivered.policy),
    )


def declare_kinds(part: Part, function: Function, undelivered: Undelivered) -> None:
    """Call the function for each kind, with the name of the kind."""
    patterns = {ending: kind.pattern for ending, kind in ALERT_KINDS.items()}
    # Of both Regions, whose alarms have the same names: for the destinations that are no people.
    patterns["alerts-broken"] = _broken(part.place.name)
    for ending, pattern in patterns.items():
        if pattern is None:
            continue
        rule = declare_rule(part, ending, pattern, f"Backups: {ALERT_KINDS[ending].what}.")
        template = f'{{"kind": "{ending}", "event": <aws.events.event.json>}}'
        declare_target(
            part,
            ending,
            rule,
            function.arn,
            undelivered,
            after=function.may,
            message={"input_template": template},
        )


def declare_job_log(part: Part, days: int, undelivered: Undelivered) -> None:
    """Record every state of every job, for later review."""
    log = aws.cloudwatch.LogGroup(
        part.name("jobs-log"),
        name=part.place.jobs_log,
        retention_in_days=days,
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )
    access = log.arn.apply(
        lambda arn: json.dumps(render_job_log_policy(arn.removesuffix(":*"), part.place))
    )
    policy = aws.cloudwatch.LogResourcePolicy(
        part.name("jobs-log-access"),
        policy_name=part.called("jobs"),
        policy_document=access,
        region=part.region,
        opts=part.opts(),
    )
    rule = declare_rule(part, "jobs", JOBS_PATTERN, "Every state of every job, for the log.")
    declare_target(part, "jobs", rule, log.arn, undelivered, after=policy)


def declare_forward(part: Part, to: AlertPlace, undelivered: Undelivered) -> None:
    """Forward events to the Region that sends the alerts."""
    rule = declare_rule(
        part,
        "forward",
        render_forward_pattern(part.place.region),
        f"Forwards events about backups to {to.region}.",
    )
    _to_other_region(part, "forward", rule, to, undelivered)


def declare_watch(part: Part, other: AlertPlace, topics: Topics, undelivered: Undelivered) -> None:
    """Let each Region report that the alerts of the other fail, when it cannot do so itself."""
    here, there = part.place, other
    broken = declare_rule(
        part,
        "broken",
        _broken_in(here),
        f"Forwards the alarm on these alerts to {other.region}.",
    )
    _to_other_region(part, "broken", broken, other, undelivered)
    reported = declare_rule(
        part, "other-broken", _broken_in(there), f"The alerts of {other.region} are broken."
    )
    line = f"The alerts about backups in {other.region} are broken: <alarm> is on, <time>."
    declare_target(
        part,
        "other-broken",
        reported,
        topics.people.arn,
        undelivered,
        after=topics.people.policy,
        message={
            "input_paths": {"alarm": "$.detail.alarmName", "time": "$.time"},
            "input_template": f'"{line}"',
        },
    )


def _broken(name: str) -> dict[str, object]:
    """Return the pattern of alarms on alerts that could not be delivered.

    Not of the fallback alarm: a composite alarm changes its state, and sends its event, whether or
    not its actions are suppressed.
    """
    return {
        "source": ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        "detail": {
            "alarmName": [f"{name}-undelivered"],
            "state": {"value": ["ALARM"]},
        },
    }


def _broken_in(place: AlertPlace) -> dict[str, object]:
    return {**_broken(place.name), "region": [place.region]}


def _to_other_region(
    part: Part,
    ending: str,
    rule: aws.cloudwatch.EventRule,
    to: AlertPlace,
    undelivered: Undelivered,
) -> None:
    """Let a rule forward its events to the default bus of another Region."""
    # Roles know no Region: each of them has its own.
    region = part.place.region
    role = declare_role(part, ending, "events.amazonaws.com", called=f"{ending}-{region}")
    may = allow(part, ending, role, render_role_policy(_PUT_EVENTS, to.bus_arn))
    declare_target(part, ending, rule, to.bus_arn, undelivered, after=may, role_arn=role.arn)
