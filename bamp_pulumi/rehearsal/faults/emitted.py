"""What AWS emits when something goes wrong, as its documents have it.

Source: AWS Backup developer guide, eventbridge, backup-notifications, cloudwatch (read 2026-11-21).
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import BACKUP_METRIC_NAMESPACE, UNKNOWN, VAULT_NOTIFICATIONS
from bamp_pulumi.rehearsal.delivery import Datapoint, Event, Signal, Silence, VaultMessage
from bamp_pulumi.rehearsal.faults.scene import Scene

__all__ = [
    "Emits",
    "backup_job",
    "call",
    "copy_job",
    "metric",
    "notified",
    "plain",
    "restore_job",
    "restore_started",
    "silence",
]

Emits = Callable[[Scene], Iterator[Signal]]
"""What a fault emits in a scene."""

_SOURCE: Final = "aws.backup"
_JOB_EVENTS: Final = "BACKUP_JOB"


def plain(detail_type: str, detail: Mapping[str, object], *, unsampled: bool = False) -> Emits:
    """Emit an event of AWS Backup.

    Args:
        detail_type: Its detail type.
        detail: Its detail, beside the vault.
        unsampled: AWS lists this state and shows no event of it: whether it comes is not certain.
    """
    said = ", ".join(f"{name} {value}" for name, value in detail.items())
    depends_on = f"whether AWS sends {detail_type} with {said}" if unsampled else ""

    def emits(scene: Scene) -> Iterator[Signal]:
        yield Event(
            account_id=scene.account_id,
            region=scene.region,
            tier=scene.tier,
            source=_SOURCE,
            detail_type=detail_type,
            detail={"backupVaultName": scene.vault, **detail},
            resources=(UNKNOWN,),
            depends_on=depends_on,
        )

    return emits


def backup_job(state: str, *, metric_of: str = "", has_message: bool = True) -> Emits:
    """Emit what the end of a backup job does: an event, vault notifications, a metric.

    Args:
        state: The state it ends in.
        metric_of: That state as its metric names it; empty for a state without one.
        has_message: Whether AWS says something about it: of a plain success it does not.
    """

    def emits(scene: Scene) -> Iterator[Signal]:
        detail: dict[str, object] = {"state": state, **_resource(scene)}
        if has_message:
            detail["statusMessage"] = UNKNOWN
        yield from plain("Backup Job State Change", detail)(scene)
        if state in ("COMPLETED", "FAILED", "EXPIRED"):
            attributes = {"EventType": _JOB_EVENTS, "State": state, "AccountId": scene.account_id}
            yield from notified("BACKUP_JOB_COMPLETED", **attributes)(scene)
            if state != "COMPLETED":
                yield from notified(f"BACKUP_JOB_{state}", **attributes)(scene)
        if metric_of:
            yield from metric(f"NumberOfBackupJobs{metric_of}")(scene)

    return emits


def copy_job(state: str) -> Emits:
    """Emit what the end of a copy job does.

    Its event comes from where it is copied from; its metric carries the vault that it was to go to,
    and is published there.
    """

    def emits(scene: Scene) -> Iterator[Signal]:
        detail: dict[str, object] = {"state": state, **_resource(scene), "statusMessage": UNKNOWN}
        yield from plain("Copy Job State Change", detail)(scene)
        yield from notified(f"COPY_JOB_{state}")(scene)
        if scene.recovery_vault:
            yield _points(
                scene, "NumberOfCopyJobsFailed", scene.recovery_region, scene.recovery_vault
            )

    return emits


def restore_job(detail: Mapping[str, object] = MappingProxyType({})) -> Emits:
    """Emit what a failed restore does."""

    def emits(scene: Scene) -> Iterator[Signal]:
        failed = {"status": "FAILED", **_resource(scene, "sourceResourceArn"), **detail}
        yield from plain("Restore Job State Change", failed)(scene)
        # Which attributes these messages have nobody says.
        unsaid = {"EventType": UNKNOWN, "State": UNKNOWN}
        yield from notified("RESTORE_JOB_COMPLETED", **unsaid)(scene)
        yield from notified("RESTORE_JOB_FAILED", **unsaid)(scene)
        yield from metric("NumberOfRestoreJobsFailed")(scene)

    return emits


def restore_started(scene: Scene) -> Iterator[Signal]:
    """Emit what a restore does that begins, and that no restore testing plan started."""
    begun = {"status": "RUNNING", **_resource(scene, "sourceResourceArn")}
    yield from plain("Restore Job State Change", begun)(scene)
    yield from notified("RESTORE_JOB_STARTED", EventType=UNKNOWN, State=UNKNOWN)(scene)


def _resource(scene: Scene, field: str = "resourceArn") -> Mapping[str, object]:
    return {field: scene.resource_arn, "resourceType": scene.resource_type}


def notified(name: str, **attributes: object) -> Emits:
    """Emit a vault notification; one that cannot be relied on is none."""

    def emits(scene: Scene) -> Iterator[Signal]:
        if VAULT_NOTIFICATIONS[name].can_be_relied_on:
            yield VaultMessage(
                account_id=scene.account_id,
                region=scene.region,
                tier=scene.tier,
                vault=scene.vault,
                name=name,
                attributes=attributes,
            )

    return emits


def metric(name: str) -> Emits:
    """Emit one point of a metric of AWS Backup, of the vault of the backups."""

    def emits(scene: Scene) -> Iterator[Signal]:
        yield _points(scene, name, scene.region, scene.vault)

    return emits


def silence(scene: Scene) -> Iterator[Signal]:
    """Emit nothing any more, from the Region of the resource."""
    yield Silence(account_id=scene.account_id, region=scene.region, minutes=0)


def _points(scene: Scene, name: str, region: str, vault: str) -> Datapoint:
    by_vault = {"BackupVaultName": vault}
    return Datapoint(
        account_id=scene.account_id,
        region=region,
        tier=scene.tier,
        namespace=BACKUP_METRIC_NAMESPACE,
        metric=name,
        value=1,
        dimensions=(by_vault, {**by_vault, "ResourceType": scene.resource_type}),
    )


def call(service: str, *names: str) -> Emits:
    """Emit the events that CloudTrail makes of calls of an API."""

    def emits(scene: Scene) -> Iterator[Signal]:
        called = f"{service}.amazonaws.com"
        depends_on = "" if scene.records(called) else f"no trail declared that records {service}"
        for name in names:
            yield Event(
                account_id=scene.account_id,
                region=scene.region,
                tier=scene.tier,
                source=f"aws.{service}",
                detail_type="AWS API Call via CloudTrail",
                detail={
                    "eventSource": called,
                    "eventName": name,
                    "requestParameters": UNKNOWN,
                    "userIdentity": UNKNOWN,
                    "errorCode": UNKNOWN,
                },
                resources=(),
                depends_on=depends_on,
            )

    return emits
