"""When a rule's backup jobs fall due."""

import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import dropwhile, pairwise, takewhile

from bamp_pulumi.errors import Refusal, RefusedError
from bamp_pulumi.policy.cron import Cron, read_cron
from bamp_pulumi.policy.cron_field import FIRST_YEAR, LAST_YEAR
from bamp_pulumi.policy.nearest import nearest
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.time_zone import SPAN_END, SPAN_START, clock_changes

__all__ = ["Schedule"]

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Schedule(Promise, frozen=True):
    """A cron expression of AWS Backup and the time zone it is read in.

    A local time that the clocks skip in spring is not run; one that they repeat in autumn is run
    once, the first time. AWS Backup's guide says of the first that it can be missed and of the
    second nothing; both are what EventBridge Scheduler does.

    Source: AWS Backup developer guide, plan-options-and-configuration; EventBridge Scheduler user
    guide, schedule-types (2026-11-21).
    """

    expression: str = "cron(0 2 ? * * *)"
    """Six fields in `cron()`: minute, hour, day of month, month, day of week, year; one of the two
    day fields is `?`. At most hourly. Default: every day at 02:00."""

    timezone: str = "UTC"
    """IANA name of the time zone. Default: UTC, where no hour is ever skipped or repeated."""

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object]:
        """Return the schedule that is meant by its expression alone."""
        return {"expression": text}

    @cached_property
    def cron(self) -> Cron:
        """What the expression means, in local time."""
        return read_cron(self.expression)

    @cached_property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The rules of the time zone."""
        return zoneinfo.ZoneInfo(self.timezone)

    @cached_property
    def longest_interval(self) -> timedelta:
        """The longest time between two runs that follow each other, over 28 years from 2026.

        Where the clocks change that night counts too: a daily schedule waits 25 hours in autumn,
        and 47 hours or more where its own hour is skipped in spring. Between runs of different
        seasons it may be stated an hour too long. `timedelta.max` when the years hold fewer than
        two runs.
        """
        apart = self.cron.longest_days_apart(range(SPAN_START.year, SPAN_END.year))
        if apart is None:
            return timedelta.max
        minutes = [time.hour * 60 + time.minute for time in self.cron.times]
        overnight = timedelta(days=apart, minutes=minutes[0] - minutes[-1])
        within = (timedelta(minutes=after - before) for before, after in pairwise(minutes))
        return max((overnight, *within, *self._intervals_across_clock_changes()))

    def _intervals_across_clock_changes(self) -> Iterator[timedelta]:
        for change in clock_changes(self.zone):
            before, after = self.previous_before(change), self.next_after(change - _MINUTE)
            if before and after:
                yield after - before

    def next_after(self, instant: datetime) -> datetime | None:
        """Return the first run after an instant, which is not included.

        Args:
            instant: Any aware instant.

        Returns:
            An aware UTC instant; None when the years of the schedule are over.

        Raises:
            RefusedError: `BAMP-S03`, when the instant is naive.
        """
        runs = self._instants(self._days(_aware(instant).astimezone(self.zone).date()))
        return next((run for run in runs if run > instant), None)

    def previous_before(self, instant: datetime) -> datetime | None:
        """Return the last run before an instant, which is not included.

        Args:
            instant: Any aware instant.

        Returns:
            An aware UTC instant; None when the years of the schedule have not begun.

        Raises:
            RefusedError: `BAMP-S03`, when the instant is naive.
        """
        local = _aware(instant).astimezone(self.zone).date()
        # A day on: clocks that go back over midnight have been in the next day already.
        runs = self._instants(self._days_back(local + _DAY), self.cron.times[::-1])
        return next((run for run in runs if run < instant), None)

    def between(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Iterate over the runs of a span.

        Args:
            start: First instant looked at, aware; included.
            end: Where to stop, aware; not included.

        Yields:
            Aware UTC instants, ascending, no repeats; none when nothing falls in the span.

        Raises:
            RefusedError: `BAMP-S03`, when a bound is naive or `end` is before `start`.
        """
        if _aware(end) < _aware(start):
            raise RefusedError(
                "BAMP-S03",
                given=f"start={start.isoformat()}, end={end.isoformat()}",
                allowed="an end that is not before the start",
                why="house rule: a span runs forward",
                write=f"start={end.isoformat()}, end={start.isoformat()}",
            )
        runs = self._instants(self._days(start.astimezone(self.zone).date()))
        return takewhile(lambda run: run < end, dropwhile(lambda run: run < start, runs))

    def _days(self, start: date) -> Iterator[date]:
        """List the local days with runs, ascending, from `start` on."""
        for year in range(max(start.year, FIRST_YEAR), LAST_YEAR + 1):
            for month in range(1, 13):
                for day in self.cron.days_in(year, month):
                    if (found := date(year, month, day)) >= start:
                        yield found

    def _days_back(self, start: date) -> Iterator[date]:
        """List the local days with runs, descending, from `start` on."""
        for year in range(min(start.year, LAST_YEAR), FIRST_YEAR - 1, -1):
            for month in range(12, 0, -1):
                for day in reversed(self.cron.days_in(year, month)):
                    if (found := date(year, month, day)) <= start:
                        yield found

    def _instants(
        self, days: Iterator[date], times: Sequence[time] | None = None
    ) -> Iterator[datetime]:
        """Read local days and times as instants; a local time that the clocks skip has none."""
        for day in days:
            for moment in times or self.cron.times:
                # fold=0: the first pass of an hour that the clocks repeat.
                local = datetime.combine(day, moment, tzinfo=self.zone)
                instant = local.astimezone(UTC)
                # Within one zone datetimes compare by the clock: it differs when it was skipped.
                if instant.astimezone(self.zone) == local:
                    yield instant

    def refusals(self) -> Iterator[Refusal]:
        """Refuse an expression that AWS Backup refuses, and an unknown time zone (`BAMP-S07`)."""
        try:
            _ = self.cron
        except RefusedError as error:
            yield from (refusal.under("expression") for refusal in error.refusals)
        try:
            _ = self.zone
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            close = nearest(self.timezone, sorted(zoneinfo.available_timezones()))
            yield Refusal(
                code="BAMP-S07",
                given=f"timezone={self.timezone!r}",
                allowed="a name of the IANA time zone database, such as Europe/Berlin",
                why="AWS Backup refuses other names",
                write=f"timezone={close or 'UTC'!r}",
                path="timezone",
            )


def _aware(instant: datetime) -> datetime:
    """Return the instant, or raise `BAMP-S03` when it names no offset."""
    if instant.utcoffset() is not None:
        return instant
    raise RefusedError(
        "BAMP-S03",
        given=f"the naive time {instant.isoformat()}",
        allowed="an aware datetime",
        why="house rule: without an offset it is no instant",
        write=f"datetime.fromisoformat({f'{instant.isoformat()}+00:00'!r})",
    )
