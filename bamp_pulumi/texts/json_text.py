"""JSON within limits: size, count, depth, numbers; and each key once."""

import json
import re
from collections.abc import Collection, Iterable
from math import isfinite
from typing import Any, Final, NoReturn, cast

from bamp_pulumi.texts.limits import LIMITS, too_much

__all__ = ["UnreadableError", "parse_json", "read_json_document"]

_SHOWN: Final = 40
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""Escapes that are halves of a character: two make one, and one alone can be written nowhere."""


class UnreadableError(ValueError):
    """A text is no JSON, or exceeds a limit. The message says which."""


def read_json_document(text: str, *, path: str) -> object:
    """Read the JSON of a whole file.

    Raises:
        UnreadableError: It is no JSON.
        RefusedError: `BAMP-P14`, when it is more than is read.
    """
    parts = sum(map(text.count, ",[{"))
    if parts > LIMITS["json-parts"].most:
        raise too_much("json-parts", f"{parts:,} parts", path=path)
    value = _loads(text, is_strict=True)
    if _levels(value) > LIMITS["depth"].most:
        raise too_much("depth", f"more than {LIMITS['depth'].most} levels", path=path)
    return value


def parse_json(text: str, *, is_strict: bool = True) -> Any:  # noqa: ANN401 - as json.loads
    """Read JSON that is a text of a document.

    Args:
        text: The text.
        is_strict: Whether control characters in its texts are refused, as JSON does. Default: yes.

    Raises:
        UnreadableError: It is no JSON, or more than is read of such a document.
    """
    most = LIMITS["document-characters"].most
    if len(text) > most:
        raise UnreadableError(f"it has more than {most:,} characters")
    value = _loads(text, is_strict=is_strict)
    if _levels(value) > LIMITS["depth"].most:
        raise UnreadableError(f"it has more than {LIMITS['depth'].most} levels")
    return value


def _loads(text: str, *, is_strict: bool) -> object:
    try:
        value: object = json.loads(
            text,
            strict=is_strict,
            object_pairs_hook=_each_key_once,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_no_number,
        )
        if _HALF.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"it is no JSON: {error.msg}: {where}") from None
    except UnicodeEncodeError:
        raise UnreadableError("it has one half of a character (a lone surrogate)") from None
    except RecursionError:
        raise UnreadableError(f"it has more than {LIMITS['depth'].most} levels") from None
    return value


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    keys = [key for key, _ in pairs]
    twice = next(key for key in keys if keys.count(key) > 1)
    raise UnreadableError(f"it has the key {twice[:_SHOWN]!r} twice in one object")


def _whole(text: str) -> int:
    _require_short(text)
    return int(text)


def _decimal(text: str) -> float:
    _require_short(text)
    number = float(text)
    if not isfinite(number):
        raise UnreadableError(f"its number {text[:_SHOWN]} is too large")
    return number


def _require_short(text: str) -> None:
    most = LIMITS["number-characters"].most
    if len(text) > most:
        raise UnreadableError(f"it has a number of more than {most} characters")


def _no_number(text: str) -> NoReturn:
    raise UnreadableError(f"{text} is no JSON")


def _levels(value: object) -> int:
    """Count how deep lists and objects are nested; stops one level over the limit."""
    # Level by level: what is too deep to be read is too deep for a function that calls itself.
    levels = 0
    level = _inner([value])
    while level and levels <= LIMITS["depth"].most:
        levels += 1
        level = [each for children in level for each in _inner(children)]
    return levels


def _inner(values: Iterable[object]) -> list[Collection[object]]:
    """List the contents of each of some values that is a list or an object."""
    found: list[Collection[object]] = []
    for value in values:
        if isinstance(value, dict):
            found.append(cast("dict[str, object]", value).values())
        elif isinstance(value, list):
            found.append(cast("list[object]", value))
    return found
