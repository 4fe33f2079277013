"""The numbers that AWS Backup Audit Manager is given, taken from the policy that it audits.

Left to itself Audit Manager asks 35 days of every recovery point, and an account that promises 30
and keeps them fails its own audit.

Source: AWS Backup developer guide, controls-and-remediation; AWS Config developer guide,
backup-plan-min-frequency-and-min-retention-check (2026-11-21).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bamp_pulumi.catalog import AUDIT_AGE_MAX_HOURS, AUDIT_FREQUENCY_MAX_DAYS
from bamp_pulumi.errors import Refusal
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import AuditAgeHours, AuditDays, ObjectiveMinutes, RetentionDays
from bamp_pulumi.policy.tier import Tier
from bamp_pulumi.policy.tiers import vault_writes

__all__ = [
    "AuditMinimums",
    "AuditParameters",
    "audit_refusals",
    "derive_audit_parameters",
    "lowered",
]

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


class AuditMinimums(Promise, frozen=True):
    """What Audit Manager asks for where it is less than the policy keeps; never more."""

    required_retention_days: RetentionDays | None = None
    """Least retention of every recovery point. Days, 1 to 36500. Default: the shortest retention
    in the policy."""

    required_frequency_days: AuditDays | None = None
    """Days in which every plan makes a recovery point, 1 to 31. Default: the longest interval of
    the slowest tier."""

    recovery_point_age_hours: AuditAgeHours | None = None
    """Age that the newest recovery point of a resource may reach. Hours, 1 to 744. Default: as the
    frequency, with the start window."""

    max_restore_minutes: ObjectiveMinutes | None = None
    """How long a restore may take. Minutes. Default: the longest `rto_minutes` of the tiers."""


@dataclass(frozen=True, slots=True)
class AuditParameters:
    """Parameters of the controls of an Audit Manager framework that this policy passes."""

    required_retention_days: int
    """`requiredRetentionDays`, of plans and of recovery points."""
    required_frequency_days: int | None
    """`requiredFrequencyValue` in days; None where a tier runs too seldom for the control."""
    recovery_point_age_hours: int | None
    """`recoveryPointAgeValue` in hours; None where a tier runs too seldom for the control."""
    max_restore_minutes: int
    """`maxRestoreTime` in minutes."""


def derive_audit_parameters(tiers: Mapping[str, Tier]) -> AuditParameters:
    """Return the strictest parameters that rules which do what they promise still pass."""
    days = max(
        -(-min(rule.schedule.longest_interval for rule in tier.rules) // _DAY)
        for tier in tiers.values()
    )
    hours = max(
        -(-min(rule.schedule.longest_interval + rule.start_window for rule in tier.rules) // _HOUR)
        for tier in tiers.values()
    )
    return AuditParameters(
        required_retention_days=min(
            write.lifecycle.delete_after_days for write in vault_writes(tiers)
        ),
        required_frequency_days=days if days <= AUDIT_FREQUENCY_MAX_DAYS else None,
        recovery_point_age_hours=hours if hours <= AUDIT_AGE_MAX_HOURS else None,
        max_restore_minutes=max(tier.rto_minutes for tier in tiers.values()),
    )


def lowered(derived: AuditParameters, asked: AuditMinimums) -> AuditParameters:
    """Return the derived parameters, with what was asked explicitly in their place."""
    return AuditParameters(
        required_retention_days=asked.required_retention_days or derived.required_retention_days,
        required_frequency_days=asked.required_frequency_days or derived.required_frequency_days,
        recovery_point_age_hours=asked.recovery_point_age_hours or derived.recovery_point_age_hours,
        max_restore_minutes=asked.max_restore_minutes or derived.max_restore_minutes,
    )


def audit_refusals(derived: AuditParameters, asked: AuditMinimums) -> Iterator[Refusal]:
    """Refuse minimums that the policy itself does not meet (`BAMP-A01`)."""
    retention = asked.required_retention_days
    if retention is not None and retention > derived.required_retention_days:
        yield _refusal(
            "required_retention_days", retention, derived.required_retention_days, "less"
        )
    for field in ("required_frequency_days", "recovery_point_age_hours", "max_restore_minutes"):
        given: int | None = getattr(asked, field)
        kept: int | None = getattr(derived, field)
        if given is not None and (kept is None or given < kept):
            yield _refusal(field, given, kept, "more")


def _refusal(field: str, given: int, kept: int | None, side: str) -> Refusal:
    return Refusal(
        code="BAMP-A01",
        given=f"{field}={given}",
        allowed=f"no {field}" if kept is None else f"{field}={kept} or {side}",
        why="house rule: Audit Manager would report as failing what the policy promises",
        write=f"nothing: remove {field}",
        path=f"audit_minimums.{field}",
    )
