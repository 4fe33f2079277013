"""A preview as Markdown, for a comment on a pull request."""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.coverage import Coverage, ResourceCoverage, Status
from bamp_pulumi.rehearsal import AccountSummary
from bamp_pulumi.report.account_words import account_sections
from bamp_pulumi.report.shown import shown_in_markdown
from bamp_pulumi.report.words import (
    MOST_NOTES,
    RPO_LEGEND,
    at_most_in_words,
    by_program,
    copies_in_words,
    finding_groups,
    notes_of,
    place_in_words,
    retention_in_words,
    rpo_in_words,
    status_in_words,
    summary_in_words,
    verdict_in_words,
)

__all__ = ["render_markdown"]

_SIGNS: Final = {
    Status.PROTECTED: "✅",
    Status.NATIVE: "✅",
    Status.EXEMPT: "☑️",
    Status.UNPROTECTED: "❌",
    Status.UNVERIFIED: "❔",
}
_MOST_NAMES: Final = 10
"""Resources listed with one finding; a comment is for reading."""
_MOST_CHARACTERS: Final = 60_000
"""GitHub refuses comments over 65,536 characters."""
_CUT: Final = "_The rest is left out: too long for a comment._"


def render_markdown(
    coverage: Coverage,
    *,
    allow_unverified: bool = False,
    summary: AccountSummary | None = None,
) -> str:
    """Render a preview as one Markdown document.

    Names come from other people's programs, so everything in a cell is escaped. A document that
    would be too long for a comment loses its tables of healthy resources, and says so.
    """
    of_account = [*_summary(summary)]
    whole = "\n".join(
        [*_lines(coverage, allow_unverified=allow_unverified, only_bad=False), *of_account]
    )
    if len(whole) <= _MOST_CHARACTERS:
        return whole
    short = "\n".join(_lines(coverage, allow_unverified=allow_unverified, only_bad=True))
    if len(short) <= _MOST_CHARACTERS:
        return short
    # At the end of a line: no half of a cell or of an entity is left.
    return short[:_MOST_CHARACTERS].rpartition("\n")[0] + f"\n\n{_CUT}"


def _lines(coverage: Coverage, *, allow_unverified: bool, only_bad: bool) -> Iterator[str]:
    verdict = verdict_in_words(coverage, allow_unverified=allow_unverified)
    yield "## Backup preview"
    yield ""
    yield f"**{verdict}** {summary_in_words(coverage)}"
    yield ""
    yield from _findings(coverage)
    programs = {program.name: program for program in coverage.estate.programs}
    for program, resources in by_program(coverage):
        shown = [c for c in resources if not only_bad or not _is_fine(c)]
        if not shown:
            continue
        yield f"### {shown_in_markdown(program)}"
        yield ""
        if program in programs:
            yield shown_in_markdown(place_in_words(programs[program]))
            yield ""
        yield "| | Resource | Tier | Recovery points | Copies | RPO | Lost at most |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for covered in shown:
            yield _row(coverage, covered)
        yield ""
    if any(covered.exposure for covered in coverage.resources):
        yield f"<sub>{RPO_LEGEND.replace('At most', 'Lost at most')}</sub>"
        yield ""
    if only_bad:
        yield "_Resources that are protected, native or exempt are left out: too many to show._"
    logged, assumed = notes_of(coverage)
    for note in logged[:MOST_NOTES]:
        yield f"> {shown_in_markdown(note.program)}: {shown_in_markdown(note.message)}"
        yield ""
    if assumed:
        yield "<details><summary>What could not be known offline</summary>"
        yield ""
        for note in assumed[:50]:
            yield f"- {shown_in_markdown(note.program)}: {shown_in_markdown(note.message)}"
        yield ""
        yield "</details>"


def _summary(summary: AccountSummary | None) -> Iterator[str]:
    """Render what an account declares."""
    for section in account_sections(summary) if summary is not None else ():
        yield f"### {section.title}"
        yield ""
        if len(section.columns) > 1:
            yield f"| {' | '.join(section.columns)} |"
            yield f"|{' --- |' * len(section.columns)}"
        for row in section.rows:
            cells = [*map(shown_in_markdown, row)]
            yield f"| {' | '.join(cells)} |" if len(cells) > 1 else f"- {cells[0]}"
        yield ""


def _is_fine(covered: ResourceCoverage) -> bool:
    return covered.status not in (Status.UNPROTECTED, Status.UNVERIFIED)


def _row(coverage: Coverage, covered: ResourceCoverage) -> str:
    points = retention_in_words(covered.rules) or covered.how
    cells = (
        f"{_sign(coverage, covered)} {status_in_words(coverage, covered.status)}",
        f"<code>{shown_in_markdown(covered.resource.name)}</code><br>{shown_in_markdown(covered.label)}",
        shown_in_markdown(covered.tier),
        shown_in_markdown(points),
        shown_in_markdown(copies_in_words(covered.copies)),
        rpo_in_words(covered),
        _at_most(covered),
    )
    return f"| {' | '.join(cells)} |"


def _sign(coverage: Coverage, covered: ResourceCoverage) -> str:
    is_assumed = bool(coverage.assumed) and covered.status is Status.PROTECTED
    return _SIGNS[Status.UNVERIFIED] if is_assumed else _SIGNS[covered.status]


def _at_most(covered: ResourceCoverage) -> str:
    """Say what can really be lost, its own Region first: `1 d 2 h<br>us-west-2: 1 d 3 h`."""
    return "<br>".join(
        f"{shown_in_markdown(one.region)}: {at_most_in_words(one)}"
        if number
        else at_most_in_words(one)
        for number, one in enumerate(covered.exposure)
    )


def _findings(coverage: Coverage) -> Iterator[str]:
    groups = finding_groups(coverage)
    if not groups:
        return
    yield "| | Finding | Resources |"
    yield "| --- | --- | --- |"
    for group in groups:
        names = [shown_in_markdown(name) for name in group.names[:_MOST_NAMES]]
        if len(group.names) > _MOST_NAMES:
            names.append(f"and {len(group.names) - _MOST_NAMES} more")
        message = shown_in_markdown(group.message)
        yield f"| {group.severity} | **{group.id}** {message} | {'<br>'.join(names)} |"
    yield ""
