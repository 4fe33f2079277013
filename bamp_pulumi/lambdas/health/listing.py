"""One listing: what is asked for, how its pages are read, what it gave so far, where it stopped.

Source: AWS Backup API, NextToken; Resource Groups Tagging API, GetResources (a page may hold less
than was asked for, and none, while there is more: read 2026-11-29).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bamp_pulumi.lambdas.health.records import Unseen
from bamp_pulumi.lambdas.health.written import Record

__all__ = ["Listing", "Stand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is to be listed, and how its pages are read."""

    region: str
    service: str
    operation: str
    read: Callable[[Mapping[str, Any]], Iterable[Record | Unseen]]
    """Gives the records of a page, and what of it could not be read."""
    of: tuple[str, ...] = ("",)
    """What it is asked of: each is named by itself where it is not answered."""
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    asks_with: str = "NextToken"
    """Argument that takes the token of the next page; empty where there is one page only."""
    goes_on_with: str = "NextToken"
    """Field of the answer that gives it."""
    closed: tuple[str, str] = ("", "")
    """Error, and what its message begins with, by which a service says that the account does not
    use it: there is nothing to list."""

    @property
    def what(self) -> str:
        """The call, such as `backup:ListBackupVaults`."""
        return f"{self.service}:{self.operation}"

    @property
    def key(self) -> str:
        """Name under which its stand is kept."""
        return " ".join((self.region, self.what, *self.of))

    def missed(self, why: str, message: str = "") -> tuple[Unseen, ...]:
        """Return that it was not seen, or not all of it."""
        return tuple(
            Unseen(region=self.region, what=self.what, of=of, why=why, message=message)
            for of in self.of
        )


@dataclass(slots=True, kw_only=True)
class Stand:
    """How far a listing has got."""

    token: str = ""
    """Of the page that is to be asked for next; empty for the first."""
    whole: bool = False
    """Whether the last page was read."""
    records: list[Record] = field(default_factory=list[Record])
    """What it gave. One that is given twice stands there twice, the later one last."""
    unread: list[Unseen] = field(default_factory=list[Unseen])
    """What pages gave and could not be read."""
    missed: tuple[Unseen, ...] = ()
    """Why it stopped, if it did before the last page."""
