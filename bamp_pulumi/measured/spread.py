"""How long the jobs of each type waited and lasted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Final

from bamp_pulumi.lambdas.health import JobKind
from bamp_pulumi.measured.observed import Observed
from bamp_pulumi.timing import JobTimes

__all__ = ["ENOUGH", "Measured", "Spread", "measure", "times_of"]

ENOUGH: Final = 5
"""House rule: of fewer jobs nothing is taken over, and nothing is called a deviation."""
_DEFAULTS: Final = JobTimes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Times that were measured of some jobs."""

    jobs: int
    """How many of them."""
    usually: timedelta
    """Their median."""
    longest: timedelta

    @classmethod
    def of(cls, spans: Sequence[timedelta]) -> "Spread | None":
        """Return the spread of some times; None of none."""
        if not spans:
            return None
        middle = timedelta(seconds=median(span.total_seconds() for span in spans))
        return cls(jobs=len(spans), usually=middle, longest=max(spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of one type; None where no job told."""

    start_delay: Spread | None = None
    """From when a rule fell due to when its job began."""
    backup_takes: Spread | None = None
    copy_delay: Spread | None = None
    """From the end of a backup to the beginning of its copy."""
    copy_takes: Spread | None = None
    newest_bytes: int = 0
    """Sum of the sizes of the newest backup of each resource."""
    resources: int = 0
    """How many resources that is of."""


def measure(observed: Iterable[Observed]) -> Mapping[str, Measured]:
    """Measure the jobs of each type, by AWS Backup's name."""
    by_type: defaultdict[str, list[Observed]] = defaultdict(list)
    for each in observed:
        by_type[each.store.type].append(each)
    return {name: _measured(jobs) for name, jobs in sorted(by_type.items())}


def _measured(jobs: Sequence[Observed]) -> Measured:
    backups = [job for job in jobs if job.kind is JobKind.BACKUP]
    copies = [job for job in jobs if job.kind is JobKind.COPY]
    sizes: dict[str, int] = {}
    for job in sorted(backups, key=lambda job: (job.scheduled is not None, job.scheduled or 0)):
        if job.size_bytes is not None and job.took is not None:
            sizes[job.store.arn] = job.size_bytes
    return Measured(
        start_delay=Spread.of([job.waited for job in backups if job.waited is not None]),
        backup_takes=Spread.of([job.took for job in backups if job.took is not None]),
        copy_delay=Spread.of([job.waited for job in copies if job.waited is not None]),
        copy_takes=Spread.of([job.took for job in copies if job.took is not None]),
        newest_bytes=sum(sizes.values()),
        resources=len(sizes),
    )


def times_of(measured: Mapping[str, Measured], beside: JobTimes = _DEFAULTS) -> JobTimes:
    """Return the times that a preview and a rehearsal count with, once they were measured.

    The longest of each, for what may be lost is a bound. Where fewer than five jobs told, the time
    that was assumed stays.

    Args:
        measured: By type.
        beside: What is assumed of all else. Default: see `JobTimes`.
    """
    return JobTimes(
        start_delay=beside.start_delay,
        backup_takes=beside.backup_takes,
        copy_delay=beside.copy_delay,
        copy_takes=beside.copy_takes,
        by_type=tuple(
            (name, _times(each, beside.of_type(name))) for name, each in sorted(measured.items())
        ),
    )


def _times(measured: Measured, assumed: JobTimes) -> JobTimes:
    def taken(spread: Spread | None, otherwise: timedelta) -> timedelta:
        return otherwise if spread is None or spread.jobs < ENOUGH else spread.longest

    return JobTimes(
        start_delay=taken(measured.start_delay, assumed.start_delay),
        backup_takes=taken(measured.backup_takes, assumed.backup_takes),
        copy_delay=taken(measured.copy_delay, assumed.copy_delay),
        copy_takes=taken(measured.copy_takes, assumed.copy_takes),
    )
