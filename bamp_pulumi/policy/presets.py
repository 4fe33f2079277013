"""The policy that is used when none is written, and its tiers.

House preferences, not AWS limits. The start windows of the rules follow one another through the
day, one hour apart, so that two rules of a plan never overlap: AWS would then run only one.
"""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.policy.backup_policy import BackupPolicy
from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.parsing import parse
from bamp_pulumi.policy.rule import Rule
from bamp_pulumi.policy.schedule import Schedule
from bamp_pulumi.policy.tier import Tier

__all__ = [
    "critical_tier",
    "default_policy",
    "development_tier",
    "regulated_tier",
    "standard_tier",
]

_DAILY: Final = Schedule(expression="cron(0 2 ? * * *)")
_CONTINUOUS: Final = Schedule(expression="cron(0 8 ? * * *)")
_WEEKLY: Final = Schedule(expression="cron(0 14 ? * SUN *)")
_MONTHLY: Final = Schedule(expression="cron(0 20 1 * ? *)")

_WINDOWS: Final[Mapping[str, int]] = {
    # Six hours lie between the schedules: five to start in, one to keep them apart.
    "start_window_minutes": 300,
    # First backups of large file systems and buckets run for days.
    "completion_window_minutes": 7 * 24 * 60,
}

_YEAR_DAYS: Final = 365
_SEVEN_YEARS_DAYS: Final = 2_557
"""Seven years, two of them leap years."""


def _rule(name: str, schedule: Schedule, days: int, recovery_region: str | None) -> Rule:
    copies = [{"destination_region": recovery_region}] if recovery_region else []
    lifecycle = Lifecycle(delete_after_days=days)
    rule = {"name": name, "schedule": schedule, "lifecycle": lifecycle, "copies": copies}
    return parse(Rule, {**rule, **_WINDOWS})


def _continuous_rule() -> Rule:
    """Keep every second of 35 days; not copied, for a copy would lose exactly that."""
    lifecycle = Lifecycle(delete_after_days=35)
    rule = {"name": "continuous", "schedule": _CONTINUOUS, "lifecycle": lifecycle}
    return parse(Rule, {**rule, **_WINDOWS, "enable_continuous_backup": True})


def _kept_rules(recovery_region: str, *, monthly_days: int = _YEAR_DAYS) -> tuple[Rule, ...]:
    return (
        _rule("daily", _DAILY, 30, recovery_region),
        _rule("weekly", _WEEKLY, 90, recovery_region),
        _rule("monthly", _MONTHLY, monthly_days, recovery_region),
    )


def critical_tier(recovery_region: str = "us-west-2") -> Tier:
    """Return the tier of what the business stops without: any second of the last 35 days."""
    return Tier(
        description="Production data the business stops without.",
        rules=(_continuous_rule(), *_kept_rules(recovery_region)),
        rpo_minutes=5,
        rto_minutes=120,
        native_retention_days=35,
    )


def standard_tier(recovery_region: str = "us-west-2") -> Tier:
    """Return the tier of ordinary production data: daily, weekly and monthly, all copied."""
    return Tier(
        description="Ordinary production data.",
        rules=_kept_rules(recovery_region),
        rpo_minutes=1_440,
        rto_minutes=240,
        native_retention_days=7,
    )


def regulated_tier(recovery_region: str = "us-west-2") -> Tier:
    """Return the tier of data the law wants kept: as critical, the monthly for seven years."""
    return Tier(
        description="Production data that the law wants kept for seven years.",
        rules=(
            _continuous_rule(),
            *_kept_rules(recovery_region, monthly_days=_SEVEN_YEARS_DAYS),
        ),
        rpo_minutes=5,
        rto_minutes=120,
        native_retention_days=35,
    )


def development_tier() -> Tier:
    """Return the tier of what can be made again: a week of days, in one Region."""
    return Tier(
        description="Development and test data, which can be made again.",
        rules=(_rule("daily", _DAILY, 7, None),),
        rpo_minutes=1_440,
        rto_minutes=1_440,
        native_retention_days=3,
    )


def default_policy(
    *, primary_region: str = "us-east-1", recovery_region: str = "us-west-2"
) -> BackupPolicy:
    """Return the policy with the four tiers, `standard` for what names none.

    Args:
        primary_region: Region of the workload.
        recovery_region: Region that every copy goes to.

    Returns:
        The policy; its locks are governance mode, around the retentions of its tiers.

    Raises:
        PolicyError: `BAMP-N03` for what is no Region, `BAMP-C04` for one Region twice.
    """
    return parse(
        BackupPolicy,
        {
            "tiers": {
                "critical": critical_tier(recovery_region),
                "standard": standard_tier(recovery_region),
                "regulated": regulated_tier(recovery_region),
                "development": development_tier(),
            },
            "primary_region": primary_region,
            "recovery_region": recovery_region,
        },
    )
