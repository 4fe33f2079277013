"""The changes after which a store stays protected, each with the reason why it may.

The rows are text, `kept_changes.txt`. A block, up to an empty line, is an outcome with its reason
(`silent: ...` or `said: ...`), perhaps the kinds of stores it is about (`kinds: ...`, semicolons
between), then lines of types and the paths of their inputs: `type|type path path`. A type is a
token, perhaps with the names of the resources it is about (`#one,two`), or `*` for every type. A
path stands for all below it, and `*` in it for anything; `path=what` is one change, `/` between
several, where `*` stands for anything and `!what` for none of these; `-` is the resource itself.
What goes on in the next line is indented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Final, Literal

__all__ = ["Entry", "Kept", "entries_about", "kept_changes"]

Kept = Literal["silent", "said"]
_ROWS: Final = Path(__file__).with_name("kept_changes.txt")
_TYPES: Final = ("aws:", "* ")
"""How a line of types begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Changes of one input that leave a store protected."""

    outcome: str
    """`silent`: nothing is said. `said`: a warning or error is."""
    why: str
    kinds: frozenset[str]
    """Kinds of stores; empty for any."""
    type: str
    """Type token, or `*`."""
    name: str
    """Logical name of the resource; empty for any."""
    path: str
    what: tuple[str, ...]
    """The changes; empty for any. Those that begin with `!` are none of them."""

    def covers(self, kind: str, token: str, name: str, path: str, what: str) -> bool:
        """Return True if a change is one of these."""
        return (
            self.type in ("*", token)
            and (not self.kinds or kind in self.kinds)
            and self.name in ("", name)
            and (fnmatchcase(path, self.path) or fnmatchcase(path, f"{self.path}.*"))
            and self._is_one(what)
        )

    def _is_one(self, what: str) -> bool:
        wanted = [each for each in self.what if not each.startswith("!")]
        unwanted = [each[1:] for each in self.what if each.startswith("!")]
        return (not wanted or any(fnmatchcase(what, each) for each in wanted)) and not any(
            fnmatchcase(what, each) for each in unwanted
        )


@cache
def entries_about(kind: str, token: str) -> tuple[Entry, ...]:
    """List the entries about a kind of store and a type: most are about others."""
    return tuple(
        entry
        for entry in kept_changes()
        if entry.type in ("*", token) and (not entry.kinds or kind in entry.kinds)
    )


@cache
def kept_changes() -> tuple[Entry, ...]:
    """List all entries, one for each type, path and change, so that none outlives its use."""
    blocks = _ROWS.read_text(encoding="utf-8").replace("\n  ", " ").split("\n\n")
    return tuple(entry for block in blocks for entry in _entries(block))


def _entries(block: str) -> Iterator[Entry]:
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    said = dict(line.split(": ", 1) for line in lines if not line.startswith(_TYPES))
    kinds = said.pop("kinds", "")
    for outcome, why in said.items():
        for line in (line for line in lines if line.startswith(_TYPES)):
            subjects, *paths = line.split()
            for token, name in _subjects(subjects):
                for path, what in _changes(paths):
                    yield Entry(
                        outcome=outcome,
                        why=why,
                        kinds=frozenset(k.strip() for k in kinds.split(";") if k.strip()),
                        type=token,
                        name=name,
                        path=path,
                        what=what,
                    )


def _subjects(written: str) -> Iterator[tuple[str, str]]:
    for subject in written.split("|"):
        token, _, names = subject.partition("#")
        yield from ((token, name) for name in names.split(","))


def _changes(paths: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in paths:
        path, _, written = each.partition("=")
        what = tuple(written.replace("_", " ").split("/")) if written else ()
        if any(one.startswith("!") for one in what):
            yield path, what
        else:
            yield from ((path, (one,)) for one in what or ("*",))
