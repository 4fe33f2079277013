"""Roles as programs declare them: who may assume one, and what it may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bamp_pulumi.access import (
    ALLOW_ALL,
    Answer,
    ContextValue,
    Policy,
    Principal,
    Request,
    decide,
    in_doubt,
    read_policy,
    worst,
)
from bamp_pulumi.catalog import UNKNOWN, ManagedPolicy, partition_of
from bamp_pulumi.declared.organization import OrganizationPolicies, organization_policies
from bamp_pulumi.declared.own_arns import arn_of, document_of
from bamp_pulumi.declared.role_policies import ROLE, read_role_policies
from bamp_pulumi.declared.values import mapping
from bamp_pulumi.declared.vaults import DeclaredVault
from bamp_pulumi.estate import Estate, Resource

__all__ = ["DeclaredRole", "Roles", "service_linked_role"]

_BACKUP: Final = "backup.amazonaws.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRole:
    """A role, and every policy that decides over it."""

    name: str
    principal: Principal
    policies: tuple[Policy, ...]
    """Its own, and what policies of the organization deny the roles of its account."""
    organization: OrganizationPolicies = field(default_factory=OrganizationPolicies)
    boundary: Policy | None = None
    trust: Policy
    managed: tuple[ManagedPolicy, ...] = ()
    """AWS's own policies for AWS Backup among those that are certainly attached."""
    resource: Resource | None = None
    """None for a role that no given program declares."""
    documents: tuple[Resource, ...] = ()
    """The declared policies among its own, as resources."""

    @property
    def is_declared(self) -> bool:
        """Return True if a given program declares it, so that its policies are known."""
        return self.resource is not None and not self.resource.external

    def may_be_assumed_by(self, service: str, source: ContextValue = UNKNOWN) -> Answer:
        """Answer whether a service may assume the role; the call is made for the role's account.

        Args:
            service: Service principal.
            source: ARN of what it acts for, where AWS documents that it is sent. Default: not
                known, nor whether it is sent.
        """
        request = Request(
            principal=Principal.of_service(service),
            action="sts:AssumeRole",
            resource=self.principal.arn,
            resource_account_id=self.principal.account_id,
            context={
                "aws:SourceArn": source,
                "aws:SourceAccount": self.principal.account_id or UNKNOWN,
                "sts:ExternalId": None,
                "aws:SecureTransport": "true",
            },
        )
        return decide(
            request,
            resource=self.trust,
            identity=self.organization.of_resources,
            resource_governs=True,
        )

    def may(
        self, request: Request, *, resource: Policy | None = None, governs: bool = False
    ) -> Answer:
        """Answer whether the role may make a call; `resource` is the policy of what it acts on."""
        own = decide(
            request,
            resource=resource,
            identity=self.policies,
            boundary=self.boundary,
            resource_governs=governs,
        )
        return worst((own, *(_within(limit, request) for limit in self.organization.limits)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The roles of an estate, each read when something names it."""

    estate: Estate
    read: dict[Resource, DeclaredRole] = field(default_factory=dict[Resource, DeclaredRole])

    def named_by(self, resource: Resource, path: str) -> DeclaredRole:
        """Return the role that an input names."""
        resolved = self.estate.resolve(resource, path, ROLE)
        if resolved.only is not None:
            return self.of(resolved.only)
        return _undeclared(
            resource.text(path) or "a role whose ARN is not known", resource.account_id
        )

    def of(self, role: Resource) -> DeclaredRole:
        """Read a declared role."""
        if role not in self.read:
            self.read[role] = _read(self.estate, role)
        return self.read[role]


def _within(limit: Policy, request: Request) -> Answer:
    """Answer whether a service control policy that allows some actions allows this one.

    In doubt where it does not: AWS's own `FullAWSAccess` may be attached too.
    """
    answer = decide(request, identity=(limit,))
    why = f"{limit.name} does not allow {request.action}: whether another does is not known"
    return answer if answer.is_allowed else in_doubt(why)


def _read(estate: Estate, role: Resource) -> DeclaredRole:
    name = role.text("name") or role.name
    found = read_role_policies(estate, role)
    organization = organization_policies(estate, role.account_id)
    trusted = document_of(estate, role, "assumeRolePolicy")
    trust = read_policy(UNKNOWN if trusted is None else trusted, name=f"the trust policy of {name}")
    principal = Principal.role(role.text("arn"), role.account_id, arn_of(role))
    return DeclaredRole(
        name=name,
        principal=replace(principal, tags=_session_tags(role, trust)),
        policies=(*found.policies, *organization.denials),
        organization=organization,
        boundary=found.boundary,
        trust=trust,
        managed=found.managed,
        documents=found.documents,
        resource=role,
    )


def _session_tags(role: Resource, trust: Policy) -> Mapping[str, object] | None:
    """Read the tags that sessions of a role have; None where they are not known.

    They are those of the role, and of a session what its trust policy lets be passed.
    Source: IAM user guide, id_session-tags and reference_policies_condition-keys,
    aws:PrincipalTag (read 2026-11-28).
    """
    own = role.inputs.get("tags")
    is_open = own is UNKNOWN or role.external
    may_differ = any(path.startswith("tags") for path in role.may_differ)
    if is_open or may_differ or trust.may_allow("sts:TagSession"):
        return None
    return {**role.default_tags, **mapping(own)}


def service_linked_role(vault: DeclaredVault) -> DeclaredRole:
    """Return the role that AWS Backup has of its own in the account of a vault.

    AWS keeps its policies, so what others allow is all that is asked.
    """
    partition = partition_of(vault.region)
    where = f"arn:{partition.name if partition else 'aws'}:iam::{vault.account_id}"
    return DeclaredRole(
        name="AWSServiceRoleForBackup",
        principal=Principal.role(
            f"{where}:role/aws-service-role/{_BACKUP}/AWSServiceRoleForBackup"
        ),
        policies=(ALLOW_ALL,),
        trust=ALLOW_ALL,
    )


def _undeclared(arn: str, account_id: str) -> DeclaredRole:
    return DeclaredRole(
        name=arn,
        principal=Principal.role(arn if arn.startswith("arn:") else "", account_id),
        policies=(read_policy(UNKNOWN, name=f"the policies of {arn}"),),
        trust=read_policy(UNKNOWN, name=f"the trust policy of {arn}"),
    )
