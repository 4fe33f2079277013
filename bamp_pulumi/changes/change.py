"""A change as one value: what was, what is, and whether something is lost by it."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.state import State

__all__ = [
    "PROVIDER_DEFAULT",
    "UNKNOWN_VALUE",
    "About",
    "Change",
    "Changes",
    "Direction",
    "unnamed",
]

UNKNOWN_VALUE = "not known"
"""What stands for a value that is not known."""


PROVIDER_DEFAULT = "the provider's default"
"""What is said beside a value that the program leaves to the provider."""


class Direction(StrEnum):
    """What a change does to what was promised."""

    LOST = "lost"
    """Less is kept, for less long, or with less to hold it."""
    UNSURE = "unsure"
    """Whether something is lost is unknown: a value is, or which of the two is better."""
    CHANGED = "changed"
    """Another value, of which neither is better in itself: `MEANINGS` says why."""
    GAINED = "gained"
    """More is kept, for longer, or with more to hold it."""


class About(StrEnum):
    """What a change is a change of."""

    STORE = "data store"
    TIER = "tier"
    POLICY = "policy"
    PLAN = "backup plan"
    VAULT = "vault"
    PART = "part"
    FINDING = "finding"
    FAULT = "fault"


class Change(State):
    """One thing that has changed."""

    direction: Direction
    """lost, unsure, changed or gained."""
    about: About
    """What it is a change of."""
    aspect: Aspect
    """Which of its values changes."""
    of: str = ""
    """Which one, where there are several: a rule and its Region, a code, names of settings."""
    program: str = ""
    """Program of the resource; empty for what belongs to none."""
    urn: str = ""
    """Pulumi URN of the resource, as it is now; empty for what belongs to none."""
    type: str = ""
    """What people call its type, or its Pulumi type token."""
    name: str
    """Name of what changes."""
    source: str = ""
    """File and line that declare it, as it is now; empty when it is gone, or not known."""
    before: str | None
    """Value before; null when there was none, or when it is not recorded (`settings`)."""
    after: str | None
    """Value after; null when there is none, or when it is not recorded (`settings`)."""
    unit: Unit = Unit.NONE
    """What before and after count: days, minutes, or nothing."""
    effect: str = ""
    """What AWS does by it to what is kept, in one clause, names of inputs in backquotes; empty
    where nothing is known of that."""
    in_python: bool = Field(default=False, exclude=True)
    """Whether a Python file declares it, as it is now or as it was: never written."""


class Changes(State):
    """Everything that has changed, losses first."""

    changes: tuple[Change, ...]
    """The changes."""

    def of(self, *directions: Direction) -> tuple[Change, ...]:
        """List the changes of some directions, in order."""
        return tuple(change for change in self.changes if change.direction in directions)

    def about(self, *kinds: About) -> tuple[Change, ...]:
        """List the changes of some kinds of things, in order."""
        return tuple(change for change in self.changes if change.about in kinds)

    @classmethod
    def ordered(cls, changes: Iterable[Change]) -> "Changes":
        """Put changes in order: by direction, then by what they are about, then by aspect."""
        directions, kinds, aspects = list(Direction), list(About), list(Aspect)
        return cls(
            changes=tuple(
                sorted(
                    changes,
                    key=lambda c: (
                        directions.index(c.direction),
                        kinds.index(c.about),
                        aspects.index(c.aspect),
                        c.program,
                        c.name,
                        c.urn,
                        c.of,
                        c.before or "",
                        c.after or "",
                    ),
                )
            )
        )


def unnamed(
    direction: Direction,
    aspect: Aspect,
    *,
    of: str = "",
    before: str | None = None,
    after: str | None = None,
) -> Change:
    """Make a change of something that is still to be named."""
    return Change(
        direction=direction,
        about=About.PART,
        aspect=aspect,
        of=of,
        name="",
        before=before,
        after=after,
    )
