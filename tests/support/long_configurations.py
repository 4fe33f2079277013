"""Configurations of an account with as many entries as a test asks for."""

from typing import Any, Final

__all__ = ["TIER", "accounts"]

TIER: Final[dict[str, Any]] = {  # Any: a tier of a policy, as YAML has it
    "description": "Kept.",
    "rules": {"daily": {"lifecycle": {"delete_after_days": 30}}},
    "rpo_minutes": 1_440,
    "rto_minutes": 240,
    "native_retention_days": 7,
}


def accounts(count: int) -> list[str]:
    """Return so many account IDs."""
    return [f"{number:012}" for number in range(1, count + 1)]
