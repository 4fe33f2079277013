"""The coverage of a running account for a person at a terminal, readable from 80 columns on."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console

from bamp_pulumi.lambdas.health import Standing, State
from bamp_pulumi.report.live_account import LiveAccount
from bamp_pulumi.report.live_words import (
    headline,
    looked_for_in_words,
    name_in_words,
    not_answered_in_words,
    orphan_total_in_words,
    owner_in_words,
    reasons_in_words,
    standing_in_words,
    tiers_in_words,
    verdict_in_words,
)
from bamp_pulumi.report.terminal.console import hanging, line

__all__ = ["print_live"]

_MOST_ORPHANS: Final = 10
_MOST_HIDDEN: Final = 10


def print_live(live: LiveAccount, console: Console, *, all_of_it: bool) -> None:
    """Print how an account stands; its verdict is the last line.

    Args:
        live: What was found.
        console: Where to print; its width decides how lines wrap.
        all_of_it: List what stands well, too. Default: it is counted by tier.
    """
    console.print(line(headline(live), style="bold"))
    for each in looked_for_in_words(live):
        console.print(line(each, style="dim"))
    _section(console, "Not as promised", live.broken, "bold red")
    _section(console, "Warnings", live.warned, "yellow")
    if live.deviations:
        _title(console, f"Otherwise than rehearsed ({len(live.deviations)})")
        for deviation in live.deviations:
            console.print(hanging(deviation.why, "yellow", first=2))
    _print_orphans(live.orphans, console, all_of_it=all_of_it)
    _print_hidden(live, console, all_of_it=all_of_it)
    _print_healthy(live.healthy, console, all_of_it=all_of_it)
    console.print()
    style = "bold green" if live.is_well else "bold red"
    console.print(line(verdict_in_words(live), style=style))


def _section(console: Console, title: str, found: Sequence[Standing], style: str) -> None:
    if not found:
        return
    _title(console, f"{title} ({len(found)})")
    for standing in found:
        _print_standing(standing, console, style)


def _print_standing(standing: Standing, console: Console, style: str) -> None:
    about = owner_in_words(standing)
    name = f"{name_in_words(standing)}{f', {about}' if about else ''}"
    console.print(hanging(name, first=2))
    if said := standing_in_words(standing):
        console.print(hanging(said, style, first=4))
    for reason in reasons_in_words(standing):
        console.print(hanging(reason, first=4))


def _print_orphans(orphans: Sequence[Standing], console: Console, *, all_of_it: bool) -> None:
    if not orphans:
        return
    _title(console, orphan_total_in_words(orphans))
    listed = orphans if all_of_it else orphans[:_MOST_ORPHANS]
    for standing in listed:
        said = "; ".join(reason.why for reason in standing.reasons)
        console.print(hanging(f"{name_in_words(standing)}: {said}", "dim", first=2))
    _print_more(len(orphans) - len(listed), console)


def _print_hidden(live: LiveAccount, console: Console, *, all_of_it: bool) -> None:
    if not live.hidden and not live.not_answered:
        return
    _title(console, "Could not be seen")
    for each in not_answered_in_words(live.not_answered):
        console.print(hanging(each, "yellow", first=2))
    listed = live.hidden if all_of_it else live.hidden[:_MOST_HIDDEN]
    for standing in listed:
        _print_standing(standing, console, "yellow")
    _print_more(len(live.hidden) - len(listed), console)


def _print_healthy(healthy: Sequence[Standing], console: Console, *, all_of_it: bool) -> None:
    if not healthy:
        return
    _title(console, f"As promised ({len(healthy)})")
    if not all_of_it:
        for tier, counted in tiers_in_words(healthy):
            console.print(hanging(f"{tier}: {counted}", first=2))
        return
    for standing in _by_tier(healthy):
        about = f"{owner_in_words(standing)}: {standing_in_words(standing)}"
        style = "cyan" if standing.state is State.EXEMPT else "green"
        console.print(hanging(f"{name_in_words(standing)}, {about}", style, first=2))


def _by_tier(stores: Iterable[Standing]) -> list[Standing]:
    return sorted(stores, key=lambda each: (not each.tier, each.tier, each.type, each.arn))


def _title(console: Console, text: str) -> None:
    console.print()
    console.print(line(text, style="bold"))


def _print_more(number: int, console: Console) -> None:
    if number > 0:
        console.print(hanging(f"and {number} more: --all lists them", "dim", first=2))
