"""A year with 30 random faults in it: the checks name each, and nothing that is not so.

What is broken at an instant is worked out here from the history alone, without the judge. Cannot
prove that AWS Backup keeps to the times that a rehearsal draws from.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Final

import pytest
from sound_tiers import expected, sound

from bamp_pulumi.lambdas.health import ExpectedRule, State, Weight, judge
from bamp_pulumi.lambdas.health.records import Seen
from bamp_pulumi.rehearsal.effects import Effect, disturb
from bamp_pulumi.rehearsal.health import ShownAccount, Year

START: Final = datetime(2027, 1, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
END: Final = START + 430 * DAY
FAULTS_A_YEAR: Final = 30
IS_DEEP: Final = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
SEEDS: Final = 200 if IS_DEEP else 15
EDGES: Final = 20 if IS_DEEP else 2
EVERY: Final = timedelta(hours=6)
"""As often as the function runs by default."""
STORES: Final = (
    ("RDS instance", "critical"),
    ("S3 bucket, continuous", "critical"),
    ("DynamoDB table", "standard"),
    ("EFS file system", "regulated"),
    ("EBS volume", "development"),
)
Spoils = Callable[[Seen], Seen]


def _store(**fields: object) -> Spoils:
    return lambda seen: replace(
        seen,
        stores=tuple(replace(each, **fields) for each in seen.stores),  # pyright: ignore[reportArgumentType] - fields of a store
    )


def _points(**fields: object) -> Spoils:
    return lambda seen: replace(
        seen,
        points=tuple(replace(each, **fields) for each in seen.points),  # pyright: ignore[reportArgumentType] - fields of a point
    )


EXPIRED: Final = {
    "backup-exempt-reason": "kept elsewhere",
    "backup-exempt-until": "2026-12-31",
    "backup-owner": "orders",
}
OF_COPIES: Final = (Effect.ONE_COPY, Effect.COPIES)
IN_HISTORY: Final = (Effect.ONE_BACKUP, Effect.BACKUPS)
AT_ONCE: Final[Mapping[str, Spoils]] = {
    "tag lost": _store(tags={}),
    "tag misspelt": _store(tags={"backup_tier": "critical"}),
    "no such tier": _store(tags={"backup-tier": "gold"}),
    "exemption expired": _store(tags=EXPIRED),
    "opt-in off": lambda seen: replace(
        seen,
        opted_in={region: {} | dict.fromkeys(of, False) for region, of in seen.opted_in.items()},
    ),
    "all gone": lambda seen: replace(seen, points=()),
    "not usable": _points(status="EXPIRED"),
    "kept for a day": _points(retention_days=1),
}
"""What is wrong from one instant to another, whatever was made; of sound resources none is."""


@cache
def lived(number: int) -> Year:
    """Simulate one resource."""
    kind, tier = STORES[number]
    covered = replace(sound(kind, tier), tier=tier, owner="orders")
    return Year(covered=covered, start=START, at=START + 40 * DAY, end=END)


@cache
def ordinary(number: int) -> ShownAccount:
    """Show it as it is when nothing goes wrong."""
    return lived(number).shown(expected())


@dataclass(frozen=True, slots=True)
class Struck:
    """One resource, and what goes wrong with it from one instant to another."""

    number: int
    what: Effect | str
    since: datetime
    until: datetime

    @property
    def rows(self) -> Sequence[ExpectedRule]:
        """What is promised of it."""
        (store,) = ordinary(self.number).seen(START).stores
        tier = lived(self.number).covered.tier
        return expected().rules_of(tier, store.type, store.variant)

    def shown(self) -> ShownAccount:
        """Show the account with what is not made."""
        usual = ordinary(self.number)
        if not isinstance(self.what, Effect):
            return usual
        left = disturb(usual.history, [self.what], self.since, self.until)
        missing = {*usual.history.points} - {*left.points}
        return replace(usual, history=left, missing=frozenset(missing))

    def late_spans(self, shown: ShownAccount) -> list[tuple[datetime, datetime]]:
        """Work out when any rule is late: from its age on, until the next one is complete."""
        spans: list[tuple[datetime, datetime]] = []
        for row in self.rows:
            # It does not go on again by itself.
            if row.continuous and self.what in (Effect.BACKUPS, Effect.CONTINUOUS):
                spans.append((self.since + (row.restorable_lag or timedelta(0)), END))
            its = [
                p
                for p in shown.history.points
                if (p.rule, p.vault, p.region) == (row.rule, row.vault, row.region)
            ]
            its.sort(key=lambda point: point.created)
            spans += [
                (before.created + row.at_most, after.complete)
                for before, after in pairwise(its)
                if before.created + row.at_most < after.complete
            ]
        return spans


def struck(seed: int) -> list[Struck]:
    """Draw thirty faults of a year, each of a resource of its own."""
    random = Random(seed)  # noqa: S311 - nothing secret
    found: list[Struck] = []
    for number in range(FAULTS_A_YEAR):
        which = number % len(STORES)
        usual = lived(which)
        is_continuous = any(each.vault for each in usual.history.continuous)
        possible = [
            *IN_HISTORY,
            *(OF_COPIES if usual.covered.copies else ()),
            *((Effect.CONTINUOUS,) if is_continuous else ()),
            *AT_ONCE,
        ]
        what = random.choice(possible)
        since = START + random.randint(60 * 24 * 60, 380 * 24 * 60) * timedelta(minutes=1)
        found.append(Struck(which, what, since, since + random.randint(72, 480) * HOUR))
    return found


def says(seen: Seen) -> bool:
    """Return True if the judge says that something is broken of the one resource."""
    standing = judge(replace(expected(), since=START), seen)[0]
    is_broken = any(each.weight is Weight.BROKEN for each in standing.reasons)
    # A recovery point that does not count is said as a warning until the rule is late.
    is_warned = any(each.weight is Weight.WARNING for each in standing.reasons)
    assert (standing.state is State.PROTECTED) is not is_broken
    return is_broken or is_warned


def checks_around(spans: Sequence[tuple[datetime, datetime]]) -> list[datetime]:
    """List the checks around the first instants at which something begins or ends to be broken.

    They have the same phase whatever happens: a schedule knows of no fault.
    """
    edges = sorted({edge for span in spans for edge in span if edge < END - 3 * DAY})[:EDGES]
    around = {(edge - START) // EVERY + n for edge in edges for n in range(-2, 4)}
    return [START + n * EVERY for n in sorted(around)]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_checks_name_each_of_thirty_faults_and_nothing_else(seed: int) -> None:
    """Found by the first check after it, and no check says more than is so."""
    for each in struck(seed):
        shown = each.shown()
        late = each.late_spans(shown)
        spoils = AT_ONCE.get(each.what) if not isinstance(each.what, Effect) else None
        spans = [(each.since, each.until)] if spoils is not None else late
        assert spans, f"{each.what} breaks nothing of {STORES[each.number]}"
        begins = min(span[0] for span in spans)
        named: list[datetime] = []
        for at in checks_around(spans):
            seen = shown.seen(at)
            if spoils is not None and each.since <= at < each.until:
                seen = spoils(seen)
            is_broken = any(since < at < until for since, until in spans)
            assert says(seen) is is_broken, (each, at)
            named += [at] * is_broken
        assert named, each
        assert named[0] - begins <= EVERY


def test_a_year_in_which_nothing_happens_is_quiet_every_day() -> None:
    """For each kind of resource: what the faults are not around."""
    for number in range(len(STORES)):
        loud = [
            day
            for day in range(5, 400, 1 if IS_DEEP else 4)
            if says(ordinary(number).seen(START + day * DAY))
        ]
        assert loud == []
