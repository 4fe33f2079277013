"""Files whose path is unknown offline, and text that is decoded: their contents are unknown.

A program that requires a path in its configuration reads a file there. Without the configuration
the path is a placeholder; so is, then, what the file holds, and what is decoded from such text.
"""

import builtins
import io
import json
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from bamp_pulumi.offline.wire import UNKNOWN_STRING, placeholder

__all__ = ["UnknownMapping", "unknown_contents_made_up"]


class UnknownMapping(dict[str, object]):
    """An unknown mapping: empty to iterate over, a placeholder for each name."""

    def __missing__(self, key: str) -> str:
        """Answer any key."""
        return placeholder(str(key))


@contextmanager
def unknown_contents_made_up() -> Generator[None, None, None]:
    """Make `open`, the listing of folders and `json.loads` return placeholders."""
    originals = [
        (module, name, getattr(module, name))
        for module, name in (
            (builtins, "open"),
            (io, "open"),
            (os, "listdir"),
            (os, "scandir"),
            (json, "loads"),
        )
    ]
    makers = (_opening, _opening, _listing, _scanning, _loading)
    for (module, name, original), make in zip(originals, makers, strict=True):
        setattr(module, name, make(original))
    try:
        yield
    finally:
        for module, name, original in originals:
            setattr(module, name, original)


def _is_unknown(path: object) -> bool:
    return isinstance(path, str | Path) and UNKNOWN_STRING in str(path)


# Any, from here on: arguments and results of the standard library's own functions, untouched.
def _opening(original: Callable[..., Any]) -> Callable[..., Any]:
    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if not _is_unknown(file):
            return original(file, mode, *args, **kwargs)
        text = placeholder("content")
        return io.BytesIO(text.encode()) if "b" in mode else io.StringIO(text)

    return opened


def _listing(original: Callable[..., Any]) -> Callable[..., Any]:
    def listed(path: Any = ".") -> Any:  # noqa: ANN401
        return [] if _is_unknown(path) else original(path)

    return listed


def _scanning(original: Callable[..., Any]) -> Callable[..., Any]:
    def scanned(path: Any = ".") -> Any:  # noqa: ANN401
        return _NoEntries() if _is_unknown(path) else original(path)

    return scanned


class _NoEntries:
    """What `os.scandir` gives for an empty folder."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self

    def __next__(self) -> os.DirEntry[str]:
        raise StopIteration

    def close(self) -> None:
        """Do nothing: nothing is open."""


def _loading(original: Callable[..., Any]) -> Callable[..., Any]:
    def loads(text: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return original(text, *args, **kwargs)
        except json.JSONDecodeError:
            if isinstance(text, str) and UNKNOWN_STRING in text:
                return UnknownMapping()
            raise

    return loads
