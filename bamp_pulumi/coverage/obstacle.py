"""What keeps AWS Backup from its work, or may keep it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bamp_pulumi.access import Answer

__all__ = ["Obstacle", "obstacle", "worst_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Something that makes a job fail, or may."""

    code: str
    """Code of the finding that reports it."""
    why: str
    is_open: bool = False
    """Whether it is not known: a job may succeed all the same."""
    depends_on: str = ""
    """The policy that it is not known for; empty for any other cause."""


def obstacle(code: str, answer: Answer, *, open_code: str = "BAMP-V41") -> Obstacle | None:
    """Return what an answer means for a job; None when nothing stands against it.

    Args:
        code: Code of the finding when it certainly fails.
        answer: The answer.
        open_code: Code of the finding when it may fail.
    """
    if answer.is_allowed:
        return None
    is_open = not answer.is_refused
    return Obstacle(
        code=open_code if is_open else code,
        why=answer.why,
        is_open=is_open,
        depends_on=answer.depends_on,
    )


def worst_of(obstacles: Iterable[Obstacle | None]) -> Obstacle | None:
    """Choose what to report: the first that is certain, else the first that is open."""
    found = [each for each in obstacles if each is not None]
    return next((each for each in found if not each.is_open), found[0] if found else None)
