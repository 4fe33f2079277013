"""Compare two snapshots: what is lost, what is gained, and of what that is unknown.

One law for all values: which of two is better is declared in `MEANINGS`, and of inputs that are
compared as they are written in the catalog.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bamp_pulumi.catalog import GAINED_BY_COMING, TAKEN_BY_COMING, Better, rows_of
from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.blue_green import blue_green_update
from bamp_pulumi.changes.change import About, Change, Changes, Direction, unnamed
from bamp_pulumi.changes.decision_changes import decision_changes
from bamp_pulumi.changes.effects import Replaced, deletion_effect, replacement, value_effect
from bamp_pulumi.changes.expiries import expiry_changes, say_expiries
from bamp_pulumi.changes.finding_changes import finding_changes
from bamp_pulumi.changes.input_changes import input_changes
from bamp_pulumi.changes.left_out import as_left
from bamp_pulumi.changes.meanings import MEANINGS
from bamp_pulumi.changes.measure import Measure, direction_of
from bamp_pulumi.changes.measures import (
    Vaults,
    guards,
    measures_of_plan,
    measures_of_store,
    measures_of_tier,
    measures_of_vault,
)
from bamp_pulumi.changes.notice_changes import notice_changes
from bamp_pulumi.changes.pairs import paired
from bamp_pulumi.changes.rule_names import RuleNames
from bamp_pulumi.changes.snapshot import PartState, Snapshot, StoreState
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.changes.statement_changes import lost_guards, permits_deletion
from bamp_pulumi.coverage import Status
from bamp_pulumi.estate import declared_in_python

__all__ = ["changes"]

_State = TypeVar("_State", bound=DeclaredState)
_Measured = Mapping[tuple[Aspect, str], Measure]
_Measures = Callable[[_State, Vaults], Iterable[Measure]]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the things that are compared."""

    was: Vaults
    now: Vaults
    replaced: Replaced | None
    unplanned: frozenset[str]
    expiry_holders: frozenset[tuple[str, str]]
    """Program and URN of what writes the lifecycle of a bucket whose expiries are compared."""


_OF_ABSENT: Final = frozenset({Aspect.STATUS, Aspect.EXEMPTION})
"""What is listed of a data store that comes or goes, in addition to that it does."""


def changes(
    before: Snapshot,
    after: Snapshot,
    *,
    replaced: Replaced | None = None,
    unplanned: frozenset[str] = frozenset(),
) -> Changes:
    """List everything that has changed.

    Args:
        before: How the estate stood.
        after: How it stands.
        replaced: What an engine says is replaced. Default: no engine has been asked, and the
            catalog decides by the inputs that changed.
        unplanned: Programs of which no engine has been asked: of what `replaced` does not name, the
            catalog decides.

    Returns:
        The changes, what is lost first; none when the two are equal. The worse value of anything
        known is a loss; what is known on one side only is unsure; what is known on neither side is
        not listed, because it is unknown whether it changed.
    """
    rules = RuleNames.between(before, after)
    before = rules.given_to(_renamed(before, after))
    beside = _Beside(
        _vaults(before), _vaults(after), replaced, unplanned, _expiry_holders(before, after)
    )
    return Changes.ordered(
        (
            *_tiers(before, after),
            *decision_changes(before, after),
            *_declared(About.STORE, before.stores, after.stores, measures_of_store, beside),
            *_declared(About.VAULT, before.vaults, after.vaults, _alone(measures_of_vault), beside),
            *_declared(About.PLAN, before.plans, after.plans, measures_of_plan, beside),
            *_declared(About.PART, before.parts, after.parts, _alone(guards), beside),
            *rules.changes(),
            *finding_changes(before, after),
            *notice_changes(before, after),
        )
    )


def _renamed(before: Snapshot, after: Snapshot) -> Snapshot:
    """Give what was said of a resource the URN that the resource has now."""
    pairs = (
        *paired(before.stores, after.stores),
        *paired(before.vaults, after.vaults),
        *paired(before.plans, after.plans),
        *paired(before.parts, after.parts),
    )
    names = {
        (old.program, old.urn): {"program": new.program, "urn": new.urn}
        for old, new in pairs
        if old is not None and new is not None and old.urn != new.urn
    }
    if not names:
        return before
    update = {
        "findings": tuple(
            f.model_copy(update=names.get((f.program, f.urn), {})) for f in before.findings
        )
    }
    if before.notices is not None:
        notices = (n.model_copy(update=names.get((n.program, n.urn), {})) for n in before.notices)
        return before.model_copy(update={**update, "notices": tuple(notices)})
    return before.model_copy(update=update)


