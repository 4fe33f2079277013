"""What follows from another finding of the same resource: it is there because of it.

This is tried and not listed: the resource is judged again with what a finding says to write, and
only what is then no longer found follows from that finding. Whatever remains is a fault of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.inherited import as_inherited, is_refused_by_its_program
from bamp_pulumi.coverage.remedied import REMEDIES
from bamp_pulumi.coverage.result import ResourceCoverage
from bamp_pulumi.coverage.subject import Subject

__all__ = ["linked", "linked_to_resources"]

Judge = Callable[[Subject], Sequence[Finding]]
"""Returns everything that is found of one resource."""

_REFUSED_BY_PROGRAM: Final = "BAMP-V38"


def linked(
    findings: Sequence[Finding], subject: Subject, judge: Judge, today: date
) -> tuple[Finding, ...]:
    """Return the findings of a resource, each with what it follows from.

    Args:
        findings: What was found of it.
        subject: The resource.
        judge: Judges the resource with other tags.
        today: Day of the judgement.
    """
    for place in range(len(findings)):
        root = findings[place]
        if not _is_root(root):
            continue
        left = [
            {found.id for found in judge(corrected)}
            for corrected in REMEDIES[root.id](subject, today)
        ]
        # A remedy that does not work shows nothing.
        if not left or any(root.id in codes for codes in left):
            continue
        findings = [
            replace(each, follows_from=root.id)
            if _may_follow(each, root) and not any(each.id in codes for codes in left)
            else each
            for each in findings
        ]
    return _linked_to_its_program(findings, subject, judge)


def _linked_to_its_program(
    findings: Sequence[Finding], subject: Subject, judge: Judge
) -> tuple[Finding, ...]:
    """Link what is missing because `inherit()` refused a resource whose tags are right here.

    The program's own policy, such as an older one, accepts less than the account's.
    """
    if any(_is_root(each) for each in findings) or not is_refused_by_its_program(subject):
        return tuple(findings)
    left = {found.id for found in judge(as_inherited(subject))}
    return tuple(
        each
        if each.id in left or each.follows_from
        else replace(each, follows_from=_REFUSED_BY_PROGRAM)
        for each in findings
    )


def linked_to_resources(
    findings: Iterable[Finding], resources: Iterable[ResourceCoverage]
) -> Iterator[Finding]:
    """Link what programs refused themselves with what was found of the same tags afterwards.

    Args:
        findings: Findings of the whole, `BAMP-V38` among them.
        resources: How the resources of the same programs stand.
    """
    stores = {(each.resource.program, each.resource.urn): each.findings for each in resources}
    for finding in findings:
        told = next(iter(finding.refusals), None)
        roots = stores.get((finding.program, finding.urn), ())
        root = next(
            (
                root
                for root in roots
                if told is not None
                and finding.id == _REFUSED_BY_PROGRAM
                and _may_follow(finding, root)
                and any(
                    (one.code, one.given) == (told.code, told.given)
                    # The program may be given another policy, which accepts something else.
                    and one.write in (told.write, *told.allowed.split(", "))
                    for one in root.refusals
                )
            ),
            None,
        )
        yield finding if root is None else replace(finding, follows_from=root.id)


def _is_root(finding: Finding) -> bool:
    return finding.id in REMEDIES and bool(finding.refusals) and not finding.follows_from


def _may_follow(finding: Finding, root: Finding) -> bool:
    """Return True if a finding may be counted with another one: that one must weigh as much."""
    return (
        finding.id != root.id
        and not finding.follows_from
        and not root.follows_from
        and not root.is_open
        and root.is_as_grave_as(finding)
    )
