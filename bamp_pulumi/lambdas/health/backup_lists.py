"""What is listed of AWS Backup in a Region: vaults, recovery points, jobs, settings, access points.

Source: AWS Backup API as botocore 1.44.5 has it (read 2026-11-29).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from sys import intern
from types import MappingProxyType
from typing import Any, Final, cast

from bamp_pulumi.lambdas.health.listing import Listing
from bamp_pulumi.lambdas.health.records import AccessPoint, Job, JobKind, Point, Unseen, Vault
from bamp_pulumi.lambdas.health.written import OptedIn, Record

__all__ = ["access_points_in", "jobs_in", "points_in", "settings_of", "utc", "vaults_in"]

# Any: what AWS answers is checked where it is read.
Item = Mapping[str, Any]
_MOST: Final = 1000
_MOST_ACCESS_POINTS: Final = 100


def vaults_in(region: str) -> Listing:
    """Return the listing of all vaults of a Region."""
    return _listing(region, "ListBackupVaults", "BackupVaultList", "BackupVaultName", _vault)


def points_in(region: str, vault: str, since: datetime | None) -> Listing:
    """Return the listing of the recovery points of a vault; `since`: those created after it."""
    return _listing(
        region,
        "ListRecoveryPointsByBackupVault",
        "RecoveryPoints",
        "RecoveryPointArn",
        partial(_point, vault=vault),
        of=vault,
        BackupVaultName=vault,
        **_from(since),
    )


def jobs_in(region: str, kind: JobKind, since: datetime | None) -> Listing:
    """Return the listing of the jobs of a kind; AWS Backup gives those of 30 days."""
    operation, items, name = _JOBS[kind]
    return _listing(
        region,
        operation,
        items,
        name,
        partial(_job, kind=kind, name=name),
        **_from(since),
    )


def access_points_in(region: str) -> Listing:
    """Return the listing of the access points to recovery points."""
    return _listing(
        region,
        "ListBackupAccessPoints",
        "BackupAccessPoints",
        "AccessPointArn",
        _access_point,
        MaxResults=_MOST_ACCESS_POINTS,
    )


def settings_of(region: str) -> Listing:
    """Return the question what AWS Backup is opted in for: one page."""

    def read(page: Item) -> Iterator[Record | Unseen]:
        types = page.get("ResourceTypeOptInPreference")
        if types is None:
            yield Unseen(region=region, what=what, why="no ResourceTypeOptInPreference")
        else:
            yield OptedIn(region=region, types=dict(types))

    operation = "DescribeRegionSettings"
    what = f"backup:{operation}"
    return Listing(region=region, service="backup", operation=operation, read=read, asks_with="")


def utc(value: datetime | None) -> datetime | None:
    """Return a time as UTC; boto3 gives times in the machine's zone."""
    return value if value is None or value.tzinfo is UTC else value.astimezone(UTC)


_JOBS: Final[Mapping[JobKind, tuple[str, str, str]]] = MappingProxyType(
    {
        JobKind.BACKUP: ("ListBackupJobs", "BackupJobs", "BackupJobId"),
        JobKind.COPY: ("ListCopyJobs", "CopyJobs", "CopyJobId"),
        JobKind.RESTORE: ("ListRestoreJobs", "RestoreJobs", "RestoreJobId"),
    }
)
"""Operation, field of the answer and field of the id, by kind."""


def _from(since: datetime | None) -> dict[str, Any]:
    return {} if since is None else {"ByCreatedAfter": since}


