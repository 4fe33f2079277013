"""The coverage of a running account as Markdown, for a summary of a pipeline or an issue."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bamp_pulumi.lambdas.health import Standing
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
from bamp_pulumi.report.markdown_parts import MOST_CHARACTERS
from bamp_pulumi.report.shown import shown_in_markdown

__all__ = ["render_live_markdown"]

_LEFT_OUT: Final = "\n\n*Cut here: it is too long for a comment.*"


def render_live_markdown(live: LiveAccount) -> str:
    """Return how an account stands: what is wrong in full, the rest counted."""
    lines = [f"**{shown_in_markdown(headline(live))}**", ""]
    lines += [shown_in_markdown(each) for each in looked_for_in_words(live)]
    lines += _section("Not as promised", live.broken)
    lines += _section("Warnings", live.warned)
    if live.orphans:
        lines += ["", f"**{shown_in_markdown(orphan_total_in_words(live.orphans))}**"]
    if live.not_answered or live.hidden:
        lines += ["", "### Could not be seen", ""]
        lines += _list(not_answered_in_words(live.not_answered))
        lines += [line for standing in live.hidden for line in _standing(standing)]
    if live.healthy:
        lines += ["", f"### As promised ({len(live.healthy)})", ""]
        lines += _list(f"{tier}: {counted}" for tier, counted in tiers_in_words(live.healthy))
    # The verdict stays, whatever has to be cut.
    verdict = f"\n\n**{shown_in_markdown(verdict_in_words(live))}**\n"
    text = "\n".join(lines)
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rpartition("\n")[0] + _LEFT_OUT
    return text + verdict


def _section(title: str, found: Sequence[Standing]) -> list[str]:
    if not found:
        return []
    of_each = (line for standing in found for line in _standing(standing))
    return ["", f"### {title} ({len(found)})", "", *of_each]


def _standing(standing: Standing) -> Iterator[str]:
    about = ", ".join(filter(None, (name_in_words(standing), owner_in_words(standing))))
    said = standing_in_words(standing)
    yield f"- {shown_in_markdown(about)}{f': {shown_in_markdown(said)}' if said else ''}"
    yield from (f"  - {shown_in_markdown(reason)}" for reason in reasons_in_words(standing))


def _list(texts: Iterable[str]) -> Iterator[str]:
    return (f"- {shown_in_markdown(text)}" for text in texts)
