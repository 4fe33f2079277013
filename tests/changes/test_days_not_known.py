"""Days that only the deployment tells are not known: they are no loss, and not fine either.

Cannot prove what the days turn out to be.
"""

from typing import Final

import pytest
from lost_by_change import UNKNOWN, Inputs, lost_by

LOST, PERHAPS = "BAMP-V98", "BAMP-V99"
TABLE: Final = "aws:dynamodb/table:Table"
DATABASE: Final = "aws:rds/instance:Instance"
CLUSTER: Final = "aws:docdb/cluster:Cluster"


def table(*, enabled: bool | str, days: int | str | None = 35) -> Inputs:
    """Return a table with its point-in-time recovery."""
    recovery: Inputs = {"enabled": enabled}
    if days is not None:
        recovery["recoveryPeriodInDays"] = days
    keys = {"hashKey": "id", "attributes": [{"name": "id", "type": "S"}]}
    return {"name": "carts-2", **keys, "pointInTimeRecovery": recovery}


def database(days: int | str) -> Inputs:
    """Return a database with the days of its automated backups."""
    return {"engine": "postgres", "backupRetentionPeriod": days}


@pytest.mark.parametrize(
    ("type_", "before", "after", "code", "says"),
    [
        pytest.param(
            DATABASE,
            database(14),
            database(UNKNOWN),
            PERHAPS,
            "service's own backups is not known, and was 14 days",
            id="automated backups",
        ),
        pytest.param(
            CLUSTER,
            {"backupRetentionPeriod": 14},
            {"backupRetentionPeriod": UNKNOWN},
            PERHAPS,
            "service's own backups is not known, and was 14 days",
            id="automated backups of a cluster",
        ),
        pytest.param(
            TABLE,
            table(enabled=True),
            table(enabled=True, days=UNKNOWN),
            PERHAPS,
            "service's own backups is not known, and was 35 days",
            id="recovery window",
        ),
        pytest.param(
            DATABASE,
            database(14),
            database(3),
            LOST,
            "service's own backups is 3 days, and was 14 days",
            id="days that are known",
        ),
    ],
)
def test_days_known_after_deployment_are_not_none(
    type_: str, before: Inputs, after: Inputs, code: str, says: str
) -> None:
    """Nobody has said that nothing is kept."""
    ((found, message),) = lost_by(type_, before, after)

    assert found == code
    assert says in message


@pytest.mark.parametrize(
    ("off", "code"),
    [(table(enabled=False), LOST), (table(enabled=UNKNOWN), PERHAPS)],
    ids=["off", "not known"],
)
def test_days_that_go_with_their_switch_are_told_once(off: Inputs, code: str) -> None:
    """One cause, one finding: that of the switch."""
    ((found, message),) = lost_by(TABLE, table(enabled=True), off)

    assert found == code
    assert "pointInTimeRecovery.enabled is" in message


def test_fewer_days_beside_a_switch_that_stays_on_are_told() -> None:
    """They have no other finding."""
    ((found, message),) = lost_by(TABLE, table(enabled=True), table(enabled=True, days=7))

    assert (found, "is 7 days, and was 35 days" in message) == (LOST, True)


@pytest.mark.parametrize("days", [14, UNKNOWN])
def test_days_that_stay_are_no_finding(days: int | str) -> None:
    """Known or not."""
    assert lost_by(DATABASE, database(days), database(days)) == []


def rules(days: int | str) -> Inputs:
    """Return a bucket whose old versions are deleted after so many days."""
    rule = {"enabled": True, "noncurrentVersionExpiration": {"days": days}}
    return {"versioning": {"enabled": True}, "lifecycleRules": [rule]}


@pytest.mark.parametrize(
    ("days", "found"),
    [(UNKNOWN, [PERHAPS]), (7, [LOST]), (90, []), (365, [])],
    ids=["not known", "fewer", "the same", "more"],
)
def test_days_of_old_versions_that_are_not_known_may_be_fewer(
    days: int | str, found: list[str]
) -> None:
    """An expiry that only the deployment tells may delete what is there now."""
    changed = lost_by("aws:s3/bucket:Bucket", rules(90), rules(days))

    assert [code for code, _ in changed] == found
