"""From a baseline manifest to an estate, as far as previews of service programs need it.

A service team that cannot see the account's program still has its manifest. The documents come
from the same functions the account's program builds from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, cast

from pydantic.alias_generators import to_camel

from bamp_pulumi.baseline import (
    Account,
    Manifest,
    copy_accounts,
    render_key_policy,
    render_rules,
    render_selection,
    render_trust_policy,
)
from bamp_pulumi.catalog import BACKUP_ROLE_POLICIES, OPT_IN_TYPES, UNKNOWN, outputs_of
from bamp_pulumi.estate.estate import Estate, Note, Program
from bamp_pulumi.estate.resource import Resource
from bamp_pulumi.policy import LockPolicy

__all__ = ["estate_from_manifest", "is_of_manifest"]

_VAULT: Final = "aws:backup/vault:Vault"
_KEY: Final = "aws:kms/key:Key"
_LOCK: Final = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
_ROLE: Final = "aws:iam/role:Role"
_ATTACHMENT: Final = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
_PLAN: Final = "aws:backup/plan:Plan"
_SELECTION: Final = "aws:backup/selection:Selection"
_SETTINGS: Final = "aws:backup/regionSettings:RegionSettings"
_PARAMETER: Final = "aws:ssm/parameter:Parameter"
_VAULT_POLICY: Final = "aws:backup/vaultPolicy:VaultPolicy"
_COPIES_FROM_ABROAD: Final = {
    "Effect": "Allow",
    "Principal": UNKNOWN,
    "Action": "backup:CopyIntoBackupVault",
    "Resource": "*",
}
"""A manifest does not say which other accounts may copy into a vault. What its policy denies, it
denies to people: nothing that AWS Backup does."""
_PROGRAM: Final = "baseline/manifest"
_URN: Final = "urn:pulumi:manifest::baseline::"
_ACCOUNT_UNKNOWN: Final = Note(
    code="account-unknown",
    program=_PROGRAM,
    message="names no account, and the given programs are of several accounts or of none that is "
    "known: no account is assumed; give --account ID, or make the manifest with "
    "bamp manifest --account ID",
)


def estate_from_manifest(
    manifest: Manifest, *, account_id: str = "", name: str = _PROGRAM
) -> Estate:
    """Read what the account contains according to a manifest.

    Args:
        manifest: The manifest.
        account_id: What to take for the account of a manifest that names none, 12 digits. Default:
            nothing. Of an account that nobody knows only the policy is read: its vaults and plans
            may be anybody's, and protect nothing.
        name: What its program is called. Default: `baseline/manifest`.
    """
    account = manifest.account_id or account_id
    notes = () if account else (replace(_ACCOUNT_UNKNOWN, program=name),)
    program = Program(name=name, account_id=account, region=manifest.primary_region, notes=notes)
    reader = _Reader(manifest, account, name)
    resources = reader.resources() if account else (reader.parameter(),)
    return Estate(programs=(program,), resources=tuple(resources))


def is_of_manifest(resource: Resource) -> bool:
    """Return True if a resource was read from a manifest: the baseline behind it is not shown."""
    return resource.urn.startswith(_URN)


class _Reader:
    """Makes the resources of one manifest."""

    def __init__(self, manifest: Manifest, account_id: str, program: str) -> None:
        self._manifest = manifest
        self._program = program
        self._account = Account(account_id, manifest.partition)

    def resources(self) -> Iterator[Resource]:
        manifest, names = self._manifest, self._manifest.names
        policy = manifest.policy
        home, away = manifest.primary_region, manifest.recovery_region
        yield from self._vault(names.primary_vault, home, policy.vault_lock)
        yield from self._vault(names.recovery_vault, away, policy.recovery_vault_lock)
        trust = {"name": names.role, "assumeRolePolicy": render_trust_policy()}
        role = self._resource(_ROLE, names.role, home, trust)
        yield role
        for policy_of_aws in BACKUP_ROLE_POLICIES:
            inputs = {"role": names.role, "policyArn": policy_of_aws.arn(manifest.partition)}
            yield self._resource(_ATTACHMENT, policy_of_aws.purpose, home, inputs)
        yield from self._plans(role)
        for region, opt_in in manifest.opt_in.items():
            inputs = {
                "resourceTypeOptInPreference": {
                    one.name: one.name in opt_in.types for one in OPT_IN_TYPES
                },
                "resourceTypeManagementPreference": dict.fromkeys(opt_in.managed, True),
            }
            yield self._resource(_SETTINGS, region, region, inputs)
        yield self.parameter()

    def parameter(self) -> Resource:
        """Return the parameter that holds the manifest: the policy is read from it."""
        manifest = self._manifest
        value = {
            "name": manifest.names.manifest_parameter,
            "insecureValue": manifest.to_json(),
        }
        return self._resource(_PARAMETER, "manifest", manifest.primary_region, value)

    def _vault(self, name: str, region: str, lock: LockPolicy | None) -> Iterator[Resource]:
        # The manifest names the key by its alias; which key that is only AWS knows. Its policy
        # follows from the baseline, as the role's trust does.
        key = self._resource(_KEY, f"{name}-key", region, {"policy": self._key_policy(region)})
        yield key
        inputs = {"name": name, "kmsKeyArn": UNKNOWN}
        yield self._resource(_VAULT, name, region, inputs, kmsKeyArn=key.urn)
        access = {"backupVaultName": name, "policy": {"Statement": [_COPIES_FROM_ABROAD]}}
        yield self._resource(_VAULT_POLICY, f"{name}-access-policy", region, access)
        if lock is not None:
            inputs = {
                "backupVaultName": name,
                "minRetentionDays": lock.min_retention_days,
                "maxRetentionDays": lock.max_retention_days,
            }
            yield self._resource(_LOCK, f"{name}-lock", region, inputs)

    def _key_policy(self, region: str) -> Mapping[str, object]:
        """Render the policy of a Region's key; copies leave from the primary Region."""
        at_home = region == self._manifest.primary_region
        others = copy_accounts(self._manifest.policy) if at_home else ()
        return render_key_policy(self._account, copy_account_ids=others)

    def _plans(self, role: Resource) -> Iterator[Resource]:
        manifest, names = self._manifest, self._manifest.names
        for tier_name, tier in manifest.policy.tiers.items():
            arns = {
                copy.destination: Account(
                    copy.destination_account_id or self._account.account_id, manifest.partition
                ).vault_arn(copy.destination_region, names.recovery_vault)
                for rule in tier.rules
                for copy in rule.copies
            }
            rules = render_rules(
                tier_name, tier, vault_name=names.primary_vault, copy_vault_arns=arns
            )
            name = names.plans[tier_name]
            inputs = {"name": name, "rules": _wire(rules)}
            plan = self._resource(_PLAN, name, manifest.primary_region, inputs)
            yield plan
            selection = {
                "name": name,
                "iamRoleArn": role.text("arn"),
                **_keys(render_selection(tier_name)),
            }
            yield self._resource(
                _SELECTION, name, manifest.primary_region, selection, planId=plan.urn
            )

    def _resource(
        self,
        token: str,
        name: str,
        region: str,
        inputs: Mapping[str, object],
        **dependencies: str,
    ) -> Resource:
        manifest = self._manifest
        return Resource(
            urn=f"{_URN}{token}::{name}",
            type=token,
            name=name,
            program=self._program,
            inputs=inputs,
            outputs=outputs_of(
                token,
                {key: value for key, value in inputs.items() if value is not UNKNOWN},
                account_id=self._account.account_id,
                region=region,
                partition=manifest.partition,
            ),
            region=region,
            account_id=self._account.account_id,
            dependencies={key: (urn,) for key, urn in dependencies.items()},
        )


def _wire(value: object) -> object:
    """Turn pulumi-aws's argument names into the wire's, all the way down but not inside tags."""
    if isinstance(value, list):
        return [_wire(item) for item in cast("list[object]", value)]
    return _keys(cast("Mapping[str, object]", value)) if isinstance(value, Mapping) else value


def _keys(document: Mapping[str, object]) -> dict[str, object]:
    return {
        to_camel(key): value if key == "recovery_point_tags" else _wire(value)
        for key, value in document.items()
    }
