"""Every code with which a policy is refused, and what it refuses, in one clause each.

The letter names the part: A audit, C copy, D document, E exemption, K lock, L lifecycle, N number
or name, R rule, S schedule, T tier. A code keeps its meaning for ever; a new rule gets a new one.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["POLICY_CODES"]

POLICY_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BAMP-A01": "an audit minimum above what the policy keeps",
        "BAMP-C01": "a copy to the Region and account of its source",
        "BAMP-C02": "a copy to a Region that has no vault for it",
        "BAMP-C03": "a copy that is deleted before the next one can build on it",
        "BAMP-C04": "one Region as primary and recovery Region",
        "BAMP-C05": "more copies than a rule takes",
        "BAMP-C06": "two copies to one vault",
        "BAMP-C07": "a recovery Region that nothing is copied to from the primary one",
        "BAMP-D01": "a field that does not exist",
        "BAMP-D02": "a field that is missing",
        "BAMP-D03": "a value of the wrong type",
        "BAMP-D04": "a value that is not one of the choices",
        "BAMP-D05": "a text that is no policy document",
        "BAMP-D06": "a preset that does not exist",
        "BAMP-D07": "null for a tier or rule that the preset does not have",
        "BAMP-E01": "a text that fits no tag",
        "BAMP-E02": "a day that is not in the calendar",
        "BAMP-E03": "an exemption of which a tag is missing",
        "BAMP-E04": "an acknowledgement whose reason or owner is no line of text",
        "BAMP-E05": "an acknowledged fault that does not exist",
        "BAMP-E06": "a fault or a loss that is acknowledged twice",
        "BAMP-E07": "a reason or an owner that is a placeholder",
        "BAMP-E08": "an acknowledged loss that names no resource",
        "BAMP-K01": "a lock that no retention can meet",
        "BAMP-K02": "compliance mode without the day it becomes irreversible",
        "BAMP-K03": "governance mode with a day it becomes irreversible",
        "BAMP-K04": "a retention outside the lock of its vault",
        "BAMP-L02": "cold storage for fewer than 90 days",
        "BAMP-N01": "a number out of bounds",
        "BAMP-N02": "a name that AWS or the library refuses",
        "BAMP-N03": "what is no Region",
        "BAMP-N04": "what is no account",
        "BAMP-R01": "a continuous backup kept more than 35 days",
        "BAMP-R02": "a continuous backup in cold storage",
        "BAMP-R03": "a completion window that a late start uses up",
        "BAMP-R04": "a schedule that ends",
        "BAMP-R05": "a retention that leaves a gap before the next recovery point",
        "BAMP-R06": "a schedule that skips months",
        "BAMP-S01": "a schedule that is not six fields in `cron()`",
        "BAMP-S02": "a value that a field of a cron expression does not take",
        "BAMP-S03": "an instant or span that is none",
        "BAMP-S04": "not exactly one `?` in the two day fields",
        "BAMP-S05": "a date that never comes",
        "BAMP-S06": "a schedule that runs more often than hourly",
        "BAMP-S07": "a time zone that is unknown",
        "BAMP-T01": "a tier that does not exist",
        "BAMP-T02": "more rules than a plan takes",
        "BAMP-T03": "two rules of one name",
        "BAMP-T04": "rules of one tier whose start windows overlap",
        "BAMP-T05": "a second continuous rule in a tier",
        "BAMP-T06": "a recovery point objective that no rule reaches",
    }
)
"""What each code refuses, by code."""
