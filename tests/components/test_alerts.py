"""The alerts of an account, rehearsed: what each fault comes to, and what one breakage costs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import fnmatch
from functools import cache
from typing import Any, cast

import pulumi
import pulumi_aws as aws
import pytest
from alerted import ACCOUNT, HERE, MAIL, PHONE, THERE, outcomes, rehearsed, whole, worst_of

from bamp_pulumi.baseline import ALERT_KINDS
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.components import BackupAlerts, BackupAlertsArgs, Baseline, BaselineArgs
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.rehearsal import FAULTS, Outcome, Rehearsal
from bamp_pulumi.signals import match_event
from bamp_pulumi.testing import declare

EVERYBODY = {"email", "sms", "slack", "https", "ticket"}
RULE, TARGET = "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget"
TOPIC, ACCESS = "aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
NOTIFICATIONS = "aws:backup/vaultNotifications:VaultNotifications"
KEY, FUNCTION = "aws:kms/key:Key", "aws:lambda/function:Function"
PERMISSION = "aws:lambda/permission:Permission"
ROLE, ROLE_POLICY = "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"
QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy"
INVOKE_CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"

# Any, from here on: wire values, rewritten by hand.
Change = Callable[[Estate], Estate]


@cache
def unbroken() -> dict[str, Outcome]:
    """What each fault comes to as long as nothing is broken."""
    return outcomes(whole())


def kinds_told(outcome: Outcome) -> set[str]:
    """Name the kinds of destination that certainly hear."""
    return {destination.kind for destination in outcome.delivered_to}


CRITICAL = {
    "backup-job-failed",
    "backup-job-expired",
    "backup-job-aborted",
    "copy-job-failed",
    "retention-outside-lock",
    "selection-deleted",
    "plan-deleted",
    "recovery-point-deleted",
    "vault-policy-changed",
    "vault-lock-removed",
    "key-disabled",
    "key-deletion-scheduled",
    "account-compromised",
}
WARNING = {
    "backup-job-completed-with-issues",
    "restore-job-failed",
    "restore-started",
    "restore-test-failed",
    "s3-backup-object-failed",
    "s3-restore-object-failed",
    "continuous-backup-interrupted",
    "s3-continuous-frozen",
    "tag-lost",
    "resource-untagged",
    "recovery-points-stay-expired",
    "region-opt-in-off",
    "replica-lag",
    "storage-nearly-full",
}
OF_ALERTS = {
    # Told by the other Region, and by every way that is no topic.
    "topic-cannot-be-published": EVERYBODY | {"pagerduty"},
    "destination-down": {"email", "sms", "ticket"},
    # The ways to chat and pager are lost with it.
    "primary-region-lost": {"email", "sms"},
}
"""Told past the function, which may be what is broken, or by the other Region."""


LOOKED_FOR = {
    "copy-missing": EVERYBODY | {"pagerduty"},
    "copy-job-stuck": EVERYBODY | {"pagerduty"},
    "overlapping-windows": EVERYBODY | {"pagerduty"},
    "exemption-expired": EVERYBODY,
    "health-check-not-run": EVERYBODY,
}
"""Of these AWS emits nothing: the health check finds them, within a day of the broken promise."""


@pytest.mark.parametrize("fault", LOOKED_FOR)
def test_what_aws_says_nothing_of_is_found_by_the_health_check(fault: str) -> None:
    """Counted from the fault."""
    told = unbroken()[fault]

    assert told.detected
    assert kinds_told(told) == LOOKED_FOR[fault]
    assert told.after_minutes is not None
    assert told.after_minutes <= 24 * 60


def test_every_fault_that_aws_tells_of_reaches_everybody_within_an_hour() -> None:
    """The others emit nothing that these alerts listen for; they are named, not hidden."""
    found = unbroken()

    assert {f for f, outcome in found.items() if outcome.detected} == {
        *CRITICAL,
        *WARNING,
        *OF_ALERTS,
        *LOOKED_FOR,
    }
    assert set(found) == set(FAULTS)
    for fault in CRITICAL | WARNING:
        wanted = EVERYBODY | {"pagerduty"} if fault in CRITICAL else EVERYBODY
        assert kinds_told(found[fault]) == wanted, fault
        assert max(one.minutes for one in found[fault].notified) <= 60
    for fault, wanted in OF_ALERTS.items():
        assert kinds_told(found[fault]) == wanted, fault
        assert max(one.minutes for one in found[fault].notified) <= 60


@pytest.mark.parametrize("fault", ["backup-job-failed", "copy-job-failed", "restore-job-failed"])
def test_dg_2_a_job_that_fails_is_told_by_e_mail_sms_and_ticket_within_the_hour(fault: str) -> None:
    """Backup, copy and restore alike."""
    told = unbroken()[fault]

    assert {"email", "sms", "ticket"} <= kinds_told(told)
    assert told.after_minutes is not None
    assert told.after_minutes <= 60


@pytest.mark.parametrize("job", ["Backup", "Copy", "Restore"])
def test_dg_2_more_than_no_failed_job_of_a_vault_within_an_hour_sets_an_alarm_off(job: str) -> None:
    """Beside the events, in both Regions: the sum of an hour, above zero, told to people."""
    metric = f"NumberOf{job}JobsFailed"
    alarms = [a for a in whole().of_type(ALARM) if a.inputs.get("metricName") == metric]

    vaults = {"us-east-1": "bamp-primary", "us-west-2": "bamp-recovery"}
    assert {a.region: a.inputs["dimensions"] for a in alarms} == {
        region: {"BackupVaultName": vault} for region, vault in vaults.items()
    }
    for alarm in alarms:
        assert alarm.inputs["namespace"] == "AWS/Backup"
        assert (alarm.inputs["statistic"], alarm.inputs["period"]) == ("Sum", 3600)
        assert alarm.inputs["evaluationPeriods"] == 1
        above = (alarm.inputs["comparisonOperator"], alarm.inputs["threshold"])
        assert above == ("GreaterThanThreshold", 0)
        (fallback,) = (c for c in whole().of_type(COMPOSITE) if c.region == alarm.region)
        assert f'ALARM("{alarm.text("name")}")' in fallback.text("alarmRule")
        people = f"arn:aws:sns:{alarm.region}:{ACCOUNT}:bamp-alerts"
        assert fallback.inputs["alarmActions"] == [people]


def test_dg_4_recovery_points_that_stay_and_jobs_that_expire_are_two_things_and_both_told() -> None:
    """The one keeps costing money, the other leaves a gap."""
    found = unbroken()

    assert found["recovery-points-stay-expired"].by == ("bamp-expired-points",)
    assert found["backup-job-expired"].by == ("bamp-job-failed",)
    for fault in ("recovery-points-stay-expired", "backup-job-expired"):
        assert kinds_told(found[fault]) >= EVERYBODY
    alarms = {
        alarm.text("name"): alarm.inputs["metricName"]
        for alarm in whole().of_type(ALARM)
        if alarm.region == HERE and "expired" in alarm.name
    }
    assert alarms == {
        "bamp-alerts-expired-points": "NumberOfRecoveryPointsExpired",
        "bamp-alerts-fallback-backup-expired": "NumberOfBackupJobsExpired",
    }


@pytest.mark.parametrize(
    "fault",
    [
        "backup-job-failed",
        "key-disabled",
        "key-deletion-scheduled",
        "storage-nearly-full",
        "replica-lag",
    ],
)
def test_fx_8_a_failed_backup_little_storage_a_late_replica_and_a_key_at_its_end_are_told_at_once(
    fault: str,
) -> None:
    """As soon as AWS says so: it sends events, and publishes metrics, every five minutes."""
    minutes = unbroken()[fault].after_minutes

    assert minutes is not None
    assert minutes <= 6


def alerts_function() -> Resource:
    """Return the function that sends the alerts; another one checks."""
    (function,) = (one for one in whole().of_type(FUNCTION) if one.name == "bamp-function")
    return function


def test_it_7_a_failed_backup_alerts_slack_and_pagerduty() -> None:
    """What lasts is told again after two hours: see the tests of the function."""
    told = unbroken()["backup-job-failed"]

    assert {"slack", "pagerduty"} <= kinds_told(told)
    function = alerts_function()
    settings = cast("dict[str, Any]", function.value("environment"))["variables"]
    assert settings["ESCALATE_AFTER_MINUTES"] == "120"


DAILY_FIGURES = {
    "NumberOfBackupJobsAborted",
    "NumberOfBackupJobsCompleted",
    "NumberOfBackupJobsExpired",
    "NumberOfBackupJobsFailed",
    "NumberOfCopyJobsCompleted",
    "NumberOfCopyJobsFailed",
    "NumberOfRecoveryPointsCompleted",
    "NumberOfRecoveryPointsDeleting",
    "NumberOfRecoveryPointsExpired",
    "NumberOfRestoreJobsCompleted",
    "NumberOfRestoreJobsFailed",
}
"""AWS Backup developer guide, cloudwatch."""


def test_it_9_a_dashboard_shows_both_vaults_their_alarms_and_the_jobs_that_failed() -> None:
    """One page an account, to be looked at every day."""
    (dashboard,) = whole().of_type("aws:cloudwatch/dashboard:Dashboard")
    widgets = json.loads(dashboard.text("dashboardBody"))["widgets"]

    shown = json.dumps(widgets)
    assert '"bamp-primary"' in shown
    assert '"bamp-recovery"' in shown
    alarms = {arn for w in widgets if w["type"] == "alarm" for arn in w["properties"]["alarms"]}
    declared = {a.text("arn") for a in (*whole().of_type(ALARM), *whole().of_type(COMPOSITE))}
    assert alarms == {arn for arn in declared if not arn.endswith("-sent")}
    counted: dict[str, set[str]] = {}
    for widget in widgets:
        for namespace, metric, dimension, vault in widget["properties"].get("metrics", ()):
            assert (namespace, dimension) == ("AWS/Backup", "BackupVaultName")
            region = widget["properties"]["region"]
            counted.setdefault(f"{vault} in {region}", set()).add(metric)
    assert counted == {
        "bamp-primary in us-east-1": DAILY_FIGURES,
        "bamp-recovery in us-west-2": DAILY_FIGURES,
    }
    (log,) = (w for w in widgets if w["type"] == "log")
    assert "SOURCE '/aws/events/bamp-alerts-jobs'" in log["properties"]["query"]
    assert "'FAILED', 'EXPIRED', 'ABORTED'" in log["properties"]["query"]
    assert log["properties"]["region"] == "us-east-1"
    # No two of them lie upon one another.
    places = {(w["x"], w["y"]) for w in widgets}
    assert len(places) == len(widgets)


ABOVE_NONE = ("GreaterThanThreshold", 0, 3600)
LEAST_STORAGE = 'SELECT MIN(FreeStorageSpace) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier)'
NONE_A_DAY = ("LessThanThreshold", 1, 86_400)


def test_em_6_alarms_stand_on_failure_on_days_without_a_snapshot_and_on_storage() -> None:
    """In each Region: a copy that fails is counted where it should have gone."""
    alarms = {(alarm.region, alarm.text("name")): alarm.inputs for alarm in whole().of_type(ALARM)}

    for region, vault in ((HERE, "bamp-primary"), (THERE, "bamp-recovery")):
        for name, metric, comparison, threshold, period, missing in (
            ("fallback-backup-failed", "NumberOfBackupJobsFailed", *ABOVE_NONE, "notBreaching"),
            ("fallback-copy-failed", "NumberOfCopyJobsFailed", *ABOVE_NONE, "notBreaching"),
            ("nothing-completed", "NumberOfRecoveryPointsCompleted", *NONE_A_DAY, "breaching"),
        ):
            alarm = alarms[region, f"bamp-alerts-{name}"]
            assert (alarm["namespace"], alarm["metricName"]) == ("AWS/Backup", metric)
            assert alarm["dimensions"] == {"BackupVaultName": vault}
            assert (alarm["statistic"], alarm["comparisonOperator"]) == ("Sum", comparison)
            assert (alarm["threshold"], alarm["period"]) == (threshold, period)
            assert alarm["treatMissingData"] == missing
        low = alarms[region, "bamp-alerts-storage-low"]
        (query,) = cast("list[dict[str, Any]]", low["metricQueries"])
        assert query["expression"] == LEAST_STORAGE
        assert query["period"] <= 3600
        # Five GiB, in the bytes that RDS publishes.
        below = (low["comparisonOperator"], low["threshold"])
        assert below == ("LessThanThreshold", 5_368_709_120)
        signals = f"arn:aws:sns:{region}:{ACCOUNT}:bamp-alerts-signals"
        assert low["alarmActions"] == [signals]


EVERY_JOB = {
    "source": ["aws.backup"],
    "detail-type": [
        "Backup Job State Change",
        "Copy Job State Change",
        "Restore Job State Change",
    ],
}


def test_dg_5_every_state_of_every_job_is_written_down_and_kept() -> None:
    """In a log that can be asked: of both Regions, longer than a year."""
    (target,) = (t for t in whole().of_type(TARGET) if t.name == "bamp-jobs-target")
    (log,) = (
        g for g in whole().of_type("aws:cloudwatch/logGroup:LogGroup") if g.name == "bamp-jobs-log"
    )

    assert target.text("arn") == log.text("arn")
    assert log.value("retentionInDays") == 400
    (rule,) = (r for r in whole().of_type(RULE) if r.name == "bamp-jobs")
    assert target.text("rule") == rule.text("name")
    assert json.loads(rule.text("eventPattern")) == EVERY_JOB
    assert rule.value("state") in (None, "ENABLED")
    # EventBridge writes a log group only where a policy of CloudWatch Logs lets it.
    group = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/aws/events/bamp-alerts-jobs"
    assert log.text("arn") == group
    (access,) = whole().of_type("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")
    assert access.region == log.region == "us-east-1"
    allowed = {
        (action, statement["Resource"])
        for statement in json.loads(access.text("policyDocument"))["Statement"]
        if statement["Effect"] == "Allow"
        and "events.amazonaws.com" in statement["Principal"]["Service"]
        for action in statement["Action"]
    }
    assert allowed == {
        ("logs:CreateLogStream", f"{group}:*"),
        ("logs:PutLogEvents", f"{group}:*:*"),
    }
    statements = json.loads(access.text("policyDocument"))["Statement"]
    (source,) = (s["Condition"]["ArnLike"]["aws:SourceArn"] for s in statements if "Condition" in s)
    assert fnmatch(f"arn:aws:events:us-east-1:{ACCOUNT}:rule/{rule.text('name')}", source)


def test_dg_5_the_jobs_of_the_recovery_region_come_to_the_same_log() -> None:
    """Its rule hands every event of AWS Backup on to the bus of the primary Region."""
    (rule,) = (r for r in whole().of_type(RULE) if r.name == "bamp-recovery-forward")
    (target,) = (t for t in whole().of_type(TARGET) if t.name == "bamp-recovery-forward-target")

    pattern = json.loads(rule.text("eventPattern"))
    for detail_type in EVERY_JOB["detail-type"]:
        event = {
            "source": "aws.backup",
            "detail-type": detail_type,
            "region": "us-west-2",
            "detail": {"state": "RUNNING"},
        }
        assert match_event(pattern, event).passes
    assert target.text("arn") == f"arn:aws:events:us-east-1:{ACCOUNT}:event-bus/default"


def test_a_failed_job_is_told_once() -> None:
    """One fault, one message to each: not an event, a notification and an alarm."""
    assert unbroken()["backup-job-failed"].by == ("bamp-job-failed",)


def test_who_asks_for_one_tier_hears_of_no_other_but_of_what_has_none() -> None:
    """A job of a critical database is not told to whoever asks for standard; a deleted plan is."""
    theirs = "dba@bamp-ops.io"

    def addresses(fault: str) -> set[str]:
        return {destination.address for destination in unbroken()[fault].delivered_to}

    assert theirs not in addresses("backup-job-failed")
    assert theirs in addresses("plan-deleted")
    assert MAIL in addresses("backup-job-failed") & addresses("plan-deleted")


def test_an_event_of_the_floor_would_be_heard_though_its_actions_are_suppressed() -> None:
    """So no rule listens for it: a suppressed alarm changes its state all the same."""
    pattern = (
        '{"source":["aws.cloudwatch"],"detail":{"alarmName":["bamp-alerts-fallback"],'
        '"state":{"value":["ALARM"]}}}'
    )
    listening = change(RULE, "bamp-alerts-broken", eventPattern=pattern)(whole())

    assert len(outcomes(listening, "backup-job-failed")["backup-job-failed"].by) == 2


def test_the_floor_speaks_when_all_else_is_silent() -> None:
    """Events are sent with best effort; the metric counts the same job."""
    outcome = broken("rule job-failed gone")

    assert outcome.by == ("bamp-fallback-backup-failed",)
    assert kinds_told(outcome) == {"email", "sms"}
    # It has waited for the function first.
    assert outcome.after_minutes == 21


def test_what_happens_in_the_other_region_is_told_here() -> None:
    """It hands on; what it cannot hand on lies in its own queue, which is watched there."""
    (forward,) = (t for t in whole().of_type(TARGET) if t.name == "bamp-recovery-forward-target")

    assert forward.region == THERE
    assert forward.text("arn") == f"arn:aws:events:{HERE}:{ACCOUNT}:event-bus/default"
    (rule,) = (r for r in whole().of_type(RULE) if r.name == "bamp-recovery-forward")
    assert len(rule.text("eventPattern")) <= 2_048
    assert {r.region for r in whole().of_type(TOPIC)} == {HERE, THERE}


def test_a_success_is_told_to_nobody_but_those_who_ask() -> None:
    """It is recorded; nobody is paged for it."""
    asked = {
        name
        for resource in whole().of_type(NOTIFICATIONS)
        for name in cast("list[str]", resource.value("backupVaultEvents"))
    }
    assert not {name for name in asked if name.endswith(("COMPLETED", "SUCCESSFUL", "STARTED"))}
    for rule in whole().of_type(RULE):
        pattern = json.loads(rule.text("eventPattern") or "{}")
        if pattern.get("source") == ["bamp.alerts"]:
            assert "recorded" not in pattern["detail"]["status"]


def change(token: str, like: str, **inputs: Any) -> Change:  # noqa: ANN401 - as above
    """Rewrite inputs of the resources of a type whose names hold a text."""

    def apply(estate: Estate) -> Estate:
        def rewritten(resource: Resource) -> Resource:
            if resource.type != token or like not in resource.name:
                return resource
            return replace(resource, inputs={**resource.inputs, **inputs})

        return Estate(estate.programs, tuple(map(rewritten, estate.resources)))

    return apply


def moved(like: str, region: str) -> Change:
    """Declare the resources whose names hold a text in another Region."""
    return lambda estate: Estate(
        estate.programs,
        tuple(
            replace(r, region=region, inputs={**r.inputs, "region": region})
            if like in r.name
            else r
            for r in estate.resources
        ),
    )


def without(token: str, like: str) -> Change:
    """Take the resources of a type away whose names hold a text."""
    return lambda estate: Estate(
        estate.programs,
        tuple(r for r in estate.resources if r.type != token or like not in r.name),
    )


def drop_statement(token: str, like: str, part: str) -> Change:
    """Take the statements out of a policy that hold a text."""

    def apply(estate: Estate) -> Estate:
        def rewritten(resource: Resource) -> Resource:
            if resource.type != token or like not in resource.name:
                return resource
            document = json.loads(resource.text("policy"))
            left = [s for s in document["Statement"] if part not in json.dumps(s)]
            assert len(left) < len(document["Statement"]), f"no {part} in {resource.name}"
            policy = json.dumps({**document, "Statement": left})
            return replace(resource, inputs={**resource.inputs, "policy": policy})

        return Estate(estate.programs, tuple(map(rewritten, estate.resources)))

    return apply


def narrowed(rule: str, **detail: Any) -> Change:  # noqa: ANN401 - as above
    """Rewrite the detail of a rule's pattern."""
    pattern = {**(ALERT_KINDS[rule].pattern or {})}
    pattern["detail"] = {**cast("Mapping[str, Any]", pattern.get("detail", {})), **detail}
    return change(RULE, f"bamp-{rule}", eventPattern=json.dumps(pattern))


