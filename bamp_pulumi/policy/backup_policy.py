"""The one object that says what is promised; plans, locks, checks and documents follow from it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, PlainSerializer, model_validator

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.lock import LockMode, LockPolicy
from bamp_pulumi.policy.names import PolicyName, Region, TierName
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import KeyRotationDays
from bamp_pulumi.policy.tier import Tier

__all__ = ["BackupPolicy"]


class _Tiers(Mapping[str, Tier]):
    """A mapping that never changes and can be hashed, unlike a dict or a view of one."""

    __slots__ = ("_by_name",)

    def __init__(self, by_name: Mapping[str, Tier]) -> None:
        self._by_name = dict(by_name)

    def __getitem__(self, name: str) -> Tier:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __hash__(self) -> int:
        return hash(frozenset(self._by_name.items()))

    def __repr__(self) -> str:
        return repr(self._by_name)


def _lock_around(lifecycles: Iterable[Lifecycle]) -> LockPolicy | None:
    """Return the governance lock that lets exactly these retentions in; None for none."""
    days = [lifecycle.delete_after_days for lifecycle in lifecycles]
    if not days:
        return None
    return LockPolicy(
        mode=LockMode.GOVERNANCE, min_retention_days=min(days), max_retention_days=max(days)
    )


def _primary_lock(data: dict[str, Any]) -> LockPolicy | None:  # pydantic's own signature
    tiers: Mapping[str, Tier] = data.get("tiers", {})
    return _lock_around(rule.lifecycle for tier in tiers.values() for rule in tier.rules)


def _recovery_lock(data: dict[str, Any]) -> LockPolicy | None:  # pydantic's own signature
    tiers: Mapping[str, Tier] = data.get("tiers", {})
    return _lock_around(
        rule.copy_lifecycle(copy)
        for tier in tiers.values()
        for rule in tier.rules
        for copy in rule.copies
        if copy.destination_region == data.get("recovery_region")
    )


class BackupPolicy(Promise):
    """What an account promises about its backups."""

    name: PolicyName = "default"
    """Name of the policy, part of the names of vaults and plans. Default: `default`."""

    tiers: Annotated[
        Mapping[TierName, Tier],
        Field(min_length=1),
        AfterValidator(_Tiers),
        PlainSerializer(lambda tiers: {name: tier.model_dump() for name, tier in tiers.items()}),
    ]
    """Classes of workload by name; a resource names one in its tag `backup-tier`."""

    default_tier: TierName = "standard"
    """Tier of a resource that names none; one of `tiers`. Default: `standard`."""

    primary_region: Region = "us-east-1"
    """Region of the workload and of the vaults its backups are made in. Default: us-east-1."""

    recovery_region: Region = "us-west-2"
    """Region of the vault that takes the copies. Default: us-west-2."""

    vault_lock: LockPolicy | None = Field(default_factory=_primary_lock)
    """Lock of the vault in the primary Region; null for none. Default: governance mode, from the
    shortest to the longest retention of all rules."""

    recovery_vault_lock: LockPolicy | None = Field(default_factory=_recovery_lock)
    """Lock of the vault in the recovery Region; null for none. Default: governance mode, from the
    shortest to the longest retention of all copies; none where nothing is copied."""

    key_rotation_days: KeyRotationDays = 90
    """Days between rotations of the keys of the vaults, 90 to 2560. Default: 90."""

    def tier(self, name: str) -> Tier:
        """Return the tier of this name.

        Raises:
            RefusedError: `BAMP-T01`, when the policy has no such tier; it lists those it has.
        """
        if name in self.tiers:
            return self.tiers[name]
        raise self._no_such_tier(f"tier {name!r}", name)

    def _no_such_tier(self, given: str, name: str) -> RefusedError:
        close = difflib.get_close_matches(name.lower(), self.tiers, n=1, cutoff=0.5)
        return RefusedError(
            "BAMP-T01",
            given=given,
            allowed=", ".join(self.tiers),
            why=f"house rule: policy {self.name!r} defines these tiers and no other",
            write=close[0] if close else next(iter(self.tiers)),
        )

    @model_validator(mode="after")
    def _default_tier_exists(self) -> Self:
        if self.default_tier not in self.tiers:
            raise self._no_such_tier(f"default_tier={self.default_tier!r}", self.default_tier)
        return self
