"""Policies of an organization as an estate declares them, and which roles they bind.

A service control policy bounds what the roles of an account may do, a resource control policy what
may be done to its resources. Neither binds the management account, nor a service-linked role. What
they deny is denied; a service control policy that allows only some actions bounds the account where
AWS's own `FullAWSAccess` is detached, which no program declares. Where one is attached to an
organizational unit or the root, whether an account is under it is known only in the organization.
AWS enforces resource control policies for some services only, so a denial of theirs is never
certain.

The other kinds do not decide over calls: a backup policy only adds backup plans to an account, and
a tag policy checks the tags that somebody sets, and leaves an untagged resource alone.

Source: AWS Organizations user guide, orgs_manage_policies_scps, orgs_manage_policies_rcps,
orgs_manage_policies_backup and orgs_manage_policies_tag-policies (read 2026-11-28).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.access import Policy, read_policy
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared.values import items, mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.truth import Truth

__all__ = ["OrganizationPolicies", "organization_policies"]

_POLICIES: Final = ("aws:organizations/policy:Policy", "aws-native:organizations:Policy")
_ATTACHMENT: Final = "aws:organizations/policyAttachment:PolicyAttachment"
_ORGANIZATION: Final = "aws:organizations/organization:Organization"
_BY_SERVICE: Final = "SERVICE_CONTROL_POLICY"
_BY_RESOURCE: Final = "RESOURCE_CONTROL_POLICY"
_DECIDING: Final[Mapping[object, str]] = {
    _BY_SERVICE: "service control policy",
    _BY_RESOURCE: "resource control policy",
    UNKNOWN: "organization policy",
}
_ACCOUNT_ID: Final = re.compile(r"\d{12}")
_ROOT_USER: Final = ":root"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationPolicies:
    """How the declared policies of an organization apply to the roles of one account."""

    denials: tuple[Policy, ...] = ()
    """Statements that deny, to be asked as policies of the role."""
    limits: tuple[Policy, ...] = ()
    """Service control policies that allow; what one does not allow is in doubt."""
    of_resources: tuple[Policy, ...] = ()
    """Those of the denials that bind AWS's services too."""


def organization_policies(estate: Estate, account_id: str) -> OrganizationPolicies:
    """Read what binds the roles of an account.

    Args:
        estate: Where policies may be declared.
        account_id: The account; empty while unknown.
    """
    managing = {o.account_id for o in estate.of_type(_ORGANIZATION) if not o.external}
    if account_id and account_id in managing:
        return OrganizationPolicies()
    denials: list[Policy] = []
    limits: list[Policy] = []
    of_resources: list[Policy] = []
    for resource in estate.of_type(*_POLICIES):
        kind = _BY_SERVICE if (given := resource.value("type")) is None else given
        binds, why = _binds(estate, resource, account_id)
        if kind not in tuple(_DECIDING) or binds is False:
            continue
        name = f"{_DECIDING[kind]} {resource.text('name') or resource.name}"
        if kind != _BY_SERVICE and binds:
            binds, why = None, "AWS enforces it for some services only"
        read = read_policy(UNKNOWN if resource.external else resource.value("content"), name=name)
        if binds is None:
            read = replace(read, name=f"{name}, of which it is not known: {why}", is_disputed=True)
        denying = _denying(read)
        if denying.statements or denying.is_open:
            denials.append(denying)
            of_resources += [denying] * (kind != _BY_SERVICE)
        if kind != _BY_RESOURCE and any(s.may_be("Allow") for s in read.statements):
            limits.append(replace(read, is_disputed=False))
    return OrganizationPolicies(
        denials=tuple(denials), limits=tuple(limits), of_resources=tuple(of_resources)
    )


def _binds(estate: Estate, policy: Resource, account_id: str) -> tuple[Truth, str]:
    """Answer whether a policy is attached to an account, and what that depends on."""
    targets = list(_targets(estate, policy))
    if account_id and account_id in targets:
        return True, ""
    if not targets:
        return None, "no given program attaches it, another may"
    accounts = [t for t in targets if isinstance(t, str) and _ACCOUNT_ID.fullmatch(t)]
    if account_id and len(accounts) == len(targets):
        return False, ""
    above = ", ".join(str(t) for t in targets if isinstance(t, str) and t not in accounts)
    whose = f"account {account_id}" if account_id else "the account, which is not known,"
    return None, f"whether {whose} is under {above or 'what it is attached to'}"


def _targets(estate: Estate, policy: Resource) -> Iterator[object]:
    """List what a policy is attached to, or may be: ids, `UNKNOWN` for the rest."""
    own = policy.value("targetIds")
    yield from [UNKNOWN] if own is UNKNOWN else items(own)
    for reference in estate.naming(policy, "policyId", _ATTACHMENT):
        target = reference.source.value("targetId")
        yield target if reference.is_certain and isinstance(target, str) else UNKNOWN


def _denying(policy: Policy) -> Policy:
    """Leave of a policy the statements that may deny a role something."""
    kept = tuple(
        replace(statement, fields={k: v for k, v in statement.fields.items() if k != "Principal"})
        for statement in policy.statements
        if statement.may_be("Deny") and not _is_of_root_users(statement.fields.get("Condition"))
    )
    return replace(policy, statements=kept)


def _is_of_root_users(condition: object) -> bool:
    """Return True if a condition holds for root users only, whatever the name of a role.

    The usual denial of root users asks for `arn:aws:iam::*:root`, and the name of a role may be
    known only after deployment.
    """
    for operator in ("StringLike", "StringEquals", "ArnLike", "ArnEquals"):
        for key, wanted in mapping(mapping(condition).get(operator)).items():
            listed = items(wanted) or [wanted]
            is_root = all(isinstance(one, str) and one.endswith(_ROOT_USER) for one in listed)
            if key.lower() == "aws:principalarn" and is_root:
                return True
    return False
