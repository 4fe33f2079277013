"""A listing is followed page by page, to its end or to where AWS does not answer.

Source: AWS Backup API, NextToken; Resource Groups Tagging API, GetResources (a page may hold less
than was asked for, and none, while there is more: read 2026-11-29).
"""

from collections.abc import Mapping
from typing import Any, Final

from bamp_pulumi.lambdas.health.asking import Asker, NotAnsweredError
from bamp_pulumi.lambdas.health.listing import Listing, Stand
from bamp_pulumi.lambdas.health.records import Unseen

__all__ = ["follow"]

_MOST_EMPTY_PAGES: Final = 50
"""In a row. The tagging API gives some while it looks; without end, it is a fault."""
_OF_A_TOKEN: Final = ("ExpiredPaginationToken", "Invalid", "PaginationToken", "Validation")
"""What the code of a refusal begins with if a token of an earlier page is no longer good."""


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
