"""The check of whether everything is backed up now: what nothing in AWS announces."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    HEALTH_ALARMS,
    HEALTH_ERRORS,
    AlarmKind,
    AlertPlace,
    BackupHealthCheckSettings,
    Names,
    expected_of,
    health_missing,
    render_health_environment,
    render_health_policy,
)
from bamp_pulumi.components.alerting.alarms import declare_alarm
from bamp_pulumi.components.alerting.function import RUNTIME
from bamp_pulumi.components.alerting.packed import archive_of, sources_of
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.roles import allow, declare_role
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.place import find_place
from bamp_pulumi.lambdas.health import EXPECTED_FILE, Expected, pack
from bamp_pulumi.program_error import refused_in_program

__all__ = ["BackupHealthCheck", "BackupHealthCheckArgs"]

_PACKAGE: Final = "bamp_pulumi.lambdas.health"
_TIMEOUT_SECONDS: Final = 900
"""The longest that Lambda gives: 10,000 resources are read in a few minutes."""
_MEMORY_MB: Final = 1_024
"""Three times what 300,000 recovery points take; with it comes a share of a processor."""
_LOG_DAYS: Final = 90
_TRIED_SECONDS: Final = 900
_TRIES: Final = 20
_CONNECT: Final = ("signals_topic_arn", "dead_letter_queue_arn", "key_arns", "backup_role_arn")


class BackupHealthCheckArgs(TypedDict):
    """Inputs of `BackupHealthCheck`."""

    signals_topic_arn: pulumi.Input[str]
    """Topic of alarms that alerts are made of: `signals_topic_arn` of `BackupAlerts`."""
    dead_letter_queue_arn: pulumi.Input[str]
    """Queue of runs that failed in the end: `dead_letter_queue_arn` of `BackupAlerts`."""
    alerts_name: NotRequired[str]
    """Prefix of the names of the alerts, as `BackupAlerts` has it. Default: the name of the
    component."""
    policy: NotRequired[Any]  # Any: a `BackupPolicy` in Python, a policy document elsewhere
    """What is promised: a policy document (which may have `extends: default`), or in Python a
    `BackupPolicy`. Default: the default policy with its four tiers."""
    prefix: NotRequired[str]
    """What the names of vaults and plans begin with. Default: `bamp`."""
    resource_types_not_offered: NotRequired[Mapping[str, Sequence[str]]]
    """Resource types that AWS Backup does not offer, by Region. Default: those that AWS's guide
    does not support there."""
    key_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Key that each vault must have, by `name/us-east-1`. Default: any key."""
    backup_role_arn: NotRequired[pulumi.Input[str]]
    """Role that AWS Backup acts as. With it an alert about a missing backup has the command that
    starts one. Default: none, and no command."""
    check_every_hours: NotRequired[int]
    """How often it runs. Hours, 1 to 24. Default: 6."""
    owner: NotRequired[str]
    """Team that is responsible for it, as the tag `backup-owner`. Default: `platform`."""


