"""Does a function do nothing but write a text? Read from its compiled code: it is not run.

It may use `json`, plain values, a few functions of Python's own and functions that do no more
themselves. It may not import, reach for files or networks, declare a resource, or change what it
closes over: so nothing happens when it is run on a value that was made up.
"""

import builtins
import dis
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import BuiltinFunctionType, CodeType, FunctionType
from typing import Final, cast

import pulumi

from bamp_pulumi.offline.code_names import closed_over

__all__ = ["only_writes"]

_HARMLESS: Final = (json, json.dumps, str, dict, list, tuple, range, enumerate, zip, sorted)
_CHANGES: Final = frozenset(
    {"append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "add"}
    | {"discard", "write", "dump", "load", "codecs", "popitem", "sort", "reverse"}
)
"""Methods that may change what a function was given."""
_ASKS: Final = frozenset(
    {"startswith", "endswith", "find", "rfind", "index", "rindex", "count", "split", "rsplit"}
    | {"partition", "rpartition", "splitlines", "replace", "strip", "lstrip", "rstrip", "lower"}
    | {"upper", "casefold", "title", "removeprefix", "removesuffix", "translate", "encode"}
)
"""Methods whose answer goes by what a text is."""
_FORBIDDEN: Final = frozenset(
    {"IMPORT_NAME", "STORE_GLOBAL", "DELETE_GLOBAL", "STORE_DEREF", "STORE_ATTR", "DELETE_ATTR"}
    | {"STORE_SUBSCR", "DELETE_SUBSCR", "YIELD_VALUE", "GET_AWAITABLE"}
    | {"COMPARE_OP", "CONTAINS_OP"}
)
_NOT_THERE: Final = object()
_PLAIN: Final = (str, int, float, bool, type(None))
_DEEPEST: Final = 8
_PULUMI: Final = Path(pulumi.__file__).resolve().parent
_OWN: Final = Path(__file__).resolve().parent


def only_writes(func: object, depth: int = 0) -> bool:
    """Return True if a function can do nothing but write a text."""
    if isinstance(func, BuiltinFunctionType):
        return func.__name__ == "join" and isinstance(func.__self__, str)
    if not isinstance(func, FunctionType) or depth > _DEEPEST:
        return False
    file = Path(func.__code__.co_filename)
    if file in (_PULUMI / "output.py", _OWN / "partly_known.py"):
        return True  # joins and formats
    known = {**func.__globals__, **closed_over(func)}
    return all(_is_harmless(code, known, func, depth) for code in _codes(func.__code__))


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _is_harmless(
    code: CodeType, known: Mapping[str, object], func: FunctionType, depth: int
) -> bool:
    if (_CHANGES | _ASKS).intersection(code.co_names):
        return False
    for step in dis.get_instructions(code):
        if step.opname in _FORBIDDEN or (step.opname == "BINARY_OP" and "=" in step.argrepr):
            return False
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF", "LOAD_CLASSDEREF"):
            name = str(step.argval)
            if step.opname == "LOAD_DEREF" and name not in known:
                continue  # of the function around it
            held = known.get(name, getattr(builtins, name, _NOT_THERE))
            if held is not func and not _is_plain(held, depth):
                return False
    return True


def _is_plain(value: object, depth: int) -> bool:
    if isinstance(value, FunctionType):
        return only_writes(value, depth + 1)
    if any(value is each for each in _HARMLESS) or isinstance(value, _PLAIN):
        return True
    if depth > _DEEPEST:
        return False
    if isinstance(value, list | tuple):
        return all(_is_plain(item, depth + 1) for item in cast("list[object]", value))
    if isinstance(value, dict):
        fields = cast("dict[object, object]", value)
        return all(_is_plain(item, depth + 1) for item in fields.values())
    return False
