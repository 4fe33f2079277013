"""One data store under judgement: everything that is asked about it, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass

from bamp_pulumi.catalog import DataStore
from bamp_pulumi.coverage.account import Account
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.estate import Resource
from bamp_pulumi.policy import BackupPolicy, Tier

__all__ = ["Subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A resource, its row of the catalog, its tags, and the tier it is judged by."""

    resource: Resource
    store: DataStore
    tags: Mapping[str, object] | None
    """Effective tags; None when unknown as a whole."""
    tier_name: str
    """Tier that the tags name; empty for none."""
    policy: BackupPolicy
    account: Account

    @property
    def tier(self) -> Tier:
        """The tier that is asked for; the policy's default where the tags name none it has."""
        return self.policy.tiers.get(self.tier_name) or self.policy.tier(self.policy.default_tier)

    def finding(self, code: str, message: str) -> Finding:
        """Make a finding about this resource."""
        resource = self.resource
        return Finding(id=code, message=message, urn=resource.urn, program=resource.program)