class BackupHealthCheck(pulumi.ComponentResource):
    """Notices backups and copies that are missing, too old or not as promised, and reports them.

    A function reads both Regions by page, compares recovery points, vaults and settings with the
    policy, and puts an event for each resource that is not well; `BackupAlerts` makes alerts of
    them, and closes each once the check sees it well. What it cannot see it reports as not seen.
    Two alarms watch the check itself: it failed, and it has not run.
    """

    function_arn: pulumi.Output[str]
    """The function. It takes any payload: calling it checks at once."""

    def __init__(
        self, name: str, args: BackupHealthCheckArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare the check. Raises ProgramError before anything is registered."""
        with refused_in_program(f"BackupHealthCheck {name}"):
            settings = settings_from(
                BackupHealthCheckSettings,
                {"alerts_name": name, **args},
                connect=_CONNECT,
                required=_CONNECT[:2],
            )
        super().__init__("bamp:index:BackupHealthCheck", name, {}, opts)
        policy = settings.policy
        names = Names.of(policy.tiers, settings.prefix)
        place = find_place(self, policy.primary_region)
        part = Part(
            parent=self,
            logical=name,
            place=AlertPlace(
                account=place.account, region=policy.primary_region, name=settings.alerts_name
            ),
            region=policy.primary_region,
            owner=settings.owner,
        )
        expected = expected_of(policy, names, not_offered=settings.resource_types_not_offered)
        environment = render_health_environment(part.place, policy, names, _given(args))
        function = _declare_function(part, expected, environment, args["dead_letter_queue_arn"])
        _declare_schedule(part, settings.check_every_hours, function, args)
        _declare_alarms(part, settings.check_every_hours, function, args)
        self.function_arn = function.arn
        self.register_outputs({"functionArn": self.function_arn})


def _given(args: BackupHealthCheckArgs) -> dict[str, pulumi.Input[str]]:
    """Return the variables that only a deployment knows."""
    keys = pulumi.Output.json_dumps(dict(args.get("key_arns") or {}), sort_keys=True)
    role = args.get("backup_role_arn")
    return {"KEYS": keys, **({} if role is None else {"BACKUP_ROLE_ARN": role})}


def _declare_function(
    part: Part,
    expected: Expected,
    environment: Mapping[str, pulumi.Input[str]],
    queue_arn: pulumi.Input[str],
) -> aws.lambda_.Function:
    """Declare the function, its role and its log."""
    role = declare_role(part, "health", "lambda.amazonaws.com")
    document = pulumi.Output.from_input(queue_arn).apply(
        lambda arn: render_health_policy(part.place, expected, arn)
    )
    may = allow(part, "health", role, document)
    log = aws.cloudwatch.LogGroup(
        part.name("health-log"),
        name=part.place.health_log,
        retention_in_days=_LOG_DAYS,
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )
    # No reserved concurrency: an account that may run ten functions at once has none to give, and
    # of two runs at once the older opens nothing that the newer has closed.
    return aws.lambda_.Function(
        part.name("health"),
        name=part.called("health"),
        description="Notices backups and copies that are missing, late or not as promised.",
        runtime=RUNTIME,
        architectures=["arm64"],
        handler=f"{_PACKAGE}.handler.handle",
        code=archive_of(sources_of(_PACKAGE, {EXPECTED_FILE: pack(expected)})),
        role=role.arn,
        timeout=_TIMEOUT_SECONDS,
        memory_size=_MEMORY_MB,
        environment={"variables": environment},
        region=part.region,
        tags=part.tags,
        opts=part.opts(may, log),
    )


def _declare_schedule(
    part: Part, every_hours: int, function: aws.lambda_.Function, args: BackupHealthCheckArgs
) -> None:
    """Let EventBridge call the function; what fails in the end goes to the dead-letter queue."""
    queue_arn = args["dead_letter_queue_arn"]
    kept = aws.lambda_.FunctionEventInvokeConfig(
        part.name("health-failures"),
        function_name=function.name,
        maximum_retry_attempts=2,
        destination_config={"on_failure": {"destination": queue_arn}},
        region=part.region,
        opts=part.opts(),
    )
    hours = f"{every_hours} hour{'' if every_hours == 1 else 's'}"
    rule = aws.cloudwatch.EventRule(
        part.name("health-schedule"),
        name=part.called("health"),
        description=f"Checks every {hours} that everything is backed up and copied.",
        schedule_expression=f"rate({hours})",
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )
    may_call = aws.lambda_.Permission(
        part.name("health-rule"),
        function=function.name,
        action="lambda:InvokeFunction",
        principal="events.amazonaws.com",
        source_arn=rule.arn,
        region=part.region,
        opts=part.opts(kept),
    )
    aws.cloudwatch.EventTarget(
        part.name("health-target"),
        rule=rule.name,
        arn=function.arn,
        input=json.dumps({"check": "health"}),
        retry_policy={
            "maximum_event_age_in_seconds": _TRIED_SECONDS,
            "maximum_retry_attempts": _TRIES,
        },
        dead_letter_config={"arn": queue_arn},
        region=part.region,
        opts=part.opts(may_call),
    )


def _declare_alarms(
    part: Part, every_hours: int, function: aws.lambda_.Function, args: BackupHealthCheckArgs
) -> None:
    """Declare the alarms that the function of the alerts makes alerts of, and closes."""
    watched: Sequence[tuple[AlarmKind, pulumi.Input[str]]] = (
        (health_missing(every_hours), part.place.name),
        (HEALTH_ERRORS, function.name),
    )
    topic_arn = args["signals_topic_arn"]
    for ending, (kind, of) in zip(HEALTH_ALARMS, watched, strict=True):
        declare_alarm(
            part,
            ending,
            kind,
            of=of,
            called=part.called(ending),
            actions=[topic_arn],
            ok_actions=[topic_arn],
            opts=part.opts(),
        )
