"""Everything an account needs to keep its backup policy."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    DELETED_LOG_DAYS,
    HEALTH_ALARMS,
    Account,
    AlertSettings,
    BaselineSettings,
    Manifest,
    Names,
    RestoreTestSettings,
    Site,
    TrailSettings,
    VaultAccess,
    is_daily,
    require_fitting_account,
    sites,
)
from bamp_pulumi.components.alerts import AlertsArgs, BackupAlerts
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.health_check import BackupHealthCheck
from bamp_pulumi.components.key import BackupKey
from bamp_pulumi.components.place import find_place
from bamp_pulumi.components.plan import BackupPlan
from bamp_pulumi.components.restore_tests import RestoreTestArgs, RestoreTests, RestoreTestsArgs
from bamp_pulumi.components.role import BackupRole
from bamp_pulumi.components.trail import AccountTrail, TrailArgs
from bamp_pulumi.components.vault import BackupVault, BackupVaultArgs, LockArgs, VaultAccessArgs
from bamp_pulumi.policy import OWNER_TAG, BackupPolicy, LockPolicy
from bamp_pulumi.program_error import refused_in_program

__all__ = ["Baseline", "BaselineArgs", "checked_baseline"]


class BaselineArgs(TypedDict):
    """Inputs of `Baseline`. None, which configuration gives for what is not set, is left out."""

    policy: NotRequired[Any]  # Any: a `BackupPolicy` in Python, a policy document elsewhere
    """What is promised: a policy document (which may have `extends: default`), or in Python a
    `BackupPolicy`. Default: the default policy with its four tiers."""
    prefix: NotRequired[str | None]
    """What every name in AWS begins with, 2 to 16 lower-case letters, digits and hyphens. Another
    one makes another baseline, and leaves the old vaults behind. Default: `bamp`."""
    access: NotRequired[VaultAccessArgs | None]
    """Who is exempt from which denial, in both vaults. Default: nobody."""
    copy_source_account_ids: NotRequired[Sequence[str] | None]
    """Other accounts whose policies copy into the recovery vault of this one, 12 digits each: what
    `destination_account_id` of their copies needs here. Default: none."""
    copy_source_organization_id: NotRequired[str | None]
    """Organization, `o-...`, whose every account may copy into the recovery vault. A preview does
    not know who belongs to it, and can verify only accounts that are listed. Default: none."""
    irreversible_lock_accepted_on: NotRequired[str | None]
    """Day, `YYYY-MM-DD`, on which somebody accepted that the compliance locks of the policy can
    never be lifted. Default: none, which a policy without such locks requires."""
    resource_types_not_offered: NotRequired[Mapping[str, Sequence[str]] | None]
    """Resource types that AWS Backup does not offer, by Region: AWS refuses an opt-in that names
    one. Default: those that AWS's guide does not support there, none in us-east-1 and us-west-2."""
    alerts: NotRequired[AlertsArgs | None]
    """Who is notified when a backup fails, in both Regions. Default: nobody."""
    restore_tests: NotRequired[RestoreTestArgs | None]
    """How restores are tested, of the tiers of the policy that promise it; `{}` for the defaults.
    Each test is paid for. Default: no restore is tested."""
    trail: NotRequired[TrailArgs | None]
    """A CloudTrail trail of the account, without which no alert comes of calls that change backups.
    Each further copy of the same events is paid for: where the organization has a trail, state it
    in the policy (`trail_elsewhere`) instead. Default: none."""
    owner: NotRequired[str | None]
    """Team that owns the baseline: the tag `backup-owner` of its parts. Default: `platform`."""
    adopt: NotRequired[bool | None]
    """Take over keys, vaults and role that an earlier stack kept, rather than fail because they
    exist. Default: false."""


def checked_baseline(
    args: Mapping[str, Any],
) -> tuple[BaselineSettings, Names, tuple[Site, Site]]:
    """Return what the inputs of a baseline decide. Any: whatever a caller gives.

    Raises:
        PolicyError: Everything that is refused in them; see `settings_from`.
        RefusedError: What is refused in the whole of them.
    """
    settings = settings_from(BaselineSettings, args)
    names = Names.of(settings.policy.tiers, settings.prefix)
    both = sites(settings, names)
    require_fitting_account(settings)
    return settings, names, both


