"""How long a bucket keeps versions that were overwritten or deleted, by each of its rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from bamp_pulumi.catalog import (
    COMPANION_TYPES,
    UNKNOWN,
    VERSION_EXPIRIES,
    CompanionKind,
    holds,
    value_at,
    whole_number,
)
from bamp_pulumi.declared.values import entries
from bamp_pulumi.estate import Estate, Resource

__all__ = ["ExpiryRule", "expiry_rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryRule:
    """A rule that deletes noncurrent versions, or may."""

    holder: Resource
    """The resource that writes the rule."""
    name: str
    """Its id; empty where AWS gives one."""
    days: int | None
    """Days after which a noncurrent version goes; None while that is not known."""


def expiry_rules(estate: Estate, bucket: Resource) -> Iterator[ExpiryRule]:
    """List the rules that delete noncurrent versions of a bucket.

    A rule that is switched off deletes nothing. One of which it is not known whether it is on, or
    whether it belongs to the bucket, is listed without its days.
    """
    row = COMPANION_TYPES[CompanionKind.BUCKET_LIFECYCLE]
    yield from _of_holder(bucket, is_certain=True)
    for reference in estate.naming(bucket, row.link, *row.tokens):
        yield from _of_holder(reference.source, is_certain=reference.is_certain)


def _of_holder(holder: Resource, *, is_certain: bool) -> Iterator[ExpiryRule]:
    expiry = VERSION_EXPIRIES.get(holder.type)
    if expiry is None or holder.external:
        return
    if holder.value(expiry.rules) is UNKNOWN:
        yield ExpiryRule(holder=holder, name="", days=None)
        return
    for rule in entries(holder.value(expiry.rules)):
        given, on = value_at(rule, expiry.days), holds(expiry.on, rule)
        if given is None or on is False:
            continue
        name = rule.get("id")
        days = whole_number(given) if on and is_certain and given is not UNKNOWN else None
        yield ExpiryRule(holder=holder, name=name if isinstance(name, str) else "", days=days)
