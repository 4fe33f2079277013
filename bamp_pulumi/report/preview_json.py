"""The machine's form of a preview: `bamp preview --json`, schema `bamp.preview/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from collections import Counter
from typing import Literal

from pydantic import Field

from bamp_pulumi.changes import Comparison, Snapshot, snapshot_of
from bamp_pulumi.coverage import Coverage, Status
from bamp_pulumi.rehearsal import AccountSummary
from bamp_pulumi.report.account_document import PreviewAccount, account_part
from bamp_pulumi.report.finding_document import PreviewFinding, finding_part
from bamp_pulumi.report.part import Part
from bamp_pulumi.report.resource_document import PreviewResource, resource_part
from bamp_pulumi.report.verdict import verdict_of_preview

__all__ = ["PreviewDocument", "preview_document", "preview_json_schema"]


class PreviewProgram(Part):
    """Where a program is deployed."""

    name: str
    """Project and stack, as in `resources`."""
    account_id: str
    """Account of its default provider; empty while unknown."""
    account_assumed: bool
    """Whether nothing of the program's own names the account."""
    account_from: str
    """Program, manifest or export whose account was assumed to be its own; may be empty."""
    region: str
    """Region of its default provider; empty while unknown."""
    region_assumed: bool
    """Whether nobody named the Region."""
    deployed_known: bool
    """Whether what its stack has deployed is known, by --state, a preview document or an export.
    Where not, the program is judged as of a first deployment."""


class PreviewNote(Part):
    """Something that reading a program brought up."""

    code: str
    """What kind of thing, such as `region-assumed`."""
    program: str
    """Program it is about, as in `resources`."""
    urn: str
    """Resource it is about; empty for the program as a whole."""
    message: str
    """One sentence."""


class PreviewSummary(Part):
    """Number of resources by status."""

    protected: int
    """Backed up by AWS Backup."""
    native: int
    """Protected by the service itself."""
    exempt: int
    """Exempt by a decision in force."""
    unprotected: int
    """Neither."""
    unverified: int
    """Not known from what was given."""
    verdict: Literal["accepted", "assumed", "refused"]
    """Whether the preview is accepted; `assumed` when it would be by an account that was
    assumed."""
    why: str
    """The verdict in a sentence, with the reasons against it."""
    exit_status: int
    """Exit status of the command: 0 or 1."""


class PreviewDocument(Part):
    """What `bamp preview --json` prints."""

    schema_: Literal["bamp.preview/1"] = Field(default="bamp.preview/1", alias="schema")
    """Name and version of this format."""
    account: Literal["given", "assumed", "none"]
    """Whose plans the resources were judged by: those that were given, those of an account that was
    assumed because none was given (then nothing is proved), or none."""
    assumed_account: str
    """The account that was assumed, in a few words; empty where none was."""
    account_summary: PreviewAccount | None
    """What the accounts declare, where they are all that is given; else null."""
    programs: list[PreviewProgram]
    """Every program that was read, and where it is deployed."""
    resources: list[PreviewResource]
    """Every data store of the given programs."""
    findings: list[PreviewFinding]
    """Findings of the whole and of each resource."""
    notes: list[PreviewNote]
    """What was assumed, could not be known, or was logged by a program."""
    summary: PreviewSummary
    """Counts by status, and the verdict."""
    snapshot: Snapshot | None = None
    """What a later preview compares with, by `--base FILE`. Hashes of inputs, none of secrets."""
    changes: Comparison | None = None
    """What changed since the base; null without `--base`."""


def preview_document(
    coverage: Coverage,
    *,
    summary: AccountSummary | None = None,
    compared: Comparison | None = None,
    allow_unverified: bool = False,
) -> PreviewDocument:
    """Put a coverage into the machine's form.

    Args:
        coverage: How the data stores of an estate are protected.
        summary: What an account alone declares. Default: none.
        compared: How it compares with its base. Default: it has none.
        allow_unverified: Whether the verdict accepts what is not verified.
    """
    verdict = verdict_of_preview(coverage, allow_unverified=allow_unverified)
    resources = [resource_part(covered, coverage) for covered in coverage.resources]
    counted = Counter(resource.status for resource in resources)
    return PreviewDocument(
        account=_account(coverage),
        assumed_account=coverage.assumed,
        account_summary=None if summary is None else account_part(summary),
        programs=[
            PreviewProgram(
                name=program.name,
                account_id=program.account_id,
                account_assumed=program.account_assumed,
                account_from=program.account_from,
                region=program.region,
                region_assumed=program.region_assumed,
                deployed_known=program.deployed_known,
            )
            for program in coverage.estate.programs
        ],
        resources=resources,
        findings=[finding_part(finding, coverage.estate) for finding in coverage.all_findings],
        notes=[
            PreviewNote(code=note.code, program=note.program, urn=note.urn, message=note.message)
            for program in coverage.estate.programs
            for note in program.notes
        ],
        summary=PreviewSummary(
            **{str(status): counted[status] for status in Status},
            verdict=verdict.verdict,
            why=verdict.says,
            exit_status=verdict.exit_status,
        ),
        snapshot=snapshot_of(coverage),
        changes=compared,
    )


def preview_json_schema() -> dict[str, object]:
    """Return the JSON Schema of `bamp.preview/1`."""
    return PreviewDocument.model_json_schema(mode="serialization")


def _account(coverage: Coverage) -> Literal["given", "assumed", "none"]:
    if coverage.assumed:
        return "assumed"
    return "given" if coverage.account is not None and coverage.account.plans else "none"
