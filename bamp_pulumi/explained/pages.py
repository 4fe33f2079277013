"""The pages that explanations rest on, from `sources.toml`: address, title, and when read."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict

__all__ = ["Page", "known_pages"]


class Page(BaseModel):
    """One page of a guide."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    """Its heading."""
    url: str
    """Its address."""
    read: date | None = None
    """Day on which it was compared with what rests on it. Default: cited, not read again since."""
    edition: str = ""
    """Which text was read, such as `in a copy of 2026-04-13`."""


@cache
def known_pages() -> Mapping[str, Page]:
    """Return the pages by the name that sources give them: `Guide, page`."""
    text = files("bamp_pulumi.explained").joinpath("sources.toml").read_text("utf-8")
    guides: dict[str, Any] = tomllib.loads(text)  # Any: TOML
    return MappingProxyType(
        {
            f"{name}, {page}": Page.model_validate(
                {"edition": guide["edition"], **row, "url": guide["address"].format(page)}
            )
            for name, guide in guides.items()
            for page, row in guide["pages"].items()
        }
    )
