"""Every data store with its owner, its tier, its objectives and the results."""

from datetime import timedelta
from typing import Final

from bamp_pulumi.coverage import ResourceCoverage, Status
from bamp_pulumi.rehearsal import Rehearsal, RehearsedKind
from bamp_pulumi.report.page.markup import (
    DASH,
    Cell,
    Column,
    Mark,
    mark,
    plain,
    small,
    table,
    within,
)
from bamp_pulumi.report.places import place_from_here
from bamp_pulumi.report.shown import shown_in_html
from bamp_pulumi.report.words import (
    at_most_in_words,
    by_program,
    copies_in_words,
    duration_in_words,
    plural,
    retention_in_words,
)

__all__ = ["resources_tables"]

_COLUMNS: Final = (
    Column("Data store"),
    Column("Owner"),
    Column("Tier"),
    Column("Protection"),
    Column("RPO"),
    Column("RTO"),
    Column("Lost at most"),
    Column("Restore tests"),
)
_MARKS: Final = {
    Status.PROTECTED: Mark.GOOD,
    Status.NATIVE: Mark.GOOD,
    Status.EXEMPT: Mark.NEUTRAL,
    Status.UNPROTECTED: Mark.BAD,
    Status.UNVERIFIED: Mark.OPEN,
}
_MINUTE: Final = timedelta(minutes=1)


def resources_tables(rehearsal: Rehearsal) -> str:
    """Write a table for each program."""
    kinds = {
        (member.resource.program, member.resource.urn): one
        for one in rehearsal.kinds
        for member in one.kind.members
    }
    tables = [
        table(
            f"Data stores of {program}",
            _COLUMNS,
            (
                _row(each, kinds.get((each.resource.program, each.resource.urn)), rehearsal)
                for each in resources
            ),
            label="Data stores of a program",
        )
        for program, resources in by_program(rehearsal.coverage)
    ]
    return "\n".join(tables) or "<p>The programs declare no data store.</p>"


def _row(
    one: ResourceCoverage, kind: RehearsedKind | None, rehearsal: Rehearsal
) -> tuple[Cell, ...]:
    resource = one.resource
    place = place_from_here(rehearsal.coverage.estate, resource.program, resource.source)
    return (
        within(
            f"<strong>{shown_in_html(resource.name)}</strong>",
            small(one.label),
            f"<small><code>{_path(place)}</code></small>",
        ),
        _owner(one, rehearsal),
        plain(one.tier or "none"),
        _protection(one),
        _rpo(one),
        _rto(one, kind, rehearsal.assumptions.restore_takes // _MINUTE),
        _at_most(one),
        _tests(kind),
    )


def _owner(one: ResourceCoverage, rehearsal: Rehearsal) -> Cell:
    """Return who owns it; where its tags name nobody, whom its program names."""
    of_program = rehearsal.coverage.estate.inherited_owners.get(one.resource.program, "")
    if one.owner or not of_program:
        return plain(one.owner or "none")
    return within(shown_in_html(of_program), small("of its program; not tagged"))


def _path(place: str) -> str:
    """Write a file and its line so that they are broken off from the folders first."""
    folders, slash, file = place.rpartition("/")
    return f'{shown_in_html(folders + slash)}<span class="file">{shown_in_html(file)}</span>'


def _protection(one: ResourceCoverage) -> Cell:
    copies = copies_in_words(one.copies)
    kept = retention_in_words(one.rules) or one.how
    return within(
        mark(_MARKS[one.status], one.status),
        small(kept),
        small(f"copies: {copies}" if copies else ""),
    )


def _rpo(one: ResourceCoverage) -> Cell:
    asked, reached = one.rpo_minutes, one.achieved_rpo_minutes
    got = "nothing" if reached is None else duration_in_words(reached)
    if one.status is Status.EXEMPT:
        return within(mark(Mark.NEUTRAL, "exempt"))
    if one.status is Status.UNVERIFIED:
        return within(mark(Mark.OPEN, "not known"), small(_asked(asked)))
    if asked is None:
        return within(mark(Mark.NEUTRAL, "no promise"), small(f"{got} reached"))
    is_kept = reached is not None and reached <= asked
    standing = mark(Mark.GOOD, "pass") if is_kept else mark(Mark.BAD, "fail")
    return within(standing, small(f"{got} reached"), small(_asked(asked)))


def _rto(one: ResourceCoverage, kind: RehearsedKind | None, takes: int) -> Cell:
    """Compare with the time that a restore is assumed to take: nobody has measured one here."""
    asked = one.rto_minutes
    if one.status is Status.EXEMPT:
        return within(mark(Mark.NEUTRAL, "exempt"))
    if one.status is Status.UNVERIFIED:
        return within(mark(Mark.OPEN, "not known"), small(_asked(asked)))
    if asked is None:
        return within(mark(Mark.NEUTRAL, "no promise"))
    standing, reached = _restore(kind, takes, asked)
    return within(standing, small(reached), small(_asked(asked)))


def _restore(kind: RehearsedKind | None, takes: int, asked: int) -> tuple[str, str]:
    if kind is None or kind.is_lost:
        return mark(Mark.BAD, "fail"), "nothing to restore"
    assumed = f"{duration_in_words(takes)} assumed"
    if takes > asked:
        return mark(Mark.BAD, "fail"), assumed
    if not kind.at_most:
        return mark(Mark.OPEN, "not known"), assumed
    return mark(Mark.OPEN, "pass, not measured"), assumed


def _asked(minutes: int | None) -> str:
    return "none asked" if minutes is None else f"{duration_in_words(minutes)} asked"


def _at_most(one: ResourceCoverage) -> Cell:
    if not one.exposure:
        return plain("not known" if one.status in (Status.NATIVE, Status.UNVERIFIED) else DASH)
    return Cell(
        "".join(
            f'<div class="pair">{shown_in_html(at_most_in_words(each))} '
            f'<small class="pair">from {shown_in_html(each.region)}</small></div>'
            for each in one.exposure
        )
    )


def _tests(kind: RehearsedKind | None) -> Cell:
    tests = () if kind is None else kind.restore_tests
    if not tests:
        return plain("none planned")
    first = min(one.started for one in tests)
    return within(f"{plural(len(tests), 'test')} in the span", small(f"first {first:%Y-%m-%d}"))
