"""What a function would declare, read from its compiled code: it is not run.

A callback of `apply` runs once its value is known. Which resources it would declare shows in the
names that it reaches: its globals, what it closes over, what it imports, and the functions and
classes of other code than Pulumi's that it mentions, all the way down. A class that is only looked
up (`Bucket.get`) or asked about (`isinstance`) is not declared. What is found by text at run time
(`getattr(aws.s3, name)`) cannot be seen here.
"""

import dis
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType, FunctionType, MethodType
from typing import Any, Final, cast

import pulumi

from bamp_pulumi.catalog import JUDGED_PACKAGES, is_of_the_network
from bamp_pulumi.offline.code_names import (
    InstanceOf,
    Method,
    closed_over,
    imported,
    mentioned,
    unwrapped,
)

__all__ = ["classes_declared", "is_foreign"]

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_STANDARD: Final = Path(dis.__file__).resolve().parent
_INSTALLED: Final = frozenset({"site-packages", "dist-packages"})
_MOST: Final = 500
"""Functions looked through for one callback; what reaches further is a framework's."""
_NOT_DATA: Final = (pulumi.ProviderResource, pulumi.StackReference)
"""A provider holds nothing, and a reference to a stack is read, not declared."""

# Any, from here on: whatever a program's names stand for.


@lru_cache(maxsize=1024)
def is_foreign(file: str) -> bool:
    """Return True if code is Pulumi's, this library's or Python's own, not a program's."""
    path = Path(file)
    if not path.is_absolute():
        return True  # Generated: `<string>`, `<frozen os>`.
    of_package = next(
        (path.parts[n + 1] for n, part in enumerate(path.parts[:-1]) if part in _INSTALLED), None
    )
    if of_package is not None:
        return of_package.startswith(("pulumi", "bamp_pulumi"))
    return path.is_relative_to(_STANDARD) or path.is_relative_to(_PACKAGE)


def classes_declared(func: object) -> tuple[str, ...]:
    """Name the classes of resources that a function would declare, sorted.

    Returns:
        Names as `rds.Instance`; those of providers that say nothing of AWS are left out.
    """
    reader = _Reader()
    reader.look_at(func)
    return tuple(sorted(reader.found))


class _Reader:
    """Goes through one callback and all that it reaches."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self._seen: set[int] = set()

    def look_at(self, value: object, owner: type | None = None) -> None:
        """Inspect what a name refers to."""
        if isinstance(value, type):
            self._look_at_class(cast("type[object]", value))
            return
        if isinstance(value, partial):
            of_partial = cast("partial[Any]", value)
            for part in (of_partial.func, *of_partial.args, *of_partial.keywords.values()):
                self.look_at(part)
            return
        if isinstance(value, Method):
            self._look_at_function(value.function, value.of_class)
            return
        if isinstance(value, MethodType):
            of_object = value.__self__
            owner = of_object if isinstance(of_object, type) else type(of_object)
        found: object = unwrapped(value)
        if isinstance(found, FunctionType):
            self._look_at_function(found, owner)
        elif isinstance(found, list | tuple):
            self._look_at_table(cast("Sequence[object]", found))
        elif isinstance(found, dict):
            self._look_at_table(tuple(cast("dict[object, object]", found).values()))

    def _look_at_table(self, held: Sequence[object]) -> None:
        """Look at a table of classes or functions, such as one by the kind of database."""
        for item in held[:_MOST]:
            if isinstance(item, type | FunctionType | MethodType):
                self.look_at(item)

    def _look_at_class(self, found: type[object]) -> None:
        if issubclass(found, pulumi.Resource):
            self.found.update(filter(None, (_declared(found),)))
            return
        for member in tuple(vars(found).values()):
            function = unwrapped(member)
            if isinstance(function, FunctionType):
                self._look_at_function(function, found)

    def _look_at_function(self, function: FunctionType, owner: type | None) -> None:
        code = function.__code__
        if id(function) in self._seen or len(self._seen) >= _MOST or is_foreign(code.co_filename):
            return
        self._seen.add(id(function))
        names = closed_over(function)
        if owner is not None and code.co_argcount:
            names[code.co_varnames[0]] = InstanceOf(owner)
        self._look_at_code(code, names, function.__globals__)

    def _look_at_code(
        self, code: CodeType, outer: Mapping[str, object], of_module: Mapping[str, Any]
    ) -> None:
        names = {**outer, **dict(imported(code, str(of_module.get("__package__") or "")))}
        for value in mentioned(code, names, of_module):
            self.look_at(value)
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                self._look_at_code(constant, names, of_module)


def _declared(found: type[pulumi.Resource]) -> str:
    """Name a class of resources as programs write it; empty where it keeps nothing of AWS's."""
    if issubclass(found, _NOT_DATA):
        return ""
    token = str(getattr(found, "pulumi_type", ""))
    is_elsewhere = bool(token) and token.partition(":")[0] not in JUDGED_PACKAGES
    if is_of_the_network(token) or (is_elsewhere and issubclass(found, pulumi.CustomResource)):
        return ""
    module = found.__module__.rpartition(".")[0] if token else found.__module__
    module = module.rpartition(".")[2]
    return found.__name__ if module in ("", "__main__") else f"{module}.{found.__name__}"
