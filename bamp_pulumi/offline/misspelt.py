"""What was meant by a name that does not exist: the nearest one there is, and the line with it.

Python says which name it did not find; the modules, functions and variables that the program itself
has loaded say which there are. Nothing of the program is run again.
"""

import ast
import builtins
import inspect
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import packages_distributions
from pathlib import Path
from types import FrameType, FunctionType, ModuleType, TracebackType
from typing import Any, Final, cast

from bamp_pulumi.policy import nearest
from bamp_pulumi.remedies import masked

__all__ = ["Mistake", "mistake_in"]

_IMPORTS: Final = {
    "bamp": "import bamp_pulumi as bamp",
    "aws": "import pulumi_aws as aws",
    "pulumi": "import pulumi",
}
"""What the documentation calls the packages that a program imports."""
_EXAMPLES: Final = {
    "reason": "rebuilt from its source in an hour",
    "owner": "orders",
    "until": "2027-06-30",
    "name": "standard",
}
"""Arguments of this library's functions, as its documentation writes them."""
_UNEXPECTED: Final = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")
_MISSING: Final = re.compile(r"(\w+)\(\) missing \d+ required [\w-]+ arguments?: (.+)")
_TOO_MANY: Final = re.compile(r"(\w+)\(\) takes .*positional arguments? but \d+ (?:was|were) given")
_PROPERTY: Final = re.compile(r"Missing required property '(\w+)'")
"""What classes of pulumi_aws raise for an argument that is required."""
_NOT_IN_MODULE: Final = re.compile(r"cannot import name '(\w+)'")
_QUOTED: Final = re.compile(r"'(\w+)'")
_SECRET: Final = re.compile(r"password|passwd|secret|token|api_?key", re.IGNORECASE)
"""Lines with such a word may hold one in plaintext."""
_MOST: Final = 12
"""Names that are listed; of more, the nearest."""
_OURS: Final = "bamp_pulumi"
_SURELY: Final = 0.75
"""How alike a package must be: many that are installed have short names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A name of a program that does not exist."""

    allowed: str
    """The names that do."""
    write: str
    """The line of the program with the name that was meant."""
    line: int
    """Its line in the file."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a program went wrong: its innermost line that is its own."""

    frame: FrameType
    summary: traceback.FrameSummary
    lines: Sequence[str]

    @property
    def number(self) -> int:
        return self.summary.lineno or 1

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def call(self) -> ast.Call | None:
        """Return the call that failed, with the positions of its parts in the file."""
        begins, column = self.summary.lineno, self.summary.colno
        ends = (self.summary.end_lineno, self.summary.end_colno)
        try:
            tree = ast.parse("\n".join(self.lines))
        except SyntaxError:
            return None
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (node.lineno, node.end_lineno) == (begins, ends[0]):
                # Columns of both are in bytes of UTF-8, but those of a summary in characters.
                before = self.line(node.lineno).encode()[: node.col_offset].decode()
                if column is None or len(before) == column:
                    return node
        return None


def mistake_in(error: BaseException, is_own: Callable[[Path], bool]) -> Mistake | None:
    """Return what was meant where a program named what does not exist; None for other failures.

    Args:
        error: What the program raised.
        is_own: Returns whether a file is the program's own.
    """
    place = _place(error.__traceback__, is_own)
    if place is None:
        return None
    found: Mistake | None = None
    match error:
        case ModuleNotFoundError():
            found = _module(place, error.name or "")
        case ImportError():
            found = _imported(place, error)
        case AttributeError():
            found = _attribute(place, error)
        case NameError():
            found = _variable(place, error.name or "")
        case TypeError():
            found = _argument(place, str(error))
        case _:
            pass
    return found


def _place(trace: TracebackType | None, is_own: Callable[[Path], bool]) -> _Place | None:
    frames = [frame for frame, _ in traceback.walk_tb(trace)]
    summaries = traceback.extract_tb(trace)
    for frame, summary in zip(reversed(frames), reversed(summaries), strict=True):
        path = Path(summary.filename)
        if is_own(path):
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                return None
            return _Place(frame, summary, text.splitlines())
    return None


def _attribute(place: _Place, error: AttributeError) -> Mistake | None:
    name, holder = error.name or "", error.obj
    if not name or holder is None:
        return None
    return _renamed(place, name, _public(holder), rf"(?<=\.){name}\b")


def _imported(place: _Place, error: ImportError) -> Mistake | None:
    found = _NOT_IN_MODULE.search(str(error))
    module = sys.modules.get(error.name or "")
    return _renamed(place, found[1], _public(module)) if found and module is not None else None


