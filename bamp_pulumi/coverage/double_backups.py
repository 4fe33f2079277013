"""What is backed up twice and charged for twice. No data is at risk, so it is not an error."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from bamp_pulumi.catalog import OwnBackups, TaggedPart, holds, values_at
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import spelled
from bamp_pulumi.declared import mapping, matches
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.timing import longest_gap

__all__ = ["find_parts_twice", "find_twice"]

_ABOUT_AS_OFTEN: Final = 2
"""House rule: two rules do the same work when one runs at most so many times as often as the other.
A daily plan and a monthly one are not a double backup."""


def find_twice(subject: Subject, covered: ResourceCoverage) -> Iterator[Finding]:
    """Report a protected resource that is backed up by two plans, or by its service too."""
    plans = list(_plans_alike(covered))
    if plans:
        named = " and ".join(plans)
        yield subject.finding(
            "BAMP-V80",
            f"plans {named} each make periodic backups of it about as often: each is charged for; "
            "take it out of one selection",
        )
    for own in subject.store.own_backups:
        if _makes_its_own(subject, own):
            yield subject.finding(
                "BAMP-V80",
                f"{own.what}, in addition to its plan: each is charged for; "
                f"write {spelled(subject, own.write)}",
            )
    for part in subject.store.tagged_parts:
        if _is_selected(subject, part):
            paths = ", ".join(part.tags)
            yield subject.finding(
                "BAMP-V80",
                f"the tags of its own volumes ({paths}) match a selection too: its image holds "
                "them, and each is charged for; leave backup-tier out of these tags",
            )


def find_parts_twice(estate: Estate, judged: Sequence[ResourceCoverage]) -> Iterator[Finding]:
    """Report data stores that are backed up alone and as a part of another one."""
    protected = {c.resource: c for c in judged if c.status is Status.PROTECTED}
    for covered in protected.values():
        for link in covered.store.part_links if covered.store is not None else ():
            for reference in estate.naming(covered.resource, link.whole, link.type):
                part = estate.resolve(reference.source, link.part).only
                if reference.is_certain and part in protected:
                    yield Finding(
                        id="BAMP-V80",
                        message=f"the backups of {covered.resource.name} hold it already: each is "
                        "charged for; select one of the two",
                        urn=part.urn,
                        program=part.program,
                    )


def _plans_alike(covered: ResourceCoverage) -> Iterator[str]:
    """Name two plans whose rules run about as often, the continuous ones aside."""
    gaps: list[tuple[str, timedelta]] = []
    for rule in covered.rules:
        gap = None if rule.continuous else longest_gap([rule.cadence], covered.cadences)
        if gap is not None:
            gaps.append((rule.plan, gap))
    for number, (plan, gap) in enumerate(gaps):
        for other, another in gaps[:number]:
            if plan != other and max(gap, another) <= _ABOUT_AS_OFTEN * min(gap, another):
                yield from sorted((other, plan))
                return


def _makes_its_own(subject: Subject, own: OwnBackups) -> bool:
    found = subject.account.estate.naming(subject.resource, own.link, own.type)
    if found:
        return any(r.is_certain and holds(own.on, r.source.inputs) is True for r in found)
    conditions = own.by_default_when
    return bool(conditions) and all(holds(c, subject.resource.inputs) for c in conditions)


def _is_selected(subject: Subject, part: TaggedPart) -> bool:
    """Return True if a selection certainly matches a part by the tags that the whole gives it."""
    resource = subject.resource
    for path in part.tags:
        for value in values_at(resource.inputs, path):
            tags: Mapping[str, object] = {**resource.default_tags, **mapping(value)}
            alone = Resource(
                urn=resource.urn,
                type=part.type,
                name=resource.name,
                program=resource.program,
                inputs={},
                outputs={},
                region=resource.region,
                account_id=resource.account_id,
            )
            if not mapping(value):
                continue
            for plan in subject.account.plans_in(resource):
                if any(matches(s, alone, tags=tags) for s in plan.selections):
                    return True
    return False
