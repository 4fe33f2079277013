"""The alerts of an account, rehearsed: what each fault comes to, and what one breakage costs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, cast

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.baseline import ALERT_RULES
from bamp_pulumi.components import BackupAlerts, BackupAlertsArgs, Baseline, BaselineArgs
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import default_policy
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.rehearsal import FAULTS, Outcome, rehearse
from bamp_pulumi.testing import declare

ACCOUNT = "111122223333"
MAIL, PHONE = "oncall@example.com", "+12025550123"
ALERTS = {"email": [MAIL], "sms": [PHONE], "runbook": "https://wiki.example.com/backup"}
TAGS = {"backup-tier": "critical", "backup-owner": "shop"}
RULE, TARGET = "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget"
TOPIC, ACCESS = "aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
NOTIFICATIONS = "aws:backup/vaultNotifications:VaultNotifications"
KEY = "aws:kms/key:Key"

# Any, from here on: wire values, rewritten by hand.
Change = Callable[[Estate], Estate]


@cache
def whole() -> Estate:
    """Declare a database, a bucket and a trail beside a baseline with alerts."""

    def program() -> None:
        Baseline("bamp", cast("BaselineArgs", {"alerts": ALERTS}))
        aws.cloudtrail.Trail("trail", s3_bucket_name="logs", is_multi_region_trail=True)
        aws.rds.Instance(
            "orders",
            identifier="orders",
            engine="postgres",
            instance_class="db.t4g.micro",
            storage_encrypted=True,
            tags=TAGS,
        )
        bucket = aws.s3.Bucket("invoices", bucket="invoices", tags=TAGS)
        aws.s3.BucketVersioning(
            "invoices", bucket=bucket.id, versioning_configuration={"status": "Enabled"}
        )

    return declare(program, account_id=ACCOUNT)


def outcomes(estate: Estate) -> dict[str, Outcome]:
    """Let every fault happen; the worst outcome of each."""
    coverage = cover(estate, default_policy(), today=date(2026, 11, 26))
    start = datetime(2027, 1, 1, tzinfo=UTC)
    found: dict[str, Outcome] = {}
    for one in rehearse(coverage, start=start, days=1, at=start).kinds:
        for fault in one.faults:
            worst = found.setdefault(fault.outcome.fault, fault.outcome)
            if worst.detected and not fault.outcome.detected:
                found[fault.outcome.fault] = fault.outcome
    return found


HEARD = {
    "backup-job-failed",
    "backup-job-expired",
    "backup-job-aborted",
    "backup-job-completed-with-issues",
    "copy-job-failed",
    "restore-job-failed",
    "restore-test-failed",
    "retention-outside-lock",
    "s3-backup-object-failed",
    "s3-restore-object-failed",
    "continuous-backup-interrupted",
    "s3-continuous-frozen",
    "tag-lost",
    "resource-untagged",
    "selection-deleted",
    "plan-deleted",
    "recovery-point-deleted",
    "recovery-points-stay-expired",
    "vault-policy-changed",
    "vault-lock-removed",
    "key-disabled",
    "key-deletion-scheduled",
    "region-opt-in-off",
    "account-compromised",
}


def test_every_fault_that_aws_tells_of_reaches_everybody_within_an_hour() -> None:
    """The others emit nothing that these alerts listen for; they are named, not hidden."""
    found = outcomes(whole())

    assert {fault for fault, outcome in found.items() if outcome.detected} == HEARD
    assert set(found) == set(FAULTS)
    for fault in HEARD:
        told = {(d.kind, d.address) for d in found[fault].delivered_to}
        assert told == {("email", MAIL), ("sms", PHONE)}, fault
        assert (found[fault].after_minutes or 99) <= 60


@pytest.mark.parametrize("fault", ["backup-job-failed", "copy-job-failed", "restore-job-failed"])
def test_dg_2_a_job_that_fails_is_told_by_e_mail_and_sms_within_the_hour(fault: str) -> None:
    """Backup, copy and restore alike."""
    told = outcomes(whole())[fault]

    assert {d.kind for d in told.delivered_to} == {"email", "sms"}
    assert told.after_minutes is not None
    assert told.after_minutes <= 60


def test_dg_4_recovery_points_that_stay_and_jobs_that_expire_are_two_things_and_both_told() -> None:
    """The one keeps costing money, the other leaves a gap."""
    found = outcomes(whole())

    assert found["recovery-points-stay-expired"].by == ("bamp-primary-expired-points",)
    assert found["backup-job-expired"].by == ("bamp-primary-job-failed",)


@pytest.mark.parametrize("fault", ["backup-job-failed", "key-disabled", "key-deletion-scheduled"])
def test_fx_8_a_failed_backup_and_a_key_at_its_end_are_told_at_once(fault: str) -> None:
    """As soon as AWS says so: it sends events every five minutes."""
    assert outcomes(whole())[fault].after_minutes == 5


def test_a_failed_job_is_told_once() -> None:
    """One fault, one message to each: not an event, a notification and an alarm."""
    failed = outcomes(whole())["backup-job-failed"]

    assert failed.by == ("bamp-primary-job-failed",)


def test_a_success_is_told_to_nobody() -> None:
    """Nothing listens for it: no rule takes the event, and no vault is asked for it."""
    (rule,) = (r for r in whole().of_type(RULE) if r.name == "bamp-primary-job-has-issues")
    pattern = json.loads(rule.text("eventPattern"))
    assert pattern["detail"]["statusMessage"] == [{"exists": True}]
    asked = {
        name
        for resource in whole().of_type(NOTIFICATIONS)
        for name in cast("list[str]", resource.value("backupVaultEvents"))
    }
    assert not {name for name in asked if name.endswith(("COMPLETED", "SUCCESSFUL", "STARTED"))}


def test_both_regions_have_their_own_and_the_same_people() -> None:
    """A Region that is lost takes no other's alerts along."""
    regions = {(r.region, r.value("endpoint")) for r in whole().of_type(SUBSCRIPTION)}

    assert regions == {
        (region, address) for region in ("us-east-1", "us-west-2") for address in (MAIL, PHONE)
    }
    assert {r.region for r in whole().of_type(TOPIC)} == {"us-east-1", "us-west-2"}


