"""What leaving means, as values: resource by resource."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bamp_pulumi.leaving.fall_back import FallBack, Fate
from bamp_pulumi.policy import TIER_TAG

__all__ = ["KeptPoints", "Leaving", "LeftCompanion", "LeftResource", "Snippet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftCompanion:
    """A companion that is no longer declared."""

    kind: str
    name: str
    """Its logical name."""
    type: str
    """Pulumi type token."""
    is_retained: bool
    """Whether Pulumi leaves it in AWS."""
    effect: str
    """What that does in AWS, in one sentence."""
    data: str
    """What becomes of what is kept already, in one sentence."""
    source: str
    read_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPoints:
    """Recovery points that stay when a resource is no longer selected, or deleted."""

    rule: str
    """Rule that made them; of a copy, with `copy` after it."""
    vault: str
    region: str
    days: int | None
    """Retention; None: kept indefinitely."""
    until: date | None
    """Last day of one that is made today; None: none."""
    most_days: int | None = None
    """Longest retention that the lock of the vault takes; None for no such limit, and where its
    lock is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftResource:
    """A data store of which `inherit()` has written something."""

    program: str
    urn: str
    type: str
    label: str
    name: str
    source: str
    """File and line that declare it; empty when not known."""
    is_recorded: bool
    """Whether the run recorded what `inherit()` wrote. False for a document: then what stands
    there may be the program's own."""
    inputs: tuple[FallBack, ...]
    tags: Mapping[str, str]
    """Tags that are no longer written."""
    ignore_changes: tuple[str, ...]
    companions: tuple[LeftCompanion, ...]
    points: tuple[KeptPoints, ...]
    """Recovery points that stay."""

    @property
    def falling(self) -> tuple[FallBack, ...]:
        """Inputs that become shorter or weaker, or may."""
        return tuple(f for f in self.inputs if f.fate in (Fate.FALLS, Fate.UNKNOWN))

    @property
    def is_untiered(self) -> bool:
        """Return True if it loses the tag by which the selections of a baseline match."""
        return TIER_TAG in self.tags

    @property
    def last_day(self) -> date | None:
        """Last day of the recovery point that stays longest; None for none, or without end."""
        days = [points.until for points in self.points]
        return max((day for day in days if day is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Code to paste."""

    language: str
    """`python` or `yaml`."""
    where: str
    """Where it goes, in words."""
    file: str = ""
    """File that it goes into; empty where a document does not say it."""
    line: int = 0
    """Line of the call that it goes into or after; 0 for the top."""
    text: str
    names: tuple[str, ...]
    """Resources that it keeps as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What leaving means for all programs."""

    today: date
    resources: tuple[LeftResource, ...]
    snippets: tuple[Snippet, ...]
    unseen: tuple[str, ...]
    """Packaged components whose children no run shows, by name."""

    @property
    def is_harmless(self) -> bool:
        """Return True if nothing becomes shorter or weaker, and nothing is unknown."""
        return not self.unseen and not any(
            one.falling or one.tags or not all(c.is_retained for c in one.companions)
            for one in self.resources
        )
