"""What one input of a resource type may hold, and whether a value does."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final, cast

from bamp_pulumi.catalog.input_refusal import InputRefusal, listed, shown

__all__ = ["InputRule", "number_of", "one_of", "values_at", "within"]

_A_MILLION: Final = 1_000_000
_LONGEST_MATCHED: Final = 20_000
"""Longer texts are not matched against a pattern; no name is that long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRule:
    """The single-value rules of one input. What is None is not limited."""

    source: str
    """API model or page that says so, with the date it was read where it is a page."""
    pattern: str | None = None
    """What the whole text matches, as Python reads it; ASCII classes."""
    enum: tuple[str | int, ...] = ()
    """The values there are; empty for any."""
    min_length: int | None = None
    max_length: int | None = None
    """Characters of a text, ends included."""
    min_value: float | None = None
    max_value: float | None = None
    """Bounds of a number, ends included."""
    max_items: int | None = None
    """Items of a list or map."""
    says: str = ""
    """The pattern in words; the pattern itself where nobody wrote any."""

    def refusals(self, path: str, value: object) -> Iterator[InputRefusal]:
        """List why AWS refuses this value; nothing when it does not.

        Nothing is said of what is absent, unknown, empty or of a kind that the rule is not about:
        the provider takes an empty text and an optional 0 for "not set".
        """
        given = shown(value)
        why = f"AWS refuses it when the program is deployed ({self.source})"
        for allowed in self._allowed(value):
            yield InputRefusal(path=path, given=given, allowed=allowed, why=why)

    def _allowed(self, value: object) -> Iterator[str]:
        if isinstance(value, Mapping | list | tuple):
            count = len(cast("Sequence[object]", value))  # either has a length
            if self.max_items is not None and count > self.max_items:
                yield f"at most {self.max_items} of them; it has {count}"
            return
        if self.min_value is not None or self.max_value is not None:
            yield from self._allowed_number(value)
        elif isinstance(value, str) and value:
            yield from self._allowed_text(value)
        if self.enum:
            yield from self._allowed_choice(value)

    def _allowed_number(self, value: object) -> Iterator[str]:
        number = number_of(value)
        if not number:
            return
        low, high = self.min_value, self.max_value
        if (low is not None and number < low) or (high is not None and number > high):
            least, most = _written(low), _written(high)
            bounds = f"{least} or more" if high is None else f"{most} or less"
            yield bounds if low is None or high is None else f"{least} to {most}"

    def _allowed_text(self, value: str) -> Iterator[str]:
        least, most = self.min_length or 0, self.max_length
        if len(value) < least or (most is not None and len(value) > most):
            bounds = f"{least} to {most}" if most is not None else f"{least} or more"
            bounds = str(most) if least == most else bounds
            yield f"{bounds} characters; it has {len(value)}"
        if self.pattern is None or len(value) > _LONGEST_MATCHED:
            return
        if _compiled(self.pattern).fullmatch(value) is None:
            yield self.says or f"what matches {self.pattern}"

    def _allowed_choice(self, value: object) -> Iterator[str]:
        is_of_numbers = all(isinstance(choice, int) for choice in self.enum)
        chosen = number_of(value) if is_of_numbers else value
        if chosen in (None, "", 0, *self.enum) or not isinstance(chosen, float | str):
            return
        by_folded = {str(choice).casefold(): choice for choice in self.enum}
        near = get_close_matches(shown(value).casefold(), by_folded, n=1)
        meant = f"; probably {by_folded[near[0]]}" if near and len(self.enum) > 1 else ""
        yield listed(self.enum) + meant


def within(low: float, high: float, source: str) -> InputRule:
    """Make the rule of a number between two bounds, both included."""
    return InputRule(min_value=low, max_value=high, source=source)


def one_of(source: str, *values: str) -> InputRule:
    """Make the rule of an input that takes some values only."""
    return InputRule(enum=values, source=source)


def _written(number: float | None) -> str:
    """Write a number as people do; a million and more with commas between thousands."""
    if number is None:
        return ""
    return f"{number:g}" if abs(number) < _A_MILLION else f"{number:,.0f}"


def number_of(value: object) -> float | None:
    """Read a number, also one written as text, as the provider does; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None


def values_at(inputs: Mapping[str, object], path: str) -> Iterator[tuple[str, object]]:
    """Find the values that a path with `[]`, `{k}` and `{v}` leads to.

    Yields:
        The path with places and keys in it, and the value there; `UNKNOWN` is never entered.
    """
    steps = _steps(path)
    if steps[0] not in inputs:
        return  # most inputs that have a rule are left out; a path starts with a name
    found: list[tuple[str, object]] = [("", inputs)]
    for step in steps:
        found = [inside for at, value in found for inside in _into(at, value, step)]
    yield from found


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^.\[{]+|\[\]|\{[kv]\}", path))


def _into(at: str, value: object, step: str) -> Iterator[tuple[str, object]]:
    prefix = f"{at}." if at else ""
    if step == "[]":
        if isinstance(value, list | tuple):
            items = cast("Sequence[object]", value)  # on the wire, items of a list are anything
            yield from ((f"{prefix}{place}", item) for place, item in enumerate(items))
    elif isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        if step in ("{k}", "{v}"):
            is_key = step == "{k}"
            yield from ((f"{prefix}{key}", key if is_key else v) for key, v in entries.items())
        elif step in entries:
            yield f"{prefix}{step}", entries[step]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
