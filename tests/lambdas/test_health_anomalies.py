"""FX-9: backups of unusual size or duration are named, and ordinary ones are not."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

import pytest

from bamp_pulumi.lambdas.health import Point, ReasonKind, Weight
from bamp_pulumi.lambdas.health.anomalies import find_anomalies

AT: Final = datetime(2026, 11, 20, 2, tzinfo=UTC)
DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)
GIGABYTE: Final = 1_000_000_000


def points(
    sizes: Sequence[int | None], minutes: Sequence[int] = (), *, copied: bool = False
) -> list[Point]:
    """Return daily recovery points, the newest last."""
    number = len(sizes)
    lasted = minutes or [20] * number
    return [
        Point(
            arn=f"point-{day}",
            resource_arn="arn:aws:rds:us-east-1:111122223333:db:orders",
            resource_type="RDS",
            vault="main",
            region="us-east-1",
            status="COMPLETED",
            created_at=AT - (number - day) * DAY,
            completed_at=AT - (number - day) * DAY + lasted[day] * MINUTE,
            rule="daily",
            size_bytes=size,
            source_vault_arn="arn:aws:backup:us-east-1:1:backup-vault:main" if copied else "",
        )
        for day, size in enumerate(sizes)
    ]


USUAL: Final = [100 * GIGABYTE + day * 50_000_000 for day in range(20)]


@pytest.mark.parametrize("newest", [0, 1_000, 10 * GIGABYTE, 300 * GIGABYTE])
def test_fx_9_a_backup_of_unusual_size_is_named(newest: int) -> None:
    """A tenth of it after tables were dropped, or three times as much."""
    (reason,) = find_anomalies(points([*USUAL, newest]))

    assert reason.kind is ReasonKind.UNUSUAL_SIZE
    assert reason.weight is Weight.WARNING
    assert ("smaller" if newest < USUAL[0] else "larger") in reason.why
    assert "100 GB" in reason.why


def test_fx_9_a_backup_that_takes_unusually_long_is_named() -> None:
    """Twenty minutes, then ten hours."""
    (reason,) = find_anomalies(points([*USUAL, USUAL[-1]], [*[20] * 20, 600]))

    assert reason.kind is ReasonKind.UNUSUAL_DURATION
    assert "took 10 h" in reason.why
    assert "usual are 20 min" in reason.why


def test_what_is_quick_is_not_slow() -> None:
    """From one minute to twenty-five: nobody needs to look."""
    assert [*find_anomalies(points([*USUAL, USUAL[-1]], [*[1] * 20, 25]))] == []


def test_ordinary_noise_is_no_anomaly() -> None:
    """Of 1,000 resources with sizes that differ by a tenth, and grow."""
    for seed in range(1_000):
        chance = Random(seed)  # noqa: S311 - of a test
        sizes = [round(chance.gauss(1.0, 0.1) * GIGABYTE * (1 + day / 100)) for day in range(30)]
        minutes = [round(chance.uniform(30, 55)) for _ in range(30)]

        assert [*find_anomalies(points(sizes, minutes))] == [], seed


def test_one_odd_backup_does_not_hide_the_next() -> None:
    """Which a mean would."""
    (reason,) = find_anomalies(points([*USUAL, 0, *USUAL[:5], 5]))

    assert reason.kind is ReasonKind.UNUSUAL_SIZE


@pytest.mark.parametrize(
    "made",
    [
        points([*USUAL[:7], 0]),
        points([*USUAL, 0], copied=True),
        points([*USUAL, None]),
        points([None] * 20),
        [],
    ],
    ids=["few", "copies", "unsaid", "never-said", "none"],
)
def test_of_what_is_not_known_nothing_is_said(made: Sequence[Point]) -> None:
    """Fewer than eight before it, copies, and services that give no size."""
    assert [*find_anomalies(made)] == []
