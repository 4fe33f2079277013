"""What was meant by a name that does not exist: the nearest one there is, and the line with it.

Python says which name it did not find; the modules, functions and variables that the program itself
has loaded say which there are. Nothing of the program is run again.
"""

import builtins
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType
from typing import Final, cast

from bamp_pulumi.offline.failed_line import (
    OURS,
    SURELY,
    Mistake,
    Place,
    listed,
    nearest_name,
    place_of,
    written,
)
from bamp_pulumi.offline.miscalled import mistaken_call

__all__ = ["mistake_in"]

_IMPORTS: Final = {
    "bamp": "import bamp_pulumi as bamp",
    "aws": "import pulumi_aws as aws",
    "pulumi": "import pulumi",
}
"""What the documentation calls the packages that a program imports."""
_NOT_IN_MODULE: Final = re.compile(r"cannot import name '(\w+)'")


def mistake_in(error: BaseException, is_own: Callable[[Path], bool]) -> Mistake | None:
    """Return what was meant where a program named what does not exist; None for other failures.

    Args:
        error: What the program raised.
        is_own: Returns whether a file is the program's own.
    """
    place = place_of(error.__traceback__, is_own)
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
            found = mistaken_call(place, str(error))
        case _:
            pass
    return found


def _attribute(place: Place, error: AttributeError) -> Mistake | None:
    name, holder = error.name or "", error.obj
    if not name or holder is None:
        return None
    return _renamed(place, name, _public(holder), rf"(?<=\.){name}\b")


def _imported(place: Place, error: ImportError) -> Mistake | None:
    found = _NOT_IN_MODULE.search(str(error))
    module = sys.modules.get(error.name or "")
    return _renamed(place, found[1], _public(module)) if found and module is not None else None


def _variable(place: Place, name: str) -> Mistake | None:
    if name in _IMPORTS:
        return Mistake(
            allowed="a name that is imported or set above this line",
            write=_IMPORTS[name],
            line=place.number,
        )
    known = {*place.frame.f_locals, *place.frame.f_globals}
    names = [each for each in known if not each.startswith("_")]
    return _renamed(place, name, names) or _renamed(place, name, dir(builtins))


def _module(place: Place, name: str) -> Mistake | None:
    parent, _, last = name.rpartition(".")
    if name in _IMPORTS:
        return Mistake(allowed=OURS, write=_IMPORTS[name], line=place.number)
    line = place.line(place.number)
    if parent and (module := sys.modules.get(parent)) is not None:
        near = nearest_name(last, _public(module))
        if near is None:
            return None
        indent = line[: len(line) - len(line.lstrip())]
        return Mistake(
            allowed=near,
            write=f"{indent}from {parent} import {near}".strip(),
            line=place.number,
        )
    found = (each for each in packages_distributions() if not each.startswith("_"))
    installed = [OURS, *found]
    alike = get_close_matches(name, installed, n=1, cutoff=SURELY)
    swapped = "_".join(reversed(name.split("_")))
    near = swapped if swapped in installed else next(iter(alike), None)
    return None if near is None else written(place, place.number, rf"\b{name}\b", near, near)


def _renamed(place: Place, name: str, names: Iterable[str], pattern: str = "") -> Mistake | None:
    known = [each for each in names if not each.startswith("_")]
    near = nearest_name(name, known)
    number = _line_of(place, name)
    if near is None or not number:
        return None
    return written(place, number, pattern or rf"\b{name}\b", near, listed(name, known))


def _line_of(place: Place, name: str) -> int:
    """Return the line of a statement that has a name; 0 for none."""
    ends = place.summary.end_lineno or place.number
    numbers = range(place.number, ends + 1)
    has = (number for number in numbers if re.search(rf"\b{name}\b", place.line(number)))
    return next(has, 0)


def _public(holder: object) -> Sequence[str]:
    """List the public names of a module, or of any other object."""
    listed: object = getattr(holder, "__all__", None) if isinstance(holder, ModuleType) else None
    names = [str(each) for each in cast("list[object]", listed)] if isinstance(listed, list) else []
    return names or [name for name in dir(holder) if not name.startswith("_")]
