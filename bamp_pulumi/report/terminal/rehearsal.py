"""A rehearsal for a person at a terminal, readable from 80 columns on."""

from datetime import datetime

from rich.console import Console, Group
from rich.table import Table

from bamp_pulumi.rehearsal import Rehearsal, RehearsedKind
from bamp_pulumi.report.acceptance_words import ACCEPTANCE_TITLE, acceptance_in_words
from bamp_pulumi.report.rehearsal_verdict import (
    objections,
    preview_errors,
    rehearsal_verdict_in_words,
    unnotified_faults,
)
from bamp_pulumi.report.rehearsal_words import (
    AT_MOST_LEGEND,
    EXEMPT_TITLE,
    FAULTS_LEGEND,
    NOT_KNOWN,
    age_in_words,
    bound_in_words,
    exempt_in_words,
    fault_lines,
    rehearsal_in_words,
    to_confirm_in_words,
    worst_in_words,
)
from bamp_pulumi.report.sms_words import sms_in_words
from bamp_pulumi.report.terminal.console import MOST_OF_NAMES, hanging, indented, line
from bamp_pulumi.report.terminal.explain import print_explained
from bamp_pulumi.report.terminal.faults import print_faults
from bamp_pulumi.report.words import exit_in_words

__all__ = ["print_rehearsal"]


def print_rehearsal(rehearsal: Rehearsal, console: Console, *, explained: bool = False) -> None:
    """Print a rehearsal; its verdict is the last line.

    Args:
        rehearsal: What was rehearsed.
        console: Where to print; its width decides how lines wrap.
        explained: Explain each code and fault that stands against it. Default: the command that
            does is named.
    """
    if rehearsal.kinds:
        console.print(line(f"What could be restored on {_day(rehearsal.at)}", style="bold"))
        console.print(_restores(rehearsal))
        console.print(line(AT_MOST_LEGEND, style="dim"))
        console.print()
    _print_without_history(rehearsal, console)
    lines = fault_lines(rehearsal)
    if lines:
        console.print(
            line("What each fault would do from then on, until somebody has acted", style="bold")
        )
        print_faults(lines, console)
        console.print(line(FAULTS_LEGEND, style="dim"))
        for said in sms_in_words(rehearsal):
            console.print(line(said, style="yellow"))
        console.print()
    _print_wrong(rehearsal, console)
    if rehearsal.to_confirm:
        console.print(line("What is still to be confirmed by hand", style="bold"))
        for subscription in to_confirm_in_words(rehearsal):
            console.print(line(subscription))
        console.print()
    _print_acceptance(rehearsal, console)
    names = [
        *(error.id for error in preview_errors(rehearsal)),
        *(finding.code for finding in rehearsal.findings),
        *unnotified_faults(rehearsal),
    ]
    print_explained(names, console, whole=explained)
    console.print(line(rehearsal_in_words(rehearsal)))
    verdict = f"{rehearsal_verdict_in_words(rehearsal)} {exit_in_words(is_well=rehearsal.is_well)}"
    console.print(line(verdict, style="bold green" if rehearsal.is_well else "bold red"))


def _print_wrong(rehearsal: Rehearsal, console: Console) -> None:
    """Print all that stands against it: the list of the page and of the JSON."""
    against = objections(rehearsal)
    if not against:
        return
    console.print(line("What is wrong", style="bold"))
    for one in against:
        console.print(line(f"{one.says[:1].upper()}{one.says[1:]}"))
        for wrong in one.wrong:
            of = f"{wrong.of}: " if wrong.of else ""
            console.print(hanging(f"{of}{wrong.why} [{wrong.code}]", "bold red"))
    console.print()


def _print_acceptance(rehearsal: Rehearsal, console: Console) -> None:
    """Print what to do about faults of which nobody is notified, as text that can be pasted."""
    said = acceptance_in_words(rehearsal)
    if not said:
        return
    console.print(line(ACCEPTANCE_TITLE, style="bold"))
    for each in said:
        # Never wrapped: what is pasted must be one line of YAML.
        console.print(indented(each, 4), soft_wrap=True)
    console.print()


def _print_without_history(rehearsal: Rehearsal, console: Console) -> None:
    """List what no table of restores contains, and why."""
    if rehearsal.not_restorable:
        console.print(line("What could not be restored, as far as is known", style="bold"))
        for one in rehearsal.not_restorable:
            said = f"{one.resource.name} ({one.label}): {one.status}, {one.how}"
            console.print(hanging(said, "bold red"))
        console.print()
    if rehearsal.exempt:
        console.print(line(EXEMPT_TITLE, style="bold"))
        for one in rehearsal.exempt:
            said = exempt_in_words(one, rehearsal.at)
            console.print(hanging(f"{one.resource.name} ({one.label}): {said}", "cyan"))
        console.print()


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)


def _restores(rehearsal: Rehearsal) -> Table:
    table = _table()
    table.add_column("Resource", overflow="fold", ratio=1)
    table.add_column("From", no_wrap=True, max_width=20)
    table.add_column("Newest", no_wrap=True, justify="right")
    table.add_column("Oldest", no_wrap=True, justify="right")
    table.add_column("At most", no_wrap=True, justify="right")
    table.add_column("At worst, and when", no_wrap=True)
    for one in rehearsal.kinds:
        for number, region in enumerate(one.exposures):
            there = [r for r in one.restorable if r.region == region]
            newest = max((r.last for r in there), default=None)
            oldest = min((r.first for r in there), default=None)
            table.add_row(
                _resource(one) if number == 0 else line(""),
                line(region),
                _ago(one, rehearsal.at, newest),
                _ago(one, rehearsal.at, oldest),
                bound_in_words(one, region),
                _worst(one, region),
            )
    return table


def _resource(one: RehearsedKind) -> Group:
    others = len(one.kind.members) - 1
    name = line(one.kind.one.resource.name, most=MOST_OF_NAMES)
    name.append(f" and {others} alike" if others else "")
    return Group(name, line(one.kind.one.label, style="dim"))


def _ago(one: RehearsedKind, at: datetime, state: datetime | None) -> str:
    if state is None:
        return "nothing" if one.at_most else NOT_KNOWN
    return age_in_words(at - state)


def _worst(one: RehearsedKind, region: str) -> Group:
    exposure = one.exposures[region]
    is_kept = region not in one.at_most or (exposure is not None and exposure.loss is not None)
    lost, when = worst_in_words(one, region)
    return Group(
        line(lost, style="" if is_kept else "bold red"),
        *([line(when, style="dim")] if when else []),
    )


def _day(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