def called_with(template: str) -> Change:
    """Rewrite what the function is called with for failed jobs."""
    return change(TARGET, "bamp-job-failed-target", inputTransformer={"inputTemplate": template})


Broken = tuple[Change, str, set[str], str]
OF_RULE = {
    "job-failed": "backup-job-failed",
    "job-has-issues": "backup-job-completed-with-issues",
    "restore-failed": "restore-job-failed",
    "restore-started": "restore-started",
    "plan-deleted": "plan-deleted",
    "opt-in-changed": "region-opt-in-off",
    "protection-weakened": "selection-deleted",
    "key-endangered": "key-disabled",
    "bucket-frozen": "s3-continuous-frozen",
    "tier-lost": "tag-lost",
}
OF_CALLED = {"slack-3": "slack", "pagerduty-4": "pagerduty", "webhook-5": "https"}
OF_CHANNEL = {**OF_CALLED, "tickets-6": "ticket"}
MACHINES = {"slack", "pagerduty", "https", "ticket"}
PEOPLE = {"email", "sms"}
BROKEN: dict[str, Broken] = {
    **{
        f"rule {rule} gone": (without(RULE, f"bamp-{rule}"), fault, {"slack"}, "")
        for rule, fault in OF_RULE.items()
    },
    **{
        f"rule {rule} off": (
            change(RULE, f"bamp-{rule}", state="DISABLED"),
            fault,
            {"slack"},
            "it is disabled",
        )
        for rule, fault in OF_RULE.items()
    },
    **{
        f"target of {rule} gone": (
            without(TARGET, f"bamp-{rule}-target"),
            fault,
            {"slack"},
            "it has no target",
        )
        for rule, fault in OF_RULE.items()
    },
    **{
        f"rule of {name} gone": (without(RULE, f"bamp-{name}"), "backup-job-failed", {kind}, "")
        for name, kind in OF_CHANNEL.items()
    },
    **{
        f"target of {name} gone": (
            without(TARGET, f"bamp-{name}-target"),
            "backup-job-failed",
            {kind},
            "it has no target",
        )
        for name, kind in OF_CHANNEL.items()
    },
    **{
        f"target of {name} without a role": (
            change(TARGET, f"bamp-{name}-target", roleArn=None),
            "backup-job-failed",
            {kind},
            "it has no role",
        )
        for name, kind in OF_CHANNEL.items()
    },
    **{
        f"role of {name} that may nothing": (
            without(ROLE_POLICY, f"bamp-{name}-policy"),
            "backup-job-failed",
            {kind},
            f"its role bamp-{name}-role may not",
        )
        for name, kind in OF_CHANNEL.items()
    },
    **{
        f"{name} asks for a severity that nothing has": (
            change(
                RULE,
                f"bamp-{name}",
                eventPattern='{"source":["bamp.alerts"],"detail":{"severity":["high"]}}',
            ),
            "backup-job-failed",
            {kind},
            "does not match this detail.severity",
        )
        for name, kind in OF_CHANNEL.items()
    },
    "targets without a queue": (
        change(TARGET, "-target", deadLetterConfig=None),
        "destination-down",
        PEOPLE,
        "dropped after a day, and nobody is notified",
    ),
    "state of jobs misspelt": (
        narrowed("job-failed", state=["Failed"]),
        "backup-job-failed",
        MACHINES,
        "does not match this detail.state",
    ),
    "restores by the field of jobs": (
        narrowed("restore-failed", state=["FAILED"]),
        "restore-job-failed",
        {"slack"},
        "does not match this detail.state",
    ),
    "expired jobs left out": (
        narrowed("job-failed", state=["FAILED", "ABORTED"]),
        "backup-job-expired",
        MACHINES,
        "does not match this detail.state",
    ),
    "aborted jobs left out": (
        narrowed("job-failed", state=["FAILED", "EXPIRED"]),
        "backup-job-aborted",
        MACHINES,
        "does not match this detail.state",
    ),
    "a pattern that is refused": (
        change(RULE, "bamp-job-failed", eventPattern='{"source": "aws.backup"}'),
        "backup-job-failed",
        MACHINES,
        "refuses its pattern",
    ),
    "calls of another name": (
        narrowed("key-endangered", eventName=["ScheduleKeyDeletion"]),
        "key-disabled",
        EVERYBODY,
        "does not match this detail.eventName",
    ),
    "a message without its event": (
        called_with('{"kind": "job-failed"}'),
        "backup-job-failed",
        MACHINES,
        "",
    ),
    "a message of the envelope alone": (
        called_with('{"kind": "job-has-issues", "event": <aws.events.event>}'),
        "backup-job-failed",
        {"pagerduty"},
        "",
    ),
    "rules may not call the function": (
        without(PERMISSION, "bamp-function-rules"),
        "backup-job-failed",
        MACHINES,
        "does not let events.amazonaws.com call it",
    ),
    "only another rule may call the function": (
        change(
            PERMISSION,
            "bamp-function-rules",
            sourceArn=f"arn:aws:events:{HERE}:{ACCOUNT}:rule/other",
        ),
        "backup-job-failed",
        MACHINES,
        "but not for this source",
    ),
    "topics may not call the function": (
        without(PERMISSION, "bamp-function-signals"),
        "s3-backup-object-failed",
        EVERYBODY,
        "lets sns.amazonaws.com call it, but not for this source",
    ),
    "nothing subscribes to the topic of signals": (
        without(SUBSCRIPTION, "bamp-signals-function"),
        "s3-backup-object-failed",
        EVERYBODY,
        "nobody subscribes",
    ),
    "a filter before the function": (
        change(SUBSCRIPTION, "bamp-signals-function", filterPolicy='{"State": ["FAILED"]}'),
        "recovery-points-stay-expired",
        EVERYBODY,
        "its filter matches no message",
    ),
    "a function of somebody else": (
        change(FUNCTION, "bamp-function", handler="index.handler"),
        "backup-job-failed",
        MACHINES,
        "",
    ),
    "the function gone": (
        without(FUNCTION, "bamp-function"),
        "plan-deleted",
        EVERYBODY,
        "target bamp-plan-deleted-target is not known",
    ),
    "the function may not publish": (
        drop_statement(ROLE_POLICY, "bamp-function-policy", "sns:Publish"),
        "plan-deleted",
        PEOPLE,
        "may not: ",
    ),
    "the function may not use keys": (
        drop_statement(ROLE_POLICY, "bamp-function-policy", "kms:Decrypt"),
        "plan-deleted",
        PEOPLE,
        "does not allow bamp-alerts-function",
    ),
    "the function may not put events": (
        drop_statement(ROLE_POLICY, "bamp-function-policy", "events:PutEvents"),
        "plan-deleted",
        MACHINES,
        "may not: ",
    ),
    "nobody may act as the function": (
        change(ROLE, "bamp-function-role", assumeRolePolicy='{"Statement": []}'),
        "plan-deleted",
        EVERYBODY,
        "assumeRolePolicy is malformed",
    ),
    "the function tells another topic": (
        change(
            FUNCTION,
            "bamp-function",
            environment={"variables": {"TOPIC_ARN": f"arn:aws:sns:{HERE}:{ACCOUNT}:other"}},
        ),
        "plan-deleted",
        PEOPLE,
        "does not start without ALERTS_NAME",
    ),
    "topic policy without alarms": (
        drop_statement(ACCESS, "bamp-signals-access", "cloudwatch.amazonaws.com"),
        "recovery-points-stay-expired",
        EVERYBODY,
        "does not allow cloudwatch.amazonaws.com",
    ),
    "topic policy without vaults": (
        drop_statement(ACCESS, "bamp-signals-access", "backup.amazonaws.com"),
        "s3-backup-object-failed",
        EVERYBODY,
        "does not allow backup.amazonaws.com",
    ),
    "topic policy that denies": (
        change(
            ACCESS,
            "bamp-alerts-access",
            policy='{"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}',
        ),
        "plan-deleted",
        {"sms"},
        "denies sns:Publish",
    ),
    "key without the function": (
        drop_statement(KEY, "bamp-alerts-key", "AllowFunction"),
        "plan-deleted",
        PEOPLE,
        "does not allow bamp-alerts-function",
    ),
    "key without its publishers": (
        drop_statement(KEY, "bamp-alerts-key", '"Service"'),
        "s3-backup-object-failed",
        EVERYBODY,
        "does not allow backup.amazonaws.com",
    ),
    "key disabled": (
        change(KEY, "bamp-alerts-key", isEnabled=False),
        "plan-deleted",
        PEOPLE,
        "is disabled",
    ),
    "key of AWS": (
        change(TOPIC, "bamp-signals", kmsMasterKeyId="alias/aws/sns"),
        "s3-backup-object-failed",
        EVERYBODY,
        "allows no service",
    ),
    "nobody subscribes": (
        without(SUBSCRIPTION, "bamp-email"),
        "plan-deleted",
        {"email"},
        "",
    ),
    "a filter on what nothing has": (
        change(SUBSCRIPTION, "bamp-sms-2", filterPolicy='{"State": ["FAILED"]}'),
        "plan-deleted",
        {"sms"},
        "its filter matches no message",
    ),
    "nobody has confirmed": (
        change(SUBSCRIPTION, "bamp-sms-2", pendingConfirmation=True),
        "plan-deleted",
        {"sms"},
        "nobody has confirmed",
    ),
    "an alarm on another dimension": (
        change(ALARM, "bamp-expired-points", dimensions={"VaultName": "bamp-primary"}),
        "recovery-points-stay-expired",
        EVERYBODY,
        "it is published by BackupVaultName",
    ),
    "an alarm without an action": (
        change(ALARM, "bamp-expired-points", alarmActions=None),
        "recovery-points-stay-expired",
        EVERYBODY,
        "it has no action",
    ),
    "an alarm switched off": (
        change(ALARM, "bamp-expired-points", actionsEnabled=False),
        "recovery-points-stay-expired",
        EVERYBODY,
        "switched off",
    ),
    "an alarm that waits": (
        change(ALARM, "bamp-expired-points", evaluationPeriods=3),
        "recovery-points-stay-expired",
        EVERYBODY,
        "waits for 3 points",
    ),
    "an alarm on another metric": (
        change(ALARM, "bamp-expired-points", metricName="NumberOfRecoveryPointsCold"),
        "recovery-points-stay-expired",
        EVERYBODY,
        "",
    ),
    "a query by another dimension": (
        change(
            ALARM,
            "bamp-storage-low",
            metricQueries=[
                {
                    "expression": 'SELECT MIN(FreeStorageSpace) FROM SCHEMA("AWS/RDS", Engine)',
                    "period": 900,
                    "returnData": True,
                }
            ],
        ),
        "storage-nearly-full",
        EVERYBODY,
        "it is published by DBInstanceIdentifier",
    ),
    "a threshold that nothing crosses": (
        change(ALARM, "bamp-replica-behind", threshold=86_400),
        "replica-lag",
        EVERYBODY,
        "does not cross its threshold",
    ),
    "notifications that leave one out": (
        change(NOTIFICATIONS, "bamp-notifications", backupVaultEvents=["S3_RESTORE_OBJECT_FAILED"]),
        "s3-backup-object-failed",
        EVERYBODY,
        "does not include S3_BACKUP_OBJECT_FAILED",
    ),
    "notifications gone": (
        without(NOTIFICATIONS, "bamp-notifications"),
        "s3-backup-object-failed",
        EVERYBODY,
        "",
    ),
    "no trail": (
        without("aws:cloudtrail/trail:Trail", "trail"),
        "key-disabled",
        EVERYBODY,
        "no declared trail records calls of kms",
    ),
    "the queue lets no rule in": (
        drop_statement(QUEUE_POLICY, "bamp-undelivered-access", "AllowRules"),
        "destination-down",
        PEOPLE,
        "does not allow events.amazonaws.com",
    ),
    "the alarm of the queue gone": (
        without(ALARM, "bamp-undelivered-alarm"),
        "destination-down",
        PEOPLE,
        "",
    ),
    "what the function cannot tell is dropped": (
        without(INVOKE_CONFIG, "bamp-function-failures"),
        "topic-cannot-be-published",
        PEOPLE,
        "",
    ),
    "the function may not use the queue": (
        drop_statement(ROLE_POLICY, "bamp-function-policy", "sqs:SendMessage"),
        "topic-cannot-be-published",
        PEOPLE,
        "may not: ",
    ),
    "no beat is sent": (
        without(RULE, "bamp-heartbeat"),
        "primary-region-lost",
        PEOPLE,
        "no heartbeat is sent to it",
    ),
    "the rule of the beat is disabled": (
        change(RULE, "bamp-heartbeat", state="DISABLED"),
        "primary-region-lost",
        PEOPLE,
        "it is disabled",
    ),
    "the beat goes elsewhere": (
        change(TARGET, "bamp-heartbeat-target", input='{"heartbeat": "eu-west-1"}'),
        "primary-region-lost",
        PEOPLE,
        "no heartbeat is sent to it",
    ),
    "the function may not count": (
        drop_statement(ROLE_POLICY, "bamp-function-policy", "cloudwatch:PutMetricData"),
        "primary-region-lost",
        PEOPLE,
        "may not: ",
    ),
    "the beat of other alerts": (
        change(ALARM, "bamp-recovery-silent", dimensions={"Alerts": "other"}),
        "primary-region-lost",
        PEOPLE,
        "of other alerts",
    ),
    "silence is a good sign": (
        change(ALARM, "bamp-recovery-silent", treatMissingData="notBreaching"),
        "primary-region-lost",
        PEOPLE,
        "does not treat missing data as breaching",
    ),
    **{
        f"the alarm of the heartbeat has another {name}": (
            change(ALARM, "bamp-recovery-silent", **{name: value}),
            "primary-region-lost",
            PEOPLE,
            why,
        )
        for name, value, why in (
            (
                "comparisonOperator",
                "GreaterThanThreshold",
                "goes into alarm while heartbeats arrive",
            ),
            ("threshold", 2, "is in alarm while heartbeats come"),
            ("unit", "Seconds", "the unit that alarm bamp-recovery-silent asks for"),
            ("datapointsToAlarm", UNKNOWN, "datapointsToAlarm of bamp-recovery-silent"),
        )
    },
    "the alarm of the heartbeat has a percentile": (
        change(ALARM, "bamp-recovery-silent", statistic=None, extendedStatistic="p99"),
        "primary-region-lost",
        PEOPLE,
        "statistic of alarm bamp-recovery-silent",
    ),
    "the beat has no schedule": (
        change(RULE, "bamp-heartbeat", scheduleExpression=None),
        "primary-region-lost",
        PEOPLE,
        "no heartbeat is sent to it",
    ),
    "the beat is of another Region": (
        moved("bamp-heartbeat", "eu-west-1"),
        "primary-region-lost",
        PEOPLE,
        "no heartbeat is sent to it",
    ),
    "silence is told to nobody": (
        change(ALARM, "bamp-recovery-silent", alarmActions=None),
        "primary-region-lost",
        PEOPLE,
        "it has no action",
    ),
    "machines are not told of broken alerts": (
        without(RULE, "bamp-alerts-broken"),
        "topic-cannot-be-published",
        MACHINES,
        "",
    ),
    "the other Region does not watch": (
        without(RULE, "bamp-recovery-other-broken"),
        "topic-cannot-be-published",
        PEOPLE,
        "",
    ),
    "nothing is handed to the other Region": (
        without(ROLE_POLICY, "bamp-broken-policy"),
        "topic-cannot-be-published",
        PEOPLE,
        "",
    ),
}


