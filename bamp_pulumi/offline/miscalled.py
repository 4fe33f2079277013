"""What was meant by arguments that a function does not take, or that it lacks."""

import ast
import builtins
import inspect
import re
import sys
from collections.abc import Sequence
from types import FrameType, FunctionType, ModuleType
from typing import Any, Final

from bamp_pulumi.offline.failed_line import (
    OURS,
    SECRET,
    Mistake,
    Place,
    listed,
    nearest_name,
    written,
)
from bamp_pulumi.remedies import masked

__all__ = ["mistaken_call"]

_EXAMPLES: Final = {
    "reason": "...",
    "owner": "...",
    "until": "YYYY-MM-DD",
    "name": "standard",
}
"""Arguments of this library's functions: what only the reader knows is blank."""
_UNEXPECTED: Final = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")
_MISSING: Final = re.compile(r"(\w+)\(\) missing \d+ required [\w-]+ arguments?: (.+)")
_TOO_MANY: Final = re.compile(r"(\w+)\(\) takes .*positional arguments? but \d+ (?:was|were) given")
_PROPERTY: Final = re.compile(r"Missing required property '(\w+)'")
"""What classes of pulumi_aws raise for an argument that is required."""
_QUOTED: Final = re.compile(r"'(\w+)'")


def mistaken_call(place: Place, message: str) -> Mistake | None:
    """Return what was meant by arguments that a function does not take; None for other failures.

    Args:
        place: Where the program failed.
        message: What Python, or a class of pulumi_aws, says of it.
    """
    call = place.call()
    callee = None if call is None else _resolved(call.func, place.frame)
    if call is None or callee is None:
        return None
    if found := _UNEXPECTED.search(message):
        return _keyword(place, call, callee, found)
    if found := _PROPERTY.fullmatch(message):
        return _missing(place, call, callee, [found[1]])
    if found := _MISSING.search(message):
        return _missing(place, call, callee, _QUOTED.findall(found[2]))
    if _TOO_MANY.search(message):
        return _positional(place, call, _parameters(callee, ""))
    return None


def _keyword(place: Place, call: ast.Call, callee: object, found: re.Match[str]) -> Mistake | None:
    parameters, name = _parameters(callee, found[1]), found[2]
    word = next((each for each in call.keywords if each.arg == name), None)
    if word is None or not parameters:
        return None
    snake = re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()
    near = snake if snake in parameters else nearest_name(name, parameters)
    lacking = _required(callee) - {each.arg for each in call.keywords}
    if near is None and len(lacking) == 1 and not call.args:
        near = next(iter(lacking))
    allowed = listed(name, parameters)
    if near is None or near in {each.arg for each in call.keywords}:
        return Mistake(allowed=allowed, write=f"nothing: remove {name}", line=word.lineno)
    return written(place, word.lineno, rf"\b{name}(?=\s*=)", near, allowed)


def _missing(place: Place, call: ast.Call, callee: object, names: Sequence[str]) -> Mistake:
    is_ours = str(getattr(callee, "__module__", "")).startswith(OURS)
    added = [
        f"{name}={_EXAMPLES[name]!r}" if is_ours and name in _EXAMPLES else f"{name}=..."
        for name in names
    ]
    write = f"{', '.join(added)} in the call"
    if is_ours and all(name in _EXAMPLES for name in names):
        # Other functions' arguments may hold secrets.
        words = [ast.keyword(name, ast.Constant(_EXAMPLES[name])) for name in names]
        write = ast.unparse(ast.Call(call.func, call.args, [*call.keywords, *words]))
    return Mistake(allowed=f"a call with {' and '.join(names)}", write=write, line=place.number)


def _positional(place: Place, call: ast.Call, parameters: Sequence[str]) -> Mistake | None:
    """Name the arguments that stand without names, as far as the function has some."""
    callee = ast.unparse(call.func)
    holder, dot, last = callee.rpartition(".")
    if isinstance(meant := getattr(sys.modules.get(OURS), last.lower(), None), FunctionType):
        # `bamp.Tier("critical")`: the function has the name of the class.
        parameters = list(inspect.signature(meant).parameters)
        func = ast.parse(f"{holder}{dot}{last.lower()}", mode="eval").body
        if last != last.lower() and len(call.args) <= len(parameters):
            write = ast.unparse(ast.Call(func, call.args, call.keywords))
            return Mistake(allowed=last.lower(), write=masked(write), line=place.number)
        parameters = _parameters(meant, "")
    if len(call.args) > len(parameters) or not parameters:
        return None
    words = [ast.keyword(*pair) for pair in zip(parameters, call.args, strict=False)]
    if {word.arg for word in words} & {word.arg for word in call.keywords}:
        return None
    named = ast.unparse(ast.Call(call.func, [], [*words, *call.keywords]))
    write = f"{callee}(...) with names" if SECRET.search(named) else masked(named)
    return Mistake(allowed=", ".join(parameters), write=write, line=place.number)


def _resolved(node: ast.expr, frame: FrameType) -> object | None:
    """Return what a dotted name of a frame stands for, without running anything of it."""
    if isinstance(node, ast.Name):
        found = {**frame.f_globals, **frame.f_locals}.get(node.id)
        return found if found is not None else getattr(builtins, node.id, None)
    if isinstance(node, ast.Attribute):
        holder = _resolved(node.value, frame)
        return getattr(holder, node.attr, None) if isinstance(holder, ModuleType | type) else None
    return None


def _parameters(callee: object, function: str) -> Sequence[str]:
    """List the arguments that a function or class takes by name."""
    # Any: whatever a program calls. Classes of pulumi_aws take theirs in `_internal_init`.
    asked: Any = getattr(callee, function, callee) if isinstance(callee, type) else callee
    try:
        found = inspect.signature(asked).parameters.values()
    except (TypeError, ValueError):
        return ()
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return [p.name for p in found if p.kind in named and not p.name.startswith("_")]


def _required(callee: object) -> set[str]:
    """Return the arguments without which a function cannot be called."""
    if not inspect.isfunction(callee):
        return set()
    found = inspect.signature(callee).parameters.values()
    return {
        p.name
        for p in found
        if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    }
