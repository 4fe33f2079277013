"""The words of a preview, the same in terminal and Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bamp_pulumi.coverage import (
    Coverage,
    CoveredCopy,
    CoveredRule,
    Finding,
    RegionExposure,
    ResourceCoverage,
    Severity,
    Status,
)
from bamp_pulumi.estate import Estate, Note, Program, Resource
from bamp_pulumi.report.places import place_from_here

__all__ = [
    "MOST_NOTES",
    "RPO_LEGEND",
    "FindingGroup",
    "at_most_in_words",
    "by_program",
    "copies_in_words",
    "days_in_words",
    "duration_in_words",
    "exit_in_words",
    "finding_groups",
    "notes_of",
    "place_in_words",
    "plural",
    "retention_in_words",
    "rpo_in_words",
    "said_in_words",
    "status_in_words",
    "summary_in_words",
]

MOST_NOTES: Final = 10
"""Warnings of the programs themselves that are shown unasked."""
RPO_LEGEND: Final = (
    "RPO: '5 min of 1 d' is read as: at most 5 minutes lie between two recovery points in the "
    "resource's own Region, and its tier asks for 1 day. At most: what can really be lost, from "
    "each Region, with the time that jobs may wait and take, rounded up. Retention: 'daily 30d' is "
    "kept 30 days, and 'any second 35d' restores to any second of the last 35 days; copies are "
    "listed in the same way."
)
_UNITS: Final = ((365 * 1440, "y"), (1440, "d"), (60, "h"), (1, "min"))
_DAY: Final = 1440
_HOUR: Final = 60


def duration_in_words(minutes: int) -> str:
    """Format a number of minutes in its largest whole unit: 5 min, 2 h, 30 d, 1 y."""
    for size, unit in _UNITS:
        if minutes >= size and minutes % size == 0:
            return f"{minutes // size} {unit}"
    return f"{minutes} min"


def days_in_words(days: int | None) -> str:
    """Format a retention: `30d`; `for ever`."""
    # No space: a line must not break between a number and its unit.
    return "for ever" if days is None else f"{days}d"


def retention_in_words(rules: Sequence[CoveredRule]) -> str:
    """Return what the rules keep, the shortest first: `any second 35d, daily 30d`."""
    ordered = sorted(rules, key=lambda rule: (not rule.continuous, rule.retention_days or 10**6))
    words = (
        f"{'any second' if rule.continuous else rule.rule} {days_in_words(rule.retention_days)}"
        for rule in ordered
    )
    return ", ".join(dict.fromkeys(words))


def copies_in_words(copies: Sequence[CoveredCopy]) -> str:
    """Return where copies go, and the retention of those of each rule, the shortest first.

    `us-west-2 daily 30d, monthly 365d`; several Regions are separated by semicolons.
    """
    by_region: dict[str, list[CoveredCopy]] = {}
    for copy in sorted(copies, key=lambda copy: copy.retention_days or 10**6):
        by_region.setdefault(copy.region, []).append(copy)
    ordered = dict.fromkeys(copy.region for copy in copies)
    return "; ".join(
        f"{region} {', '.join(dict.fromkeys(_copy(copy) for copy in by_region[region]))}"
        for region in ordered
    )


def _copy(copy: CoveredCopy) -> str:
    return f"{copy.rule} {days_in_words(copy.retention_days)}".strip()


def rpo_in_words(covered: ResourceCoverage) -> str:
    """Return the achieved recovery point objective, and the required one."""
    achieved, asked = covered.achieved_rpo_minutes, covered.rpo_minutes
    if achieved is None:
        return ""
    reached = duration_in_words(achieved)
    return reached if asked is None else f"{reached} of {duration_in_words(asked)}"


def at_most_in_words(exposure: RegionExposure) -> str:
    """Format what can be lost at most, in its two largest units, rounded up: `5 min`, `1 d 3 h`."""
    minutes = exposure.at_most_minutes
    if minutes is None:
        return "everything" if exposure.is_known else "not known"
    if minutes > _DAY:
        minutes = -(-minutes // _HOUR) * _HOUR
    days, hours, left = minutes // _DAY, minutes % _DAY // _HOUR, minutes % _HOUR
    parts = ((days, "d"), (hours, "h"), (left, "min"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 min"


def by_program(coverage: Coverage) -> Iterable[tuple[str, list[ResourceCoverage]]]:
    """Group the resources by program, in the order the programs were given, then of their lines."""
    found = {program.name: list[ResourceCoverage]() for program in coverage.estate.programs}
    for covered in coverage.resources:
        found.setdefault(covered.resource.program, []).append(covered)
    return ((name, sorted(resources, key=_place)) for name, resources in found.items() if resources)


def _place(covered: ResourceCoverage) -> tuple[str, int, str]:
    """Order resources as the program's text has them: they register in no fixed order."""
    file, _, line = covered.resource.source.rpartition(":")
    return file, int(line) if line.isdigit() else 0, covered.resource.name


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """One thing found, and everything it was found of."""

    id: str
    severity: Severity
    message: str
    names: tuple[str, ...]
    """Resources as `name (label), file:line`."""
    of: tuple[tuple[Resource | None, str], ...]
    """The same, each as the resource and `name (label)`; None for what is no data store."""


