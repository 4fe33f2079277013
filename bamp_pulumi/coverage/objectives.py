"""What the tier requires against what the backups of a resource amount to.

A tier's `rpo_minutes` is judged by one rule: it is compared with the longest interval between two
recovery points in the resource's own Region, as the schedules make them; where a continuous backup
or the service itself restores to any second, with how far that lags behind. That is what the author
of a policy decides on. What can really be lost is more, by the time that jobs wait and take, and in
another Region more again: it is shown beside it, see `exposure`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bamp_pulumi.catalog import TagShape
from bamp_pulumi.coverage.copying import NO_COPIES_OF_TYPE, why_type_is_not_copied
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.coverage.promises import Broken, broken_promises
from bamp_pulumi.coverage.service_copies import copied_by_service
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.untiered import what_it_gets
from bamp_pulumi.coverage.written import tier_without_copies, tier_written
from bamp_pulumi.policy import Tier
from bamp_pulumi.timing import Cadence, CoveredCopy, CoveredRule, longest_gap

__all__ = ["achieved_rpo_minutes", "judge_objectives", "judge_type"]

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
    # Of what AWS Backup copies nowhere, `judge_type` says it.
    promised = subject.promised_regions if subject.store.cross_region_copy else frozenset[str]()
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
        regions=promised & made,
        restores_any_second=subject.store.continuous_rpo_minutes is not None,
    )
    yield from (_too_little(subject, each) for each in broken)


def _instead(subject: Subject, achieved: int) -> str:
    """Return what keeps the promise, or a promise that is kept."""
    tiers, tier = subject.policy.tiers, subject.tier
    lag = subject.store.continuous_rpo_minutes
    # Of tiers that ask for the same, the one that most resources have; none that keeps less.
    kept = sorted(
        (one.rpo_minutes, name != subject.policy.default_tier, name)
        for name, one in tiers.items()
        if one.rpo_minutes >= achieved and _keeps_as_much(one, tier)
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


def _keeps_as_much(one: Tier, other: Tier) -> bool:
    """Return True if a tier keeps backups as long as another one, and has all of its copies."""
    return one.longest_days >= other.longest_days and one.copy_regions >= other.copy_regions


def judge_type(subject: Subject) -> Iterator[Finding]:
    """Report promised copies that AWS Backup does not make of the type, and what keeps the word."""
    if subject.store.cross_region_copy or not subject.has_tier:
        return
    for region in sorted(subject.promised_regions):
        by_service = copied_by_service(subject, region)
        if by_service:
            why = f"{subject.store.label} has no copies to {region} in AWS Backup; {by_service}"
            yield replace(subject.finding(NO_COPIES_OF_TYPE, why), at_most=Severity.WARNING)
            continue
        instead = tier_without_copies(subject, region)
        proposed = f"set {instead}, which promises none there, or " if instead else ""
        yield subject.finding(
            NO_COPIES_OF_TYPE,
            f"{why_type_is_not_copied(subject, region)}; tier {subject.tier_name} promises them: "
            f"{proposed}give bamp:policy of the account a tier with its rules and no copies to "
            f"{region}",
        )


def _too_little(subject: Subject, broken: Broken) -> Finding:
    kept = f"{broken.days} days in {broken.region}" if broken.region else f"{broken.days} days"
    return subject.finding(
        "BAMP-V14",
        f"tier {subject.tier_name} keeps {broken.rule.name} {kept}; {broken.instead}",
    )
