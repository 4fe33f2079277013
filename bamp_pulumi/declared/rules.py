"""Rules of a plan as AWS will read them; parts known only after deployment are marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.catalog import DEFAULT_SCHEDULE, UNKNOWN, switch_of
from bamp_pulumi.declared.values import days, entries, items, mapping, text
from bamp_pulumi.declared.vaults import VAULTS, DeclaredVault
from bamp_pulumi.estate import Estate, Resource

__all__ = ["DeclaredCopy", "DeclaredRule", "read_rules"]

_START_WINDOW_MINUTES: Final = 60
"""What the provider takes where a rule says nothing. Source: pulumi_aws 7.51.1, PlanRule."""
_COMPLETION_WINDOW_MINUTES: Final = 180
_UTC: Final = "Etc/UTC"
"""As above."""


_PARTS: Final = (
    "schedule",
    "scheduleExpressionTimezone",
    "startWindow",
    "completionWindow",
    "enableContinuousBackup",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCopy:
    """A copy action of a rule."""

    destination_vault_arn: str
    """Empty while unknown."""
    vault: DeclaredVault | None = None
    """The destination; None when no given program declares it."""
    delete_after_days: int | None
    """None: kept indefinitely."""
    cold_storage_after_days: int | None = None
    """By its own lifecycle."""
    unknown: tuple[str, ...] = ()
    """Its parts that are known only after deployment, in AWS's words."""

    @property
    def region(self) -> str:
        """Region of the destination; empty while unknown."""
        return self._part(3, self.vault.region if self.vault is not None else "")

    @property
    def account_id(self) -> str:
        """Account of the destination; empty while unknown."""
        return self._part(4, self.vault.account_id if self.vault is not None else "")

    @property
    def vault_name(self) -> str:
        """Name of the destination; empty while unknown."""
        name = self.destination_vault_arn.rpartition(":")[2]
        return name or (self.vault.name if self.vault is not None else "")

    def _part(self, number: int, otherwise: str) -> str:
        """Read one part of `arn:aws:backup:REGION:ACCOUNT:...`."""
        parts = self.destination_vault_arn.split(":")
        return parts[number] if len(parts) > number else otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRule:
    """A rule of a plan."""

    name: str
    schedule: str = DEFAULT_SCHEDULE
    timezone: str = _UTC
    start_window_minutes: int = _START_WINDOW_MINUTES
    completion_window_minutes: int = _COMPLETION_WINDOW_MINUTES
    """A job that has not completed so long after its start is cancelled."""
    delete_after_days: int | None = None
    """None: kept indefinitely."""
    cold_storage_after_days: int | None = None
    continuous: bool = False
    vault: DeclaredVault | None = None
    """None when the named vault is not declared in the estate, or its name is unknown."""
    vault_name: str = ""
    """Empty while unknown."""
    goes_to_air_gap: bool = False
    """Whether its recovery points go to a logically air-gapped vault in place of the vault, or
    through it: which of the two AWS Backup does depends on the type."""
    air_gapped_vault: DeclaredVault | None = None
    """That vault, of whichever type it is; None when no given program declares it."""
    air_gapped_vault_arn: str = ""
    """Empty while unknown."""
    copies: tuple[DeclaredCopy, ...] = ()
    unknown: tuple[str, ...] = field(default=())
    """Its parts that are known only after deployment, in AWS's words; its effect varies."""


def read_rules(
    estate: Estate, plan: Resource, vaults: Sequence[DeclaredVault]
) -> tuple[DeclaredRule, ...]:
    """Read the rules of a plan. Rules that are unknown as a whole are one rule of unknown parts."""
    given = plan.value("rules")
    if given is UNKNOWN:
        return (DeclaredRule(name="", unknown=("rules",)),)
    reader = _Reader(estate, plan, vaults)
    return tuple(
        DeclaredRule(name="", unknown=("rule",)) if rule is UNKNOWN else reader.read(mapping(rule))
        for rule in items(given)
    )