def _tiers(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    was = {tier.tier: tier for tier in before.tiers}
    now = {tier.tier: tier for tier in after.tiers}
    for name in dict.fromkeys((*was, *now)):
        old, new = was.get(name), now.get(name)
        if old is None or new is None:
            yield Change(
                direction=Direction.GAINED if old is None else Direction.LOST,
                about=About.TIER,
                aspect=Aspect.DECLARED,
                name=name,
                before=None if old is None else "in the policy",
                after=None if new is None else "in the policy",
            )
            continue
        for one in _compared(_by_key(measures_of_tier(old)), _by_key(measures_of_tier(new))):
            yield one.model_copy(update={"about": About.TIER, "name": name})


def _vaults(snapshot: Snapshot) -> Vaults:
    return {(vault.region, vault.vault): vault for vault in snapshot.vaults}


def _alone(measures: Callable[[_State], Iterable[Measure]]) -> _Measures[_State]:
    """Return measures for which nothing beside the thing is looked at."""
    return lambda state, _: measures(state)


def _declared(
    about: About,
    before: Sequence[_State],
    after: Sequence[_State],
    measures: _Measures[_State],
    beside: _Beside,
) -> Iterator[Change]:
    for old, new in paired(before, after):
        state = new or old
        if state is None:
            continue
        was = _by_key(measures(old, beside.was) if old else ())
        now = _by_key(measures(new, beside.now) if new else ())
        if old is None or new is None:
            yield _of(about, state, _comes_or_goes(old, new, beside))
            found = (one for one in _compared(was, now) if one.aspect in _OF_ABSENT)
        else:
            asked = beside.replaced
            if new.program in beside.unplanned and (new.program, new.urn) not in (asked or {}):
                asked = None
            loss = replacement(old, new, asked)
            # A new one in its place keeps nothing of what the program leaves out.
            left = new if loss is None else new.model_copy(update={"left_out": ()})
            now = as_left(old, new, was, now) if loss is None else now
            found = _compared(_open(old, was, now), _open(new, now, was))
            if loss is None and isinstance(old, StoreState) and isinstance(new, StoreState):
                loss = blue_green_update(old, new)
            by_input = tuple(
                one for one in input_changes(old, left) if loss is None or not _is_guessed(one, old)
            )
            found = (one for one in found if not _said_by_switch(one, new.type, by_input))
            if say_expiries(old, new):
                found = (one for one in found if one.aspect is not Aspect.VERSIONS)
                by_input = (*by_input, *expiry_changes(old, new))
            if (new.program, new.urn) in beside.expiry_holders:
                by_input = tuple(one for one in by_input if not _is_of_expiry(one))
            found = (*found, *by_input, *(() if loss is None else (loss,)))
        source = "" if new is None else new.source
        for one in found:
            yield _of(about, state, one).model_copy(update={"source": source})


def _expiry_holders(before: Snapshot, after: Snapshot) -> frozenset[tuple[str, str]]:
    return frozenset(
        (new.program, urn)
        for old, new in paired(before.stores, after.stores)
        if old is not None and new is not None and say_expiries(old, new)
        for urn in new.expiry_holders
    )


def _is_of_expiry(change: Change) -> bool:
    """Return True for what a lifecycle deletes, which its bucket says."""
    return change.of.startswith("rules")


def _is_guessed(change: Change, old: DeclaredState) -> bool:
    """Return True for an input of which nothing is known but that it was never written.

    Of what is replaced the replacement says that nothing of it is left.
    """
    is_unsure = change.direction is Direction.UNSURE and change.aspect is Aspect.PROTECTION
    return is_unsure and change.of in old.left_out and change.after is None


def _said_by_switch(change: Change, token: str, by_input: Sequence[Change]) -> bool:
    """Return True for days that go with the switch beside them: the switch itself says it."""
    if change.aspect is not Aspect.NATIVE:
        return False
    paths = (s.path for row in rows_of(token) for s in row.settings if s.at_least is not None)
    blocks = {path.rpartition(".")[0] for path in paths} - {""}
    switched = {c.of.rpartition(".")[0] for c in by_input if c.aspect is Aspect.PROTECTION}
    return not blocks.isdisjoint(switched)


def _open(state: DeclaredState, own: _Measured, others: _Measured) -> _Measured:
    """Return as unknown what an unverified data store seems to lack.

    What keeps it from deletion is known all the same.
    """
    if not (isinstance(state, StoreState) and state.status is Status.UNVERIFIED):
        return own
    lacking = (key for key in others if key not in own and key[0] is not Aspect.GUARD)
    return {**own, **{key: Measure.unknown(*key) for key in lacking}}


def _of(about: About, state: DeclaredState, change: Change) -> Change:
    label = state.label if isinstance(state, StoreState) else state.type
    return change.model_copy(
        update={
            "about": about,
            "program": state.program,
            "urn": state.urn,
            "type": label,
            "name": state.name,
            "in_python": declared_in_python(state.source),
        }
    )


def _comes_or_goes(old: DeclaredState | None, new: DeclaredState | None, beside: _Beside) -> Change:
    is_new = old is None
    direction = Direction.GAINED if is_new else Direction.LOST
    if isinstance(new, PartState) and is_new and new.type not in GAINED_BY_COMING:
        # A policy, a setting or a function may take something from what is there.
        direction = Direction.LOST if permits_deletion(new) else Direction.UNSURE
    elif isinstance(old, PartState) and new is None:
        direction = _of_gone(old)
    return unnamed(
        direction,
        Aspect.DECLARED,
        before=None if old is None else _summary(old),
        after=None if new is None else _summary(new),
    ).model_copy(
        update={
            "source": "" if new is None else new.source,
            "effect": _effect(old, new, beside),
        }
    )


def _effect(old: DeclaredState | None, new: DeclaredState | None, beside: _Beside) -> str:
    """Return what is lost with what goes, or taken by what comes."""
    if old is not None:
        return deletion_effect(old, replaced=False) if new is None else ""
    is_said = new is None or (new.program, new.urn) in beside.expiry_holders
    return "" if new is None or is_said else TAKEN_BY_COMING.get(new.type, "")


def _of_gone(old: PartState) -> Direction:
    """Return what it means that a part goes."""
    if old.serves_no_backup:
        return Direction.CHANGED
    is_sure, denied = lost_guards(old)
    return Direction.UNSURE if denied and not is_sure else Direction.LOST


def _summary(state: DeclaredState) -> str:
    if isinstance(state, StoreState):
        return str(state.status)
    return "declared"


def _compared(was: _Measured, now: _Measured) -> Iterator[Change]:
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        direction, one = direction_of(old, new), new or old
        if direction is None or one is None or _is_told(key, was, now):
            continue
        yield unnamed(
            direction,
            one.aspect,
            of=one.of,
            before=old.value if old else one.absent_value,
            after=new.value if new else one.absent_value,
        ).model_copy(
            update={
                "unit": one.unit or (old.unit if old else one.unit),
                "effect": value_effect(one.aspect, direction),
            }
        )


def _is_told(key: tuple[Aspect, str], was: _Measured, now: _Measured) -> bool:
    """Return True for the lock of a vault that is the same one: the vault itself says it."""
    aspect, of = key
    if aspect is not Aspect.VAULT_LOCK:
        return False
    places = [(was.get(k), now.get(k)) for k in ((Aspect.VAULT, of), (Aspect.COPY_VAULT, of))]
    return any(old and new and old.value == new.value for old, new in places)


def _by_key(measures: Iterable[Measure]) -> _Measured:
    """Index measures; of several with one key the worst counts, and an unknown one before all."""
    found: dict[tuple[Aspect, str], Measure] = {}
    for one in measures:
        other = found.get(key := (one.aspect, one.of))
        if other is None or _is_worse(one, other):
            found[key] = one
    return found


def _is_worse(one: Measure, other: Measure) -> bool:
    if one.number is None or other.number is None:
        return other.number is not None
    better = MEANINGS[one.aspect].better
    is_less = better not in (Better.LESS, Better.SOONER)
    sign = 1 if is_less else -1
    return (sign * one.number, one.value) < (sign * other.number, other.value)
