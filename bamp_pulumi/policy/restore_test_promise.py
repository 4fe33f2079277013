"""How often it is tried whether what is backed up can be restored."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from pydantic import StrictBool

from bamp_pulumi.policy.promise import Promise

__all__ = ["RestoreTestFrequency", "RestoreTestPromise"]


class RestoreTestFrequency(StrEnum):
    """How often restores of a tier are tested, and from which recovery points."""

    WEEKLY = "weekly"
    """A spot check: any recovery point that is kept, by chance."""

    QUARTERLY = "quarterly"
    """The full test: the newest recovery point, continuous backups included."""

    @property
    def most_days(self) -> int:
        """The most days between two tests: 7, or 92, which the longest quarter has."""
        return _MOST_DAYS[self]


_MOST_DAYS: Final[Mapping[RestoreTestFrequency, int]] = {
    RestoreTestFrequency.WEEKLY: 7,
    RestoreTestFrequency.QUARTERLY: 92,
}


class RestoreTestPromise(Promise, frozen=True):
    """Which restore tests a tier promises. Each test restores one recovery point of every resource.

    A test is paid for, and so is what it restores: none is promised unless the policy says so.
    """

    weekly: StrictBool = False
    """Each week a recovery point of every resource, any that is kept, is restored into an isolated
    network and validated. Default: false."""

    quarterly: StrictBool = False
    """Each quarter of a year the newest recovery point of every resource is. Default: false."""

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object] | None:
        """Return the promise that somebody means who writes one word; None for none."""
        return cls.from_items([text])

    @classmethod
    def from_items(cls, items: list[object]) -> Mapping[str, object] | None:
        """Return the promise that somebody means who lists words; None for none."""
        words = [str(item).strip().casefold() for item in items]
        known = {one for one in RestoreTestFrequency if one.value in words}
        return {one.value: True for one in sorted(known)} if len(known) == len(words) else None

    @property
    def frequencies(self) -> tuple[RestoreTestFrequency, ...]:
        """What is promised, the most frequent first; empty for nothing."""
        return tuple(self._promised())

    def _promised(self) -> Iterator[RestoreTestFrequency]:
        if self.weekly:
            yield RestoreTestFrequency.WEEKLY
        if self.quarterly:
            yield RestoreTestFrequency.QUARTERLY
