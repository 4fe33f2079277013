"""What is new is not late yet; what somebody has deleted is not new."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from seen_by_hand import (
    AT,
    COPY,
    DAILY,
    DAY,
    EXPECTED,
    HERE,
    HOUR,
    SEEN,
    THERE,
    expecting,
    job,
    kinds,
    point,
    stand,
    vault,
)

from bamp_pulumi.lambdas.health import ReasonKind, State, judge
from bamp_pulumi.lambdas.health.records import Unseen
from bamp_pulumi.lambdas.health.selected import since_vaults

MONTHLY = replace(DAILY, rule="monthly", at_most=32 * DAY)
BOTH = expecting(DAILY, COPY, MONTHLY)
FRESH, COPIED = point(), point(COPY)
NEW = (job(created_at=AT - 10 * HOUR),)
"""The first job of a plan, of a resource that exists for 200 days."""


def test_a_resource_that_was_selected_today_is_not_late_by_its_monthly_rule() -> None:
    """Its daily rule has made the first recovery point."""
    found = stand(expected=BOTH, points=(FRESH, COPIED), jobs=NEW)

    assert (found.state, kinds(found)) == (State.PROTECTED, {ReasonKind.NOT_DUE})
    assert not found.needs_attention


@pytest.mark.parametrize("before", [2 * DAY, 20 * DAY, 28 * DAY])
def test_recovery_points_that_were_deleted_do_not_make_the_rest_young(before: timedelta) -> None:
    """Jobs tell that the plan made copies before: none is left, and that is said at once."""
    jobs = (*NEW, job(id="job-0", created_at=AT - before - 34 * HOUR))

    found = stand(points=(FRESH,), jobs=jobs)

    assert (found.state, kinds(found)) == (State.STALE, {ReasonKind.COPY_MISSING})


def test_what_has_jobs_for_as_long_as_they_are_listed_was_selected_before() -> None:
    """Nobody knows since when."""
    jobs = (*NEW, job(id="job-0", created_at=AT - 29 * DAY - HOUR))

    assert stand(expected=BOTH, points=(FRESH, COPIED), jobs=jobs).state is State.STALE


def test_jobs_that_were_not_read_show_nothing() -> None:
    """Denied, or asked for since yesterday only."""
    denied = Unseen(region=HERE, what="backup:ListBackupJobs", why="AccessDeniedException")
    made: dict[str, Any] = {"expected": BOTH, "points": (FRESH, COPIED), "jobs": NEW}

    assert stand(**made, unseen=(denied,)).state is not State.PROTECTED
    assert stand(**made, since=AT - DAY).state is not State.PROTECTED


def vaults_of(age: timedelta) -> dict[str, object]:
    """Return an account whose vaults are so old."""
    made = (vault("main", HERE), vault("recovery", THERE))
    return {"vaults": tuple(replace(each, created_at=AT - age) for each in made)}


def test_an_account_that_was_deployed_today_is_not_late() -> None:
    """Nothing is there yet, and nothing is called protected."""
    seen = replace(SEEN, points=(), jobs=(), **vaults_of(5 * HOUR))

    found = judge(since_vaults(EXPECTED, seen), seen)[0]

    assert (found.state, found.needs_attention) == (State.SELECTED_NOT_PROTECTED, False)


def test_a_vault_that_was_made_anew_has_lost_what_was_in_it() -> None:
    """A plan has copied into the former one: of that nothing is left."""
    seen = replace(SEEN, points=(FRESH,), jobs=(job(created_at=AT - 3 * DAY),))
    seen = replace(seen, **vaults_of(5 * HOUR))

    expected = since_vaults(EXPECTED, seen)

    assert expected.since is None
    found = judge(expected, seen)[0]
    assert (found.state, kinds(found)) == (State.STALE, {ReasonKind.COPY_MISSING})


def test_a_promise_keeps_the_time_that_it_names() -> None:
    """Whatever the vaults say."""
    promised = replace(EXPECTED, since=AT - 3 * DAY)
    seen = replace(SEEN, jobs=(), **vaults_of(5 * HOUR))

    assert since_vaults(promised, seen) == promised