@cache
def rehearsed_case(case: str) -> Rehearsal:
    """Rehearse the fault of a case once its breakage is there."""
    break_, fault, _, _ = BROKEN[case]
    return rehearsed(break_(whole()), fault)


def broken(case: str) -> Outcome:
    """What the fault of a case comes to once its breakage is there."""
    return worst_of(rehearsed_case(case))[BROKEN[case][1]]


def said_of(case: str) -> list[str]:
    """What a rehearsal says of a breakage: where ways end, what they hang on, what is wrong."""
    outcome, findings = broken(case), rehearsed_case(case).findings
    return [*(s.why for s in outcome.drops), *outcome.doubts, *(f.why for f in findings)]


@pytest.mark.xdist_group("broken alerts")
@pytest.mark.parametrize("case", BROKEN)
def test_no_single_breakage_goes_unnoticed(case: str) -> None:
    """Whoever heard of a fault does not any more, and the cause is named where one is left."""
    _, fault, losers, why = BROKEN[case]
    assert losers <= kinds_told(unbroken()[fault])

    outcome = broken(case)

    assert not losers & kinds_told(outcome)
    assert not why or any(why in said for said in said_of(case)), said_of(case)


def test_nothing_is_wrong_with_the_wiring() -> None:
    """Of what the components declare; without restore tests nobody notices a slow restore."""
    faults = [fault for fault in FAULTS if fault != "restore-too-slow"]

    assert rehearsed(whole(), *faults).findings == ()


