"""What a fault costs while it lasts, and laws of it."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from covered_resources import HERE, START, THERE, copy, covered, rule
from hypothesis import given, settings
from hypothesis import strategies as st

from bamp_pulumi.coverage import NativeWindow, ResourceCoverage
from bamp_pulumi.rehearsal import FAULTS, Assumptions, Outcome, simulate_backups
from bamp_pulumi.rehearsal.damage import Damage, RehearsedFault
from bamp_pulumi.rehearsal.delivery import Recipient
from bamp_pulumi.rehearsal.effects import Effect, disturb
from bamp_pulumi.rehearsal.faults.outcome import Notified
from bamp_pulumi.rehearsal.kinds import Kind
from bamp_pulumi.rehearsal.restoring import restorable_at

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
PUNCTUAL = Assumptions(
    start_delay=timedelta(0), copy_delay=timedelta(0), deletion_delay=timedelta(0)
)
SPAN = 90
AT = START + 40 * DAY + 12 * HOUR


def outcome(fault: str, after_minutes: int | None) -> Outcome:
    """Say that somebody hears of a fault after a while, or nobody does."""
    if after_minutes is None:
        return Outcome(fault=fault, detected=False)
    told = Notified(recipient=Recipient("email", "x@bamp-ops.io"), minutes=after_minutes)
    return Outcome(fault=fault, detected=True, notified=(told,))


@cache
def damage(*, continuous: bool = False) -> Damage:
    """A database that is backed up at 2 o'clock, kept for 30 days, and copied."""
    days = 30
    resource = covered(rule(days=days, continuous=continuous), copies=(copy(days=days),))
    return damage_to(resource)


def damage_to(resource: ResourceCoverage) -> Damage:
    """The damage to a resource at an instant."""
    end = START + SPAN * DAY
    history = simulate_backups(resource, START, end, PUNCTUAL)
    kind = Kind(members=(resource,))
    return Damage(kind=kind, history=history, at=AT, end=end, assumptions=PUNCTUAL)


def suffered(fault: str, after: int | None = 5, *, continuous: bool = False) -> RehearsedFault:
    """Let a fault happen to it."""
    return damage(continuous=continuous).of(outcome(fault, after))


def test_what_nobody_hears_of_goes_on_until_nothing_is_left() -> None:
    """Fifty days without a backup, of which thirty are kept."""
    unnoticed = suffered("selection-deleted", None)

    assert unnoticed.until == START + SPAN * DAY
    assert (unnoticed.loss, unnoticed.restorable_from, unnoticed.recovery) == (None, (), None)


def test_what_somebody_hears_of_is_mended_before_the_next_backup() -> None:
    """Heard after five minutes, acted on two hours later: the next backup is made."""
    heard = suffered("selection-deleted")

    assert heard.until == AT + 5 * MINUTE + 2 * HOUR
    # The newest backup is that of 2 o'clock; 14:05 is when it is oldest.
    assert heard.loss == 12 * HOUR + 5 * MINUTE
    assert heard.recovery == 5 * MINUTE + 2 * HOUR + PUNCTUAL.restore_takes


def test_a_backup_that_fails_at_night_is_missing_until_it_is_mended() -> None:
    """Struck at noon, the next backup is that of the coming night."""
    at_night = replace(damage(), at=START + 41 * DAY + 1 * HOUR)
    failed = at_night.of(outcome("backup-job-failed", 120))

    # Until 5 o'clock nothing newer is there than the backup of the day before.
    assert failed.until == START + 41 * DAY + 5 * HOUR
    assert failed.loss == DAY + 3 * HOUR


def test_a_copy_that_is_missing_costs_nothing_at_home() -> None:
    """The backup is there; only the other Region is a day behind."""
    missing = suffered("copy-missing", None)

    assert missing.loss is not None
    assert missing.loss <= DAY + 31 * MINUTE
    assert {r.region for r in missing.restorable_from} == {HERE, THERE}


def test_a_key_that_is_gone_leaves_the_copies_and_no_new_ones() -> None:
    """They are encrypted with another."""
    gone = suffered("key-disabled", None)

    assert {r.region for r in gone.restorable_from} == set()
    assert gone.loss is None
    soon = suffered("key-disabled", 5)
    assert {r.region for r in soon.restorable_from} == {THERE}


@pytest.mark.parametrize(("continuous", "loss"), [(False, 5 * MINUTE), (True, 125 * MINUTE)])
def test_what_the_service_keeps_by_itself_goes_on(
    continuous: bool,  # noqa: FBT001 - a parameter of the test
    loss: timedelta,
) -> None:
    """Where AWS Backup makes continuous backups they are the service's own, and stop as one."""
    own = NativeWindow(days=35, lag_minutes=5)
    kept = replace(covered(rule(days=30, continuous=continuous)), native=own)

    assert damage_to(kept).of(outcome("continuous-backup-interrupted", 5)).loss == loss


