"""Make a companion: an additional resource that makes a data store safer.

What a companion takes from its data store, option by option:

- provider: yes, by being its child; its `region` too, which Pulumi does not hand on.
- `retain_on_delete`: as the catalog says of each kind (`Removal.retained`). Versioning is always
  retained. A replication is retained with its database: what is kept in AWS stays replicated. A
  lifecycle never is: it deletes data, and must not outlive the program that asked for it.
- `protect`: never. A protected companion could neither be replaced when the recovery Region changes
  nor be removed with `inherit()`. Pulumi refuses to destroy a protected data store in the preview
  already, before it deletes anything.
- `transforms` of the data store itself: never. Pulumi runs them for the children too, but they were
  written for the data store: the tags that one adds are no input of a companion.
- `transforms` of components and of the stack: yes, like any resource.
- `ignore_changes`, `aliases`, `depends_on`, `import_`: never; Pulumi hands on none of them.

Source: Pulumi, pkg/resource/deploy/source_eval.go (`inheritFromParent`; transforms of all parents),
read 2026-11-28.
"""

from typing import TYPE_CHECKING, Final, cast

import pulumi

from bamp_pulumi.catalog import COMPANION_TYPES, CompanionKind, snake_case
from bamp_pulumi.inheritance.inherited import PlannedCompanion
from bamp_pulumi.inheritance.recovery_key import RecoveryKeys
from bamp_pulumi.inheritance.watch import Store

if TYPE_CHECKING:
    import pulumi_aws as aws

__all__ = ["find_key", "has_what_it_needs", "inputs_of", "make_companion"]

_RULE: Final = "noncurrent-versions"


async def has_what_it_needs(store: Store, planned: PlannedCompanion, before: object) -> bool:
    """Return False if AWS would refuse a companion: the deployed data store has a setting off.

    What the program asks for may wait for a maintenance window; the output says what there is. In
    a preview it says what is planned, and `before` what was there.

    Args:
        store: A registered data store.
        planned: The companion.
        before: The setting as it was before this run updates the data store; None for unknown.
    """
    setting = planned.needs_on
    if setting is None:
        return True
    output = getattr(store.resource, snake_case(setting.path), None)
    if isinstance(output, pulumi.Output):
        # Any number, or none: a property of whatever resource this is.
        said = cast("pulumi.Output[object]", output)
        if await said.is_known() and await said.future() == 0:
            return False
    return not (pulumi.runtime.is_dry_run() and before == 0 and not planned.asked_at_once)


async def find_key(
    store: Store, planned: PlannedCompanion, keys: RecoveryKeys
) -> pulumi.Input[str] | None:
    """Return the key that a companion is to encrypt with; None for none.

    RDS requires one for the replica of an encrypted database and refuses one for any other. Where
    the program states nothing (a snapshot has its own encryption), the deployed database decides.

    Raises:
        RefusedError: `BAMP-I05`, when a key is needed and there is none.
    """
    if planned.kind is not CompanionKind.RDS_BACKUP_REPLICATION:
        return None
    encrypted = planned.encrypted
    if encrypted is None:
        said = cast("aws.rds.Instance", store.resource).storage_encrypted
        if not await said.is_known():
            # A preview: unknown, and the key is not looked for before it is needed.
            return said.apply(str)
        encrypted = bool(await said.future())
    return await keys.arn_for(store.resource) if encrypted else None


def make_companion(
    store: Store,
    planned: PlannedCompanion,
    *,
    beside: pulumi.Resource | None,
    key: pulumi.Input[str] | None,
) -> pulumi.Resource:
    """Declare a companion of a registered data store, as its child.

    It inherits the data store's provider by being its child, and is given its Region.

    Args:
        store: The data store.
        planned: What to make.
        beside: The companion made before it, on which it depends; None for none.
        key: What `find_key` returned.
    """
    match planned.kind:
        case CompanionKind.BUCKET_VERSIONING:
            return _versioning(store)
        case CompanionKind.BUCKET_LIFECYCLE:
            return _lifecycle(store, planned, beside)
        case CompanionKind.RDS_BACKUP_REPLICATION:
            return _replication(store, planned, key)


