"""A snapshot of an estate, taken from how it stands."""

from collections.abc import Iterator
from typing import Final, TypedDict

from bamp_pulumi.catalog import (
    DELETION_EFFECTS,
    PROTECTING_INPUTS,
    UNKNOWN,
    VERSION_EXPIRIES,
    Absence,
    Setting,
    value_at,
    whole_number,
)
from bamp_pulumi.changes.change import UNKNOWN_VALUE
from bamp_pulumi.changes.expiries import expiries_of, holders_of
from bamp_pulumi.changes.inputs_read import inputs_left_out, inputs_read
from bamp_pulumi.changes.intervals import interval_minutes
from bamp_pulumi.changes.noncurrent import noncurrent_days
from bamp_pulumi.changes.older import inputs_compared
from bamp_pulumi.changes.secret_texts import without_secret_texts
from bamp_pulumi.changes.settings import guards_of, secrets_of, settings_of
from bamp_pulumi.changes.snapshot import (
    CopyState,
    DecisionState,
    ExposureState,
    FindingState,
    PartState,
    PlanRuleState,
    PlanState,
    RuleState,
    Snapshot,
    StoreState,
    TierState,
    VaultState,
)
from bamp_pulumi.changes.unused_parts import denied_by, serves_none
from bamp_pulumi.changes.unused_roles import UnusedRoles
from bamp_pulumi.coverage import Coverage, ResourceCoverage, Status
from bamp_pulumi.declared import (
    LOCK,
    PLAN,
    SELECTION,
    VAULTS,
    DeclaredPlan,
    DeclaredRule,
    DeclaredVault,
    NamedKey,
    Roles,
    read_plans,
    read_vaults,
)
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import BackupPolicy
from bamp_pulumi.published import version

__all__ = ["snapshot_of"]

_FOR_ITSELF: Final = ("aws-native:lambda:", "aws:kms/grant:", "aws:lambda/")


class _Declared(TypedDict):
    """The fields of `DeclaredState`."""

    program: str
    urn: str
    aliases: tuple[str, ...]
    type: str
    name: str
    source: str
    settings: dict[str, str]
    secrets: dict[str, str]
    read: dict[str, tuple[str, ...] | None]
    left_out: tuple[str, ...]
    guards: dict[str, bool | None]


def snapshot_of(coverage: Coverage) -> Snapshot:
    """Take a snapshot of how an estate stands; it holds nothing that is secret.

    Args:
        coverage: How it stands, as people may read it (`coverage.without_secrets`).
    """
    estate, policy = coverage.estate, coverage.policy
    vaults = read_vaults(estate)
    plans = read_plans(estate, vaults)
    taken = Snapshot(
        version=version(),
        compares=inputs_compared(),
        tiers=() if policy is None else tuple(_tiers(policy)),
        decisions=() if policy is None else tuple(_decisions(policy)),
        decision_max_days=None if policy is None else policy.exemption_max_days,
        stores=tuple(
            _store(estate, covered, policy, coverage.proved(covered.status))
            for covered in coverage.resources
        ),
        vaults=tuple(_vault(estate, vault) for vault in vaults if not vault.resource.external),
        plans=tuple(_plan(estate, plan) for plan in plans if not plan.is_looked_up),
        parts=tuple(_parts(coverage)),
        findings=tuple(
            FindingState(
                id=f.id, severity=f.severity, program=f.program, urn=f.urn, message=f.message
            )
            for f in coverage.all_findings
        ),
    )
    return without_secret_texts(taken, estate)


def _decisions(policy: BackupPolicy) -> Iterator[DecisionState]:
    for path, one in policy.acknowledgements():
        yield DecisionState(path=path, reason=one.reason, owner=one.owner, until=one.until)


def _declared(estate: Estate, resource: Resource, *, is_store: bool = False) -> _Declared:
    return {
        "program": resource.program,
        "urn": resource.urn,
        "aliases": resource.aliases,
        "type": resource.type,
        "name": resource.name,
        "source": resource.source,
        "settings": settings_of(resource),
        "secrets": secrets_of(resource),
        "read": inputs_read(estate, resource, is_store=is_store),
        "left_out": inputs_left_out(resource),
        "guards": guards_of(resource),
    }


