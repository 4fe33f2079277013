"""No recovery point is simulated that the lock of its vault would not take."""

from datetime import UTC, datetime, timedelta

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge, policy_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bamp_pulumi.rehearsal import RecoveryPoint, Rehearsal, rehearse

START = datetime(2027, 1, 1, tzinfo=UTC)
DAYS = st.integers(2, 120)


def rehearsed(account: Account) -> Rehearsal:
    """Rehearse a file system beside an account."""

    def program() -> None:
        aws.efs.FileSystem("files", encrypted=True, tags=TAGS)

    # A policy that asks for little: what the lock lets through is as protected as can be.
    rule = {
        "name": "daily",
        "schedule": {"expression": "cron(0 2 ? * * *)"},
        "lifecycle": {"delete_after_days": 2},
    }
    coverage = judge(program, account, policy=policy_with(rules=[rule], rpo_minutes=2_880))
    return rehearse(coverage, start=START, days=20, at=START + timedelta(days=18), faults=())


def points(rehearsal: Rehearsal) -> list[RecoveryPoint]:
    """List every recovery point."""
    return [point for kind in rehearsal.kinds for point in kind.history.points]


def days_of(point: RecoveryPoint) -> int:
    """Return the retention of a recovery point."""
    assert point.expires is not None
    return (point.expires - point.created).days


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DAYS, DAYS, DAYS, DAYS, DAYS)
def test_every_point_lies_within_the_lock_of_its_vault(
    retention: int, copied: int, low: int, span: int, there: int
) -> None:
    """A job that asks for another retention fails.

    Source: AWS Backup developer guide, vault-lock (read 2026-11-26).
    """
    account = Account(
        retention_days=retention,
        copy_days=copied,
        lock={"min_retention_days": low, "max_retention_days": low + span},
        recovery_lock={"min_retention_days": there},
    )

    for point in points(rehearsed(account)):
        if point.vault == "main":
            assert low <= days_of(point) <= low + span
        else:
            assert days_of(point) >= there


@pytest.mark.parametrize(
    ("retention", "copied", "vaults"),
    [
        (30, 30, {"main", "recovery"}),
        (10, 30, {"main", "recovery"}),
        (60, 30, {"main", "recovery"}),
        (9, 30, set[str]()),
        (61, 30, set[str]()),
        (30, 19, {"main"}),
        (30, 20, {"main", "recovery"}),
    ],
)
def test_the_bounds_themselves_are_within(retention: int, copied: int, vaults: set[str]) -> None:
    """What is outside makes no backup, or no copy."""
    account = Account(
        retention_days=retention,
        copy_days=copied,
        lock={"min_retention_days": 10, "max_retention_days": 60},
        recovery_lock={"min_retention_days": 20},
    )

    assert {point.vault for point in points(rehearsed(account))} == vaults
