"""The machine's form of leaving: `bamp leave --json`, schema `bamp.leaving/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from bamp_pulumi.leaving import (
    FallBack,
    Fate,
    KeptPoints,
    Leaving,
    LeftCompanion,
    LeftResource,
    Snippet,
)
from bamp_pulumi.report.part import Part

__all__ = ["LeavingDocument", "leaving_document", "leaving_json_schema"]


class FallBackPart(Part):
    """An input that inherit() wrote, and what becomes of it."""

    path: str
    """Wire names with dots between levels."""
    fate: Fate
    """falls, same, kept or unknown."""
    value: str
    """What stands there."""
    after: str
    """What it becomes; empty for what is kept, and what nobody says."""
    effect: str
    """What AWS does then; empty where nothing changes."""
    source: str
    """Where that was read; empty where the program itself says it."""
    read_on: str
    """Day of that reading, ISO 8601; empty without a source."""


class CompanionPart(Part):
    """A companion that is no longer declared."""

    kind: str
    """bucket_versioning, bucket_lifecycle or rds_backup_replication."""
    name: str
    """Logical name."""
    type: str
    """Pulumi type token."""
    retained: bool
    """Whether Pulumi leaves it in AWS."""
    effect: str
    """What that does in AWS."""
    data: str
    """What becomes of what is kept already."""
    source: str
    """Where that was read."""
    read_on: str
    """Day of that reading, ISO 8601."""


class PointsPart(Part):
    """Recovery points that stay."""

    rule: str
    """Rule that made them."""
    vault: str
    """Vault that they are in."""
    region: str
    """AWS Region of the vault."""
    retention_days: int | None
    """Days that each is kept; null: indefinitely."""
    until: date | None
    """Last day of one that is made on the day of leaving; null: none."""
    most_days: int | None
    """Longest retention that the lock of the vault takes; null for no such limit, and where its
    lock is not known."""


class LeftPart(Part):
    """A data store of which inherit() has written something."""

    program: str
    """Project and stack."""
    urn: str
    """Pulumi URN."""
    type: str
    """Pulumi type token."""
    name: str
    """Logical name."""
    source: str
    """File and line that declare it; empty when not known."""
    recorded: bool
    """Whether the run recorded what inherit() wrote. False for a document: then what stands there
    may be the program's own."""
    inputs: list[FallBackPart]
    """Inputs that were written."""
    tags: dict[str, str]
    """Tags that are no longer written: no selection by tag matches without them."""
    ignore_changes: list[str]
    """Names that were added to the option ignoreChanges."""
    companions: list[CompanionPart]
    """Companions that are no longer declared."""
    recovery_points: list[PointsPart]
    """Recovery points that stay, and until when."""


class SnippetPart(Part):
    """Code that keeps what inherit() wrote."""

    language: str
    """python or yaml."""
    where: str
    """Where it goes."""
    file: str
    """File that it goes into; empty where a document does not say it."""
    line: int
    """Line of the call that it goes into, or of the statement that it goes after; 0 for none."""
    text: str
    """What to paste."""
    names: list[str]
    """Resources that it keeps as they are."""


class LeavingDocument(Part):
    """What `bamp leave --json` prints."""

    schema_: Literal["bamp.leaving/1"] = Field(default="bamp.leaving/1", alias="schema")
    """Name and version of this format."""
    today: date
    """Day on which inherit() is removed: dates are counted from it."""
    harmless: bool
    """Whether nothing becomes shorter or weaker, nothing is deleted, and nothing is unknown."""
    resources: list[LeftPart]
    """Data stores of which inherit() has written something."""
    snippets: list[SnippetPart]
    """Code that keeps all of it, in the order to paste it."""
    unseen: list[str]
    """Packaged components whose children no run shows."""


def leaving_document(leaving: Leaving) -> LeavingDocument:
    """Put leaving into the machine's form."""
    return LeavingDocument(
        today=leaving.today,
        harmless=leaving.is_harmless,
        resources=[_left(one) for one in leaving.resources],
        snippets=[_snippet(one) for one in leaving.snippets],
        unseen=list(leaving.unseen),
    )


def leaving_json_schema() -> dict[str, object]:
    """Return the JSON Schema of `bamp.leaving/1`."""
    return LeavingDocument.model_json_schema(mode="serialization")


def _left(one: LeftResource) -> LeftPart:
    return LeftPart(
        program=one.program,
        urn=one.urn,
        type=one.type,
        name=one.name,
        source=one.source,
        recorded=one.is_recorded,
        inputs=[_fall_back(each) for each in one.inputs],
        tags=dict(one.tags),
        ignore_changes=list(one.ignore_changes),
        companions=[_companion(each) for each in one.companions],
        recovery_points=[_points(each) for each in one.points],
    )


def _fall_back(one: FallBack) -> FallBackPart:
    return FallBackPart(
        path=one.path,
        fate=one.fate,
        value=one.value,
        after=one.after,
        effect=one.effect,
        source=one.source,
        read_on=one.read_on,
    )


def _companion(one: LeftCompanion) -> CompanionPart:
    return CompanionPart(
        kind=one.kind,
        name=one.name,
        type=one.type,
        retained=one.is_retained,
        effect=one.effect,
        data=one.data,
        source=one.source,
        read_on=one.read_on,
    )


def _points(one: KeptPoints) -> PointsPart:
    return PointsPart(
        rule=one.rule,
        vault=one.vault,
        region=one.region,
        retention_days=one.days,
        until=one.until,
        most_days=one.most_days,
    )


def _snippet(one: Snippet) -> SnippetPart:
    return SnippetPart(
        language=one.language,
        where=one.where,
        file=one.file,
        line=one.line,
        text=one.text,
        names=list(one.names),
    )