def _tiers(policy: BackupPolicy) -> Iterator[TierState]:
    for name, tier in policy.tiers.items():
        yield TierState(
            tier=name,
            rpo_minutes=tier.rpo_minutes,
            rto_minutes=tier.rto_minutes,
            native_retention_days=tier.native_retention_days,
            noncurrent_version_days=tier.noncurrent_version_days,
        )


def _store(
    estate: Estate, covered: ResourceCoverage, policy: BackupPolicy | None, proved: Status
) -> StoreState:
    # A tier that is not known has no name either: only what is verified surely has none.
    is_open = not covered.tier and covered.status is Status.UNVERIFIED
    tier = policy.tiers.get(covered.tier) if policy is not None else None
    left_out = _left_out(covered)
    return StoreState(
        **_declared(estate, covered.resource, is_store=True),
        label=covered.label,
        region=covered.resource.region,
        status=proved,
        how=covered.how,
        tier=None if is_open else covered.tier,
        owner=covered.owner,
        exempt_until=covered.exempt_until,
        rpo_minutes=None if tier is None else tier.rpo_minutes,
        rto_minutes=None if tier is None else tier.rto_minutes,
        achieved_rpo_minutes=covered.achieved_rpo_minutes,
        native_days=None if covered.native is None else covered.native.days,
        native_default=None if left_out is None else whole_number(left_out.value),
        native_open=_is_open(covered),
        native_left_out=None if left_out is None else left_out.outcome,
        noncurrent_days=noncurrent_days(estate, covered.resource),
        expiries=expiries_of(estate, covered.resource)
        if covered.resource.type in VERSION_EXPIRIES
        else None,
        expiry_holders=holders_of(estate, covered.resource)
        if covered.resource.type in VERSION_EXPIRIES
        else (),
        exposure=tuple(
            ExposureState(region=e.region, at_most_minutes=e.at_most_minutes, known=e.is_known)
            for e in covered.exposure
        ),
        rules=tuple(
            RuleState(
                plan=r.plan,
                rule=r.rule,
                region=r.region,
                vault=r.vault,
                schedule=f"{r.schedule} {r.timezone}",
                interval_minutes=interval_minutes(r.schedule, r.timezone),
                retention_days=r.retention_days,
                continuous=r.continuous,
            )
            for r in covered.rules
        ),
        copies=tuple(
            CopyState(
                plan=c.plan,
                rule=c.rule,
                region=c.region,
                account_id=c.account_id,
                vault=c.vault,
                retention_days=c.retention_days,
            )
            for c in covered.copies
        ),
    )


def _left_out(covered: ResourceCoverage) -> Absence | None:
    """Return what becomes of the days of the service's own backups; None where they are written.

    Beside a switch that turns those backups off, the switch says it.
    """
    days = _days_of(covered)
    if days is None or value_at(covered.resource.inputs, days.path) is not None:
        return None
    return days.absent


def _is_open(covered: ResourceCoverage) -> bool:
    """Return True if the days of the service's own backups are known only after deployment."""
    days = _days_of(covered)
    return days is not None and value_at(covered.resource.inputs, days.path) is UNKNOWN


def _days_of(covered: ResourceCoverage) -> Setting | None:
    """Return the setting that says for how many days the service keeps its own backups."""
    settings = () if covered.store is None else covered.store.settings
    return next((setting for setting in settings if setting.at_least is not None), None)


def _vault(estate: Estate, vault: DeclaredVault) -> VaultState:
    key = vault.key
    named = key.resource.name if key.resource is not None else key.aws_managed or key.written
    return VaultState(
        **_declared(estate, vault.resource),
        vault=vault.name,
        region=vault.region,
        account_id=vault.account_id,
        key=named,
        key_is_customers=_is_customers(key),
        changeable_for_days=vault.changeable_for_days,
        locked=None if vault.doubt else vault.locked,
        compliance=None if vault.doubt else vault.is_compliance,
        min_retention_days=vault.min_retention_days,
        max_retention_days=vault.max_retention_days,
    )


