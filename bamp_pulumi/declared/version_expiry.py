"""How long a bucket keeps its objects, and versions of them, by each of its rules.

Source: Amazon S3 API, LifecycleRule, LifecycleExpiration, LifecycleRuleFilter (read 2026-11-29).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bamp_pulumi.catalog import (
    COMPANION_TYPES,
    UNKNOWN,
    VERSION_EXPIRIES,
    CompanionKind,
    VersionExpiry,
    holds,
    is_empty,
    value_at,
    whole_number,
)
from bamp_pulumi.declared.values import entries, mapping
from bamp_pulumi.estate import Estate, Resource

__all__ = ["ExpiryRule", "ObjectExpiry", "expiry_holders", "expiry_rules", "object_expiries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryRule:
    """A rule that deletes noncurrent versions, or may."""

    holder: Resource
    """The resource that writes the rule."""
    name: str
    """Its id; empty where AWS gives one."""
    days: int | None
    """Days after which a noncurrent version goes; None while that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectExpiry:
    """What a rule of a bucket deletes, and when."""

    is_current: bool
    """Whether it deletes current objects, or else noncurrent versions."""
    prefix: str
    """What the names of those objects begin with; empty for all."""
    chosen_by: tuple[str, ...]
    """What else chooses them, each as a text; empty for nothing."""
    days: int | None
    """Days after which they go, 0 for a date; None while that, or of which objects, is not
    known."""
    date: str = ""
    """The day on which they go and from which on all go; empty for what goes after days."""
    newer: int = 0
    """How many newer noncurrent versions stay, however old."""


def expiry_rules(estate: Estate, bucket: Resource) -> Iterator[ExpiryRule]:
    """List the rules that delete noncurrent versions of a bucket.

    A rule that is switched off deletes nothing. One of which it is not known whether it is on, or
    whether it belongs to the bucket, is listed without its days.
    """
    for holder, is_certain in _holders(estate, bucket):
        yield from _of_holder(holder, is_certain=is_certain)


def object_expiries(estate: Estate, bucket: Resource) -> Iterator[tuple[Resource, ObjectExpiry]]:
    """List what the rules of a bucket delete, each with the resource that writes the rule."""
    for holder, is_certain in _holders(estate, bucket):
        expiry = VERSION_EXPIRIES.get(holder.type)
        if expiry is None or holder.external:
            continue
        if holder.value(expiry.rules) is UNKNOWN:
            for is_current in (True, False):
                yield (
                    holder,
                    ObjectExpiry(is_current=is_current, prefix="", chosen_by=(), days=None),
                )
            continue
        for rule in entries(holder.value(expiry.rules)):
            yield from ((holder, each) for each in _deleted(expiry, rule, is_certain=is_certain))


def expiry_holders(estate: Estate, bucket: Resource) -> Iterator[Resource]:
    """List the resources beside a bucket that certainly write its rules."""
    for holder, is_certain in _holders(estate, bucket):
        if is_certain and holder is not bucket:
            yield holder


def _holders(estate: Estate, bucket: Resource) -> Iterator[tuple[Resource, bool]]:
    row = COMPANION_TYPES[CompanionKind.BUCKET_LIFECYCLE]
    yield bucket, True
    for reference in estate.naming(bucket, row.link, *row.tokens):
        yield reference.source, reference.is_certain


def _deleted(
    expiry: VersionExpiry, rule: Mapping[str, object], *, is_certain: bool
) -> Iterator[ObjectExpiry]:
    on = holds(expiry.on, rule)
    if on is False:
        return
    chosen = _chosen(expiry, rule)
    newer = value_at(rule, expiry.newer) if expiry.newer else None
    kept = 0 if is_empty(newer) else whole_number(newer)
    block = value_at(rule, expiry.current)
    for is_current, given in ((False, value_at(rule, expiry.days)), (True, _current(block))):
        if given is None:
            continue
        days = whole_number(given) if given is not UNKNOWN else None
        prefix, others = chosen or ("", ())
        is_sure = bool(on) and is_certain and chosen is not None
        is_sure = is_sure and (is_current or kept is not None)
        yield ObjectExpiry(
            is_current=is_current,
            prefix=prefix,
            chosen_by=others,
            days=days if is_sure else None,
            date=_date(block) if is_current else "",
            newer=0 if is_current else kept or 0,
        )


def _date(block: object) -> str:
    """Return the day of a block that has one and no days."""
    fields: Mapping[str, object] = {} if block is UNKNOWN else mapping(block)
    date = fields.get("date") if is_empty(fields.get("days")) else None
    return date if isinstance(date, str) else ""


def _current(block: object) -> object:
    """Return the days after which a current object goes, 0 for a date; None where none goes."""
    if block is UNKNOWN:
        return UNKNOWN
    fields = mapping(block)
    if not is_empty(fields.get("days")):
        return fields["days"]
    date = fields.get("date")
    if is_empty(date):
        return None
    return 0 if isinstance(date, str) else UNKNOWN


def _chosen(
    expiry: VersionExpiry, rule: Mapping[str, object]
) -> tuple[str, tuple[str, ...]] | None:
    """Return the prefix of the objects of a rule, and what else chooses them; None if unknown."""
    prefix, others = "", list[str]()
    todo = [(path, rule.get(path)) for path in expiry.chosen_by]
    for name, value in todo:
        if value is UNKNOWN:
            return None
        if is_empty(value):
            continue
        if name in ("filter", "and"):
            todo += mapping(value).items()
        elif name == "prefix" and isinstance(value, str):
            prefix = value
        elif name in ("tag", "tags"):
            todo += ((f"tag {key}=", each) for key, each in _tags(mapping(value)).items())
        else:
            others.append(f"{name}{value}" if name.endswith("=") else f"{name} {value}")
    return prefix, tuple(sorted(others))


def _tags(given: Mapping[str, object]) -> Mapping[str, object]:
    """Return tags by key, whether they are written so or as key and value."""
    key = given.get("key")
    is_pair = {*given} == {"key", "value"} and isinstance(key, str)
    return {str(key): given["value"]} if is_pair else given


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
