"""Compare what two policies acknowledge: a decision that is new, or lasts longer, is a loss.

What is acknowledged counts against nothing while it holds, as what is exempt does.
"""

from collections.abc import Iterator

from bamp_pulumi.changes.change import About, Aspect, Change, Direction, Unit
from bamp_pulumi.changes.snapshot import DecisionState, Snapshot

__all__ = ["decision_changes"]

_NAME = "policy"


def decision_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """List the decisions that come, go, or end on another day."""
    was = {one.path: one for one in before.decisions}
    now = {one.path: one for one in after.decisions}
    for path in dict.fromkeys((*was, *now)):
        old, new = was.get(path), now.get(path)
        if old != new:
            yield Change(
                direction=_direction(old, new),
                about=About.POLICY,
                aspect=Aspect.ACKNOWLEDGED,
                of=path,
                name=_NAME,
                before="none" if old is None else _in_words(old),
                after="none" if new is None else _in_words(new),
            )
    days = before.decision_max_days, after.decision_max_days
    if None not in days and days[0] != days[1]:
        yield Change(
            direction=Direction.LOST if (days[0] or 0) < (days[1] or 0) else Direction.GAINED,
            about=About.POLICY,
            aspect=Aspect.DECISION_DAYS,
            name=_NAME,
            before=str(days[0]),
            after=str(days[1]),
            unit=Unit.DAYS,
        )


def _direction(old: DecisionState | None, new: DecisionState | None) -> Direction:
    if old is None or new is None:
        return Direction.LOST if old is None else Direction.GAINED
    if old.until == new.until:
        return Direction.CHANGED
    return Direction.LOST if old.until < new.until else Direction.GAINED


def _in_words(one: DecisionState) -> str:
    return f"until {one.until.isoformat()} by {one.owner}: {one.reason}"
