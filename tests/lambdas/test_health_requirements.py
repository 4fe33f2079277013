"""What the policies ask of a running account, by the names of their requirements."""

from dataclasses import replace
from datetime import timedelta

import pytest
from seen_by_hand import AT, COPY, DAILY, LIVE, expecting, kinds, point, stand

from bamp_pulumi.baseline import expected_of
from bamp_pulumi.lambdas.health import ReasonKind, State
from bamp_pulumi.policy import default_policy

MINUTE = timedelta(minutes=1)
LOG_LAG = timedelta(minutes=10)
"""How much further behind a reading may find the log than it usually is."""


def test_fx_4_databases_are_captured_every_five_minutes() -> None:
    """The promise of a continuous backup of a database, in minutes."""
    expected = expected_of(default_policy())

    for kind in ("RDS", "Aurora"):
        rows = [row for row in expected.rules_of("critical", kind) if row.continuous]
        assert rows
        assert all(row.restorable_lag == 5 * MINUTE + LOG_LAG for row in rows)


@pytest.mark.parametrize(("behind", "is_said"), [(5, False), (15, False), (16, True), (600, True)])
def test_fx_4_the_sequence_of_logs_is_checked(behind: int, is_said: bool) -> None:  # noqa: FBT001
    """A database whose log stands still restores to less than the policy says."""
    live = replace(LIVE, restorable_lag=5 * MINUTE + LOG_LAG)
    store = {"restorable_until": AT - behind * MINUTE}
    points = (point(live, status="AVAILABLE", deletes_at=None), point(COPY))
    expected = expecting(live, COPY)

    found = stand(expected=expected, points=points, store=store)

    assert (ReasonKind.CONTINUOUS_BEHIND in kinds(found)) is is_said
    assert (found.state is State.PROTECTED) is not is_said


@pytest.mark.parametrize("status", ["PARTIAL", "CREATING", "STOPPED", "EXPIRED"])
def test_fx_7_a_snapshot_that_is_not_complete_is_not_counted(status: str) -> None:
    """Verified complete."""
    found = stand(points=(point(status=status), point(COPY)))

    assert found.state is not State.PROTECTED


def test_fx_7_what_has_no_tag_is_named() -> None:
    """Tagged: by the tag plans select, and by the tag it is catalogued."""
    found = stand(store={"tags": {}})

    assert (found.state, kinds(found)) == (State.UNPROTECTED, {ReasonKind.NO_TIER})
    assert (stand().tier, stand().owner) == ("standard", "shop")


def test_fx_7_retention_is_enforced() -> None:
    """A day less than promised does not count."""
    short = point(retention_days=(DAILY.retention_days or 0) - 1, deletes_at=None)

    found = stand(points=(short, point(COPY)))

    assert found.state is not State.PROTECTED
    assert ReasonKind.RETENTION_SHORT in kinds(found)
