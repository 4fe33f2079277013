"""The measures of each kind of thing in a snapshot."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, TypeVar

from bamp_pulumi.catalog import DELETION_GUARDS
from bamp_pulumi.changes.change import Aspect, Unit
from bamp_pulumi.changes.measure import MOST, NOTHING, Measure
from bamp_pulumi.changes.snapshot import (
    CopyState,
    PlanRuleState,
    PlanState,
    RuleState,
    StoreState,
    TierState,
    VaultState,
)
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.coverage import Status

__all__ = ["measures_of_plan", "measures_of_store", "measures_of_tier", "measures_of_vault"]

_Kept = TypeVar("_Kept", RuleState, CopyState)
_FOR_EVER: Final = "for ever"
_KEPT: Final = (Status.PROTECTED, Status.NATIVE)
_LOCK_WORDS: Final = ("none", "governance mode", "compliance mode")
_RULES_UNKNOWN: Final = frozenset({"rules", "rule"})


def guards(state: DeclaredState) -> Iterator[Measure]:
    """Measure what keeps a resource from being deleted."""
    for name, guarding in sorted(state.guards.items()):
        guard = DELETION_GUARDS.get(name)
        if guard is None:
            continue
        if guarding is None:
            yield Measure.unknown(Aspect.GUARD, name)
        else:
            value = "true" if guarding is guard.guarding else "false"
            yield Measure(
                aspect=Aspect.GUARD,
                of=name,
                value=value,
                strength=float(guarding),
                absent=float(guard.absent),
                absent_value="true" if guard.absent is guard.guarding else "false",
            )


def measures_of_store(store: StoreState) -> Iterator[Measure]:
    """Measure how a data store stands."""
    is_unsure = store.status is Status.UNVERIFIED
    yield Measure(
        aspect=Aspect.STATUS,
        value=store.status,
        strength=None if is_unsure else float(store.status in _KEPT),
        # What is not there lacks nothing: only what stands bare opens a gap by coming.
        absent=None if store.status is Status.EXEMPT else 1,
        absent_value=store.status if store.status in _KEPT else "",
    )
    if store.exempt_until is not None:
        yield Measure(
            aspect=Aspect.EXEMPTION,
            value=store.how,
            strength=-float(store.exempt_until.toordinal()),
            absent=MOST,
        )
    if store.tier is None:
        yield Measure.unknown(Aspect.TIER)
    elif store.tier:
        yield Measure(aspect=Aspect.TIER, value=store.tier)
    if store.owner:
        yield Measure(aspect=Aspect.OWNER, value=store.owner)
    for aspect, minutes in (
        (Aspect.RPO, store.rpo_minutes),
        (Aspect.RTO, store.rto_minutes),
        (Aspect.ACHIEVED_RPO, store.achieved_rpo_minutes),
    ):
        if minutes is not None:
            yield _at_most(aspect, minutes)
    if store.native_days is not None:
        yield _days(Aspect.NATIVE, "", store.native_days)
    yield from _losses(store)
    yield from _rules_of_store(store.rules)
    yield from _copies(store.copies)
    yield from guards(store)


def _losses(store: StoreState) -> Iterator[Measure]:
    for number, one in enumerate(store.exposure):
        # Its own Region comes first and may be the only one; the others are copies' Regions.
        of = one.region if number else ""
        if not one.known:
            yield Measure.unknown(Aspect.LOSS, of)
        elif one.at_most_minutes is None:
            yield Measure(
                aspect=Aspect.LOSS, of=of, value="everything", unit=Unit.MINUTES, strength=NOTHING
            )
        else:
            yield _at_most(Aspect.LOSS, one.at_most_minutes, of)


def _rules_of_store(rules: Iterable[RuleState]) -> Iterator[Measure]:
    """Measure rules by name and Region: one of another plan may do the same."""
    named = _numbered((f"{rule.rule}, {rule.region}", rule.retention_days, rule) for rule in rules)
    for of, rule in named:
        yield _days(Aspect.RETENTION, of, rule.retention_days)
        yield Measure(aspect=Aspect.SCHEDULE, of=of, value=rule.schedule, absent=None)
        yield Measure(aspect=Aspect.VAULT, of=of, value=rule.vault, absent=None)
        if rule.continuous:
            yield Measure(aspect=Aspect.ANY_SECOND, of=of, value="yes", strength=1)


def _copies(copies: Iterable[CopyState]) -> Iterator[Measure]:
    named = _numbered((_copied(copy), copy.retention_days, copy) for copy in copies)
    for of, copy in named:
        yield _days(Aspect.COPY, of, copy.retention_days)
        yield Measure(aspect=Aspect.COPY_VAULT, of=of, value=copy.vault, absent=None)


def _copied(copy: CopyState) -> str:
    account = f" of {copy.account_id}" if copy.account_id else ""
    return f"{copy.rule} to {copy.region or 'a Region not known'}{account}"


def _numbered(kept: Iterable[tuple[str, int | None, _Kept]]) -> Iterator[tuple[str, _Kept]]:
    """Number those of one name, the longest retention first, so that a missing one is noticed."""
    longest_first = sorted(kept, key=lambda one: (one[0], one[1] is not None, -(one[1] or 0)))
    for name, group in groupby(longest_first, key=lambda one: one[0]):
        for number, (_, _, one) in enumerate(group, start=1):
            yield f"{name} ({number})" if number > 1 else name, one


def measures_of_tier(tier: TierState) -> Iterator[Measure]:
    """Measure what a tier promises."""
    yield _at_most(Aspect.RPO, tier.rpo_minutes)
    yield _at_most(Aspect.RTO, tier.rto_minutes)
    yield _days(Aspect.NATIVE, "", tier.native_retention_days)
    yield _days(Aspect.VERSIONS, "", tier.noncurrent_version_days)


def measures_of_plan(plan: PlanState) -> Iterator[Measure]:
    """Measure what a plan keeps, rule by rule."""
    for rule in plan.rules:
        yield from _plan_rule(rule)
    yield from guards(plan)


def _plan_rule(rule: PlanRuleState) -> Iterator[Measure]:
    of, open_ = rule.rule, _RULES_UNKNOWN | {"lifecycle", "lifecycle.deleteAfter"}
    if open_.isdisjoint(rule.unknown):
        yield _days(Aspect.RETENTION, of, rule.retention_days)
    else:
        yield Measure.unknown(Aspect.RETENTION, of)
    yield from _copies(rule.copies)
    if "copyActions" in rule.unknown or "destinationVaultArn" in rule.unknown:
        yield Measure.unknown(Aspect.COPY, of)
    if "enableContinuousBackup" in rule.unknown:
        yield Measure.unknown(Aspect.ANY_SECOND, of)
    elif rule.continuous:
        yield Measure(aspect=Aspect.ANY_SECOND, of=of, value="yes", strength=1)
    if rule.cold_after_days is not None:
        yield Measure(
            aspect=Aspect.COLD, of=of, value=str(rule.cold_after_days), unit=Unit.DAYS, absent=0
        )
    for aspect, value, unit, part in (
        (Aspect.SCHEDULE, rule.schedule, Unit.NONE, "schedule"),
        (Aspect.VAULT, rule.vault, Unit.NONE, "targetVaultName"),
        (Aspect.START_WINDOW, str(rule.start_window_minutes), Unit.MINUTES, "startWindow"),
        (Aspect.COMPLETION_WINDOW, str(rule.completion_window_minutes), Unit.MINUTES, "completion"),
    ):
        if any(unknown.startswith(part) for unknown in rule.unknown):
            yield Measure.unknown(aspect, of)
        else:
            yield Measure(aspect=aspect, of=of, value=value, unit=unit, absent=None)


def measures_of_vault(vault: VaultState) -> Iterator[Measure]:
    """Measure what holds a vault's recovery points."""
    if vault.locked is None or (vault.locked and vault.compliance is None):
        yield Measure.unknown(Aspect.LOCK)
    else:
        mode = (1 + bool(vault.compliance)) if vault.locked else 0
        yield Measure(aspect=Aspect.LOCK, value=_LOCK_WORDS[mode], strength=mode)
    if vault.locked is None:
        yield Measure.unknown(Aspect.LEAST)
        yield Measure.unknown(Aspect.MOST)
    else:
        if vault.min_retention_days is not None:
            yield _days(Aspect.LEAST, "", vault.min_retention_days)
        if vault.max_retention_days is not None:
            # A greatest retention bounds cost and keeps nothing: neither value is better.
            yield Measure(
                aspect=Aspect.MOST, value=str(vault.max_retention_days), unit=Unit.DAYS, absent=0
            )
    yield Measure(aspect=Aspect.KEY, value=vault.key or "AWS's own")
    yield from guards(vault)


def _at_most(aspect: Aspect, minutes: int, of: str = "") -> Measure:
    return Measure(
        aspect=aspect, of=of, value=str(minutes), unit=Unit.MINUTES, strength=-float(minutes)
    )


def _days(aspect: Aspect, of: str, days: int | None) -> Measure:
    value, strength = (_FOR_EVER, MOST) if days is None else (str(days), float(days))
    return Measure(aspect=aspect, of=of, value=value, unit=Unit.DAYS, strength=strength)