@pytest.mark.parametrize(
    ("break_", "at", "code"),
    [
        (drop_statement(ACCESS, "bamp-signals-access", "backup."), "bamp-signals", "BAMP-W01"),
        (narrowed("job-failed", state=["Failed"]), "bamp-job-failed", "BAMP-W02"),
        (narrowed("restore-failed", state=["FAILED"]), "bamp-restore-failed", "BAMP-W02"),
        (narrowed("job-failed", outcome=["FAILED"]), "bamp-job-failed", "BAMP-W02"),
        (
            change(SUBSCRIPTION, "bamp-signals-function", filterPolicy='{"State": ["FAILED"]}'),
            "bamp-signals-function",
            "BAMP-W03",
        ),
        (
            change(ALARM, "bamp-expired-points", metricName="NumberOfRecoveryPointsStuck"),
            "bamp-expired-points",
            "BAMP-W04",
        ),
        (
            change(ALARM, "bamp-expired-points", dimensions={"Vault": "bamp-primary"}),
            "bamp-expired-points",
            "BAMP-W04",
        ),
        (change(ALARM, "bamp-expired-points", alarmActions=[]), "bamp-expired-points", "BAMP-W05"),
        (
            without(COMPOSITE, "bamp-fallback"),
            "bamp-fallback-backup-failed",
            "BAMP-W05",
        ),
        (change(TARGET, "bamp-slack", deadLetterConfig=None), "bamp-slack-3-target", "BAMP-W06"),
        (
            change(NOTIFICATIONS, "bamp-notifications", backupVaultEvents=["BACKUP_JOB_FAILED"]),
            "bamp-notifications",
            "BAMP-W07",
        ),
        (without(SUBSCRIPTION, "bamp-signals-function"), "bamp-signals", "BAMP-W08"),
        (without(TARGET, "bamp-plan-deleted-target"), "bamp-plan-deleted", "BAMP-W01"),
        (without(ROLE_POLICY, "bamp-tickets-6-policy"), "bamp-tickets-6-target", "BAMP-W01"),
    ],
)
def test_what_is_wrong_with_the_wiring_is_found_and_named(
    break_: Change, at: str, code: str
) -> None:
    """Where it is, whether or not somebody still hears by another way."""
    faults = ("backup-job-failed", "s3-backup-object-failed", "recovery-points-stay-expired")
    findings = rehearsed(break_(whole()), *faults).findings

    assert (at, code) in {(finding.at, finding.code) for finding in findings}, findings


