"""What a preview says of its base: the changes, or why there are none to tell."""

from bamp_pulumi.changes.change import Changes
from bamp_pulumi.changes.snapshot import State

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
    changes: Changes | None = None
    """What changed; null when it is not compared."""
