"""May AWS Backup be the role of a selection, and do as that role what a backup takes?

A role that no given program declares leaves both open: it may lack everything. A manifest declares
the role of its own baseline, so it vouches for that one and for no other.
"""

from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.access import ALLOW_ALL, Policy, Principal, Request, Verdict, decide, read_policy
from bamp_pulumi.catalog import (
    BACKUP_ACTIONS,
    BACKUP_ROLE_POLICIES,
    UNKNOWN,
    ManagedPolicy,
    partition_of,
)
from bamp_pulumi.coverage.hindrance import Hindrance, hindrance
from bamp_pulumi.declared import (
    ROLE,
    DeclaredVault,
    attached_arns,
    boundary_of,
    managed_policies,
    policies_of,
)
from bamp_pulumi.estate import Estate, Resource

__all__ = ["CALL", "BackupRoles", "DeclaredRole", "read_roles", "service_linked_role"]

_SERVICE: Final = "backup.amazonaws.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRole:
    """A role, and every policy that decides over it."""

    name: str
    principal: Principal
    policies: tuple[Policy, ...]
    boundary: Policy | None = None
    trust: Policy
    managed: tuple[ManagedPolicy, ...] = ()
    is_declared: bool = True
    judged: dict[str, Hindrance | None] = field(
        default_factory=dict[str, Hindrance | None], compare=False
    )
    """Answers by type of resource: many resources ask the same."""

    def judge(self, backup_type: str) -> Hindrance | None:
        """Say what keeps AWS Backup from backing up a type of resource as this role.

        Asked are the actions that the catalog lists; that these are all holds only for AWS's own
        policies, so a role that has others in their place is left open even where they suffice.
        What is acted on is not known (a snapshot has an ARN of its own), so a denial for some
        resources leaves it open too.

        Source: AWS Backup developer guide, iam-service-roles and s3-backups (read 2026-11-21).
        """
        if backup_type not in self.judged:
            self.judged[backup_type] = self._judge(backup_type)
        return self.judged[backup_type]

    def _judge(self, backup_type: str) -> Hindrance | None:
        if not self.is_declared:
            why = f"{self.name} is a role that no given program declares"
            return Hindrance(code="BAMP-V26", why=why)
        purposes = ("backup", "s3-backup") if backup_type == "S3" else ("backup",)
        needed = [policy for policy in BACKUP_ROLE_POLICIES if policy.purpose in purposes]
        lacking = " and ".join(p.name for p in needed if p not in self.managed)
        found = [self._trust(), *map(self.hindered, BACKUP_ACTIONS.get(backup_type, ()))]
        hindrances = [each for each in found if each is not None]
        certain = next((each for each in hindrances if not each.is_open), None)
        if certain is not None:
            why = f"lacks {lacking}; attach it" if lacking and certain is not found[0] else ""
            return Hindrance(code=certain.code, why=f"role {self.name} {why or certain.why}")
        if hindrances:
            return Hindrance(code="BAMP-V41", why=f"role {self.name}: {hindrances[0].why}")
        if lacking:
            why = f"role {self.name} has policies of its own in place of {lacking}: whether they "
            return Hindrance(code="BAMP-V41", why=f"{why}allow all that AWS Backup calls")
        return None

    def hindered(self, action: str) -> Hindrance | None:
        """Say what keeps the role from an action on whatever it takes."""
        request = Request(principal=self.principal, action=action, context=CALL)
        answer = decide(request, identity=self.policies, boundary=self.boundary)
        found = hindrance("BAMP-V08", answer)
        if found is not None and answer.verdict is Verdict.NOT_ALLOWED:
            return Hindrance(code=found.code, why=f"cannot do its work: {found.why}")
        return found

    def _trust(self) -> Hindrance | None:
        """Ask whether AWS Backup may assume the role; the call is made for the role's account."""
        request = Request(
            principal=Principal.of_service(_SERVICE),
            action="sts:AssumeRole",
            resource=self.principal.arn,
            resource_account_id=self.principal.account_id,
            context={
                "aws:SourceAccount": self.principal.account_id or UNKNOWN,
                "sts:ExternalId": None,
                "aws:SecureTransport": "true",
            },
        )
        answer = decide(request, resource=self.trust, resource_governs=True)
        found = hindrance("BAMP-V08", answer)
        if found is not None and answer.verdict is Verdict.NOT_ALLOWED:
            return Hindrance(code=found.code, why=f"lacks trust in {_SERVICE}: {found.why}")
        return found


CALL: Final = {"aws:SecureTransport": "true", "aws:MultiFactorAuthPresent": None}
"""What is certain of a call that AWS Backup makes as a role: encrypted, and without a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRoles:
    """The declared roles, each read when a selection names it."""

    estate: Estate
    read: dict[Resource, DeclaredRole] = field(default_factory=dict[Resource, DeclaredRole])

    def role_of(self, selection: Resource) -> DeclaredRole:
        """Return the role that AWS Backup acts as for a selection."""
        linked = self.estate.follow(selection, "iamRoleArn", ROLE)
        written = selection.text("iamRoleArn")
        by_arn = (r for r in self.estate.of_type(ROLE) if written and r.text("arn") == written)
        role = linked[0] if linked else next(by_arn, None)
        if role is None:
            return _undeclared(written or "a role whose ARN is not known", selection.account_id)
        if role not in self.read:
            self.read[role] = _read(self.estate, role)
        return self.read[role]


def read_roles(estate: Estate) -> BackupRoles:
    """Read the roles of an estate."""
    return BackupRoles(estate=estate)


def _read(estate: Estate, role: Resource) -> DeclaredRole:
    name = role.text("name") or role.name
    return DeclaredRole(
        name=name,
        principal=Principal.role(role.text("arn"), role.account_id),
        policies=policies_of(estate, role),
        boundary=boundary_of(estate, role),
        trust=read_policy(
            role.inputs.get("assumeRolePolicy", UNKNOWN), name=f"the trust policy of {name}"
        ),
        managed=managed_policies(attached_arns(estate, role)),
    )


def service_linked_role(vault: DeclaredVault) -> DeclaredRole:
    """Return the role that AWS Backup has of its own in the account of a vault.

    AWS keeps its policies, so what others allow is all that is asked.
    """
    partition = partition_of(vault.region)
    where = f"arn:{partition.name if partition else 'aws'}:iam::{vault.account_id}"
    return DeclaredRole(
        name="AWSServiceRoleForBackup",
        principal=Principal.role(
            f"{where}:role/aws-service-role/{_SERVICE}/AWSServiceRoleForBackup"
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
        is_declared=False,
    )
