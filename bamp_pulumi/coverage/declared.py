"""AWS Backup as an estate declares it: vaults, plans, selections, opt-in, in typed values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage.wire import days, entries, items, mapping, text
from bamp_pulumi.estate import Estate, Resource

__all__ = [
    "DeclaredCopy",
    "DeclaredPlan",
    "DeclaredRule",
    "DeclaredSelection",
    "DeclaredVault",
    "OptIn",
    "read_opt_ins",
    "read_plans",
    "read_vaults",
]

_PLAN: Final = "aws:backup/plan:Plan"
_SELECTION: Final = "aws:backup/selection:Selection"
_VAULT: Final = "aws:backup/vault:Vault"
_LOCK: Final = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
_REGION_SETTINGS: Final = "aws:backup/regionSettings:RegionSettings"

_Place = tuple[str, str]
"""Account and Region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredVault:
    """A vault, with its lock and its key."""

    name: str
    region: str
    account_id: str
    arn: str
    resource: Resource
    locked: bool = False
    min_retention_days: int | None = None
    max_retention_days: int | None = None
    key_given: bool = False
    """A customer managed key is asked for, known or not."""
    key: Resource | None = None
    """That key, where the estate declares it."""

    def refuses(self, days: int | None) -> str:
        """Say why the lock refuses a retention; empty when it does not.

        Keeping for ever (`None`) lies outside any maximum.
        Source: AWS Backup developer guide, vault-lock.
        """
        low, high = self.min_retention_days, self.max_retention_days
        if low is not None and days is not None and days < low:
            return f"{days} days is under the lock's minimum of {low}"
        if high is not None and (days is None or days > high):
            kept = "for ever" if days is None else f"{days} days"
            return f"{kept} is over the lock's maximum of {high}"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCopy:
    """A copy action of a rule."""

    destination_vault_arn: str
    """Empty while unknown."""
    delete_after_days: int | None
    """None keeps for ever."""

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
    """A rule of a plan, as AWS will read it."""

    name: str
    schedule: str
    timezone: str
    delete_after_days: int | None
    """None keeps for ever."""
    continuous: bool
    vault: DeclaredVault | None
    """None when the named vault is not declared in the estate, or its name is unknown."""
    vault_name: str
    """Empty while unknown."""
    copies: tuple[DeclaredCopy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSelection:
    """A selection of a plan, in AWS's own terms."""

    resource: Resource
    resources: tuple[object, ...]
    not_resources: tuple[object, ...]
    list_of_tags: tuple[tuple[object, object], ...]
    """Pairs of key and value; any of them matches."""
    conditions: tuple[tuple[str, object, object], ...]
    """Operator, key and value; all of them must hold."""
    unknown: bool
    """A part of it is unknown as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredPlan:
    """A plan with its rules and selections."""

    name: str
    region: str
    account_id: str
    rules: tuple[DeclaredRule, ...]
    selections: tuple[DeclaredSelection, ...]
    resource: Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIn:
    """What one Region is opted in for."""

    types: Mapping[str, object] = field(default_factory=dict[str, object])
    managed: Mapping[str, object] = field(default_factory=dict[str, object])
    """Types whose backups AWS Backup manages fully, where that is a choice."""


def read_opt_ins(estate: Estate) -> Mapping[_Place, OptIn]:
    """Read the Region settings by account and Region."""
    found: dict[_Place, OptIn] = {}
    for settings in estate.of_type(_REGION_SETTINGS):
        place = (settings.account_id, settings.region)
        types = mapping(settings.inputs.get("resourceTypeOptInPreference"))
        managed = mapping(settings.inputs.get("resourceTypeManagementPreference"))
        before = found.get(place)
        if before is not None:
            # Two programs that fight over one setting: nobody knows who deploys last.
            types, managed = _agreed(before.types, types), _agreed(before.managed, managed)
        found[place] = OptIn(types=types, managed=managed)
    return found


def _agreed(one: Mapping[str, object], other: Mapping[str, object]) -> Mapping[str, object]:
    names = {*one, *other}
    return {
        n: one.get(n, other.get(n))
        for n in names
        if one.get(n, other.get(n)) == other.get(n, one.get(n))
    }


def read_vaults(estate: Estate) -> tuple[DeclaredVault, ...]:
    """Read the vaults of an estate, each with its lock."""
    locks = {
        (lock.account_id, lock.region, _linked_name(estate, lock, "backupVaultName")): lock
        for lock in estate.of_type(_LOCK)
    }
    return tuple(_vault(estate, vault, locks) for vault in estate.of_type(_VAULT))


def _vault(
    estate: Estate, vault: Resource, locks: Mapping[tuple[str, str, str], Resource]
) -> DeclaredVault:
    name = vault.text("name") or vault.urn
    lock = locks.get((vault.account_id, vault.region, name))
    arn = vault.text("arn")
    if not arn and vault.text("name"):
        arn = f"arn:aws:backup:{vault.region}:{vault.account_id}:backup-vault:{name}"
    keys = estate.follow(vault, "kmsKeyArn", "aws:kms/key:Key")
    return DeclaredVault(
        name=name,
        region=vault.region,
        account_id=vault.account_id,
        arn=arn,
        resource=vault,
        locked=lock is not None,
        min_retention_days=days(lock.value("minRetentionDays")) if lock is not None else None,
        max_retention_days=days(lock.value("maxRetentionDays")) if lock is not None else None,
        key_given=vault.value("kmsKeyArn") is not None,
        key=keys[0] if keys else None,
    )


def _linked_name(estate: Estate, resource: Resource, name: str) -> str:
    """Name of the vault that an input means: as written, else the resource it comes from."""
    written = resource.text(name)
    if written:
        return written
    linked = estate.follow(resource, name, _VAULT)
    return (linked[0].text("name") or linked[0].urn) if len(linked) == 1 else ""


def read_plans(estate: Estate, vaults: Sequence[DeclaredVault]) -> tuple[DeclaredPlan, ...]:
    """Read the plans of an estate, each with its rules and selections."""
    by_plan: dict[str, list[Resource]] = {}
    for selection in estate.of_type(_SELECTION):
        for plan in _plans_of(estate, selection):
            by_plan.setdefault(plan.urn, []).append(selection)
    return tuple(
        DeclaredPlan(
            name=plan.text("name") or plan.name,
            region=plan.region,
            account_id=plan.account_id,
            rules=tuple(_rules(estate, plan, vaults)),
            selections=tuple(_selection(s) for s in by_plan.get(plan.urn, ())),
            resource=plan,
        )
        for plan in estate.of_type(_PLAN)
    )


def _plans_of(estate: Estate, selection: Resource) -> tuple[Resource, ...]:
    linked = estate.follow(selection, "planId", _PLAN)
    if linked:
        return linked
    written = selection.text("planId")
    return tuple(p for p in estate.of_type(_PLAN) if written and written == p.id)


def _rules(
    estate: Estate, plan: Resource, vaults: Sequence[DeclaredVault]
) -> Iterator[DeclaredRule]:
    referred = {vault.urn for vault in estate.follow(plan, "rules", _VAULT)}
    for rule in entries(plan.value("rules")):
        name = rule.get("targetVaultName")
        known = name if isinstance(name, str) else ""
        here = [v for v in vaults if (v.account_id, v.region) == (plan.account_id, plan.region)]
        # An automatic name is unknown: the only vault of this Region that the rules refer to.
        found = [v for v in here if (v.name == known if known else v.resource.urn in referred)]
        lifecycle = rule.get("lifecycle")
        yield DeclaredRule(
            name=str(rule.get("ruleName", "")),
            schedule=text(rule.get("schedule")),
            timezone=text(rule.get("scheduleExpressionTimezone")) or "Etc/UTC",
            delete_after_days=_delete_after(lifecycle),
            continuous=rule.get("enableContinuousBackup") is True,
            vault=found[0] if len(found) == 1 else None,
            vault_name=known or (found[0].name if len(found) == 1 else ""),
            copies=tuple(
                DeclaredCopy(
                    destination_vault_arn=text(copy.get("destinationVaultArn")),
                    # A copy without a lifecycle of its own takes the source's.
                    delete_after_days=_delete_after(copy.get("lifecycle"))
                    or _delete_after(lifecycle),
                )
                for copy in entries(rule.get("copyActions"))
            ),
        )


def _delete_after(lifecycle: object) -> int | None:
    return days(mapping(lifecycle).get("deleteAfter")) or None


def _selection(selection: Resource) -> DeclaredSelection:
    given = {
        name: selection.value(name)
        for name in ("resources", "notResources", "selectionTags", "conditions")
    }
    return DeclaredSelection(
        resource=selection,
        resources=tuple(items(given["resources"])),
        not_resources=tuple(items(given["notResources"])),
        list_of_tags=tuple((t.get("key"), t.get("value")) for t in entries(given["selectionTags"])),
        conditions=tuple(_conditions(given["conditions"])),
        unknown=any(_hides(given[name]) for name in ("selectionTags", "conditions"))
        or UNKNOWN in (given["resources"], given["notResources"]),
    )


def _hides(value: object) -> bool:
    """Say whether a part of a list of tags or conditions is unknown, other than a tag's value.

    An unknown value leaves its own comparison open; anything else could be a condition unseen.
    """
    if value is UNKNOWN:
        return True
    fields = mapping(value)
    parts = [part for key, part in fields.items() if key != "value"] or items(value)
    return any(_hides(part) for part in parts)


def _conditions(value: object) -> Iterator[tuple[str, object, object]]:
    blocks = entries(value) or [mapping(value)]
    for block in blocks:
        for operator, pairs in block.items():
            for pair in entries(pairs):
                yield operator, pair.get("key"), pair.get("value")
