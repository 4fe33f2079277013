"""The reference page of what `inherit` writes, variant by variant."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN, InheritVariant, inherit_variants

__all__ = ["render_variants_page"]

_INTRODUCTION: Final = """\
# What `inherit()` writes

<!-- Generated from bamp_pulumi/catalog; a test compares them. Do not edit by hand. -->

{count} variants of {types} resource types, under the default policy: in us-east-1 and tier
`standard` unless the row says otherwise. Each was read against the model of the service's API, the
provider and the service's guide, and a test asks the models again. Nothing here was deployed.

*Program* is what decides; what a service requires besides is left out. *Written* comes on top of
the tags, with the value that is there then; *beside it* is what is created. A code in the last
column is printed with the reason by `pulumi preview` and by `bamp preview`:

- `BAMP-I10`: the program's own value was weaker, and is raised. A stricter one stays.
- `BAMP-I11`: the value is known only after deployment, and is left alone.
- `BAMP-I27`: what the days cost is printed with its figure.
- `BAMP-I28`, `BAMP-I29`: AWS or the provider would refuse it, or it would be less than is wanted:
  not written.
- `BAMP-I30`: AWS Backup cannot back it up as declared.

## How many days are written

Where the program names a number of days, the larger of it and the tier's holds.

Where it names none, the longest that the service takes is written. What is deployed may keep more
than the tier requires, set by hand or by an earlier tier, and a smaller number would delete
backups.

The exceptions are ElastiCache nodes and FSx, where each day costs a great deal: whole copies of the
cache, or up to 90 days of changes. Where the program names no number, the provider itself sends one
at each deployment (0; 7 for FSx for Windows), so adoption cannot shorten what such a program keeps:
the tier's number is written, or the provider's where that is larger. A lower tier then keeps fewer
days, and so does a number that was set outside the program: the price is printed together with the
number to write where more is to stay.

For ElastiCache Serverless and MemoryDB the provider leaves alone what is deployed. The longest is
written there, and the price is printed with the tier's number.

Fewer days are announced twice: by `BAMP-I27` at each run, and as a loss by a preview that compares
a pull request with its base.

## What depends on the rest of the program

- More than 20 databases whose backups are replicated into one Region: all replications are
  declared, and `BAMP-I18` says that the account's quota, which AWS raises on request, has to allow
  them. None is left out: with a new database in front of the others, the one that is left out would
  change, and its replicated backups would be deleted.
- Two secrets of one name in two Regions: neither is replicated, they stand for each other
  (`BAMP-I29`).
- A data repository association beside a Lustre file system, or notifications without EventBridge
  beside a bucket of a continuous tier: said (`BAMP-I30`), and not changed.
- Regions: whether Amazon RDS replicates backups between two Regions is not checked. It does from
  us-east-1 to us-west-2; for others ask `aws rds describe-source-regions` in the recovery Region.
"""


def render_variants_page() -> str:
    """Render `docs/reference/inherited-settings.md` as Markdown."""
    variants = inherit_variants()
    types = len({one.type for one in variants})
    sections = [
        _section(token, [*rows]) for token, rows in groupby(variants, key=lambda one: one.type)
    ]
    return "\n".join([_INTRODUCTION.format(count=len(variants), types=types), *sections])


def _section(token: str, rows: Sequence[InheritVariant]) -> str:
    head = ("Variant", "Program", "Written", "Beside it", "Printed, or why")
    lines = [head, ["---"] * len(head), *(_cells(row) for row in rows)]
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
    sources = dict.fromkeys(f"{row.source} (read {row.read_on})" for row in rows)
    listed = "".join(f"- {source}\n" for source in sources)
    return f"## {token}\n\n{table}\n{listed}"


def _cells(row: InheritVariant) -> tuple[str, ...]:
    return (
        row.name,
        ", ".join(_program(row)) or "-",
        ", ".join(_said(row.writes)) or "-",
        ", ".join(kind.replace("_", " ") for kind in row.makes) or "-",
        "; ".join([", ".join(f"`{code}`" for code in row.codes)] * bool(row.codes) + _why(row))
        or "-",
    )


def _program(row: InheritVariant) -> Iterator[str]:
    if row.region != "us-east-1":
        yield f"in {row.region}"
    if row.tier != "standard":
        yield f"tier {row.tier}"
    yield from _said(row.inputs)


def _said(values: Mapping[str, object]) -> Iterator[str]:
    for path, value in values.items():
        yield f"`{path}: {_spelled(value)}`"


def _spelled(value: object) -> str:
    """Write a value as a program or a document does."""
    if value is UNKNOWN:
        return "known after deployment"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        # On the wire, keys are strings and values are anything.
        items = cast("Mapping[str, object]", value)
        return "{" + ", ".join(f"{key}: {_spelled(item)}" for key, item in items.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        listed = cast("Sequence[object]", value)
        return f"[{', '.join(map(_spelled, listed))}]"
    return str(value)


def _why(row: InheritVariant) -> list[str]:
    reasons = [row.why] if row.why else []
    if row.apart:
        reasons.append(f"must not have: {', '.join(one.rpartition(':')[2] for one in row.apart)}")
    return reasons
