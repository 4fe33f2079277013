"""The policies of a declared role: attached, inline, boundary, and who may assume it.

A policy that no given program declares may deny anything, so it is one that nobody has seen. AWS's
own are known where the catalog knows them; the others for AWS Backup (`AWSBackup...`) only allow;
any other may deny.

Source: AWS managed policy reference, as packaged in moto 5.2.5: 44 of its 1,582 policies deny, none
for AWS Backup (read 2026-11-26).
"""

import re
from collections.abc import Iterator
from typing import Final

from bamp_pulumi.access import ALLOW_ALL, Policy, read_policy
from bamp_pulumi.catalog import (
    BACKUP_ROLE_POLICIES,
    KEY_GRANT_CONDITION,
    UNKNOWN,
    ManagedPolicy,
    actions_of_policy,
)
from bamp_pulumi.declared.values import entries, items, text
from bamp_pulumi.estate import Estate, Resource

__all__ = ["ROLE", "attached_arns", "boundary_of", "managed_policies", "policies_of"]

ROLE: Final = "aws:iam/role:Role"
_POLICY: Final = "aws:iam/policy:Policy"
_INLINE: Final = "aws:iam/rolePolicy:RolePolicy"
_ATTACHMENTS: Final = (
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    "aws:iam/policyAttachment:PolicyAttachment",
)
_OF_AWS: Final = re.compile(r"arn:[a-z-]+:iam::aws:policy/(?:.*/)?(?P<name>[^/]+)")


def policies_of(estate: Estate, role: Resource) -> tuple[Policy, ...]:
    """Read what a role may do: attached policies, AWS's among them, and inline ones."""
    return (*_inline(estate, role), *_attached(estate, role))


def boundary_of(estate: Estate, role: Resource) -> Policy | None:
    """Read the permissions boundary of a role; None when it has none."""
    given = role.inputs.get("permissionsBoundary")
    if given is None:
        return None
    declared = estate.follow(role, "permissionsBoundary", _POLICY)
    found = [*map(_document, declared)] or list(_by_arn(estate, given))
    return found[0] if found else read_policy(UNKNOWN, name=f"boundary {text(given)}")


def attached_arns(estate: Estate, role: Resource) -> frozenset[str]:
    """Known ARNs of the policies that are attached to a role."""
    values = [*items(role.inputs.get("managedPolicyArns"))]
    for attachment in _naming(estate, role, *_ATTACHMENTS):
        values += [*items(attachment.inputs.get("policyArns")), attachment.text("policyArn")]
    return frozenset(filter(None, map(text, values)))


def managed_policies(arns: frozenset[str]) -> tuple[ManagedPolicy, ...]:
    """Tell AWS's own backup policies among attached ones, by what follows the partition."""
    tails = {arn.partition(":iam::")[2] for arn in arns}
    return tuple(p for p in BACKUP_ROLE_POLICIES if p.arn().partition(":iam::")[2] in tails)


def _inline(estate: Estate, role: Resource) -> Iterator[Policy]:
    given = role.inputs.get("inlinePolicies")
    if given is UNKNOWN or UNKNOWN in items(given):
        yield read_policy(UNKNOWN, name=f"an inline policy of role {role.name}")
    for each in entries(given):
        if "policy" in each:
            yield read_policy(each["policy"], name=f"inline policy {text(each.get('name'))}")
    for resource in _naming(estate, role, _INLINE):
        yield _document(resource)


def _attached(estate: Estate, role: Resource) -> Iterator[Policy]:
    holders = [(role, "managedPolicyArns")]
    for attachment in _naming(estate, role, *_ATTACHMENTS):
        holders += [(attachment, "policyArn"), (attachment, "policyArns")]
    for holder, name in holders:
        declared = estate.follow(holder, name, _POLICY)
        yield from map(_document, declared)
        value = holder.inputs.get(name)
        for arn in items(value) or [value]:
            if arn is not None and not (declared and not text(arn)):
                yield from _by_arn(estate, arn)


def _by_arn(estate: Estate, arn: object) -> Iterator[Policy]:
    """Read the policy of an ARN; nothing where it is one of AWS's that cannot deny."""
    known = text(arn)
    declared = [p for p in estate.of_type(_POLICY) if known and p.text("arn") == known]
    of_aws = _OF_AWS.fullmatch(known)
    if declared:
        yield from map(_document, declared)
    elif of_aws and of_aws["name"] == "AdministratorAccess":
        yield ALLOW_ALL
    elif of_aws and of_aws["name"].startswith("AWSBackup"):
        yield from map(_of_catalog, managed_policies(frozenset({known})))
    else:
        name = known or "whose ARN is not known"
        yield read_policy(UNKNOWN, name=f"policy {name}, which no given program declares")


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
    return read_policy({"Version": "2012-10-17", "Statement": statements}, name=managed.name)


def _document(resource: Resource) -> Policy:
    name = resource.text("name") or resource.name
    return read_policy(resource.inputs.get("policy", UNKNOWN), name=f"policy {name}")


def _naming(estate: Estate, role: Resource, *tokens: str) -> Iterator[Resource]:
    """Find the resources that name a role: by reference, or by its name in its account."""
    for resource in estate.of_type(*tokens):
        for name in ("role", "roleName", "roles"):
            if role in estate.follow(resource, name):
                yield resource
            elif resource.account_id == role.account_id and role.text("name"):
                written = resource.inputs.get(name)
                if role.text("name") in (items(written) or [written]):
                    yield resource
