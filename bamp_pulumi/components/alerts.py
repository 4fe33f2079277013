"""Who is told when backups go wrong, in both Regions."""

import json
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    ALERT_NOTIFICATIONS,
    FLOOR_ALARMS,
    AlertPlace,
    BackupAlertsSettings,
    DashboardVault,
    Reach,
    database_alarms,
    render_dashboard,
    vault_alarms,
)
from bamp_pulumi.components.alerting.alarms import declare_floor, declare_signal_alarms
from bamp_pulumi.components.alerting.destinations import declare_destination
from bamp_pulumi.components.alerting.function import Function, declare_function
from bamp_pulumi.components.alerting.heartbeat import declare_beat, declare_listener
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.rules import (
    declare_forward,
    declare_job_log,
    declare_kinds,
    declare_watch,
)
from bamp_pulumi.components.alerting.topics import Topics, declare_topics, subscribe
from bamp_pulumi.components.alerting.undelivered import Undelivered, declare_undelivered
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.place import find_place
from bamp_pulumi.program_error import refused_in_program

__all__ = ["AlertsArgs", "BackupAlerts", "BackupAlertsArgs", "DestinationArgs"]


class DestinationArgs(TypedDict):
    """Somebody who is told: one channel, and what goes through it."""

    email: NotRequired[str]
    """An address. It gets a mail from AWS with a link for each Region, and hears of nothing before
    somebody has clicked it. Default: none."""
    sms: NotRequired[str]
    """A telephone number, `+` and country first. AWS sends to it only from an account that has
    left the SMS sandbox. Default: none."""
    slack: NotRequired[str]
    """Secret in Secrets Manager, by name or ARN, that holds the address of an incoming webhook of
    Slack. Read when the stack is deployed, and kept encrypted. Default: none."""
    pagerduty: NotRequired[str]
    """Secret that holds an integration key of PagerDuty's Events API v2. Default: none."""
    webhook: NotRequired[str]
    """Address, `https://...`, that gets each alert as JSON. Default: none."""
    webhook_secret: NotRequired[str]
    """Secret that holds the `Authorization` header for it; `webhook` needs one. Default: none."""
    tickets: NotRequired[bool]
    """True makes OpsItems of Systems Manager; what is open already gets no second. Default:
    none."""
    severities: NotRequired[Sequence[str]]
    """Which of `critical`, `warning`, `info`; the last, what is well, not for `sms`, `pagerduty`,
    `tickets`. Default: `critical` and `warning`."""
    tiers: NotRequired[Sequence[str]]
    """Only alerts about these tiers, and about what has none. Default: all."""


class AlertsArgs(TypedDict):
    """Who is told, and how long what."""

    to: Sequence[DestinationArgs]
    """Who is told: one `email` or `sms` at least that asks for no part only."""
    runbook: NotRequired[str]
    """Address of the runbook, which every message ends with; the kind of the alert is added as
    `#job-failed`. Default: none."""
    escalate_after_minutes: NotRequired[int]
    """What is still wrong after this long is told again, as critical; 10 to 10,080.
    Default: 120."""
    remind_after_minutes: NotRequired[int]
    """And again each time after this long; 10 to 10,080. Default: 1,440, a day."""
    keep_job_log_days: NotRequired[int]
    """How long the log of all jobs is kept; 90, 365, 400, 731 or another number that CloudWatch
    Logs takes. Default: 400, which covers an audit of a year."""
    free_storage_gib: NotRequired[int]
    """Databases with less storage left are told of, GiB. Default: 5."""
    replica_lag_minutes: NotRequired[int]
    """Replicas of databases that are further behind are told of. Default: 15."""


class BackupAlertsArgs(TypedDict):
    """Inputs of `BackupAlerts`."""

    alerts: AlertsArgs
    """Who is told."""
    vault_name: pulumi.Input[str]
    """Vault of the backups."""
    recovery_vault_name: NotRequired[pulumi.Input[str]]
    """Vault of the copies. Default: none."""
    alerts_name: NotRequired[str]
    """What all names in AWS begin with: 2 to 40 letters, digits and `-` `_`. Default: the name of
    the component."""
    region: NotRequired[str]
    """Region of the vault of the backups, where everything is told. Default: the provider's."""
    recovery_region: NotRequired[str]
    """Region of the vault of the copies, which hands on. Default: none."""
    expects_daily: NotRequired[bool]
    """Whether something is due in every vault every day: a day without is told, too.
    Default: false."""
    owner: NotRequired[str]
    """Who answers for it: its tag `backup-owner`. Default: `platform`."""


