"""Where the copies of a rule's recovery points go."""

from collections.abc import Mapping
from typing import Final

from pydantic import Field

from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.names import AccountId, Region
from bamp_pulumi.policy.promise import Promise

__all__ = ["COPY_MIN_DAYS", "CopyRule"]

COPY_MIN_DAYS: Final = 7
"""Shortest life of a copy. AWS's advice, and a house rule: a copy deleted sooner leaves nothing to
build the next one on, so each is a full one.

Source: AWS Backup developer guide, cross-region-backup (2026-11-21).
"""


class CopyRule(Promise, frozen=True):
    """A copy of each recovery point of a rule, in another Region or account."""

    destination_region: Region = Field(examples=["us-west-2"])
    """Region of the vault that the copy goes to."""

    lifecycle: Lifecycle | None = None
    """Lifecycle of the copy, counted from the creation of its source. Default: the rule's."""

    destination_account_id: AccountId | None = None
    """Account of the vault that the copy goes to, 12 digits. Default: the same account."""

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object]:
        """Return the copy that is meant by its Region alone."""
        return {"destination_region": text}

    @property
    def destination(self) -> str:
        """Region and, when it is another one, account: `us-west-2`, `us-west-2/111122223333`."""
        account = self.destination_account_id
        return f"{self.destination_region}/{account}" if account else self.destination_region
