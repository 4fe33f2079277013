"""The judge of a running account against a rehearsal of it: no false alarm, and no fault missed.

Cannot prove that AWS Backup keeps to the times that a rehearsal draws from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound_tiers import expected, sound

from bamp_pulumi.lambdas.health import ExpectedRule, ReasonKind, Standing, State, Weight, judge
from bamp_pulumi.lambdas.health.records import Point, Seen, Unseen
from bamp_pulumi.rehearsal import Assumptions
from bamp_pulumi.rehearsal.health import ShownAccount, Year

START: Final = datetime(2027, 1, 1, tzinfo=UTC)
DAYS: Final = 100
STORES: Final = (
    ("RDS instance", "critical"),
    ("S3 bucket, continuous", "critical"),
    ("DynamoDB table", "standard"),
    ("EFS file system", "regulated"),
    ("EBS volume", "development"),
)
LATE: Final = Assumptions(start_delay=timedelta(hours=5), seed=1)
MINUTES: Final = st.integers(0, DAYS * 24 * 60).map(lambda m: START + timedelta(minutes=m))
KINDS: Final = st.sampled_from(STORES)


@cache
def shown(kind: str, tier: str, seed: int) -> ShownAccount:
    """Simulate; with seed 1 jobs start as late as their windows allow."""
    assumptions = LATE if seed else Assumptions()
    covered = replace(sound(kind, tier), tier=tier, owner="orders")
    at, end = START + timedelta(days=40), START + timedelta(days=DAYS + 16)
    year = Year(covered=covered, start=START, at=at, end=end, assumptions=assumptions)
    return year.shown(expected())


def seen_at(kind: str, tier: str, at: datetime, seed: int = 0) -> Seen:
    """Read the simulated account at an instant."""
    return shown(kind, tier, seed).seen(at)


def rows_of(tier: str, seen: Seen) -> tuple[ExpectedRule, ...]:
    """Return what is promised of the one store."""
    (store,) = seen.stores
    return expected().rules_of(tier, store.type, store.variant)


def of_store(seen: Seen) -> Standing:
    """Judge, and return how the one store stands."""
    return judge(expected(), seen)[0]


@given(KINDS, MINUTES, st.integers(0, 1))
def test_a_sound_account_is_protected_at_every_instant(
    what: tuple[str, str], at: datetime, seed: int
) -> None:
    """From the first recovery point on; before it is due nobody is alarmed, and none is claimed."""
    seen = seen_at(*what, at, seed)

    found = judge(expected(), seen)

    assert [each.sentences for each in found if each.needs_attention] == []
    first = min(rule.at_most for rule in rows_of(what[1], seen))
    is_there = any(point.status != "CREATING" for point in seen.points)
    due = State.PROTECTED if is_there else State.SELECTED_NOT_PROTECTED
    assert found[0].state is due
    assert is_there or at - START <= first
    assert {each.state for each in found[1:]} == {State.PROTECTED}, "its vaults"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with recovery points from some instant on."""

    spoils: Callable[[Point], Point | None]
    """What becomes of each; None: it is not made."""
    says: tuple[ReasonKind, ...] = ()
    """What is said beside the rule being late, one of them; none: nothing."""


FAULTS: Final[Mapping[str, Fault]] = {
    "not made": Fault(lambda _: None),
    "kept shorter": Fault(
        lambda point: replace(point, retention_days=1, deletes_at=None),
        (ReasonKind.RETENTION_SHORT,),
    ),
    "deleted sooner": Fault(
        lambda point: replace(point, deletes_at=point.created_at + timedelta(days=3)),
        (ReasonKind.RETENTION_SHORT, ReasonKind.UNUSABLE),
    ),
    "partial": Fault(lambda point: replace(point, status="PARTIAL"), (ReasonKind.UNUSABLE,)),
    "never done": Fault(lambda point: replace(point, status="CREATING"), (ReasonKind.CREATING,)),
}


