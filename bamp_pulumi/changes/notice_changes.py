"""Faults of which somebody is, or is no longer, notified."""

from collections.abc import Iterable, Iterator

from bamp_pulumi.changes.change import UNKNOWN_VALUE, About, Aspect, Change, Direction, unnamed
from bamp_pulumi.changes.snapshot import NoticeState, Snapshot

__all__ = ["notice_changes"]


def notice_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
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
        yield unnamed(
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
