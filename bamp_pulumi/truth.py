"""Answers of three values: yes, no, cannot tell."""

from collections.abc import Iterable

__all__ = ["Truth", "all_hold", "any_holds", "negated"]

Truth = bool | None
"""True, False, or None for "cannot tell"."""


def any_holds(answers: Iterable[Truth]) -> Truth:
    """Answer "or": one yes decides; without one, what cannot be told keeps it open."""
    listed = list(answers)
    return True if True in listed else None if None in listed else False


def all_hold(answers: Iterable[Truth]) -> Truth:
    """Answer "and": one no decides; without one, what cannot be told keeps it open."""
    listed = list(answers)
    return False if False in listed else None if None in listed else True


def negated(answer: Truth) -> Truth:
    """Answer "not"; what cannot be told stays so."""
    return None if answer is None else not answer
