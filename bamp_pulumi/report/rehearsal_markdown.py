"""A rehearsal as Markdown, for a comment on a pull request."""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.rehearsal import FAULTS, Rehearsal
from bamp_pulumi.report.checkout import Checkout
from bamp_pulumi.report.markdown_parts import MOST_CHARACTERS, footer, linked_code, linked_place
from bamp_pulumi.report.rehearsal_verdict import preview_errors
from bamp_pulumi.report.rehearsal_words import (
    bound_in_words,
    exempt_in_words,
    fault_lines,
    rehearsal_in_words,
    to_confirm_in_words,
    worst_in_words,
)
from bamp_pulumi.report.shown import shown_in_markdown
from bamp_pulumi.report.verdict import verdict_of_rehearsal

__all__ = ["render_rehearsal_markdown"]

_SIGNS: Final = {True: "✅", None: "❔", False: "❌"}
_CUT: Final = "_The rest is left out: too long for a comment._"


def render_rehearsal_markdown(rehearsal: Rehearsal, checkout: Checkout) -> str:
    """Render a rehearsal as one Markdown document; what is wrong comes first."""
    whole = "\n".join(_lines(rehearsal, checkout))
    if len(whole) <= MOST_CHARACTERS:
        return whole
    return whole[:MOST_CHARACTERS].rpartition("\n")[0] + f"\n\n{_CUT}"


def _lines(rehearsal: Rehearsal, checkout: Checkout) -> Iterator[str]:
    yield "## Backup rehearsal"
    yield ""
    yield f"**{shown_in_markdown(verdict_of_rehearsal(rehearsal).says)}**"
    yield ""
    yield shown_in_markdown(rehearsal_in_words(rehearsal))
    yield ""
    errors = preview_errors(rehearsal)
    if rehearsal.findings or errors:
        yield "### What is wrong"
        yield ""
        for group in errors:
            names = ", ".join(shown_in_markdown(name) for name in group.names)
            of = f": {names}" if names else ""
            yield f"- ❌ {linked_code(group.id)} {shown_in_markdown(group.message)}{of}"
        for finding in rehearsal.findings:
            said = f"{shown_in_markdown(finding.at)}: {shown_in_markdown(finding.why)}"
            yield f"- ❌ {linked_code(finding.code)} {said}"
        yield ""
    yield from _without_history(rehearsal)
    yield from _faults(rehearsal)
    yield from _restores(rehearsal, checkout)
    if rehearsal.to_confirm:
        yield "### What is still to be confirmed by hand"
        yield ""
        yield from (f"- {shown_in_markdown(each)}" for each in to_confirm_in_words(rehearsal))
        yield ""
    yield footer(checkout)


def _without_history(rehearsal: Rehearsal) -> Iterator[str]:
    for one in rehearsal.not_restorable:
        name = f"**{shown_in_markdown(one.resource.name)}** {shown_in_markdown(one.label)}"
        yield f"- ❌ {one.status}: {name}, {shown_in_markdown(one.how)}"
    for one in rehearsal.exempt:
        name = f"**{shown_in_markdown(one.resource.name)}** {shown_in_markdown(one.label)}"
        yield f"- ☑️ exempt: {name}, {shown_in_markdown(exempt_in_words(one, rehearsal.at))}"
    if rehearsal.not_restorable or rehearsal.exempt:
        yield ""


def _faults(rehearsal: Rehearsal) -> Iterator[str]:
    lines = fault_lines(rehearsal)
    if not lines:
        return
    yield "### What each fault would do"
    yield ""
    # Those of which nobody is notified first; the rest in their own order.
    for one in sorted(lines, key=lambda each: each.detected is True):
        within = f" within {one.within}" if one.within else ""
        yield (
            f"- {_SIGNS[one.detected]} {linked_code(one.fault)} {FAULTS[one.fault].happens} "
            f"Notified{within}: {shown_in_markdown(one.notified)}; "
            f"lost at most: {shown_in_markdown(one.lost)}"
        )
    yield ""


def _restores(rehearsal: Rehearsal, checkout: Checkout) -> Iterator[str]:
    if not rehearsal.kinds:
        return
    yield f"### What could be restored on {rehearsal.at:%Y-%m-%d %H:%M} UTC"
    yield ""
    for one in rehearsal.kinds:
        resource = one.kind.one.resource
        others = len(one.kind.members) - 1
        alike = f" and {others} alike" if others else ""
        place = linked_place(checkout, resource.program, resource.source)
        label = shown_in_markdown(one.kind.one.label)
        name = f"**{shown_in_markdown(resource.name)}**{alike} {label}"
        yield f"- {_SIGNS[not one.is_lost]} {name}{f', {place}' if place else ''}"
        for region in one.exposures:
            lost, when = worst_in_words(one, region)
            at = f" on {when}" if when else ""
            bound = bound_in_words(one, region)
            yield f"  - {shown_in_markdown(region)}: at most {bound}; at worst {lost}{at}"
    yield ""
