"""What the policy in force promises, where the archive of a health check does not show it."""

from dataclasses import dataclass, field

from bamp_pulumi.baseline import Names, expected_of
from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.lambdas.health import Expected
from bamp_pulumi.policy import BackupPolicy

__all__ = ["Promises"]


@dataclass(frozen=True, slots=True)
class Promises:
    """What a policy promises, under the names that the vaults of an account have."""

    policy: BackupPolicy | None
    """None: it is not known."""
    _known: dict[tuple[str, str], Expected] = field(default_factory=dict[tuple[str, str], Expected])

    def of(self, covered: ResourceCoverage) -> Expected | None:
        """Return what is promised where a resource is backed up; None without a policy."""
        if self.policy is None:
            return None
        usual = Names.of(self.policy.tiers)
        primary = next((rule.vault for rule in covered.rules), usual.primary_vault)
        recovery = next((copy.vault for copy in covered.copies), usual.recovery_vault)
        if (primary, recovery) not in self._known:
            named = {"primary_vault": primary, "recovery_vault": recovery}
            self._known[primary, recovery] = expected_of(
                self.policy, usual.model_copy(update=named)
            )
        return self._known[primary, recovery]
