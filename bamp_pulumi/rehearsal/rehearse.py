"""A rehearsal of an estate: its year, and its faults."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from bamp_pulumi.coverage import (
    Coverage,
    RegionExposure,
    ResourceCoverage,
    Status,
    acknowledged_in_words,
    exposure_of,
)
from bamp_pulumi.declared import idle_trails
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.assumptions import Assumptions
from bamp_pulumi.rehearsal.backups import simulate_backups
from bamp_pulumi.rehearsal.damage import Damage, RehearsedFault
from bamp_pulumi.rehearsal.delivery import Delivered, PathStanding, to_confirm
from bamp_pulumi.rehearsal.failing_jobs import find_failing_jobs
from bamp_pulumi.rehearsal.faults import FAULTS, Outcome, Scene, inject, scene_of
from bamp_pulumi.rehearsal.findings import RehearsalFinding, find_alerting_problems
from bamp_pulumi.rehearsal.health import Promises, Year
from bamp_pulumi.rehearsal.history import History
from bamp_pulumi.rehearsal.kinds import Kind, kinds_of
from bamp_pulumi.rehearsal.random_delays import RandomDelays
from bamp_pulumi.rehearsal.restore_tests import RestoreTest, simulate_restore_tests
from bamp_pulumi.rehearsal.restoring import Exposure, Restorable, restorable_at, worst_exposure

__all__ = ["Rehearsal", "RehearsedFault", "RehearsedKind", "is_accepted", "rehearse"]

_NOT_RESTORABLE: Final = (Status.UNPROTECTED, Status.UNVERIFIED)


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

    @property
    def is_lost(self) -> bool:
        """Whether nothing could be restored at the instant asked about, as far as is known.

        What a service keeps itself, for an unknown time, is not simulated: a preview calls it
        kept, and nothing here says otherwise.
        """
        return bool(self.at_most) and not self.restorable


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What would happen to an estate."""

    coverage: Coverage
    start: datetime
    end: datetime
    at: datetime
    """The instant at which faults occur and restores begin."""
    kinds: tuple[RehearsedKind, ...]
    findings: tuple[RehearsalFinding, ...] = ()
    """What is wrong with the schedules, and with the alerting paths."""
    not_restorable: tuple[ResourceCoverage, ...] = ()
    """Data stores of which nothing could be restored, as far as is known: those that are not
    protected, and those of which that is not verified. They have no history."""
    exempt: tuple[ResourceCoverage, ...] = ()
    """Data stores that need no backup, by an exemption in force today. They have no history."""
    to_confirm: tuple[Resource, ...] = ()
    """Subscriptions that somebody has to confirm by hand before they get anything."""
    assumptions: Assumptions = field(default_factory=Assumptions)
    """What it assumes where AWS documents nothing."""

    @property
    def is_well(self) -> bool:
        """Whether a preview accepts the estate, and the rehearsal finds nothing against it.

        Nothing: somebody is certainly notified of every fault that the policy does not acknowledge,
        of every data store something could be restored, and neither schedules nor alerting paths
        are wrong. What the policy states about a trail elsewhere is taken to be so.
        """
        injected = (fault for one in self.kinds for fault in one.faults)
        is_restorable = not (self.not_restorable or any(one.is_lost for one in self.kinds))
        is_noticed = all(is_accepted(self.coverage, fault.outcome) for fault in injected)
        return self.coverage.is_well() and is_restorable and is_noticed and not self.findings


def is_accepted(coverage: Coverage, outcome: Outcome) -> bool:
    """Return True if somebody is notified of a fault, or the policy accepts that nobody is.

    As with an exemption, a decision in force on the day of the judgement counts; that it has
    expired by the day of the fault is said beside it.
    """
    is_noticed = outcome.detected is True or bool(outcome.assumed)
    return is_noticed or coverage.acknowledged.fault(outcome.fault) is not None


def _certainty(outcome: Outcome) -> int:
    """Order outcomes by how certain it is that somebody is notified: nobody first."""
    if outcome.assumed:
        return 2
    return {False: 0, None: 1, True: 3}[outcome.detected]


def _injected(
    coverage: Coverage, scene: Scene, on: date, inject_in: Callable[[Scene], Outcome]
) -> Outcome:
    """Inject a fault; note where only a trail is missing that the policy says is elsewhere.

    Where a trail is declared that records nothing, it is not taken to be elsewhere.

    Args:
        coverage: With what the policy acknowledges.
        scene: Where it happens.
        on: When it happens.
        inject_in: Lets it happen in a scene.
    """
    outcome = inject_in(scene)
    elsewhere = coverage.acknowledged.trail_elsewhere
    if elsewhere is None or outcome.detected is not None:
        return outcome
    if idle_trails(coverage.estate, scene.account_id, scene.region):
        return outcome
    again = inject_in(replace(scene, has_trail_elsewhere=True))
    if not again.detected:
        return outcome
    assumed = f"a trail elsewhere, {acknowledged_in_words(elsewhere, on)}"
    return replace(again, detected=None, assumed=assumed)


