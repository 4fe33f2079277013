"""The measures of each kind of thing in a snapshot."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final, TypeVar

from bamp_pulumi.catalog import DELETION_GUARDS, VERSION_EXPIRIES
from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.change import PROVIDER_DEFAULT
from bamp_pulumi.changes.measure import ENDLESS, NONE, Measure
from bamp_pulumi.changes.snapshot import (
    CopyState,
    KeptState,
    PlanRuleState,
    PlanState,
    RuleState,
    StoreState,
    TierState,
    VaultState,
)
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.coverage import Status

__all__ = [
    "Vaults",
    "guards",
    "measures_of_plan",
    "measures_of_store",
    "measures_of_tier",
    "measures_of_vault",
]

_Kept = TypeVar("_Kept", RuleState, CopyState)
Vaults = Mapping[tuple[str, str], VaultState]
"""Vaults by Region and name."""
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
            words = ("not written", "written") if guard.is_given else ("false", "true")
            yield Measure(
                aspect=Aspect.GUARD,
                of=name,
                value=words[guarding is guard.guarding],
                number=float(guarding),
                absent=float(guard.absent),
                absent_value=words[guard.absent is guard.guarding],
            )


def measures_of_store(store: StoreState, vaults: Vaults) -> Iterator[Measure]:
    """Measure how a data store stands.

    Args:
        store: The data store.
        vaults: The vaults that are declared beside it.
    """
    is_unsure = store.status is Status.UNVERIFIED
    yield Measure(
        aspect=Aspect.STATUS,
        value=store.status,
        number=None if is_unsure else float(store.status in _KEPT),
        # What is not there lacks nothing: only what stands bare opens a gap by coming.
        absent=1,
        alone=store.status is not Status.EXEMPT,
        absent_value=store.status if store.status in _KEPT else None,
    )
    if store.exempt_until is not None:
        yield Measure(
            aspect=Aspect.EXEMPTION,
            value=store.how,
            number=float(store.exempt_until.toordinal()),
            absent=NONE,
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
    yield from _native(store)
    if store.noncurrent_days is not None:
        kept = None if store.noncurrent_days == _FOR_EVER else store.noncurrent_days
        yield replace(_days(Aspect.VERSIONS, "", kept), alone=False)
    elif store.type in VERSION_EXPIRIES:
        yield replace(Measure.unknown(Aspect.VERSIONS), alone=False)
    yield from _losses(store)
    yield from _rules_of_store(store.rules, vaults)
    yield from _copies(store.copies, vaults)
    yield from guards(store)


def _native(store: StoreState) -> Iterator[Measure]:
    """Measure how long the service keeps its own backups.

    A default of the provider is sent to AWS, which deletes what is older: it is a value like one
    that the program writes, none included.
    """
    if store.native_open:
        yield Measure.unknown(Aspect.NATIVE)
    elif store.native_default is not None:
        days = store.native_default
        unit = "day" if days == 1 else "days"
        said = f"{days} {unit} ({PROVIDER_DEFAULT})" if days else f"none ({PROVIDER_DEFAULT})"
        yield replace(_days(Aspect.NATIVE, "", days), value=said)
    elif store.native_days is not None:
        yield _days(Aspect.NATIVE, "", store.native_days)


def _losses(store: StoreState) -> Iterator[Measure]:
    for number, one in enumerate(store.exposure):
        # Its own Region comes first and may be the only one; the others are copies' Regions.
        of = one.region if number else ""
        if not one.known:
            yield Measure.unknown(Aspect.LOSS, of)
        elif one.at_most_minutes is None:
            yield Measure(
                aspect=Aspect.LOSS, of=of, value="everything", unit=Unit.MINUTES, number=ENDLESS
            )
        else:
            yield _at_most(Aspect.LOSS, one.at_most_minutes, of)


def _rules_of_store(rules: Iterable[RuleState], vaults: Vaults) -> Iterator[Measure]:
    """Measure rules by name and Region: one of another plan may do the same."""
    named = _numbered((f"{rule.rule}, {rule.region}", rule.retention_days, rule) for rule in rules)
    for of, rule in named:
        yield _days(Aspect.RETENTION, of, rule.retention_days)
        yield _schedule(of, rule)
        yield from _vault(Aspect.VAULT, of, rule.region, rule.vault, vaults)
        if rule.continuous:
            yield Measure(aspect=Aspect.ANY_SECOND, of=of, value="yes", number=1)


def _copies(copies: Iterable[CopyState], vaults: Vaults) -> Iterator[Measure]:
    named = _numbered((_copied(copy), copy.retention_days, copy) for copy in copies)
    for of, copy in named:
        yield _days(Aspect.COPY, of, copy.retention_days)
        if copy.cold_after_days is not None:
            cold = _days(Aspect.COLD, f"copies of {of}", copy.cold_after_days)
            yield replace(cold, absent=ENDLESS, absent_value="never")
        yield from _vault(Aspect.COPY_VAULT, of, copy.region, copy.vault, vaults)


def _schedule(of: str, rule: KeptState) -> Measure:
    interval = rule.interval_minutes
    return Measure(
        aspect=Aspect.SCHEDULE,
        of=of,
        value=rule.schedule,
        number=None if interval is None else float(interval),
        alone=False,
    )


def _vault(aspect: Aspect, of: str, region: str, name: str, vaults: Vaults) -> Iterator[Measure]:
    """Measure where recovery points go: by name, and by the lock that holds them there."""
    yield Measure(aspect=aspect, of=of, value=name, alone=False)
    vault = vaults.get((region, name))
    lock = Measure.unknown(Aspect.VAULT_LOCK, of) if vault is None else _lock(vault)
    yield replace(lock, aspect=Aspect.VAULT_LOCK, of=of, alone=False)


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


def measures_of_plan(plan: PlanState, vaults: Vaults) -> Iterator[Measure]:
    """Measure what a plan keeps, rule by rule."""
    for rule in plan.rules:
        yield from _plan_rule(plan.region, rule, vaults)
    yield from guards(plan)


def _plan_rule(region: str, rule: PlanRuleState, vaults: Vaults) -> Iterator[Measure]:
    of, open_ = rule.rule, _RULES_UNKNOWN | {"lifecycle", "lifecycle.deleteAfter"}
    if open_.isdisjoint(rule.unknown):
        yield _days(Aspect.RETENTION, of, rule.retention_days)
    else:
        yield Measure.unknown(Aspect.RETENTION, of)
    yield from _copies(rule.copies, vaults)
    if "copyActions" in rule.unknown or "destinationVaultArn" in rule.unknown:
        yield Measure.unknown(Aspect.COPY, of)
    if "enableContinuousBackup" in rule.unknown:
        yield Measure.unknown(Aspect.ANY_SECOND, of)
    elif rule.continuous:
        yield Measure(aspect=Aspect.ANY_SECOND, of=of, value="yes", number=1)
    if rule.cold_after_days is not None:
        cold = _days(Aspect.COLD, of, rule.cold_after_days)
        yield replace(cold, absent=ENDLESS, absent_value="never")
    if rule.air_gapped_vault:
        yield Measure(aspect=Aspect.AIR_GAP, of=of, value=rule.air_gapped_vault)
    known = {
        "schedule": (_schedule(of, rule),),
        "targetVaultName": tuple(_vault(Aspect.VAULT, of, region, rule.vault, vaults)),
        "startWindow": (_window(Aspect.START_WINDOW, of, rule.start_window_minutes),),
        "completion": (_window(Aspect.COMPLETION_WINDOW, of, rule.completion_window_minutes),),
    }
    for part, measures in known.items():
        is_open = any(unknown.startswith(part) for unknown in rule.unknown)
        for one in measures:
            yield Measure.unknown(one.aspect, of) if is_open else one


def _window(aspect: Aspect, of: str, minutes: int) -> Measure:
    return replace(_at_most(aspect, minutes, of), alone=False)


def measures_of_vault(vault: VaultState) -> Iterator[Measure]:
    """Measure what holds a vault's recovery points."""
    yield _lock(vault)
    if vault.locked is None:
        yield Measure.unknown(Aspect.LEAST)
        yield Measure.unknown(Aspect.MOST)
    else:
        if vault.min_retention_days is not None:
            yield _days(Aspect.LEAST, "", vault.min_retention_days)
        if vault.max_retention_days is not None:
            yield _days(Aspect.MOST, "", vault.max_retention_days)
    if vault.changeable_for_days is not None:
        yield replace(_days(Aspect.GRACE, "", vault.changeable_for_days), alone=False)
    yield Measure(aspect=Aspect.KEY, value=vault.key or "AWS's own")
    if vault.key_is_customers is not None:
        value = "customer managed" if vault.key_is_customers else "AWS managed"
        yield Measure(
            aspect=Aspect.KEY_OWNER, value=value, number=float(vault.key_is_customers), alone=False
        )
    yield from guards(vault)


def _lock(vault: VaultState) -> Measure:
    if vault.locked is None or (vault.locked and vault.compliance is None):
        return Measure.unknown(Aspect.LOCK)
    mode = (1 + bool(vault.compliance)) if vault.locked else 0
    return Measure(aspect=Aspect.LOCK, value=_LOCK_WORDS[mode], number=mode)


def _at_most(aspect: Aspect, minutes: int, of: str = "") -> Measure:
    return Measure(
        aspect=aspect, of=of, value=str(minutes), unit=Unit.MINUTES, number=float(minutes)
    )


def _days(aspect: Aspect, of: str, days: int | None) -> Measure:
    value, number = (_FOR_EVER, ENDLESS) if days is None else (str(days), float(days))
    return Measure(aspect=aspect, of=of, value=value, unit=Unit.DAYS, number=number)
