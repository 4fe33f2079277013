"""A storm for a person at a terminal, readable from 80 columns on."""

from collections.abc import Iterable

from rich.console import Console, Group
from rich.table import Table

from bamp_pulumi.rehearsal import MOST_AN_HOUR, BusyCall, Storm, StormDestination
from bamp_pulumi.report.explained_words import explain_hint
from bamp_pulumi.report.storm_words import (
    CALLS_LEGEND,
    STORM_LEGEND,
    after_in_words,
    destination_notes,
    storm_in_words,
    storm_title,
    storm_verdict_in_words,
)
from bamp_pulumi.report.terminal.console import line
from bamp_pulumi.report.words import exit_in_words

__all__ = ["print_storm"]


def print_storm(storm: Storm, console: Console) -> None:
    """Print a storm; the width of the console decides how lines wrap."""
    console.print(line(storm_title(storm), "bold"))
    if storm.destinations:
        console.print(_destinations(storm.destinations))
        console.print()
        console.print(line(STORM_LEGEND, "dim"))
    else:
        console.print(line("No declared alerting path ends at a person.", "bold red"))
    console.print()
    if storm.busy:
        console.print(line("What the alert function calls", "bold"))
        console.print(_calls(storm.busy))
        console.print(line(CALLS_LEGEND, "dim"))
        console.print()
    if storm.findings:
        console.print(line("What is wrong", "bold"))
        for finding in storm.findings:
            console.print(line(f"{finding.at}: {finding.why} [{finding.code}]", "yellow"))
        console.print(line(explain_hint(f.code for f in storm.findings), "dim"))
        console.print()
    console.print(line(storm_in_words(storm)))
    verdict = f"{storm_verdict_in_words(storm)} {exit_in_words(is_well=storm.is_well)}"
    console.print(line(verdict, "bold green" if storm.is_well else "bold red"))


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)


def _calls(busy: Iterable[BusyCall]) -> Table:
    table = _table()
    table.add_column("Call", overflow="fold", ratio=1)
    table.add_column("In all", no_wrap=True, justify="right")
    table.add_column("Busiest second", no_wrap=True, justify="right")
    table.add_column("AWS accepts", no_wrap=True, justify="right")
    for one in busy:
        if one.quota is not None:
            is_fine = one.a_second <= one.quota
            style = "" if is_fine else "yellow"
            table.add_row(
                one.call, f"{one.total:,}", line(f"{one.a_second:,}", style), f"{one.quota:,}"
            )
    return table


def _destinations(destinations: Iterable[StormDestination]) -> Table:
    table = _table()
    table.add_column("Destination", overflow="fold", ratio=1)
    table.add_column("1st hour", no_wrap=True, justify="right")
    table.add_column("Day", no_wrap=True, justify="right")
    table.add_column("First", no_wrap=True, justify="right")
    table.add_column("Last", no_wrap=True, justify="right")
    table.add_column("Lost", no_wrap=True, justify="right")
    for one in destinations:
        is_fine = not one.lost and one.most_an_hour <= MOST_AN_HOUR
        style = "yellow" if one.doubt else "green" if is_fine else "bold red"
        table.add_row(
            Group(
                line(f"{one.recipient.kind} {one.recipient.address}", style),
                *(line(f"  {note}", "dim") for note in destination_notes(one)),
            ),
            f"{one.first_hour:,}",
            f"{one.day:,}",
            after_in_words(one.first),
            after_in_words(one.last),
            f"{one.lost:,}" if one.lost else "none",
        )
    return table
