"""What a comparison of two snapshots may and may not say, of any two.

Cannot prove that a snapshot holds all that matters: `test_sneaked_changes` asks that.
"""

from collections import Counter
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st
from snapshots import snapshots

from bamp_pulumi.changes import (
    UNKNOWN_VALUE,
    About,
    Aspect,
    Change,
    Direction,
    Snapshot,
    StoreState,
    changes,
)
from bamp_pulumi.coverage import Status

FEWER: Final = settings(max_examples=max(25, settings().max_examples // 4))
"""A pair of estates is a large example: a quarter of the others."""
KEPT: Final = (Status.PROTECTED, Status.NATIVE)
OPPOSITE: Final = {
    Direction.LOST: Direction.GAINED,
    Direction.GAINED: Direction.LOST,
    Direction.UNSURE: Direction.UNSURE,
    Direction.CHANGED: Direction.CHANGED,
}


@FEWER
@given(snapshots)
def test_nothing_changes_between_an_estate_and_itself(one: Snapshot) -> None:
    """Whatever stands in it."""
    assert changes(one, one).changes == ()


@FEWER
@given(snapshots)
def test_a_snapshot_is_the_same_after_it_was_written_and_read(one: Snapshot) -> None:
    """Else a file of before would differ from the same programs at a commit."""
    read = Snapshot.model_validate_json(one.model_dump_json(by_alias=True))

    assert read == one
    assert changes(one, read).changes == ()


BOUNDS: Final = (Aspect.START_WINDOW, Aspect.COMPLETION_WINDOW, Aspect.MOST)
"""A greater one is a loss; whether a lesser one is, is unknown."""


def opposite(change: Change) -> Direction:
    """Return the direction of the change back."""
    if change.aspect in BOUNDS and UNKNOWN_VALUE not in (change.before, change.after):
        return Direction.LOST if change.direction is Direction.UNSURE else Direction.UNSURE
    return OPPOSITE[change.direction]


def written(one: Snapshot) -> Snapshot:
    """Return a snapshot whose programs leave nothing out: what AWS keeps then has no mirror."""
    stores = tuple(store.model_copy(update={"native_left_out": None}) for store in one.stores)
    return one.model_copy(update={"stores": stores})


@FEWER
@given(snapshots.map(written), snapshots.map(written))
def test_what_one_way_loses_the_other_way_gains(one: Snapshot, other: Snapshot) -> None:
    """Each change has its mirror, with the values exchanged."""

    def told(change: Change, direction: Direction, *values: str | None) -> tuple[object, ...]:
        # A finding that says something else is named by the words of now.
        return direction, change.about, change.aspect, change.of, change.urn, change.name, *values

    there = Counter(told(c, opposite(c), c.after, c.before) for c in changes(one, other).changes)
    back = Counter(told(c, c.direction, c.before, c.after) for c in changes(other, one).changes)

    assert there == back


def weaker(was: StoreState, now: StoreState) -> bool:
    """Say in other words whether a data store surely has less than it had."""
    if Status.UNVERIFIED in (was.status, now.status):
        return False
    if was.status in KEPT and now.status not in KEPT:
        return True
    asked = ((was.rpo_minutes, now.rpo_minutes), (was.rto_minutes, now.rto_minutes))
    if any(old is not None and (new is None or new > old) for old, new in asked):
        return True
    if now.exempt_until and (not was.exempt_until or now.exempt_until > was.exempt_until):
        return True
    return sum(map(kept, was.rules)) > 0 and any(
        fewer(
            [r.retention_days for r in was.rules if (r.rule, r.region) == place],
            [r.retention_days for r in now.rules if (r.rule, r.region) == place],
        )
        for place in {(r.rule, r.region) for r in was.rules}
    )


def kept(_: object) -> int:
    """Count one."""
    return 1


def fewer(was: list[int | None], now: list[int | None]) -> bool:
    """Say whether one of some retentions is shorter or gone, the longest compared first."""

    def longest_first(days: list[int | None]) -> list[float]:
        return sorted((float("inf") if d is None else d for d in days), reverse=True)

    old, new = longest_first(was), longest_first(now)
    return any(i >= len(new) or new[i] < one for i, one in enumerate(old))


@FEWER
@given(snapshots, snapshots)
def test_no_data_store_that_has_less_is_missing_from_what_is_lost(
    one: Snapshot, other: Snapshot
) -> None:
    """By a second reckoning of what less is; and one that is gone is lost as a whole."""
    now = {store.urn: store for store in other.stores}
    lost = {
        change.urn
        for change in changes(one, other).of(Direction.LOST)
        if change.about is About.STORE
    }

    for store in one.stores:
        if store.urn not in now or weaker(store, now[store.urn]):
            assert store.urn in lost


@FEWER
@given(snapshots, snapshots)
def test_what_is_not_known_is_neither_lost_nor_gained(one: Snapshot, other: Snapshot) -> None:
    """And nothing that is not known stands in a change as a value that was kept."""
    for change in changes(one, other).changes:
        if UNKNOWN_VALUE in (change.before, change.after):
            assert change.direction is Direction.UNSURE


@FEWER
@given(snapshots, st.sampled_from([*KEPT]))
def test_a_data_store_that_can_no_longer_be_verified_is_listed(
    one: Snapshot, status: Status
) -> None:
    """It never passes for one that is as it was."""
    was = one.model_copy(
        update={"stores": tuple(s.model_copy(update={"status": status}) for s in one.stores)}
    )
    now = one.model_copy(
        update={
            "stores": tuple(s.model_copy(update={"status": Status.UNVERIFIED}) for s in one.stores)
        }
    )

    found = changes(was, now)

    assert {c.urn for c in found.of(Direction.UNSURE) if c.aspect is Aspect.STATUS} == {
        store.urn for store in one.stores
    }


@FEWER
@given(snapshots)
def test_a_new_name_with_an_alias_changes_nothing(one: Snapshot) -> None:
    """Pulumi renames the resource, and so its findings and notices stay its own."""
    names = {state.urn for kind in (one.stores, one.vaults, one.plans) for state in kind}

    def renamed(urn: str) -> str:
        return f"{urn}-renamed" if urn in names else urn

    def moved(kind: str) -> tuple[object, ...]:
        states: tuple[StoreState, ...] = getattr(one, kind)
        return tuple(
            s.model_copy(update={"urn": renamed(s.urn), "aliases": (s.urn,)}) for s in states
        )

    found = (f.model_copy(update={"urn": renamed(f.urn)}) for f in one.findings)
    now = one.model_copy(
        update={
            **{kind: moved(kind) for kind in ("stores", "vaults", "plans")},
            "findings": tuple(found),
        }
    )

    assert changes(one, now).changes == ()
    assert changes(now, one).changes == ()
