"""What all parts of the restore tests share."""

from dataclasses import dataclass

import pulumi

from bamp_pulumi.baseline import Account, RestoreTestsSettings
from bamp_pulumi.policy import OWNER_TAG

__all__ = ["Part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where a part is declared."""

    parent: pulumi.Resource
    logical: str
    """What logical names begin with."""
    account: Account
    region: str
    """Region of the tests, known in every preview."""
    settings: RestoreTestsSettings

    @property
    def given_region(self) -> str | None:
        """Region as a resource takes it; None for the provider's."""
        return self.settings.region

    @property
    def tags(self) -> dict[str, str]:
        """Tags of everything."""
        return {OWNER_TAG: self.settings.owner}

    def name(self, ending: str) -> str:
        """Return a logical name."""
        return f"{self.logical}-{ending}"

    def called(self, ending: str) -> str:
        """Return a name in AWS."""
        return f"{self.settings.tests_name}-{ending}"

    def opts(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        """Return the options of a resource that comes after others."""
        return pulumi.ResourceOptions(parent=self.parent, depends_on=list(after) or None)
