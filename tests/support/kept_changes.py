"""The changes after which a store stays protected, each with the reason why it may.

The rows are text, `kept_changes.txt`. A block, up to an empty line, is an outcome with its reason
(`silent: ...` or `said: ...`), perhaps the kinds of stores it is about (`kinds: ...`, commas
between), then a line for each type: its token, `#name` for one resource of it, and the paths of
its inputs. A path stands for all below it; `path=what` is one change, `/` between several; `-` is
the resource itself. What goes on in the next line is indented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

__all__ = ["Entry", "Kept", "kept_changes"]

Kept = Literal["silent", "said"]
_ROWS: Final = Path(__file__).with_name("kept_changes.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Changes of one input that leave a store protected."""

    outcome: str
    """`silent`: nothing is said. `said`: a warning or error is."""
    why: str
    kinds: frozenset[str]
    """Kinds of stores; empty for any."""
    type: str
    name: str
    """Logical name of the resource; empty for any."""
    path: str
    what: frozenset[str]
    """The changes; empty for any."""

    def covers(self, kind: str, token: str, name: str, path: str, what: str) -> bool:
        """Return True if a change is one of these."""
        return (
            self.type == token
            and (not self.kinds or kind in self.kinds)
            and self.name in ("", name)
            and (path == self.path or path.startswith(f"{self.path}."))
            and (not self.what or what in self.what)
        )


@cache
def kept_changes() -> tuple[Entry, ...]:
    """List all entries."""
    blocks = _ROWS.read_text(encoding="utf-8").replace("\n  ", " ").split("\n\n")
    return tuple(entry for block in blocks for entry in _entries(block))


def _entries(block: str) -> Iterator[Entry]:
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    said = dict(line.split(": ", 1) for line in lines if not line.startswith("aws:"))
    kinds = said.pop("kinds", "")
    for outcome, why in said.items():
        for line in (line for line in lines if line.startswith("aws:")):
            subject, *paths = line.split()
            token, _, name = subject.partition("#")
            for each in paths:
                path, _, what = each.partition("=")
                yield Entry(
                    outcome=outcome,
                    why=why,
                    kinds=frozenset(k.strip() for k in kinds.split(",") if k.strip()),
                    type=token,
                    name=name,
                    path=path,
                    what=frozenset(what.replace("_", " ").split("/")) if what else frozenset(),
                )
