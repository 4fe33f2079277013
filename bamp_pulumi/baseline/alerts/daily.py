"""Is something due in every vault every day?"""

from datetime import timedelta
from typing import Final

from bamp_pulumi.policy import BackupPolicy

__all__ = ["is_daily"]

_A_DAY: Final = timedelta(hours=25)
"""A day may have 25 hours, when clocks are set back."""


def is_daily(policy: BackupPolicy) -> bool:
    """Return True if the default tier of a policy backs up and copies at least once a day."""
    rules = policy.tiers[policy.default_tier].rules
    daily = [rule for rule in rules if rule.schedule.longest_interval <= _A_DAY]
    return bool(daily) and any(rule.copies for rule in daily)
