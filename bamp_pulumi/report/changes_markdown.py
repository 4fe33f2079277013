"""A preview compared with its base as Markdown: the change first, all else folded."""

from collections.abc import Iterator, Sequence
from typing import Final

from bamp_pulumi.changes import Comparison, Direction
from bamp_pulumi.report.changes_words import (
    ChangeGroup,
    comparison_in_words,
    first_groups,
    other_groups,
)
from bamp_pulumi.report.markdown_parts import MOST_CHARACTERS
from bamp_pulumi.report.shown import shown_in_markdown

__all__ = ["render_compared_markdown"]

_SIGNS: Final = {
    Direction.LOST: "🔻",
    Direction.UNSURE: "❔",
    Direction.CHANGED: "🔹",
    Direction.GAINED: "🔼",
}
_MOST_ROWS: Final = 40
_MOST_NAMES: Final = 10
_CHANGE_CHARACTERS: Final = 30_000
_HEAD: Final = 4
"""Lines of a preview up to its verdict: heading, verdict, and the empty ones."""
_CUT: Final = "_The rest is left out: too long for a comment._"
_CUT_ROWS: Final = "_More changes are left out: too long for a comment._"


def render_compared_markdown(preview: str, comparison: Comparison, *, is_well: bool) -> str:
    """Put what changed before a preview: it is what a reader of a pull request asks for.

    What is refused is shown unfolded: it is what has to be fixed, whether the change made it so or
    not.

    Args:
        preview: The whole preview, of `render_markdown`.
        comparison: How it compares with its base.
        is_well: Whether the preview is accepted.
    """
    whole = preview.split("\n")
    heading, rest = whole[:_HEAD], whole[_HEAD:]
    lines = [
        *heading,
        f"**{shown_in_markdown(comparison_in_words(comparison))}**",
        "",
        *_bounded([*_changes(comparison)]),
        "<details><summary>The whole preview, as it is now</summary>"
        if is_well
        else "<details open><summary>The whole preview, as it is now</summary>",
        "",
    ]
    used = sum(len(line) + 1 for line in lines)
    return "\n".join([*lines, *_fitting(rest, MOST_CHARACTERS - used), "", "</details>"])


def _changes(comparison: Comparison) -> Iterator[str]:
    if comparison.found is None:
        return
    first, other = first_groups(comparison.found), other_groups(comparison.found)
    yield from _table(first)
    if not comparison.faults_compared:
        yield "_Whether somebody is notified of each fault is not compared with a file._"
        yield ""
    if other:
        yield f"<details><summary>Other changes ({len(other)})</summary>"
        yield ""
        yield from _table(other)
        yield "</details>"
        yield ""


def _table(groups: Sequence[ChangeGroup]) -> Iterator[str]:
    if not groups:
        return
    yield "| | What | Before | Now | Of |"
    yield "| --- | --- | --- | --- | --- |"
    for group in groups[:_MOST_ROWS]:
        names = [shown_in_markdown(name) for name in group.names[:_MOST_NAMES]]
        if len(group.names) > _MOST_NAMES:
            names.append(f"and {len(group.names) - _MOST_NAMES} more")
        cells = (
            f"{_SIGNS[group.direction]} {group.label}",
            shown_in_markdown(group.what),
            shown_in_markdown(group.before),
            shown_in_markdown(group.after),
            "<br>".join(names),
        )
        yield f"| {' | '.join(cells)} |"
    if len(groups) > _MOST_ROWS:
        yield f"| | and {len(groups) - _MOST_ROWS} more | | | |"
    yield ""


def _bounded(lines: Sequence[str]) -> list[str]:
    """Keep as many whole lines as are read, and close what is left open."""
    kept = _fitting(lines, _CHANGE_CHARACTERS, _CUT_ROWS)
    return kept if not kept or kept[-1] == "" else [*kept, ""]


def _fitting(lines: Sequence[str], room: int, cut: str = _CUT) -> list[str]:
    """Keep as many whole lines as there is room for; what they open is closed."""
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < len(cut) * 2:
            kept += ["", cut]
            break
        kept.append(line)
    open_ = sum(line.startswith("<details") for line in kept) - kept.count("</details>")
    return [*kept, *["", "</details>"] * open_]
