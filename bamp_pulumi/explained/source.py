"""Where a fact was read, as data: a guide and a page with its address, or a rule of ours."""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.explained.guides import GUIDES

__all__ = ["HOUSE_RULE", "Source", "sources_of"]

HOUSE_RULE: Final = "house rule"
"""What AWS would accept and this library does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page, or a house rule."""

    name: str
    """`AWS Backup developer guide, vault-lock`, or `house rule`."""
    url: str = ""
    """Address of the page; empty for a house rule."""
    read_on: str = ""
    """Day on which it was read, ISO 8601; empty for a house rule."""

    def __str__(self) -> str:
        """Name it with the day: `AWS Backup developer guide, vault-lock (read 2026-11-28)`."""
        return f"{self.name} (read {self.read_on})" if self.read_on else self.name


def sources_of(text: str, read_on: str) -> tuple[Source, ...]:
    """Read a text that names sources.

    Args:
        text: `Guide, page, page; Guide, page`, or a text that begins with `house rule`.
        read_on: Day on which the pages were read, ISO 8601.

    Raises:
        KeyError: It names a guide that `GUIDES` has not.
    """
    if text.lower().startswith(HOUSE_RULE):
        return (Source(name=HOUSE_RULE),)
    return tuple(
        Source(name=f"{guide}, {page}", url=GUIDES[guide].format(page), read_on=read_on)
        for guide, *pages in (part.split(", ") for part in text.split("; "))
        for page in pages
    )
