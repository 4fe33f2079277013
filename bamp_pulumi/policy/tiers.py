"""The tiers of a policy by name, and everything that their rules write to vaults."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.rule import Rule
from bamp_pulumi.policy.tier import Tier

__all__ = ["Tiers", "VaultWrite", "vault_writes"]


@dataclass(frozen=True, slots=True)
class VaultWrite:
    """Recovery points that a rule writes to a vault, as backups or as copies."""

    path: str
    """Where the policy says so: `tiers.standard.rules.daily.copies.0`."""
    rule: Rule
    lifecycle: Lifecycle
    destination_region: str | None
    """Region of a copy; None for the backup itself."""
    destination_account_id: str | None
    """Account of a copy that goes to another one."""


class Tiers(Mapping[str, Tier]):
    """A mapping that never changes and can be hashed, unlike a dict or a view of one."""

    __slots__ = ("_by_name",)

    def __init__(self, by_name: Mapping[str, Tier]) -> None:
        """Keep the tiers in the order given."""
        self._by_name = dict(by_name)

    def __getitem__(self, name: str) -> Tier:
        """Return a tier; `BackupPolicy.tier` refuses an unknown one with advice."""
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._by_name)

    def __len__(self) -> int:
        """Count the tiers."""
        return len(self._by_name)

    def __hash__(self) -> int:
        """Hash alike what is equal: the order does not count."""
        return hash(frozenset(self._by_name.items()))

    def __repr__(self) -> str:
        """Show the tiers as a dict would."""
        return repr(self._by_name)


def vault_writes(tiers: Mapping[str, Tier]) -> Iterator[VaultWrite]:
    """List what the rules of all tiers write, each rule's backups before its copies."""
    for name, tier in tiers.items():
        for rule in tier.rules:
            path = f"tiers.{name}.rules.{rule.name}"
            yield VaultWrite(path, rule, rule.lifecycle, None, None)
            for index, copy in enumerate(rule.copies):
                yield VaultWrite(
                    f"{path}.copies.{index}",
                    rule,
                    rule.copy_lifecycle(copy),
                    copy.destination_region,
                    copy.destination_account_id,
                )
