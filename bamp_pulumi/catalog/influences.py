"""Which declared resources change what AWS Backup, or an alerting path, does with another one.

A judgement depends on resources: a data store, its key, the vault, role, plan and selection; a
topic, rule, target, alarm, function. What else points at one of them is read by the judgement, is
harmless for a reason, or is not understood: then the judgement is not verified.

The rows are text, in `influence_rows/`, one file for each kind of resource, read when first asked.
A block, up to an empty line, is a stance with its reason, the page it was read from (`source:`),
the types or services it is about (`of:`), what of them it replaces (`replaces:`), then a line for
each type with its links. What goes on
in the next line is indented; lines that begin with `#` are comments.

Source: pulumi_aws 7.51.1: which types make others, or have no property that names what they act on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.service_groups import service_group

__all__ = [
    "Influence",
    "Stance",
    "configuring_inputs",
    "influence_of",
    "influences",
    "is_opaque",
    "replacing_links",
]

_OPAQUE: Final = (
    "pulumi-python:dynamic",
    "pulumi-nodejs:dynamic",
    "command:",
    "aws:cloudcontrol/",
    "aws:cloudformation/",
    "aws:serverlessrepository/",
    "aws-native:cloudformation:",
    # Any CloudFormation type by its name, and custom resources.
    "aws-native:index:",
)
"""Types whose inputs are code, commands or templates: they may change whatever they name."""

_TOKENS: Final = ("aws:", "aws-native:")
"""How a line begins that names a type."""


class Stance(StrEnum):
    """How a judgement treats a resource that points at one it depends on."""

    READ = "read"
    """A judgement reads it."""
    HARMLESS = "harmless"
    """It changes nothing that AWS Backup or an alerting path depends on; `why` says so."""
    UNREAD = "unread"
    """It may change the outcome, and no judgement reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What one type of resource changes about those it points at."""

    type: str
    """Pulumi type token of the resource that points."""
    links: tuple[str, ...]
    """Wire names of the inputs by which it names what it configures: dots between levels, `*` for
    the items of a list. What lies below a link belongs to it. Empty where any input counts, and on
    the row of a type that names none: it works on a whole account, or only uses what it names."""
    stance: Stance
    why: str
    """What it changes, or why it changes nothing, in one clause."""
    of: tuple[str, ...] = ()
    """The types, or the service groups (`service_group`), that the row is about; empty: any."""
    replaces: str = ""
    """What AWS keeps one of and each such resource writes as a whole: `the policy`; empty where it
    adds something of its own. One whose link is unknown and comes from nothing declared may
    replace it on any resource of the account and Region."""
    source: str = ""
    """Page that the row was read from, with the date; empty where the reason needs none."""


@cache
def influence_of(by: str, on: str) -> Influence:
    """Return what a resource may change about another one that it points at.

    Args:
        by: Type token of the resource that points; never a component's, which AWS does not see.
        on: Type token of the resource it points at.

    Returns:
        The first row of `by` that is about `on`. Without one, a type of the same service, and one
        whose inputs are code or a template, is unread; every other type is harmless.
    """
    group = service_group(on)
    for row in _rows_by_type().get(by, ()):
        if not row.of or on in row.of or group in row.of:
            return row
    if group and group == service_group(by):
        why = f"it is not known whether {by} changes what happens to {on}"
        return Influence(type=by, links=(), stance=Stance.UNREAD, why=why)
    if is_opaque(by):
        why = "it runs code, a command or a template that may change whatever it names"
        return Influence(type=by, links=(), stance=Stance.UNREAD, why=why)
    why = "it uses it; a resource of another service does not configure it"
    return Influence(type=by, links=(), stance=Stance.HARMLESS, why=why)


def is_opaque(token: str) -> bool:
    """Return True if the inputs of a type are code, a command or a template."""
    return token.startswith(_OPAQUE)


@cache
def configuring_inputs(by: str) -> frozenset[str]:
    """List the inputs, on their first level, by which an unread type names what it may change.

    There a mere name counts, of a resource of another service too.
    """
    rows = _rows_by_type().get(by, ())
    unread = (row for row in rows if row.stance is Stance.UNREAD)
    return frozenset(link.partition(".")[0] for row in unread for link in row.links)


@cache
def replacing_links(by: str) -> tuple[str, ...]:
    """List the inputs by which a type names what it replaces something of, whole."""
    rows = (row for row in _rows_by_type().get(by, ()) if row.replaces)
    return tuple(link for row in rows for link in row.links)


@cache
def influences() -> tuple[Influence, ...]:
    """List all rows, those of one type in the order in which they are tried."""
    folder = files("bamp_pulumi.catalog").joinpath("influence_rows")
    texts = (
        file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".txt")
    )
    return tuple(row for text in texts for block in text.split("\n\n") for row in _rows(block))


@cache
def _rows_by_type() -> Mapping[str, tuple[Influence, ...]]:
    rows: dict[str, tuple[Influence, ...]] = {}
    for row in influences():
        rows[row.type] = (*rows.get(row.type, ()), row)
    return MappingProxyType(rows)


def _rows(block: str) -> Iterator[Influence]:
    """Read one block: a stance with its reason, then the types it holds for."""
    said: dict[str, str] = {}
    key = stance = ""
    types: list[str] = []
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(_TOKENS):
            types.append(line)
        elif line.startswith("  "):
            said[key] += f" {line.strip()}"
        else:
            word, _, text = line.partition(": ")
            stance = stance or word
            key = "why" if word == stance else word
            said[key] = text
    for line in types:
        token, *links = line.split()
        yield Influence(
            type=token,
            links=tuple(links),
            stance=Stance(stance),
            why=said["why"],
            of=tuple(said.get("of", "").split()),
            replaces=said.get("replaces", ""),
            source=said.get("source", ""),
        )
