"""Facts as JSON, and where they are kept: `{prefix}{source}/{time}.json` in a bucket.

A document of another version says nothing: it is left out, as if it had not been recorded.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from bamp_pulumi.lambdas.restore.facts import Compared, Depth, Fact, Facts, Key

__all__ = ["RECORD_SCHEMA", "Records", "pack_facts", "unpack_facts"]

RECORD_SCHEMA = "bamp.restore-record/1"


def pack_facts(facts: Facts) -> str:
    """Write facts; the same for the same facts."""
    document = {
        "schema": RECORD_SCHEMA,
        "resource": facts.resource,
        "at": facts.at.isoformat(),
        "is_empty": facts.is_empty,
        "unread": dict(facts.unread),
        "notes": list(facts.notes),
        "facts": [
            [fact.key.of, fact.key.aspect, fact.value, fact.compared.value, int(fact.depth)]
            for fact in facts.facts
        ],
    }
    return json.dumps(document, sort_keys=True)


def unpack_facts(text: str) -> Facts:
    """Read what `pack_facts` has written; what a sound value is, the reader alone knows.

    Raises:
        ValueError: For a document of another version, or one that is no JSON.
        KeyError: When something is missing.
    """
    document: dict[str, Any] = json.loads(text)
    if document["schema"] != RECORD_SCHEMA:
        raise ValueError(f"{document['schema']} is read by another version of this function")
    return Facts(
        resource=document["resource"],
        at=datetime.fromisoformat(document["at"]),
        is_empty=document["is_empty"],
        unread=dict(document["unread"]),
        notes=tuple(document["notes"]),
        facts=tuple(
            Fact(key=Key(of, aspect), value=value, compared=Compared(compared), depth=Depth(depth))
            for of, aspect, value, compared, depth in document["facts"]
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The records of sources in a bucket."""

    client: Any  # Any: boto3's client of S3
    bucket: str
    """Empty where nothing is recorded."""
    prefix: str

    def keep(self, facts: Facts) -> None:
        """Keep what was read of a source."""
        key = f"{self._folder(facts.resource)}{_spelled(facts.at)}Z.json"
        self.client.put_object(
            Bucket=self.bucket,
            Key=key,
            Body=pack_facts(facts).encode(),
            ContentType="application/json",
        )

    def around(self, source: str, start: datetime, end: datetime, margin: timedelta) -> list[Facts]:
        """Return what was recorded of a source around a time."""
        if not self.bucket or not source:
            return []
        return [*self._read(source, start - margin, end + margin)]

    def _read(self, source: str, start: datetime, end: datetime) -> Iterator[Facts]:
        folder = self._folder(source)
        # Names are times in UTC: as text they are in their order.
        first, last = (f"{folder}{_spelled(time)}" for time in (start, end))
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=folder, StartAfter=first
        )
        for page in pages:
            for each in page.get("Contents", ()):
                if each["Key"] > f"{last}Z.json":
                    return
                yield from self._one(each["Key"])

    def _one(self, key: str) -> Iterator[Facts]:
        body: bytes = self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        try:
            yield unpack_facts(body.decode())
        except (KeyError, TypeError, ValueError) as error:
            print(f"record {key} cannot be read: {error!r}")  # noqa: T201 - its log

    def _folder(self, source: str) -> str:
        return f"{self.prefix}{quote(source, safe='')}/"


def _spelled(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
