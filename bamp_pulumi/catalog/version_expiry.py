"""Where a program says how long a bucket keeps its objects, and versions of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.companions import COMPANION_TYPES
from bamp_pulumi.catalog.conditions import Condition
from bamp_pulumi.catalog.data_store import CompanionKind

__all__ = ["VERSION_EXPIRIES", "VersionExpiry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionExpiry:
    """How a type writes it: a list of rules, each with a number of days."""

    rules: str
    """Wire name of the input that lists the rules."""
    days: str
    """Wire path, in a rule, of the days after which a noncurrent version goes."""
    newer: str = ""
    """Wire path, in a rule, of the number of newer noncurrent versions that stay beside them; empty
    where a rule has no such number."""
    current: str
    """Wire path, in a rule, of the block that says when a current object goes: `days` or `date`."""
    chosen_by: tuple[str, ...]
    """Wire paths, in a rule, of what says which objects it is about."""
    on: Condition
    """Holds for a rule that is switched on."""


_LIFECYCLE: Final = VersionExpiry(
    rules="rules",
    days="noncurrentVersionExpiration.noncurrentDays",
    newer="noncurrentVersionExpiration.newerNoncurrentVersions",
    current="expiration",
    chosen_by=("filter", "prefix"),
    on=Condition(path="status", test="one_of", values=("Enabled",)),
)
_ENABLED: Final = Condition(path="enabled", test="one_of", values=(True,))

VERSION_EXPIRIES: Final[Mapping[str, VersionExpiry]] = MappingProxyType(
    {
        **dict.fromkeys(COMPANION_TYPES[CompanionKind.BUCKET_LIFECYCLE].tokens, _LIFECYCLE),
        "aws:s3/bucket:Bucket": VersionExpiry(
            rules="lifecycleRules",
            days="noncurrentVersionExpiration.days",
            current="expiration",
            chosen_by=("prefix", "tags"),
            on=_ENABLED,
        ),
        "aws:s3/bucketV2:BucketV2": VersionExpiry(
            rules="lifecycleRules",
            days="noncurrentVersionExpirations.0.days",
            current="expirations.0",
            chosen_by=("prefix", "tags"),
            on=_ENABLED,
        ),
    }
)
"""By type token: of the lifecycle resources, and of buckets that say it themselves.
Source: pulumi_aws 7.51.1 (read 2026-11-29)."""
