"""One input that AWS refuses when the program is deployed."""

from dataclasses import dataclass
from typing import Final

__all__ = ["InputRefusal", "listed", "shown"]

_LONGEST: Final = 120
_MOST_LISTED: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRefusal:
    """Why a resource cannot be deployed as it is declared."""

    path: str
    """The input by wire name, with the place in a list: `rules.0.ruleName`. Empty when the refusal
    is of several inputs together."""
    given: str
    """What the program asks for, cut to 120 characters."""
    allowed: str
    """What AWS accepts there."""
    why: str
    """Who refuses it, with the page or model that says so."""
    by: str = "AWS"
    """Who refuses it. Default: AWS itself; the provider refuses what it cannot read."""

    @property
    def message(self) -> str:
        """Return what is given, what is allowed, and who refuses it, in one sentence."""
        return f"{self.path} is {self.given} (allowed: {self.allowed}): {self.why}"


def shown(value: object) -> str:
    """Write a given value as a message can hold it."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except RecursionError:
        return "a value too deep to show"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def listed(names: tuple[str | int, ...]) -> str:
    """Write the values there are; a long list is cut, and its length said."""
    texts = [str(name) for name in names]
    if len(texts) <= _MOST_LISTED:
        return " or ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))
    return f"{', '.join(texts[:_MOST_LISTED])}, … ({len(texts)} in all)"