def test_a_message_says_what_happened_what_to_do_first_and_where_to_read_on() -> None:
    """In lines that are JSON strings, which EventBridge makes a text of."""
    (target,) = (t for t in whole().of_type(TARGET) if t.name == "bamp-primary-job-failed-topic")
    transformer = cast("dict[str, Any]", target.value("inputTransformer"))

    lines = [json.loads(line) for line in transformer["inputTemplate"].splitlines()]
    assert lines[0] == "A backup or copy job has not completed."
    assert lines[-2].startswith("First: read why")
    assert lines[-1] == "Runbook: https://wiki.example.com/backup"
    for name in transformer["inputPaths"]:
        assert any(f"<{name}>" in line for line in lines)


def change(token: str, like: str, **inputs: Any) -> Change:  # noqa: ANN401 - as above
    """Rewrite inputs of the resources of a type whose names hold a text."""

    def apply(estate: Estate) -> Estate:
        def rewritten(resource: Resource) -> Resource:
            if resource.type != token or like not in resource.name:
                return resource
            return replace(resource, inputs={**resource.inputs, **inputs})

        return Estate(estate.programs, tuple(map(rewritten, estate.resources)))

    return apply


def without(token: str, like: str) -> Change:
    """Take the resources of a type away whose names hold a text."""
    return lambda estate: Estate(
        estate.programs,
        tuple(r for r in estate.resources if r.type != token or like not in r.name),
    )


