"""Who is told when backups of one Region go wrong."""

import json
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    ALERT_NOTIFICATIONS,
    ALERT_RULES,
    BackupAlertsSettings,
    render_alert_key_policy,
    render_alert_message,
    render_alert_topic_policy,
)
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.place import find_place
from bamp_pulumi.policy import OWNER_TAG
from bamp_pulumi.program_error import refused_in_program

__all__ = ["AlertsArgs", "BackupAlerts", "BackupAlertsArgs"]

_ROTATION_DAYS = 90
_HOUR_SECONDS = 3_600


class AlertsArgs(TypedDict):
    """Who is told."""

    email: NotRequired[Sequence[str]]
    """Addresses. Each gets a mail from AWS with a link, and hears of nothing before somebody has
    clicked it. Default: none."""
    sms: NotRequired[Sequence[str]]
    """Telephone numbers, `+` and country first. AWS sends to them only from an account that has
    left the SMS sandbox. Default: none."""
    runbook: NotRequired[str]
    """Address of the runbook, which every message ends with. Default: none."""


class BackupAlertsArgs(TypedDict):
    """Inputs of `BackupAlerts`."""

    alerts: AlertsArgs
    """Who is told: somebody at least."""
    vault_name: pulumi.Input[str]
    """Vault whose notifications are heard, in the Region of the alerts."""
    alerts_name: NotRequired[str]
    """Name of the topic, and what the names of rules and alarms begin with: 2 to 40 letters, digits
    and `-` `_`. Default: the name of the component."""
    region: NotRequired[str]
    """Region of the vault. Default: the provider's."""
    owner: NotRequired[str]
    """Who answers for it: its tag `backup-owner`. Default: `platform`."""


class BackupAlerts(pulumi.ComponentResource):
    """Rules, an alarm and a vault's notifications, an encrypted topic, and who subscribes to it.

    Told is what a person has to act on, each once; of a success nobody is told.
    """

    topic_arn: pulumi.Output[str]
    """Topic of the messages: other subscribers may be added to it."""

    def __init__(
        self, name: str, args: BackupAlertsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare the alerts. Raises ProgramError before anything is registered."""
        with refused_in_program(f"BackupAlerts {name}"):
            named = {"alerts_name": name, **args}
            settings = settings_from(
                BackupAlertsSettings, named, connect=("vault_name",), required=("vault_name",)
            )
        super().__init__("bamp:index:BackupAlerts", name, {}, opts)
        place, region, prefix = (
            find_place(self, settings.region),
            settings.region,
            settings.alerts_name,
        )
        people, child = settings.alerts, pulumi.ResourceOptions(parent=self)
        tags = {OWNER_TAG: settings.owner}
        key = aws.kms.Key(
            f"{name}-alerts-key",
            description="Encrypts alerts about backups on their way.",
            policy=json.dumps(render_alert_key_policy(place.account)),
            enable_key_rotation=True,
            rotation_period_in_days=_ROTATION_DAYS,
            region=region,
            tags=tags,
            opts=child,
        )
        topic = aws.sns.Topic(
            f"{name}-alerts",
            name=prefix,
            kms_master_key_id=key.arn,
            region=region,
            tags=tags,
            opts=child,
        )
        access = topic.arn.apply(
            lambda arn: json.dumps(render_alert_topic_policy(place.account, place.region, arn))
        )
        policy = aws.sns.TopicPolicy(
            f"{name}-alerts-access", arn=topic.arn, policy=access, region=region, opts=child
        )
        # What publishes comes after the policy that lets it in.
        after = pulumi.ResourceOptions(parent=self, depends_on=[policy])
        for protocol, addresses in (("email", people.email), ("sms", people.sms)):
            for number, address in enumerate(addresses, start=1):
                aws.sns.TopicSubscription(
                    f"{name}-{protocol}-{number}",
                    topic=topic.arn,
                    protocol=protocol,
                    endpoint=address,
                    region=region,
                    opts=child,
                )
        for ending, rule in ALERT_RULES.items():
            declared = aws.cloudwatch.EventRule(
                f"{name}-{ending}",
                name=f"{prefix}-{ending}",
                description=rule.what,
                event_pattern=json.dumps(rule.pattern),
                region=region,
                tags=tags,
                opts=after,
            )
            paths, text = render_alert_message(rule, people.runbook)
            aws.cloudwatch.EventTarget(
                f"{name}-{ending}-topic",
                rule=declared.name,
                arn=topic.arn,
                input_transformer={"input_paths": paths, "input_template": text},
                region=region,
                opts=after,
            )
            self._alarm(
                f"{name}-{ending}-undelivered",
                f"{prefix}-{ending}-undelivered",
                f"EventBridge could not hand over an alert of rule {prefix}-{ending}.",
                metric=("AWS/Events", "FailedInvocations"),
                dimensions={"RuleName": declared.name},
                topic_arn=topic.arn,
                region=region,
                tags=tags,
                opts=after,
            )
        aws.backup.VaultNotifications(
            f"{name}-notifications",
            backup_vault_name=args["vault_name"],
            backup_vault_events=list(ALERT_NOTIFICATIONS),
            sns_topic_arn=topic.arn,
            region=region,
            # Every change replaces them, and both have the vault's name: the new ones would go
            # with the old.
            opts=pulumi.ResourceOptions(
                parent=self, depends_on=[policy], delete_before_replace=True
            ),
        )
        self._alarm(
            f"{name}-expired-points",
            f"{prefix}-expired-points",
            "Recovery points whose time is over could not be deleted; they keep costing money.",
            metric=("AWS/Backup", "NumberOfRecoveryPointsExpired"),
            dimensions={"BackupVaultName": args["vault_name"]},
            topic_arn=topic.arn,
            region=region,
            tags=tags,
            opts=after,
        )
        self.topic_arn = topic.arn
        self.register_outputs({"topicArn": self.topic_arn})

    def _alarm(  # noqa: PLR0913 - the parts of an alarm
        self,
        name: str,
        alarm_name: str,
        description: str,
        *,
        metric: tuple[str, str],
        dimensions: dict[str, pulumi.Input[str]],
        topic_arn: pulumi.Output[str],
        region: str | None,
        tags: dict[str, str],
        opts: pulumi.ResourceOptions,
    ) -> None:
        """Declare an alarm on something that is counted, and only when it happens."""
        namespace, metric_name = metric
        aws.cloudwatch.MetricAlarm(
            name,
            name=alarm_name,
            alarm_description=description,
            namespace=namespace,
            metric_name=metric_name,
            dimensions=dimensions,
            statistic="Sum",
            period=_HOUR_SECONDS,
            evaluation_periods=1,
            comparison_operator="GreaterThanThreshold",
            threshold=0,
            treat_missing_data="notBreaching",
            alarm_actions=[topic_arn],
            region=region,
            tags=tags,
            opts=opts,
        )
