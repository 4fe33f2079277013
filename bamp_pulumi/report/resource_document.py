"""A data store in the machine's form: a part of `bamp.preview/1`."""

from bamp_pulumi.coverage import Coverage, ResourceCoverage, Status
from bamp_pulumi.report.finding_document import PreviewFinding, finding_part
from bamp_pulumi.report.kept_parts import CopyPart, RulePart
from bamp_pulumi.report.part import Part

__all__ = ["PreviewResource", "resource_part"]


class PreviewRule(RulePart):
    """A rule of a backup plan that will make recovery points of the resource."""

    plan: str
    """Name of the backup plan."""
    rule: str
    """Name of the rule."""
    region: str
    """Region of the vault."""


class PreviewCopy(CopyPart):
    """A copy of the recovery points of a rule."""

    rule: str
    """Name of the rule that copies."""


class PreviewExposure(Part):
    """What can really be lost when the resource is restored from a Region."""

    region: str
    """Region that is restored from."""
    at_most_minutes: int | None
    """Greatest age of the newest state that can be restored, with the time that jobs may wait and
    take; null when at some time there is nothing, or when no bound is known."""
    known: bool
    """Whether a bound is known; false where jobs wait for one another without end."""


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
    program_owner: str
    """Owner that its program gives, to `inherit()` or as `bamp:owner` of its stack: whom to ask
    where its tags name none. Empty for none."""
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


def resource_part(covered: ResourceCoverage, coverage: Coverage) -> PreviewResource:
    """Put a data store into the machine's form."""
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
        program_owner=coverage.estate.inherited_owners.get(resource.program, ""),
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
        findings=[finding_part(finding, coverage.estate) for finding in covered.findings],
    )
