"""A file of texts, read and joined with the table that has the titles."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from bamp_pulumi.explained.explanation import Explanation, Snippet
from bamp_pulumi.explained.family import Family
from bamp_pulumi.explained.source import sources_of
from bamp_pulumi.explained.titles import Titled, titles_of

__all__ = ["explanations_of"]

_LANGUAGES: Final = ("python", "yaml", "json", "console")


class _Entry(BaseModel):
    """One entry of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    means: str
    fix: str
    why: str = ""
    sources: tuple[str, ...] = ()
    python: str = ""
    yaml: str = ""
    # Not `json`, which pydantic has taken.
    as_json: str = ""
    console: str = ""

    def snippet(self) -> Snippet:
        """Return the only snippet."""
        ((language, text),) = (
            (name, text)
            for name in _LANGUAGES
            if (text := getattr(self, name if name != "json" else "as_json"))
        )
        return Snippet(language=language, text=text.strip("\n"))


@cache
def explanations_of(family: Family) -> Mapping[str, Explanation]:
    """Read a family, in the order of its table; each file once in a process.

    Raises:
        KeyError: A name of the table has no entry, which a test rules out.
    """
    text = files("bamp_pulumi.explained").joinpath("texts", f"{family}.toml").read_text("utf-8")
    entries: dict[str, Any] = tomllib.loads(text)  # Any: TOML
    return MappingProxyType(
        {
            name: _joined(name, family, titled, entries[name])
            for name, titled in titles_of(family).items()
        }
    )


def _joined(
    name: str,
    family: Family,
    titled: Titled,
    given: dict[str, Any],  # Any: TOML
) -> Explanation:
    fields = {("as_json" if key == "json" else key): value for key, value in given.items()}
    entry = _Entry.model_validate(fields)
    named = (titled.sources,) if titled.sources else entry.sources
    return Explanation(
        name=name,
        family=family,
        title=titled.title,
        severity=titled.severity,
        means=" ".join(entry.means.split()),
        why=titled.why or entry.why,
        fix=entry.fix,
        snippet=entry.snippet(),
        sources=tuple(source for text in named for source in sources_of(text)),
    )
