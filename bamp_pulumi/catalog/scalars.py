"""Single values as programs write them: switches and numbers may stand as text.

The provider reads a text where its schema asks for a switch or a number, and refuses one that it
cannot read.

Source: pulumi-terraform-bridge: `CoerceTerraformString` calls Go's `strconv.ParseBool`,
`strconv.ParseInt` and `strconv.ParseFloat` (read 2026-11-28).
"""

import re
from typing import Final

__all__ = ["Scalar", "is_empty", "is_same_scalar", "number_of", "switch_of", "whole_number"]

Scalar = str | int | bool

_ON: Final = frozenset({"1", "t", "T", "true", "True", "TRUE"})
_OFF: Final = frozenset({"0", "f", "F", "false", "False", "FALSE"})
_WHOLE: Final = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:\.0+)?")
"""A number whose text means the same in every base that Go guesses: `010` is eight there."""

_LONGEST: Final = 100
"""Characters of the longest text that is read as a number; AWS has none of more than 20 digits."""
_DECIMAL: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")


def is_empty(value: object) -> bool:
    """Return True if a value is as good as absent; an unknown one is not."""
    return value is None or value in ("", [], {})


def switch_of(value: object, *, absent: bool | None = None) -> bool | None:
    """Read a switch, also where a program wrote it as text.

    Args:
        value: The value of an input; None where it is absent.
        absent: What the provider takes where the input is absent. Default: nothing is known.

    Returns:
        None for what is unknown or no switch; a number is none, for Pulumi does not turn it into
        one.
    """
    if value is None:
        return absent
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return None
    return True if value in _ON else False if value in _OFF else None


def whole_number(value: object) -> int | None:
    """Read a whole number, also where a program wrote it as text.

    Args:
        value: A known value. On the wire every number is a float.

    Returns:
        None for what is no whole number. `"7.0"` is 7: the provider refuses it, and what it
        refuses it does not make weaker.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        is_number = len(value) <= _LONGEST and _WHOLE.fullmatch(value)
        return int(value.partition(".")[0]) if is_number else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) else None


def number_of(value: object) -> float | None:
    """Read a number, also where a program wrote it as text.

    Args:
        value: The value of an input.

    Returns:
        None for what is unknown or no decimal number.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return float(value) if len(value) <= _LONGEST and _DECIMAL.fullmatch(value) else None
    return float(value) if isinstance(value, int | float) else None


def is_same_scalar(value: object, wanted: Scalar) -> bool:
    """Return True if a known value is the wanted one, however a program spelled it."""
    if isinstance(wanted, bool):
        return switch_of(value) is wanted
    if isinstance(wanted, int):
        return whole_number(value) == wanted
    return value == wanted
