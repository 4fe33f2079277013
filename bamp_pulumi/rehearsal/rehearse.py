"""A rehearsal of an estate: its year, and its faults."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bamp_pulumi.coverage import Coverage
from bamp_pulumi.rehearsal.assumptions import Assumptions
from bamp_pulumi.rehearsal.backups import simulate_backups
from bamp_pulumi.rehearsal.delivery import Network
from bamp_pulumi.rehearsal.faults import FAULTS, Leaves, Outcome, Scene, scene_of, strike
from bamp_pulumi.rehearsal.history import History
from bamp_pulumi.rehearsal.kinds import Kind, kinds_of
from bamp_pulumi.rehearsal.restoring import Exposure, Restorable, restorable_at, worst_exposure
from bamp_pulumi.rehearsal.wiring import WiringFinding, find_wiring

__all__ = ["Rehearsal", "RehearsedFault", "RehearsedKind", "rehearse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedFault:
    """What one fault comes to for the resources of one kind."""

    outcome: Outcome
    restorable_from: tuple[Restorable, ...]
    """What is left to restore from, the newest state first."""
    loss: timedelta | None
    """Age of that state; None when nothing is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedKind:
    """The resources of one kind over the whole span."""

    kind: Kind
    history: History
    restorable: tuple[Restorable, ...]
    """What there is to restore from at the instant asked about."""
    exposures: Mapping[str, Exposure | None]
    """The worst moment by Region, the resource's own first; None where nothing is ever there."""
    faults: tuple[RehearsedFault, ...]


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
    """What is wrong with the wiring of the alerts."""


def rehearse(  # noqa: PLR0913 - what is rehearsed, and when; all of it named
    coverage: Coverage,
    *,
    start: datetime,
    days: int,
    at: datetime,
    faults: Iterable[str] = FAULTS,
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
        assumptions: What AWS promises nothing about. Default: see `Assumptions`.
        tell: Is told what is being rehearsed, kind by kind.
    """
    end = start + timedelta(days=days)
    listed, given = tuple(faults), assumptions or Assumptions()
    network = Network(coverage.estate)
    struck: dict[tuple[str, Scene], Outcome] = {}

    def outcome(fault: str, scene: Scene) -> Outcome:
        if (fault, scene) not in struck:
            struck[fault, scene] = strike(fault, scene, network)
        return struck[fault, scene]

    rehearsed: list[RehearsedKind] = []
    for kind in kinds_of(coverage.resources):
        tell(kind.one.resource.name)
        scene = scene_of(coverage.estate, kind.one)
        history = simulate_backups(kind.one, start, end, given)
        regions = dict.fromkeys(
            (kind.one.resource.region, *(copy.region for copy in kind.one.copies))
        )
        there = restorable_at(history, at)
        rehearsed.append(
            RehearsedKind(
                kind=kind,
                history=history,
                restorable=there,
                exposures={r: worst_exposure(history, start, end, r) for r in regions},
                faults=tuple(
                    _suffer(outcome(fault, scene), kind, there, at)
                    for fault in listed
                    if FAULTS[fault].strikes(kind.one)
                ),
            )
        )
    return Rehearsal(
        coverage=coverage,
        start=start,
        end=end,
        at=at,
        kinds=tuple(rehearsed),
        findings=_findings(coverage, struck.values()),
    )


def _findings(coverage: Coverage, outcomes: Iterable[Outcome]) -> tuple[WiringFinding, ...]:
    """Find what is wrong with the wiring; what a fault of the alerts closes is not."""
    listed = [outcome for outcome in outcomes if FAULTS[outcome.fault].closes is None]
    stops = (stop for outcome in listed for stop in outcome.stops)
    unheard = (stop for outcome in listed if not outcome.detected for stop in outcome.stops)
    return find_wiring(coverage.estate, dict.fromkeys(stops), dict.fromkeys(unheard))


def _suffer(
    outcome: Outcome, kind: Kind, there: tuple[Restorable, ...], at: datetime
) -> RehearsedFault:
    left = tuple(r for r in there if _is_left(r, kind, FAULTS[outcome.fault].leaves))
    return RehearsedFault(
        outcome=outcome, restorable_from=left, loss=at - left[0].last if left else None
    )


def _is_left(restorable: Restorable, kind: Kind, leaves: Leaves) -> bool:
    match leaves:
        case Leaves.ALL:
            return True
        case Leaves.OTHER_VAULTS:
            home = {(rule.region, rule.vault) for rule in kind.one.rules}
            return (restorable.region, restorable.vault) not in home
        case Leaves.OTHER_REGIONS:
            return restorable.region != kind.one.resource.region
        case Leaves.OTHER_ACCOUNTS:
            return restorable.account_id != kind.one.resource.account_id
