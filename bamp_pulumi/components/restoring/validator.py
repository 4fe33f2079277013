"""The function that validates what was restored, and what calls it."""

import json
from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    UNDELIVERED,
    AlertPlace,
    ValidatorPlace,
    render_assumed_by,
    render_validator_policy,
    render_validator_queue_policy,
)
from bamp_pulumi.components.alerting.function import RUNTIME
from bamp_pulumi.components.restoring.network import Network
from bamp_pulumi.components.restoring.part import Part

__all__ = ["declare_validator"]

_HANDLER = "bamp_pulumi.lambdas.restore.handler.handle"
_TIMEOUT_SECONDS = 900
"""As long as Lambda lets a call last: it stops reading half a minute before."""
_MEMORY_MB = 512
_LOG_DAYS = 400
"""Verdicts are evidence: over a year, for an audit of one."""
_KEPT_SECONDS = 14 * 86_400
_TRIED_SECONDS = 3_600
_TRIES = 20


def declare_validator(
    part: Part,
    network: Network,
    packed: Mapping[str, str],
    alerts_topic_arn: pulumi.Input[str] | None,
) -> pulumi.Output[str]:
    """Declare the function, its role and log, its rule, and the queue of calls that failed.

    Args:
        part: Where.
        network: The isolated network, in which it works.
        packed: Its files by their paths.
        alerts_topic_arn: Topic that is notified when a call has failed for good. Default: none.

    Returns:
        The ARN of the function.
    """
    place = ValidatorPlace(
        account=part.account,
        region=part.region,
        name=part.called("restore-validator"),
        tests_name=part.settings.tests_name,
    )
    queue = aws.sqs.Queue(
        part.name("undelivered"),
        name=f"{place.name}-undelivered",
        message_retention_seconds=_KEPT_SECONDS,
        sqs_managed_sse_enabled=True,
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
    access = aws.sqs.QueuePolicy(
        part.name("undelivered-access"),
        queue_url=queue.id,
        policy=queue.arn.apply(lambda arn: json.dumps(render_validator_queue_policy(place, arn))),
        region=part.given_region,
        opts=part.opts(),
    )
    if alerts_topic_arn is not None:
        _alarm(part, queue, alerts_topic_arn)
    role = aws.iam.Role(
        part.name("validator-role"),
        name=place.name,
        description="Validates what restore tests have restored.",
        assume_role_policy=json.dumps(
            render_assumed_by(
                "lambda.amazonaws.com",
                AlertPlace(account=part.account, region=part.region, name=place.name),
            )
        ),
        tags=part.tags,
        opts=part.opts(),
    )
    may = aws.iam.RolePolicy(
        part.name("validator-policy"),
        role=role.name,
        name=place.name,
        policy=queue.arn.apply(
            lambda arn: json.dumps(render_validator_policy(place, part.settings, arn))
        ),
        opts=part.opts(),
    )
    log = aws.cloudwatch.LogGroup(
        part.name("validator-log"),
        name=place.log,
        retention_in_days=_LOG_DAYS,
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
    function = aws.lambda_.Function(
        part.name("validator"),
        name=place.name,
        description="Validates what restore tests have restored, and says whether it is sound.",
        runtime=RUNTIME,
        architectures=["arm64"],
        handler=_HANDLER,
        code=pulumi.AssetArchive({name: pulumi.StringAsset(text) for name, text in packed.items()}),
        role=role.arn,
        timeout=_TIMEOUT_SECONDS,
        memory_size=_MEMORY_MB,
        environment={"variables": {"RESTORE_NAME": part.settings.tests_name}},
        vpc_config={
            "subnet_ids": list(network.subnet_ids),
            "security_group_ids": [network.validator_group_id],
        },
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(may, log, *network.ready),
    )
    # A failed call is tried twice more, and then goes to the dead-letter queue.
    kept = aws.lambda_.FunctionEventInvokeConfig(
        part.name("validator-failures"),
        function_name=function.name,
        maximum_retry_attempts=2,
        destination_config={"on_failure": {"destination": queue.arn}},
        region=part.given_region,
        opts=part.opts(may),
    )
    allowed = aws.lambda_.Permission(
        part.name("validator-rule"),
        function=function.name,
        action="lambda:InvokeFunction",
        principal="events.amazonaws.com",
        source_arn=place.rule_arn,
        region=part.given_region,
        opts=part.opts(kept),
    )
    rule = aws.cloudwatch.EventRule(
        part.name("restored"),
        name=place.name,
        description="What a restore test has restored is validated.",
        event_pattern=json.dumps(place.pattern()),
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
    aws.cloudwatch.EventTarget(
        part.name("restored-target"),
        rule=rule.name,
        arn=function.arn,
        retry_policy={
            "maximum_event_age_in_seconds": _TRIED_SECONDS,
            "maximum_retry_attempts": _TRIES,
        },
        dead_letter_config={"arn": queue.arn},
        region=part.given_region,
        opts=part.opts(allowed, access),
    )
    return function.arn


def _alarm(part: Part, queue: aws.sqs.Queue, topic_arn: pulumi.Input[str]) -> None:
    """Declare the alarm of calls that failed: what they were about is validated by nobody."""
    kind = UNDELIVERED
    aws.cloudwatch.MetricAlarm(
        part.name("undelivered-alarm"),
        # The topic lets in the alarms of the alerts, whose names begin so.
        name=f"{part.settings.alerts_name or part.settings.tests_name}-restores-undelivered",
        alarm_description="What a restore test has restored could not be validated.",
        namespace=kind.namespace,
        metric_name=kind.metric,
        dimensions={kind.dimension: queue.name},
        statistic=kind.statistic,
        period=kind.period,
        evaluation_periods=1,
        comparison_operator=kind.comparison,
        threshold=kind.threshold,
        treat_missing_data=kind.missing,
        alarm_actions=[topic_arn],
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
