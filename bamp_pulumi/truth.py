"""Answers of three values: yes, no, unknown."""

from collections.abc import Iterable

__all__ = ["Truth", "all_hold", "any_holds", "negated"]

Truth = bool | None
"""True, False, or None for "unknown"."""


def any_holds(answers: Iterable[Truth]) -> Truth:
    """Answer "or": one yes decides; without one, the answer is unknown if any is.

    Nothing after the one that decides is looked at.
    """
    so_far: Truth = False
    for answer in answers:
        if answer:
            return True
        if answer is None:
            so_far = None
    return so_far


def all_hold(answers: Iterable[Truth]) -> Truth:
    """Answer "and": one no decides; without one, the answer is unknown if any is.

    Nothing after the one that decides is looked at.
    """
    so_far: Truth = True
    for answer in answers:
        if answer is None:
            so_far = None
        elif not answer:
            return False
    return so_far


def negated(answer: Truth) -> Truth:
    """Answer "not"; unknown stays unknown."""
    return None if answer is None else not answer
