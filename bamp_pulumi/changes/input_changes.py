"""Inputs that have changed: by value where the catalog says which is better, else by name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bamp_pulumi.catalog import (
    INPUTS_FOR_PEOPLE,
    Better,
    ComparedInput,
    Form,
    compared_inputs,
)
from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.attached import as_attached
from bamp_pulumi.changes.change import UNKNOWN_VALUE, Change, Direction, unnamed
from bamp_pulumi.changes.chosen_objects import choice_changed
from bamp_pulumi.changes.left_out import read_as_left
from bamp_pulumi.changes.matched_items import MATCHED_BY, as_matched
from bamp_pulumi.changes.meanings import MEANINGS
from bamp_pulumi.changes.measure import ENDLESS, NONE, compared_by
from bamp_pulumi.changes.named_items import expanded
from bamp_pulumi.changes.renamed import as_named_now
from bamp_pulumi.changes.selected import by_what_is_selected, is_selection
from bamp_pulumi.changes.snapshot import StoreState, VaultState
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.changes.statement_changes import statement_changes, unread_guards
from bamp_pulumi.changes.statements import read_statements

__all__ = ["input_changes"]

_READ_OF_VAULTS: Final = frozenset(
    {"kmsKeyArn", "encryptionKeyArn", "minRetentionDays", "maxRetentionDays"}
)
"""Inputs of vaults that their measures are read from. Of the rules of plans nothing else is
hashed."""
_COME: Final = {
    Better.MEMBERS: Direction.GAINED,
    Better.FEWER: Direction.LOST,
}
_GO: Final = {
    Better.MEMBERS: Direction.LOST,
    Better.FEWER: Direction.GAINED,
}
_ANYTHING: Final = "anything"
_ITEM: Final = re.compile(r"\[[^\]]*\]")
"""The name of an item in a path, for which the catalog has `*`."""
_ALL: Final = "*"
"""The member that stands for all others."""


def input_changes(old: DeclaredState, new: DeclaredState) -> Iterator[Change]:
    """List the inputs of a resource that have changed, each once."""
    old = _as_matched(as_named_now(old, new), new)
    told: set[str] = set()
    gone: set[str] = set()
    for path, change in _by_value(old, new):
        told.add(path)
        # Of a block that is gone, nothing in it is said again.
        if not any(path.startswith(f"{above}.") for above in gone):
            yield change
        if change.direction is Direction.LOST and change.after is None:
            gone.add(path)
    yield from _others(old, new, told)


def _as_matched(old: DeclaredState, new: DeclaredState) -> DeclaredState:
    rows = compared_inputs(new.type, is_store=isinstance(new, StoreState))
    names = (p for p, row in rows.items() if row.form is Form.NAMES and row.named_by == MATCHED_BY)
    return as_matched(old, new, names)


def _by_value(old: DeclaredState, new: DeclaredState) -> Iterator[tuple[str, Change]]:
    if old.read is None or new.read is None:
        return
    rows = compared_inputs(new.type, is_store=isinstance(new, StoreState))
    by_row: list[ComparedInput] = []
    found: list[tuple[str, Change]] = []
    for path, row in rows.items():
        was, now = read_as_left(path, row, old, new)
        for each in expanded(path, was, now):
            for change in _of_input(each, row, was, now, new.type):
                by_row.append(row)
                found.append((each, change))
    judged = by_what_is_selected(old, new, found)
    for row, (each, change) in zip(by_row, judged, strict=True):
        yield each, as_attached(_with_effect(row, change), old)


def _with_effect(row: ComparedInput, change: Change) -> Change:
    """Return a change with what its loss does, and as one of what protects where it is."""
    if change.aspect is Aspect.LABELS:
        return change
    effect = change.effect or (row.lost if change.direction is Direction.LOST else "")
    aspect = change.aspect if row.left_out is None else Aspect.PROTECTION
    return change.model_copy(update={"aspect": aspect, "effect": effect})


def _others(old: DeclaredState, new: DeclaredState, told: set[str]) -> Iterator[Change]:
    """Name the inputs that changed and whose values nothing compares."""
    own = _READ_OF_VAULTS if isinstance(new, VaultState) else frozenset[str]()
    unread = tuple(_unread(old, new, {_input_of(path) for path in told}))
    told |= {_input_of(change.of) for change in unread}
    yield from unread
    passed = {*told, *old.guards, *new.guards, *own}
    names = sorted({*_differing(old.settings, new.settings)} - passed)
    for aspect, listed in (
        (Aspect.SETTINGS, [name for name in names if name not in INPUTS_FOR_PEOPLE]),
        (Aspect.LABELS, [name for name in names if name in INPUTS_FOR_PEOPLE]),
    ):
        if listed:
            yield unnamed(_direction(aspect, new), aspect, of=", ".join(listed))
    # What is secret on one side only, or in a file, has no hash there to compare.
    both = old.secrets.keys() & new.secrets.keys()
    secret = sorted(name for name in both if old.secrets[name] != new.secrets[name])
    if secret:
        yield unnamed(_direction(Aspect.SETTINGS, new), Aspect.SETTINGS, of=", ".join(secret))


def _unread(old: DeclaredState, new: DeclaredState, told: set[str]) -> Iterator[Change]:
    """List what is compared by value, is known on neither side, and may have changed.

    Of a value that is not known before the deployment, what it is computed from is compared, and of
    a document what is known of it. Whether the rest is sound is asked of how things stand: there
    what is not known is not fine, before and after.
    """
    was, now = old.read or {}, new.read or {}
    rows = compared_inputs(new.type, is_store=isinstance(new, StoreState))
    for path in sorted(was.keys() & now.keys()):
        row, name = rows.get(_ITEM.sub(".*", path)), _input_of(path)
        if row is None or name in told or not (was[path] is None and now[path] is None):
            continue
        if old.settings.get(name) != new.settings.get(name):
            change = unnamed(
                Direction.UNSURE, Aspect.INPUT, of=path, before=UNKNOWN_VALUE, after=UNKNOWN_VALUE
            )
            yield _with_effect(row, change)


def _input_of(path: str) -> str:
    """Return the input that a path begins with: of `rules[daily].status` the rules."""
    return path.partition(".")[0].partition("[")[0]


def _direction(aspect: Aspect, state: DeclaredState) -> Direction:
    """Return the direction of what changed in a way that is not known.

    How a data store stands was judged from all of its inputs, before and after: what that changes
    is listed for itself.
    """
    if isinstance(state, StoreState):
        return Direction.CHANGED
    found = compared_by(MEANINGS[aspect].better, 0, 0, is_same=False)
    return found or Direction.CHANGED


def _differing(was: Mapping[str, str], now: Mapping[str, str]) -> Iterable[str]:
    return (name for name in {*was, *now} if was.get(name) != now.get(name))


def _of_input(
    path: str,
    row: ComparedInput,
    was: Mapping[str, tuple[str, ...] | None],
    now: Mapping[str, tuple[str, ...] | None],
    token: str,
) -> Iterator[Change]:
    absent = () if row.absent is None else (row.absent,)
    old, new = was.get(path, absent), now.get(path, absent)
    if old == new:
        return
    if row.form is Form.DOCUMENT and old is not None and new is None:
        yield from unread_guards(path, read_statements(old))
    if old is None or new is None or row.better is Better.UNJUDGED or _counts_other(row, old, new):
        yield unnamed(
            Direction.UNSURE, Aspect.INPUT, of=path, before=_joined(old), after=_joined(new)
        )
    elif row.form in (Form.OBJECTS, Form.PATTERN, Form.DOCUMENT):
        yield from _of_form(path, row, was, now, token)
    elif row.better in _COME:
        if row.better is Better.MEMBERS and _ALL in new and not is_selection(token):
            return  # it serves everything; of a selection it is asked what that selects
        yield from _of_members(path, row, old, new)
    else:
        direction = compared_by(
            row.better, _number(row, old), _number(row, new), is_same=old == new
        )
        if direction is Direction.GAINED and row.gains_beside is not None:
            is_sure = row.gains_beside(was) and row.gains_beside(now)
            direction = direction if is_sure else Direction.UNSURE
        if direction is not None:
            unit = Unit.MINUTES if row.form is Form.SCHEDULE else Unit.NONE
            found = unnamed(
                direction, Aspect.INPUT, of=path, before=_joined(old), after=_joined(new)
            )
            yield found.model_copy(update={"unit": unit})


def _of_form(
    path: str,
    row: ComparedInput,
    was: Mapping[str, tuple[str, ...] | None],
    now: Mapping[str, tuple[str, ...] | None],
    token: str,
) -> Iterator[Change]:
    """Compare what is written in a language of its own; both sides are known."""
    old, new = was.get(path) or (), now.get(path) or ()
    if row.form is Form.PATTERN:
        yield from _of_pattern(path, old, new)
    elif row.form is Form.DOCUMENT:
        before, after = read_statements(old), read_statements(new)
        yield from statement_changes(token, path, row.better, before, after)
    elif (chosen := choice_changed(path, was, now)) is not None:
        yield unnamed(chosen, Aspect.INPUT, of=path, before=_joined(old), after=_joined(new))


def _counts_other(row: ComparedInput, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Return True for days on one side and a number of snapshots on the other."""
    if row.form is not Form.SPAN or not (old and new):
        return False
    return old[0].partition(" ")[2] != new[0].partition(" ")[2]


