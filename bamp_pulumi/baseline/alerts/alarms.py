"""What is counted: the alarms of a vault, and of the alerts themselves.

An alarm names a metric and exactly one of the sets of dimensions that it is published with.

Sources: AWS Backup developer guide, cloudwatch; SQS developer guide,
sqs-available-cloudwatch-metrics; CloudWatch user guide, alarm-evaluation and
Create_Composite_Alarm_Suppression (read 2026-11-26). SNS developer guide,
sns-monitoring-using-cloudwatch: the spending on SMS has no dimension (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import BACKUP_METRIC_NAMESPACE
from bamp_pulumi.lambdas.alerts import (
    HEARTBEAT,
    METRIC,
    METRIC_DIMENSION,
    METRIC_NAMESPACE,
)

__all__ = [
    "ALERTS_SENT",
    "FALLBACK_ALARMS",
    "SILENT",
    "SUPPRESSOR_WAIT_SECONDS",
    "UNDELIVERED",
    "AlarmKind",
    "database_alarms",
    "sms_limit_of",
    "sms_spending_alarm",
    "vault_alarms",
]

_HOUR: Final = 3_600
_DAY: Final = 86_400
_QUARTER: Final = 900
_MINUTE_SECONDS: Final = 60
_GIB: Final = 1_073_741_824
_SMS_SHARE: Final = 0.8
"""Part of the limit at which people are notified: a fifth of it is left for what happens until
somebody has asked AWS for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmKind:
    """One alarm."""

    describes: str
    """What it means when it is on."""
    namespace: str
    metric: str
    dimension: str
    """Empty for a metric of the whole account and Region."""
    asks_all: bool = False
    """Whether it asks for everything that publishes the metric by this dimension, in one query."""
    statistic: str = "Sum"
    period: int = _HOUR
    """Seconds."""
    periods: int = 1
    """How many of them in a row."""
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
    "Expired recovery points could not be deleted; they are still charged for.",
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
    """Return the alarms of a vault for what no event reports.

    Args:
        expects_daily: Whether a job is due every day: a day without a completed one is a fault.
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


FALLBACK_ALARMS: Final[Mapping[str, AlarmKind]] = MappingProxyType(
    {
        "backup-failed": _of_vault("A backup job has failed.", "NumberOfBackupJobsFailed"),
        "backup-expired": _of_vault("A backup job has expired.", "NumberOfBackupJobsExpired"),
        "backup-aborted": _of_vault("A backup job was stopped.", "NumberOfBackupJobsAborted"),
        "copy-failed": _of_vault("A copy job has failed.", "NumberOfCopyJobsFailed"),
        "restore-failed": _of_vault("A restore job has failed.", "NumberOfRestoreJobsFailed"),
    }
)
"""What the fallback alarm reads. EventBridge delivers events on a best-effort basis: these metrics
count the same jobs, and notify people only when the function has sent nothing."""

ALERTS_SENT: Final = AlarmKind(
    describes="The function has sent an alert; no fault by itself.",
    namespace=METRIC_NAMESPACE,
    metric=METRIC,
    dimension=METRIC_DIMENSION,
)
"""What suppresses the fallback alarm."""

SUPPRESSOR_WAIT_SECONDS: Final = 900
"""How long the fallback alarm waits for the function. Seconds. Events come every five minutes, and
their delivery is tried again for 15."""

UNDELIVERED: Final = AlarmKind(
    describes="Alerts about backups could not be delivered; they are in the dead-letter queue.",
    namespace="AWS/SQS",
    metric="ApproximateNumberOfMessagesVisible",
    dimension="QueueName",
    statistic="Maximum",
    period=300,
)
"""What reports that an alert could not be delivered."""

SILENT: Final = AlarmKind(
    describes="The function in the other Region, which sends the alerts, has put no heartbeat for "
    "half an hour: one of the two is lost.",
    namespace=METRIC_NAMESPACE,
    metric=HEARTBEAT,
    dimension=METRIC_DIMENSION,
    period=1_800,
    comparison="LessThanThreshold",
    threshold=1,
    missing="breaching",
)
"""What reports that the function no longer runs. Six heartbeats are due in its period."""


def sms_spending_alarm(limit_usd: float) -> AlarmKind:
    """Return the alarm of what has been spent on SMS this month.

    Args:
        limit_usd: What the account may spend in a month. US dollars.
    """
    return AlarmKind(
        describes=f"80 % of the {limit_usd:g} USD that this account may spend on SMS in a month is "
        "spent. SNS sends no SMS once all of it is: ask AWS for more.",
        namespace="AWS/SNS",
        metric="SMSMonthToDateSpentUSD",
        dimension="",
        statistic="Maximum",
        period=300,
        comparison="GreaterThanOrEqualToThreshold",
        threshold=round(limit_usd * _SMS_SHARE, 2),
    )


def sms_limit_of(threshold: float) -> float:
    """Return the limit that an alarm of `sms_spending_alarm` with a threshold is made from."""
    return round(threshold / _SMS_SHARE, 2)
