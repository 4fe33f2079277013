"""The sections of explanations in the reference, and the page of refusals."""

from collections.abc import Iterable, Iterator
from typing import Final

from bamp_pulumi.explained import Explanation, Family, all_explanations
from bamp_pulumi.report.explained_words import FAMILY_TITLES

__all__ = ["explained_sections", "render_refusals_page"]

_HEAD: Final = """\
# Refusals

Made from `bamp_pulumi.explained` by `make docs`; do not edit. What each code of a refusal means,
why, and how to fix it; `bamp explain CODE` prints the same. [Errors](errors.md) shows the
message of each. A refusal ends with exit status 2, before anything is changed.
"""
_OF_REFUSALS: Final = (Family.POLICY, Family.BASELINE, Family.PROGRAMS, Family.INHERITANCE)


def render_refusals_page() -> str:
    """Render the page."""
    return _HEAD + "".join(
        f"\n## {_heading(family)}\n\n{explained_sections(_of(family))}" for family in _OF_REFUSALS
    )


def explained_sections(explanations: Iterable[Explanation]) -> str:
    """Render a section for each, whose heading is its name alone: links end at it."""
    return "\n".join("\n".join(_section(one)) for one in explanations)


def _of(family: Family) -> Iterator[Explanation]:
    return (one for one in all_explanations() if one.family is family)


def _heading(family: Family) -> str:
    return FAMILY_TITLES[family].replace("inherit()", "`inherit()`")


def _section(one: Explanation) -> Iterator[str]:
    yield f"### {one.name}"
    yield ""
    yield f"**{one.title}**" + (f" ({one.severity})" if one.severity else "")
    for text in (one.means, f"Why: {one.why}", f"Fix: {one.fix}"):
        yield ""
        yield text
    yield ""
    yield f"```{one.snippet.language}"
    yield one.snippet.text
    yield "```"
    yield ""
    sources = (f"[{s.name}]({s.url}) ({s.state})" if s.url else s.name for s in one.sources)
    yield f"Sources: {'; '.join(sources)}."
    yield ""