class BackupAlerts(pulumi.ComponentResource):
    """Everything that tells a person when backups go wrong, and watches that it does.

    Events, notifications of vaults and alarms go to one function, which makes one message of each,
    with owner and tier, tells it once, and again when it lasts. The other Region hands on. What
    cannot be delivered lies in a queue that is watched, and each Region tells when the alerts of
    the other are broken.
    """

    topic_arn: pulumi.Output[str]
    """Topic of all that is wrong: other subscribers may be added to it."""

    def __init__(
        self, name: str, args: BackupAlertsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare the alerts. Raises ProgramError before anything is registered."""
        with refused_in_program(f"BackupAlerts {name}"):
            named = {"alerts_name": name, **args}
            connect = ("vault_name", "recovery_vault_name")
            settings = settings_from(
                BackupAlertsSettings, named, connect=connect, required=("vault_name",)
            )
        super().__init__("bamp:index:BackupAlerts", name, {}, opts)
        recovery_vault = args.get("recovery_vault_name")
        here = self._part(name, settings, settings.region)
        primary = _Region(here, settings, args["vault_name"], is_primary=True)
        function = declare_function(here, settings.alerts, primary.topics, primary.undelivered)
        primary.listen(function)
        declare_kinds(here, function, primary.undelivered)
        declare_job_log(here, settings.alerts.keep_job_log_days, primary.undelivered)
        for number, destination in enumerate(settings.alerts.to, start=1):
            if destination.reach is not Reach.PERSON:
                ending = f"{destination.channel}-{number}"
                declare_destination(here, ending, destination, primary.undelivered)
        regions = [primary]
        if recovery_vault is not None and settings.recovery_region is not None:
            there = self._part(f"{name}-recovery", settings, settings.recovery_region)
            recovery = _Region(there, settings, recovery_vault, is_primary=False)
            recovery.listen(function)
            declare_forward(there, here.place, recovery.undelivered)
            declare_watch(there, here.place, recovery.topics, recovery.undelivered)
            declare_watch(here, there.place, primary.topics, primary.undelivered)
            declare_beat(here, there, function, primary.undelivered)
            declare_listener(there, recovery.topics)
            regions.append(recovery)
        body = pulumi.Output.all(*(region.vault_name for region in regions)).apply(
            lambda vaults: json.dumps(
                render_dashboard([r.on_dashboard(v) for r, v in zip(regions, vaults, strict=True)])
            )
        )
        aws.cloudwatch.Dashboard(
            here.name("dashboard"),
            dashboard_name=here.place.name,
            dashboard_body=body,
            region=here.region,
            opts=here.opts(),
        )
        self.topic_arn = primary.topics.people.arn
        self.register_outputs({"topicArn": self.topic_arn})

    def _part(self, logical: str, settings: BackupAlertsSettings, region: str | None) -> Part:
        place = find_place(self, region)
        return Part(
            parent=self,
            logical=logical,
            place=AlertPlace(account=place.account, region=place.region, name=settings.alerts_name),
            region=region,
            owner=settings.owner,
        )


class _Region:
    """What stands in each Region: topics, people, queue, alarms, and the voice of the vault."""

    def __init__(
        self,
        part: Part,
        settings: BackupAlertsSettings,
        vault_name: pulumi.Input[str],
        *,
        is_primary: bool,
    ) -> None:
        alerts = settings.alerts
        self.part, self.vault_name, self._settings = part, vault_name, settings
        self._is_primary = is_primary
        is_routed = is_primary and any(d.is_routed for d in alerts.to)
        self.topics: Topics = declare_topics(part, with_function=is_primary, with_routed=is_routed)
        subscribe(part, self.topics, alerts.to)
        self.undelivered: Undelivered = declare_undelivered(part, self.topics)
        self._signals = {
            **database_alarms(alerts.free_storage_gib, alerts.replica_lag_minutes),
            **vault_alarms(expects_daily=settings.expects_daily),
        }

    def listen(self, function: Function) -> None:
        """Let the function hear what comes through the topic of signals."""
        part, signals = self.part, self.topics.signals
        aws.backup.VaultNotifications(
            part.name("notifications"),
            backup_vault_name=self.vault_name,
            backup_vault_events=list(ALERT_NOTIFICATIONS),
            sns_topic_arn=signals.arn,
            region=part.region,
            # Every change replaces them, and both have the vault's name: the new ones would go
            # with the old.
            opts=pulumi.ResourceOptions(
                parent=part.parent, depends_on=[signals.policy], delete_before_replace=True
            ),
        )
        declare_signal_alarms(part, self.topics, self.vault_name, self._signals)
        declare_floor(part, self.topics, self.vault_name)
        may = aws.lambda_.Permission(
            part.name("function-signals"),
            function=function.name,
            action="lambda:InvokeFunction",
            principal="sns.amazonaws.com",
            source_arn=signals.arn,
            # The function's own Region: a message may come from another one.
            region=self._settings.region,
            opts=part.opts(function.may),
        )
        aws.sns.TopicSubscription(
            part.name("signals-function"),
            topic=signals.arn,
            protocol="lambda",
            endpoint=function.arn,
            redrive_policy=self.undelivered.arn.apply(
                lambda arn: json.dumps({"deadLetterTargetArn": arn})
            ),
            region=part.region,
            opts=part.opts(may, self.undelivered.policy),
        )

    def on_dashboard(self, vault: str) -> DashboardVault:
        """Return the row of the dashboard."""
        endings = [*self._signals, "undelivered", "floor"]
        endings += [f"floor-{ending}" for ending in FLOOR_ALARMS]
        endings += [] if self._is_primary else ["silent"]
        alarms = [self.part.called(ending) for ending in endings]
        return DashboardVault(place=self.part.place, vault=vault, alarms=alarms)