def _number(row: ComparedInput, texts: tuple[str, ...]) -> float | None:
    """Return what is compared: a number, the rank of a text, or that there is one."""
    if not texts:
        # Without a number that AWS takes, nothing is known; without a text, nothing is there.
        return None if row.form is Form.NUMBER else NONE
    (text,) = texts
    if row.form is Form.SPAN:
        return float(text.partition(" ")[0])
    if row.form is Form.SCHEDULE:
        return float(text) if text.isdecimal() else None
    if row.form is not Form.NUMBER:
        return float(text in row.best)
    return ENDLESS if text == row.endless else float(text)


def _of_members(
    path: str, row: ComparedInput, old: tuple[str, ...], new: tuple[str, ...]
) -> Iterator[Change]:
    for member in sorted({*old} - {*new}):
        yield unnamed(_GO[row.better], Aspect.INPUT, of=path, before=member)
    for member in sorted({*new} - {*old}):
        yield unnamed(_COME[row.better], Aspect.INPUT, of=path, after=member)


def _of_pattern(path: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Change]:
    """Compare what passes a pattern: every path narrows it, and every value of a path widens it."""
    was, now = _by_path(old), _by_path(new)
    for field in sorted({*was, *now}):
        before, after = was.get(field), now.get(field)
        of = f"{path} {field}"
        if before is None or after is None:
            yield unnamed(
                Direction.LOST if before is None else Direction.GAINED,
                Aspect.INPUT,
                of=of,
                before=_ANYTHING if before is None else ", ".join(sorted(before)),
                after=_ANYTHING if after is None else ", ".join(sorted(after)),
            )
            continue
        for gone in sorted(before - after):
            yield unnamed(Direction.LOST, Aspect.INPUT, of=of, before=gone)
        for come in sorted(after - before):
            yield unnamed(Direction.GAINED, Aspect.INPUT, of=of, after=come)


def _by_path(atoms: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for atom in atoms:
        field, _, value = atom.partition(": ")
        found.setdefault(field, set()).add(value)
    return found


def _joined(texts: tuple[str, ...] | None) -> str | None:
    if texts is None:
        return UNKNOWN_VALUE
    return ", ".join(texts) if texts else None
