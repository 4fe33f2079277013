"""The function that makes one message of everything, and what it may do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    BackupAlertsSettings,
    render_environment,
    render_function_policy,
    render_kinds,
    render_scheduler_policy,
)
from bamp_pulumi.components.alerting.packed import archive_of, sources_of
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.roles import allow, declare_role
from bamp_pulumi.components.alerting.topics import Topics
from bamp_pulumi.components.alerting.undelivered import Undelivered

__all__ = ["RUNTIME", "Function", "declare_function", "packed_sources"]

_PACKAGE = "bamp_pulumi.lambdas.alerts"
RUNTIME: Final = "python3.13"
"""Of our own function. A test fails half a year before AWS stops maintaining it."""
_TIMEOUT_SECONDS = 300
"""A message about thousands of alerts reads and changes an entry for each."""
_MEMORY_MB = 256
_LOG_DAYS = 90


@dataclass(frozen=True, slots=True)
class Function:
    """A function that its role lets work."""

    arn: pulumi.Output[str]
    name: pulumi.Output[str]
    may: pulumi.Resource
    """Whatever calls the function comes after it."""


def declare_function(
    part: Part, settings: BackupAlertsSettings, topics: Topics, undelivered: Undelivered
) -> Function:
    """Declare the function, its role and log, and the schedules of what is open."""
    role = declare_role(part, "function", "lambda.amazonaws.com")
    topic_arns = [topics.people.arn, *([topics.routed.arn] if topics.routed else [])]
    document = pulumi.Output.all(undelivered.arn, *topic_arns).apply(
        lambda arns: render_function_policy(part.place, arns[1:], arns[0])
    )
    may = allow(part, "function", role, document)
    name = part.place.name
    log = aws.cloudwatch.LogGroup(
        part.name("function-log"),
        name=part.place.function_log,
        retention_in_days=_LOG_DAYS,
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )
    group = aws.scheduler.ScheduleGroup(
        part.name("open-alerts"), name=name, region=part.region, tags=part.tags, opts=part.opts()
    )
    caller = declare_role(part, "schedules", "scheduler.amazonaws.com")
    function = aws.lambda_.Function(
        part.name("function"),
        name=name,
        description="Sends one message for each failed backup, copy or restore.",
        runtime=RUNTIME,
        architectures=["arm64"],
        handler=f"{_PACKAGE}.handler.handle",
        code=archive_of(packed_sources()),
        role=role.arn,
        timeout=_TIMEOUT_SECONDS,
        memory_size=_MEMORY_MB,
        environment={
            "variables": render_environment(
                part.place,
                settings,
                {
                    "TOPIC_ARN": topics.people.arn,
                    "ROUTED_TOPIC_ARN": topics.routed.arn if topics.routed else "",
                    "SCHEDULE_ROLE_ARN": caller.arn,
                    "DEAD_LETTER_ARN": undelivered.arn,
                },
            )
        },
        region=part.region,
        tags=part.tags,
        opts=part.opts(may, log, group),
    )
    calls = pulumi.Output.all(function.arn, undelivered.arn).apply(
        lambda arns: render_scheduler_policy(arns[0], arns[1])
    )
    allow(part, "schedules", caller, calls)
    # A failed call is tried twice more, and then goes to the dead-letter queue.
    kept = aws.lambda_.FunctionEventInvokeConfig(
        part.name("function-failures"),
        function_name=function.name,
        maximum_retry_attempts=2,
        destination_config={"on_failure": {"destination": undelivered.arn}},
        region=part.region,
        opts=part.opts(may),
    )
    rules = aws.lambda_.Permission(
        part.name("function-rules"),
        function=function.name,
        action="lambda:InvokeFunction",
        principal="events.amazonaws.com",
        source_arn=part.place.rules_arn,
        region=part.region,
        opts=part.opts(kept),
    )
    return Function(function.arn, function.name, rules)


def packed_sources() -> Mapping[str, str]:
    """Return the files of the function by their paths: the package as it stands, and its kinds."""
    return sources_of(_PACKAGE, {"kinds.json": json.dumps(render_kinds(), indent=1)})