def inputs_of(
    store: Store, planned: PlannedCompanion, key: pulumi.Input[str] | None
) -> dict[str, object]:
    """Return the inputs of a companion by wire name, as `make_companion` declares it."""
    inputs: dict[str, object]
    match planned.kind:
        case CompanionKind.BUCKET_VERSIONING:
            bucket = cast("aws.s3.Bucket", store.resource).id
            inputs = {"bucket": bucket, "versioningConfiguration": {"status": "Enabled"}}
        case CompanionKind.BUCKET_LIFECYCLE:
            bucket = cast("aws.s3.Bucket", store.resource).id
            expiration = {"noncurrentDays": planned.days or 0}
            rule: dict[str, object] = {"id": _RULE, "status": "Enabled", "filter": {}}
            rules = [{**rule, "noncurrentVersionExpiration": expiration}]
            inputs = {"bucket": bucket, "rules": rules}
        case CompanionKind.RDS_BACKUP_REPLICATION:
            source = cast("aws.rds.Instance", store.resource).arn
            inputs = {"sourceDbInstanceArn": source, "retentionPeriod": planned.days}
            inputs["kmsKeyId"] = key
    inputs["region"] = planned.region or store.region
    return {name: value for name, value in inputs.items() if value is not None}


def _options(
    store: Store,
    kind: CompanionKind,
    *,
    delete_before_replace: bool | None = None,
    depends_on: pulumi.Resource | None = None,
) -> pulumi.ResourceOptions:
    """Return the options of a companion: the head of this module says why these."""
    return pulumi.ResourceOptions(
        parent=store.resource,
        protect=False,
        # None: as the data store.
        retain_on_delete=COMPANION_TYPES[kind].removal.retained,
        delete_before_replace=delete_before_replace,
        depends_on=[] if depends_on is None else [depends_on],
    )


def _name(store: Store, kind: CompanionKind) -> str:
    return f"{store.name}{COMPANION_TYPES[kind].suffix}"


def _versioning(store: Store) -> pulumi.Resource:
    import pulumi_aws as aws  # noqa: PLC0415 - slow to load, and seldom needed

    return aws.s3.BucketVersioning(
        _name(store, CompanionKind.BUCKET_VERSIONING),
        bucket=cast("aws.s3.Bucket", store.resource).id,
        region=store.region,
        versioning_configuration={"status": "Enabled"},
        opts=_options(store, CompanionKind.BUCKET_VERSIONING),
    )


def _lifecycle(
    store: Store, planned: PlannedCompanion, versioning: pulumi.Resource | None
) -> pulumi.Resource:
    import pulumi_aws as aws  # noqa: PLC0415 - slow to load, and seldom needed

    return aws.s3.BucketLifecycleConfiguration(
        _name(store, CompanionKind.BUCKET_LIFECYCLE),
        bucket=cast("aws.s3.Bucket", store.resource).id,
        region=store.region,
        rules=[
            {
                "id": _RULE,
                "status": "Enabled",
                "filter": {},
                "noncurrent_version_expiration": {"noncurrent_days": planned.days or 0},
            }
        ],
        opts=_options(store, CompanionKind.BUCKET_LIFECYCLE, depends_on=versioning),
    )


def _replication(
    store: Store, planned: PlannedCompanion, key: pulumi.Input[str] | None
) -> pulumi.Resource:
    import pulumi_aws as aws  # noqa: PLC0415 - slow to load, and seldom needed

    return aws.rds.InstanceAutomatedBackupsReplication(
        _name(store, CompanionKind.RDS_BACKUP_REPLICATION),
        source_db_instance_arn=cast("aws.rds.Instance", store.resource).arn,
        retention_period=planned.days,
        kms_key_id=key,
        region=planned.region,
        # A database has one replica in a Region: a new one cannot stand before the old one goes.
        opts=_options(store, CompanionKind.RDS_BACKUP_REPLICATION, delete_before_replace=True),
    )