_Cause = tuple[Finding, Sequence[Finding]]


def said_in_words(finding: Finding, followers: Sequence[Finding]) -> str:
    """Return what was found, and how much more follows from it, with the codes."""
    if not followers:
        return finding.message
    codes = ", ".join(dict.fromkeys(sorted(one.id for one in followers)))
    follow = "follows" if len(followers) == 1 else "follow"
    return f"{finding.message} ({len(followers)} more {follow} from this: {codes})"


def finding_groups(coverage: Coverage) -> list[FindingGroup]:
    """Gather equal findings, the gravest first."""
    stores = {(c.resource.program, c.resource.urn): c for c in coverage.resources}

    def order(cause: _Cause) -> tuple[int, str, str]:
        finding, followers = cause
        return -finding.severity.weight, finding.id, said_in_words(finding, followers)

    def named(finding: Finding) -> tuple[Resource | None, str]:
        if (covered := stores.get((finding.program, finding.urn))) is not None:
            return covered.resource, f"{covered.resource.name} ({covered.label})"
        return coverage.estate.within(finding.program, finding.urn), finding.urn.rpartition("::")[2]

    def group(key: tuple[int, str, str], found: Sequence[_Cause]) -> FindingGroup:
        _, code, message = key
        of = tuple(named(finding) for finding, _ in found if finding.urn)
        return FindingGroup(
            id=code,
            severity=found[0][0].severity,
            message=message,
            names=tuple(_named_with_place(coverage.estate, *each) for each in of),
            of=of,
        )

    ordered = sorted(coverage.causes, key=order)
    return [group(key, [*found]) for key, found in groupby(ordered, key=order)]


def _named_with_place(estate: Estate, resource: Resource | None, name: str) -> str:
    if resource is None or not resource.source:
        return name
    return f"{name}, {place_from_here(estate, resource.program, resource.source)}"


def place_in_words(program: Program) -> str:
    """Return where a program is deployed, and what of it was assumed.

    `us-east-1 (assumed), 111122223333 (assumed from baseline/manifest), as of a first deployment`.
    """
    region = program.region or "Region not known"
    if program.region and program.region_assumed:
        region = f"{program.region} (assumed)"
    account = program.account_id or "account not known"
    if program.account_from:
        account += f" (assumed from {program.account_from})"
    elif program.account_assumed:
        account += " (assumed)"
    first = "" if program.deployed_known else ", as of a first deployment"
    return f"{region}, {account}{first}"


def plural(number: int, what: str) -> str:
    """Write a number of something, in the plural but for one."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def status_in_words(coverage: Coverage, status: Status) -> str:
    """Return the status of a resource: what an assumed account protects is not called protected."""
    is_assumed = bool(coverage.assumed) and status is Status.PROTECTED
    return "would be protected" if is_assumed else str(status)


def summary_in_words(coverage: Coverage) -> str:
    """Count: `9 data stores: 7 protected, 1 native, 1 exempt`."""
    total = len(coverage.resources)
    if not total:
        return "No data stores declared."
    counted = ", ".join(
        f"{n} {status_in_words(coverage, status)}" for status, n in coverage.counts.items() if n
    )
    return f"{plural(total, 'data store')}: {counted}."


def exit_in_words(*, is_well: bool) -> str:
    """Return the exit status of the verdict."""
    return f"Exit status {0 if is_well else 1}."


def notes_of(coverage: Coverage) -> tuple[list[Note], list[Note]]:
    """Return what the programs warned of themselves, and what had to be assumed; each once.

    What has become a finding is not repeated.
    """
    notes = [note for program in coverage.estate.programs for note in program.notes]
    shown = {(finding.program, finding.message) for finding in coverage.findings}
    left = [n for n in dict.fromkeys(notes) if (n.program, n.message) not in shown]
    return [n for n in left if n.was_logged], [n for n in left if not n.was_logged]
