"""Restores that are judged in tests: times, a look at something, and the verdict on it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ssl import SSLContext
from typing import Any, Final

from bamp_pulumi.lambdas.restore import Facts, Restore, Validation, Verdict, judge
from bamp_pulumi.lambdas.restore.look import Look

__all__ = ["BACKED_UP", "NOW", "SOURCE", "look_at", "recorded", "restored", "verdict_on"]

BACKED_UP: Final = datetime(2026, 11, 29, 5, 0, tzinfo=UTC)
NOW: Final = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
SOURCE: Final = "arn:aws:rds:us-east-1:111122223333:db:orders"
_CREATED: Final = "arn:aws:rds:us-east-1:111122223333:db:awsbackup-restore-test-1"


def restored(kind: str = "RDS", source: str = SOURCE, created: str = _CREATED) -> Restore:
    """Return a restore that took 40 minutes so far, of a tier that has an hour."""
    return Restore(
        job_id="job-1",
        type=kind,
        source=source,
        created=created,
        recovery_point="arn:aws:rds:us-east-1:111122223333:snapshot:awsbackup:job-1",
        began_at=NOW - timedelta(minutes=40),
        state_from=BACKED_UP,
        state_until=BACKED_UP + timedelta(minutes=20),
        tier="critical",
        owner="orders",
        rto_minutes=60,
    )


def _no_client(service: str) -> Any:  # noqa: ANN401 - of boto3
    raise AssertionError(f"{service} is not asked")


def look_at(
    arn: str,
    kind: str = "RDS",
    *,
    validation: Validation | None = None,
    connect: Callable[[str], Any] = _no_client,
    tls: SSLContext | None = None,
) -> Look:
    """Return a look with time enough, and a clock that stands still."""
    return Look(
        resource=arn,
        type=kind,
        validation=validation or Validation(),
        connect=connect,
        tls=tls,
        now=lambda: NOW,
        remaining=lambda: 60.0,
        sleep=lambda _: None,
    )


def recorded(before: Facts | None, after: Facts | None) -> list[Facts]:
    """Date what was read of a source: a day before the backup, and an hour after it."""
    dated = (
        None if before is None else replace(before, at=BACKED_UP - timedelta(hours=23)),
        None if after is None else replace(after, at=BACKED_UP + timedelta(hours=1)),
    )
    return [each for each in dated if each is not None]


def verdict_on(
    seen: Facts,
    records: Sequence[Facts],
    validation: Validation | None = None,
    restore: Restore | None = None,
) -> Verdict:
    """Judge what was read of a restored resource."""
    return judge(seen, records, validation or Validation(), restore or restored(), NOW)
