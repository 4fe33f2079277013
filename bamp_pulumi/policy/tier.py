"""A class of workload: what is done for it and what may be lost."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, cast

from pydantic import BeforeValidator, Field

from bamp_pulumi.catalog import CONTINUOUS_RPO_MINUTES, RULES_PER_PLAN, PolicyNumber
from bamp_pulumi.errors import Refusal
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import NativeRetentionDays, ObjectiveMinutes, RetentionDays
from bamp_pulumi.policy.restore_test_promise import RestoreTestPromise
from bamp_pulumi.policy.rule import Rule
from bamp_pulumi.policy.schedule import Schedule
from bamp_pulumi.policy.start_windows import Overlap, overlaps

__all__ = ["Tier"]

_MINUTE = timedelta(minutes=1)


def _rules_by_name(rules: object) -> object:
    """Return rules that a document keys by name as the list that they are."""
    if not isinstance(rules, Mapping):
        return rules
    by_name = cast("Mapping[object, object]", rules)
    return [
        {"name": name, **cast("Mapping[object, object]", rule)}
        if isinstance(rule, Mapping)
        else rule
        for name, rule in by_name.items()
    ]


class Tier(Promise, frozen=True):
    """One backup plan: its rules, its objectives, and what services keep themselves."""

    description: str = Field(min_length=1, examples=["Ordinary production data."])
    """For whom the tier is, one sentence. Shown in reports and runbooks."""

    rules: Annotated[tuple[Rule, ...], Field(min_length=1), BeforeValidator(_rules_by_name)] = (
        Field(examples=[{"daily": {"lifecycle": {"delete_after_days": 30}}}])
    )
    """The rules of the backup plan, 1 to 10, their start windows apart. In a document they are
    keyed by name."""

    rpo_minutes: ObjectiveMinutes = Field(examples=[1_440])
    """Recovery point objective: how much of the newest data may be lost. Minutes, 1 to 525600.
    With a continuous rule 5 can be promised, else the longest interval between two runs."""

    rto_minutes: ObjectiveMinutes = Field(examples=[240])
    """Recovery time objective: how long a restore may take. Minutes, 1 to 525600."""

    native_retention_days: NativeRetentionDays = Field(examples=[7])
    """How long a service's own backups are kept (RDS automated backups, DynamoDB point-in-time
    recovery), in addition to AWS Backup's. Days, 1 to 35."""

    noncurrent_version_days: RetentionDays = 30
    """How long a bucket keeps an object version that was overwritten or deleted. Days, 1 to 36500.
    Default: 30."""

    restore_tests: RestoreTestPromise = RestoreTestPromise()
    """How often restores are tested. Default: never, for each test is paid for."""

    @property
    def reachable_rpo(self) -> timedelta:
        """The least loss of data that the rules can promise.

        Five minutes with a continuous rule, for the types that can; else the longest interval
        between two runs of the rule that runs most often. Start delay and duration come on top.
        """
        if any(rule.enable_continuous_backup for rule in self.rules):
            return timedelta(minutes=CONTINUOUS_RPO_MINUTES)
        return min(rule.schedule.longest_interval for rule in self.rules)

    @property
    def continuous_days(self) -> int | None:
        """How long the continuous rule keeps its backups; None for a tier without one."""
        kept = (r.lifecycle.delete_after_days for r in self.rules if r.enable_continuous_backup)
        return next(kept, None)

    def number(self, name: PolicyNumber) -> int:
        """Return a number of the tier that the catalog asks for by name."""
        return int(getattr(self, name.value))

    @property
    def longest_days(self) -> int:
        """For how many days the rule that keeps its backups longest keeps them."""
        return max(rule.lifecycle.delete_after_days for rule in self.rules)

    @property
    def warm_days(self) -> int:
        """For how many days the oldest recovery point that is not in cold storage is kept."""
        kept = (rule.lifecycle for rule in self.rules)
        return max(one.cold_storage_after_days or one.delete_after_days for one in kept)

    @property
    def copy_regions(self) -> frozenset[str]:
        """Regions that a rule copies to."""
        return frozenset(copy.destination_region for rule in self.rules for copy in rule.copies)

    def copies_to(self, region: str) -> bool:
        """Return True if a rule copies to a Region; no rule does to an empty one."""
        return region in self.copy_regions

    def refusals(self) -> Iterator[Refusal]:
        """Refuse rules that AWS Backup would not take, or not run, side by side."""
        yield from self._plan_refusals()
        yield from self._objective_refusals()
        yield from (_overlap_refusal(overlap) for overlap in overlaps(self.rules))

    def _plan_refusals(self) -> Iterator[Refusal]:
        if len(self.rules) > RULES_PER_PLAN:
            yield Refusal(
                code="BAMP-T02",
                given=f"{len(self.rules)} rules",
                allowed=f"{RULES_PER_PLAN} rules or fewer",
                why=f"AWS Backup allows {RULES_PER_PLAN} rules in a plan, and a tier is one plan",
                write="a second tier for the other rules",
                path="rules",
            )
        names = [rule.name for rule in self.rules]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Refusal(
                code="BAMP-T03",
                given=f"{names.count(name)} rules named {name!r}",
                allowed="a name of its own for each rule",
                why="house rule: documents, jobs and reports identify the rules of a plan by name",
                write=f"name={f'{name}-2'!r}",
                path="rules",
            )
        continuous = [rule.name for rule in self.rules if rule.enable_continuous_backup]
        if len(continuous) > 1:
            yield Refusal(
                code="BAMP-T05",
                given=f"continuous rules {', '.join(continuous)}",
                allowed="one rule with enable_continuous_backup=True",
                why="AWS Backup keeps one continuous backup of a resource",
                write=f"enable_continuous_backup=False in {' and '.join(continuous[1:])}",
                path="rules",
                edits=tuple(
                    (f"rules.{name}.enable_continuous_backup", False) for name in continuous[1:]
                ),
            )

    def _objective_refusals(self) -> Iterator[Refusal]:
        reachable = -(-self.reachable_rpo // _MINUTE)
        if self.rpo_minutes < reachable:
            yield Refusal(
                code="BAMP-T06",
                given=f"rpo_minutes={self.rpo_minutes}",
                allowed=f"rpo_minutes={reachable} or more with these rules{self._beside()}",
                why=f"AWS Backup restores to {CONTINUOUS_RPO_MINUTES} minutes ago at best, and "
                "only from a continuous backup; else to the last run",
                write=self._how_to_reach(reachable),
                path="rpo_minutes",
                edits=(("rpo_minutes", reachable),),
            )

    def _how_to_reach(self, reachable: int) -> str:
        """Return what to write for an objective that these rules do not reach."""
        return "timezone='UTC'" if self._reaches_in_utc() else f"rpo_minutes={reachable}"

    def _beside(self) -> str:
        """Return what else reaches an objective that these rules do not."""
        if self.rpo_minutes < CONTINUOUS_RPO_MINUTES:
            return "; less takes a live replica"
        if self._reaches_in_utc():
            return "; the schedule waits longer where the clocks change"
        return ", or a rule with enable_continuous_backup=True"

    def _reaches_in_utc(self) -> bool:
        in_utc = (Schedule(expression=rule.schedule.expression) for rule in self.rules)
        apart = min(schedule.longest_interval for schedule in in_utc) // _MINUTE
        return self.rpo_minutes >= CONTINUOUS_RPO_MINUTES and apart <= self.rpo_minutes


def _overlap_refusal(overlap: Overlap) -> Refusal:
    earlier, later = overlap.earlier, overlap.later
    free = overlap.due + earlier.start_window
    suppressed = overlap.suppressed
    write, edits = overlap.remedy
    return Refusal(
        code="BAMP-T04",
        given=f"{later.name} falls due at {overlap.again_due:%Y-%m-%d %H:%M} UTC, in the start "
        f"window of {earlier.name} ({overlap.due:%Y-%m-%d %H:%M} to {free:%H:%M})",
        allowed=f"{later.name} at {free:%H:%M} UTC or later, or a shorter start_window_minutes of "
        f"{earlier.name}",
        why="AWS Backup then runs only the rule that is kept longer: "
        + (f"{suppressed.name} makes no recovery point" if suppressed else "one of the two"),
        write=write,
        path="rules",
        edits=edits,
    )
