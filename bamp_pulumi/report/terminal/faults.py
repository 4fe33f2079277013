"""What each fault would do, for a person at a terminal, readable from 80 columns on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console, RenderableType
from rich.table import Table

from bamp_pulumi.report.rehearsal_words import FaultLine
from bamp_pulumi.report.terminal.console import hanging, line

__all__ = ["print_faults"]

_STYLES: Final = {True: "green", None: "yellow", False: "bold red"}
_LEFT: Final = 2
"""Columns of text, before those of numbers."""
_BETWEEN: Final = 2
"""Spaces between two columns, and before what stands below a fault."""


def print_faults(lines: Sequence[FaultLine], console: Console) -> None:
    """Print each fault: who is notified, within how long, what is lost; below, the message.

    What is said of several faults is a note below the table, once. Messages and decisions have the
    whole width: a column of their own would have 20 characters of 80.
    """
    notes = _notes(lines)
    heads = ("Fault", "Notified", "Within", "Lost at most")
    widths = _widths(lines, heads, console.width)
    console.print(_row(tuple(line(head, "dim") for head in heads), widths))
    for one in lines:
        note = notes.get(one.accepted)
        who = f"{one.notified}, {_kind(one.accepted)} [{note}]" if note else one.notified
        style = "cyan" if one.accepted else _STYLES[one.detected]
        console.print(_row((one.fault, line(who, style), one.within, one.lost), widths))
        if one.accepted and not note:
            console.print(hanging(one.accepted, "cyan", first=_BETWEEN))
        if one.says:
            console.print(hanging(one.says, "dim", first=_BETWEEN))
    for said, number in notes.items():
        console.print(hanging(f"[{number}] {said}", "cyan", more=4))


def _notes(lines: Sequence[FaultLine]) -> Mapping[str, int]:
    """Number what is said of more faults than one."""
    counted = Counter(one.accepted for one in lines if one.accepted)
    several = [said for said, count in counted.items() if count > 1]
    return {said: number for number, said in enumerate(several, start=1)}


def _kind(accepted: str) -> str:
    """Return the word that a decision begins with: acknowledged, or assumed."""
    return accepted.partition(" ")[0].rstrip(":")


def _widths(lines: Sequence[FaultLine], heads: Sequence[str], columns: int) -> tuple[int, ...]:
    """Return the widths of the columns, the same in every row: who is notified gets the rest."""
    fault = max(len(heads[0]), *(len(one.fault) for one in lines))
    within = max(len(heads[2]), *(len(one.within) for one in lines))
    lost = max(len(heads[3]), *(len(one.lost) for one in lines))
    rest = columns - fault - within - lost - 3 * _BETWEEN
    return fault, max(rest, len(heads[1])), within, lost


def _row(cells: Sequence[RenderableType], widths: Sequence[int]) -> Table:
    grid = Table.grid(padding=(0, _BETWEEN, 0, 0))
    for number, width in enumerate(widths):
        justify = "left" if number < _LEFT else "right"
        grid.add_column(width=width, overflow="fold", justify=justify)
    grid.add_row(*cells)
    return grid
