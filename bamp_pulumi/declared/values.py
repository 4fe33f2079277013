"""Reading nested inputs, whose shape is another program's: what does not fit is left out."""

from collections.abc import Mapping, Sequence
from typing import cast

from bamp_pulumi.catalog import whole_number

__all__ = ["days", "entries", "items", "mapping", "text"]


def items(value: object) -> Sequence[object]:
    """Read a list."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(cast("Sequence[object]", value))
    return ()


def mapping(value: object) -> Mapping[str, object]:
    """Read a map; on the wire its keys are text."""
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def entries(value: object) -> Sequence[Mapping[str, object]]:
    """Read a list of maps."""
    found = (mapping(item) for item in items(value))
    return [entry for entry in found if entry]


def text(value: object) -> str:
    """Read a text; empty when it is none, or unknown."""
    return value if isinstance(value, str) else ""


def days(value: object) -> int | None:
    """Read a whole number, also where it is written as text."""
    return whole_number(value)
