"""The exemptions: what needs no backup, why, who decided it, and until when."""

from datetime import date
from typing import Final

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.rehearsal import Rehearsal
from bamp_pulumi.report.page.markup import Cell, Column, Mark, mark, plain, small, table, within
from bamp_pulumi.report.shown import shown_in_html

__all__ = ["exempt_table"]

_COLUMNS: Final = (
    Column("Data store"),
    Column("Program"),
    Column("Owner"),
    Column("Reason"),
    Column("Last day"),
)


def exempt_table(rehearsal: Rehearsal) -> str:
    """Write the table of exemptions in force."""
    if not rehearsal.exempt:
        return "<p>None.</p>"
    rows = (_row(one, rehearsal.end.date()) for one in rehearsal.exempt)
    return table("Data stores that are exempt from backup", _COLUMNS, rows)


def _row(one: ResourceCoverage, end: date) -> tuple[Cell, ...]:
    until = one.exempt_until
    ends = until is not None and until < end
    expires = mark(Mark.OPEN, "expires within the span") if ends else ""
    return (
        within(f"<strong>{shown_in_html(one.resource.name)}</strong>", small(one.label)),
        plain(one.resource.program),
        plain(one.owner or "none"),
        plain(one.exempt_reason or one.how),
        within(f"<div>{until or 'not known'}</div>", expires),
    )
