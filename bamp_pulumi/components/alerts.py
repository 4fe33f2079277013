"""Alerts about failed backups, copies and restores, in both Regions."""

import json
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    ALERT_NOTIFICATIONS,
    FALLBACK_ALARMS,
    AlertPlace,
    BackupAlertsSettings,
    DashboardVault,
    Reach,
    database_alarms,
    render_dashboard,
    require_fitting_alerts,
    vault_alarms,
)
from bamp_pulumi.catalog import topic_caller
from bamp_pulumi.components.alerting.alarms import (
    declare_fallback,
    declare_signal_alarms,
    declare_sms_spending,
)
from bamp_pulumi.components.alerting.destinations import declare_destination
from bamp_pulumi.components.alerting.function import Function, declare_function
from bamp_pulumi.components.alerting.heartbeat import declare_heartbeat, declare_heartbeat_alarm
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
    """A destination: one channel, and which alerts it receives."""

    email: NotRequired[str]
    """E-mail address. AWS sends it a link for each Region, and no alert until the subscription is
    confirmed. Default: none."""
    sms: NotRequired[str]
    """Telephone number in E.164 form, such as `+12025550123`. AWS sends to it only from an account
    that is out of the SMS sandbox. Default: none."""
    slack: NotRequired[str]
    """Secret in Secrets Manager, by name or ARN, that holds the address of an incoming webhook of
    Slack. Read when the stack is deployed, and kept encrypted. Default: none."""
    pagerduty: NotRequired[str]
    """Secret that holds an integration key of PagerDuty's Events API v2. Default: none."""
    webhook: NotRequired[str]
    """Address, `https://...`, that receives each alert as JSON. Default: none."""
    webhook_secret: NotRequired[str]
    """Secret that holds the `Authorization` header for it; `webhook` needs one. Default: none."""
    tickets: NotRequired[bool]
    """True creates OpsItems in Systems Manager, one for each open alert. Default: none."""
    severities: NotRequired[Sequence[str]]
    """Which of `critical`, `warning` and `info`. `info`, for jobs that have completed, is not for
    `sms`, `pagerduty` and `tickets`. Default: `critical` and `warning`."""
    tiers: NotRequired[Sequence[str]]
    """Only alerts about these tiers, and about resources without a tier. Default: all."""


class AlertsArgs(TypedDict):
    """Destinations, and the times and thresholds of alerts."""

    to: Sequence[DestinationArgs]
    """Destinations. At least one `email` or `sms` without `severities` and `tiers`."""
    runbook: NotRequired[str]
    """Address of the runbook, at the end of every message; the kind of the alert is added as
    `#job-failed`. Default: none."""
    escalate_after_minutes: NotRequired[int]
    """An alert that is still open after this time is sent again, as critical. Minutes, 10 to
    10,080. Default: 120."""
    remind_after_minutes: NotRequired[int]
    """And again each time after this time. Minutes, 10 to 10,080. Default: 1,440, a day."""
    keep_job_log_days: NotRequired[int]
    """How long the log of all jobs is kept; 90, 365, 400, 731 or another number that CloudWatch
    Logs takes. Default: 400, which covers an audit of a year."""
    check_every_hours: NotRequired[int]
    """How often the health check of a `Baseline` looks for missing backups and copies. Hours, 1 to
    24. Default: 6."""
    free_storage_gib: NotRequired[int]
    """Free storage of a database below which an alert is sent. GiB. Default: 5."""
    replica_lag_minutes: NotRequired[int]
    """Lag of a database replica above which an alert is sent. Minutes. Default: 15."""
    sms_monthly_limit_usd: NotRequired[int]
    """What the account may spend on SMS in a month, as AWS has set it. An alarm notifies people at
    80 % of it, where a destination is `sms`. It is not changed here: AWS raises it on request. US
    dollars, 1 to 100,000. Default: 1, which every account begins with."""


