"""Who is notified of jobs that complete, wait or start, for a person at a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bamp_pulumi.rehearsal import RehearsedEvent
from bamp_pulumi.report.terminal.console import line

__all__ = ["print_events"]

_LEGEND = (
    "Within: longest time until the first message. Nobody has to be notified of these: a "
    "destination gets what its `severities` name, and `info` is for jobs that complete or wait."
)


def print_events(events: Sequence[RehearsedEvent], console: Console) -> None:
    """Print events; the width of the console decides how lines wrap."""
    console.print(line("Who is notified of what goes well", "bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    table.add_column("Event", no_wrap=True)
    table.add_column("Notified", overflow="fold", ratio=1)
    table.add_column("Within", no_wrap=True, justify="right")
    for one in events:
        minutes = one.outcome.after_minutes
        table.add_row(one.event, _who(one), "" if minutes is None else f"{minutes} min")
    console.print(table)
    console.print()
    console.print(line(_LEGEND, "dim"))


def _who(one: RehearsedEvent) -> str:
    outcome = one.outcome
    if outcome.detected:
        return ", ".join(dict.fromkeys(each.recipient.kind for each in outcome.notified))
    if outcome.detected is None:
        return f"perhaps: {'; '.join(outcome.doubts)}"
    return "nobody"
