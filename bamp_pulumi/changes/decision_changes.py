"""Compare what two policies acknowledge: a decision that is new, or lasts longer, is a loss.

What is acknowledged counts against nothing while it holds, as what is exempt does.
"""

from collections.abc import Iterator

from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.change import About, Change, Direction
from bamp_pulumi.changes.meanings import MEANINGS
from bamp_pulumi.changes.measure import NONE, compared_by
from bamp_pulumi.changes.snapshot import DecisionState, Snapshot

__all__ = ["decision_changes"]

_NAME = "policy"


def decision_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """List the decisions that come, go, or end on another day."""
    was = {one.path: one for one in before.decisions}
    now = {one.path: one for one in after.decisions}
    for path in dict.fromkeys((*was, *now)):
        old, new = was.get(path), now.get(path)
        direction = _direction(old, new)
        if direction is not None:
            yield Change(
                direction=direction,
                about=About.POLICY,
                aspect=Aspect.ACKNOWLEDGED,
                of=path,
                name=_NAME,
                before=None if old is None else _in_words(old),
                after=None if new is None else _in_words(new),
            )
    days = before.decision_max_days, after.decision_max_days
    if days[0] is None or days[1] is None:
        return
    direction = compared_by(MEANINGS[Aspect.DECISION_DAYS].better, float(days[0]), float(days[1]))
    if direction is not None:
        yield Change(
            direction=direction,
            about=About.POLICY,
            aspect=Aspect.DECISION_DAYS,
            name=_NAME,
            before=str(days[0]),
            after=str(days[1]),
            unit=Unit.DAYS,
        )


def _direction(old: DecisionState | None, new: DecisionState | None) -> Direction | None:
    """Compare the last days; without a decision there is none."""
    was, now = (NONE if one is None else float(one.until.toordinal()) for one in (old, new))
    return compared_by(MEANINGS[Aspect.ACKNOWLEDGED].better, was, now, is_same=old == new)


def _in_words(one: DecisionState) -> str:
    return f"until {one.until.isoformat()} by {one.owner}: {one.reason}"
