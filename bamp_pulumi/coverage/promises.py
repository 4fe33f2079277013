"""Is what a tier promises kept by the rules that run? One law for recovery points and copies.

A rule of a tier promises recovery points at a certain distance, for a certain time. It is kept
when, looking back from any day as far as its retention, no longer time lies between two recovery
points that still exist: by whichever rules they were made. Where the type can be restored to any
second and the promised rule is continuous, one rule must be continuous and kept as long.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bamp_pulumi.policy import Rule, Tier, spoken
from bamp_pulumi.timing import Cadence, CoveredCopy, CoveredRule, longest_gap

__all__ = ["Broken", "broken_promises"]

_CLOCKS: Final = timedelta(hours=1)
"""What a change of the clocks may add to the distance between two runs."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that is not kept."""

    rule: Rule
    region: str
    """Region of the copies; empty when the recovery points themselves are meant."""
    days: int
    """How long it is promised to keep them."""
    instead: str
    """What there is instead, in a few words."""


def broken_promises(  # noqa: PLR0913 - what is promised, and all that is made
    tier: Tier,
    rules: Sequence[CoveredRule],
    copies: Sequence[CoveredCopy],
    *,
    beside: Sequence[Cadence],
    regions: frozenset[str],
    restores_any_second: bool,
) -> Iterator[Broken]:
    """Compare a tier with what is made of one resource.

    Args:
        tier: What is promised.
        rules: The rules that make recovery points of the resource.
        copies: The copies that are made of them.
        beside: All rules of the same plans, those whose jobs fail too: they suppress others.
        regions: Regions whose copies are judged: those that the resource can have copies in, and
            has some.
        restores_any_second: Whether continuous backups of its type restore to any second.
    """
    for promised in tier.rules:
        days = promised.lifecycle.delete_after_days
        continuous = promised.enable_continuous_backup and restores_any_second
        kept = [rule for rule in rules if _is_kept(rule.retention_days, days)]
        if not kept:
            yield Broken(promised, "", days, _longest(rule.retention_days for rule in rules))
        elif continuous and not any(rule.continuous for rule in kept):
            yield Broken(promised, "", days, "nothing kept so long restores to any second")
        elif apart := _too_far_apart(promised, kept, beside):
            yield Broken(promised, "", days, apart)
        for copy in promised.copies:
            region = copy.destination_region
            if region in regions:
                days = promised.copy_lifecycle(copy).delete_after_days
                there = [one for one in copies if one.region == region]
                yield from _broken_copies(promised, days, rules, there, beside)


def _broken_copies(
    promised: Rule,
    days: int,
    rules: Sequence[CoveredRule],
    copies: Sequence[CoveredCopy],
    beside: Sequence[Cadence],
) -> Iterator[Broken]:
    region = copies[0].region
    kept = {(c.plan, c.rule) for c in copies if _is_kept(c.retention_days, days)}
    copied = [rule for rule in rules if (rule.plan, rule.rule) in kept]
    if not copied:
        yield Broken(promised, region, days, _longest(copy.retention_days for copy in copies))
    elif apart := _too_far_apart(promised, copied, beside):
        yield Broken(promised, region, days, apart)


def _too_far_apart(promised: Rule, rules: Sequence[CoveredRule], beside: Sequence[Cadence]) -> str:
    gap = longest_gap((rule.cadence for rule in rules), beside)
    if gap is None:
        return "nothing kept so long is ever made"
    if gap > promised.schedule.longest_interval + _CLOCKS:
        return f"what is kept so long is made up to {spoken(gap)} apart"
    return ""


def _is_kept(retention_days: int | None, days: int) -> bool:
    return retention_days is None or retention_days >= days


def _longest(kept: Iterable[int | None]) -> str:
    longest = max((days or 0 for days in kept), default=0)
    return f"the longest is {spoken(timedelta(days=longest))}" if longest else "there is none"
