"""Parts of Markdown that comments share: links of codes and lines, and the last line."""

from typing import Final

from bamp_pulumi.published import version
from bamp_pulumi.report.checkout import Checkout
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.shown import shown_in_markdown

__all__ = ["MOST_CHARACTERS", "footer", "linked_code", "linked_place"]

MOST_CHARACTERS: Final = 60_000
"""GitHub refuses comments over 65,536 characters."""
_SHORT_COMMIT: Final = 12


def linked_code(name: str) -> str:
    """Return a code or fault, linked to its explanation where the address is known."""
    text, url = f"**{shown_in_markdown(name)}**", docs_url(name)
    return f"[{text}]({url})" if url else text


def linked_place(checkout: Checkout, program: str, source: str) -> str:
    """Return a file and line, linked where the address is known; empty when there is none."""
    place = checkout.place_of(program, source)
    text = shown_in_markdown(f"{place.path}:{place.line}" if place is not None else source)
    url = checkout.url_of(place)
    return f"[{text}]({url})" if url else text


def footer(checkout: Checkout) -> str:
    """Return what made the comment: the version, the commit and the run, as far as known."""
    parts = [f"bamp {version()}"]
    if checkout.commit:
        commit = checkout.commit
        url = f"{checkout.repository_url}/commit/{commit}"
        parts.append(f"commit [{commit[:_SHORT_COMMIT]}]({url})")
    if checkout.run_url:
        parts.append(f"[run]({checkout.run_url})")
    return f"<sub>{', '.join(parts)}</sub>"
