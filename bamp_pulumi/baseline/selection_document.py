"""Which resources a tier's plan takes: all that carry its tag, and nothing else.

Without `resources` conditions select nothing; with `["*"]` they decide alone. Equality only: a
negative condition would take every resource that has no tag at all.
"""

from typing import Final, TypedDict

from bamp_pulumi.policy import TIER_TAG

__all__ = ["ConditionDocument", "SelectionDocument", "TagEqualsDocument", "render_selection"]

_TAG_PREFIX: Final = "aws:ResourceTag/"
"""Conditions need it; a list of tags would not take it."""


class TagEqualsDocument(TypedDict):
    """A tag and the value it must have."""

    key: str
    value: str


class ConditionDocument(TypedDict):
    """Conditions that must all hold."""

    string_equals: list[TagEqualsDocument]


class SelectionDocument(TypedDict):
    """What a backup selection selects."""

    resources: list[str]
    conditions: list[ConditionDocument]


def render_selection(tier_name: str) -> SelectionDocument:
    """Return the selection of every resource whose tag `backup-tier` names the tier.

    Source: AWS Backup API, BackupSelection and Conditions (read 2026-11-22).
    """
    return {
        "resources": ["*"],
        "conditions": [
            {"string_equals": [{"key": f"{_TAG_PREFIX}{TIER_TAG}", "value": tier_name}]}
        ],
    }
