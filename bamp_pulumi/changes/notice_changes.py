"""Faults of which somebody is, or is no longer, notified: whether, who, and how soon."""

from collections.abc import Iterable, Iterator, Mapping

from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.change import UNKNOWN_VALUE, About, Change, unnamed
from bamp_pulumi.changes.meanings import MEANINGS
from bamp_pulumi.changes.measure import compared_by
from bamp_pulumi.changes.snapshot import NoticeState, Snapshot

__all__ = ["NOTIFIED", "notice_changes"]

NOTIFIED = "yes"
"""What is said of a fault of which somebody is notified."""

_Store = tuple[str, str]
_Pair = tuple[NoticeState, NoticeState]


def notice_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Compare who is notified of which fault, of the data stores that both hold."""
    if before.notices is None or after.notices is None:
        return
    was, now = _by_fault(before.notices), _by_fault(after.notices)
    stores: dict[_Store, list[_Pair]] = {}
    for key in sorted(was.keys() & now.keys()):
        _, program, urn = key
        stores.setdefault((program, urn), []).append((was[key], now[key]))
    for store, pairs in stores.items():
        for one in (*_notified(pairs), *_recipients(pairs)):
            yield _of(store, one)


def _notified(pairs: Iterable[_Pair]) -> Iterator[Change]:
    """List the faults of which somebody is notified now, or nobody any more."""
    for old, new in pairs:
        direction = compared_by(
            MEANINGS[Aspect.NOTIFIED].better, _number(old.notified), _number(new.notified)
        )
        if direction is not None:
            yield unnamed(
                direction,
                Aspect.NOTIFIED,
                of=old.fault,
                before=_answer(old.notified),
                after=_answer(new.notified),
            )


def _recipients(pairs: Iterable[_Pair]) -> Iterator[Change]:
    """Compare of how many faults each recipient is notified, and within how long."""
    recorded = [
        (old.recipients, new.recipients)
        for old, new in pairs
        if old.recipients is not None and new.recipients is not None
    ]
    names = dict.fromkeys(name for sides in recorded for side in sides for name in side)
    for name in names:
        was = [one for one, _ in recorded if name in one]
        now = [one for _, one in recorded if name in one]
        # Of other faults than before: each that is gone counts, whatever has come.
        kept = [sides for sides in recorded if name in sides[0] and name in sides[1]]
        for old, new in ((len(was), len(kept)), (len(kept), len(now))):
            direction = compared_by(MEANINGS[Aspect.RECIPIENT].better, old, new)
            if direction is not None:
                yield unnamed(
                    direction, Aspect.RECIPIENT, of=name, before=_faults(old), after=_faults(new)
                )
        yield from _within(name, kept)


def _within(
    name: str, kept: Iterable[tuple[Mapping[str, int], Mapping[str, int]]]
) -> Iterator[Change]:
    """Name the fault of which a recipient is notified so much later, and so much sooner."""
    apart = {new[name] - old[name]: (old[name], new[name]) for old, new in kept}
    for most in {max(apart, default=0), min(apart, default=0)} - {0}:
        old, new = apart[most]
        direction = compared_by(MEANINGS[Aspect.NOTIFIED_WITHIN].better, old, new)
        if direction is not None:
            yield unnamed(
                direction, Aspect.NOTIFIED_WITHIN, of=name, before=str(old), after=str(new)
            ).model_copy(update={"unit": Unit.MINUTES})


def _of(store: _Store, change: Change) -> Change:
    program, urn = store
    named = {"program": program, "urn": urn, "name": urn.rpartition("::")[2]}
    return change.model_copy(update={"about": About.FAULT, **named})


def _by_fault(notices: Iterable[NoticeState]) -> dict[tuple[str, str, str], NoticeState]:
    return {one.key: one for one in notices}


def _number(notified: bool | None) -> float | None:  # noqa: FBT001 - an answer of three values
    return None if notified is None else float(notified)


def _answer(notified: bool | None) -> str:  # noqa: FBT001 - as above
    if notified is None:
        return UNKNOWN_VALUE
    return NOTIFIED if notified else "nobody"


def _faults(count: int) -> str | None:
    return None if not count else "1 fault" if count == 1 else f"{count} faults"
