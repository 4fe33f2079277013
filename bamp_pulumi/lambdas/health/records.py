"""What was read of a running account, in plain values, and what could not be read.

Names and states are those of AWS Backup's API. Times are aware and in UTC. A field that AWS does
not give is None or empty; what was asked for and not answered stands in `Seen.unseen`, for nobody
may take it for absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

__all__ = [
    "AccessPoint",
    "Job",
    "JobKind",
    "Key",
    "PlanPreview",
    "Point",
    "Replica",
    "Seen",
    "Store",
    "Unseen",
    "Vault",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A resource that holds data."""

    arn: str
    type: str
    """AWS Backup's name of its type, such as `RDS`; of a type that AWS Backup does not know, the
    CloudFormation one."""
    region: str
    name: str = ""
    tags: Mapping[str, str] | None = None
    """None where they could not be read."""
    created_at: datetime | None = None
    """Since when it exists; None where its service does not say."""
    native_days: int | None = None
    """For how many days its service keeps backups of its own: 0 for none, None for not said, and
    for what is asked for none, such as a read replica."""
    restorable_until: datetime | None = None
    """Latest time to which its service restores it; None where it does not say."""
    replica_regions: tuple[str, ...] = ()
    """Regions that its service replicates its backups to."""
    variant: str = ""
    """Part of a type of which AWS Backup makes something else: `Multi-AZ cluster` of RDS, of FSx
    the kind of file system, as the catalog names it; empty for the rest of the type."""
    keeps_continuous: bool | None = None
    """Whether all is on that a continuous backup of it needs, where its service says no time: of a
    bucket, versioning and events to EventBridge. None where that was not asked: AWS Backup calls
    a continuous backup available that goes on no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A recovery point."""

    arn: str
    resource_arn: str
    resource_type: str
    vault: str
    region: str
    status: str
    """`COMPLETED`, `PARTIAL`, `EXPIRED`, `DELETING`, `STOPPED`, `CREATING` or `AVAILABLE`."""
    created_at: datetime
    """When it was begun: the time that its data is of."""
    completed_at: datetime | None = None
    deletes_at: datetime | None = None
    """When its lifecycle ends; None for never, and while AWS Backup has not worked it out."""
    retention_days: int | None = None
    """None: kept indefinitely."""
    key_arn: str = ""
    source_vault_arn: str = ""
    """Of a copy, the vault that it was copied from; empty for what is no copy."""
    plan_id: str = ""
    rule: str = ""
    """Plan and rule that made it; empty for one that somebody made on demand."""
    size_bytes: int | None = None
    parent_arn: str = ""
    """Of a part of a composite recovery point, the whole."""
    initiated_at: datetime | None = None
    """When the job that made it was begun."""
    status_message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """Automated backups that RDS keeps in one Region of an instance that is in another."""

    arn: str
    store_arn: str
    """The instance that they are of."""
    region: str
    """Where they are kept."""
    status: str = ""
    """`active`, `retained` of an instance that is deleted, or `creating`."""
    key_arn: str = ""
    native_days: int | None = None
    restorable_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that recovery points are under, or that a vault has."""

    arn: str
    region: str
    state: str
    """Such as `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport` or `Unavailable`."""
    deletes_at: datetime | None = None
    """When AWS KMS deletes it; None where that is not scheduled."""

    @property
    def is_usable(self) -> bool:
        """Return True if what is under it can be restored.

        Source: AWS KMS developer guide, key-state (read 2026-11-29).
        """
        return self.state in ("Enabled", "Updating")


class JobKind(StrEnum):
    """What a job does."""

    BACKUP = "backup"
    COPY = "copy"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job of AWS Backup."""

    id: str
    kind: JobKind
    resource_arn: str
    region: str
    state: str
    """Such as `RUNNING`, `COMPLETED`, `FAILED`, `EXPIRED`, `PARTIAL` or `ABORTED`."""
    created_at: datetime
    completed_at: datetime | None = None
    plan_id: str = ""
    rule: str = ""
    to_vault_arn: str = ""
    size_bytes: int | None = None
    message: str = ""
    start_by: datetime | None = None
    """End of the start window of a backup job: when it was scheduled, and the window."""
    point_arn: str = ""
    """Recovery point that a backup job makes, or that a copy job copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """A vault."""

    name: str
    arn: str
    region: str
    key_arn: str = ""
    locked: bool = False
    min_retention_days: int | None = None
    max_retention_days: int | None = None
    lock_date: datetime | None = None
    """From when a lock in compliance mode can no longer be removed; None in governance mode."""
    created_at: datetime | None = None
    type: str = ""
    """Such as `BACKUP_VAULT` or `LOGICALLY_AIR_GAPPED_BACKUP_VAULT`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPoint:
    """An access point to a recovery point: while it is there, the lifecycle deletes nothing."""

    arn: str
    recovery_point_arn: str
    region: str
    created_at: datetime | None = None
    status: str = ""
    """Such as `AVAILABLE`, `DISASSOCIATED`, `EXPIRED` or `FAILED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview:
    """The next runs of a rule, as AWS Backup has worked them out."""

    plan: str
    """Name of the plan."""
    rule: str
    schedule: str
    """As the plan has it."""
    timezone: str
    runs: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """What was asked for and not answered."""

    region: str
    what: str
    """The call, such as `backup:ListRecoveryPointsByBackupVault`."""
    of: str = ""
    """What it was asked of, such as the name of a vault; empty for all of the Region."""
    why: str = ""
    """In AWS's words: `AccessDeniedException`, `ThrottlingException`; or that the time or the
    number of calls was used up."""
    message: str = ""
    """What AWS says beside it, such as which permission is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All that was read of an account."""

    account_id: str
    at: datetime
    """By AWS's clock, when the reading began: a clock of one's own may be wrong."""
    regions: tuple[str, ...]
    """Regions that were asked."""
    since: datetime | None = None
    """Recovery points and jobs before this time were not asked for; None: all were."""
    stores: tuple[Store, ...] = ()
    replicas: tuple[Replica, ...] = ()
    points: tuple[Point, ...] = ()
    jobs: tuple[Job, ...] = ()
    vaults: tuple[Vault, ...] = ()
    opted_in: Mapping[str, Mapping[str, bool]] = field(
        default_factory=dict[str, Mapping[str, bool]]
    )
    """By Region, the types that AWS Backup is opted in for; a Region is missing where it was not
    answered."""
    keys: tuple[Key, ...] = ()
    """Keys of the vaults and recovery points; one that is missing was not answered."""
    access_points: tuple[AccessPoint, ...] = ()
    listed_types: frozenset[str] | None = None
    """Types of which all resources were asked for; None: all. Of another one nobody knows whether
    the resource of a recovery point is gone."""
    unseen: tuple[Unseen, ...] = ()
