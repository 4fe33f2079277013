"""What a fault does to the backups themselves, until it is fixed.

Worked out on the history as it would have been without it: what is not made is taken out. A job
that is not run delays no other, so nothing else changes.

Sources: AWS Backup developer guide, s3-backups (a bucket whose notifications are off keeps its
recovery point, which does not advance), point-in-time-recovery, creating-a-backup-plan
(read 2026-11-26). Of a deleted plan or selection AWS does not say whether continuous backup goes
on; here it does not.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from bamp_pulumi.rehearsal.history import History, RecoveryPoint

__all__ = ["Effect", "disturb"]


class Effect(StrEnum):
    """What is not made, or is lost."""

    NOTHING = "nothing"
    ONE_BACKUP = "one backup"
    """The next backup, and its copies."""
    BACKUPS = "backups"
    """Every backup and copy until it is fixed; a continuous backup does not advance."""
    ONE_COPY = "one copy"
    """The next copy."""
    COPIES = "copies"
    """Every copy until it is fixed."""
    CONTINUOUS = "continuous backup"
    """A continuous backup does not advance."""
    NEWEST_POINT = "newest recovery point"
    """The newest recovery point that is there."""


def disturb(
    history: History, effects: Iterable[Effect], since: datetime, until: datetime
) -> History:
    """Return a history with the effects of faults in it.

    Args:
        history: What would have happened.
        effects: What the faults do, all at once.
        since: When they occur, aware.
        until: When they are fixed.
    """
    for effect in dict.fromkeys(effects):
        history = _disturbed(history, effect, since, until)
    return history


def _disturbed(history: History, effect: Effect, since: datetime, until: datetime) -> History:
    if effect in _STOP_CONTINUOUS:
        history = _frozen(history, since)
    if effect in _WHILE:
        is_lost = _WHILE[effect]
        return _without(history, lambda p: is_lost(p, since, until))
    if effect in _ONE:
        one = _ONE[effect](history, since)
        if one is None:
            return history
        return _without(history, lambda p: p is one or (p.complete > since and _is_copy_of(p, one)))
    return history


def _next_backup(history: History, since: datetime) -> RecoveryPoint | None:
    coming = (p for p in history.points if not p.is_copy and p.created >= since)
    return min(coming, key=lambda p: p.created, default=None)


def _next_copy(history: History, since: datetime) -> RecoveryPoint | None:
    coming = (p for p in history.points if p.is_copy and p.complete >= since)
    return min(coming, key=lambda p: p.complete, default=None)


def _newest(history: History, since: datetime) -> RecoveryPoint | None:
    there = (p for p in history.points if not p.is_copy and p.is_there(since))
    return max(there, key=lambda p: p.created, default=None)


_STOP_CONTINUOUS: Final = (Effect.BACKUPS, Effect.CONTINUOUS)
_WHILE: Final[Mapping[Effect, Callable[[RecoveryPoint, datetime, datetime], bool]]] = {
    Effect.BACKUPS: lambda point, since, until: since <= point.created < until,
    Effect.COPIES: lambda point, since, until: point.is_copy and since <= point.complete < until,
}
_ONE: Final[Mapping[Effect, Callable[[History, datetime], RecoveryPoint | None]]] = {
    Effect.ONE_BACKUP: _next_backup,
    Effect.ONE_COPY: _next_copy,
    Effect.NEWEST_POINT: _newest,
}


def _is_copy_of(point: RecoveryPoint, backup: RecoveryPoint) -> bool:
    """Return True if a point is a copy of a backup, and so has its age."""
    if backup.is_copy or not point.is_copy:
        return False
    same = (point.plan, point.rule, point.created)
    return same == (backup.plan, backup.rule, backup.created)


def _without(history: History, is_lost: Callable[[RecoveryPoint], bool]) -> History:
    return replace(history, points=tuple(p for p in history.points if not is_lost(p)))


def _frozen(history: History, since: datetime) -> History:
    """Let the continuous backup of AWS Backup go no further; the service's own does."""
    stopped = (replace(c, frozen_at=since) if c.vault else c for c in history.continuous)
    return replace(history, continuous=tuple(stopped))
