"""What is counted: the alarms of a vault, and of the alerts themselves.

An alarm names a metric and exactly one of the sets of dimensions that it is published with.

Sources: AWS Backup developer guide, cloudwatch; SQS developer guide,
sqs-available-cloudwatch-metrics; CloudWatch user guide, alarm-evaluation and
Create_Composite_Alarm_Suppression (read 2026-11-26).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import BACKUP_METRIC_NAMESPACE
from bamp_pulumi.lambdas.alerts import (
    BEAT,
    METRIC,
    METRIC_DIMENSION,
    METRIC_NAMESPACE,
)

__all__ = [
    "ALERTS_TOLD",
    "FLOOR_ALARMS",
    "SILENT",
    "SUPPRESSOR_WAIT_SECONDS",
    "UNDELIVERED",
    "AlarmKind",
    "database_alarms",
    "vault_alarms",
]

_HOUR: Final = 3_600
_DAY: Final = 86_400
_QUARTER: Final = 900
_MINUTE_SECONDS: Final = 60
_GIB: Final = 1_073_741_824


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmKind:
    """One alarm."""

    describes: str
    """What it means when it is on."""
    namespace: str
    metric: str
    dimension: str
    asks_all: bool = False
    """Whether it asks for everything that publishes the metric by this dimension, in one query."""
    statistic: str = "Sum"
    period: int = _HOUR
    """Seconds."""
    comparison: str = "GreaterThanThreshold"
    threshold: float = 0
    missing: str = "notBreaching"
    """What no point at all means."""


def _of_vault(describes: str, metric: str) -> AlarmKind:
    return AlarmKind(
        describes=describes,
        namespace=BACKUP_METRIC_NAMESPACE,
        metric=metric,
        dimension="BackupVaultName",
    )


_EXPIRED: Final = _of_vault(
    "Recovery points whose time is over could not be deleted; they keep costing money.",
    "NumberOfRecoveryPointsExpired",
)
_NOTHING: Final = replace(
    _of_vault(
        "No job has completed in this vault for a day: no snapshot, or no copy.",
        "NumberOfRecoveryPointsCompleted",
    ),
    period=_DAY,
    comparison="LessThanThreshold",
    threshold=1,
    missing="breaching",
)


def vault_alarms(*, expects_daily: bool) -> Mapping[str, AlarmKind]:
    """Return what the function is told of each vault: of these no event says it.

    Args:
        expects_daily: Whether something is due every day: a day without is told, too.
    """
    daily = {"nothing-completed": _NOTHING} if expects_daily else {}
    return {"expired-points": _EXPIRED, **daily}


def database_alarms(free_storage_gib: int, replica_lag_minutes: int) -> Mapping[str, AlarmKind]:
    """Return the alarms of all databases of a Region: each is one query, for those to come too.

    Args:
        free_storage_gib: Below it a database has too little room, GiB.
        replica_lag_minutes: Above it a replica is too far behind, minutes.
    """
    return {
        "storage-low": AlarmKind(
            describes=f"A database has less than {free_storage_gib} GiB of storage left.",
            namespace="AWS/RDS",
            metric="FreeStorageSpace",
            dimension="DBInstanceIdentifier",
            asks_all=True,
            statistic="MIN",
            period=_QUARTER,
            comparison="LessThanThreshold",
            threshold=free_storage_gib * _GIB,
        ),
        "replica-behind": AlarmKind(
            describes=f"A replica of a database is over {replica_lag_minutes} minutes behind.",
            namespace="AWS/RDS",
            metric="ReplicaLag",
            dimension="DBInstanceIdentifier",
            asks_all=True,
            statistic="MAX",
            period=_QUARTER,
            threshold=replica_lag_minutes * _MINUTE_SECONDS,
        ),
    }


FLOOR_ALARMS: Final[Mapping[str, AlarmKind]] = MappingProxyType(
    {
        "backup-failed": _of_vault("A backup job has failed.", "NumberOfBackupJobsFailed"),
        "backup-expired": _of_vault("A backup job has expired.", "NumberOfBackupJobsExpired"),
        "backup-aborted": _of_vault("A backup job was stopped.", "NumberOfBackupJobsAborted"),
        "copy-failed": _of_vault("A copy job has failed.", "NumberOfCopyJobsFailed"),
        "restore-failed": _of_vault("A restore job has failed.", "NumberOfRestoreJobsFailed"),
    }
)
"""What the floor stands on. Events are sent with best effort: these count the same jobs by another
way, and are heard only when the function has told of nothing."""

ALERTS_TOLD: Final = AlarmKind(
    describes="The function has told of something; no fault by itself.",
    namespace=METRIC_NAMESPACE,
    metric=METRIC,
    dimension=METRIC_DIMENSION,
)
"""What keeps the floor quiet."""

SUPPRESSOR_WAIT_SECONDS: Final = 900
"""How long the floor waits for the function: events come every five minutes, and are tried again
for as long."""

UNDELIVERED: Final = AlarmKind(
    describes="Alerts about backups could not be delivered; they lie in the queue.",
    namespace="AWS/SQS",
    metric="ApproximateNumberOfMessagesVisible",
    dimension="QueueName",
    statistic="Maximum",
    period=300,
)
"""What watches the ways of the alerts."""

SILENT: Final = AlarmKind(
    describes="Nothing has been heard for half an hour of the function that tells, in the other "
    "Region: one of them is lost.",
    namespace=METRIC_NAMESPACE,
    metric=BEAT,
    dimension=METRIC_DIMENSION,
    period=1_800,
    comparison="LessThanThreshold",
    threshold=1,
    missing="breaching",
)
"""What hears that the function has fallen silent. Six beats are due in its time."""
