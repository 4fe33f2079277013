"""What each fault would do, those that nobody is notified of first."""

from typing import Final

from bamp_pulumi.rehearsal import FAULTS, Rehearsal
from bamp_pulumi.report.page.markup import (
    DASH,
    Cell,
    Column,
    Mark,
    items,
    mark,
    small,
    table,
    within,
)
from bamp_pulumi.report.rehearsal_words import FaultLine, fault_lines
from bamp_pulumi.report.shown import shown_in_html
from bamp_pulumi.report.sms_words import sms_in_words
from bamp_pulumi.truth import Truth

__all__ = ["faults_table"]

_COLUMNS: Final = (
    Column("Fault"),
    Column("Notified"),
    Column("Within", is_number=True),
    Column("Lost at most", is_number=True),
    Column("Recovered within", is_number=True),
    Column("Left to restore from"),
)
_MARKS: Final[dict[Truth, Mark]] = {True: Mark.GOOD, None: Mark.OPEN, False: Mark.BAD}
_ORDER: Final[tuple[Truth, ...]] = (False, None, True)


def faults_table(rehearsal: Rehearsal) -> str:
    """Write the table of faults."""
    lines = sorted(fault_lines(rehearsal), key=lambda line: _ORDER.index(line.detected))
    if not lines:
        return "<p>No fault strikes what is declared.</p>"
    said = items(sms_in_words(rehearsal))
    return table("Faults, and who is notified", _COLUMNS, map(_row, lines)) + said


def _row(line: FaultLine) -> tuple[Cell, ...]:
    return (
        within(f"<code>{line.fault}</code>", small(FAULTS[line.fault].happens)),
        within(mark(_mark(line), line.notified), small(line.accepted), small(line.says)),
        Cell(shown_in_html(line.within or DASH)),
        Cell(shown_in_html(line.lost)),
        Cell(shown_in_html(line.recovered or DASH)),
        _regions(line.left),
    )


def _mark(line: FaultLine) -> Mark:
    """Return whether somebody is notified; what is accepted for a time is no fault of the rest."""
    return Mark.OPEN if line.accepted and not line.detected else _MARKS[line.detected]


def _regions(left: str) -> Cell:
    """Write names of Regions, which do not wrap at their hyphens."""
    names = (f'<span class="region">{shown_in_html(name)}</span>' for name in left.split(", "))
    return Cell(", ".join(names) if left else "nothing")
