"""Whether something passes a filter, and which field does not match."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["PASSES", "Match", "any_passes", "every_passes"]


@dataclass(frozen=True, slots=True)
class Match:
    """The answer of a filter."""

    passes: Truth
    field: str = ""
    """The field that does not match, or on which it depends; empty when it passes."""


PASSES: Final = Match(passes=True)


def every_passes(matches: Iterable[Match]) -> Match:
    """Answer "and": the first that does not match is named, else the first that is unknown."""
    return _decided(list(matches), all_hold)


def any_passes(matches: Iterable[Match]) -> Match:
    """Answer "or": of several that keep out, the first is named."""
    return _decided(list(matches), any_holds)


def _decided(matches: list[Match], law: Callable[[Iterable[Truth]], Truth]) -> Match:
    passes = law(match.passes for match in matches)
    if passes:
        return PASSES
    return next((m for m in matches if m.passes is passes), Match(passes=passes))
