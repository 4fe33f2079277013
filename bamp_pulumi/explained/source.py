"""What an explanation rests on, as data: a page, a rule of ours, or an inference."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import INFERENCE, page_named

__all__ = ["HOUSE_RULE", "INFERENCE", "Source", "sources_of"]

HOUSE_RULE: Final = "house rule"
"""What AWS would accept and this library does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page, a house rule, or an inference."""

    name: str
    """`AWS Backup developer guide, vault-lock`, `house rule`, or `our inference: ...`."""
    title: str = ""
    """Heading of the page; empty where there is no page."""
    url: str = ""
    """Address of the page; empty where there is no page."""
    read_on: str = ""
    """Day on which the page was compared with what rests on it, ISO 8601. Empty where it was not
    read again since it was cited, and where there is no page."""
    edition: str = ""
    """Which text of the page was read, such as `in a copy of 2026-04-13`. Empty as `read_on`."""

    @property
    def state(self) -> str:
        """Return whether and in which text the page was read; empty where there is no page."""
        if not self.url:
            return ""
        if not self.read_on:
            return "cited, not read again since"
        return f"read {self.read_on} {self.edition}"

    def __str__(self) -> str:
        """Name it with its state: `SNS API, Publish (read 2026-11-28 in botocore 1.44.5)`."""
        return f"{self.name} ({self.state})" if self.state else self.name


def sources_of(text: str) -> tuple[Source, ...]:
    """Read a text that names sources.

    Args:
        text: `Guide, page, page; Guide, page`. A part that begins with `our inference` is one, and
            a text that begins with `house rule` is that alone.

    Raises:
        KeyError: It names a page that the register of pages has not.
    """
    if text.lower().startswith(HOUSE_RULE):
        return (Source(name=HOUSE_RULE),)
    return tuple(source for part in text.split("; ") for source in _sources_of_part(part))


def _sources_of_part(part: str) -> Iterator[Source]:
    if part.startswith(INFERENCE):
        yield Source(name=part)
        return
    guide, *pages = part.split(", ")
    for page in pages:
        name = f"{guide}, {page}"
        found = page_named(name)
        read_on = found.read.isoformat() if found.read else ""
        yield Source(
            name=name,
            title=found.title,
            url=found.url,
            read_on=read_on,
            edition=found.edition if read_on else "",
        )
