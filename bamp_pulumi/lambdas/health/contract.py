"""What the tags of a resource say: its tier, its owner, and an exemption.

The names are those of the policy; a test holds both together, for what runs in AWS takes nothing
else of the library along.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

__all__ = ["EXEMPT_REASON_TAG", "EXEMPT_UNTIL_TAG", "OWNER_TAG", "TIER_TAG", "Contract"]

TIER_TAG = "backup-tier"
OWNER_TAG = "backup-owner"
EXEMPT_REASON_TAG = "backup-exempt-reason"
EXEMPT_UNTIL_TAG = "backup-exempt-until"

_KEYS = (TIER_TAG, OWNER_TAG, EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG)
_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class Contract:
    """The tags of one resource, read."""

    tags: Mapping[str, str]

    @property
    def tier(self) -> str:
        """Name of the tier; empty for none."""
        return self.tags.get(TIER_TAG, "")

    @property
    def owner(self) -> str:
        """Who owns it; empty for nobody."""
        return self.tags.get(OWNER_TAG, "")

    @property
    def is_exemption(self) -> bool:
        """Return True if the tags are those of an exemption, whole or not."""
        return bool({EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG} & self.tags.keys())

    @property
    def reason(self) -> str:
        """Why it is exempt; empty for nothing said."""
        return self.tags.get(EXEMPT_REASON_TAG, "")

    @property
    def until(self) -> date | None:
        """Last day of the exemption; None where none is written that is a day."""
        written = self.tags.get(EXEMPT_UNTIL_TAG, "")
        try:
            # Of the ways to write a day only this one is a promise's.
            return date.fromisoformat(written) if len(written) == len("2027-01-01") else None
        except ValueError:
            return None

    @property
    def missing(self) -> tuple[str, ...]:
        """Tags of an exemption that are not there, or cannot be read."""
        said = {
            EXEMPT_REASON_TAG: bool(self.reason.strip()),
            OWNER_TAG: bool(self.owner.strip()),
            EXEMPT_UNTIL_TAG: self.until is not None,
        }
        return tuple(tag for tag, is_said in said.items() if not is_said)

    @property
    def misspelt(self) -> dict[str, str]:
        """Keys that are almost those of the contract, each with the one that was meant."""
        meant = {key: _meant(key) for key in self.tags if key not in _KEYS}
        return {key: ours for key, ours in meant.items() if ours and ours not in self.tags}


def _meant(key: str) -> str:
    alike = get_close_matches(key.casefold().replace("_", "-"), _KEYS, n=1, cutoff=_ALIKE)
    return alike[0] if alike else ""
