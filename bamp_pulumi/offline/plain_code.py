"""Which callbacks only put values into text: those that may run on a value that is still unknown.

A preview does not run a callback of `apply` while its value is unknown. Many of them do nothing but
write a policy around an ARN, the same whatever the ARN is. Such code is recognised by its bytecode:
no branch, nothing assigned outside, nothing called but `json.dumps`, the formatting of text and
functions of the same kind. Whatever is not known to be harmless is not.
"""

import builtins
import dis
import json
from types import BuiltinMethodType, CodeType, FunctionType
from typing import Any, Final, cast

from bamp_pulumi.offline.wire import UNKNOWN_STRING

__all__ = ["is_plain"]

_STEPS: Final = frozenset(
    {
        "CACHE",
        "COPY",
        "END_FOR",
        "EXTENDED_ARG",
        "KW_NAMES",
        "NOP",
        "POP_TOP",
        "PRECALL",
        "PUSH_NULL",
        "RESUME",
        "SWAP",
        "RERAISE",
        "RETURN_CONST",
        "RETURN_VALUE",
        "CALL",
        "CALL_FUNCTION_EX",
        "CALL_KW",
        "LOAD_ATTR",
        "LOAD_METHOD",
        "CLOSURE",
        "COPY_FREE_VARS",
        "LOAD_CLASSDEREF",
        "LOAD_CLOSURE",
        "LOAD_DEREF",
        "MAKE_CELL",
        "MAKE_FUNCTION",
        "SET_FUNCTION_ATTRIBUTE",
        "STORE_DEREF",
        "LOAD_CONST",
        "LOAD_FAST",
        "LOAD_FAST_AND_CLEAR",
        "LOAD_FAST_CHECK",
        "LOAD_FAST_LOAD_FAST",
        "LOAD_GLOBAL",
        "STORE_FAST",
        "STORE_FAST_LOAD_FAST",
        "STORE_FAST_STORE_FAST",
        "UNPACK_SEQUENCE",
        "BINARY_OP",
        "BINARY_SUBSCR",
        "BUILD_CONST_KEY_MAP",
        "BUILD_LIST",
        "BUILD_MAP",
        "BUILD_STRING",
        "BUILD_TUPLE",
        "DICT_MERGE",
        "DICT_UPDATE",
        "LIST_APPEND",
        "LIST_EXTEND",
        "LIST_TO_TUPLE",
        "MAP_ADD",
        "CONVERT_VALUE",
        "FORMAT_SIMPLE",
        "FORMAT_VALUE",
        "FORMAT_WITH_SPEC",
        "FOR_ITER",
        "GET_ITER",
        "JUMP_BACKWARD",
    }
)
"""Steps of straight code and of comprehensions. Python: documentation of `dis`, 3.11 to 3.13
(read 2026-11-28); a step of a later version is none of them, and its code is not run."""
_OPERATORS: Final = frozenset({"+", "%"})
_METHODS: Final = frozenset({"dumps", "format", "join"})
_NAMED: Final = (json, json.dumps, str, list, dict, tuple)
_DEEPEST: Final = 6
"""Levels of tables within tables that are looked through."""

# Any, from here on: whatever a program's names stand for.


def is_plain(func: object) -> bool:
    """Return True if a callback does nothing but put its value into text and containers."""
    if isinstance(func, BuiltinMethodType):  # `"".join`, by which Pulumi concatenates
        return isinstance(func.__self__, str) and func.__name__ in _METHODS
    return func is json.dumps or _is_plain_function(func, set())


def _is_plain_function(func: object, seen: set[int]) -> bool:
    if not isinstance(func, FunctionType):
        return False
    if id(func) in seen:
        return True
    seen.add(id(func))
    cells = [cell.cell_contents for cell in func.__closure__ or ()]
    given = [*(func.__defaults__ or ()), *(func.__kwdefaults__ or {}).values()]
    return (
        not vars(func)
        and all(_is_plain_value(value, seen) for value in (*cells, *given))
        and _is_plain_code(func.__code__, func.__globals__, seen)
    )


def _is_plain_code(code: CodeType, names: dict[str, Any], seen: set[int]) -> bool:
    for step in dis.get_instructions(code):
        match step.opname:
            case "BINARY_OP":
                harmless = step.argrepr in _OPERATORS
            case "LOAD_GLOBAL":
                harmless = _is_plain_value(_found(step.argval, names), seen)
            case "LOAD_ATTR" | "LOAD_METHOD":
                harmless = step.argval in _METHODS
            case "STORE_DEREF":
                harmless = step.argval in code.co_cellvars
            case other:
                harmless = other in _STEPS
        if not harmless:
            return False
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return all(_is_plain_code(each, names, seen) for each in inner)


def _found(name: str, names: dict[str, Any]) -> Any:  # noqa: ANN401
    return names.get(name, getattr(builtins, name, object()))


def _is_plain_value(value: Any, seen: set[int], depth: int = 0) -> bool:  # noqa: ANN401
    """Return True if a name refers to known data, to `json`, or to a function of the same kind."""
    if value is None or type(value) in (bool, int, float) or any(value is c for c in _NAMED):
        return True
    if type(value) is str:
        return UNKNOWN_STRING not in value
    if depth > _DEEPEST:
        return False
    if type(value) in (list, tuple, dict):
        held: list[Any] = [*value, *(cast("Any", value).values() if type(value) is dict else ())]
        return all(_is_plain_value(item, seen, depth + 1) for item in held)
    return _is_plain_function(value, seen)