@pytest.mark.xdist_group("broken alerts")
def test_at_least_forty_leave_a_fault_undetected_and_their_cause_named() -> None:
    """A rule that is simply gone leaves nothing to name; that nobody is notified is said.

    The fallback alarm reports failed jobs when all else fails; nothing reports the rest.
    """
    silent = [case for case in BROKEN if not broken(case).detected]

    assert len([case for case in silent if BROKEN[case][3]]) >= 40


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ([], "BAMP-B42"),
        ([{"tickets": True}], "BAMP-B42"),
        ([{"email": MAIL, "tiers": ["critical"]}], "BAMP-B42"),
        ([{"email": "oncall"}], "BAMP-B41"),
        ([{"email": "a@bamp-ops.io, b@bamp-ops.io"}], "BAMP-B41"),
        ([{"sms": "555 0100"}], "BAMP-B41"),
        ([{"email": MAIL}, {"slack": "https://hooks.slack.com/services/T0/B0/x"}], "BAMP-B43"),
        ([{"email": MAIL}, {"webhook": "http://bamp-ops.io", "webhook_secret": "x"}], "BAMP-B43"),
        ([{"email": MAIL, "sms": PHONE}], "BAMP-B44"),
        ([{"email": MAIL}, {}], "BAMP-B44"),
        ([{"email": MAIL}, {"sms": PHONE, "severities": ["info"]}], "BAMP-B45"),
        ([{"email": MAIL}, {"tickets": True, "tiers": ["gold"]}], "BAMP-B46"),
    ],
)
def test_alerts_that_would_not_be_heard_are_refused(to: list[Any], code: str) -> None:
    """Before anything is declared; and no secret is repeated in the refusal."""

    def program() -> None:
        Baseline("bamp", cast("BaselineArgs", {"alerts": {"to": to}}))

    with pytest.raises(ProgramError, match=code) as refused:
        declare(program)
    assert "services/T0" not in str(refused.value)


