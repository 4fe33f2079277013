"""A preview as Markdown, for a comment on a pull request: lists that a phone wraps, no tables."""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.coverage import Coverage, ResourceCoverage, Severity, Status
from bamp_pulumi.rehearsal import AccountSummary
from bamp_pulumi.report.account_words import account_sections
from bamp_pulumi.report.checkout import Checkout
from bamp_pulumi.report.markdown_parts import MOST_CHARACTERS, footer, linked_code, linked_place
from bamp_pulumi.report.preview_verdict import verdict_in_words
from bamp_pulumi.report.shown import shown_in_markdown
from bamp_pulumi.report.words import (
    MOST_NOTES,
    RPO_LEGEND,
    FindingGroup,
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
)

__all__ = ["render_markdown"]

_SIGNS: Final = {
    Status.PROTECTED: "✅",
    Status.NATIVE: "✅",
    Status.EXEMPT: "☑️",
    Status.UNPROTECTED: "❌",
    Status.UNVERIFIED: "❔",
}
_SEVERITY_SIGNS: Final = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💬"}
_MOST_NAMES: Final = 10
"""Resources listed with one finding; a comment is for reading."""
_CUT: Final = "_The rest is left out: too long for a comment._"
_NOWHERE: Final = Checkout()


def render_markdown(
    coverage: Coverage,
    checkout: Checkout = _NOWHERE,
    *,
    allow_unverified: bool = False,
    summary: AccountSummary | None = None,
) -> str:
    """Render a preview as one Markdown document.

    Names come from other people's programs, so every one is escaped. A document that would be too
    long for a comment loses its lists of healthy resources, and says so.

    Args:
        coverage: How data stores are protected.
        checkout: Where files are, for links to lines, and the run. Default: no links to lines.
        allow_unverified: Whether the verdict accepts what is not verified.
        summary: What an account alone declares. Default: nothing is shown of it.
    """
    short = "\n".join(_lines(coverage, checkout, allow_unverified=allow_unverified, only_bad=True))
    whole = "\n".join(
        _lines(coverage, checkout, summary, allow_unverified=allow_unverified, only_bad=False)
    )
    if len(whole) <= MOST_CHARACTERS:
        return whole
    if len(short) <= MOST_CHARACTERS:
        return short
    # At the end of a line: no half of an entity or link is left.
    return short[:MOST_CHARACTERS].rpartition("\n")[0] + f"\n\n{_CUT}"


def _lines(
    coverage: Coverage,
    checkout: Checkout,
    summary: AccountSummary | None = None,
    *,
    allow_unverified: bool,
    only_bad: bool,
) -> Iterator[str]:
    verdict = verdict_in_words(coverage, allow_unverified=allow_unverified)
    yield "## Backup preview"
    yield ""
    yield f"**{verdict}** {summary_in_words(coverage)}"
    yield ""
    for group in finding_groups(coverage):
        yield from _finding(group, checkout)
    programs = {program.name: program for program in coverage.estate.programs}
    for program, resources in by_program(coverage):
        listed = [c for c in resources if not only_bad or not _is_fine(c)]
        if not listed:
            continue
        yield f"### {shown_in_markdown(program)}"
        yield ""
        if program in programs:
            yield shown_in_markdown(place_in_words(programs[program]))
            yield ""
        for covered in listed:
            yield from _resource(coverage, covered, checkout)
        yield ""
    if any(covered.exposure for covered in coverage.resources):
        yield f"<sub>{RPO_LEGEND.replace('At most', 'Lost at most')}</sub>"
        yield ""
    if only_bad:
        yield "_Resources that are protected, native or exempt are left out: too many to show._"
        yield ""
    yield from _notes(coverage)
    yield from _summary(summary)
    yield footer(checkout)


def _summary(summary: AccountSummary | None) -> Iterator[str]:
    """List what an account declares."""
    for section in account_sections(summary) if summary is not None else ():
        yield f"### {section.title}"
        yield ""
        for row in section.rows:
            first, *others = map(shown_in_markdown, row)
            named = zip(section.columns[1:], others, strict=False)
            said = "; ".join(f"{name.lower()}: {text}" for name, text in named if text)
            yield f"- **{first}**<br>{said}" if said else f"- {first}"
        yield ""


def _is_fine(covered: ResourceCoverage) -> bool:
    return covered.status not in (Status.UNPROTECTED, Status.UNVERIFIED)


def _finding(group: FindingGroup, checkout: Checkout) -> Iterator[str]:
    sign = _SEVERITY_SIGNS[group.severity]
    yield f"- {sign} {linked_code(group.id)} {group.severity}: {shown_in_markdown(group.message)}"
    for resource, label in group.of[:_MOST_NAMES]:
        place = linked_place(checkout, resource.program, resource.source) if resource else ""
        yield f"  - {shown_in_markdown(label)}{f', {place}' if place else ''}"
    if len(group.of) > _MOST_NAMES:
        yield f"  - and {len(group.of) - _MOST_NAMES} more"
    yield ""


def _resource(coverage: Coverage, covered: ResourceCoverage, checkout: Checkout) -> Iterator[str]:
    """List a resource: its status, what is kept and where, what can be lost."""
    resource = covered.resource
    place = linked_place(checkout, resource.program, resource.source)
    tier = f", tier {shown_in_markdown(covered.tier)}" if covered.tier else ""
    name = f"**{shown_in_markdown(resource.name)}** {shown_in_markdown(covered.label)}"
    at = f", {place}" if place else ""
    kept = retention_in_words(covered.rules) or covered.how
    copies = copies_in_words(covered.copies)
    parts = [
        shown_in_markdown(kept),
        f"copies: {shown_in_markdown(copies)}" if copies else "",
        f"RPO {rpo}" if (rpo := rpo_in_words(covered)) else "",
        f"lost at most {_at_most(covered)}" if covered.exposure else "",
    ]
    # In one line: GitHub breaks lines of a comment where they end, and those of a page it does not.
    sign = _SIGNS[coverage.proved(covered.status)]
    said = f"{sign} {status_in_words(coverage, covered.status)}: {name}{tier}{at}"
    yield f"- {said}<br>{'; '.join(filter(None, parts))}"


def _at_most(covered: ResourceCoverage) -> str:
    """Return what can really be lost, its own Region first: `1 d 2 h, us-west-2: 1 d 3 h`."""
    return ", ".join(
        f"{shown_in_markdown(one.region)}: {at_most_in_words(one)}"
        if number
        else at_most_in_words(one)
        for number, one in enumerate(covered.exposure)
    )


def _notes(coverage: Coverage) -> Iterator[str]:
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
        yield ""
