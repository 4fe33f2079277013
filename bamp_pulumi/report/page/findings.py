"""All that a preview found, what had to be assumed, and what somebody still has to do."""

from typing import Final

from bamp_pulumi.coverage import Severity
from bamp_pulumi.rehearsal import Rehearsal
from bamp_pulumi.report.page.markup import Column, Mark, items, mark, plain, table, within
from bamp_pulumi.report.rehearsal_words import to_confirm_in_words
from bamp_pulumi.report.shown import shown_in_html
from bamp_pulumi.report.words import finding_groups, notes_of

__all__ = ["findings_table", "notes_list", "to_confirm_list"]

_COLUMNS: Final = (Column("Code"), Column("Severity"), Column("Resources"), Column("Finding"))
_MARKS: Final = {
    Severity.ERROR: Mark.BAD,
    Severity.WARNING: Mark.OPEN,
    Severity.INFO: Mark.NEUTRAL,
}


def findings_table(rehearsal: Rehearsal) -> str:
    """Write every finding of the preview, the gravest first."""
    groups = finding_groups(rehearsal.coverage)
    if not groups:
        return "<p>None.</p>"
    rows = (
        (
            within(f"<code>{shown_in_html(group.id)}</code>"),
            within(mark(_MARKS[group.severity], group.severity)),
            within(items(group.names)) if group.names else plain("all programs"),
            plain(group.message),
        )
        for group in groups
    )
    return table("Each finding, the gravest first", _COLUMNS, rows)


def notes_list(rehearsal: Rehearsal) -> str:
    """List what the programs warned of, and what was assumed or not known."""
    logged, assumed = notes_of(rehearsal.coverage)
    lines = [f"{note.program}: {note.message}" for note in (*logged, *assumed)]
    return items(lines) if lines else "<p>Nothing.</p>"


def to_confirm_list(rehearsal: Rehearsal) -> str:
    """List the subscriptions that somebody has to confirm."""
    lines = to_confirm_in_words(rehearsal)
    return items(lines) if lines else "<p>Nothing.</p>"
