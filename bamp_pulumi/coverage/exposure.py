"""How much can really be lost, from each Region: with the delays and durations of the jobs.

The longest time, at any moment, between the loss of a resource and the newest state that can
certainly be restored. Just before a recovery point is complete, it is the time since the last one,
the time the job may wait and the time it takes; for a copy the same of the copy on top. Where what
is kept ends before the next is there, it is everything. A continuous backup, and what the service
keeps itself, restores to its lag, and only in the resource's own Region: a copy of it is a
snapshot.

It counts once every rule has made its first recovery point: a plan that was deployed today has
nothing to restore from. A rehearsal never loses more.

It is not what a tier's `rpo_minutes` is compared with: see `objectives`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from bamp_pulumi.coverage.result import (
    RegionExposure,
    ResourceCoverage,
    Status,
)
from bamp_pulumi.declared import BusyWindow, busy_windows
from bamp_pulumi.timing import (
    Cadence,
    CoveredCopy,
    CoveredRule,
    JobTimes,
    Run,
    all_runs,
    longest_age,
    runs_that_may_expire,
    sure_points,
)

__all__ = ["exposure_of", "find_expiring"]

_MINUTE: Final = timedelta(minutes=1)


def exposure_of(
    covered: ResourceCoverage, times: JobTimes | None = None
) -> tuple[RegionExposure, ...]:
    """Work out the most that can be lost of a resource.

    Args:
        covered: The resource, with the rules and copies that apply to it.
        times: How long jobs wait and last, by type too. Default: see `JobTimes`.

    Returns:
        One for each Region that can be restored from, the resource's own first. None at all for
        what is not certainly backed up, and for what a service keeps nobody knows how long.
    """
    by_service = covered.status is Status.NATIVE and covered.native is not None
    if covered.status is not Status.PROTECTED and not by_service:
        return ()
    kept = _kept(_asked(covered, times or JobTimes()))
    home = covered.resource.region
    regions = dict.fromkeys((home, *(copy.region for copy in covered.copies)))
    return tuple(_exposure(covered, kept, region) for region in regions)


def find_expiring(covered: ResourceCoverage, times: JobTimes | None = None) -> Iterator[str]:
    """List the rules whose jobs may expire because another job of the resource is not done.

    Args:
        covered: The resource, with the rules and copies that apply to it.
        times: How long jobs wait and last, by type too. Default: see `JobTimes`.
    """
    for rule, expired, number in _kept(_asked(covered, times or JobTimes())).expiring:
        yield (
            f"{expired} of {number} runs of rule {rule.rule} of plan {rule.plan} in two years may "
            "not start within their window, for another job of the resource is not done; widen "
            "start_window, or move the schedule"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """All that the recovery points and copies of a resource depend on."""

    rules: tuple[CoveredRule, ...]
    copies: tuple[CoveredCopy, ...]
    cadences: tuple[Cadence, ...]
    windows: tuple[BusyWindow, ...]
    home: str
    times: JobTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What recovery points and copies come to."""

    losses: Mapping[str, timedelta]
    """Most that lies between them, by Region; none where at some time there is nothing."""
    continuous: bool = False
    """Whether a continuous backup is certainly begun."""
    is_known: bool = True
    """False where jobs wait for one another without end."""
    expiring: tuple[tuple[CoveredRule, int, int], ...] = ()
    """Rules of which jobs may expire: how many runs of how many."""


def _asked(covered: ResourceCoverage, times: JobTimes) -> _Asked:
    return _Asked(
        rules=covered.rules,
        copies=covered.copies,
        cadences=covered.cadences,
        windows=_windows(covered),
        home=covered.resource.region,
        times=times.of_type(None if covered.store is None else covered.store.backup_type),
    )


def _windows(covered: ResourceCoverage) -> tuple[BusyWindow, ...]:
    if covered.store is None:
        return ()
    continuous = any(rule.continuous for rule in covered.rules)
    return busy_windows(covered.store, covered.resource, is_continuous=continuous)


def _exposure(covered: ResourceCoverage, kept: _Kept, region: str) -> RegionExposure:
    losses = [kept.losses[region]] if region in kept.losses else []
    if region == covered.resource.region:
        losses += _to_any_second(covered, kept)
    at_most = min(losses, default=None)
    return RegionExposure(
        region=region,
        at_most_minutes=None if at_most is None else -(-at_most // _MINUTE),
        is_known=kept.is_known or at_most is not None,
    )


def _to_any_second(covered: ResourceCoverage, kept: _Kept) -> Iterator[timedelta]:
    """Return how close to now the resource is restored where it lives.

    Where AWS Backup makes continuous backups, they are the service's own, under its control.
    """
    store, native = covered.store, covered.native
    lag = store.continuous_rpo_minutes if store is not None else None
    if kept.continuous and lag is not None:
        yield timedelta(minutes=lag)
    elif native is not None:
        # A continuous rule that may begin later takes it over.
        is_asked = any(rule.continuous for rule in covered.rules)
        lost = timedelta(minutes=max(native.lag_minutes, lag or 0 if is_asked else 0))
        # A snapshot that is deleted before the next one is there leaves nothing for a while.
        if lost <= timedelta(days=native.days):
            yield lost


@lru_cache(maxsize=256)
def _kept(asked: _Asked) -> _Kept:
    runs = [
        Run(
            due=due,
            rule=rule,
            copies=tuple(c for c in asked.copies if (c.plan, c.rule) == (rule.plan, rule.rule)),
        )
        for rule in asked.rules
        for due in all_runs(rule.cadence, asked.cadences)
    ]
    runs.sort(key=lambda run: run.due)

    def fails(instant: datetime, delay: timedelta) -> bool:
        return any(window.meets(instant, delay) for window in asked.windows)

    points = sure_points(runs, asked.times, home=asked.home, fails=fails)
    every = Counter(run.rule for run in runs)
    late = Counter(run.rule for run in runs_that_may_expire(runs, asked.times))
    expiring = tuple((rule, late[rule], every[rule]) for rule in asked.rules if late[rule])
    if points is None:
        return _Kept(losses={}, is_known=False, expiring=expiring)
    live = [rule for rule in asked.rules if rule.continuous]
    found = {
        region: longest_age(
            [point for point in points if point.region == region and not point.continuous]
        )
        for region in dict.fromkeys(point.region for point in points)
    }
    return _Kept(
        losses=MappingProxyType({r: loss for r, loss in found.items() if loss is not None}),
        continuous=any(point.continuous for point in points)
        and all(rule.retention_days for rule in live),
        expiring=expiring,
    )
