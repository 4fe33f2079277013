"""The machine's form of the plan of an adoption: `bamp adopt --json`, schema `bamp.adoption/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from typing import Literal

from pydantic import Field

from bamp_pulumi.adoption import AdoptedStore, Adoption, Change, Importable
from bamp_pulumi.coverage import Finding
from bamp_pulumi.report.part import Part

__all__ = ["AdoptionDocument", "adoption_document", "adoption_json_schema"]


class AdoptionChange(Part):
    """One input of a data store that a deployment changes."""

    path: str
    """Wire path of the input; `tags.backup-tier` for a tag."""
    before: str
    """What is deployed."""
    after: str
    """What the program asks for."""
    later: str
    """When AWS makes the change, and what it does to the resource; empty for one that it makes
    with the deployment."""


class AdoptionStore(Part):
    """One data store of the programs."""

    urn: str
    """Its URN, as the program is read."""
    name: str
    """Logical name."""
    label: str
    """What people call its type."""
    program: str
    """Project and stack."""
    deployed: bool | None
    """Whether the state has it; null where no state was given."""
    status: str
    """How it stands once everything is deployed; as in `bamp.preview/1`."""
    changes: list[AdoptionChange]
    """What the first deployment changes; empty where it is created."""
    companions: list[str]
    """Names of resources that the first deployment creates beside it."""
    late_companions: list[str]
    """Names of resources that the second deployment creates."""
    waits_for: str
    """What has to have passed before the second deployment; empty for nothing."""
    warnings: list[str]
    """What the program was warned of about it."""
    twice: list[str]
    """What backs it up a second time."""
    to_decide: str
    """Why it needs an exemption or another protection; empty where it does not."""


class AdoptionImport(Part):
    """A resource of AWS Backup that may exist outside of the programs."""

    urn: str
    """Its URN, as the program is read."""
    program: str
    """Project and stack."""
    command: str
    """What imports it; parts in angle brackets are to be filled in."""
    look_up: str
    """What shows whether it exists."""
    caution: str
    """What must be equal before it is imported; empty for nothing."""


class AdoptionLoss(Part):
    """What the first deployment deletes, replaces or weakens, or what is open without a state."""

    id: str
    """Code of its kind, such as `BAMP-V97`."""
    severity: str
    """`error` where it has to be decided; `warning` or `info`."""
    urn: str
    """Resource that it is lost of."""
    program: str
    """Project and stack."""
    message: str
    """What is lost or open, and what to write."""


class AdoptionDocument(Part):
    """What `bamp adopt --json` prints."""

    schema_: Literal["bamp.adoption/1"] = Field(default="bamp.adoption/1", alias="schema")
    """Name and version of this format."""
    state: bool
    """Whether what is deployed is known of every program, by a state or a preview document."""
    deployments: Literal[0, 1, 2]
    """How many deployments it takes."""
    stores: list[AdoptionStore]
    """Every data store of the programs."""
    imports: list[AdoptionImport]
    """What may have to be imported before the first deployment."""
    lost: list[AdoptionLoss]
    """What the first deployment deletes, replaces or weakens; as in `bamp.preview/1`."""
    open: list[AdoptionLoss]
    """What of the plan depends on a state that was not given; empty where all are known."""


def adoption_document(adoption: Adoption) -> AdoptionDocument:
    """Return the plan of an adoption for machines."""
    return AdoptionDocument.model_validate(
        {
            "state": adoption.has_state,
            "deployments": adoption.deployments,
            "stores": [_store(store) for store in adoption.stores],
            "imports": [_import(one) for one in adoption.imports],
            "lost": [_loss(one) for one in adoption.lost],
            "open": [_loss(one) for one in adoption.open],
        }
    )


def adoption_json_schema() -> dict[str, object]:
    """Return the JSON Schema of the document."""
    return AdoptionDocument.model_json_schema(mode="serialization")


def _store(store: AdoptedStore) -> AdoptionStore:
    return AdoptionStore(
        urn=store.urn,
        name=store.name,
        label=store.label,
        program=store.program,
        deployed=store.is_deployed,
        status=store.status.value,
        changes=[_change(change) for change in store.changes],
        companions=[*store.companions],
        late_companions=[*store.late_companions],
        waits_for=store.waits_for,
        warnings=[*store.warnings],
        twice=[*store.twice],
        to_decide=store.to_decide,
    )


def _change(change: Change) -> AdoptionChange:
    return AdoptionChange(
        path=change.path, before=change.before, after=change.after, later=change.later
    )


def _import(one: Importable) -> AdoptionImport:
    return AdoptionImport(
        urn=one.urn,
        program=one.program,
        command=one.command,
        look_up=one.look_up,
        caution=one.caution,
    )


def _loss(one: Finding) -> AdoptionLoss:
    return AdoptionLoss(
        id=one.id,
        severity=one.severity.value,
        urn=one.urn,
        program=one.program,
        message=one.message,
    )
