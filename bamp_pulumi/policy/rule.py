"""What AWS Backup does for a tier, one rule a cadence."""

import calendar
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from pydantic import Field, StrictBool

from bamp_pulumi.catalog import CONTINUOUS_MAX_DAYS, COPY_ACTIONS_PER_RULE, START_WINDOW_MIN_MINUTES
from bamp_pulumi.errors import Refusal
from bamp_pulumi.policy.copy_rule import COPY_MIN_DAYS, CopyRule
from bamp_pulumi.policy.cron import on_last_day
from bamp_pulumi.policy.duration import spoken
from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.names import RuleName
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import StartWindowMinutes, WindowMinutes
from bamp_pulumi.policy.schedule import Schedule

__all__ = ["Rule"]

_DAY = timedelta(days=1)
_RETENTION: Final = "lifecycle.delete_after_days"


class Rule(Promise, frozen=True):
    """One cadence: when recovery points are made, how long they live, where copies go.

    Source: AWS Backup API, BackupRuleInput; developer guide, plan-options-and-configuration and
    point-in-time-recovery (2026-11-21).
    """

    name: RuleName = Field(examples=["daily"])
    """Name of the rule in the backup plan, unique in its tier: the cadence, such as `daily`."""

    schedule: Schedule = Schedule()
    """When backup jobs fall due. Default: every day at 02:00 UTC."""

    lifecycle: Lifecycle = Field(examples=[{"delete_after_days": 30}])
    """How long the recovery points live."""

    start_window_minutes: StartWindowMinutes = 480
    """A job that has not started by then expires. Minutes, 60 or more. Default: AWS's 8 hours."""

    completion_window_minutes: WindowMinutes = 10_080
    """A job still running after that is cancelled; the first backup of a large file system or
    bucket takes days. Minutes, an hour more than the start window or longer. Default: AWS's 7
    days."""

    enable_continuous_backup: StrictBool = False
    """Restore to any second of the retention, for the types that can; the others get a snapshot
    at each run. Default: snapshots only."""

    copies: tuple[CopyRule, ...] = ()
    """Copies of each recovery point, at most 5. Default: none."""

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object] | None:
        """Return the rule that somebody means who writes its retention alone; None for none."""
        lifecycle = Lifecycle.from_text(text)
        return None if lifecycle is None else {"lifecycle": lifecycle}

    def copy_lifecycle(self, copy: CopyRule) -> Lifecycle:
        """Return how long a copy is kept: by its own lifecycle, else by that of the rule."""
        return copy.lifecycle or self.lifecycle

    @property
    def start_window(self) -> timedelta:
        """How long after each run falls due its job may still start."""
        return timedelta(minutes=self.start_window_minutes)

    def refusals(self) -> Iterator[Refusal]:
        """Refuse what AWS refuses of one rule, or accepts and then does not do."""
        yield from self._continuous_refusals()
        yield from self._window_refusals()
        yield from self._schedule_refusals()
        yield from self._copy_refusals()

    def _continuous_refusals(self) -> Iterator[Refusal]:
        if not self.enable_continuous_backup:
            return
        days, cold = self.lifecycle.delete_after_days, self.lifecycle.cold_storage_after_days
        if cold is not None:
            yield Refusal(
                code="BAMP-R02",
                given=f"enable_continuous_backup=True, cold_storage_after_days={cold}",
                allowed="enable_continuous_backup=True without cold_storage_after_days",
                why="AWS Backup moves no continuous backup to cold storage",
                write=f"Lifecycle(delete_after_days={min(days, CONTINUOUS_MAX_DAYS)})",
                edits=(("lifecycle", {"delete_after_days": min(days, CONTINUOUS_MAX_DAYS)}),),
            )
        elif days > CONTINUOUS_MAX_DAYS:
            yield Refusal(
                code="BAMP-R01",
                given=f"enable_continuous_backup=True, delete_after_days={days}",
                allowed=f"delete_after_days={CONTINUOUS_MAX_DAYS} or less; {days} in a second rule "
                "without enable_continuous_backup",
                why=f"AWS Backup keeps a continuous backup {CONTINUOUS_MAX_DAYS} days at most",
                write=f"Lifecycle(delete_after_days={CONTINUOUS_MAX_DAYS})",
                edits=((_RETENTION, CONTINUOUS_MAX_DAYS),),
            )

    def _window_refusals(self) -> Iterator[Refusal]:
        least = self.start_window_minutes + START_WINDOW_MIN_MINUTES
        if self.completion_window_minutes < least:
            yield Refusal(
                code="BAMP-R03",
                given=f"start_window_minutes={self.start_window_minutes}, "
                f"completion_window_minutes={self.completion_window_minutes}",
                allowed=f"completion_window_minutes={least} or more",
                why="house rule: one of AWS Backup's two texts counts the completion window from "
                "the schedule, and a job that starts late would be cancelled at once",
                write=f"completion_window_minutes={least}",
            )

    def _schedule_refusals(self) -> Iterator[Refusal]:
        cron = self.schedule.cron
        if not cron.is_endless:
            yield Refusal(
                code="BAMP-R04",
                given=f"{self.schedule.expression}, which ends in {max(cron.years)}"
                if cron.years
                else self.schedule.expression,
                allowed="* in the year field",
                why="house rule: backups that end by themselves end unnoticed",
                write=f"expression={(endless := self._without_year())!r}",
                edits=(("schedule.expression", endless),),
            )
            return  # of a schedule that ends, nothing more can be said
        if month := cron.skipped_month:
            name = calendar.month_name[month]
            yield Refusal(
                code="BAMP-R06",
                given=f"{self.schedule.expression}, with no run in some {name}",
                allowed="a run in every month that the month field names",
                why="AWS Backup skips a month that lacks the day, and nobody is notified",
                write=f"expression={(last := on_last_day(self.schedule.expression))!r}",
                edits=(("schedule.expression", last),),
            )
        yield from self._gap_refusals()

    def _without_year(self) -> str:
        return f"{self.schedule.expression.rsplit(maxsplit=1)[0]} *)"

    def _gap_refusals(self) -> Iterator[Refusal]:
        """Refuse a recovery point or copy that is deleted before the next one is sure to exist."""
        apart = self.schedule.longest_interval + self.start_window
        least = -(-apart // _DAY)
        lifecycles = [("", self.lifecycle)]
        lifecycles += [
            (f"copies.{n}", copy.lifecycle) for n, copy in enumerate(self.copies) if copy.lifecycle
        ]
        for place, lifecycle in lifecycles:
            if lifecycle.delete_after_days < least:
                yield Refusal(
                    code="BAMP-R05",
                    given=f"delete_after_days={lifecycle.delete_after_days}, with up to "
                    f"{spoken(apart)} from one run to the end of the next start window",
                    allowed=f"delete_after_days={least} or more",
                    why="house rule: each recovery point lives until the next one can exist, or a "
                    "gap without any is left",
                    write=f"Lifecycle(delete_after_days={least})",
                    path=place,
                    edits=((f"{place}.{_RETENTION}".lstrip("."), least),),
                )

    def _copy_refusals(self) -> Iterator[Refusal]:
        if len(self.copies) > COPY_ACTIONS_PER_RULE:
            yield Refusal(
                code="BAMP-C05",
                given=f"{len(self.copies)} copies",
                allowed=f"{COPY_ACTIONS_PER_RULE} copies or fewer",
                why=f"AWS Backup allows {COPY_ACTIONS_PER_RULE} copy actions in a rule",
                write="a second rule for the other copies",
                path="copies",
            )
        destinations = [copy.destination for copy in self.copies]
        for index, copy in enumerate(self.copies):
            if copy.destination in destinations[:index]:
                yield Refusal(
                    code="BAMP-C06",
                    given=f"a second copy to {copy.destination}",
                    allowed="one copy for each Region and account",
                    why="house rule: there is one vault for copies in each, and AWS Backup allows "
                    "one copy action for a vault",
                    write=f"nothing: remove copies.{index}",
                    path=f"copies.{index}",
                )
            if (days := self.copy_lifecycle(copy).delete_after_days) < COPY_MIN_DAYS:
                yield Refusal(
                    code="BAMP-C03",
                    given=f"a copy kept {days} days",
                    allowed=f"{COPY_MIN_DAYS} days or more",
                    why="house rule on AWS's advice: without an earlier copy, each copy is full",
                    write=f"CopyRule(destination_region={copy.destination_region!r}, "
                    f"lifecycle=Lifecycle(delete_after_days={COPY_MIN_DAYS}))",
                    path=f"copies.{index}",
                    edits=(
                        (
                            f"copies.{index}.{_RETENTION}" if copy.lifecycle else _RETENTION,
                            COPY_MIN_DAYS,
                        ),
                    ),
                )
