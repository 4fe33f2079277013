"""Rules of a plan as AWS will read them; a part that only a deployment tells is said to be so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.catalog import DEFAULT_SCHEDULE, UNKNOWN
from bamp_pulumi.declared.values import days, entries, items, mapping, text
from bamp_pulumi.declared.vaults import VAULT, DeclaredVault
from bamp_pulumi.estate import Estate, Resource

__all__ = ["DeclaredCopy", "DeclaredRule", "read_rules"]

_START_WINDOW_MINUTES: Final = 60
"""What the provider takes where a rule says nothing. Source: pulumi_aws 7.51.1, PlanRule."""
_UTC: Final = "Etc/UTC"
"""As above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCopy:
    """A copy action of a rule."""

    destination_vault_arn: str
    """Empty while unknown."""
    delete_after_days: int | None
    """None keeps for ever."""
    unknown: tuple[str, ...] = ()
    """Its parts that only a deployment tells, in AWS's words."""

    @property
    def region(self) -> str:
        """Region of the destination: the fourth part of its ARN; empty while unknown."""
        parts = self.destination_vault_arn.split(":")
        return parts[3] if len(parts) > 3 else ""  # noqa: PLR2004 - arn:aws:backup:REGION:...

    @property
    def account_id(self) -> str:
        """Account of the destination: the fifth part of its ARN; empty while unknown."""
        parts = self.destination_vault_arn.split(":")
        return parts[4] if len(parts) > 4 else ""  # noqa: PLR2004 - arn:aws:backup:region:ACCOUNT:...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRule:
    """A rule of a plan."""

    name: str
    schedule: str = DEFAULT_SCHEDULE
    timezone: str = _UTC
    start_window_minutes: int = _START_WINDOW_MINUTES
    delete_after_days: int | None = None
    """None keeps for ever."""
    cold_storage_after_days: int | None = None
    continuous: bool = False
    vault: DeclaredVault | None = None
    """None when the named vault is not declared in the estate, or its name is unknown."""
    vault_name: str = ""
    """Empty while unknown."""
    copies: tuple[DeclaredCopy, ...] = ()
    unknown: tuple[str, ...] = field(default=())
    """Its parts that only a deployment tells, in AWS's words: what it does hangs on them."""


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
        place = (plan.account_id, plan.region)
        self._here = [v for v in vaults if (v.account_id, v.region) == place]
        self._referred = estate.follow(plan, "rules", VAULT)

    def read(self, rule: Mapping[str, object]) -> DeclaredRule:
        name = text(rule.get("targetVaultName"))
        # An automatic name is unknown: the only vault of this Region that the rules refer to.
        named = [v for v in self._here if (v.name == name) if name]
        found = named or [v for v in self._here if not name and v.resource in self._referred]
        vault = found[0] if len(found) == 1 else None
        lifecycle = rule.get("lifecycle")
        window = days(rule.get("startWindow"))
        return DeclaredRule(
            name=text(rule.get("ruleName")),
            schedule=text(rule.get("schedule")) or DEFAULT_SCHEDULE,
            timezone=text(rule.get("scheduleExpressionTimezone")) or _UTC,
            start_window_minutes=_START_WINDOW_MINUTES if window is None else window,
            delete_after_days=_delete_after(lifecycle),
            cold_storage_after_days=days(mapping(lifecycle).get("coldStorageAfter")) or None,
            continuous=rule.get("enableContinuousBackup") is True,
            vault=vault,
            vault_name=name or (vault.name if vault is not None else ""),
            copies=tuple(_copies(rule.get("copyActions"), lifecycle)),
            unknown=tuple(_unknown(rule, vault)),
        )


def _unknown(rule: Mapping[str, object], vault: DeclaredVault | None) -> Iterator[str]:
    """Name the parts on which it hangs whether a rule makes recovery points, when, and how long."""
    if rule.get("targetVaultName") is UNKNOWN and vault is None:
        yield "targetVaultName"
    for part in ("schedule", "scheduleExpressionTimezone", "startWindow", "enableContinuousBackup"):
        if rule.get(part) is UNKNOWN:
            yield part
    yield from _unknown_lifecycle(rule.get("lifecycle"))


def _unknown_lifecycle(lifecycle: object) -> Iterator[str]:
    if lifecycle is UNKNOWN:
        yield "lifecycle"
    for part in ("deleteAfter", "coldStorageAfter"):
        if mapping(lifecycle).get(part) is UNKNOWN:
            yield f"lifecycle.{part}"


def _copies(given: object, lifecycle: object) -> Iterator[DeclaredCopy]:
    if given is UNKNOWN or UNKNOWN in items(given):
        yield DeclaredCopy(
            destination_vault_arn="", delete_after_days=None, unknown=("copyActions",)
        )
    for copy in entries(given):
        own = copy.get("lifecycle")
        unknown = [*_unknown_lifecycle(own)]
        if copy.get("destinationVaultArn") is UNKNOWN:
            unknown.append("destinationVaultArn")
        yield DeclaredCopy(
            destination_vault_arn=text(copy.get("destinationVaultArn")),
            # A copy without a lifecycle of its own takes the source's.
            delete_after_days=_delete_after(own) or _delete_after(lifecycle),
            unknown=tuple(unknown),
        )


def _delete_after(lifecycle: object) -> int | None:
    return days(mapping(lifecycle).get("deleteAfter")) or None
