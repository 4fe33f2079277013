"""The policies of a declared role: attached, inline, boundary.

A policy that no given program declares may deny anything, so it is treated as unknown. AWS's
own are known where the catalog knows them; the others for AWS Backup (`AWSBackup...`) only allow;
any other may deny. What one resource attaches and another's exclusive list leaves out may be
attached or not, whichever is deployed last: such a policy counts as disputed.

Source: AWS managed policy reference, as packaged in moto 5.2.5: 44 of its 1,582 policies deny, none
for AWS Backup (read 2026-11-26); pulumi_aws 7.51.1, notes of the exclusive types (read 2026-11-28).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.access import ALLOW_ALL, Policy, read_policy
from bamp_pulumi.catalog import (
    BACKUP_ROLE_POLICIES,
    KEY_GRANT_CONDITION,
    UNKNOWN,
    ManagedPolicy,
    Partition,
    actions_of_policy,
    partition_of,
)
from bamp_pulumi.declared.own_arns import document_of
from bamp_pulumi.declared.values import entries, items, text
from bamp_pulumi.estate import Estate, Reference, Resource

__all__ = ["POLICIES_OF_ROLES", "ROLE", "RolePolicies", "read_role_policies"]

ROLE: Final = "aws:iam/role:Role"
_POLICY: Final = "aws:iam/policy:Policy"
_INLINE: Final = "aws:iam/rolePolicy:RolePolicy"
_INLINE_EXCLUSIVE: Final = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive"
_ATTACHMENT: Final = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
POLICIES_OF_ROLES: Final = (_INLINE, _ATTACHMENT)
"""Types whose resources each give one policy to a role, which `role` names."""
_ATTACHED_EXCLUSIVE: Final = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive"
_OF_A_POLICY: Final = "aws:iam/policyAttachment:PolicyAttachment"
_OF_AWS: Final = re.compile(r"arn:(?P<partition>[a-z-]+):iam::aws:policy/(?:.*/)?(?P<name>[^/]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePolicies:
    """Every policy that decides over a role."""

    policies: tuple[Policy, ...]
    managed: tuple[ManagedPolicy, ...]
    """AWS's own policies for AWS Backup among those that are certainly attached."""
    boundary: Policy | None = None
    documents: tuple[Resource, ...] = ()
    """The declared policies among them, as resources."""


@dataclass(frozen=True, slots=True)
class _Attached:
    """One policy that a resource attaches to a role."""

    holder: Resource
    """The resource that attaches it: the role itself, or an attachment."""
    path: str
    """Its input that names the policy."""
    arn: object
    """ARN of the policy; `UNKNOWN` while unknown."""
    doubt: str = ""
    """Why it may not be attached; empty when it certainly is."""


def read_role_policies(estate: Estate, role: Resource) -> RolePolicies:
    """Read what a declared role may do."""
    if role.external:
        open_policy = read_policy(UNKNOWN, name=f"role {role.name}, which is only looked up")
        return RolePolicies(policies=(open_policy,), managed=())
    attached = [*_attached(estate, role)]
    here = partition_of(role.region)
    sure = (text(one.arn) for one in attached if not one.doubt)
    own = [p for one in attached for p in _policies(estate, one, here)]
    return RolePolicies(
        policies=(*_inline(estate, role), *own),
        managed=_managed(frozenset(arn for arn in sure if _of_aws(arn, here))),
        boundary=_boundary(estate, role),
        documents=(
            *(r for a in attached for r in _declared(estate, a.holder, a.path, a.arn)),
            *_declared(estate, role, "permissionsBoundary", role.inputs.get("permissionsBoundary")),
        ),
    )


def _declared(estate: Estate, holder: Resource, path: str, arn: object) -> tuple[Resource, ...]:
    """Return the declared policies that an input names."""
    return estate.resolve(holder, path, _POLICY, written=arn).certain


def _attached(estate: Estate, role: Resource) -> Iterator[_Attached]:
    """List what is attached to a role, each with what may detach it."""
    named = estate.naming(role, "roleName", _ATTACHED_EXCLUSIVE)
    exclusive = [(reference.source, reference.source.value("policyArns")) for reference in named]
    doubts = {reference.source: _doubt(reference, role) for reference in named}
    own = role.inputs.get("managedPolicyArns")
    if own is not None:
        exclusive.append((role, own))
    found = [
        _Attached(
            holder,
            "policyArns" if holder is not role else "managedPolicyArns",
            arn,
            doubts.get(holder, ""),
        )
        for holder, listed in exclusive
        for arn in (items(listed) or [listed])
        if arn is not None and not (listed is not UNKNOWN and not items(listed))
    ]
    attachments = (("role", _ATTACHMENT), ("roles", _OF_A_POLICY))
    for reference in (r for link, token in attachments for r in estate.naming(role, link, token)):
        source, doubt = reference.source, _doubt(reference, role)
        found.append(_Attached(source, "policyArn", source.inputs.get("policyArn"), doubt))
    for one in found:
        yield one if one.doubt else replace(one, doubt=_detached(estate, role, one, exclusive))


def _doubt(reference: Reference, role: Resource) -> str:
    """Return that what a resource attaches may belong to another role; empty when it does not."""
    what = f"whether {reference.source.name} attaches it to {role.name} is not known"
    return "" if reference.is_certain else what


