"""What the names in compiled code refer to, read without running a program's code."""

import dis
import importlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import resolve_name
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any, Final, cast

import pulumi

__all__ = ["InstanceOf", "Method", "closed_over", "imported", "mentioned", "unwrapped"]

_ASKS: Final = frozenset({"isinstance", "issubclass", "cast"})
"""What is handed to these is asked about, not called."""
_ABSENT: Final = object()
_MOST_DECORATORS: Final = 50

# Any, from here on: whatever a program's names stand for.


@dataclass(frozen=True, slots=True)
class InstanceOf:
    """What `self` refers to in a method."""

    of_class: type


@dataclass(frozen=True, slots=True)
class Method:
    """A function of a class, and whose."""

    function: Any  # a function: type checkers would bind it
    of_class: type


def mentioned(
    code: CodeType, names: Mapping[str, object], of_module: Mapping[str, Any]
) -> Iterator[object]:
    """Resolve every dotted name of a piece of code."""
    current: object = _ABSENT
    asks = False
    for step in dis.get_instructions(code):
        name = step.argval
        if step.opname in ("LOAD_ATTR", "LOAD_METHOD"):
            current = _attribute(current, str(name))
            continue
        if current is not _ABSENT and not asks:
            yield current
        current = _ABSENT
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            asks = asks or name in _ASKS
            current = names.get(name, of_module.get(name, _ABSENT))
        elif step.opname.startswith(("LOAD_FAST", "LOAD_DEREF", "LOAD_CLASSDEREF")):
            current = names.get(name, _ABSENT) if isinstance(name, str) else _ABSENT
        elif step.opname.startswith("CALL"):
            asks = False
    if current is not _ABSENT:
        yield current


def _attribute(value: object, name: str) -> object:
    """Read an attribute without running anything of the program's; modules load what they hold."""
    if isinstance(value, ModuleType):
        return getattr(value, name, _ABSENT)
    if value is _ABSENT or (isinstance(value, type) and issubclass(value, pulumi.Resource)):
        # `Bucket.get` reads a bucket, and declares none.
        return _ABSENT
    if isinstance(value, InstanceOf):
        of_class = value.of_class
    else:
        own: dict[str, object] = getattr(cast("object", value), "__dict__", {})
        if name in own and not isinstance(value, type):
            return own[name]
        of_class = cast("type[object]", value) if isinstance(value, type) else type(value)
    for base in of_class.__mro__:
        if name in vars(base):
            function = unwrapped(vars(base)[name])
            return Method(function, of_class) if isinstance(function, FunctionType) else _ABSENT
    return _ABSENT


def imported(code: CodeType, package: str) -> Iterator[tuple[str, object]]:
    """Read what a function imports for itself: `import pulumi_aws as aws` inside its body."""
    before: list[object] = []
    base: object = _ABSENT
    value: object = _ABSENT
    is_from = False
    for step in dis.get_instructions(code):
        if step.opname == "IMPORT_NAME":
            level, wanted = before[-2:] if len(before) > 1 else (0, None)
            is_from = bool(wanted)
            name = "." * (level if isinstance(level, int) else 0) + str(step.argval)
            value = base = _module(name if is_from else name.partition(".")[0], package)
        elif step.opname == "IMPORT_FROM":
            # `import a.b as c` goes from module to module, `from a import b, c` back to the first.
            value = getattr(base if is_from else value, str(step.argval), _ABSENT)
        elif step.opname.startswith("STORE_"):
            if isinstance(step.argval, str) and value is not _ABSENT:
                yield step.argval, value
            value = _ABSENT
        before = [*before[-1:], step.argval] if step.opname.startswith("LOAD_") else before


def _module(name: str, package: str) -> object:
    """Find a module that is loaded; packages of Pulumi's are loaded, each by its own name."""
    try:
        full = resolve_name(name, package)
    except ImportError:
        return _ABSENT
    if full in sys.modules or not full.startswith("pulumi"):
        return sys.modules.get(full, _ABSENT)
    top, *rest = full.split(".")
    try:
        found: object = importlib.import_module(top)
    except ImportError:
        return _ABSENT
    for part in rest:
        found = getattr(found, part, _ABSENT)
    return found


def unwrapped(value: object) -> object:
    """Take decorators off, as far as they say what they decorate."""
    found: Any = value
    for _ in range(_MOST_DECORATORS):
        if isinstance(found, MethodType | staticmethod | classmethod):
            found = cast("Any", found).__func__
        elif hasattr(found, "__wrapped__") and isinstance(found, FunctionType):
            found = cast("Any", found).__wrapped__
        else:
            break
    return found


def closed_over(function: FunctionType) -> dict[str, object]:
    """Read the variables that a function closes over; one may have no value yet."""
    found: dict[str, object] = {}
    names = function.__code__.co_freevars
    for name, cell in zip(names, function.__closure__ or (), strict=False):
        try:
            found[name] = cell.cell_contents
        except ValueError:
            continue
    return found
