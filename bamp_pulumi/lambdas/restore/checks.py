"""One check, and what comes of it."""

from dataclasses import dataclass
from enum import StrEnum

from bamp_pulumi.lambdas.restore.facts import Depth

__all__ = ["Check", "CheckOutcome"]


class CheckOutcome(StrEnum):
    """What comes of a check."""

    PASSED = "passed"
    FAILED = "failed"
    UNREAD = "unread"
    """What it needs was not read: nothing is known, and that is not success."""
    NOT_COMPARED = "not compared"
    """It was read, and there is nothing that says what it must be. It counts neither way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What comes of one check."""

    name: str
    """`public.orders: rows`."""
    outcome: CheckOutcome
    why: str
    """One clause: what was found, and what was wanted."""
    depth: Depth
    """How deep the look was."""
