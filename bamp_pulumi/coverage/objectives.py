"""What the tier asks for against what the backups of a resource amount to."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import CoveredCopy, CoveredRule
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.errors import BampError
from bamp_pulumi.policy import Schedule, parse

__all__ = ["achieved_rpo_minutes", "judge_objectives"]


def achieved_rpo_minutes(
    subject: Subject, rules: Sequence[CoveredRule], native_rpo_minutes: int | None
) -> int | None:
    """Work out how much of the newest data may be lost, in minutes.

    The longest time between two runs of the densest rule; less where a continuous backup or the
    service itself restores to any second. None when nothing is backed up. How long a job takes is
    not counted: nobody promises it.
    """
    reached = [native_rpo_minutes] if native_rpo_minutes is not None else []
    continuous = subject.store.continuous_rpo_minutes
    for rule in rules:
        if rule.continuous and continuous is not None:
            reached.append(continuous)
        interval = _longest_interval_minutes(rule.schedule, rule.timezone)
        if interval is not None:
            reached.append(interval)
    return min(reached, default=None)


@lru_cache(maxsize=256)
def _longest_interval_minutes(expression: str, timezone: str) -> int | None:
    """Minutes between two runs at the most; None when the schedule cannot be read."""
    try:
        schedule = parse(Schedule, {"expression": expression, "timezone": timezone})
    except BampError:
        return None
    interval = schedule.longest_interval
    return None if interval == timedelta.max else int(interval.total_seconds() // 60)


def judge_objectives(
    subject: Subject,
    rules: Sequence[CoveredRule],
    copies: Sequence[CoveredCopy],
    achieved: int | None,
) -> Iterator[Finding]:
    """Compare a protected resource with the promises of its tier."""
    tier = subject.tier
    if achieved is not None and achieved > tier.rpo_minutes:
        yield subject.finding(
            "BAMP-V13",
            f"tier {subject.tier_name} asks for {tier.rpo_minutes} minutes, {subject.store.label} "
            f"reaches {achieved}",
        )
    asked = max(rule.lifecycle.delete_after_days for rule in tier.rules)
    kept = [rule.retention_days for rule in rules]
    if None not in kept and (longest := max(filter(None, kept), default=0)) < asked:
        yield subject.finding(
            "BAMP-V14",
            f"tier {subject.tier_name} keeps {asked} days, the plan keeps {longest} at most",
        )
    yield from _missing_copies(subject, copies)


def _missing_copies(subject: Subject, copies: Sequence[CoveredCopy]) -> Iterator[Finding]:
    if not subject.store.cross_region_copy:
        return
    asked: dict[str, int] = {}
    for rule in subject.tier.rules:
        for copy in rule.copies:
            days = rule.copy_lifecycle(copy).delete_after_days
            region = copy.destination_region
            asked[region] = max(days, asked.get(region, 0))
    for region, days in asked.items():
        if region == subject.resource.region:
            continue
        kept = [copy.retention_days for copy in copies if copy.region == region]
        if not kept:
            yield subject.finding(
                "BAMP-V11", f"tier {subject.tier_name} promises copies to {region}; none is made"
            )
        elif None not in kept and (longest := max(filter(None, kept), default=0)) < days:
            yield subject.finding(
                "BAMP-V14",
                f"tier {subject.tier_name} keeps copies in {region} {days} days, the plan keeps "
                f"them {longest}",
            )
