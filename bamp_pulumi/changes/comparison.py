"""The comparison of a preview with its base: the changes, or why there are none."""

from pydantic import computed_field

from bamp_pulumi.changes.change import Change, Changes, Direction
from bamp_pulumi.changes.state import State

__all__ = ["Comparison"]


class Comparison(State):
    """A preview compared with its base."""

    base: str
    """What it is compared with, as it was given: a git ref with its commit, or a file."""
    not_compared: str = ""
    """Why it is not compared; empty when it is. Then nothing is known of what is lost."""
    faults_compared: bool = False
    """Whether it is known of which faults nobody is notified any more: both sides were rehearsed,
    or nothing else changed."""
    added_programs: tuple[str, ...] = ()
    """Given programs that the base does not have: everything of them is added."""
    changes: tuple[Change, ...] | None = None
    """What changed, what is lost first; null when it is not compared."""

    @computed_field
    @property
    def lost(self) -> int | None:
        """How many of the changes are losses; null when it is not compared."""
        return self._count(Direction.LOST)

    @computed_field
    @property
    def unsure(self) -> int | None:
        """How many of the changes may be losses; null when it is not compared."""
        return self._count(Direction.UNSURE)

    @property
    def found(self) -> Changes | None:
        """The changes as one value; None when it is not compared."""
        return None if self.changes is None else Changes(changes=self.changes)

    def _count(self, direction: Direction) -> int | None:
        return None if self.found is None else len(self.found.of(direction))
