"""When AWS Backup cannot start: windows in which a database or file system is busy with itself.

A job that would start in such a window, or too close before it, fails. Databases are exempt where
AWS Backup makes their continuous backups, for then it keeps the windows apart itself; Aurora always
is. A window that the program leaves to AWS is not known, and not looked at.

Source: AWS Backup developer guide, plan-options-and-configuration and point-in-time-recovery; RDS
user guide, USER_UpgradeDBInstance.Maintenance; FSx API reference, WeeklyMaintenanceStartTime
(read 2026-11-26).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bamp_pulumi.coverage import ResourceCoverage

__all__ = ["BusyWindow", "busy_windows"]

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_WEEKLY: Final = re.compile(r"(\w{3}):(\d\d):(\d\d)-(\w{3}):(\d\d):(\d\d)", re.IGNORECASE)
_DAILY: Final = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_START: Final = re.compile(r"([1-7]):(\d\d):(\d\d)")
_DATABASE_MARGIN: Final = timedelta(hours=1)
_FILE_SYSTEM_MARGIN: Final = timedelta(hours=3)
_FILE_SYSTEM_WINDOW: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyWindow:
    """A window that comes again, and the time before it in which nothing starts either."""

    begins: timedelta
    """From the beginning of its week (Monday) or day, UTC."""
    lasts: timedelta
    every: timedelta
    margin: timedelta

    def holds(self, instant: datetime) -> bool:
        """Say whether a job that would start at an instant fails."""
        at = instant.astimezone(UTC)
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        monday = midnight - timedelta(days=at.weekday() if self.every == _WEEK else 0)
        since = (at - monday - self.begins + self.margin) % self.every
        return since < self.margin + self.lasts


def busy_windows(covered: ResourceCoverage) -> tuple[BusyWindow, ...]:
    """List the windows of a resource that its program states."""
    kind = covered.store.backup_type if covered.store is not None else None
    if kind == "FSx":
        return tuple(_of_file_system(covered))
    if kind in ("RDS", "DocumentDB", "Neptune") and not any(r.continuous for r in covered.rules):
        return tuple(_of_database(covered))
    return ()


def _of_file_system(covered: ResourceCoverage) -> Iterator[BusyWindow]:
    found = _START.fullmatch(covered.resource.text("weeklyMaintenanceStartTime"))
    if found:
        day, hour, minute = (int(part) for part in found.groups())
        yield BusyWindow(
            begins=timedelta(days=day - 1, hours=hour, minutes=minute),
            lasts=_FILE_SYSTEM_WINDOW,
            every=_WEEK,
            margin=_FILE_SYSTEM_MARGIN,
        )


def _of_database(covered: ResourceCoverage) -> Iterator[BusyWindow]:
    resource = covered.resource
    weekly = resource.text("maintenanceWindow") or resource.text("preferredMaintenanceWindow")
    found = _WEEKLY.fullmatch(weekly)
    days = (found[1].lower(), found[4].lower()) if found else ("", "")
    if found and set(days) <= set(_DAYS):
        begins = _at(_DAYS.index(days[0]), found[2], found[3])
        ends = _at(_DAYS.index(days[1]), found[5], found[6])
        yield _window(begins, ends, _WEEK)
    daily = resource.text("backupWindow") or resource.text("preferredBackupWindow")
    found = _DAILY.fullmatch(daily)
    if found:
        yield _window(_at(0, found[1], found[2]), _at(0, found[3], found[4]), _DAY)


def _at(day: int, hour: str, minute: str) -> timedelta:
    return timedelta(days=day, hours=int(hour), minutes=int(minute))


def _window(begins: timedelta, ends: timedelta, every: timedelta) -> BusyWindow:
    return BusyWindow(
        begins=begins,
        lasts=(ends - begins) % every,
        every=every,
        margin=_DATABASE_MARGIN,
    )