class Baseline(pulumi.ComponentResource):
    """Keys, vaults, role, plans and opt-in of one account, and the manifest that describes them.

    One for each account: opt-in and manifest belong to the account as a whole.
    """

    manifest: pulumi.Output[str]
    """The manifest, JSON; also an SSM parameter of both Regions."""
    manifest_parameter: pulumi.Output[str]
    """Name of that parameter."""
    primary_vault_arn: pulumi.Output[str]
    """Vault of the backups."""
    recovery_vault_arn: pulumi.Output[str]
    """Vault of the copies."""
    primary_key_arn: pulumi.Output[str]
    """Key of the vault of the backups."""
    recovery_key_arn: pulumi.Output[str]
    """Key of the vault of the copies."""
    role_arn: pulumi.Output[str]
    """Role that AWS Backup acts as."""

    def __init__(
        self, name: str, args: BaselineArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare the baseline. Raises ProgramError before anything is registered."""
        with refused_in_program(f"Baseline {name}"):
            settings, names, (primary, recovery) = checked_baseline(args)
            policy = settings.policy
        super().__init__("bamp:index:Baseline", name, {}, opts)
        place = find_place(self, policy.primary_region)
        place.require_deployer(settings.access, f"Baseline {name}")
        account = place.account
        child = pulumi.ResourceOptions(parent=self)
        role = BackupRole(
            f"{name}-role",
            {"role_name": names.role, "owner": settings.owner, "adopt": settings.adopt},
            child,
        )
        primary_key, primary_vault = self._vault(name, settings, names, primary)
        recovery_key, recovery_vault = self._vault(name, settings, names, recovery)
        alerts: BackupAlerts | None = None
        if settings.trail is not None:
            self._trail(name, settings, settings.trail)
        if settings.alerts is not None:
            alerts = BackupAlerts(
                name,
                {
                    "vault_name": primary_vault.name,
                    "recovery_vault_name": recovery_vault.name,
                    "alerts_name": names.alerts,
                    "alerts": _alerts(settings.alerts),
                    "region": primary.region,
                    "recovery_region": recovery.region,
                    "expects_daily": is_daily(policy),
                    "tiers": list(policy.tiers),
                    "dashboard_alarms": [f"{names.alerts}-{ending}" for ending in HEALTH_ALARMS],
                    "owner": settings.owner,
                },
                child,
            )
            BackupHealthCheck(
                name,
                {
                    "signals_topic_arn": alerts.signals_topic_arn,
                    "dead_letter_queue_arn": alerts.dead_letter_queue_arn,
                    "alerts_name": names.alerts,
                    "policy": policy,
                    "prefix": settings.prefix,
                    "resource_types_not_offered": settings.resource_types_not_offered,
                    "key_arns": {
                        f"{primary.vault_name}/{primary.region}": primary_key.arn,
                        f"{recovery.vault_name}/{recovery.region}": recovery_key.arn,
                    },
                    "backup_role_arn": role.arn,
                    "check_every_hours": settings.alerts.check_every_hours,
                    "owner": settings.owner,
                },
                child,
            )
        copy_vault_arns: dict[str, pulumi.Input[str]] = {
            policy.recovery_region: recovery_vault.arn,
            **_other_accounts_vaults(policy, account, names),
        }
        plans = [
            BackupPlan(
                f"{name}-{tier_name}",
                {
                    "tier_name": tier_name,
                    "tier": tier,
                    "plan_name": names.plans[tier_name],
                    "vault_name": primary_vault.name,
                    "copy_vault_arns": copy_vault_arns,
                    "role_arn": role.arn,
                    "region": policy.primary_region,
                    "owner": settings.owner,
                },
                child,
            )
            for tier_name, tier in policy.tiers.items()
        ]
        if settings.restore_tests is not None:
            self._restore_tests(name, settings, names, primary_vault, alerts)
        manifest = _manifest(settings, account).to_json()
        opt_ins = [
            aws.backup.RegionSettings(
                f"{name}-{site.noun}-opt-in",
                resource_type_opt_in_preference=site.opt_in,
                resource_type_management_preference=site.management,
                region=site.region,
                opts=child,
            )
            for site in (primary, recovery)
        ]
        # Last: service stacks read it once everything stands.
        keys, vaults = (primary_key, recovery_key), (primary_vault, recovery_vault)
        parts = [role, *keys, *vaults, *plans, *opt_ins]
        for site in (primary, recovery):
            aws.ssm.Parameter(
                f"{name}-{site.noun}-manifest",
                name=names.manifest_parameter,
                description="What the backup baseline of this account is; see bamp-pulumi.",
                type="String",
                tier="Advanced",  # 8 KB, where the standard tier holds 4
                # As `value` Pulumi takes it for a secret: a preview would hide it from its readers.
                insecure_value=manifest,
                region=site.region,
                tags={OWNER_TAG: settings.owner},
                opts=pulumi.ResourceOptions(parent=self, depends_on=parts),
            )
        self.manifest = pulumi.Output.from_input(manifest)
        self.manifest_parameter = pulumi.Output.from_input(names.manifest_parameter)
        self.primary_vault_arn, self.recovery_vault_arn = primary_vault.arn, recovery_vault.arn
        self.primary_key_arn, self.recovery_key_arn = primary_key.arn, recovery_key.arn
        self.role_arn = role.arn
        self.register_outputs(
            {
                "manifest": self.manifest,
                "manifestParameter": self.manifest_parameter,
                "primaryVaultArn": self.primary_vault_arn,
                "recoveryVaultArn": self.recovery_vault_arn,
                "primaryKeyArn": self.primary_key_arn,
                "recoveryKeyArn": self.recovery_key_arn,
                "roleArn": self.role_arn,
            }
        )

    def _restore_tests(
        self,
        name: str,
        settings: BaselineSettings,
        names: Names,
        vault: BackupVault,
        alerts: BackupAlerts | None,
    ) -> None:
        """Declare the restore tests of the vault of the backups."""
        args: RestoreTestsArgs = {
            "tiers": settings.policy.tiers,
            "vault_arn": vault.arn,
            "tests": _tests(settings.restore_tests or RestoreTestSettings()),
            "tests_name": settings.prefix,
            "region": settings.policy.primary_region,
            "owner": settings.owner,
        }
        if alerts is not None:
            args["alerts_topic_arn"], args["alerts_name"] = alerts.topic_arn, names.alerts
        RestoreTests(f"{name}-restores", args, pulumi.ResourceOptions(parent=self))

    def _trail(self, name: str, settings: BaselineSettings, trail: TrailSettings) -> None:
        """Declare the trail; its bucket is of the tier of what names none."""
        policy = settings.policy
        AccountTrail(
            f"{name}-trail",
            {
                "keep_log_days": trail.keep_log_days,
                "keep_deleted_log_days": max(
                    DELETED_LOG_DAYS, policy.tiers[policy.default_tier].noncurrent_version_days
                ),
                "tier_name": policy.default_tier,
                "trail_name": f"{settings.prefix}-trail",
                "rotation_days": policy.key_rotation_days,
                "region": policy.primary_region,
                "owner": settings.owner,
                "adopt": settings.adopt,
            },
            pulumi.ResourceOptions(parent=self),
        )

    def _vault(
        self, name: str, settings: BaselineSettings, names: Names, site: Site
    ) -> tuple[BackupKey, BackupVault]:
        """Declare the key and the vault of one Region."""
        key = BackupKey(
            f"{name}-{site.noun}",
            {
                "alias": names.key_alias,
                "rotation_days": settings.policy.key_rotation_days,
                "copy_account_ids": site.copy_account_ids,
                "region": site.region,
                "owner": settings.owner,
                "adopt": settings.adopt,
            },
            pulumi.ResourceOptions(parent=self),
        )
        args: BackupVaultArgs = {
            "kms_key_arn": key.arn,
            "vault_name": site.vault_name,
            "access": _access(settings.access, names),
            "copy_account_ids": site.copy_account_ids,
            "copy_source_account_ids": site.copy_source_account_ids,
            "region": site.region,
            "owner": settings.owner,
            "adopt": settings.adopt,
        }
        if site.copy_source_organization_id is not None:
            args["copy_source_organization_id"] = site.copy_source_organization_id
        if site.lock is not None:
            args["lock"] = _lock(site.lock)
        if site.irreversible_lock_accepted_on is not None:
            accepted_on = site.irreversible_lock_accepted_on.isoformat()
            args["irreversible_lock_accepted_on"] = accepted_on
        vault = BackupVault(f"{name}-{site.noun}", args, pulumi.ResourceOptions(parent=self))
        return key, vault


def _manifest(settings: BaselineSettings, account: Account) -> Manifest:
    return Manifest.of(
        settings.policy,
        account,
        prefix=settings.prefix,
        not_offered=settings.resource_types_not_offered,
    )


def _other_accounts_vaults(policy: BackupPolicy, account: Account, names: Names) -> dict[str, str]:
    """Return the vaults of other accounts that copies go to; a baseline there has such names."""
    return {
        copy.destination: Account(copy.destination_account_id, account.partition).vault_arn(
            copy.destination_region, names.recovery_vault
        )
        for tier in policy.tiers.values()
        for rule in tier.rules
        for copy in rule.copies
        if copy.destination_account_id
    }


def _access(access: VaultAccess, names: Names) -> VaultAccessArgs:
    """Return who is exempt from what; AWS Backup's role is, where restores are restricted."""
    operators = (*access.operators, f"role/{names.role}") if access.operators else ()
    return {
        "deployers": access.deployers,
        "break_glass": access.break_glass,
        "operators": operators,
    }


def _alerts(alerts: AlertSettings) -> AlertsArgs:
    # As they were given: the document of settings is that of the arguments.
    given: Any = alerts.model_dump(mode="json", exclude_defaults=True)
    return given


def _tests(tests: RestoreTestSettings) -> RestoreTestArgs:
    # As they were given: the document of settings is that of the arguments.
    given: Any = tests.model_dump(mode="json", exclude_defaults=True)
    return given


def _lock(lock: LockPolicy) -> LockArgs:
    args: LockArgs = {
        "mode": lock.mode.value,
        "min_retention_days": lock.min_retention_days,
        "max_retention_days": lock.max_retention_days,
    }
    if lock.changeable_for_days is not None:
        args["changeable_for_days"] = lock.changeable_for_days
    return args
