"""What AWS refuses by number or by pattern: one constant per limit, with source and date.

Only AWS's own limits stand here. What the house prefers stands with the policy presets.
All were read on 2026-11-21 unless a docstring says otherwise.
"""

from typing import Final

__all__ = [
    "ACCOUNT_ID_PATTERN",
    "AUDIT_AGE_MAX_HOURS",
    "AUDIT_FREQUENCY_MAX_DAYS",
    "COLD_STORAGE_MIN_DAYS",
    "CONTINUOUS_MAX_DAYS",
    "CONTINUOUS_MIN_DAYS",
    "CONTINUOUS_RPO_MINUTES",
    "COPY_ACTIONS_PER_RULE",
    "DEFAULT_SCHEDULE",
    "KEY_ROTATION_MAX_DAYS",
    "KEY_ROTATION_MIN_DAYS",
    "LOCK_CHANGEABLE_MAX_DAYS",
    "LOCK_CHANGEABLE_MIN_DAYS",
    "NATIVE_RETENTION_MAX_DAYS",
    "NATIVE_RETENTION_MIN_DAYS",
    "REGION_PATTERN",
    "RETENTION_MAX_DAYS",
    "RETENTION_MIN_DAYS",
    "RULES_PER_PLAN",
    "RULE_NAME_PATTERN",
    "SCHEDULE_MIN_INTERVAL_MINUTES",
    "START_WINDOW_MIN_MINUTES",
    "TAGS_MOST",
    "TAG_VALUE_MAX_LENGTH",
    "TAG_VALUE_PUNCTUATION",
    "VAULT_NAME_PATTERN",
    "WINDOW_MAX_MINUTES",
]

RETENTION_MIN_DAYS: Final = 1
"""Shortest retention. Source: AWS Backup API, Lifecycle.DeleteAfterDays; AWS Backup developer
guide, vault-lock.
"""

RETENTION_MAX_DAYS: Final = 36_500
"""Longest retention, 100 years. Source: AWS Backup API, PutBackupVaultLockConfiguration."""

COLD_STORAGE_MIN_DAYS: Final = 90
"""Shortest stay in cold storage. Source: AWS Backup API, Lifecycle."""

CONTINUOUS_MIN_DAYS: Final = 1
"""Shortest retention of a continuous backup. Source: AWS Backup developer guide,
point-in-time-recovery.
"""

CONTINUOUS_MAX_DAYS: Final = 35
"""Longest retention of a continuous backup. Source: AWS Backup developer guide,
point-in-time-recovery.
"""

CONTINUOUS_RPO_MINUTES: Final = 5
"""How close to now a continuous backup of a database restores.

S3 is 15; the catalog says it per type. Source: AWS Backup developer guide, point-in-time-recovery.
"""

START_WINDOW_MIN_MINUTES: Final = 60
"""Shortest start window. Source: AWS Backup API, BackupRule.StartWindowMinutes."""

WINDOW_MAX_MINUTES: Final = 52_560_000
"""Longest start or completion window, 100 years. Source: AWS Backup API,
BackupRule.CompletionWindowMinutes.
"""

DEFAULT_SCHEDULE: Final = "cron(0 5 ? * * *)"
"""When a rule runs that has no schedule.

Source: AWS Backup developer guide, plan-options-and-configuration (read 2026-11-26).
"""

SCHEDULE_MIN_INTERVAL_MINUTES: Final = 60
"""Two runs of one rule are at least this far apart.

Source: AWS Backup developer guide, plan-options-and-configuration: the highest frequency is hourly.
"""

LOCK_CHANGEABLE_MIN_DAYS: Final = 3
"""Shortest grace time of a compliance lock. Source: AWS Backup API,
PutBackupVaultLockConfiguration.
"""

LOCK_CHANGEABLE_MAX_DAYS: Final = 36_500
"""Longest grace time of a compliance lock. Source: AWS Backup API,
PutBackupVaultLockConfiguration.
"""

RULES_PER_PLAN: Final = 10
"""Rules in one backup plan. Source: AWS Backup developer guide, aws-backup-limits."""

COPY_ACTIONS_PER_RULE: Final = 5
"""Copy actions in one rule. Source: AWS Backup developer guide, aws-backup-limits."""

KEY_ROTATION_MIN_DAYS: Final = 90
"""Shortest rotation period of a KMS key. Source: AWS KMS API, EnableKeyRotation."""

KEY_ROTATION_MAX_DAYS: Final = 2_560
"""Longest rotation period of a KMS key. Source: AWS KMS API, EnableKeyRotation."""

NATIVE_RETENTION_MIN_DAYS: Final = 1
"""Shortest own retention of a database that still makes backups: 0 switches them off.

Source: Amazon RDS API, ModifyDBInstance.BackupRetentionPeriod; Amazon DynamoDB API,
PointInTimeRecoverySpecification.RecoveryPeriodInDays.
"""

NATIVE_RETENTION_MAX_DAYS: Final = 35
"""Longest own retention of RDS, Aurora and DynamoDB. Source: Amazon RDS API,
ModifyDBInstance.BackupRetentionPeriod; Amazon DynamoDB API,
PointInTimeRecoverySpecification.RecoveryPeriodInDays.
"""

AUDIT_FREQUENCY_MAX_DAYS: Final = 31
"""Rarest frequency that Audit Manager can ask of a plan.

Source: AWS Config developer guide, backup-plan-min-frequency-and-min-retention-check (read
2026-11-29).
"""

AUDIT_AGE_MAX_HOURS: Final = 744
"""Oldest age that Audit Manager can allow a newest recovery point, 31 days.

Source: AWS Config developer guide, s3-last-backup-recovery-point-created (read
2026-11-29).
"""

VAULT_NAME_PATTERN: Final = r"[A-Za-z0-9_-]{2,50}"
"""Names of vaults. Source: AWS Backup API, BackupVaultName."""

RULE_NAME_PATTERN: Final = r"[A-Za-z0-9_.-]{1,50}"
"""Names of rules, plans and selections. Source: AWS Backup API, BackupRuleName."""

REGION_PATTERN: Final = r"[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}"
"""How AWS writes a Region. Source: AWS General Reference, rande (read 2026-11-28)."""

ACCOUNT_ID_PATTERN: Final = r"[0-9]{12}"
"""How AWS writes an account. Source: AWS Backup API, AccountId."""

TAGS_MOST: Final = 50
"""Tags of one resource. Source: Tag Editor user guide, best-practices-and-strats (tag naming limits
and requirements).
"""

TAG_VALUE_MAX_LENGTH: Final = 256
"""Characters in a tag value. Source: AWS Backup API, KeyValue."""

TAG_VALUE_PUNCTUATION: Final = "_.:/=+-@"
"""What a tag value may hold beside letters, digits and spaces. Source: AWS Backup API, KeyValue."""
