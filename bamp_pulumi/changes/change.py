"""A change as one value: what was, what is, and whether something is lost by it."""

from collections.abc import Iterable
from enum import StrEnum

from bamp_pulumi.changes.state import State

__all__ = [
    "UNKNOWN_VALUE",
    "About",
    "Aspect",
    "Change",
    "Changes",
    "Direction",
    "Unit",
    "unnamed",
]

UNKNOWN_VALUE = "not known"
"""What stands for a value that is not known."""


class Direction(StrEnum):
    """What a change does to what was promised."""

    LOST = "lost"
    """Less is kept, for less long, or with less to hold it."""
    UNSURE = "unsure"
    """Whether something is lost is unknown: the value before or the one after is not known."""
    CHANGED = "changed"
    """Another value, of which neither is better in itself."""
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


class Aspect(StrEnum):
    """What of it changes."""

    DECLARED = "declared"
    STATUS = "status"
    TIER = "tier"
    OWNER = "owner"
    EXEMPTION = "exemption"
    ACKNOWLEDGED = "acknowledged"
    DECISION_DAYS = "most days of a decision"
    RPO = "RPO"
    RTO = "RTO"
    ACHIEVED_RPO = "interval between recovery points"
    LOSS = "lost at most"
    RETENTION = "retention"
    ANY_SECOND = "restore to any second"
    SCHEDULE = "schedule"
    VAULT = "vault"
    COPY = "retention of copies"
    COPY_VAULT = "vault of copies"
    COLD = "cold storage after"
    START_WINDOW = "start window"
    COMPLETION_WINDOW = "completion window"
    NATIVE = "service's own backups"
    VERSIONS = "noncurrent versions"
    LOCK = "lock"
    LEAST = "least retention of the lock"
    MOST = "greatest retention of the lock"
    KEY = "KMS key"
    GUARD = "guard against deletion"
    SETTINGS = "settings"
    FOUND = "found"
    NOTIFIED = "somebody is notified"


class Unit(StrEnum):
    """What the numbers of a change count."""

    NONE = ""
    DAYS = "days"
    MINUTES = "minutes"


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
    before: str
    """Value before; empty when there was none."""
    after: str
    """Value after; empty when there is none."""
    unit: Unit = Unit.NONE
    """What before and after count: days, minutes, or nothing."""


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
                        c.before,
                    ),
                )
            )
        )


def unnamed(
    direction: Direction, aspect: Aspect, *, of: str = "", before: str = "", after: str = ""
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