def _detached(
    estate: Estate,
    role: Resource,
    one: _Attached,
    exclusive: Sequence[tuple[Resource, object]],
) -> str:
    """Return what may detach a policy from a role: an exclusive list without it."""
    mine = _identity(estate, one)
    for holder, listed in exclusive:
        if holder is one.holder:
            continue
        path = "managedPolicyArns" if holder is role else "policyArns"
        named = {_identity(estate, _Attached(holder, path, arn)) for arn in items(listed)}
        if mine not in named:
            return f"{holder.name} lists all policies of role {role.name} and does not include it"
    for holder in estate.of_type(_OF_A_POLICY):
        other = _Attached(holder, "policyArn", holder.inputs.get("policyArn"))
        if holder is one.holder or _identity(estate, other) != mine:
            continue
        if estate.resolve(holder, "roles", ROLE).names(role) is not True:
            return f"{holder.name} lists all that the policy is attached to and leaves out the role"
    return ""


def _identity(estate: Estate, one: _Attached) -> object:
    """Return what identifies a policy: the declared policy, else its ARN."""
    declared = estate.resolve(one.holder, one.path, _POLICY, written=one.arn).only
    return declared or text(one.arn) or one.holder


def _policies(estate: Estate, one: _Attached, here: Partition | None) -> Iterator[Policy]:
    declared = estate.resolve(one.holder, one.path, _POLICY, written=one.arn)
    known = (_document(estate, each) for each in declared.certain)
    found = known if declared.certain else _by_arn(one.arn, here)
    for policy in found:
        if one.doubt:
            name = f"{policy.name}, which may be detached: {one.doubt}"
            yield replace(policy, name=name, is_disputed=True)
        else:
            yield policy


def _of_aws(arn: str, here: Partition | None) -> str:
    """Return the name of AWS's own policy of an ARN; empty for another's or another partition's."""
    found = _OF_AWS.fullmatch(arn)
    is_elsewhere = found is not None and here is not None and found["partition"] != here.name
    return "" if found is None or is_elsewhere else found["name"]


def _by_arn(arn: object, here: Partition | None) -> Iterator[Policy]:
    """Read the policy of an ARN; nothing where it is one of AWS's that cannot deny."""
    known = text(arn)
    of_aws = _of_aws(known, here)
    if of_aws == "AdministratorAccess":
        yield ALLOW_ALL
    elif of_aws.startswith("AWSBackup"):
        yield from map(_of_catalog, _managed(frozenset({known})))
    else:
        name = f"policy {known}" if known else "a policy whose ARN is not known"
        yield read_policy(UNKNOWN, name=f"{name}, which no given program declares")


def _managed(arns: frozenset[str]) -> tuple[ManagedPolicy, ...]:
    """Return AWS's own backup policies among attached ones, by what follows the partition."""
    tails = {arn.partition(":iam::")[2] for arn in arns}
    return tuple(p for p in BACKUP_ROLE_POLICIES if p.arn().partition(":iam::")[2] in tails)


def _boundary(estate: Estate, role: Resource) -> Policy | None:
    """Read the permissions boundary of a role; None when it has none."""
    given = role.inputs.get("permissionsBoundary")
    if given is None:
        return None
    declared = estate.resolve(role, "permissionsBoundary", _POLICY).only
    if declared is not None:
        return _document(estate, declared)
    if _of_aws(text(given), partition_of(role.region)) == "AdministratorAccess":
        return ALLOW_ALL
    which = f" {text(given)}" if text(given) else ""
    return read_policy(UNKNOWN, name=f"the permissions boundary{which} of role {role.name}")


def _inline(estate: Estate, role: Resource) -> Iterator[Policy]:
    given = role.inputs.get("inlinePolicies")
    if given is UNKNOWN or UNKNOWN in items(given):
        yield read_policy(UNKNOWN, name=f"an inline policy of role {role.name}")
    own = [each for each in entries(given) if "policy" in each]
    for each in own:
        named = text(each.get("name"))
        name = f"inline policy {named}" if named else "an inline policy"
        yield read_policy(each["policy"], name=f"{name} of role {role.name}")
    exclusive = [r.source for r in estate.naming(role, "roleName", _INLINE_EXCLUSIVE)]
    for reference in estate.naming(role, "role", _INLINE):
        resource = reference.source
        policy = _document(estate, resource)
        doubt = "" if reference.is_certain else "whether it is of this role is not known"
        doubt = doubt or _removed(resource, role, exclusive, has_own=bool(own))
        yield (
            replace(policy, name=f"{policy.name}, which may be removed: {doubt}", is_disputed=True)
            if doubt
            else policy
        )


def _removed(
    policy: Resource, role: Resource, exclusive: Sequence[Resource], *, has_own: bool
) -> str:
    if has_own:
        return f"role {role.name} lists its inline policies itself"
    for each in exclusive:
        names = items(each.value("policyNames"))
        if policy.text("name") not in names or not policy.text("name"):
            return f"{each.name} lists all inline policies of the role"
    return ""


def _of_catalog(managed: ManagedPolicy) -> Policy:
    """Write what the catalog knows of a policy of AWS."""
    actions = actions_of_policy(managed.purpose)
    statements = [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]
    if managed.purpose == "backup":
        statements.append(
            {
                "Effect": "Allow",
                "Action": ["kms:CreateGrant"],
                "Resource": "*",
                "Condition": {"Bool": {KEY_GRANT_CONDITION: "true"}},  # pyright: ignore[reportArgumentType] - JSON
            }
        )
    return read_policy({"Statement": statements}, name=managed.name)


def _document(estate: Estate, resource: Resource) -> Policy:
    name = resource.text("name") or resource.name
    return read_policy(document_of(estate, resource, "policy") or UNKNOWN, name=f"policy {name}")
