"""Each state and each reason of the health check: a bad case, and the good one beside it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from seen_by_hand import (
    ACCOUNT_ID,
    AT,
    COPY,
    DAILY,
    DAY,
    EXPECTED,
    HERE,
    HOUR,
    LIVE,
    SEEN,
    THERE,
    expecting,
    job,
    kinds,
    point,
    stand,
)

from bamp_pulumi.lambdas.health import ExpectedRule, ReasonKind, Standing, State, Weight, judge
from bamp_pulumi.lambdas.health.records import AccessPoint, JobKind, Key, Unseen

MINUTE = timedelta(minutes=1)
FRESH, COPIED = point(), point(COPY)


def test_a_sound_database_is_protected_and_nothing_is_said_of_it() -> None:
    """Nor of the vaults of the account."""
    found = judge(EXPECTED, SEEN)

    assert [(each.state, each.reasons) for each in found] == [(State.PROTECTED, ())] * 3
    assert found[0].newest == AT - 10 * HOUR
    assert (found[0].owner, found[0].tier) == ("shop", "standard")


@pytest.mark.parametrize("rule", [DAILY, COPY], ids=["rule", "copy"])
def test_a_rule_is_late_from_its_age_on(rule: ExpectedRule) -> None:
    """At its age it is not, a minute later it is; the sentence says by how much."""
    other = COPIED if rule is DAILY else FRESH
    kind = ReasonKind.COPY_LATE if rule.is_copy else ReasonKind.STALE

    at_age = stand(points=(point(rule, age=rule.at_most), other))
    assert (at_age.state, at_age.reasons) == (State.PROTECTED, ())

    late = stand(points=(point(rule, age=rule.at_most + 7 * HOUR), other))
    assert (late.state, kinds(late), late.late) == (State.STALE, {kind}, 7 * HOUR)
    (sentence,) = late.sentences
    for said in ("orders", "shop", "standard", "7 h late", rule.region, "rule daily"):
        assert said in sentence


def test_a_missing_copy_says_its_region() -> None:
    """What is at home does not stand for it."""
    found = stand(points=(FRESH,))
    assert (found.state, kinds(found)) == (State.STALE, {ReasonKind.COPY_MISSING})
    assert "us-west-2" in found.sentences[0]


def test_what_was_never_backed_up_is_selected_and_not_protected() -> None:
    """It exists for longer than its first run may take; younger, nobody is alarmed."""
    found = stand(points=())
    assert found.state is State.SELECTED_NOT_PROTECTED
    assert kinds(found) == {ReasonKind.NEVER_RAN, ReasonKind.COPY_MISSING}
    assert found.late == 200 * DAY - 30 * HOUR

    young = stand(points=(), store={"created_at": AT - 30 * HOUR})
    assert (young.state, young.needs_attention) == (State.SELECTED_NOT_PROTECTED, False)
    assert kinds(young) == {ReasonKind.NOT_DUE}

    older = stand(points=(), store={"created_at": AT - 30 * HOUR - MINUTE})
    assert kinds(older, Weight.BROKEN) == {ReasonKind.NEVER_RAN}

    unknown = stand(points=(), store={"created_at": None})
    assert unknown.needs_attention
    assert unknown.late is None


def test_a_new_promise_is_not_late_before_its_first_run() -> None:
    """A database of last year whose retention the policy changed an hour ago."""
    old = (point(retention_days=7, deletes_at=AT + DAY), COPIED)
    assert stand(points=old).needs_attention

    new = stand(points=old, expected=replace(EXPECTED, since=AT - HOUR))
    assert not new.needs_attention
    assert kinds(new) == {ReasonKind.NOT_DUE, ReasonKind.RETENTION_SHORT}


def test_retention_that_is_shorter_counts_for_nothing_and_longer_is_said() -> None:
    """A rule whose newest recovery points are kept too short is late once the last good one is."""
    short = point(retention_days=7, deletes_at=None)
    found = stand(points=(short, COPIED))
    assert kinds(found, Weight.BROKEN) == {ReasonKind.NEVER_RAN}
    assert ReasonKind.RETENTION_SHORT in kinds(found, Weight.WARNING)
    assert "kept 7 days, promised are 30 days" in found.sentences[1]

    recent = stand(points=(short, point(age=29 * HOUR), COPIED))
    assert (recent.state, kinds(recent)) == (State.PROTECTED, {ReasonKind.RETENTION_SHORT})
    assert recent.needs_attention

    for longer in (
        point(retention_days=90, deletes_at=None),
        point(retention_days=None, deletes_at=None),
    ):
        kept = stand(points=(longer, COPIED))
        assert (kept.state, kinds(kept)) == (State.PROTECTED, {ReasonKind.RETENTION_LONG})
        assert kept.needs_attention

    sooner = stand(points=(point(deletes_at=AT + DAY), COPIED))
    assert ReasonKind.RETENTION_SHORT in kinds(sooner)


def test_what_is_promised_for_ever_is_not_kept_by_a_year() -> None:
    """And what has no end keeps it."""
    for_ever = expecting(replace(DAILY, retention_days=None))
    assert kinds(stand(expected=for_ever, points=(point(),))) == {
        ReasonKind.NEVER_RAN,
        ReasonKind.RETENTION_SHORT,
    }
    endless = point(retention_days=None, deletes_at=None)
    assert stand(expected=for_ever, points=(endless,)).state is State.PROTECTED


def test_a_recovery_point_under_another_key_does_not_count() -> None:
    """Where the vault decides the key; at home the database has its own."""
    other = "arn:aws:kms:us-west-2:111122223333:key/other"
    found = stand(points=(FRESH, point(COPY, key_arn=other)))
    assert found.state is State.STALE
    assert kinds(found) == {ReasonKind.COPY_MISSING, ReasonKind.WRONG_KEY}
    assert "key/other" in found.sentences[1]
    assert "under no key" in stand(points=(FRESH, point(COPY, key_arn=""))).sentences[1]

    enabled = (*SEEN.keys, Key(arn=other, region=HERE, state="Enabled"))
    at_home = stand(points=(point(key_arn=other), COPIED), keys=enabled)
    assert (at_home.state, at_home.reasons) == (State.PROTECTED, ())


UNUSABLE = ("Disabled", "PendingDeletion", "PendingImport", "Unavailable", "Creating", "NEW WORD")


@pytest.mark.parametrize("state", UNUSABLE)
@pytest.mark.parametrize("rule", [DAILY, COPY], ids=["rule", "copy"])
def test_what_is_under_a_key_that_cannot_be_used_does_not_count(
    state: str, rule: ExpectedRule
) -> None:
    """It is complete, in its vault, of the right age, and nobody can restore it."""
    theirs = point(rule).key_arn
    keys = tuple(replace(key, state=state) if key.arn == theirs else key for key in SEEN.keys)

    found = stand(points=(FRESH, COPIED), keys=keys)

    missing = ReasonKind.COPY_MISSING if rule.is_copy else ReasonKind.NEVER_RAN
    assert found.state is not State.PROTECTED
    assert kinds(found) == {missing, ReasonKind.KEY_UNUSABLE}
    assert any(f"which is {state}" in each for each in found.sentences)
    vaults = [each for each in judge(EXPECTED, replace(SEEN, keys=keys)) if not each.tier]
    assert [each.state for each in vaults if each.region == rule.region] == [State.STALE]


def test_a_key_that_did_not_answer_is_not_taken_for_one_that_can_be_used() -> None:
    """Nor is what is under it called missing; what is under another key is not concerned."""
    theirs = COPIED.key_arn
    unseen = Unseen(region=THERE, what="kms:DescribeKey", of=theirs, why="AccessDeniedException")
    keys = tuple(key for key in SEEN.keys if key.arn != theirs)

    found = stand(points=(FRESH, COPIED), keys=keys, unseen=(unseen,))

    assert (found.state, kinds(found)) == (State.NOT_SEEN, {ReasonKind.UNSEEN})
    only_here = stand(expected=expecting(DAILY), points=(FRESH,), keys=keys, unseen=(unseen,))
    assert only_here.state is State.PROTECTED


@pytest.mark.parametrize("status", ["PARTIAL", "EXPIRED", "DELETING", "STOPPED", "NEW WORD"])
def test_a_recovery_point_that_cannot_be_restored_does_not_count(status: str) -> None:
    """It is said where it is the newest; what older ones are is of no interest."""
    bad = point(status=status, status_message="one part is missing")
    found = stand(points=(bad, COPIED))
    assert found.state is State.STALE
    assert kinds(found) == {ReasonKind.NEVER_RAN, ReasonKind.UNUSABLE}
    assert f"is {status}" in found.sentences[1]

    older = stand(points=(FRESH, COPIED, point(age=20 * HOUR, status=status)))
    assert (older.state, older.reasons) == (State.PROTECTED, ())


def test_available_counts_as_completed() -> None:
    """Both words of AWS Backup say that it can be restored."""
    assert stand(points=(point(status="AVAILABLE"), COPIED)).state is State.PROTECTED


def test_what_is_being_made_is_said_and_does_not_count() -> None:
    """Beside a fresh one it needs nobody; alone it protects nothing."""
    making = point(age=HOUR, status="CREATING")
    found = stand(points=(making, FRESH, COPIED))
    assert (found.state, found.needs_attention) == (State.PROTECTED, False)
    assert kinds(found) == {ReasonKind.CREATING}

    alone = stand(points=(making, COPIED))
    assert alone.state is State.STALE
    assert kinds(alone) == {ReasonKind.NEVER_RAN, ReasonKind.CREATING}


def test_what_may_be_deleted_any_moment_does_not_count() -> None:
    """Its retention has ended; a minute before it had not."""
    short = expecting(replace(DAILY, retention_days=1))

    def found(deletes_in: timedelta) -> Standing:
        aged = point(retention_days=1, age=DAY - deletes_in, deletes_at=AT + deletes_in)
        return stand(expected=short, points=(aged,))

    assert found(MINUTE).state is State.PROTECTED
    assert kinds(found(timedelta(0))) == {ReasonKind.NEVER_RAN, ReasonKind.UNUSABLE}


def test_a_recovery_point_from_the_future_is_not_fresh() -> None:
    """A clock is wrong, and no age can be trusted; what was made while reading is no such one."""
    found = stand(points=(point(age=-HOUR), FRESH, COPIED))
    assert (found.state, kinds(found)) == (State.NOT_SEEN, {ReasonKind.FROM_THE_FUTURE})
    assert kinds(stand(points=(point(age=-HOUR), COPIED)), Weight.BROKEN) == {ReasonKind.NEVER_RAN}

    reading = stand(points=(point(age=-10 * MINUTE), COPIED))
    assert (reading.state, reading.reasons) == (State.PROTECTED, ())


def test_what_somebody_made_by_hand_counts_if_it_is_as_promised() -> None:
    """It is the remedy that an alert proposes; with another retention it keeps no promise."""
    assert stand(points=(point(rule=""), COPIED)).state is State.PROTECTED
    shorter = point(rule="", retention_days=7, deletes_at=None)
    assert kinds(stand(points=(shorter, COPIED))) == {ReasonKind.NEVER_RAN}


@pytest.mark.parametrize(
    "apart",
    [{"vault": "elsewhere"}, {"region": THERE}, {"rule": "weekly"}, {"parent_arn": "arn:whole"}],
    ids=str,
)
def test_a_recovery_point_of_something_else_does_not_count(apart: dict[str, Any]) -> None:
    """Of another vault, Region or rule, or a part of a composite one."""
    assert stand(points=(replace(FRESH, **apart), COPIED)).state is State.STALE


def test_a_job_that_runs_for_longer_than_its_rule_may_take_is_stuck() -> None:
    """One that has ended is not, nor one that may still run, nor a restore."""
    longest = DAILY.at_most
    for state in ("CREATED", "PENDING", "RUNNING"):
        stuck = stand(jobs=(job(state=state, created_at=AT - longest - MINUTE),))
        assert (stuck.state, kinds(stuck)) == (State.PROTECTED, {ReasonKind.STUCK_JOB})
        assert stuck.needs_attention
    for fine in (
        job(state="RUNNING", created_at=AT - longest),
        job(created_at=AT - 20 * DAY),
        job(state="RUNNING", kind=JobKind.RESTORE, created_at=AT - 20 * DAY),
        job(state="RUNNING", kind=JobKind.COPY, created_at=AT - COPY.at_most),
        job(state="RUNNING", created_at=AT - 20 * DAY, resource_arn="arn:other"),
    ):
        assert stand(jobs=(fine,)).reasons == ()


def live(**store: object) -> Standing:
    """Judge the database with a continuous rule."""
    begun = point(LIVE, age=100 * DAY, status="AVAILABLE", deletes_at=None)
    return stand(expected=expecting(LIVE), points=(begun,), store=store)


def test_a_continuous_backup_may_lag_and_not_more() -> None:
    """It was begun long ago; how far it reaches is what counts."""
    assert live(restorable_until=AT - 15 * MINUTE).state is State.PROTECTED
    behind = live(restorable_until=AT - 3 * HOUR)
    assert (behind.state, kinds(behind)) == (State.STALE, {ReasonKind.CONTINUOUS_BEHIND})
    assert behind.late == 165 * MINUTE
    assert live(restorable_until=None).state is State.NOT_SEEN
    assert live(restorable_until=AT + HOUR).state is State.NOT_SEEN


def test_a_continuous_backup_that_was_stopped_does_not_count() -> None:
    """A new one beside it does."""
    old = point(LIVE, age=100 * DAY, status="STOPPED", deletes_at=None)
    stopped = stand(expected=expecting(LIVE), points=(old,))
    assert (stopped.state, kinds(stopped)) == (
        State.SELECTED_NOT_PROTECTED,
        {ReasonKind.NEVER_RAN, ReasonKind.UNUSABLE},
    )
    new = point(LIVE, age=DAY, status="AVAILABLE", deletes_at=None)
    assert stand(expected=expecting(LIVE), points=(old, new)).state is State.PROTECTED


def test_of_a_bucket_nothing_says_how_far_it_reaches() -> None:
    """So what it needs is asked for: AWS Backup calls one available that goes on no more."""
    silent = expecting(replace(LIVE, restorable_lag=None))
    begun = point(LIVE, age=100 * DAY, status="AVAILABLE", deletes_at=None)

    def found(*, on: bool | None) -> Standing:
        return stand(expected=silent, points=(begun,), store={"keeps_continuous": on})

    assert found(on=True).state is State.PROTECTED
    assert found(on=None).state is State.NOT_SEEN
    off = found(on=False)
    assert (off.state, kinds(off)) == (State.STALE, {ReasonKind.CONTINUOUS_OFF})


def test_copies_to_another_account_are_judged_by_their_jobs() -> None:
    """What lies there only that account sees; AWS Backup keeps jobs for 30 days."""
    abroad = replace(COPY, account_id="444455556666", vault="theirs")
    arn = "arn:aws:backup:us-west-2:444455556666:backup-vault:theirs"
    expected = expecting(DAILY, abroad)

    def found(**fields: object) -> Standing:
        return stand(expected=expected, points=(FRESH,), jobs=(job(**{**done, **fields}),))

    done: dict[str, Any] = {  # Any: fields of a job
        "kind": JobKind.COPY,
        "to_vault_arn": arn,
        "created_at": AT - 32 * HOUR,
    }
    assert found().state is State.PROTECTED
    assert kinds(found(created_at=AT - 33 * HOUR)) == {ReasonKind.COPY_LATE}
    for no in (
        {"state": "FAILED"},
        {"to_vault_arn": arn.replace("theirs", "ours")},
        {"rule": "weekly"},
        {"kind": JobKind.BACKUP, "created_at": AT - 40 * DAY},
    ):
        assert kinds(found(**no)) == {ReasonKind.COPY_MISSING}
    rare = expecting(DAILY, replace(abroad, at_most=31 * DAY))
    assert stand(expected=rare, points=(FRESH,)).state is State.NOT_SEEN


def test_a_region_that_is_not_opted_in_blocks() -> None:
    """However fresh what was made before is; what was not answered is not seen."""
    found = stand(opted_in={HERE: {"RDS": False}, THERE: {"RDS": True}})
    assert (found.state, kinds(found)) == (State.OPT_IN_BLOCKED, {ReasonKind.OPT_IN_OFF})
    assert stand(opted_in={THERE: {"RDS": True}}).state is State.NOT_SEEN
    assert stand(opted_in={HERE: {"EFS": True}}).state is State.NOT_SEEN
    assert stand(opted_in={HERE: {"RDS": True}}).state is State.PROTECTED


def test_a_store_in_a_region_without_plans_is_unprotected() -> None:
    """Selections of a plan take nothing of another Region."""
    found = stand(store={"region": THERE})
    assert (found.state, kinds(found)) == (State.UNPROTECTED, {ReasonKind.ELSEWHERE})


def test_what_a_service_keeps_itself_is_enough_where_nothing_else_is() -> None:
    """Of a type that AWS Backup does not know."""

    def found(days: int | None) -> Standing:
        table = {"type": "AWS::Cassandra::Table", "native_days": days}
        return stand(store=table, points=())

    assert (found(35).state, found(35).reasons) == (State.NATIVE, ())
    assert (found(0).state, kinds(found(0))) == (State.UNPROTECTED, {ReasonKind.NATIVE_SHORT})
    assert found(None).state is State.NOT_SEEN


def test_what_nothing_backs_up_is_unprotected() -> None:
    """Its tier has nothing for its type."""
    found = stand(store={"type": "AWS::Cognito::UserPool"}, points=())
    assert (found.state, kinds(found)) == (State.UNPROTECTED, {ReasonKind.NOT_BACKED_UP})


def test_less_than_is_promised_of_the_service_is_said() -> None:
    """Beside what AWS Backup makes it is a warning."""
    for store, kind in (
        ({"native_days": 6}, ReasonKind.NATIVE_SHORT),
        ({"replica_regions": ("eu-west-1",)}, ReasonKind.REPLICA_MISSING),
    ):
        found = stand(store=store)
        assert (found.state, kinds(found)) == (State.PROTECTED, {kind})
        assert found.needs_attention
    unsaid = stand(store={"native_days": None})
    assert (unsaid.state, unsaid.needs_attention) == (State.PROTECTED, False)


def test_an_access_point_that_is_open_stops_the_lifecycle() -> None:
    """A day is granted to whoever reads from it."""

    def found(age: timedelta | None) -> Standing:
        created_at = None if age is None else AT - age
        opened = AccessPoint(
            arn="arn:ap", recovery_point_arn=FRESH.arn, region=HERE, created_at=created_at
        )
        return stand(access_points=(opened,))

    assert kinds(found(DAY + MINUTE), Weight.WARNING) == {ReasonKind.ACCESS_POINT_OPEN}
    assert kinds(found(None), Weight.WARNING) == {ReasonKind.ACCESS_POINT_OPEN}
    assert not found(DAY).needs_attention
    assert found(10 * DAY).state is State.PROTECTED


def test_another_account_of_the_policy_is_this_one() -> None:
    """A copy whose account is the account itself is seen like any other."""
    own = replace(COPY, account_id=ACCOUNT_ID)
    assert stand(expected=expecting(DAILY, own)).state is State.PROTECTED
