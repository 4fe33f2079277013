"""What the tier requires against what the backups of a resource amount to.

A tier's `rpo_minutes` is judged by one rule: it is compared with the longest interval between two
recovery points in the resource's own Region, as the schedules make them; where a continuous backup
or the service itself restores to any second, with how far that lags behind. That is what the author
of a policy decides on. What can really be lost is more, by the time that jobs wait and take, and in
another Region more again: it is shown beside it, see `exposure`.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bamp_pulumi.catalog import TagShape
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.promises import Broken, broken_promises
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.untiered import what_it_gets
from bamp_pulumi.coverage.written import tier_written
from bamp_pulumi.timing import Cadence, CoveredCopy, CoveredRule, longest_gap

__all__ = ["achieved_rpo_minutes", "judge_objectives"]

_MINUTE = timedelta(minutes=1)


def achieved_rpo_minutes(
    subject: Subject,
    rules: Sequence[CoveredRule],
    beside: Sequence[Cadence],
    native_rpo_minutes: int | None,
) -> int | None:
    """Work out what a tier's `rpo_minutes` is compared with, in minutes.

    The longest interval between two recovery points, by whichever rules; less where a continuous
    backup or the service itself restores to any second. None when nothing is backed up.

    Args:
        subject: The resource.
        rules: The rules that make recovery points of it.
        beside: All rules of the same plans.
        native_rpo_minutes: What the service itself reaches; None for nothing.
    """
    reached = [native_rpo_minutes] if native_rpo_minutes is not None else []
    continuous = subject.store.continuous_rpo_minutes
    if continuous is not None and any(rule.continuous for rule in rules):
        reached.append(continuous)
    gap = longest_gap((rule.cadence for rule in rules), beside)
    if gap is not None:
        reached.append(gap // _MINUTE)
    return min(reached, default=None)


def judge_objectives(
    subject: Subject,
    rules: Sequence[CoveredRule],
    copies: Sequence[CoveredCopy],
    beside: Sequence[Cadence],
    achieved: int | None,
) -> Iterator[Finding]:
    """Compare a protected resource with the promises of its tier; without one nothing is."""
    if subject.is_tier_unknown:
        why = "its tier is known only after deployment: whether its promises are kept is not judged"
        yield subject.finding("BAMP-V03", why)
    if not subject.has_tier:
        yield what_it_gets(subject, rules, copies, achieved)
        return
    tier = subject.tier
    if achieved is not None and achieved > tier.rpo_minutes:
        yield subject.finding(
            "BAMP-V13",
            f"tier {subject.tier_name} requires {tier.rpo_minutes} minutes between recovery "
            f"points, {subject.store.label} reaches {achieved}; {_instead(subject, achieved)}",
        )
    promised = _promised_regions(subject)
    made = {copy.region for copy in copies}
    for region in sorted(promised - made):
        yield subject.finding(
            "BAMP-V11", f"tier {subject.tier_name} promises copies to {region}; none is made"
        )
    broken = broken_promises(
        tier,
        rules,
        copies,
        beside=beside,
        regions=frozenset(promised & made),
        restores_any_second=subject.store.continuous_rpo_minutes is not None,
    )
    yield from (_too_little(subject, each) for each in broken)


def _instead(subject: Subject, achieved: int) -> str:
    """Return what keeps the promise, or a promise that is kept."""
    tiers, tier = subject.policy.tiers, subject.tier
    lag = subject.store.continuous_rpo_minutes
    # Of tiers that ask for the same, the one that most resources have.
    kept = sorted(
        (one.rpo_minutes, name != subject.policy.default_tier, name)
        for name, one in tiers.items()
        if one.rpo_minutes >= achieved
    )
    proposed = [
        f"write rpo_minutes: {achieved} for tier {subject.tier_name} in bamp:policy of the account"
    ]
    if lag is not None and lag <= tier.rpo_minutes:
        proposed.insert(0, "let a rule of the tier have enable_continuous_backup: true")
    elif kept and subject.store.tags is not TagShape.NONE:
        minutes, _, name = kept[0]
        proposed.insert(0, f"set {tier_written(subject, name)}, which requires {minutes}")
    return ", or ".join(proposed)


def _promised_regions(subject: Subject) -> set[str]:
    """Regions that the tier promises copies in, of what AWS Backup can copy there."""
    if not subject.store.cross_region_copy:
        return set()
    promised = {copy.destination_region for rule in subject.tier.rules for copy in rule.copies}
    return promised - {subject.resource.region}


def _too_little(subject: Subject, broken: Broken) -> Finding:
    kept = f"{broken.days} days in {broken.region}" if broken.region else f"{broken.days} days"
    return subject.finding(
        "BAMP-V14",
        f"tier {subject.tier_name} keeps {broken.rule.name} {kept}; {broken.instead}",
    )