def test_dg_1_whoever_asks_hears_of_what_waits_and_what_is_well() -> None:
    """By chat, mail or webhook; the rules take it, and the filter lets it through."""
    asks = {"severities": ["critical", "warning", "info"]}
    to = [{"email": MAIL, **asks}, {"slack": "bamp/slack", **asks}]

    def program() -> None:
        Baseline("bamp", cast("BaselineArgs", {"alerts": {"to": to}}))

    estate = declare(program, account_id=ACCOUNT)

    (rule,) = (r for r in estate.of_type(RULE) if r.name == "bamp-slack-2")
    assert "recorded" in json.loads(rule.text("eventPattern"))["detail"]["status"]
    (routed,) = (s for s in estate.of_type(SUBSCRIPTION) if s.name == "bamp-email-1-routed")
    assert json.loads(routed.text("filterPolicy")) == {"status": ["recorded"]}
    told = {name for name, kind in ALERT_KINDS.items() if kind.severity == "info" and kind.pattern}
    assert {"job-done", "job-waits", "restore-done"} <= told
    assert {f"bamp-{name}" for name in told} <= {r.name for r in estate.of_type(RULE)}


def test_dg_1_a_restore_that_is_started_is_sent_to_people() -> None:
    """Who started it is seen by a person: one that nobody asked for may be an attack."""
    outcome = unbroken()["restore-started"]

    assert outcome.detected is True
    assert {destination.kind for destination in outcome.delivered_to} == EVERYBODY