def rehearse(  # noqa: PLR0913 - what is rehearsed, and when; all of it named
    coverage: Coverage,
    *,
    start: datetime,
    days: int,
    at: datetime,
    faults: Iterable[str] = FAULTS,
    together: bool = False,
    assumptions: Assumptions | None = None,
    standing: PathStanding | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Rehearsal:
    """Rehearse an estate.

    Args:
        coverage: How its data stores are protected.
        start: When its plans are deployed, aware.
        days: Number of days to simulate from there.
        at: When faults occur and restores begin, aware.
        faults: Ids of `FAULTS`. Default: all.
        together: Whether they occur all at once. Default: each alone.
        assumptions: What AWS does not document. Default: see `Assumptions`, with the times of
            jobs that the coverage was judged by.
        standing: What is known of the resources of the estate already. Default: nothing.
        progress: Called with the name of each kind before it is rehearsed. Default: nothing.
    """
    end = start + timedelta(days=days)
    listed, given = tuple(faults), assumptions or Assumptions.beside(coverage.times)
    standing = standing or PathStanding.over(coverage.estate, coverage.standing)
    promises = Promises(coverage.policy)
    injected: dict[tuple[str, Scene, str], Outcome] = {}

    def outcome_of(
        fault: str,
        scene: Scene,
        applying: Sequence[str],
        sent: frozenset[str],
        year: Year | None = None,
    ) -> Outcome:
        looked_at = year if FAULTS[fault].is_looked_for else None
        key = (fault, scene, looked_at.covered.resource.urn if looked_at is not None else "")
        if key not in injected:
            beside = applying if together else ()
            injected[key] = _injected(
                coverage,
                scene,
                at.date(),
                lambda where: inject(
                    fault, where, coverage.estate, beside, standing, sent=sent, year=looked_at
                ),
            )
        return injected[key]

    def outcomes(scene: Scene, applying: Sequence[str], year: Year) -> Iterator[Outcome]:
        sent = frozenset[str]()
        for fault in applying:
            outcome = outcome_of(fault, scene, applying, sent, year)
            if together:
                sent |= outcome.alert_keys
            yield outcome

    def worst(outcome: Outcome, scene: Scene, applying: Sequence[str]) -> Outcome:
        """Return the outcome at the vault, or at one of copies where fewer are notified."""
        away = scene.at_copies() if FAULTS[outcome.fault].of_vault else ()
        others = (outcome_of(outcome.fault, one, applying, frozenset()) for one in away)
        return min((outcome, *others), key=_certainty)

    rehearsed: list[RehearsedKind] = []
    failing: list[RehearsalFinding] = []
    for kind in kinds_of(coverage.resources):
        progress(kind.one.resource.name)
        scene = scene_of(coverage.estate, kind.one, standing)
        history = simulate_backups(kind.one, start, end, given)
        regions = dict.fromkeys(
            (kind.one.resource.region, *(copy.region for copy in kind.one.copies))
        )
        applying = [fault for fault in listed if FAULTS[fault].applies_to(scene)]
        year = Year(
            covered=kind.one,
            start=start,
            at=at,
            end=end,
            assumptions=given,
            simulated=history,
            promises=promises,
        )
        found = [*outcomes(scene, applying, year)]
        failing += find_failing_jobs(kind, history)
        at_most = {e.region: e for e in exposure_of(kind.one, given)}
        damage = Damage(
            kind=kind,
            history=history,
            at=at,
            end=end,
            assumptions=given,
            is_known=bool(at_most),
        )
        rehearsed.append(
            RehearsedKind(
                kind=kind,
                history=history,
                restorable=restorable_at(history, at),
                at_most=at_most,
                exposures={r: worst_exposure(history, start, end, r) for r in regions},
                faults=tuple(
                    damage.of(
                        each, found if together else (), notified=worst(each, scene, applying)
                    )
                    for each in found
                ),
                restore_tests=simulate_restore_tests(
                    coverage, kind.one, history, (start, end), RandomDelays(given.seed)
                ),
            )
        )
    return Rehearsal(
        coverage=coverage,
        start=start,
        end=end,
        at=at,
        kinds=tuple(rehearsed),
        findings=(*failing, *_findings(coverage, standing, injected.values())),
        not_restorable=tuple(r for r in coverage.resources if r.status in _NOT_RESTORABLE),
        exempt=tuple(r for r in coverage.resources if r.status is Status.EXEMPT),
        to_confirm=to_confirm(coverage.estate),
        assumptions=given,
    )


def _findings(
    coverage: Coverage, standing: PathStanding, outcomes: Iterable[Outcome]
) -> tuple[RehearsalFinding, ...]:
    """Find what is wrong with the alerting paths; what a fault of the alerts breaks is not."""
    listed = [outcome for outcome in outcomes if not FAULTS[outcome.fault].is_of_alerts]
    drops = (drop for outcome in listed for drop in outcome.drops)
    silent = [
        outcome
        for outcome in listed
        if outcome.detected is False and not is_accepted(coverage, outcome)
    ]
    unnoticed = (drop for outcome in silent for drop in outcome.drops)
    ends = (end for outcome in silent for end in outcome.ends_at)
    unsaid = [end for outcome in listed for end in outcome.unsaid if _says_nothing(end)]
    unsaid += [end for outcome in silent for end in outcome.unsaid]
    return find_alerting_problems(
        coverage.estate,
        standing,
        dict.fromkeys(drops),
        dict.fromkeys(unnoticed),
        dict.fromkeys(ends),
        unsaid=dict.fromkeys(unsaid),
    )


def _says_nothing(end: Delivered) -> bool:
    """Return True if a message says neither what has happened nor to what, whoever else does."""
    return end.says.what is False and end.says.about is False
