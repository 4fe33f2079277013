"""The explanation of one code or fault."""

from dataclasses import dataclass

from bamp_pulumi.explained.family import Family
from bamp_pulumi.explained.source import Source

__all__ = ["Explanation", "Snippet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Something to paste."""

    language: str
    """`python`, `yaml`, `json` or `console`."""
    text: str
    """Lines of at most 76 characters, without a last line end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a code or fault means, and what to do."""

    name: str
    """The code, such as `BAMP-V07`, or the id of a fault."""
    family: Family
    title: str
    """What it is, in one sentence or clause without a full stop."""
    severity: str
    """Of a finding of `bamp preview`: `error`, `warning` or `info`. Empty for all others."""
    means: str
    """Two to four sentences."""
    why: str
    """Why it is so: what AWS does, or a house rule."""
    fix: str
    """What to do, in a sentence or two."""
    snippet: Snippet
    """The fix to paste, with names of an example."""
    sources: tuple[Source, ...]
    """At least one."""
