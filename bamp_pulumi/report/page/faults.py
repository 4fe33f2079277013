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
        return "<p>No fault applies to what is declared.</p>"
    said = items(sms_in_words(rehearsal))
    return table("Faults, and who is notified", _COLUMNS, map(_row, lines)) + said


def _row(line: FaultLine) -> tuple[Cell, ...]:
    return (
        within(f"<code>{line.fault}</code>", small(FAULTS[line.fault].happens)),
        _notified(line),
        Cell(shown_in_html(line.within or DASH)),
        Cell(shown_in_html(line.lost)),
        Cell(shown_in_html(line.recovered or DASH)),
        _regions(line.left),
    )


def _notified(line: FaultLine) -> Cell:
    """Write who is notified and what the message says, or what it depends on, or who accepts it."""
    if line.accepted:
        return within(mark(Mark.OPEN, line.notified), small(line.accepted))
    if line.detected is None:
        said, _, doubts = line.notified.partition(": ")
        return within(mark(Mark.OPEN, said), small(doubts))
    return within(mark(_MARKS[line.detected], line.notified), small(line.says))


def _regions(left: str) -> Cell:
    """Write each Region on a line of its own."""
    names = (f'<div class="pair">{shown_in_html(name)}</div>' for name in left.split(", "))
    return Cell("".join(names) if left else "nothing")
