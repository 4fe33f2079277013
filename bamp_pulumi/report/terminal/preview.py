"""A preview for a person at a terminal, readable from 80 columns on."""

from typing import Final

from rich.console import Console, Group, RenderableType
from rich.table import Table

from bamp_pulumi.coverage import Coverage, ResourceCoverage, Severity, Status
from bamp_pulumi.estate import Program
from bamp_pulumi.rehearsal import AccountSummary
from bamp_pulumi.report.account_words import account_sections
from bamp_pulumi.report.preview_verdict import verdict_in_words
from bamp_pulumi.report.terminal.console import MOST_OF_NAMES, code, hanging, line
from bamp_pulumi.report.terminal.explain import print_explained
from bamp_pulumi.report.words import (
    MOST_NOTES,
    RPO_LEGEND,
    at_most_in_words,
    by_program,
    copies_in_words,
    exit_in_words,
    finding_groups,
    notes_of,
    place_in_words,
    retention_in_words,
    rpo_in_words,
    status_in_words,
    summary_in_words,
)

__all__ = ["print_preview"]

_STYLES: Final = {
    Status.PROTECTED: "green",
    Status.NATIVE: "green",
    Status.EXEMPT: "cyan",
    Status.UNPROTECTED: "bold red",
    Status.UNVERIFIED: "yellow",
}
_SEVERITY_STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFO: "dim",
}
_STATUS_WIDTH: Final = max(len(status) for status in Status)
_TIER_WIDTH: Final = 16
_WIDE: Final = 100
"""Columns from which a tier has one of its own; below, it stands under the status."""


def print_preview(  # noqa: PLR0913 - one parameter an option
    coverage: Coverage,
    console: Console,
    *,
    allow_unverified: bool,
    verbose: bool,
    explained: bool = False,
    summary: AccountSummary | None = None,
) -> None:
    """Print a preview; its verdict is the last line.

    Args:
        coverage: What was found.
        console: Where to print; its width decides how lines wrap.
        allow_unverified: Whether unverified resources are accepted, for the last line.
        verbose: Print notes about what could not be known, too.
        explained: Explain each code that is printed. Default: the command that does is named.
        summary: What an account alone declares. Default: nothing is shown of it.
    """
    if summary is not None:
        _print_summary(summary, console)
    programs = {program.name: program for program in coverage.estate.programs}
    for name, resources in by_program(coverage):
        console.print(_heading(name, programs.get(name)))
        console.print(_table(coverage, resources, is_wide=console.width >= _WIDE))
        console.print()
    if any(covered.exposure for covered in coverage.resources):
        console.print(line(RPO_LEGEND, style="dim"))
        console.print()
    _print_findings(coverage, console, explained=explained)
    _print_notes(coverage, console, verbose=verbose)
    console.print(line(summary_in_words(coverage)))
    is_well = coverage.is_well(allow_unverified=allow_unverified)
    verdict = verdict_in_words(coverage, allow_unverified=allow_unverified)
    console.print(
        line(f"{verdict} {exit_in_words(is_well=is_well)}", style=verdict_style(coverage, is_well))
    )


def _print_summary(summary: AccountSummary, console: Console) -> None:
    for section in account_sections(summary):
        console.print(line(section.title, style="bold"))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        table.show_header = any(section.columns)
        for column in section.columns:
            table.add_column(column, overflow="fold")
        if any(section.columns):
            for row in section.rows:
                table.add_row(*map(line, row))
            console.print(table)
        else:
            for (text,) in section.rows:
                console.print(hanging(text, more=3))
        console.print()


def verdict_style(coverage: Coverage, is_well: bool) -> str:  # noqa: FBT001 - one of two colours
    """Return the style of the verdict: what is only assumed is not green."""
    if not is_well:
        return "bold red"
    return "bold yellow" if coverage.assumed else "bold green"