@pytest.mark.parametrize("fault", FAULTS)
@given(what=KINDS, at=MINUTES, strikes=st.tuples(st.floats(0, 60), st.integers(0, 7)))
def test_a_rule_that_makes_nothing_that_counts_is_late_once_it_is_due(
    fault: str, what: tuple[str, str], at: datetime, strikes: tuple[float, int]
) -> None:
    """Never protected once the fault lasts longer than its age; before, no alarm of lateness."""
    seen = seen_at(*what, at)
    made = [rule for rule in rows_of(what[1], seen) if not rule.continuous]
    days, number = strikes
    row = made[number % len(made)]
    begins = max(START, at - timedelta(days=days))
    spoilt = {id(p) for p in seen.points if _is_of(row, p) and p.created_at >= begins}
    spoils = FAULTS[fault].spoils
    points = (spoils(p) if id(p) in spoilt else p for p in seen.points)

    found = of_store(replace(seen, points=tuple(p for p in points if p is not None)))

    mine = [r for r in found.reasons if (r.rule, r.region) == (row.rule, row.region)]
    broken = {r.kind for r in mine if r.weight is Weight.BROKEN}
    if at - begins > row.at_most:
        assert found.state is not State.PROTECTED
        assert found.needs_attention
        kinds = (
            {ReasonKind.COPY_LATE, ReasonKind.COPY_MISSING}
            if row.is_copy
            else {ReasonKind.STALE, ReasonKind.NEVER_RAN}
        )
        assert broken & kinds
        assert found.late is not None
        says = FAULTS[fault].says
        assert not says or not spoilt or {*says} & {r.kind for r in mine}
    else:
        before = [p for p in seen.points if _is_of(row, p) and id(p) not in spoilt]
        usable = [p for p in before if p.status != "CREATING"]
        fresh = any(at - p.created_at <= row.at_most for p in usable)
        assert not broken or not fresh


@given(KINDS, MINUTES, st.data())
def test_another_key_is_never_protected_once_it_is_due(
    what: tuple[str, str], at: datetime, data: st.DataObject
) -> None:
    """Of copies, and of what AWS Backup encrypts itself; the key of a source is its own affair."""
    seen = seen_at(*what, at)
    rows = [row for row in rows_of(what[1], seen) if row.under_vault_key and not row.continuous]
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    other = "arn:aws:kms:us-east-1:111122223333:key/other"
    points = tuple(replace(p, key_arn=other) if _is_of(row, p) else p for p in seen.points)

    found = of_store(replace(seen, points=points))

    has_some = any(_is_of(row, p) and p.status != "CREATING" for p in seen.points)
    assert has_some == any(r.kind is ReasonKind.WRONG_KEY for r in found.reasons)
    if at - START > row.at_most:
        assert found.state is not State.PROTECTED


@given(KINDS, MINUTES, st.floats(0, 30))
def test_a_continuous_backup_that_stands_still_is_behind(
    what: tuple[str, str], at: datetime, days: float
) -> None:
    """As soon as it is further behind than it usually is."""
    seen = seen_at(*what, at)
    (store,) = seen.stores
    until = store.restorable_until
    lags = [r.restorable_lag for r in rows_of(what[1], seen) if r.restorable_lag is not None]
    if until is None or not lags or not any(p.status == "AVAILABLE" for p in seen.points):
        return
    frozen = until - timedelta(days=days)

    found = of_store(replace(seen, stores=(replace(store, restorable_until=frozen),)))

    is_behind = at - frozen > lags[0]
    assert is_behind == any(r.kind is ReasonKind.CONTINUOUS_BEHIND for r in found.reasons)
    assert is_behind == (found.state is not State.PROTECTED)


@given(KINDS, MINUTES, st.data())
def test_a_page_that_was_not_read_is_never_protected(
    what: tuple[str, str], at: datetime, data: st.DataObject
) -> None:
    """Whatever else is fresh; and nothing is called late for what may stand on that page."""
    seen = seen_at(*what, at)
    row = data.draw(st.sampled_from(rows_of(what[1], seen)))
    hidden = {id(p) for p in seen.points if _is_of(row, p) and data.draw(st.booleans())}
    unseen = Unseen(
        region=row.region,
        what="backup:ListRecoveryPointsByBackupVault",
        of=row.vault,
        why="ThrottlingException",
    )
    points = tuple(p for p in seen.points if id(p) not in hidden)

    found = judge(expected(), replace(seen, points=points, unseen=(unseen,)))

    assert found[0].state is State.NOT_SEEN
    assert any("ThrottlingException" in each for each in found[0].sentences)
    assert found[-1].state is State.NOT_SEEN


def _is_of(row: ExpectedRule, point: Point) -> bool:
    return (point.rule, point.vault, point.region) == (row.rule, row.vault, row.region)
