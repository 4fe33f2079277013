"""What a change loses, for a person at a terminal."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console, Group
from rich.table import Table

from bamp_pulumi.changes import Comparison, Direction
from bamp_pulumi.report.changes_words import (
    ChangeGroup,
    comparison_in_words,
    first_groups,
    other_groups,
)
from bamp_pulumi.report.terminal.console import line

__all__ = ["print_changes", "print_comparison"]

_STYLES: Final = {
    Direction.LOST: "bold red",
    Direction.UNSURE: "yellow",
    Direction.CHANGED: "dim",
    Direction.GAINED: "green",
}
_MOST_NAMES: Final = 10


def print_changes(comparison: Comparison, console: Console, *, verbose: bool) -> None:
    """Print what changed: what matters for the change, and with `verbose` all else."""
    if comparison.found is None:
        return
    first, other = first_groups(comparison.found), other_groups(comparison.found)
    if not first and not other:
        return
    console.print(line(f"Changes since {comparison.base}", style="bold"))
    console.print(_table([*first, *other] if verbose else first))
    if other and not verbose:
        count = f"{len(other)} other {'change' if len(other) == 1 else 'changes'}"
        console.print(line(f"{count}; -v lists {'it' if len(other) == 1 else 'them'}.", "dim"))
    if not comparison.faults_compared:
        console.print(
            line("Whether somebody is notified of each fault is not compared with a file.", "dim")
        )
    console.print()


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print in one line what is lost against the base."""
    is_lost = comparison.found is None or comparison.found.of(Direction.LOST, Direction.UNSURE)
    console.print(line(comparison_in_words(comparison), style="bold yellow" if is_lost else ""))


def _table(groups: Sequence[ChangeGroup]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for group in groups:
        names = [line(name, style="dim") for name in group.names[:_MOST_NAMES]]
        if len(group.names) > _MOST_NAMES:
            names.append(line(f"and {len(group.names) - _MOST_NAMES} more", style="dim"))
        change = f"{group.before} → {group.after}" if group.before or group.after else ""
        what = line(group.what)
        if change:
            what.append_text(line(f": {change}"))
        table.add_row(line(group.label, style=_STYLES[group.direction]), Group(what, *names))
    return table
