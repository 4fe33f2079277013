"""The machine's form of a preview: `bamp preview --json`, schema `bamp.preview/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from bamp_pulumi.changes import Comparison, Snapshot, snapshot_of
from bamp_pulumi.coverage import Coverage, Finding, ResourceCoverage, Severity, Status
from bamp_pulumi.rehearsal import AccountSummary
from bamp_pulumi.report.account_document import PreviewAccount, account_part
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.part import Part
from bamp_pulumi.report.remedies import remedy_of, sources_named
from bamp_pulumi.report.verdict import verdict_of_preview

__all__ = ["PreviewDocument", "preview_document", "preview_json_schema"]


class PreviewRule(Part):
    """A rule of a backup plan that will make recovery points of the resource."""

    plan: str
    """Name of the backup plan."""
    rule: str
    """Name of the rule."""
    schedule: str
    """AWS cron expression."""
    timezone: str
    """IANA time zone of the schedule."""
    retention_days: int | None
    """Days a recovery point is kept; null if kept indefinitely."""
    continuous: bool
    """Whether the resource can be restored to any second."""
    vault: str
    """Name of the vault."""
    region: str
    """Region of the vault."""


class PreviewCopy(Part):
    """A copy of the recovery points of a rule."""

    rule: str
    """Name of the rule that copies."""
    region: str
    """Region the copy goes to."""
    account_id: str
    """Account the copy goes to."""
    vault: str
    """Name of the vault it goes to."""
    retention_days: int | None
    """Days a copy is kept; null if kept indefinitely."""


class PreviewExposure(Part):
    """What can really be lost when the resource is restored from a Region."""

    region: str
    """Region that is restored from."""
    at_most_minutes: int | None
    """Greatest age of the newest state that can be restored, with the time that jobs may wait and
    take; null when at some time there is nothing, or when no bound is known."""
    known: bool
    """Whether a bound is known; false where jobs wait for one another without end."""


class PreviewFinding(Part):
    """Something a reader should know or fix."""

    id: str
    """Code, such as BAMP-V01; docs/reference/findings.md explains it."""
    severity: Severity
    """error, warning or info."""
    urn: str
    """Pulumi URN of the resource; empty when it is about the whole."""
    program: str
    """Program of the resource, as in `resources`: two programs may have one URN."""
    message: str
    """What was found and what to do."""
    follows_from: str
    """Code of the finding of the same resource that it follows from, and is gone with; empty for
    a fault of its own. Terminal, Markdown, SARIF and JUnit count it with that one."""
    source: str
    """File and line that declare the resource, relative to its program; empty when not known."""
    remedy: str
    """How findings of this kind are fixed; `bamp explain` has a snippet too."""
    sources: list[str]
    """Pages that say so: addresses, or `house rule`."""
    link: str
    """Where the documentation of this version explains the code; empty where
    nobody has recorded the repository."""


class PreviewResource(Part):
    """A data store and its status."""

    urn: str
    """Pulumi URN."""
    program: str
    """Project and stack."""
    type: str
    """Pulumi type token."""
    name: str
    """Logical name."""
    region: str
    """AWS Region; empty while unknown."""
    status: Status
    """Its status, as far as it is proved: what an assumed account would protect is
    unverified."""
    assumed_status: Status | None
    """Its status in the assumed account; null where an account was given."""
    how: str
    """How it is protected, or why it is not."""
    tier: str
    """Tier its tags name; empty for none."""
    owner: str
    """Owner its tags name; empty for none."""
    source: str
    """File and line that declare it; empty when not known."""
    rules: list[PreviewRule]
    """Rules that will make recovery points of it."""
    copies: list[PreviewCopy]
    """Copies that will be made of them."""
    rpo_minutes: int | None
    """Recovery point objective of its tier, minutes; null without a tier."""
    achieved_rpo_minutes: int | None
    """Longest interval between two recovery points in its own Region, or how far a continuous
    backup lags behind, minutes: what `rpo_minutes` is compared with; null without backups."""
    exposure: list[PreviewExposure]
    """What can really be lost, its own Region first; empty where nothing can be said."""
    findings: list[PreviewFinding]
    """What was found about it."""


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
    places = {(r.program, r.urn): r.source for r in coverage.estate.resources}
    resources = [_resource(covered, coverage, places) for covered in coverage.resources]
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
            )
            for program in coverage.estate.programs
        ],
        resources=resources,
        findings=[_finding(finding, places) for finding in coverage.all_findings],
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


def _finding(finding: Finding, places: Mapping[tuple[str, str], str]) -> PreviewFinding:
    return PreviewFinding(
        id=finding.id,
        severity=finding.severity,
        urn=finding.urn,
        program=finding.program,
        message=finding.message,
        follows_from=finding.follows_from,
        source=places.get((finding.program, finding.urn), ""),
        remedy=remedy_of(finding.id),
        sources=sources_named(finding.id),
        link=docs_url(finding.id),
    )


def _resource(
    covered: ResourceCoverage, coverage: Coverage, places: Mapping[tuple[str, str], str]
) -> PreviewResource:
    resource = covered.resource
    return PreviewResource(
        urn=resource.urn,
        program=resource.program,
        type=resource.type,
        name=resource.name,
        region=resource.region,
        status=coverage.proved(covered.status),
        assumed_status=covered.status if coverage.assumed else None,
        how=covered.how,
        tier=covered.tier,
        owner=covered.owner,
        source=resource.source,
        rules=[
            PreviewRule(
                plan=rule.plan,
                rule=rule.rule,
                schedule=rule.schedule,
                timezone=rule.timezone,
                retention_days=rule.retention_days,
                continuous=rule.continuous,
                vault=rule.vault,
                region=rule.region,
            )
            for rule in covered.rules
        ],
        copies=[
            PreviewCopy(
                rule=copy.rule,
                region=copy.region,
                account_id=copy.account_id,
                vault=copy.vault,
                retention_days=copy.retention_days,
            )
            for copy in covered.copies
        ],
        rpo_minutes=covered.rpo_minutes,
        achieved_rpo_minutes=covered.achieved_rpo_minutes,
        exposure=[
            PreviewExposure(
                region=one.region, at_most_minutes=one.at_most_minutes, known=one.is_known
            )
            for one in covered.exposure
        ],
        findings=[_finding(finding, places) for finding in covered.findings],
    )