def drop_statement(token: str, sid: str) -> Change:
    """Take a statement out of a policy in the primary Region."""

    def apply(estate: Estate) -> Estate:
        def rewritten(resource: Resource) -> Resource:
            if resource.type != token or "primary-alerts" not in resource.name:
                return resource
            document = json.loads(resource.text("policy"))
            left = [s for s in document["Statement"] if s["Sid"] != sid]
            policy = json.dumps({**document, "Statement": left})
            return replace(resource, inputs={**resource.inputs, "policy": policy})

        return Estate(estate.programs, tuple(map(rewritten, estate.resources)))

    return apply


def narrowed(rule: str, **detail: Any) -> Change:  # noqa: ANN401 - as above
    """Rewrite the detail of a rule's pattern."""
    pattern = {**ALERT_RULES[rule].pattern}
    pattern["detail"] = {**cast("Mapping[str, Any]", pattern.get("detail", {})), **detail}
    return change(RULE, f"primary-{rule}", eventPattern=json.dumps(pattern))


OF_RULE = {
    "job-failed": "backup-job-failed",
    "job-has-issues": "backup-job-completed-with-issues",
    "restore-failed": "restore-job-failed",
    "plan-deleted": "plan-deleted",
    "opt-in-changed": "region-opt-in-off",
    "protection-weakened": "selection-deleted",
    "key-endangered": "key-disabled",
    "bucket-frozen": "s3-continuous-frozen",
    "tier-lost": "tag-lost",
}
BROKEN: dict[str, tuple[Change, str, str]] = {
    **{
        f"rule {rule} gone": (without(RULE, f"primary-{rule}"), fault, "")
        for rule, fault in OF_RULE.items()
    },
    **{
        f"rule {rule} off": (
            change(RULE, f"primary-{rule}", state="DISABLED"),
            fault,
            "it is disabled",
        )
        for rule, fault in OF_RULE.items()
    },
    **{
        f"target of {rule} gone": (
            without(TARGET, f"primary-{rule}-topic"),
            fault,
            "it has no target",
        )
        for rule, fault in OF_RULE.items()
    },
    "state of jobs misspelt": (
        narrowed("job-failed", state=["Failed"]),
        "backup-job-failed",
        "keeps out this detail.state",
    ),
    "restores by the field of jobs": (
        narrowed("restore-failed", state=["FAILED"]),
        "restore-job-failed",
        "keeps out this detail.state",
    ),
    "expired jobs left out": (
        narrowed("job-failed", state=["FAILED", "ABORTED"]),
        "backup-job-expired",
        "keeps out this detail.state",
    ),
    "aborted jobs left out": (
        narrowed("job-failed", state=["FAILED", "EXPIRED"]),
        "backup-job-aborted",
        "keeps out this detail.state",
    ),
    "a pattern that is refused": (
        change(RULE, "primary-job-failed", eventPattern='{"source": "aws.backup"}'),
        "backup-job-failed",
        "refuses its pattern",
    ),
    "calls of another name": (
        narrowed("key-endangered", eventName=["ScheduleKeyDeletion"]),
        "key-disabled",
        "keeps out this detail.eventName",
    ),
    "topic policy without EventBridge": (
        drop_statement(ACCESS, "AllowRules"),
        "backup-job-failed",
        "does not let events.amazonaws.com in",
    ),
    "topic policy without alarms": (
        drop_statement(ACCESS, "AllowAlarms"),
        "recovery-points-stay-expired",
        "does not let cloudwatch.amazonaws.com in",
    ),
    "topic policy without vaults": (
        drop_statement(ACCESS, "AllowVaults"),
        "s3-backup-object-failed",
        "does not let backup.amazonaws.com in",
    ),
    "key without its publishers": (
        drop_statement(KEY, "AllowPublishers"),
        "backup-job-failed",
        "does not let events.amazonaws.com in",
    ),
    "key disabled": (
        change(KEY, "primary-alerts-key", isEnabled=False),
        "backup-job-failed",
        "is disabled",
    ),
    "key of AWS": (
        change(TOPIC, "primary-alerts", kmsMasterKeyId="alias/aws/sns"),
        "backup-job-failed",
        "lets no service in",
    ),
    "nobody subscribes": (
        without(SUBSCRIPTION, "bamp-primary"),
        "backup-job-failed",
        "nobody subscribes",
    ),
    "a filter on what events have not": (
        change(SUBSCRIPTION, "bamp-primary", filterPolicy='{"State": ["FAILED"]}'),
        "backup-job-failed",
        "its filter lets nothing through",
    ),
    "nobody has confirmed": (
        change(SUBSCRIPTION, "bamp-primary", pendingConfirmation=True),
        "backup-job-failed",
        "nobody has confirmed",
    ),
    "an alarm on another dimension": (
        change(ALARM, "primary-expired-points", dimensions={"VaultName": "bamp-primary"}),
        "recovery-points-stay-expired",
        "AWS publishes it by BackupVaultName",
    ),
    "an alarm without an action": (
        change(ALARM, "primary-expired-points", alarmActions=None),
        "recovery-points-stay-expired",
        "it has no action",
    ),
    "an alarm switched off": (
        change(ALARM, "primary-expired-points", actionsEnabled=False),
        "recovery-points-stay-expired",
        "switched off",
    ),
    "an alarm that waits": (
        change(ALARM, "primary-expired-points", evaluationPeriods=3),
        "recovery-points-stay-expired",
        "waits for 3 points",
    ),
    "an alarm on another metric": (
        change(ALARM, "primary-expired-points", metricName="NumberOfRecoveryPointsCold"),
        "recovery-points-stay-expired",
        "",
    ),
    "notifications that leave one out": (
        change(NOTIFICATIONS, "primary", backupVaultEvents=["S3_RESTORE_OBJECT_FAILED"]),
        "s3-backup-object-failed",
        "does not ask for S3_BACKUP_OBJECT_FAILED",
    ),
    "notifications gone": (without(NOTIFICATIONS, "primary"), "s3-backup-object-failed", ""),
    "no trail": (without("aws:cloudtrail/trail:Trail", "trail"), "key-disabled", ""),
}