class _Reader:
    """Reads the rules of one plan."""

    def __init__(self, estate: Estate, plan: Resource, vaults: Sequence[DeclaredVault]) -> None:
        self._estate = estate
        self._plan = plan
        self._by_resource = {vault.resource: vault for vault in vaults}
        # The record says what the rules are made from, and not which part is made from what. Where
        # a part may be made from nothing declared, no unknown one surely names a vault.
        linked = estate.resolve(plan, "rules", *VAULTS, written=UNKNOWN)
        written = [*_named_vaults(plan.value("rules"))]
        is_mixed = estate.resolve(plan, "rules", *VAULTS, written=written).is_mixed
        referred = [self._by_resource.get(r) for r in (*linked.certain, *linked.possible)]
        known = [vault for vault in referred if vault is not None and not is_mixed]
        self._here = [vault for vault in known if self._is_here(vault)]
        self._there = [vault for vault in known if not self._is_here(vault)]

    def read(self, rule: Mapping[str, object]) -> DeclaredRule:
        name = text(rule.get("targetVaultName"))
        vault = self._target(name)
        lifecycle, gap = rule.get("lifecycle"), rule.get("targetLogicallyAirGappedBackupVaultArn")
        window, completion = days(rule.get("startWindow")), days(rule.get("completionWindow"))
        return DeclaredRule(
            name=text(rule.get("ruleName")),
            schedule=text(rule.get("schedule")) or DEFAULT_SCHEDULE,
            timezone=text(rule.get("scheduleExpressionTimezone")) or _UTC,
            start_window_minutes=_START_WINDOW_MINUTES if window is None else window,
            completion_window_minutes=(
                _COMPLETION_WINDOW_MINUTES if completion is None else completion
            ),
            delete_after_days=_delete_after(lifecycle),
            cold_storage_after_days=_cold_after(lifecycle),
            continuous=switch_of(rule.get("enableContinuousBackup")) is True,
            vault=vault,
            vault_name=name or (vault.name if vault is not None else ""),
            goes_to_air_gap=gap is not None,
            air_gapped_vault=self._air_gapped(gap),
            air_gapped_vault_arn=text(gap),
            copies=tuple(self._copies(rule.get("copyActions"), lifecycle)),
            unknown=tuple(_unknown(rule, vault)),
        )

    def _is_here(self, vault: DeclaredVault) -> bool:
        return (vault.account_id, vault.region) == (self._plan.account_id, self._plan.region)

    def _target(self, name: str) -> DeclaredVault | None:
        """Find the vault that a rule writes to, in the Region of its plan."""
        if name:
            # The record of Pulumi does not say which of the vaults is meant here: the name does.
            named = [v for v in self._by_resource.values() if self._is_here(v) and v.name == name]
        else:
            # An automatic name is unknown: the only vault of this Region that the rules refer to.
            named = [vault for vault in self._here if not vault.is_air_gapped] or self._here
        return _sole(named)

    def _air_gapped(self, arn: object) -> DeclaredVault | None:
        """Find the logically air-gapped vault that a rule puts recovery points into."""
        if arn is UNKNOWN:
            return _sole([vault for vault in self._here if vault.is_air_gapped])
        return self._destination(arn)

    def _copies(self, given: object, lifecycle: object) -> Iterator[DeclaredCopy]:
        if given is UNKNOWN or UNKNOWN in items(given):
            yield DeclaredCopy(
                destination_vault_arn="", delete_after_days=None, unknown=("copyActions",)
            )
        for copy in entries(given):
            own, arn = copy.get("lifecycle"), copy.get("destinationVaultArn")
            vault = self._destination(arn)
            unknown = [*_unknown_lifecycle(own)]
            if arn is UNKNOWN and vault is None:
                unknown.append("destinationVaultArn")
            yield DeclaredCopy(
                destination_vault_arn=text(arn) or (vault.arn if vault is not None else ""),
                vault=vault,
                # A copy without a lifecycle of its own takes the source's.
                delete_after_days=_delete_after(own) or _delete_after(lifecycle),
                cold_storage_after_days=_cold_after(own),
                unknown=tuple(unknown),
            )

    def _destination(self, arn: object) -> DeclaredVault | None:
        if arn is UNKNOWN:
            # The only vault elsewhere that the rules refer to; here lies what they write to.
            return _sole(self._there)
        return next((v for v in self._by_resource.values() if arn and v.arn == arn), None)


def _sole(vaults: Sequence[DeclaredVault]) -> DeclaredVault | None:
    """Return the only one of some vaults; None where there is none, or which is meant is open."""
    return next(iter(vaults)) if len(vaults) == 1 else None


def _named_vaults(rules: object) -> Iterator[object]:
    """List what rules give where they name a vault."""
    for rule in map(mapping, items(rules)):
        yield rule.get("targetVaultName")
        yield rule.get("targetLogicallyAirGappedBackupVaultArn")
        yield from (copy.get("destinationVaultArn") for copy in entries(rule.get("copyActions")))


def _unknown(rule: Mapping[str, object], vault: DeclaredVault | None) -> Iterator[str]:
    """Name the unknown parts that decide whether a rule makes recovery points, when, how long."""
    if rule.get("targetVaultName") is UNKNOWN and vault is None:
        yield "targetVaultName"
    for part in _PARTS:
        if rule.get(part) is UNKNOWN:
            yield part
    yield from _unknown_lifecycle(rule.get("lifecycle"))


def _unknown_lifecycle(lifecycle: object) -> Iterator[str]:
    if lifecycle is UNKNOWN:
        yield "lifecycle"
    for part in ("deleteAfter", "coldStorageAfter"):
        if mapping(lifecycle).get(part) is UNKNOWN:
            yield f"lifecycle.{part}"


def _delete_after(lifecycle: object) -> int | None:
    return days(mapping(lifecycle).get("deleteAfter")) or None


def _cold_after(lifecycle: object) -> int | None:
    return days(mapping(lifecycle).get("coldStorageAfter")) or None
