"""Which roles no backup is made with: their deletion takes nothing from what is kept.

Source: AWS Backup developer guide, iam-service-roles; Amazon EBS user guide, service-role; Amazon
S3 user guide, setting-repl-config-perm-overview (a role is used by the service that its trust
policy lets in) (read 2026-11-29).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.declared import ROLE, Roles
from bamp_pulumi.estate import Resource

__all__ = ["UnusedRoles"]

_MAKERS: Final = ("backup.amazonaws.com", "dlm.amazonaws.com", "s3.amazonaws.com")
"""Services that make backups or replicas with a role that they are given."""
_OURS: Final = "bamp:index:"
"""What stands in the URN of everything that a component of ours makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedRoles:
    """Answers of each resource of an estate whether it is such a role."""

    roles: Roles
    protects: Callable[[Resource], bool]
    """Whether a resource protects data, or is data that is protected."""

    def hold(self, resource: Resource) -> bool:
        """Return True for a role that surely no backup is made with.

        None of the services that make backups may assume it, and nothing that protects names it. A
        trust policy that is not known may let any of them in.
        """
        if resource.type != ROLE or _OURS in resource.urn:
            return False
        role = self.roles.of(resource)
        if not all(role.may_be_assumed_by(service).is_refused for service in _MAKERS):
            return False
        naming = (reference.source for reference in self.roles.estate.pointing_at(resource))
        return not any(self.protects(one) or _OURS in one.urn for one in naming)
