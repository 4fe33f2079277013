"""Fields of decisions: what stands in them nobody but the reader of a remedy knows."""

from dataclasses import dataclass
from typing import Final

__all__ = ["A_DAY", "DECISION", "Blank"]

A_DAY: Final = "YYYY-MM-DD"
"""The blank of a day."""

DECISION: Final = f'reason: "...", owner: "...", until: "{A_DAY}"'
"""A decision as YAML writes it, for whoever takes it to fill in."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Marks a field, in its annotation: a remedy shows a blank there and never its example."""

    text: str = "..."
