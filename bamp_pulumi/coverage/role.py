"""What a backup role may do, as far as the estate declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage.wire import items, text
from bamp_pulumi.estate import Estate, Resource

__all__ = ["RolePolicies", "read_role_policies"]

_ROLE: Final = "aws:iam/role:Role"
_ATTACHMENTS: Final = (
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
)
_FOR_BACKUP: Final = "service-role/AWSBackupServiceRolePolicyForBackup"
_FOR_S3: Final = "AWSBackupServiceRolePolicyForS3Backup"
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
        needed = (_FOR_BACKUP, _FOR_S3) if backup_type == "S3" else (_FOR_BACKUP,)
        missing = [p for p in needed if not any(arn.endswith(f":policy/{p}") for arn in attached)]
        trust = role.inputs.get("assumeRolePolicy")
        # Absent or unknown trust is left to the engine; a known one must name the service.
        if trust is not UNKNOWN and trust is not None and _SERVICE not in str(trust):
            missing.append(f"trust in {_SERVICE}")
        return tuple(missing)


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
            return tuple(r for r in estate.of_type(_ROLE) if written in (r.text("name"), r.name))
    return ()


def _texts(value: object) -> set[str]:
    return {text(item) for item in items(value)} - {""}
