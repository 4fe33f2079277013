"""Compiled code, kept for installed packages and never written next to a program.

A preview leaves a program as it was on disk. But an environment in which nothing has run yet is not
compiled, and to compile Pulumi's packages anew for each preview costs a second or two.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, Final

__all__ = ["bytecode_kept_to_packages"]

_INSTALLED: Final = frozenset({"site-packages", "dist-packages"})
_WRITE: Final = "set_data"
"""By this method Python's own loader writes what it has compiled."""


@contextmanager
def bytecode_kept_to_packages() -> Generator[None, None, None]:
    """Let Python keep compiled code only in folders of installed packages."""
    # Any: the rest of the arguments, which differ between releases of Python.
    original: Callable[..., None] = getattr(SourceFileLoader, _WRITE)

    def write(loader: SourceFileLoader, path: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        if not _INSTALLED.isdisjoint(Path(path).parts):
            original(loader, path, *args, **kwargs)

    setattr(SourceFileLoader, _WRITE, write)
    try:
        yield
    finally:
        setattr(SourceFileLoader, _WRITE, original)
