"""Which resources fail in a storm, and when: as many as requested, each repeatedly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, zip_longest
from typing import Final

from bamp_pulumi.coverage import Coverage
from bamp_pulumi.rehearsal.delivery import PathStanding
from bamp_pulumi.rehearsal.faults import Scene, scene_of
from bamp_pulumi.rehearsal.kinds import Kind, kinds_of

__all__ = ["REASON", "ROUNDS", "ROUND_MINUTES", "Failing", "FailingKind", "failing_kinds"]

ROUNDS: Final = 10
"""How often the backup of each fails."""
ROUND_MINUTES: Final = 1
"""From one failure of a resource to its next; the failures of a round come one after the other,
evenly over this time."""
REASON: Final = "Access denied: the backup role may not use the key of the vault"
"""Why: one cause, the same for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A resource whose backups fail."""

    arn: str
    number: int
    """Its place among all that fail, from 0."""
    tier: str
    owner: str

    def fails_at(self, start: datetime, among: int) -> Iterator[datetime]:
        """List when its backups fail.

        Args:
            start: When the first of all fails.
            among: How many fail.
        """
        every = timedelta(minutes=ROUND_MINUTES)
        first = start + every * self.number / among
        yield from (first + every * number for number in range(ROUNDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingKind:
    """Resources whose failures take the same paths."""

    scene: Scene
    members: tuple[Failing, ...]
    own: int
    """How many of them are in the estate; the others are made up."""


def failing_kinds(
    coverage: Coverage, count: int, standing: PathStanding
) -> tuple[FailingKind, ...]:
    """List who fails, by kind; empty where nothing is backed up.

    Args:
        coverage: How the data stores of an estate are protected.
        count: How many fail. Where there are more, some of each kind; where there are fewer, all of
            them and made-up ones of the same types and tiers.
        standing: What is known of the resources of the estate already.
    """
    kinds = [kind for kind in kinds_of(coverage.resources) if kind.one.rules]
    places = _in_turn(kinds)
    if not places:
        return ()
    members: list[list[Failing]] = [[] for _ in kinds]
    for number in range(count):
        turn, place = divmod(number, len(places))
        which, member = places[place]
        covered = kinds[which].members[member]
        arn = covered.resource.text("arn") or f"arn:{covered.resource.name}"
        members[which].append(
            Failing(
                arn=f"{arn}-{turn + 1}" if turn else arn,
                number=number,
                tier=covered.tier,
                owner=covered.owner,
            )
        )
    return tuple(
        FailingKind(
            scene=scene_of(coverage.estate, kind.one, standing),
            members=tuple(members[which]),
            own=min(len(members[which]), len(kind.members)),
        )
        for which, kind in enumerate(kinds)
        if members[which]
    )


def _in_turn(kinds: Sequence[Kind]) -> list[tuple[int, int]]:
    """List the members of all kinds, the first of each before the second of any."""
    columns = [[(which, n) for n in range(len(kind.members))] for which, kind in enumerate(kinds)]
    return [one for one in chain.from_iterable(zip_longest(*columns)) if one is not None]