def _variable(place: _Place, name: str) -> Mistake | None:
    if name in _IMPORTS:
        return Mistake(
            allowed="a name that is imported or set above this line",
            write=_IMPORTS[name],
            line=place.number,
        )
    known = {*place.frame.f_locals, *place.frame.f_globals}
    names = [each for each in known if not each.startswith("_")]
    return _renamed(place, name, names) or _renamed(place, name, dir(builtins))


def _module(place: _Place, name: str) -> Mistake | None:
    parent, _, last = name.rpartition(".")
    if name in _IMPORTS:
        return Mistake(allowed=_OURS, write=_IMPORTS[name], line=place.number)
    line = place.line(place.number)
    if parent and (module := sys.modules.get(parent)) is not None:
        near = _nearest(last, _public(module))
        if near is None:
            return None
        indent = line[: len(line) - len(line.lstrip())]
        return Mistake(
            allowed=near,
            write=f"{indent}from {parent} import {near}".strip(),
            line=place.number,
        )
    found = (each for each in packages_distributions() if not each.startswith("_"))
    installed = [_OURS, *found]
    alike = get_close_matches(name, installed, n=1, cutoff=_SURELY)
    swapped = "_".join(reversed(name.split("_")))
    near = swapped if swapped in installed else next(iter(alike), None)
    return None if near is None else _written(place, place.number, rf"\b{name}\b", near, near)


def _renamed(place: _Place, name: str, names: Iterable[str], pattern: str = "") -> Mistake | None:
    known = [each for each in names if not each.startswith("_")]
    near = _nearest(name, known)
    number = _line_of(place, name)
    if near is None or not number:
        return None
    return _written(place, number, pattern or rf"\b{name}\b", near, _listed(name, known))


def _line_of(place: _Place, name: str) -> int:
    """Return the line of a statement that has a name; 0 for none."""
    ends = place.summary.end_lineno or place.number
    numbers = range(place.number, ends + 1)
    has = (number for number in numbers if re.search(rf"\b{name}\b", place.line(number)))
    return next(has, 0)


def _written(place: _Place, number: int, pattern: str, near: str, allowed: str) -> Mistake:
    """Return a line with another name in the place of one."""
    line = re.sub(pattern, near, place.line(number)).strip()
    return Mistake(
        allowed=allowed, write=near if _SECRET.search(line) else masked(line), line=number
    )


def _argument(place: _Place, message: str) -> Mistake | None:
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


def _keyword(place: _Place, call: ast.Call, callee: object, found: re.Match[str]) -> Mistake | None:
    parameters, name = _parameters(callee, found[1]), found[2]
    word = next((each for each in call.keywords if each.arg == name), None)
    if word is None or not parameters:
        return None
    snake = re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()
    near = snake if snake in parameters else _nearest(name, parameters)
    lacking = _required(callee) - {each.arg for each in call.keywords}
    if near is None and len(lacking) == 1 and not call.args:
        near = next(iter(lacking))
    allowed = _listed(name, parameters)
    if near is None or near in {each.arg for each in call.keywords}:
        return Mistake(allowed=allowed, write=f"nothing: remove {name}", line=word.lineno)
    return _written(place, word.lineno, rf"\b{name}(?=\s*=)", near, allowed)


def _missing(place: _Place, call: ast.Call, callee: object, names: Sequence[str]) -> Mistake:
    is_ours = str(getattr(callee, "__module__", "")).startswith(_OURS)
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


def _positional(place: _Place, call: ast.Call, parameters: Sequence[str]) -> Mistake | None:
    """Name the arguments that stand without names, as far as the function has some."""
    callee = ast.unparse(call.func)
    holder, dot, last = callee.rpartition(".")
    if isinstance(meant := getattr(sys.modules.get(_OURS), last.lower(), None), FunctionType):
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
    write = f"{callee}(...) with names" if _SECRET.search(named) else masked(named)
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


def _nearest(name: str, names: Sequence[str]) -> str | None:
    """Return the name that is most alike; of names that differ in capitals, the one as written."""
    exact = get_close_matches(name, names, n=1, cutoff=_SURELY)
    return exact[0] if exact else nearest(name, names)


def _public(holder: object) -> Sequence[str]:
    """List the public names of a module, or of any other object."""
    listed: object = getattr(holder, "__all__", None) if isinstance(holder, ModuleType) else None
    names = [str(each) for each in cast("list[object]", listed)] if isinstance(listed, list) else []
    return names or [name for name in dir(holder) if not name.startswith("_")]


def _listed(name: str, names: Iterable[str]) -> str:
    """List names; of many, those that are most alike."""
    known = list(dict.fromkeys(names))
    if len(known) <= _MOST:
        return ", ".join(known)
    alike = get_close_matches(name, known, n=3, cutoff=0.5)
    return " or ".join(alike) or ", ".join(known[:_MOST])
