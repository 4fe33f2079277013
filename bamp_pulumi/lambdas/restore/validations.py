"""What has to hold of a restored resource, as the platform team and the owners have written it.

It is `validations.json` in the archive of the function::

    {"schema": "bamp.validations/1",
     "default_tier": "standard",
     "rto_minutes": {"critical": 60, "standard": 240},
     "validations": [
       {"type": "EBS", "depth": "status"},
       {"resource": "arn:aws:rds:*:*:db:orders",
        "database": "orders", "user": "bamp_validator",
        "least": {"public.orders: rows": 1000},
        "queries": [{"name": "newest order", "sql": "select max(placed_at) from orders",
                     "at_most_minutes_old": 1500}]}]}

Every validation whose `tier`, `type` and `resource` match counts (`*` and `?` as in a file name,
each `*` by default); of a field that several set, the last one holds, and of a table each entry.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from typing import Any, cast

from bamp_pulumi.lambdas.restore.facts import Depth

__all__ = [
    "VALIDATIONS_FILE",
    "VALIDATIONS_SCHEMA",
    "Query",
    "Validation",
    "Validations",
    "unpack_validations",
]

VALIDATIONS_SCHEMA = "bamp.validations/1"
VALIDATIONS_FILE = "validations.json"
"""Name of the file in the archive of the function."""

_MATCHES = ("tier", "type", "resource")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question of the team's own to a restored database, and what must be answered.

    One row of one value. Without any expectation the answer is compared with what was recorded.
    """

    name: str
    sql: str
    """One statement that only reads: it runs in a transaction that cannot write."""
    equals: str | int | float | None = None
    at_least: float | None = None
    at_most: float | None = None
    within_percent: float | None = None
    """With `of`: by how much the answer may differ from it. Percent."""
    of: float | None = None
    at_most_minutes_old: int | None = None
    """The answer is a time, at most so long before that of the recovery point. Minutes."""

    @property
    def has_expectation(self) -> bool:
        """Return True if the answer is judged by itself, and not by what was recorded."""
        expected = (
            self.equals,
            self.at_least,
            self.at_most,
            self.within_percent,
            self.at_most_minutes_old,
        )
        return any(each is not None for each in expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What has to hold of one restored resource, and how it is read."""

    depth: Depth = Depth.CONTENT
    """How deep the look must be to count as validated: `content`, `boots` or `status`. Default:
    `content`, for a status says nothing of the data."""
    least: Mapping[str, float] = field(default_factory=dict[str, float])
    """By fact, as `public.orders: rows`: the least number that is sound, with or without a
    record."""
    may_be_empty: bool = False
    """Whether nothing in it is sound, where it was recorded as empty."""
    tolerance_percent: float = 5.0
    """By how much a number may be beyond what was recorded before and after. Percent."""
    record_hours: float = 30.0
    """How long before or after the recovery point a record may be. Hours. Default: a day, and
    what a job takes."""
    database: str = ""
    """Name of the database. Default: that of the instance or cluster."""
    user: str = ""
    """User that connects: by an IAM token, unless there is a secret."""
    secret: str = ""
    """ARN of a secret with `username` and `password`; empty to connect by an IAM token."""
    instance_class: str = "db.t4g.medium"
    """Of the instance that a restored Aurora cluster is given to be read."""
    sample: int = 100
    """How many rows of a table at each of its ends, items of a table or objects of a bucket are
    read whole."""
    count_at_most: int = 5_000_000
    """Tables of more rows or items, and buckets of more objects, are not counted, but sampled."""
    queries: tuple[Query, ...] = ()
    command: str = ""
    """Shell command that a restored EC2 instance runs through Systems Manager: its exit status
    decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validations:
    """All that has to hold of what is restored in an account."""

    default_tier: str
    """Tier of what names none."""
    rto_minutes: Mapping[str, int]
    """By tier: in how many minutes from the creation of the restore job it must be validated."""
    written: Sequence[Mapping[str, Any]] = ()
    """Validations as written, with what they match."""

    def of(self, tier: str, type_name: str, resource: str) -> Validation:
        """Return what has to hold of a resource.

        Args:
            tier: Its tier.
            type_name: AWS Backup's name of its type.
            resource: ARN of what was backed up.
        """
        asked = dict(zip(_MATCHES, (tier, type_name, resource), strict=True))
        merged: dict[str, Any] = {}
        for each in self.written:
            if all(fnmatchcase(asked[name], each.get(name, "*")) for name in _MATCHES):
                merged |= {key: value for key, value in each.items() if key not in _MATCHES}
        return _validation(merged)


def unpack_validations(text: str) -> Validations:
    """Read `validations.json`. All of it is read at once: a mistake in it is known at the start.

    Raises:
        ValueError: For a document of another version, a field that there is not, or no JSON.
        KeyError: When something is missing.
    """
    document: dict[str, Any] = json.loads(text)
    if document["schema"] != VALIDATIONS_SCHEMA:
        raise ValueError(f"{document['schema']} is read by another version of this function")
    for each in document["validations"]:
        _validation({key: value for key, value in each.items() if key not in _MATCHES})
    return Validations(
        default_tier=document["default_tier"],
        rto_minutes=dict(document["rto_minutes"]),
        written=tuple(document["validations"]),
    )


def _validation(written: Mapping[str, Any]) -> Validation:
    _known(written, Validation, "a validation")
    values = dict(written)
    if "depth" in values:
        values["depth"] = _depth(values["depth"])
    values["queries"] = tuple(_query(each) for each in values.get("queries", ()))
    return Validation(**values)


def _query(written: Mapping[str, Any]) -> Query:
    _known(written, Query, "a query")
    query = Query(**written)
    if (query.within_percent is None) != (query.of is None):
        raise ValueError(f"query {query.name!r}: `within_percent` and `of` go together")
    return query


def _known(written: Mapping[str, Any], kind: type, what: str) -> None:
    allowed = [each.name for each in fields(cast("Any", kind))]
    unknown = sorted(written.keys() - set(allowed))
    if unknown:
        raise ValueError(f"{what} has no field {unknown[0]!r}; it has {', '.join(allowed)}")


def _depth(written: str) -> Depth:
    names = {depth.name.lower(): depth for depth in Depth}
    if written not in names:
        raise ValueError(f"no depth {written!r}; write one of {', '.join(names)}")
    return names[written]
