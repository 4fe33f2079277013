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
from bamp_pulumi.policy import is_placeholder
from bamp_pulumi.remedies import masked

__all__ = ["mistaken_call"]

_EXAMPLES: Final = {
    "reason": "...",
    "owner": "...",
    "until": "YYYY-MM-DD",
    "name": "standard",
}
"""Arguments of this library's functions: what only the reader knows is blank."""
_FOR_PEOPLE: Final = ("reason", "owner")
_TAGS: Final = "tags"
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
    allowed = listed(name, parameters)
    if name == _TAGS and _is_ours(callee):
        return Mistake(allowed=allowed, write=_merged(place, call, word), line=place.number)
    near = _meant(call, callee, name, parameters)
    if near is None or near in {each.arg for each in call.keywords}:
        return Mistake(allowed=allowed, write=f"nothing: remove {name}", line=word.lineno)
    words = [ast.keyword(near, each.value) if each is word else each for each in call.keywords]
    if _is_ours(callee) and (lacking := _lacking(callee, call.args, words)):
        write = _in_line(place, call, _call(call.func, call.args, [*words, *lacking]))
        return Mistake(allowed=allowed, write=write, line=place.number)
    return written(place, word.lineno, rf"\b{name}(?=\s*=)", near, allowed)


def _meant(call: ast.Call, callee: object, name: str, parameters: Sequence[str]) -> str | None:
    """Return the parameter that a name stands for; None where nothing is like it."""
    snake = re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()
    near = snake if snake in parameters else nearest_name(name, parameters)
    lacking = _required(callee) - {each.arg for each in call.keywords}
    if near is None and len(lacking) == 1 and not call.args:
        near = next(iter(lacking))
    return near


def _merged(place: Place, call: ast.Call, word: ast.keyword) -> str:
    """Write other tags beside those that a function returns: it takes none itself."""
    others = [each for each in call.keywords if each is not word]
    ours = ast.Call(call.func, call.args, others)
    given = word.value
    keys, values = (given.keys, given.values) if isinstance(given, ast.Dict) else ([None], [given])
    return _in_line(place, call, ast.Dict([None, *keys], [ours, *values]))


def _missing(place: Place, call: ast.Call, callee: object, names: Sequence[str]) -> Mistake:
    lacking = _lacking(callee, call.args, call.keywords) if _is_ours(callee) else []
    if lacking and len(lacking) == len(names):
        words = [*call.keywords, *lacking]
        write = _in_line(place, call, _call(call.func, call.args, words))
    else:
        # Other functions' arguments may hold secrets.
        write = f"{', '.join(f'{name}=...' for name in names)} in the call"
    return Mistake(allowed=f"a call with {' and '.join(names)}", write=write, line=place.number)


def _positional(place: Place, call: ast.Call, parameters: Sequence[str]) -> Mistake | None:
    """Name the arguments that stand without names, as far as the function has some."""
    callee = ast.unparse(call.func)
    holder, dot, last = callee.rpartition(".")
    meant = getattr(sys.modules.get(OURS), last.lower(), None)
    if isinstance(meant, FunctionType):
        # `bamp.Tier("critical")`: the function has the name of the class.
        parameters = list(inspect.signature(meant).parameters)
        func = ast.parse(f"{holder}{dot}{last.lower()}", mode="eval").body
        if last != last.lower() and len(call.args) <= len(parameters):
            write = _in_line(place, call, ast.Call(func, call.args, call.keywords))
            return Mistake(allowed=last.lower(), write=write, line=place.number)
        parameters = _parameters(meant, "")
    if len(call.args) > len(parameters) or not parameters:
        return None
    words = [ast.keyword(*pair) for pair in zip(parameters, call.args, strict=False)]
    if {word.arg for word in words} & {word.arg for word in call.keywords}:
        return None
    words += call.keywords
    lacking = _lacking(meant, [], words) if isinstance(meant, FunctionType) else []
    named = _call(call.func, [], [*words, *lacking])
    is_secret = SECRET.search(ast.unparse(named))
    write = f"{callee}(...) with names" if is_secret else _in_line(place, call, named)
    return Mistake(allowed=", ".join(parameters), write=write, line=place.number)


def _is_ours(callee: object) -> bool:
    return str(getattr(callee, "__module__", "")).startswith(OURS)


def _lacking(
    callee: object, args: Sequence[ast.expr], words: Sequence[ast.keyword]
) -> list[ast.keyword]:
    """Return the arguments of a function of ours that a call lacks: what only the reader knows."""
    given = {*_parameters(callee, "")[: len(args)], *(word.arg for word in words)}
    needed = _required(callee)
    names = [name for name in _parameters(callee, "") if name in needed and name not in given]
    return [ast.keyword(name, ast.Constant(_EXAMPLES[name])) for name in names if name in _EXAMPLES]


def _call(func: ast.expr, args: list[ast.expr], words: Sequence[ast.keyword]) -> ast.Call:
    """Make a call whose texts for people are blank where they say nothing."""
    return ast.Call(func, args, [ast.keyword(word.arg, _for_people(word)) for word in words])


def _for_people(word: ast.keyword) -> ast.expr:
    text = word.value.value if isinstance(word.value, ast.Constant) else None
    is_said = word.arg not in _FOR_PEOPLE or not isinstance(text, str)
    if is_said or not is_placeholder(str(text), word.arg):
        return word.value
    return ast.Constant(_EXAMPLES[word.arg or ""])


def _in_line(place: Place, call: ast.Call, meant: ast.expr) -> str:
    """Return the line of a call with what was meant in its place; that alone, of several lines."""
    write = ast.unparse(meant)
    line = place.line(call.lineno).encode()
    if call.end_lineno == call.lineno and not SECRET.search(line.decode()):
        before, after = line[: call.col_offset], line[call.end_col_offset :]
        write = f"{before.decode()}{write}{after.decode()}".strip()
    return masked(write)


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
