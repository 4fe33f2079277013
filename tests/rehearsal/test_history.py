"""When a recovery point can be restored, and which seconds a continuous one restores to."""

from datetime import UTC, datetime, timedelta

import pytest

from bamp_pulumi.rehearsal.history import ContinuousPoint, RecoveryPoint

START = datetime(2027, 1, 1, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def snapshot(days: int | None) -> RecoveryPoint:
    """Write a recovery point that is complete after half an hour."""
    expires = None if days is None else START + days * DAY
    return RecoveryPoint(
        plan="p",
        rule="r",
        vault="v",
        region="us-east-1",
        account_id="111122223333",
        created=START,
        complete=START + 30 * MINUTE,
        expires=expires,
        deleted=expires,
    )


@pytest.mark.parametrize(
    ("days", "after", "there"),
    [
        (1, 29 * MINUTE, False),
        (1, 30 * MINUTE, True),
        (1, DAY - MINUTE, True),
        (1, DAY, False),
        (None, 9999 * DAY, True),
    ],
)
def test_a_recovery_point_is_there_from_its_end_to_that_of_its_retention(
    days: int | None,
    after: timedelta,
    there: bool,  # noqa: FBT001 - a row
) -> None:
    """What is kept for ever stays; what may be deleted any moment does not count."""
    assert snapshot(days).is_there(START + after) is there


def continuous(frozen_at: datetime | None = None) -> ContinuousPoint:
    """Write a continuous recovery point of seven days, five minutes behind."""
    return ContinuousPoint(
        plan="p",
        rule="r",
        vault="v",
        region="us-east-1",
        account_id="111122223333",
        since=START,
        days=7,
        lag_minutes=5,
        frozen_at=frozen_at,
    )


@pytest.mark.parametrize(
    ("frozen", "after", "window"),
    [
        (None, 4 * MINUTE, None),
        (None, 5 * MINUTE, (timedelta(0), timedelta(0))),
        (None, DAY, (timedelta(0), DAY - 5 * MINUTE)),
        (None, 9 * DAY, (2 * DAY, 9 * DAY - 5 * MINUTE)),
        (DAY, 2 * DAY, (timedelta(0), DAY)),
        (DAY, 8 * DAY, (DAY, DAY)),
        (DAY, 8 * DAY + MINUTE, None),
        (3 * DAY, DAY, (timedelta(0), DAY - 5 * MINUTE)),
    ],
)
def test_a_continuous_point_restores_to_the_seconds_of_its_window(
    frozen: timedelta | None,
    after: timedelta,
    window: tuple[timedelta, timedelta] | None,
) -> None:
    """Its window moves on with the time; of one that is frozen only the beginning does."""
    point = continuous(None if frozen is None else START + frozen)

    expected = None if window is None else (START + window[0], START + window[1])
    assert point.window(START + after) == expected