def _heading(name: str, program: Program | None) -> RenderableType:
    heading = line(name, style="bold")
    if program is not None:
        heading.append_text(line(f"  {place_in_words(program)}", style="dim"))
    return heading


def _table(coverage: Coverage, resources: list[ResourceCoverage], *, is_wide: bool) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    # Bounded: a long tag takes no room from what stands beside it.
    status = "Status" if is_wide else "Status, tier"
    table.add_column(status, overflow="fold", min_width=_STATUS_WIDTH, max_width=_TIER_WIDTH)
    table.add_column("Resource", overflow="fold", ratio=3)
    if is_wide:
        table.add_column("Tier", overflow="fold", max_width=_TIER_WIDTH)
    table.add_column("Protection", overflow="fold", ratio=4)
    table.add_column("RPO, at most", no_wrap=True, justify="right")
    for covered in resources:
        status, tier = _status(coverage, covered), line(covered.tier, most=MOST_OF_NAMES)
        resource, others = _resource(covered), (_protection(covered), _rpo(covered))
        if is_wide:
            table.add_row(status, resource, tier, *others)
        else:
            table.add_row(Group(status, tier) if tier else status, resource, *others)
    return table


def _status(coverage: Coverage, covered: ResourceCoverage) -> RenderableType:
    """Return its status; what is assumed on two lines, because the column is narrow."""
    said = status_in_words(coverage, covered.status)
    is_assumed = said != covered.status
    style = "yellow" if is_assumed else _STYLES[covered.status]
    return Group(*(line(part, style=style) for part in said.rsplit(" ", 1)))


def _rpo(covered: ResourceCoverage) -> RenderableType:
    """Return what is promised and kept, and below what can really be lost, its own Region first."""
    lines = [line(rpo_in_words(covered))]
    for number, one in enumerate(covered.exposure):
        place = one.region if number else "at most"
        lines.append(line(f"{place} {at_most_in_words(one)}", style="dim"))
    return Group(*lines)


def _resource(covered: ResourceCoverage) -> RenderableType:
    return Group(line(covered.resource.name, most=MOST_OF_NAMES), line(covered.label, style="dim"))


def _protection(covered: ResourceCoverage) -> RenderableType:
    if not covered.rules:
        return line(covered.how)
    copies = copies_in_words(covered.copies)
    lines = [line(retention_in_words(covered.rules))]
    lines.append(line(f"copies: {copies}" if copies else "no copies", style="dim"))
    return Group(*lines)


def _print_findings(coverage: Coverage, console: Console, *, explained: bool) -> None:
    groups = finding_groups(coverage)
    if not groups:
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for group in groups:
        names = (line(name, style="dim") for name in group.names)
        severity = line(group.severity, style=_SEVERITY_STYLES[group.severity])
        table.add_row(severity, code(group.id), Group(line(group.message), *names))
    console.print(table)
    print_explained([group.id for group in groups], console, whole=explained)
    console.print()


def _print_notes(coverage: Coverage, console: Console, *, verbose: bool) -> None:
    logged, assumed = notes_of(coverage)
    for note in logged if verbose else logged[:MOST_NOTES]:
        console.print(line(f"note  {note.program}: {note.message}", style="yellow"))
    left_out = 0 if verbose else len(logged[MOST_NOTES:])
    if verbose:
        for note in assumed:
            console.print(line(f"note  {note.program}: {note.message}", style="dim"))
    elif assumed:
        one = len(assumed) == 1
        count, were, them = (
            ("1 thing", "was", "it") if one else (f"{len(assumed)} things", "were", "them")
        )
        text = f"{count} could not be known offline and {were} taken as unknown; -v lists {them}."
        console.print(line(text, style="dim"))
    if left_out:
        more = (
            "1 more warning of the programs; -v lists it."
            if left_out == 1
            else f"{left_out} more warnings of the programs; -v lists them."
        )
        console.print(line(more, style="dim"))
