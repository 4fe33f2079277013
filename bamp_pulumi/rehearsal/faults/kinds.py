"""The faults, by id: what happens, and what AWS emits when it does."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Datapoint, Event, Outage, Signal
from bamp_pulumi.rehearsal.delivery.api_destinations import API_DESTINATION
from bamp_pulumi.rehearsal.delivery.recipients import SUBSCRIPTION, is_called
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.faults.effects import Effect
from bamp_pulumi.rehearsal.faults.emitted import (
    Emits,
    backup_job,
    call,
    copy_job,
    metric,
    notified,
    plain,
    restore_job,
    restore_started,
    silence,
)
from bamp_pulumi.rehearsal.faults.scene import Scene

__all__ = ["FAULTS", "Fault", "Leaves"]


class Leaves(StrEnum):
    """What a fault leaves to restore from."""

    ALL = "all"
    OTHER_VAULTS = "other vaults"
    """What is not in the vault of the backups: its key is gone."""
    OTHER_REGIONS = "other Regions"
    OTHER_ACCOUNTS = "other accounts"
    """What lies in other accounts: in its own, somebody may delete everything that no lock keeps,
    and a lock may be lifted."""


def _everything(_: ResourceCoverage) -> bool:
    return True


def _backed_up(covered: ResourceCoverage) -> bool:
    return bool(covered.rules)


def _buckets(covered: ResourceCoverage) -> bool:
    return covered.store is not None and covered.store.backup_type == "S3"


def _databases(covered: ResourceCoverage) -> bool:
    return covered.store is not None and covered.store.backup_type == "RDS"


def _continuous(covered: ResourceCoverage) -> bool:
    return any(rule.continuous for rule in covered.rules)


def _continuous_buckets(covered: ResourceCoverage) -> bool:
    return _buckets(covered) and _continuous(covered)


def _copied(covered: ResourceCoverage) -> bool:
    return bool(covered.copies)


def _anywhere(_: Estate) -> bool:
    return True


def _where_topics_are(estate: Estate) -> bool:
    return any(estate.of_type(TOPIC))


def _where_somebody_is_called(estate: Estate) -> bool:
    called = (is_called(s.value("protocol")) for s in estate.of_type(SUBSCRIPTION))
    return any(estate.of_type(API_DESTINATION)) or any(called)


def _topics(scene: Scene) -> Outage:
    return Outage(topics_of=scene.region)


def _calls(_: Scene) -> Outage:
    return Outage(calls=True)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that may go wrong."""

    happens: str
    """What happens, in one sentence."""
    emits: tuple[Emits, ...] = ()
    """What AWS emits then; nothing where nobody is told but by looking."""
    effect: Effect = Effect.NOTHING
    """What it does to the backups while it lasts."""
    leaves: Leaves = Leaves.ALL
    """What can still be restored from."""
    strikes: Callable[[ResourceCoverage], bool] = _backed_up
    """Which resources it may strike."""
    is_possible: Callable[[Estate], bool] = _anywhere
    """Whether there is anything in an estate that it could break."""
    outage: Callable[[Scene], Outage] | None = None
    """What it puts out of service, where it is a fault of the alerts themselves: then somebody has
    to be notified that they are broken, at the next thing that goes wrong."""
    ordinarily: tuple[Emits, ...] = ()
    """What AWS emits in its place when nothing is wrong: whoever is told of both alike is told of
    nothing."""

    def signals(self, scene: Scene) -> Iterator[Signal]:
        """List what AWS emits in a scene."""
        for emits in self.emits:
            yield from emits(scene)

    def ordinary_signals(self, scene: Scene) -> Iterator[Signal]:
        """List what AWS emits in the same scene when nothing is wrong."""
        for emits in self.ordinarily:
            yield from emits(scene)


def _tag_changed(scene: Scene) -> Iterator[Signal]:
    """Source: EventBridge user guide, tag change events (read 2026-11-21)."""
    yield Event(
        account_id=scene.account_id,
        region=scene.region,
        tier=scene.tier,
        source="aws.tag",
        detail_type="Tag Change on Resource",
        detail={
            "changed-tag-keys": ["backup-tier"],
            "service": UNKNOWN,
            "resource-type": UNKNOWN,
            "tags": {},
        },
        resources=(UNKNOWN,),
    )


