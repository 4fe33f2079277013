"""Compare two snapshots: what is lost, what is gained, and of what that cannot be told.

One law for all values: each measure of a thing has a strength, and less of it afterwards is a loss.
So what a swap of the two gives is the same changes with losses and gains exchanged.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from bamp_pulumi.changes.change import UNKNOWN_VALUE, About, Aspect, Change, Changes, Direction
from bamp_pulumi.changes.measure import Measure, direction_of
from bamp_pulumi.changes.measures import (
    guards,
    measures_of_plan,
    measures_of_store,
    measures_of_tier,
    measures_of_vault,
)
from bamp_pulumi.changes.pairs import paired
from bamp_pulumi.changes.snapshot import (
    DeclaredState,
    FindingState,
    NoticeState,
    PlanState,
    Snapshot,
    StoreState,
    VaultState,
)
from bamp_pulumi.coverage import Severity, Status

__all__ = ["changes"]

_State = TypeVar("_State", bound=DeclaredState)
_Measured = Mapping[tuple[Aspect, str], Measure]
_Measures = Callable[[_State], Iterable[Measure]]

_OF_ABSENT: Final = frozenset({Aspect.STATUS, Aspect.EXEMPTION})
"""What is told of a data store that comes or goes, beside that it does."""
_READ: Final = frozenset({"rules", "kmsKeyArn", "encryptionKeyArn"})
"""Inputs of plans and vaults that their measures are read from."""


def changes(before: Snapshot, after: Snapshot) -> Changes:
    """List everything that is no longer as it was.

    Args:
        before: How the estate stood.
        after: How it stands.

    Returns:
        The changes, what is lost first; none when the two are equal. Fewer strength of anything
        known is a loss; what is known on one side only is unsure; what is known on neither side is
        not listed, for nobody can tell whether it changed.
    """
    before = _renamed(before, after)
    return Changes.ordered(
        (
            *_tiers(before, after),
            *_declared(About.STORE, before.stores, after.stores, measures_of_store),
            *_declared(About.VAULT, before.vaults, after.vaults, measures_of_vault),
            *_declared(About.PLAN, before.plans, after.plans, measures_of_plan),
            *_declared(About.PART, before.parts, after.parts, guards),
            *_findings(before, after),
            *_notices(before, after),
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
                before="" if old is None else "in the policy",
                after="" if new is None else "in the policy",
            )
            continue
        for one in _compared(_by_key(measures_of_tier(old)), _by_key(measures_of_tier(new))):
            yield one.model_copy(update={"about": About.TIER, "name": name})


def _declared(
    about: About, before: Sequence[_State], after: Sequence[_State], measures: _Measures[_State]
) -> Iterator[Change]:
    for old, new in paired(before, after):
        state = new or old
        if state is None:
            continue
        was, now = _by_key(measures(old) if old else ()), _by_key(measures(new) if new else ())
        if old is not None and new is not None:
            was, now = _open(old, was, now), _open(new, now, was)
        found = _compared(was, now)
        if old is None or new is None:
            yield _of(about, state, _comes_or_goes(old, new))
            found = (one for one in found if one.aspect in _OF_ABSENT)
        else:
            found = (*found, *_settings(old, new))
        source = "" if new is None else new.source
        for one in found:
            yield _of(about, state, one).model_copy(update={"source": source})


def _open(state: DeclaredState, own: _Measured, others: _Measured) -> _Measured:
    """Say of what an unverified data store seems to lack that it is not known.

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
        }
    )


def _comes_or_goes(old: DeclaredState | None, new: DeclaredState | None) -> Change:
    is_new = old is None
    return _change(
        Direction.GAINED if is_new else Direction.LOST,
        Aspect.DECLARED,
        before="" if old is None else _summary(old),
        after="" if new is None else _summary(new),
    ).model_copy(update={"source": "" if new is None else new.source})


def _summary(state: DeclaredState) -> str:
    if isinstance(state, StoreState):
        return str(state.status)
    return "declared"


def _settings(old: DeclaredState, new: DeclaredState) -> Iterator[Change]:
    """Name the inputs that changed and that no measure is read from."""
    read = _READ if isinstance(new, PlanState | VaultState) else frozenset[str]()
    names = sorted({*old.settings, *new.settings} - {*old.guards, *new.guards} - read)
    changed = [name for name in names if old.settings.get(name) != new.settings.get(name)]
    if changed:
        yield _change(Direction.CHANGED, Aspect.SETTINGS, of=", ".join(changed))


