"""One listing, followed page by page: what it gave so far, and where it stopped.

Source: AWS Backup API, NextToken; Resource Groups Tagging API, GetResources (a page may hold less
than was asked for, and none, while there is more: read 2026-11-29).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bamp_pulumi.lambdas.health.asking import Asker, NotAnsweredError
from bamp_pulumi.lambdas.health.records import Unseen
from bamp_pulumi.lambdas.health.written import Record

__all__ = ["Listing", "Stand", "follow"]

_MOST_EMPTY_PAGES: Final = 50
"""In a row. The tagging API gives some while it looks; without end, it is a fault."""
_OF_A_TOKEN: Final = ("ExpiredPaginationToken", "Invalid", "PaginationToken", "Validation")
"""What the code of a refusal begins with if a token of an earlier page is no longer good."""


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


def follow(listing: Listing, stand: Stand, asker: Asker) -> None:
    """Read page after page, until the last or until one is not answered."""
    if stand.whole:
        return
    stand.missed = ()
    tokens = {stand.token}
    empty = 0
    may_restart = bool(stand.token)
    while True:
        arguments = dict(listing.arguments)
        if stand.token:
            arguments[listing.asks_with] = stand.token
        try:
            page = asker.ask(listing.region, listing.service, listing.operation, arguments)
        except NotAnsweredError as error:
            if may_restart and stand.token and error.why.startswith(_OF_A_TOKEN):
                stand.token, may_restart, tokens = "", False, {""}
                continue
            code, message = listing.closed
            stand.whole = bool(code) and error.why == code and error.message.startswith(message)
            stand.missed = () if stand.whole else listing.missed(error.why, error.message)
            return
        had_any = _keep(listing, stand, page)
        token = str(page.get(listing.goes_on_with) or "") if listing.asks_with else ""
        if not token:
            stand.whole = True
            return
        empty = 0 if had_any else empty + 1
        if token in tokens:
            stand.missed = listing.missed("a page that was read was given again")
            return
        tokens.add(token)
        stand.token = token
        if empty > _MOST_EMPTY_PAGES:
            stand.missed = listing.missed(f"{empty} pages without anything, and no end")
            return


def _keep(listing: Listing, stand: Stand, page: Mapping[str, Any]) -> bool:
    """Keep what a page gave. Return True if it gave anything."""
    number = len(stand.records)
    for record in listing.read(page):
        if isinstance(record, Unseen):
            stand.unread.append(record)
        else:
            stand.records.append(record)
    return len(stand.records) > number