class BackupAlertsArgs(TypedDict):
    """Inputs of `BackupAlerts`."""

    alerts: AlertsArgs
    """Destinations, times and thresholds."""
    vault_name: pulumi.Input[str]
    """Vault of the backups."""
    recovery_vault_name: NotRequired[pulumi.Input[str]]
    """Vault of the copies. Default: none."""
    alerts_name: NotRequired[str]
    """Prefix of all names in AWS: 2 to 40 letters, digits and `-` `_`. Default: the name of the
    component."""
    region: NotRequired[str]
    """Region of the vault of the backups, which sends all alerts. Default: the provider's."""
    recovery_region: NotRequired[str]
    """Region of the vault of the copies, which forwards its events. Default: none."""
    expects_daily: NotRequired[bool]
    """Whether a job is due in every vault every day: a day without a completed job sends an alert.
    Default: false."""
    tiers: NotRequired[Sequence[str]]
    """Tiers that plans select. A resource whose tag is changed to any other has lost its tier, and
    an alert is sent. Default: not known, and any tag is taken for a tier."""
    dashboard_alarms: NotRequired[Sequence[str]]
    """Names of further alarms of this Region that the dashboard shows, such as those of a
    `BackupHealthCheck`. Default: only its own."""
    owner: NotRequired[str]
    """Team that is responsible for it, as the tag `backup-owner`. Default: `platform`."""


class BackupAlerts(pulumi.ComponentResource):
    """Notifies people when a backup, copy or restore fails, and when an alert cannot be delivered.

    Events, vault notifications and alarms go to one function, which sends one message for each,
    with owner and tier, and sends it again while the fault persists. The other Region forwards its
    events. What cannot be delivered goes to a dead-letter queue with an alarm, and each Region
    notifies people when the alerts of the other fail.
    """

    topic_arn: pulumi.Output[str]
    """Topic of all critical and warning alerts. Other subscribers may be added to it."""
    signals_topic_arn: pulumi.Output[str]
    """Topic of alarms that the function makes alerts of."""
    dead_letter_queue_arn: pulumi.Output[str]
    """Queue of what could not be delivered; an alarm notifies people of it."""

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
            require_fitting_alerts(settings)
        super().__init__("bamp:index:BackupAlerts", name, {}, opts)
        recovery_vault = args.get("recovery_vault_name")
        here = self._part(name, settings, settings.region)
        primary = _Region(here, settings, args["vault_name"], is_primary=True)
        function = declare_function(here, settings, primary.topics, primary.undelivered)
        primary.listen(function, here.place.region)
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
            recovery.listen(function, here.place.region)
            declare_forward(there, here.place, recovery.undelivered)
            declare_watch(there, here.place, recovery.topics, recovery.undelivered)
            declare_watch(here, there.place, primary.topics, primary.undelivered)
            declare_heartbeat(here, there, function, primary.undelivered)
            declare_heartbeat_alarm(there, recovery.topics)
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
        self.signals_topic_arn = primary.topics.signals.arn
        self.dead_letter_queue_arn = primary.undelivered.arn
        self.register_outputs(
            {
                "topicArn": self.topic_arn,
                "signalsTopicArn": self.signals_topic_arn,
                "deadLetterQueueArn": self.dead_letter_queue_arn,
            }
        )

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
    """What each Region has: topics, subscriptions, a queue, alarms, and vault notifications."""

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

    def listen(self, function: Function, home: str) -> None:
        """Subscribe the function, in Region `home`, to the topic of signals."""
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
        declare_fallback(part, self.topics, self.vault_name)
        if self._settings.alerts.sends_sms:
            declare_sms_spending(part, self.topics, self._settings.alerts.sms_monthly_limit_usd)
        caller = topic_caller(part.place.region, home)
        if caller is not None:
            self._subscribe(function, caller)

    def _subscribe(self, function: Function, caller: str) -> None:
        """Subscribe the function, which SNS calls as a service principal."""
        part, signals = self.part, self.topics.signals
        may = aws.lambda_.Permission(
            part.name("function-signals"),
            function=function.name,
            action="lambda:InvokeFunction",
            principal=caller,
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
        endings = [*self._signals, "undelivered", "fallback"]
        endings += [f"fallback-{ending}" for ending in FALLBACK_ALARMS]
        endings += [] if self._is_primary else ["silent"]
        endings += ["sms-spending"] if self._settings.alerts.sends_sms else []
        alarms = [self.part.called(ending) for ending in endings]
        alarms += self._settings.dashboard_alarms if self._is_primary else ()
        return DashboardVault(place=self.part.place, vault=vault, alarms=alarms)
