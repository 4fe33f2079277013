"""Parts of a program that a preview does not run, and where they are.

A callback of `apply` does not run while its value is unknown, and what it would declare is in no
preview. A program that asks whether it is a preview may declare something else when it is deployed.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from inspect import currentframe
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any, Final

import pulumi
from pulumi.runtime import settings

from bamp_pulumi.offline.callback_code import classes_declared, is_foreign
from bamp_pulumi.offline.document import LaterCallback, ProgramLine

__all__ = ["HiddenParts", "hidden_parts_noted"]

_APPLY: Final = "apply"
_DRY_RUN: Final = "is_dry_run"
_HERE: Final = Path(__file__).parent


@dataclass(slots=True)
class HiddenParts:
    """What one run has not shown so far."""

    root: Path
    """Folder of the project."""
    _waiting: dict[int, tuple[object, str, int]] = field(
        default_factory=dict[int, tuple[object, str, int]]
    )
    """Callbacks that have not run, each with the file and line it is written in."""
    _asking: dict[tuple[str, int], None] = field(default_factory=dict[tuple[str, int], None])

    def later(self) -> list[LaterCallback]:
        """List the callbacks that have not run and would declare resources of AWS."""
        found: dict[tuple[str, int], tuple[str, ...]] = {}
        for func, file, line in self._waiting.values():
            place = (self._inside(file), line)
            if place not in found:
                found[place] = classes_declared(func)
        return [
            {"file": file, "line": line, "declares": list(names)}
            for (file, line), names in sorted(found.items())
            if names
        ]

    def asks_dry_run(self) -> list[ProgramLine]:
        """List the lines at which the program asks whether it is a preview."""
        lines = sorted((self._inside(file), line) for file, line in self._asking)
        return [{"file": file, "line": line} for file, line in lines]

    def wait_for(
        self, func: Callable[[Any], Any], caller: FrameType | None
    ) -> Callable[[Any], Any]:
        """Remember a callback until it has run to its end; returns what to call for it."""
        place = _place_of(func, caller)
        if place is None:
            return func
        key = len(self._waiting) + id(func)
        while key in self._waiting:
            key += 1
        self._waiting[key] = (func, *place)

        def run(value: Any) -> Any:  # noqa: ANN401 - of whatever type, handed on
            result = func(value)
            self._waiting.pop(key, None)
            return result

        return run

    def asked(self, caller: FrameType | None) -> None:
        """Remember a line that asks whether this is a preview, where it is the program's own."""
        if caller is None:
            return
        file = caller.f_code.co_filename
        if not is_foreign(file) and Path(file).is_relative_to(self.root):
            self._asking[file, caller.f_lineno] = None

    def _inside(self, file: str) -> str:
        path = Path(file)
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else file


@contextmanager
def hidden_parts_noted(parts: HiddenParts) -> Generator[None, None, None]:
    """Note what a program does not run because it is previewed."""
    # Any, here and below: values and results of whatever type, handed on untouched.
    apply_before: Callable[..., pulumi.Output[Any]] = getattr(pulumi.Output, _APPLY)
    dry_run_before = settings.is_dry_run

    def apply(
        output: pulumi.Output[Any],
        func: Callable[[Any], Any],
        run_with_unknowns: bool = False,  # noqa: FBT001, FBT002 - as the SDK has it
    ) -> pulumi.Output[Any]:
        return apply_before(output, parts.wait_for(func, _caller()), run_with_unknowns)

    def is_dry_run() -> bool:
        parts.asked(_caller())
        return dry_run_before()

    setattr(pulumi.Output, _APPLY, apply)
    for module in (settings, pulumi.runtime):
        setattr(module, _DRY_RUN, is_dry_run)
    try:
        yield
    finally:
        setattr(pulumi.Output, _APPLY, apply_before)
        for module in (settings, pulumi.runtime):
            setattr(module, _DRY_RUN, dry_run_before)


def _caller() -> FrameType | None:
    """Return the frame that called the function which asks, past what else this library wraps."""
    frame = currentframe()
    while frame is not None and Path(frame.f_code.co_filename).parent == _HERE:
        frame = frame.f_back
    return frame


def _place_of(func: object, caller: FrameType | None) -> tuple[str, int] | None:
    """Return where a callback is defined; None where it is Pulumi's own or another library's."""
    if isinstance(func, FunctionType):
        code = func.__code__
        return None if is_foreign(code.co_filename) else (code.co_filename, code.co_firstlineno)
    if caller is None:
        return None
    # A class, a method, a `partial`: where it was handed over.
    file = caller.f_code.co_filename
    return None if is_foreign(file) else (file, caller.f_lineno)
