"""The pages that rows and explanations rest on, from `pages.toml`: address, title, and how old."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

__all__ = ["INFERENCE", "Page", "known_pages", "page_named", "pages_cited"]

INFERENCE: Final = "our inference"
"""What no page says, and what it was inferred from; it begins the text of such a source."""
_DAY: Final = re.compile(r"(\d{4}-\d{2})(-\d{2})?")
"""A copy of which only the month is known is as old as the first day of it."""
_SHAPE: Final = re.compile(r"([a-z-]+) ([A-Z]\w+)")
"""How a rule that was made from the SDK's model begins its source: `events PutRule`."""
_NOTE: Final = re.compile(r" \([^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a guide."""

    name: str
    """The name that sources give it: `Guide, page`; the guide alone where the whole is cited."""
    title: str
    """Its heading; the name that is cited, where the heading was not written down."""
    url: str
    """Its address; that of the guide for one that is cited by its heading."""
    read: date | None = None
    """Day on which it was compared with what rests on it. Default: cited, not read again since."""
    edition: str
    """Which text was read, such as `in a copy of 2026-04-13`."""
    dated: date
    """Day of that text: of the copy, or of the release that has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guide:
    """A guide, as the file has it."""

    address: str
    edition: str = ""
    pages: Mapping[str, Mapping[str, Any]]  # Any: TOML
    service: str = ""
    whole: bool = False

    def page(self, guide: str, page: str, releases: Mapping[str, date]) -> Page | None:
        """Return one of its pages; None for one that it has not."""
        name = f"{guide}, {page}" if page else guide
        cut = not page or " " in page
        url = self.address.partition("{}")[0] if cut else self.address.format(page)
        row = self.pages.get(page)
        if row is None and not self.service and not self.whole:
            return None
        said: dict[str, Any]  # Any: TOML
        said = {"title": page or guide, "edition": self.edition, **(row or {})}
        return Page(name=name, url=url, dated=_day_of(said["edition"], releases), **said)


def _day_of(edition: str, releases: Mapping[str, date]) -> date:
    if said := _DAY.search(edition):
        return date.fromisoformat(said[1] + (said[2] or "-01"))
    days = [day for release, day in releases.items() if release in edition]
    if not days:
        msg = f"no day in the edition {edition!r}, and no release that has one: write its day"
        raise ValueError(msg)
    return days[0]


@cache
def _register() -> tuple[Mapping[str, date], Mapping[str, _Guide]]:
    text = files("bamp_pulumi.catalog").joinpath("pages.toml").read_text("utf-8")
    guides: dict[str, Any] = tomllib.loads(text)  # Any: TOML
    releases: Mapping[str, date] = guides.pop("releases")
    return releases, {name: _Guide(**{"pages": {}} | guide) for name, guide in guides.items()}


@cache
def known_pages() -> Mapping[str, Page]:
    """Return the pages that the register lists, by the name that sources give them."""
    releases, guides = _register()
    return MappingProxyType(
        {
            found.name: found
            for name, guide in guides.items()
            for page in guide.pages
            if (found := guide.page(name, page, releases)) is not None
        }
    )


def page_named(name: str) -> Page:
    """Return a page.

    Args:
        name: `Guide, page`; the guide alone where it may be cited as a whole. Of a page of an API,
            an input of it may be named behind a dot.

    Raises:
        KeyError: The register has no such page.
    """
    releases, guides = _register()
    guide, _, page = name.partition(", ")
    known = guides[guide]
    if not page and not known.whole:
        raise KeyError(name)
    if known.service and page not in known.pages:
        page = page.partition(".")[0]
    found = known.page(guide, page, releases)
    if found is None:
        raise KeyError(name)
    return found


def pages_cited(source: str) -> tuple[Page, ...]:
    """Return the pages that a row rests on.

    Args:
        source: `Guide, page, page; Guide, page`. Behind a page may stand a note, in parentheses, or
            behind a colon up to the end of the part. A part that begins with `our inference` is
            one, and names no page. `events PutRule, RuleName` is the page of an operation of the
            SDK's model, with the shape of the input.

    Raises:
        KeyError: It names a page that the register has not.
    """
    parts = _NOTE.sub("", source).split("; ")
    return tuple(
        page_named(name)
        for part in parts
        if not part.startswith(INFERENCE)
        for name in _names(part.partition(": ")[0])
    )


def _names(part: str) -> tuple[str, ...]:
    guide, *pages = part.split(", ")
    if said := _SHAPE.fullmatch(guide):
        return (f"{_guide_of(said[1])}, {said[2]}",)
    return tuple(f"{guide}, {page}" for page in pages) or (guide,)


def _guide_of(service: str) -> str:
    _, guides = _register()
    return next((name for name, guide in guides.items() if guide.service == service), service)
