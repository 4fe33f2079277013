"""Which grants, shares and attachments take nothing from backups when they go, and which one does.

Source: AWS KMS API, CreateGrant (a grant is its grantee's alone); AWS RAM API,
AssociateResourceShare; AWS Organizations API, AttachPolicy (read 2026-11-29).
"""

from typing import Final

from bamp_pulumi.catalog import COMPARED_INPUTS, Form
from bamp_pulumi.changes.inputs_read import inputs_read
from bamp_pulumi.changes.statements import gathered, read_statements
from bamp_pulumi.changes.unused_roles import UnusedRoles
from bamp_pulumi.declared import ROLE
from bamp_pulumi.estate import Estate, Resource

__all__ = ["denied_by", "serves_none"]

_SHARE: Final = "aws:ram/resourceShare:ResourceShare"
_SHARED: Final = "aws:ram/resourceAssociation:ResourceAssociation"
_POLICY: Final = "aws:organizations/policy:Policy"
_ATTACHMENT: Final = "aws:organizations/policyAttachment:PolicyAttachment"
_ARN_OF_BACKUP: Final = ":backup:"
_BY_DEFAULT: Final = "SERVICE_CONTROL_POLICY"
"""Type of a policy of AWS Organizations that says none. Source: pulumi_aws 7.51.1."""
_DENYING: Final = (_BY_DEFAULT, "RESOURCE_CONTROL_POLICY", "TAG_POLICY")
"""Types of policies that make nothing: they deny, or say nothing of backups."""


def serves_none(estate: Estate, resource: Resource, unused: UnusedRoles) -> bool:
    """Return True for a grant, a share or an attachment that surely serves no backup.

    Args:
        estate: Where what it names is declared.
        resource: Of any type.
        unused: Which roles no backup is made with.
    """
    match resource.type:
        case "aws:kms/grant:Grant":
            role = _named(estate, resource, "granteePrincipal", ROLE)
            return role is not None and unused.hold(role)
        case "aws:ram/resourceAssociation:ResourceAssociation":
            return _shares_others(resource)
        case "aws:ram/principalAssociation:PrincipalAssociation":
            share = _named(estate, resource, "resourceShareArn", _SHARE)
            return share is not None and _is_of_others(estate, share)
        case "aws:ram/resourceShare:ResourceShare":
            return _is_of_others(estate, resource)
        case "aws:organizations/policyAttachment:PolicyAttachment":
            policy = _named(estate, resource, "policyId", _POLICY)
            is_denying = policy is not None and policy.inputs.get("type", _BY_DEFAULT) in _DENYING
            return is_denying and denied_by(estate, resource) == ()
        case _:
            return False


def denied_by(estate: Estate, resource: Resource) -> tuple[str, ...]:
    """List what a declared policy denies to keep backups, where a resource attaches it."""
    if resource.type != _ATTACHMENT:
        return ()
    policy = _named(estate, resource, "policyId", _POLICY)
    if policy is None:
        return ()
    read = inputs_read(estate, policy, is_store=False)
    return tuple(
        gathered(
            one
            for path, row in COMPARED_INPUTS[_POLICY].items()
            if row.form is Form.DOCUMENT
            for one in read_statements(read.get(path) or ())
            if one.guards is not False
        )
    )


def _named(estate: Estate, resource: Resource, path: str, token: str) -> Resource | None:
    """Return the declared resource that an input certainly names."""
    for one in estate.of_type(token):
        if any(found.source is resource for found in estate.naming(one, path, resource.type)):
            return one
    return None


def _shares_others(shared: Resource) -> bool:
    arn = shared.value("resourceArn")
    return isinstance(arn, str) and _ARN_OF_BACKUP not in arn


def _is_of_others(estate: Estate, share: Resource) -> bool:
    """Return True for a share of which each resource is known, and none is of AWS Backup."""
    found = [one.source for one in estate.naming(share, "resourceShareArn", _SHARED)]
    return bool(found) and all(map(_shares_others, found))
