"""Where the start windows of two rules of a plan overlap: AWS Backup then runs only one of them.

Source: AWS Backup developer guide, plan-options-and-configuration: of overlapping rules the one
kept longest is run, and the full start window counts (2026-11-21).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import combinations, islice

from bamp_pulumi.catalog import START_WINDOW_MIN_MINUTES
from bamp_pulumi.errors import Edit
from bamp_pulumi.policy.cron import at_time
from bamp_pulumi.policy.rule import Rule
from bamp_pulumi.policy.time_zone import SPAN_END, SPAN_START, clock_changes, offset_at

__all__ = ["Overlap", "overlaps"]

_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Overlap:
    """The first time that the start windows of two rules overlap."""

    earlier: Rule
    """The rule that falls due first, and whose window is still open."""
    later: Rule
    due: datetime
    """When the earlier rule falls due."""
    again_due: datetime
    """When the later rule falls due; the same instant or later."""

    @property
    def suppressed(self) -> Rule | None:
        """The rule that AWS Backup does not run, which is kept shorter.

        None when both are kept alike: AWS does not say which it then runs.
        """
        kept = (self.earlier.lifecycle.delete_after_days, self.later.lifecycle.delete_after_days)
        if kept[0] == kept[1]:
            return None
        return self.earlier if kept[0] < kept[1] else self.later

    @property
    def remedy(self) -> tuple[str, tuple[Edit, ...]]:
        """What to write so that they no longer overlap here: a shorter window, or a later run.

        As a text, and as changes of the tier.
        """
        room = (self.again_due - self.due) // timedelta(minutes=1)
        if room >= START_WINDOW_MIN_MINUTES:
            edits = _edit(self.earlier, "start_window_minutes", room)
            return f"start_window_minutes={room} in {self.earlier.name}", edits
        schedule = self.later.schedule
        free = (self.due + self.earlier.start_window).astimezone(schedule.zone)
        if len(schedule.cron.times) == 1 and free.time() > schedule.cron.times[0]:
            expression = at_time(schedule.expression, free.time())
            edits = _edit(self.later, "schedule.expression", expression)
            return f"expression={expression!r} in {self.later.name}", edits
        name = (self.suppressed or self.later).name
        # Nobody is told to leave out what was wanted as if that were a correction.
        return f"nothing: remove {name}", ()


def _edit(rule: Rule, field: str, value: object) -> tuple[Edit, ...]:
    return ((f"rules.{rule.name}.{field}", value),)


def overlaps(rules: Sequence[Rule]) -> Iterator[Overlap]:
    """Find, for each two rules whose start windows ever overlap, the first time they do.

    The schedules are compared over 28 years from 2026, in which weekdays, ends of months and leap
    days meet in every way. A window is open from the minute a rule falls due, and no longer open
    in the minute it ends.
    """
    for one, other in combinations(rules, 2):
        found = (_first_overlap(one, other, start, end) for start, end in _suspects(one, other))
        yield from islice((overlap for overlap in found if overlap), 1)


def _suspects(one: Rule, other: Rule) -> Iterator[tuple[datetime, datetime]]:
    """List the spans that must be looked at day by day.

    Mostly none: by the time of day alone the windows of most rules can never meet, whatever the
    days, unless the clocks change between them.
    """
    zones = one.schedule.zone, other.schedule.zone
    changes = sorted({*clock_changes(zones[0]), *clock_changes(zones[1])})
    offsets = {
        (offset_at(instant, zones[0]), offset_at(instant, zones[1]))
        for instant in (SPAN_START, *changes)
    }
    if any(_may_meet(one, other, *pair) for pair in offsets):
        yield SPAN_START, SPAN_END
        return
    reach = max(one.start_window, other.start_window) + timedelta(days=1)
    yield from ((change - reach, change + reach) for change in changes)


def _may_meet(one: Rule, other: Rule, offset: timedelta, other_offset: timedelta) -> bool:
    """Return whether, by the time of day in UTC alone, one window could be open in the other."""
    return any(
        (other_due - due) % _DAY_MINUTES < one.start_window_minutes
        or (due - other_due) % _DAY_MINUTES < other.start_window_minutes
        for due in _minutes_of_day(one, offset)
        for other_due in _minutes_of_day(other, other_offset)
    )


def _minutes_of_day(rule: Rule, offset: timedelta) -> list[int]:
    """List the minutes of the UTC day at which a rule falls due while its zone has an offset."""
    ahead = offset // timedelta(minutes=1)
    return [time.hour * 60 + time.minute - ahead for time in rule.schedule.cron.times]


def _first_overlap(one: Rule, other: Rule, start: datetime, end: datetime) -> Overlap | None:
    """Compare both schedules in order of time until one falls due in the other's window."""
    rules = one, other
    due_last: dict[int, datetime] = {}
    for due, which in merge(
        ((due, 0) for due in one.schedule.between(start, end)),
        ((due, 1) for due in other.schedule.between(start, end)),
    ):
        open_since, waiting = due_last.get(1 - which), rules[1 - which]
        if open_since is not None and due < open_since + waiting.start_window:
            return Overlap(waiting, rules[which], open_since, due)
        due_last[which] = due
    return None
