"""The tags that say, on a resource, what is promised for it: the contract between the stacks.

Whoever declares a resource writes them, and backup selections, coverage and health checks read
them, in every language and account. So their names never change.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy.blank import A_DAY
from bamp_pulumi.policy.exemption import Exemption
from bamp_pulumi.policy.parsing import parse

__all__ = [
    "EXEMPT_REASON_TAG",
    "EXEMPT_UNTIL_TAG",
    "OWNER_TAG",
    "TIER_TAG",
    "misspelt_keys",
    "misspelt_tags",
    "read_exemption",
    "read_owner",
    "read_tier",
    "render_exemption",
    "render_tier",
]

TIER_TAG: Final = "backup-tier"
"""Name of the tier; what the backup selections match."""

OWNER_TAG: Final = "backup-owner"
"""Who is responsible for the data and is notified when its backup fails."""

EXEMPT_REASON_TAG: Final = "backup-exempt-reason"
"""Why there is no backup; its presence makes a resource exempt."""

EXEMPT_UNTIL_TAG: Final = "backup-exempt-until"
"""Last day of the exemption, `YYYY-MM-DD`."""

_BLANKS: Final[Mapping[str, str]] = {
    EXEMPT_REASON_TAG: "...",
    OWNER_TAG: "...",
    EXEMPT_UNTIL_TAG: A_DAY,
}


_KEYS: Final = (TIER_TAG, OWNER_TAG, EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG)
_MISTAKEN: Final[Mapping[str, str]] = {
    **{key: key for key in _KEYS},
    "backup-exempt-owner": OWNER_TAG,
    "backup-exemption-owner": OWNER_TAG,
}
_ALIKE: Final = 0.9
"""How alike a key must be to one of ours: two letters exchanged are, another word is not."""


def _meant_key(key: str) -> str | None:
    """Return which key of ours a tag's key is a misspelling of; None for none, and for ours."""
    if key in _KEYS:
        return None
    alike = get_close_matches(key.casefold().replace("_", "-"), _MISTAKEN, n=1, cutoff=_ALIKE)
    return _MISTAKEN[alike[0]] if alike else None


def misspelt_tags(keys: Iterable[str]) -> dict[str, str]:
    """Return the keys that are almost those of this contract, each with the one that was meant.

    Nobody reads them: what they were to say does not hold, and nothing says so. Underscores and
    capitals count as misspelt; AWS compares keys exactly.
    """
    meant = {key: _meant_key(key) for key in keys}
    return {key: ours for key, ours in meant.items() if ours is not None}


def misspelt_keys(tags: Mapping[str, object]) -> dict[str, str]:
    """Return the keys of tags that are misspellings of ours, by the key that was meant.

    A key that is there as it should be was not meant by another one.
    """
    return {ours: key for key, ours in misspelt_tags(tags).items() if ours not in tags}


def render_tier(tier: str, owner: str | None = None) -> dict[str, str]:
    """Return the tags of a protected resource: its tier and, if said, its owner."""
    tags = {TIER_TAG: tier}
    return tags if owner is None else {**tags, OWNER_TAG: owner}


def render_exemption(exemption: Exemption) -> dict[str, str]:
    """Return the tags of an exempt resource: reason, owner and last day; no tier."""
    return {
        EXEMPT_REASON_TAG: exemption.reason,
        OWNER_TAG: exemption.owner,
        EXEMPT_UNTIL_TAG: exemption.until.isoformat(),
    }


def read_tier(tags: Mapping[str, str]) -> str | None:
    """Return the tier a resource names; None for none. It need not be one of the policy."""
    return tags.get(TIER_TAG)


def read_owner(tags: Mapping[str, str]) -> str | None:
    """Return the owner a resource names; None for none."""
    return tags.get(OWNER_TAG)


def read_exemption(tags: Mapping[str, str], owner: str = "") -> Exemption | None:
    """Return the exemption that tags record; None when they record none.

    Args:
        tags: Of one resource.
        owner: Who is known to own what the program declares, for remedies. Default: nobody.

    Raises:
        RefusedError: `BAMP-E03`, when a part of it is missing: it then exempts nothing.
        PolicyError: When a part cannot be read; see `Exemption`.
    """
    parts = {"reason": EXEMPT_REASON_TAG, "owner": OWNER_TAG, "until": EXEMPT_UNTIL_TAG}
    if not {EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG} & tags.keys():
        return None
    missing = [tag for tag in parts.values() if tag not in tags]
    if missing:
        blanks = {**_BLANKS, OWNER_TAG: owner or _BLANKS[OWNER_TAG]}
        raise RefusedError(
            "BAMP-E03",
            given=f"an exemption without the tag {' and '.join(missing)}",
            allowed=f"all of {', '.join(parts.values())}",
            why="house rule: an exemption is a decision with a reason, an owner and an end",
            write=", ".join(f"{tag!r}: {blanks[tag]!r}" for tag in missing),
        )
    return parse(Exemption, {part: tags[tag] for part, tag in parts.items()}, owner=owner)
