"""A rehearsal of an estate: its year, and its faults."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bamp_pulumi.coverage import Coverage, RegionExposure, exposure_of
from bamp_pulumi.rehearsal.assumptions import Assumptions
from bamp_pulumi.rehearsal.backups import simulate_backups
from bamp_pulumi.rehearsal.chance import Chance
from bamp_pulumi.rehearsal.damage import Damage, RehearsedFault
from bamp_pulumi.rehearsal.faults import FAULTS, Outcome, Scene, scene_of, strike
from bamp_pulumi.rehearsal.gaps import find_gaps
from bamp_pulumi.rehearsal.history import History
from bamp_pulumi.rehearsal.kinds import Kind, kinds_of
from bamp_pulumi.rehearsal.restore_tests import RestoreTest, simulate_restore_tests
from bamp_pulumi.rehearsal.restoring import Exposure, Restorable, restorable_at, worst_exposure
from bamp_pulumi.rehearsal.wiring import WiringFinding, find_wiring

__all__ = ["Rehearsal", "RehearsedFault", "RehearsedKind", "rehearse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedKind:
    """The resources of one kind over the whole span."""

    kind: Kind
    history: History
    restorable: tuple[Restorable, ...]
    """What there is to restore from at the instant asked about."""
    exposures: Mapping[str, Exposure | None]
    """The worst moment by Region, the resource's own first; None where nothing is ever there."""
    at_most: Mapping[str, RegionExposure]
    """What can be lost at most, by Region: what a preview says. None for what a service keeps
    nobody knows how long."""
    faults: tuple[RehearsedFault, ...]
    restore_tests: tuple[RestoreTest, ...] = ()
    """Restores that the account's restore testing plans would make of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What would happen to an estate."""

    coverage: Coverage
    start: datetime
    end: datetime
    at: datetime
    """The instant at which faults strike and restores begin."""
    kinds: tuple[RehearsedKind, ...]
    findings: tuple[WiringFinding, ...] = ()
    """What is wrong with the schedules, and with the wiring of the alerts."""


def rehearse(  # noqa: PLR0913 - what is rehearsed, and when; all of it named
    coverage: Coverage,
    *,
    start: datetime,
    days: int,
    at: datetime,
    faults: Iterable[str] = FAULTS,
    together: bool = False,
    assumptions: Assumptions | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Rehearsal:
    """Rehearse an estate.

    Args:
        coverage: How its data stores stand.
        start: When its plans are deployed, aware.
        days: How long it goes on from there.
        at: When faults strike and restores begin, aware.
        faults: Ids of `FAULTS`. Default: all.
        together: Whether they strike all at once. Default: each alone.
        assumptions: What AWS promises nothing about. Default: see `Assumptions`.
        tell: Is told what is being rehearsed, kind by kind.
    """
    end = start + timedelta(days=days)
    listed, given = tuple(faults), assumptions or Assumptions()
    possible = [fault for fault in listed if FAULTS[fault].is_possible(coverage.estate)]
    struck: dict[tuple[str, Scene], Outcome] = {}

    def outcomes(scene: Scene, striking: Sequence[str]) -> Iterator[Outcome]:
        for fault in striking:
            if (fault, scene) not in struck:
                beside = striking if together else ()
                struck[fault, scene] = strike(fault, scene, coverage.estate, beside)
            yield struck[fault, scene]

    rehearsed: list[RehearsedKind] = []
    gaps: list[WiringFinding] = []
    for kind in kinds_of(coverage.resources):
        tell(kind.one.resource.name)
        scene = scene_of(coverage.estate, kind.one)
        history = simulate_backups(kind.one, start, end, given)
        regions = dict.fromkeys(
            (kind.one.resource.region, *(copy.region for copy in kind.one.copies))
        )
        striking = [fault for fault in possible if FAULTS[fault].strikes(kind.one)]
        found = [*outcomes(scene, striking)]
        gaps += find_gaps(kind, history)
        damage = Damage(kind=kind, history=history, at=at, end=end, assumptions=given)
        rehearsed.append(
            RehearsedKind(
                kind=kind,
                history=history,
                restorable=restorable_at(history, at),
                at_most={e.region: e for e in exposure_of(kind.one, given)},
                exposures={r: worst_exposure(history, start, end, r) for r in regions},
                faults=tuple(damage.of(each, found if together else ()) for each in found),
                restore_tests=simulate_restore_tests(
                    coverage.estate, kind.one, history, (start, end), Chance(given.seed)
                ),
            )
        )
    return Rehearsal(
        coverage=coverage,
        start=start,
        end=end,
        at=at,
        kinds=tuple(rehearsed),
        findings=(*gaps, *_findings(coverage, struck.values())),
    )


def _findings(coverage: Coverage, outcomes: Iterable[Outcome]) -> tuple[WiringFinding, ...]:
    """Find what is wrong with the wiring; what a fault of the alerts closes is not."""
    listed = [outcome for outcome in outcomes if FAULTS[outcome.fault].closes is None]
    stops = (stop for outcome in listed for stop in outcome.stops)
    unheard = (s for outcome in listed if outcome.detected is False for s in outcome.stops)
    return find_wiring(coverage.estate, dict.fromkeys(stops), dict.fromkeys(unheard))
