"""One data store under judgement: everything that is asked about it, in one place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, DataStore
from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.errors import Refusal
from bamp_pulumi.estate import Resource
from bamp_pulumi.policy import TIER_TAG, BackupPolicy, Tier
from bamp_pulumi.remedies import Notation
from bamp_pulumi.timing import JobTimes

__all__ = ["Keeps", "Subject"]

_CALL: Final = re.compile(r"\bbamp\.\w+\(")
"""What a message says to write that takes an import."""
_IMPORT: Final = "import bamp_pulumi as bamp"


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
    account: DeclaredAccount
    times: JobTimes = field(default_factory=JobTimes)
    """How long its jobs wait and last. Default: see `JobTimes`."""

    @property
    def tier(self) -> Tier:
        """The tier that is asked for; the policy's default where the tags name none it has."""
        return self.policy.tiers.get(self.tier_name) or self.policy.tier(self.policy.default_tier)

    @property
    def has_tier(self) -> bool:
        """Return True if the tags name a tier of the policy: only then something is promised."""
        return self.tier_name in self.policy.tiers

    @property
    def is_tier_unknown(self) -> bool:
        """Return True if the tier that the tags name is known only after deployment."""
        return self.tags is None or self.tags.get(TIER_TAG) is UNKNOWN

    @property
    def asked_by(self) -> str:
        """Name whose numbers are asked for, in a message: `tier critical`."""
        if self.has_tier:
            return f"tier {self.tier_name}"
        return f"the policy's default tier {self.policy.default_tier}"

    @property
    def is_python(self) -> bool:
        """Return True if the resource is certainly declared in Python."""
        return self.account.estate.is_python(self.resource)

    @property
    def notation(self) -> Notation:
        """How its program writes values."""
        return Notation.PYTHON if self.is_python else Notation.CAMEL

    @property
    def promised_regions(self) -> frozenset[str]:
        """Regions that the tier promises copies in, but for the resource's own."""
        return self.tier.copy_regions - {self.resource.region}

    def copies_to(self, region: str) -> bool:
        """Return True if the tier promises copies in a Region that is not the resource's own."""
        return region in self.promised_regions

    def finding(self, code: str, message: str, *refusals: Refusal) -> Finding:
        """Make a finding about this resource.

        Args:
            code: Its code.
            message: What was found.
            refusals: What is refused in its tags, where that is what was found.
        """
        if _CALL.search(message) and self.account.estate.lacks_import(self.resource):
            message += f"; with {_IMPORT} above it"
        urn, program = self.resource.urn, self.resource.program
        return Finding(id=code, message=message, urn=urn, program=program, refusals=refusals)


Keeps = Callable[[Subject], bool]
"""Returns whether a resource is exempt or backed up, as far as is known."""
