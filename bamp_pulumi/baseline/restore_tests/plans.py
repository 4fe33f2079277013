"""Restore testing plans and their selections, as AWS Backup takes them.

Each run restores one recovery point of every resource that a selection matches: restore testing
cannot draw a sample of resources. What is drawn is the recovery point.

Source: AWS Backup developer guide, restore-testing; AWS Backup API,
RestoreTestingRecoveryPointSelection and RestoreTestingSelectionForCreate (read 2026-11-29).
"""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.baseline.restore_tests.schedule import restore_test_schedule
from bamp_pulumi.baseline.selection_document import TagEqualsDocument
from bamp_pulumi.policy import TIER_TAG, RestoreTestFrequency, Schedule, Tier

__all__ = ["RestoreTestPlan", "plan_of", "tier_condition"]

_WINDOW_MAX_DAYS: Final = 365
_ENDINGS: Final = {RestoreTestFrequency.WEEKLY: "7d", RestoreTestFrequency.QUARTERLY: "3m"}
_ALGORITHMS: Final = {
    RestoreTestFrequency.WEEKLY: "RANDOM_WITHIN_WINDOW",
    RestoreTestFrequency.QUARTERLY: "LATEST_WITHIN_WINDOW",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTestPlan:
    """The restore testing plan of one tier and frequency."""

    name: str
    """Its name in AWS, `bamp_critical_7d` or `bamp_critical_3m`: 50 letters, digits and `_`."""
    tier_name: str
    frequency: RestoreTestFrequency
    schedule: Schedule
    algorithm: str
    point_types: tuple[str, ...]
    """`SNAPSHOT`, and `CONTINUOUS` where the newest of a continuous tier is restored."""
    selection_window_days: int
    """How old a recovery point may be, 1 to 365 days: all that the tier keeps out of cold storage,
    for where none is eligible nothing is tested and nobody is notified."""


def plan_of(
    prefix: str,
    tier_name: str,
    tier: Tier,
    frequency: RestoreTestFrequency,
    start_window_hours: int,
) -> RestoreTestPlan:
    """Return the restore testing plan of a tier.

    Args:
        prefix: What its name begins with, 16 characters at most.
        tier_name: Name of the tier, 30 characters at most.
        tier: The tier.
        frequency: Weekly or quarterly.
        start_window_hours: How long after the scheduled instant a test may start.
    """
    is_full = frequency is RestoreTestFrequency.QUARTERLY
    continuous = ("CONTINUOUS",) if is_full and tier.continuous_days is not None else ()
    return RestoreTestPlan(
        # AWS takes letters, digits and underscores alone.
        name=f"{prefix}_{tier_name}_{_ENDINGS[frequency]}".replace("-", "_"),
        tier_name=tier_name,
        frequency=frequency,
        schedule=restore_test_schedule(tier, frequency, start_window_hours),
        algorithm=_ALGORITHMS[frequency],
        point_types=("SNAPSHOT", *continuous),
        selection_window_days=min(_WINDOW_MAX_DAYS, tier.warm_days),
    )


def tier_condition(tier_name: str) -> TagEqualsDocument:
    """Return the tag that the newest recovery point of what is tested must have.

    Recovery points have the tags of their resource. Without `protectedResourceArns`: the provider
    takes one of the two.
    """
    return {"key": f"aws:ResourceTag/{TIER_TAG}", "value": tier_name}
