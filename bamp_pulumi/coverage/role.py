"""What a backup role may do, as far as the estate declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import BACKUP_ROLE_POLICIES, UNKNOWN, ManagedPolicy
from bamp_pulumi.coverage.wire import items, text
from bamp_pulumi.estate import Estate, Resource

__all__ = ["RolePolicies", "read_role_policies"]

_ROLE: Final = "aws:iam/role:Role"
_ATTACHMENTS: Final = (
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
)
_SERVICE: Final = "backup.amazonaws.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePolicies:
    """Managed policies of the declared roles."""

    estate: Estate
    by_role: Mapping[str, frozenset[str]]
    """Policy ARNs by URN of the role."""

    def role_of(self, selection: Resource) -> Resource | None:
        """Role that AWS Backup acts as for a selection; None when it is not declared here."""
        linked = self.estate.follow(selection, "iamRoleArn", _ROLE)
        if linked:
            return linked[0]
        written = selection.text("iamRoleArn")
        roles = self.estate.of_type(_ROLE)
        return next((role for role in roles if written and role.text("arn") == written), None)

    def lacks(self, role: Resource, backup_type: str) -> tuple[str, ...]:
        """Name what a role lacks to back up a type of resource.

        Source: AWS Backup developer guide, iam-service-roles and s3-backups (read 2026-11-21).
        """
        attached = self.by_role.get(role.urn, frozenset[str]())
        purposes = ("backup", "s3-backup") if backup_type == "S3" else ("backup",)
        needed = [policy for policy in BACKUP_ROLE_POLICIES if policy.purpose in purposes]
        missing = [policy.name for policy in needed if not _is_attached(policy, attached)]
        trust = role.inputs.get("assumeRolePolicy")
        # Absent or unknown trust is left to the engine; a known one must name the service.
        if trust is not UNKNOWN and trust is not None and _SERVICE not in str(trust):
            missing.append(f"trust in {_SERVICE}")
        return tuple(missing)


def _is_attached(policy: ManagedPolicy, attached: frozenset[str]) -> bool:
    """Look for a policy of AWS by what follows the partition in its ARN."""
    tail = policy.arn().partition(":iam::")[2]
    return any(arn.endswith(f":iam::{tail}") for arn in attached)


def read_role_policies(estate: Estate) -> RolePolicies:
    """Read which managed policies the declared roles have."""
    policies: dict[str, set[str]] = {role.urn: set() for role in estate.of_type(_ROLE)}
    for role in estate.of_type(_ROLE):
        policies[role.urn] |= _texts(role.inputs.get("managedPolicyArns"))
    for attachment in estate.of_type(*_ATTACHMENTS):
        arns = _texts(attachment.inputs.get("policyArns"))
        single = attachment.text("policyArn")
        for role in _roles_of(estate, attachment):
            policies[role.urn] |= arns | ({single} if single else set())
    return RolePolicies(
        estate=estate, by_role={urn: frozenset(arns) for urn, arns in policies.items()}
    )


def _roles_of(estate: Estate, attachment: Resource) -> tuple[Resource, ...]:
    for name in ("role", "roleName"):
        linked = estate.follow(attachment, name, _ROLE)
        if linked:
            return linked
        written = attachment.text(name)
        if written:
            roles = estate.of_type(_ROLE)
            here = [r for r in roles if r.account_id == attachment.account_id]
            return tuple(role for role in here if role.text("name") == written)
    return ()


def _texts(value: object) -> set[str]:
    return {text(item) for item in items(value)} - {""}
