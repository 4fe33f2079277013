"""The reasons against a rehearsal: one list, for the verdict and for "what is wrong".

It is empty exactly when `Rehearsal.is_well` holds, so what is shown agrees with the exit status.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bamp_pulumi.coverage import ResourceCoverage, Severity, Status
from bamp_pulumi.rehearsal import FAULTS, Rehearsal
from bamp_pulumi.report.rehearsal_words import FaultLine, fault_lines, kind_in_words
from bamp_pulumi.report.words import FindingGroup, finding_groups, plural

__all__ = [
    "Objection",
    "Subject",
    "Wrong",
    "nothing_left_in_words",
    "objections",
    "preview_errors",
    "rehearsal_verdict_in_words",
    "unnotified_faults",
]


class Subject(StrEnum):
    """What an objection is about."""

    UNPROTECTED = "unprotected"
    UNVERIFIED = "unverified"
    ERRORS = "errors"
    NOTHING_LEFT = "nothing-left"
    FAULTS = "faults"
    PATHS = "paths"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing that is wrong."""

    code: str
    """Code of a finding, id of a fault, or the status of a data store."""
    of: str
    """What it is about: names of resources."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One reason for exit status 1."""

    subject: Subject
    says: str
    """`2 data stores are unprotected`."""
    wrong: tuple[Wrong, ...]
    """At least one."""


def objections(rehearsal: Rehearsal) -> tuple[Objection, ...]:
    """List the reasons against a rehearsal; empty exactly when it is accepted."""
    found = (
        *(_of_status(rehearsal, status) for status in (Status.UNPROTECTED, Status.UNVERIFIED)),
        _errors(rehearsal),
        _nothing_left(rehearsal),
        _faults(rehearsal),
        _paths(rehearsal),
    )
    return tuple(one for one in found if one.wrong)


def rehearsal_verdict_in_words(rehearsal: Rehearsal) -> str:
    """Return whether a rehearsal is accepted, and if not, why the exit status is 1."""
    against = objections(rehearsal)
    if not against:
        return "Accepted."
    return f"Refused: {'; '.join(one.says for one in against)}."


def _of_status(rehearsal: Rehearsal, status: Status) -> Objection:
    wrong = tuple(
        Wrong(code=status, of=f"{one.resource.name} ({one.label})", why=_why(one))
        for one in rehearsal.coverage.resources
        if one.status is status
    )
    return Objection(
        subject=Subject(status.value),
        says=f"{plural(len(wrong), 'data store')} {_is(len(wrong))} {status}",
        wrong=wrong,
    )


def _why(covered: ResourceCoverage) -> str:
    """Return why a data store is not certainly kept.

    What is found of one that is unverified is a warning, and stands nowhere else among what is
    wrong: it says what to do.
    """
    how = covered.how or "no backup"
    found = next((f.message for f in covered.findings if not f.follows_from), "")
    return f"{how}: {found}" if found and covered.status is Status.UNVERIFIED else how


def preview_errors(rehearsal: Rehearsal) -> list[FindingGroup]:
    """Return the errors of the preview that a rehearsal begins with."""
    return [g for g in finding_groups(rehearsal.coverage) if g.severity is Severity.ERROR]


def _errors(rehearsal: Rehearsal) -> Objection:
    groups = preview_errors(rehearsal)
    return Objection(
        subject=Subject.ERRORS,
        says=f"{plural(len(groups), 'error')} of the preview{_codes(g.id for g in groups)}",
        wrong=tuple(Wrong(code=g.id, of="; ".join(g.names), why=g.message) for g in groups),
    )


def nothing_left_in_words(rehearsal: Rehearsal) -> str:
    """Return what is wrong with data stores of which nothing could be restored."""
    return f"there is no recovery point on {_at(rehearsal)}"


def _nothing_left(rehearsal: Rehearsal) -> Objection:
    wrong = tuple(
        Wrong(code="nothing", of=kind_in_words(one), why=nothing_left_in_words(rehearsal))
        for one in rehearsal.kinds
        if one.is_lost
    )
    return Objection(
        subject=Subject.NOTHING_LEFT,
        says=f"nothing to restore on {_at(rehearsal)} "
        f"of {plural(len(wrong), 'kind')} of data store",
        wrong=wrong,
    )


def _at(rehearsal: Rehearsal) -> str:
    return f"{rehearsal.at:%Y-%m-%d %H:%M} UTC"


def _faults(rehearsal: Rehearsal) -> Objection:
    wrong = tuple(
        Wrong(code=line.fault, of=FAULTS[line.fault].happens, why=line.notified)
        for line in _unnotified(rehearsal)
    )
    return Objection(
        subject=Subject.FAULTS,
        says=f"nobody is certainly notified of {plural(len(wrong), 'fault')}",
        wrong=wrong,
    )


def unnotified_faults(rehearsal: Rehearsal) -> tuple[str, ...]:
    """List the faults of which nobody is certainly notified and that no policy accepts."""
    return tuple(line.fault for line in _unnotified(rehearsal))


def _unnotified(rehearsal: Rehearsal) -> Iterable[FaultLine]:
    return (line for line in fault_lines(rehearsal) if line.is_unnotified)


def _paths(rehearsal: Rehearsal) -> Objection:
    wrong = tuple(Wrong(code=f.code, of=f.at, why=f.why) for f in rehearsal.findings)
    return Objection(
        subject=Subject.PATHS,
        says=f"{plural(len(wrong), 'finding')} of schedules and alerting paths"
        f"{_codes(each.code for each in wrong)}",
        wrong=wrong,
    )


def _codes(codes: Iterable[str]) -> str:
    known = sorted(set(codes))
    return f" ({', '.join(known)})" if known else ""


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
