"""The error of everything that is refused: given, allowed, why, and what to write instead.

Every refusal of the library has one shape and a code (`BAMP-`, a letter and a number), so that a
person, a test and the documentation can all name it. This module imports no other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Self

__all__ = [
    "REMOVED",
    "BampError",
    "Edit",
    "PolicyError",
    "Refusal",
    "RefusedError",
    "Renamed",
    "Several",
    "ToFillIn",
]


class _Removal(Enum):
    """The value of what is taken out of a document."""

    REMOVED = "removed"


REMOVED: Final = _Removal.REMOVED
"""Value of an edit that removes an entry."""


@dataclass(frozen=True, slots=True)
class Several:
    """Value of an edit that puts several items in place of one item of a list."""

    items: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """Value of an edit that keeps what an entry holds, under another key."""

    key: str


class ToFillIn(str):
    """Value of an edit that only the reader knows, such as the reason of a decision.

    As a text it is an example, with which a document is judged. What is shown is a blank, which is
    refused until somebody writes there what is true.
    """

    __slots__ = ("blank",)
    blank: str

    def __new__(cls, example: str, blank: str = "...") -> Self:
        """Keep both.

        Args:
            example: What would be accepted.
            blank: What is shown. Default: that of a text.
        """
        made = super().__new__(cls, example)
        made.blank = blank
        return made

    def __repr__(self) -> str:
        """Return the blank, in quotes."""
        return repr(self.blank)


Edit = tuple[str, object]
"""A path, and its new value: plain data, `REMOVED`, `Renamed` or `Several`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One thing that was refused."""

    code: str
    """Stable name of the rule that refused, such as `BAMP-L02`."""
    given: str
    """What the caller wrote, in the words of the caller's API."""
    allowed: str
    """What would have been accepted."""
    why: str
    """Why it is refused; names who refuses it: AWS, Pulumi, or a house rule."""
    write: str
    """What to write instead, ready to paste."""
    path: str = ""
    """Its path, such as `tiers.critical.rules.2`; empty when the caller's line is enough."""
    where: str = ""
    """File and line, such as `Pulumi.prod.yaml:7`; empty when they are not known."""
    edits: tuple[Edit, ...] = ()
    """What `write` says, as changes of the document. Their paths begin where `path` begins.
    Default: none is known, and `write` is only a text."""

    def under(self, prefix: str) -> "Refusal":
        """Return the same refusal with `prefix` before its path, and before those of its edits."""
        if not prefix:
            return self
        return replace(
            self,
            path=_joined(prefix, self.path),
            edits=tuple((_joined(prefix, path), value) for path, value in self.edits),
        )

    def __str__(self) -> str:
        """Render the four parts, the first line with place, path and code."""
        place = "".join(f"{part}: " for part in (self.where, self.path) if part)
        return (
            f"{place}{self.given} [{self.code}]\n"
            f"  allowed: {self.allowed}\n"
            f"  why:     {self.why}\n"
            f"  write:   {self.write}"
        )

    def in_a_line(self) -> str:
        """Return the same parts as one line, for what stands in a list or a table."""
        place = "".join(f"{part}: " for part in (self.where, self.path) if part)
        return (
            f"{place}{self.given} [{self.code}]; allowed: {self.allowed}; why: {self.why}; "
            f"write: {self.write}"
        )


def _joined(*parts: str) -> str:
    return ".".join(part for part in parts if part)


class BampError(Exception):
    """Every error this library raises on purpose. Catch it to catch them all."""

    refusals: tuple[Refusal, ...]

    def __init__(self, *refusals: Refusal) -> None:
        """Keep the refusals; the message is all of them, one after another."""
        self.refusals = refusals
        super().__init__("\n".join(str(refusal) for refusal in refusals))


class RefusedError(BampError, ValueError):
    """One refusal, raised where a single value is judged.

    A `ValueError`, so a pydantic validator may raise it; `bamp_pulumi.policy.parse` gathers them.
    """

    def __init__(  # noqa: PLR0913 - the parts of a refusal, all of them named
        self,
        code: str,
        *,
        given: str,
        allowed: str,
        why: str,
        write: str,
        path: str = "",
        where: str = "",
        edits: tuple[Edit, ...] = (),
    ) -> None:
        """Create an error from what was refused; see `Refusal` for the parts."""
        refusal = Refusal(
            code=code,
            given=given,
            allowed=allowed,
            why=why,
            write=write,
            path=path,
            where=where,
            edits=edits,
        )
        super().__init__(refusal)

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        """Return the error of a refusal that is already there."""
        error = cls.__new__(cls)
        BampError.__init__(error, refusal)
        return error


class PolicyError(BampError, ValueError):
    """Everything that was refused in one input, in one message, before anything was changed.

    A `ValueError`, so that what is refused in a part is gathered with what is refused elsewhere.
    """

    def under(self, prefix: str) -> "PolicyError":
        """Return the same refusals with `prefix` before each path."""
        moved: Iterable[Refusal] = (refusal.under(prefix) for refusal in self.refusals)
        return PolicyError(*moved)