@pytest.mark.parametrize("case", BROKEN)
def test_no_single_breakage_goes_unnoticed(case: str) -> None:
    """A fault that was heard of is not any more, and the cause is named where one is left."""
    break_, fault, why = BROKEN[case]
    assert outcomes(whole())[fault].detected

    broken = outcomes(break_(whole()))[fault]

    assert not broken.detected
    assert not why or any(why in stop.why for stop in broken.stops), broken.stops


def test_there_are_at_least_forty_breakages() -> None:
    """Each of another part of the wiring."""
    assert len(BROKEN) >= 40


@pytest.mark.parametrize(
    ("alerts", "code"),
    [
        ({}, "BAMP-B42"),
        ({"email": []}, "BAMP-B42"),
        ({"email": ["oncall"]}, "BAMP-B41"),
        ({"email": ["a@example.com, b@example.com"]}, "BAMP-B41"),
        ({"sms": ["555 0100"]}, "BAMP-B41"),
    ],
)
def test_alerts_for_nobody_are_refused(alerts: dict[str, Any], code: str) -> None:
    """Before anything is declared."""

    def program() -> None:
        Baseline("bamp", cast("BaselineArgs", {"alerts": alerts}))

    with pytest.raises(ProgramError, match=code):
        declare(program)


def test_it_can_be_used_alone() -> None:
    """Beside a vault that something else declares."""

    def program() -> None:
        vault = aws.backup.Vault("vault", name="theirs")
        args: BackupAlertsArgs = {"vault_name": vault.name, "alerts": {"email": [MAIL]}}
        alerts = BackupAlerts("theirs", args)
        pulumi.export("topic", alerts.topic_arn)

    estate = declare(program, account_id=ACCOUNT)

    assert estate.one(TOPIC).inputs["name"] == "theirs"
    assert estate.programs[0].outputs["topic"] == f"arn:aws:sns:us-east-1:{ACCOUNT}:theirs"
    assert len(estate.of_type(RULE)) == len(ALERT_RULES)