def _is_customers(key: NamedKey) -> bool | None:
    if key.aws_managed or not key.is_given:
        return False
    return True if key.resource is not None or key.written else None


def _plan(estate: Estate, plan: DeclaredPlan) -> PlanState:
    return PlanState(
        **_declared(estate, plan.resource),
        plan=plan.name,
        region=plan.region,
        rules=tuple(_plan_rule(plan, rule) for rule in plan.rules),
    )


def _air_gapped(rule: DeclaredRule) -> str:
    if rule.air_gapped_vault is not None:
        return rule.air_gapped_vault.name
    arn = rule.air_gapped_vault_arn
    return arn.rpartition(":")[2] or (UNKNOWN_VALUE if rule.goes_to_air_gap else "")


def _plan_rule(plan: DeclaredPlan, rule: DeclaredRule) -> PlanRuleState:
    return PlanRuleState(
        rule=rule.name,
        vault=rule.vault_name,
        schedule=f"{rule.schedule} {rule.timezone}",
        interval_minutes=interval_minutes(rule.schedule, rule.timezone),
        air_gapped_vault=_air_gapped(rule),
        start_window_minutes=rule.start_window_minutes,
        completion_window_minutes=rule.completion_window_minutes,
        retention_days=rule.delete_after_days,
        cold_after_days=rule.cold_storage_after_days,
        continuous=rule.continuous,
        copies=tuple(
            CopyState(
                plan=plan.name,
                rule=rule.name,
                region=copy.region,
                account_id=copy.account_id,
                vault=copy.vault_name,
                retention_days=copy.delete_after_days,
                cold_after_days=copy.cold_storage_after_days,
            )
            for copy in rule.copies
            if not copy.unknown
        ),
        unknown=(*rule.unknown, *(part for copy in rule.copies for part in copy.unknown)),
    )


def _protects(resource: Resource) -> bool:
    """Return True for a type that protects data wherever it is declared, such as a key."""
    row = DELETION_EFFECTS.get(resource.type)
    is_missed = row is not None and not row.is_generic
    return is_missed or resource.type in PROTECTING_INPUTS


def _makes(resource: Resource) -> bool:
    """Return True for a type that may make backups with the role that it names, or hold them.

    A function uses its role for itself, and a grant lets one use a key.
    """
    is_known = resource.type in DELETION_EFFECTS or resource.type in PROTECTING_INPUTS
    return is_known and not resource.type.startswith(_FOR_ITSELF)


def _parts(coverage: Coverage) -> Iterator[PartState]:
    """List what else backups and alerts may depend on.

    Of a program that declares parts of AWS Backup, or no data store at all, every resource; of
    another one what points at its data stores, and what protects them by its type. What a service
    runs beside its data is its own.
    """
    estate = coverage.estate
    stores = {covered.resource for covered in coverage.resources}
    own = {*VAULTS, LOCK, PLAN, SELECTION}
    of_account = {r.program for r in estate.resources if r.type in own}
    of_account |= {p.name for p in estate.programs} - {store.program for store in stores}
    pointing = {
        reference.source
        for store in stores
        if store.program not in of_account
        for reference in estate.pointing_at(store)
    }
    # Vaults with their locks, and plans, are read for themselves.
    read = {*VAULTS, LOCK, PLAN}
    may_use = stores | {r for r in estate.resources if r.type in own or _makes(r)}
    unused = UnusedRoles(roles=Roles(estate=estate), protects=may_use.__contains__)
    for resource in estate.resources:
        is_part = resource.program in of_account or resource in pointing or _protects(resource)
        is_other = resource not in stores and resource.type not in read
        if is_part and is_other and resource.custom and not resource.external:
            is_unused = unused.hold(resource) or serves_none(estate, resource, unused)
            denies = denied_by(estate, resource)
            declared = _declared(estate, resource)
            yield PartState(**declared, serves_no_backup=is_unused, denies=denies)