def _listing(  # noqa: PLR0913, PLR0917 - what differs between the lists
    region: str,
    operation: str,
    items: str,
    name: str,
    record: Callable[[Item, str], Record],
    of: str = "",
    **arguments: object,
) -> Listing:
    what = f"backup:{operation}"

    def read(page: Item) -> Iterator[Record | Unseen]:
        if items not in page:
            yield Unseen(region=region, what=what, of=of, why=f"no {items} in the answer")
        for item in page.get(items) or ():
            try:
                yield record(item, region)
            except KeyError as error:
                yield Unseen(
                    region=region,
                    what=what,
                    of=of,
                    why=f"no {error.args[0]} in the answer",
                    message=str(item.get(name, "")),
                )

    return Listing(
        region=region,
        service="backup",
        operation=operation,
        read=read,
        of=(of,),
        arguments={"MaxResults": _MOST, **arguments},
    )


def _part(item: Item, name: str) -> Item:
    return cast("Item", item.get(name) or {})


def _vault(item: Item, region: str) -> Vault:
    return Vault(
        name=item["BackupVaultName"],
        arn=item["BackupVaultArn"],
        region=region,
        key_arn=item.get("EncryptionKeyArn", ""),
        locked=item.get("Locked", False),
        min_retention_days=item.get("MinRetentionDays"),
        max_retention_days=item.get("MaxRetentionDays"),
        lock_date=utc(item.get("LockDate")),
        created_at=utc(item.get("CreationDate")),
        type=item.get("VaultType", ""),
    )


def _point(item: Item, region: str, *, vault: str) -> Point:
    lifecycle = _part(item, "Lifecycle")
    days = lifecycle.get("DeleteAfterDays")
    maker = _part(item, "CreatedBy")
    # Texts that many points share are kept once: there may be hundreds of thousands.
    return Point(
        arn=item["RecoveryPointArn"],
        resource_arn=intern(item["ResourceArn"]),
        resource_type=intern(item["ResourceType"]),
        vault=intern(vault),
        region=intern(region),
        status=intern(item["Status"]),
        created_at=item["CreationDate"].astimezone(UTC),
        completed_at=utc(item.get("CompletionDate")),
        initiated_at=utc(item.get("InitiationDate")),
        deletes_at=utc(_part(item, "CalculatedLifecycle").get("DeleteAt")),
        retention_days=days if days is not None and days > 0 else None,
        key_arn=intern(item.get("EncryptionKeyArn") or ""),
        source_vault_arn=intern(item.get("SourceBackupVaultArn") or ""),
        plan_id=intern(maker.get("BackupPlanId") or ""),
        rule=intern(maker.get("BackupRuleName") or ""),
        size_bytes=item.get("BackupSizeInBytes"),
        parent_arn=item.get("ParentRecoveryPointArn") or "",
        status_message=intern(item.get("StatusMessage") or ""),
    )


def _job(item: Item, region: str, *, kind: JobKind, name: str) -> Job:
    maker = _part(item, "CreatedBy")
    is_copy = kind is JobKind.COPY
    vault = "DestinationBackupVaultArn" if is_copy else "BackupVaultArn"
    restored = kind is JobKind.RESTORE
    return Job(
        id=item[name],
        kind=kind,
        resource_arn=intern(item.get("SourceResourceArn" if restored else "ResourceArn") or ""),
        region=intern(region),
        state=intern(item["Status" if restored else "State"]),
        created_at=item["CreationDate"].astimezone(UTC),
        completed_at=utc(item.get("CompletionDate")),
        plan_id=intern(maker.get("BackupPlanId") or ""),
        rule=intern(maker.get("BackupRuleName") or ""),
        to_vault_arn=intern(item.get(vault) or ""),
        size_bytes=item.get("BackupSizeInBytes"),
        message=intern(item.get("StatusMessage") or ""),
        start_by=utc(item.get("StartBy")),
        point_arn=item.get("SourceRecoveryPointArn" if is_copy else "RecoveryPointArn") or "",
    )


def _access_point(item: Item, region: str) -> AccessPoint:
    return AccessPoint(
        arn=item["AccessPointArn"],
        recovery_point_arn=item["RecoveryPointArn"],
        region=region,
        created_at=utc(item.get("CreationTime")),
        status=item.get("Status", ""),
    )
