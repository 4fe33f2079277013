"""The one rule by which a resource inherits the policy. Pure: plain values in and out.

It reads the catalog and knows no service by name. Every door (the transform of Python programs, a
remediation, an offline run) asks it, so all of them do the same.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import (
    UNKNOWN,
    DataStore,
    Protection,
    TagShape,
    copies_between,
    find_data_store,
    hiding_inputs,
)
from bamp_pulumi.errors import BampError
from bamp_pulumi.inheritance.findings import (
    exempt_and_tiered,
    ignored_by_program,
    no_backup,
    no_tags,
    owned_by_aws_backup,
    unverified,
)
from bamp_pulumi.inheritance.hardening import Hardening, harden, is_ignored
from bamp_pulumi.inheritance.inherited import NOTHING, Defaults, InheritanceFinding, Inherited
from bamp_pulumi.inheritance.obstacles import neighbours_of, obstacles_of
from bamp_pulumi.inheritance.planning import plan_companions
from bamp_pulumi.inheritance.tagging import read_tags, tag_edits
from bamp_pulumi.policy import (
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    TIER_TAG,
    BackupPolicy,
    Tier,
    read_exemption,
)

__all__ = ["inherit_resource"]

_NO_TAGS: Final[Mapping[str, str]] = MappingProxyType({})
_NOT_PROMISED: Final = frozenset({Protection.NONE, Protection.REBUILDABLE})
"""Nothing is promised for these, so they get no tag of a tier."""


def inherit_resource(  # noqa: PLR0913 - what a resource may stand in, all of it named
    type_token: str,
    inputs: Mapping[str, object],
    *,
    policy: BackupPolicy,
    defaults: Defaults,
    region: str = "",
    default_tags: Mapping[str, str] = _NO_TAGS,
    takes_companions: bool = True,
    secrets: Collection[str] = (),
    ignored: Collection[str] = (),
    has_namesake: bool = False,
) -> Inherited:
    """Return what one resource inherits.

    Nothing here overwrites a stricter setting of the program, shortens or deletes anything, or
    forces a replacement: the catalog lists only settings that AWS changes in place.

    Args:
        type_token: Pulumi type token, such as `aws:rds/instance:Instance`.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.
        policy: What is promised.
        defaults: What holds for the program: tier and owner of a resource that names none (the
            tier is one of the policy), and whether old versions may expire.
        region: Region the resource is made in. Default: unknown, taken for another than the
            policy's recovery Region.
        default_tags: Tags that its provider adds to every resource; they count as written.
        takes_companions: Whether resources can be made beside it. Default: yes; not beside a child
            of a packaged component, where the older inline form is written instead.
        secrets: Wire names of inputs whose values no finding may show.
        ignored: Paths of inputs whose changes the program ignores.
        has_namesake: Whether the program declares another resource of its type and name that is in
            the policy's recovery Region, or may be.

    Returns:
        What to add. Applied once or twice, the result is the same.
    """
    row = find_data_store(type_token, inputs)
    hiding = hiding_inputs(type_token, inputs)
    if row is None:
        return NOTHING
    written = read_tags(row, inputs, default_tags)
    tags = written or {}
    if EXEMPT_REASON_TAG in tags or EXEMPT_UNTIL_TAG in tags:
        return _exempt(tags, defaults.owner)
    if row.protection in _NOT_PROMISED:
        return Inherited(findings=(no_backup(row, worth_a_warning=True),))
    named = tags.get(TIER_TAG)
    tier_name = named if isinstance(named, str) else defaults.tier
    try:
        tier = policy.tier(tier_name)
    except BampError as refused:
        return Inherited(refusals=refused.refusals)
    # AWS takes no replica in a resource's own Region, nor in another partition.
    away = policy.recovery_region
    is_apart = bool(region) and copies_between(region, away).can is False
    recovery_region = "" if region == away or is_apart else away
    hardening = harden(
        row,
        inputs,
        tier=tier,
        tier_name=tier_name,
        replica_region=recovery_region if tier.copies_to(recovery_region) else "",
        secrets=secrets,
        ignored=ignored,
        has_namesake=has_namesake,
    )
    planning = plan_companions(
        row,
        inputs,
        tier=tier,
        region=region,
        recovery_region=recovery_region,
        takes_companions=takes_companions,
        may_delete=defaults.expire_noncurrent_versions,
    )
    added = _missing_tags(row, tags, defaults)
    owned = _owned(row, tier, hardening)
    findings = [*_about(row, written, tier_name), *obstacles_of(row, inputs, region)]
    if added and is_ignored(row.tags_property, ignored):
        why = "AWS Backup selects by the tags that it has"
        findings.append(ignored_by_program(row.tags_property, why))
    if hiding:
        why = f"it is taken for {row.label} until then, and what others take besides is left out"
        findings.append(unverified(" and ".join(hiding), why))
    if owned:
        findings.append(owned_by_aws_backup(owned, tier_name))
    return Inherited(
        tags=added,
        edits=(*tag_edits(row, added, inputs), *hardening.edits, *planning.edits),
        companions=tuple(planning.companions),
        neighbours=neighbours_of(row, tier),
        ignore_changes=owned,
        findings=(*findings, *hardening.findings, *planning.findings),
    )


def _exempt(tags: Mapping[str, object], owner: str) -> Inherited:
    """An exempt resource inherits nothing; half an exemption is refused."""
    known = {key: value for key, value in tags.items() if isinstance(value, str)}
    tier = tags.get(TIER_TAG)
    findings = () if tier is None else (exempt_and_tiered(str(tier)),)
    parts = (EXEMPT_REASON_TAG, OWNER_TAG, EXEMPT_UNTIL_TAG)
    if any(tags.get(part) is UNKNOWN for part in parts):
        return Inherited(
            findings=(
                *findings,
                unverified("its exemption", "an exemption needs a reason, an owner and an end"),
            )
        )
    try:
        read_exemption(known, owner)
    except BampError as refused:
        return Inherited(refusals=refused.refusals)
    return Inherited(findings=findings)


def _missing_tags(
    row: DataStore, tags: Mapping[str, object], defaults: Defaults
) -> Mapping[str, str]:
    if row.tags is TagShape.NONE:
        return {}
    wanted = ((TIER_TAG, defaults.tier), (OWNER_TAG, defaults.owner))
    return {key: value for key, value in wanted if key not in tags}


def _owned(row: DataStore, tier: Tier, hardening: Hardening) -> tuple[str, ...]:
    """Inputs that AWS Backup sets to other values than the program's: their changes are ignored.

    Not those that are written as AWS Backup sets them. A change that is ignored never reaches a
    database that is there already: it would keep the retention it has, or none at all.
    """
    if tier.continuous_days is None or hardening.left_alone & {*row.continuous_owns}:
        return ()
    return tuple(name for name in row.continuous_owns if name not in hardening.followed)


def _about(
    row: DataStore, written: Mapping[str, object] | None, tier_name: str
) -> list[InheritanceFinding]:
    findings: list[InheritanceFinding] = []
    if row.protection is not Protection.BACKUP:
        findings.append(no_backup(row, worth_a_warning=False))
    elif row.tags is TagShape.NONE:
        findings.append(no_tags(row))
    if written is None or written.get(TIER_TAG) is UNKNOWN:
        what = row.tags_property if written is None else f"tag {TIER_TAG}"
        findings.append(unverified(what, f"tier {tier_name} is taken until then"))
    return findings
