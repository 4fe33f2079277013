"""What all parts of the alerts of one Region share."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from bamp_pulumi.baseline import AlertPlace
from bamp_pulumi.policy import OWNER_TAG

__all__ = ["Part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where a part is declared."""

    parent: pulumi.Resource
    logical: str
    """What logical names begin with."""
    place: AlertPlace
    region: str | None
    """Region as a resource takes it; None for the provider's."""
    owner: str

    @property
    def tags(self) -> dict[str, str]:
        """Tags of everything."""
        return {OWNER_TAG: self.owner}

    def name(self, ending: str) -> str:
        """Return a logical name."""
        return f"{self.logical}-{ending}"

    def called(self, ending: str) -> str:
        """Return a name in AWS."""
        return f"{self.place.name}-{ending}"

    def opts(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        """Return the options of a resource that comes after others."""
        waits: Sequence[pulumi.Resource] | None = list(after) or None
        return pulumi.ResourceOptions(parent=self.parent, depends_on=waits)
