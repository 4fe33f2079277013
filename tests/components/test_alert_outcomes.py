"""Which outcome of a job is told by what: each of the eleven that a vault could tell of."""

import json
from typing import Any, cast

import pytest
from alerted import HERE, outcomes, whole

from bamp_pulumi.baseline import ALERT_KINDS, ALERT_NOTIFICATIONS
from bamp_pulumi.catalog import VAULT_NOTIFICATIONS
from bamp_pulumi.lambdas.health.reporting import SOURCE
from bamp_pulumi.signals import match_event

JOB, COPY, RESTORE = (f"{noun} Job State Change" for noun in ("Backup", "Copy", "Restore"))
# The name that a vault has for it, and the event that says the same. Any: an event is JSON.
BY_EVENT: dict[str, tuple[str, dict[str, Any], str]] = {
    "BACKUP_JOB_FAILED": (JOB, {"state": "FAILED", "statusMessage": "..."}, "job-failed"),
    "BACKUP_JOB_EXPIRED": (JOB, {"state": "EXPIRED", "statusMessage": "..."}, "job-failed"),
    "BACKUP_JOB_COMPLETED": (JOB, {"state": "COMPLETED"}, "job-done"),
    "BACKUP_JOB_SUCCESSFUL": (JOB, {"state": "COMPLETED"}, "job-done"),
    "COPY_JOB_SUCCESSFUL": (COPY, {"state": "COMPLETED"}, "job-done"),
    "COPY_JOB_FAILED": (COPY, {"state": "FAILED", "statusMessage": "..."}, "job-failed"),
    "RESTORE_JOB_FAILED": (RESTORE, {"status": "FAILED", "statusMessage": "..."}, "restore-failed"),
    "RESTORE_JOB_COMPLETED": (RESTORE, {"status": "COMPLETED"}, "restore-done"),
    "RESTORE_JOB_SUCCESSFUL": (RESTORE, {"status": "COMPLETED"}, "restore-done"),
}
BY_VAULT = {
    "S3_BACKUP_OBJECT_FAILED": "s3-backup-object-failed",
    "S3_RESTORE_OBJECT_FAILED": "s3-restore-object-failed",
}


def kinds_of(detail_type: str, detail: dict[str, Any]) -> set[str]:
    """Name the kinds whose rules take an event."""
    event = {
        "source": "aws.backup",
        "detail-type": detail_type,
        "account": "111122223333",
        "region": HERE,
        "detail": detail,
    }
    return {
        name
        for name, kind in ALERT_KINDS.items()
        if kind.pattern is not None and match_event(kind.pattern, event).passes
    }


@pytest.mark.parametrize("name", BY_EVENT)
def test_dg_3_each_outcome_of_a_job_comes_as_an_event_and_is_taken_once(name: str) -> None:
    """No name that AWS has called deprecated is needed for it."""
    detail_type, detail, kind = BY_EVENT[name]

    assert kinds_of(detail_type, detail) == {kind}


@pytest.mark.parametrize("name", BY_VAULT)
def test_dg_3_what_only_a_vault_tells_is_asked_of_both_vaults(name: str) -> None:
    """Of objects of buckets no event says it."""
    asked = [
        cast("list[str]", resource.value("backupVaultEvents"))
        for resource in whole().of_type("aws:backup/vaultNotifications:VaultNotifications")
    ]

    assert [name in events for events in asked] == [True, True]
    assert VAULT_NOTIFICATIONS[name].can_be_relied_on
    fault = BY_VAULT[name]
    assert outcomes(whole(), fault)[fault].detected


def test_dg_3_eleven_outcomes_are_covered_and_none_by_a_name_in_doubt() -> None:
    """As the requirement lists them."""
    assert len(BY_EVENT) + len(BY_VAULT) == 11
    assert all(VAULT_NOTIFICATIONS[name].can_be_relied_on for name in ALERT_NOTIFICATIONS)


@pytest.mark.parametrize(
    ("detail_type", "detail", "kinds"),
    [
        (JOB, {"state": "COMPLETED", "statusMessage": "some files..."}, {"job-has-issues"}),
        (JOB, {"state": "ABORTED", "statusMessage": "..."}, {"job-failed"}),
        (JOB, {"state": "PARTIAL"}, {"job-failed"}),
        (JOB, {"state": "PENDING"}, {"job-waits"}),
        (RESTORE, {"status": "PENDING"}, {"job-waits"}),
        (RESTORE, {"status": "ABORTED"}, {"restore-failed"}),
        (JOB, {"state": "RUNNING"}, set[str]()),
        (COPY, {"state": "CREATED"}, set[str]()),
        ("Backup Plan State Change", {"state": "DELETED"}, {"plan-deleted"}),
        ("Backup Plan State Change", {"state": "MODIFIED"}, {"plan-changed"}),
        ("Backup Vault State Change", {"state": "MODIFIED", "isLocked": "true"}, {"vault-changed"}),
        ("Backup Vault State Change", {"state": "DELETED"}, {"vault-changed"}),
        ("Backup Vault State Change", {"state": "CREATED"}, set[str]()),
        ("Region Setting State Change", {"state": "MODIFIED"}, {"opt-in-changed"}),
        ("Recovery Point State Change", {"status": "STOPPED"}, {"recovery-point-stuck"}),
        ("Recovery Point State Change", {"status": "COMPLETED"}, set[str]()),
    ],
)
def test_no_event_is_told_twice(detail_type: str, detail: dict[str, Any], kinds: set[str]) -> None:
    """And what says nothing is taken by no kind."""
    assert kinds_of(detail_type, detail) == kinds


def test_the_recovery_region_hands_on_whatever_a_kind_takes() -> None:
    """Of every kind, but with its own Region in it."""
    (rule,) = (
        r
        for r in whole().of_type("aws:cloudwatch/eventRule:EventRule")
        if r.name == "bamp-recovery-forward"
    )
    forward = json.loads(rule.text("eventPattern"))

    for name, kind in ALERT_KINDS.items():
        # The health check reads both Regions; what is our own is put where the rules are.
        if kind.pattern is None or kind.pattern["source"] in ([SOURCE], ["bamp.restore"]):
            continue
        detail = {
            field: asked
            for field, asked in cast("dict[str, Any]", kind.pattern.get("detail", {})).items()
            if not field.startswith("$")
        }
        event: dict[str, Any] = {
            "source": cast("list[str]", kind.pattern["source"])[0],
            "region": "us-west-2",
            "detail-type": cast("list[str]", kind.pattern["detail-type"])[0],
            "detail": {
                field: values[0] if isinstance(values, list) else values
                for field, values in detail.items()
            },
        }
        assert match_event(forward, event).passes, name
        assert not match_event(forward, {**event, "region": HERE}).passes
