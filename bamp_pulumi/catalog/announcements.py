"""What AWS announced since a page was written, and whether a row says it yet."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Announcement", "announcements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One change of AWS that concerns a row."""

    what: str
    day: date | None = None
    """Day of the announcement. Default: it was seen in a page or a model, without a day."""
    page: str = ""
    """The pages that confirm it, as `pages_cited` reads them. Default: none was read."""
    applied: tuple[str, ...] = ()
    """Names of the rows that say it, as `catalog_rows` has them. Default: it is open."""
    open: str = ""
    """Why no row says it yet. Default: it is applied."""


@cache
def announcements() -> tuple[Announcement, ...]:
    """List them in the order of the file: by day, then those without one."""
    text = files("bamp_pulumi.catalog").joinpath("announcements.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["announcement"]  # Any: TOML
    return tuple(_announcement(row) for row in rows)


def _announcement(row: dict[str, Any]) -> Announcement:  # Any: TOML
    return Announcement(
        what=row["what"],
        day=row.get("day"),
        page=row.get("page", ""),
        applied=tuple(row.get("applied", ())),
        open=row.get("open", ""),
    )
