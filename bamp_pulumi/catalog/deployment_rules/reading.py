"""Inputs read for a rule: what is unknown, empty or of another kind is no value."""

from collections.abc import Mapping, Sequence
from typing import cast

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.input_refusal import InputRefusal, shown
from bamp_pulumi.catalog.scalars import is_empty, switch_of
from bamp_pulumi.catalog.unknown import UNKNOWN
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = [
    "Inputs",
    "arn_part",
    "has",
    "is_absent",
    "is_true",
    "items",
    "json_of",
    "known_text",
    "refusal",
]

Inputs = Mapping[str, object]


def known_text(inputs: Inputs, path: str) -> str:
    """Read a known text; empty for anything else."""
    found = value_at(inputs, path)
    return found if isinstance(found, str) else ""


def items(inputs: Inputs, path: str) -> Sequence[object]:
    """Read a known list; empty for anything else. Its items may be unknown."""
    found = value_at(inputs, path)
    # On the wire, items of a list are anything.
    return cast("Sequence[object]", found) if isinstance(found, list | tuple) else ()


def is_absent(inputs: Inputs, path: str) -> bool:
    """Return True if an input is certainly not set; an unknown one may be."""
    return is_empty(value_at(inputs, path))


def has(inputs: Inputs, path: str) -> bool:
    """Return True if an input is certainly set."""
    return value_at(inputs, path) is not UNKNOWN and not is_absent(inputs, path)


def is_true(inputs: Inputs, path: str) -> bool:
    """Return True if a switch is certainly on, also where it is written as text."""
    return switch_of(value_at(inputs, path)) is True


def json_of(text: str) -> object:
    """Read JSON; None for a text that is none."""
    try:
        return cast("object", parse_json(text))
    except UnreadableError:
        return None


def arn_part(arn: str, place: int) -> str:
    """Return a part of an ARN: 2 service, 3 Region, 5 resource; empty when it is no ARN."""
    parts = arn.split(":", 5)
    return parts[place] if len(parts) == 6 and parts[0] == "arn" else ""  # noqa: PLR2004 - six parts make an ARN


def refusal(path: str, given: object, allowed: str, why: str) -> InputRefusal:
    """Build a refusal; the value is cut."""
    return InputRefusal(path=path, given=shown(given), allowed=allowed, why=why)
