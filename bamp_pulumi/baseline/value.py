"""What all values of a baseline share."""

from bamp_pulumi.policy import Checked

__all__ = ["Value"]


class Value(Checked, frozen=True):
    """A frozen value; a field it does not know is refused, never ignored."""