def test_dg_1_the_restores_of_a_restore_testing_plan_are_recorded_only() -> None:
    """They come by the plan: who asks for what is well is notified of them, nobody else."""
    plan = "arn:aws:backup:us-east-1:111122223333:restore-testing-plan:weekly"
    detail = {"status": "RUNNING", "restoreTestingPlanArn": plan}
    event = {"source": "aws.backup", "detail-type": "Restore Job State Change", "detail": detail}
    taken = [k for k in ALERT_KINDS.values() if k.pattern and match_event(k.pattern, event).passes]

    assert [kind.severity for kind in taken] == ["info"]


@pytest.mark.parametrize(
    ("detail_type", "field", "value", "rule"),
    [
        ("Backup Job State Change", "state", "FAILED", "bamp-job-failed"),
        ("Copy Job State Change", "state", "FAILED", "bamp-job-failed"),
        ("Restore Job State Change", "status", "FAILED", "bamp-restore-failed"),
        ("Backup Job State Change", "state", "PENDING", "bamp-job-waits"),
        ("Copy Job State Change", "state", "CREATED", "bamp-job-waits"),
        ("Restore Job State Change", "status", "PENDING", "bamp-job-waits"),
        ("Backup Job State Change", "state", "COMPLETED", "bamp-job-done"),
        ("Copy Job State Change", "state", "COMPLETED", "bamp-job-done"),
        ("Restore Job State Change", "status", "COMPLETED", "bamp-restore-done"),
        ("Restore Job State Change", "status", "RUNNING", "bamp-restore-started"),
    ],
)
def test_dg_1_each_job_that_fails_waits_or_succeeds_is_taken_by_a_rule(
    detail_type: str, field: str, value: str, rule: str
) -> None:
    """And handed to the function that notifies people."""
    ids = {"Copy Job State Change": {"copyJobId": "c0ffee"}}
    event = {
        "source": "aws.backup",
        "detail-type": detail_type,
        "account": ACCOUNT,
        "region": HERE,
        "detail": {field: value, **ids.get(detail_type, {})},
    }
    taken = [
        r
        for r in whole().of_type(RULE)
        if r.region == HERE and r.name != "bamp-jobs" and r.text("eventPattern")
        if match_event(json.loads(r.text("eventPattern")), event).passes
    ]

    assert [r.name for r in taken] == [rule]
    function = alerts_function()
    targets = [t for t in whole().of_type(TARGET) if t.text("rule") == taken[0].text("name")]
    assert [t.text("arn") for t in targets if t.region == HERE] == [function.text("arn")]


def test_it_can_be_used_alone() -> None:
    """Beside a vault that something else declares."""

    def program() -> None:
        vault = aws.backup.Vault("vault", name="theirs")
        args: BackupAlertsArgs = {"vault_name": vault.name, "alerts": {"to": [{"email": MAIL}]}}
        alerts = BackupAlerts("theirs", args)
        pulumi.export("topic", alerts.topic_arn)

    estate = declare(program, account_id=ACCOUNT)

    assert {t.text("name") for t in estate.of_type(TOPIC)} == {"theirs", "theirs-signals"}
    assert estate.programs[0].outputs["topic"] == f"arn:aws:sns:us-east-1:{ACCOUNT}:theirs"
    kinds = [kind for kind in ALERT_KINDS.values() if kind.pattern is not None]
    # And one for the log of jobs, one for alerts that are broken; nobody else watches.
    assert len(estate.of_type(RULE)) == len(kinds) + 2