def test_a_frozen_continuous_backup_falls_back_second_by_second() -> None:
    """And its window still reaches back from where it stopped."""
    frozen = suffered("continuous-backup-interrupted", 5, continuous=True)

    # Copies are snapshots; the window ends when it froze, and two hours later it is that old.
    assert frozen.loss == 2 * HOUR + 5 * MINUTE
    assert suffered("restore-job-failed", 5, continuous=True).loss == 5 * MINUTE


def test_a_region_that_is_lost_leaves_the_other() -> None:
    """At once: nothing is made there any more, and nothing is waited for."""
    lost = suffered("primary-region-lost", None)

    assert {r.region for r in lost.restorable_from} == {THERE}
    assert lost.loss == 10 * HOUR


def test_a_deleted_recovery_point_makes_the_one_before_it_the_newest() -> None:
    """The copy of it is still there, in the other vault."""
    deleted = suffered("recovery-point-deleted", 5)

    here = [r for r in deleted.restorable_from if r.region == HERE]
    assert max(r.last for r in here) == START + 39 * DAY + 2 * HOUR
    assert deleted.loss == 12 * HOUR + 5 * MINUTE


def test_faults_together_cost_what_each_of_them_costs() -> None:
    """A lost Region, while the copies have been stuck."""
    alone = [outcome("primary-region-lost", None), outcome("copy-job-stuck", None)]
    one = damage()

    both = one.of(alone[0], alone)

    assert both.loss is None or both.loss >= (one.of(alone[0]).loss or timedelta(0))
    assert {r.region for r in both.restorable_from} <= {THERE}


FAULT_IDS = st.sampled_from(sorted(FAULTS))
MINUTES = st.none() | st.integers(1, 20 * 1_440)


def _cost(suffered: RehearsedFault) -> timedelta:
    return timedelta.max if suffered.loss is None else suffered.loss


@settings(deadline=None)
@given(FAULT_IDS, MINUTES, MINUTES, st.booleans())
def test_hearing_sooner_never_costs_more(
    fault: str,
    one: int | None,
    other: int | None,
    continuous: bool,  # noqa: FBT001 - drawn
) -> None:
    """And never hearing costs most."""
    sooner, later = sorted((one, other), key=lambda m: 10**9 if m is None else m)

    assert _cost(suffered(fault, sooner, continuous=continuous)) <= _cost(
        suffered(fault, later, continuous=continuous)
    )


@settings(deadline=None)
@given(FAULT_IDS, MINUTES, st.booleans())
def test_a_fault_never_leaves_more_than_there_was(
    fault: str,
    after: int | None,
    continuous: bool,  # noqa: FBT001 - drawn
) -> None:
    """Nor is less lost than without it."""
    found = suffered(fault, after, continuous=continuous)
    whole = damage(continuous=continuous).history

    instant = found.until if FAULTS[fault].effect is not Effect.NOTHING else AT
    states = [
        (r.vault, r.rule, r.first) for r in restorable_at(whole, instant) if r.first == r.last
    ]
    left = [(r.vault, r.rule, r.first) for r in found.restorable_from if r.first == r.last]
    assert set(left) <= set(states)
    now = restorable_at(whole, AT)
    assert _cost(found) >= AT - now[0].last


@settings(deadline=None)
@given(st.lists(st.sampled_from(list(Effect)), max_size=4), st.integers(0, SPAN * 24))
def test_effects_only_take_away_and_in_any_order_the_same(
    effects: list[Effect], hours: int
) -> None:
    """What has been made before stays, but for a point that is deleted."""
    whole = damage().history
    since = START + hours * HOUR
    until = since + 10 * DAY

    disturbed = disturb(whole, effects, since, until)

    assert set(disturbed.points) <= set(whole.points)
    lost = set(whole.points) - set(disturbed.points)
    older = {p for p in lost if p.complete < since}
    assert len(older) <= effects.count(Effect.NEWEST_POINT)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_same_fault_costs_the_same(fault: str) -> None:
    """Nothing of it hangs on when it is asked."""
    first, second = (damage_to(damage().kind.one).of(outcome(fault, 30)) for _ in range(2))

    assert first == second


def test_a_rule_whose_first_backup_is_complete_just_when_a_fault_is_mended_changes_nothing() -> (
    None
):
    """What is lost is lost until then; it was said that nothing at all is left."""
    once = rule("once", "cron(35 13 10 2 ? 2027)")
    late = damage_to(covered(rule(), once, copies=(copy(),)))

    missing = late.of(outcome("copy-missing", 5))

    assert missing.until == AT + 5 * MINUTE + 2 * HOUR
    assert {point.complete for point in late.history.points if point.rule == "once"} == {
        missing.until
    }
    assert missing.loss == 12 * HOUR + 5 * MINUTE
