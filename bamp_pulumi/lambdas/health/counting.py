"""Which recovery points count for a rule, and why the others do not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bamp_pulumi.lambdas.health.expected import Expected, ExpectedRule
from bamp_pulumi.lambdas.health.records import Point
from bamp_pulumi.lambdas.health.sight import Sight, where
from bamp_pulumi.lambdas.health.standing import Reason, ReasonKind, Weight

__all__ = ["LONGEST_READING", "Counted", "count"]

LONGEST_READING = timedelta(minutes=15)
"""A recovery point that is newer than the beginning of the reading by more is of another clock:
a function runs no longer.
Source: Lambda developer guide, gettingstarted-limits (read 2026-11-29)."""

_COUNTS = frozenset({ReasonKind.RETENTION_LONG, ReasonKind.UNSEEN})
"""What is said of recovery points that count: the second makes that it is not known."""
_DAY = timedelta(days=1)
_USABLE = frozenset({"COMPLETED", "AVAILABLE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The recovery points of a rule, or of its copies."""

    newest: Point | None
    """Of those that count."""
    others: tuple[Reason, ...]
    """Why newer ones do not, or not fully: one reason of a kind, as a warning."""


def count(rule: ExpectedRule, points: Iterable[Point], expected: Expected, sight: Sight) -> Counted:
    """Find the newest recovery point that counts for a rule.

    Args:
        rule: The rule, or one of its copies.
        points: Recovery points of one resource.
        expected: What is promised.
        sight: All that was read.
    """
    newest: Point | None = None
    others: dict[ReasonKind, Reason] = {}
    for point in sorted(points, key=lambda each: each.created_at, reverse=True):
        if not _is_of(rule, point):
            continue
        found = _falls_short(rule, point, expected, sight)
        if found is not None:
            others.setdefault(found.kind, found)
        if found is None or found.kind in _COUNTS:
            newest = point
            break
    return Counted(newest=newest, others=tuple(others.values()))


def _is_of(rule: ExpectedRule, point: Point) -> bool:
    """Return True if a recovery point was made by a rule, or by hand as the rule would make it."""
    if (point.vault, point.region) != (rule.vault, rule.region) or point.parent_arn:
        return False
    by_hand = not point.rule and _kept_days(rule, point) == rule.retention_days
    return by_hand or point.rule == rule.rule


def _falls_short(
    rule: ExpectedRule, point: Point, expected: Expected, sight: Sight
) -> Reason | None:
    """Return why a recovery point does not count, or what is to be said of one that does."""
    at = sight.seen.at
    of = f"recovery point of {point.created_at:%Y-%m-%d %H:%M} UTC in {rule.vault}, {rule.region}"

    # What was made before the promise is as it was promised then.
    is_old = expected.since is not None and point.created_at < expected.since
    usual = Weight.NOTE if is_old else Weight.WARNING

    def reason(kind: ReasonKind, why: str, weight: Weight = usual) -> Reason:
        return Reason(
            kind=kind,
            weight=weight,
            why=f"{of} {why}",
            rule=rule.rule,
            region=rule.region,
            vault=rule.vault,
        )

    if point.created_at > at + LONGEST_READING:
        why = f"is from the future, for it is {at:%Y-%m-%d %H:%M}: a clock is wrong"
        return reason(ReasonKind.FROM_THE_FUTURE, why, Weight.UNSEEN)
    if point.status == "CREATING":
        return reason(ReasonKind.CREATING, "is being made, and does not count yet", Weight.NOTE)
    if point.status not in _USABLE:
        said = f" ({point.status_message})" if point.status_message else ""
        return reason(ReasonKind.UNUSABLE, f"is {point.status}, not usable{said}")
    if not rule.continuous and point.deletes_at is not None and point.deletes_at <= at:
        return reason(ReasonKind.UNUSABLE, "is past its retention, and may be deleted any moment")
    key = expected.keys.get(where(rule.vault, rule.region), "") if rule.under_vault_key else ""
    if key and point.key_arn != key:
        return reason(
            ReasonKind.WRONG_KEY,
            f"is under {point.key_arn or 'no key'}, not under {key}",
        )
    return _key(point, sight, reason) or _retention(rule, point, reason)


def _key(point: Point, sight: Sight, reason: Callable[..., Reason]) -> Reason | None:
    """Return why what is under the key of a recovery point cannot be restored, or may not."""
    if not point.key_arn:
        return None
    key = sight.keys.get(point.key_arn)
    if key is None:
        why = f"is under {point.key_arn}, and whether that key can be used was not read"
        return reason(ReasonKind.UNSEEN, why, Weight.UNSEEN)
    if key.is_usable:
        return None
    return reason(ReasonKind.KEY_UNUSABLE, f"is under {point.key_arn}, which is {key.state}")


def _retention(
    rule: ExpectedRule, point: Point, reason: Callable[[ReasonKind, str], Reason]
) -> Reason | None:
    kept, promised = _kept_days(rule, point), rule.retention_days
    if kept == promised:
        return None
    is_short = promised is None or (kept is not None and kept < promised)
    kind = ReasonKind.RETENTION_SHORT if is_short else ReasonKind.RETENTION_LONG
    return reason(kind, f"is kept {_days(kept)}, promised are {_days(promised)}")


def _kept_days(rule: ExpectedRule, point: Point) -> int | None:
    """Return for how many days a recovery point is kept: the least that is said."""
    said = [] if point.retention_days is None else [point.retention_days]
    if point.deletes_at is not None and not rule.continuous:
        until = round((point.deletes_at - point.created_at) / _DAY)
        # AWS Backup deletes within hours: less than a day is no other retention.
        if not said or until < said[0]:
            said.append(until)
    return min(said, default=None)


def _days(days: int | None) -> str:
    return "for ever" if days is None else f"{days} days"