def _compared(was: _Measured, now: _Measured) -> Iterator[Change]:
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        direction, one = direction_of(old, new), new or old
        if direction is None or one is None:
            continue
        yield _change(
            direction,
            one.aspect,
            of=one.of,
            before=old.value if old else one.absent_value,
            after=new.value if new else one.absent_value,
        ).model_copy(update={"unit": one.unit or (old.unit if old else one.unit)})


def _by_key(measures: Iterable[Measure]) -> _Measured:
    """Index measures; of several with one key the weakest speaks, and an unknown one before all."""
    found: dict[tuple[Aspect, str], Measure] = {}
    for one in measures:
        other = found.get(key := (one.aspect, one.of))
        if other is None or _is_weaker(one, other):
            found[key] = one
    return found


def _is_weaker(one: Measure, other: Measure) -> bool:
    if one.strength is None or other.strength is None:
        return other.strength is not None
    return (one.strength, one.value) < (other.strength, other.value)


def _findings(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    was, now = _by_place(before), _by_place(after)
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key, {}), now.get(key, {})
        gone = [old[message] for message in old if message not in new]
        come = [new[message] for message in new if message not in old]
        # One that says something else now, of the same thing, is neither new nor fixed.
        both = min(len(gone), len(come))
        for one, other in zip(gone[:both], come[:both], strict=True):
            graver = _SEVERITIES.index(other.severity) - _SEVERITIES.index(one.severity)
            direction = Direction.CHANGED
            if graver:
                direction = Direction.LOST if graver > 0 else Direction.GAINED
            yield _found(other, direction, one.message, other.message)
        for one in gone[both:]:
            yield _found(one, _rated(one, Direction.GAINED), one.message, "")
        for one in come[both:]:
            yield _found(one, _rated(one, Direction.LOST), "", one.message)


_SEVERITIES: Final = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def _rated(finding: FindingState, direction: Direction) -> Direction:
    """Say what a finding does; of one that is only worth knowing nothing is lost."""
    return Direction.CHANGED if finding.severity is Severity.INFO else direction


def _by_place(snapshot: Snapshot) -> Mapping[tuple[str, str, str], dict[str, FindingState]]:
    found: dict[tuple[str, str, str], dict[str, FindingState]] = {}
    for finding in sorted(snapshot.findings, key=lambda f: f.message):
        place = (finding.id, finding.program, finding.urn)
        found.setdefault(place, {})[finding.message] = finding
    return found


def _found(finding: FindingState, direction: Direction, before: str, after: str) -> Change:
    return _change(direction, Aspect.FOUND, of=finding.id, before=before, after=after).model_copy(
        update={
            "about": About.FINDING,
            "program": finding.program,
            "urn": finding.urn,
            "type": str(finding.severity),
            "name": finding.urn.rpartition("::")[2],
        }
    )


def _notices(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Compare who is notified of which fault, of the data stores that both hold."""
    if before.notices is None or after.notices is None:
        return
    was, now = _by_fault(before.notices), _by_fault(after.notices)
    for key in was.keys() & now.keys():
        old, new = was[key], now[key]
        if old == new:
            continue
        if old is None or new is None:
            direction = Direction.UNSURE
        else:
            direction = Direction.GAINED if new else Direction.LOST
        fault, program, urn = key
        yield _change(
            direction, Aspect.NOTIFIED, of=fault, before=_answer(old), after=_answer(new)
        ).model_copy(
            update={
                "about": About.FAULT,
                "program": program,
                "urn": urn,
                "name": urn.rpartition("::")[2],
            }
        )


def _by_fault(notices: Iterable[NoticeState]) -> dict[tuple[str, str, str], bool | None]:
    return {(one.fault, one.program, one.urn): one.notified for one in notices}


def _answer(notified: bool | None) -> str:  # noqa: FBT001 - an answer of three values
    if notified is None:
        return UNKNOWN_VALUE
    return "yes" if notified else "nobody"


def _change(
    direction: Direction, aspect: Aspect, *, of: str = "", before: str = "", after: str = ""
) -> Change:
    """Make a change of something that is still to be named."""
    return Change(
        direction=direction,
        about=About.PART,
        aspect=aspect,
        of=of,
        name="",
        before=before,
        after=after,
    )
