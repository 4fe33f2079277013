"""Who is notified of jobs that complete, wait or start: what is well, for those who ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.coverage import Coverage
from bamp_pulumi.rehearsal.delivery import PathStanding
from bamp_pulumi.rehearsal.faults import EVENTS, Outcome, inject, scene_of

__all__ = ["RehearsedEvent", "rehearse_events"]

_CERTAINTY: Final = {False: 0, None: 1, True: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedEvent:
    """One event, over all data stores: the one of which the fewest are notified."""

    event: str
    """One of `EVENTS`."""
    happens: str
    """What happens, in one sentence."""
    outcome: Outcome


def rehearse_events(coverage: Coverage) -> tuple[RehearsedEvent, ...]:
    """Follow each event of each data store that a plan backs up to whoever gets it.

    Args:
        coverage: How the data stores are protected.
    """
    standing = PathStanding.over(coverage.estate, coverage.standing)
    return tuple(_rehearsed(coverage, standing))


def _rehearsed(coverage: Coverage, standing: PathStanding) -> Iterator[RehearsedEvent]:
    # Of two resources in one scene nothing differs that an alert could depend on, but the name.
    scenes = {
        (one.resource.account_id, one.resource.region, one.resource.type, one.tier): scene_of(
            coverage.estate, one, standing
        )
        for one in coverage.resources
        if one.rules
    }
    for event, row in EVENTS.items():
        outcomes = [
            inject(event, scene, coverage.estate, standing=standing)
            for scene in scenes.values()
            if row.applies_to(scene)
        ]
        if outcomes:
            fewest = min(outcomes, key=lambda o: (_CERTAINTY[o.detected], len(o.notified)))
            yield RehearsedEvent(event=event, happens=row.happens, outcome=fewest)
