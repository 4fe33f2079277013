"""How far a reading has got: written as JSON, read back, and gone on with."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TextIO

from bamp_pulumi.lambdas.health.listing import Listing, Stand
from bamp_pulumi.lambdas.health.records import Unseen
from bamp_pulumi.lambdas.health.written import as_json, from_json

__all__ = ["Progress"]


@dataclass(slots=True, kw_only=True)
class Progress:
    """What was read so far, and where each listing stopped."""

    account_id: str = ""
    partition: str = "aws"
    at: datetime | None = None
    """By AWS's clock, when the first reading began."""
    since: datetime | None = None
    stands: dict[str, Stand] = field(default_factory=dict[str, Stand])
    """By the key of a listing."""

    def of(self, listing: Listing) -> Stand:
        """Return where a listing stands: at its first page, if it has not been begun."""
        return self.stands.setdefault(listing.key, Stand())

    @property
    def whole(self) -> frozenset[str]:
        """Keys of the listings that were read to the end."""
        return frozenset(key for key, stand in self.stands.items() if stand.whole)

    def write(self, stream: TextIO) -> None:
        """Write it, a JSON text a line."""
        _line(
            stream,
            {
                "account_id": self.account_id,
                "partition": self.partition,
                "at": self.at.isoformat() if self.at else None,
                "since": self.since.isoformat() if self.since else None,
            },
        )
        for key, stand in self.stands.items():
            _line(stream, {"listing": key, "token": stand.token, "whole": stand.whole})
            for record in (*stand.records, *stand.unread):
                _line(stream, as_json(record))

    @classmethod
    def read(cls, stream: Iterable[str]) -> "Progress":
        """Return what `write` wrote. Raises ValueError or KeyError for anything else."""
        lines = iter(stream)
        head = json.loads(next(lines, "{}"))
        progress = cls(
            account_id=head["account_id"],
            partition=head["partition"],
            at=datetime.fromisoformat(head["at"]) if head["at"] else None,
            since=datetime.fromisoformat(head["since"]) if head["since"] else None,
        )
        stand = Stand()
        for line in lines:
            written = json.loads(line)
            if "listing" in written:
                stand = Stand(token=written["token"], whole=written["whole"])
                progress.stands[written["listing"]] = stand
                continue
            record = from_json(written)
            if isinstance(record, Unseen):
                stand.unread.append(record)
            else:
                stand.records.append(record)
        return progress


def _line(stream: TextIO, value: object) -> None:
    stream.write(json.dumps(value, separators=(",", ":")) + "\n")