def _opt_in_changed(scene: Scene) -> Iterator[Signal]:
    detail: dict[str, object] = {"state": "MODIFIED", "ResourceTypeOptInPreference": UNKNOWN}
    yield from plain("Region Setting State Change", detail)(scene)
    yield from call("backup", "UpdateRegionSettings")(scene)


def _of_database(name: str, value: float, unit: str) -> Emits:
    def emits(scene: Scene) -> Iterator[Signal]:
        # A name that AWS is to make up is one that no alarm can ask for, but one for all can.
        known = scene.identifier if isinstance(scene.identifier, str) else scene.resource_arn
        yield Datapoint(
            account_id=scene.account_id,
            region=scene.region,
            tier=scene.tier,
            namespace="AWS/RDS",
            metric=name,
            value=value,
            dimensions=({"DBInstanceIdentifier": known},),
            unit=unit,
            lasts=True,
        )

    return emits


_JOB_FAILED: Final = backup_job("FAILED", metric_of="Failed")
_HOURS_BEHIND: Final = 3_600.0
_BYTES_LEFT: Final = 0.0

FAULTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "backup-job-failed": Fault("A backup job fails.", (_JOB_FAILED,), Effect.ONE_BACKUP),
        "backup-job-expired": Fault(
            "A backup job cannot start within its window.",
            (backup_job("EXPIRED", metric_of="Expired"),),
            Effect.ONE_BACKUP,
        ),
        "backup-job-aborted": Fault(
            "Somebody stops a backup job.",
            (backup_job("ABORTED", metric_of="Aborted"),),
            Effect.ONE_BACKUP,
        ),
        "backup-job-completed-with-issues": Fault(
            "A backup job completes, and leaves something out.",
            (backup_job("COMPLETED"),),
            Effect.ONE_BACKUP,
            ordinarily=(backup_job("COMPLETED", has_message=False),),
        ),
        "copy-job-failed": Fault(
            "A copy job fails.", (copy_job("FAILED"),), Effect.ONE_COPY, strikes=_copied
        ),
        "copy-job-stuck": Fault(
            "A copy job stays CREATED while AWS tries again.",
            effect=Effect.COPIES,
            strikes=_copied,
        ),
        "restore-job-failed": Fault("A restore job fails.", (restore_job(),)),
        "restore-started": Fault("Somebody starts a restore.", (restore_started,)),
        "s3-backup-object-failed": Fault(
            "An object of a bucket is not backed up.",
            (notified("S3_BACKUP_OBJECT_FAILED"),),
            Effect.ONE_BACKUP,
            strikes=_buckets,
        ),
        "s3-restore-object-failed": Fault(
            "An object of a bucket is not restored.",
            (notified("S3_RESTORE_OBJECT_FAILED"),),
            strikes=_buckets,
        ),
        "tag-lost": Fault(
            "A deployment drops the tag that plans select by.", (_tag_changed,), Effect.BACKUPS
        ),
        "resource-untagged": Fault(
            "Somebody takes the tag away by hand.", (_tag_changed,), Effect.BACKUPS
        ),
        "selection-deleted": Fault(
            "The selection of a plan is deleted.",
            (call("backup", "DeleteBackupSelection"),),
            Effect.BACKUPS,
        ),
        "plan-deleted": Fault(
            "A plan is deleted.",
            (
                plain("Backup Plan State Change", {"state": "DELETED"}),
                call("backup", "DeleteBackupPlan"),
            ),
            Effect.BACKUPS,
        ),
        "continuous-backup-interrupted": Fault(
            "A continuous backup stops.",
            (
                notified("CONTINUOUS_BACKUP_INTERRUPTED"),
                plain("Recovery Point State Change", {"status": "STOPPED"}, unsampled=True),
            ),
            Effect.CONTINUOUS,
            strikes=_continuous,
        ),
        "s3-continuous-frozen": Fault(
            "A bucket's notifications are switched off: its continuous backup stands still.",
            (call("s3", "PutBucketNotification"),),
            Effect.CONTINUOUS,
            strikes=_continuous_buckets,
        ),
        "copy-missing": Fault(
            "A copy is never made, and no job says so.", effect=Effect.ONE_COPY, strikes=_copied
        ),
        "recovery-point-deleted": Fault(
            "Somebody deletes a recovery point.",
            (
                call("backup", "DeleteRecoveryPoint"),
                plain("Recovery Point State Change", {"status": "DELETING"}, unsampled=True),
                metric("NumberOfRecoveryPointsDeleting"),
            ),
            Effect.NEWEST_POINT,
        ),
        "recovery-points-stay-expired": Fault(
            "AWS Backup cannot delete recovery points whose time is over.",
            (
                plain("Recovery Point State Change", {"status": "EXPIRED"}, unsampled=True),
                metric("NumberOfRecoveryPointsExpired"),
            ),
        ),
        "vault-policy-changed": Fault(
            "The access policy of a vault is changed.",
            (call("backup", "PutBackupVaultAccessPolicy"),),
        ),
        "vault-lock-removed": Fault(
            "The lock of a vault is taken away.",
            (
                call("backup", "DeleteBackupVaultLockConfiguration"),
                plain("Backup Vault State Change", {"state": "MODIFIED"}, unsampled=True),
            ),
        ),
        "key-disabled": Fault(
            "The key of a vault is disabled.",
            (call("kms", "DisableKey"),),
            Effect.BACKUPS,
            Leaves.OTHER_VAULTS,
        ),
        "key-deletion-scheduled": Fault(
            "The key of a vault is to be deleted.",
            (call("kms", "ScheduleKeyDeletion"),),
            Effect.BACKUPS,
            Leaves.OTHER_VAULTS,
        ),
        "topic-cannot-be-published": Fault(
            "A topic no longer lets its publishers in.",
            (_JOB_FAILED,),
            is_possible=_where_topics_are,
            outage=_topics,
        ),
        "destination-down": Fault(
            "Whoever is called over the Internet does not answer.",
            (_JOB_FAILED,),
            is_possible=_where_somebody_is_called,
            outage=_calls,
        ),
        "region-opt-in-off": Fault(
            "A type is no longer opted in in a Region: its jobs stop, and none fails.",
            (_opt_in_changed,),
            Effect.BACKUPS,
        ),
        "retention-outside-lock": Fault(
            "A job asks for a retention that the lock of its vault does not allow, and fails.",
            (_JOB_FAILED,),
            Effect.BACKUPS,
        ),
        "overlapping-windows": Fault(
            "A rule does not run, for another's window is open.", effect=Effect.ONE_BACKUP
        ),
        "replica-lag": Fault(
            "A replica of a database falls an hour behind.",
            (_of_database("ReplicaLag", _HOURS_BEHIND, "Seconds"),),
            strikes=_databases,
        ),
        "storage-nearly-full": Fault(
            "A database has no storage left.",
            (_of_database("FreeStorageSpace", _BYTES_LEFT, "Bytes"),),
            strikes=_databases,
        ),
        "primary-region-lost": Fault(
            "The Region of the resource is gone, with all in it.",
            (silence,),
            leaves=Leaves.OTHER_REGIONS,
            strikes=_everything,
        ),
        "account-compromised": Fault(
            "Somebody who may delete everything begins with the backups.",
            (call("backup", "DeleteRecoveryPoint", "DeleteBackupVaultLockConfiguration"),),
            leaves=Leaves.OTHER_ACCOUNTS,
            strikes=_everything,
        ),
        "restore-test-failed": Fault(
            "A restore test fails.", (restore_job({"restoreTestingPlanArn": UNKNOWN}),)
        ),
        "restore-too-slow": Fault("A restore takes longer than its tier allows."),
        "exemption-expired": Fault("The day of an exemption is over."),
        "repository-not-backed-up": Fault("A repository has had no backup for a day."),
        "health-check-not-run": Fault("Whoever looks for missing backups does not look."),
    }
)
"""Every fault that is rehearsed."""
