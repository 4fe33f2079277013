"""Make a companion: an additional resource that makes a data store safer."""

from typing import TYPE_CHECKING, cast

import pulumi

from bamp_pulumi.catalog import CompanionKind
from bamp_pulumi.inheritance.inherited import PlannedCompanion
from bamp_pulumi.inheritance.recovery_key import RecoveryKeys
from bamp_pulumi.inheritance.watch import Store, snake_case

if TYPE_CHECKING:
    import pulumi_aws as aws

__all__ = ["find_key", "has_what_it_needs", "make_companion"]


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


def _versioning(store: Store) -> pulumi.Resource:
    import pulumi_aws as aws  # noqa: PLC0415 - slow to load, and seldom needed

    return aws.s3.BucketVersioning(
        f"{store.name}-versioning",
        bucket=cast("aws.s3.Bucket", store.resource).id,
        region=store.region,
        versioning_configuration={"status": "Enabled"},
        # Deleting it would suspend versioning, with the program or the line that asked for it.
        opts=pulumi.ResourceOptions(parent=store.resource, protect=False, retain_on_delete=True),
    )


def _lifecycle(
    store: Store, planned: PlannedCompanion, versioning: pulumi.Resource | None
) -> pulumi.Resource:
    import pulumi_aws as aws  # noqa: PLC0415 - slow to load, and seldom needed

    return aws.s3.BucketLifecycleConfiguration(
        f"{store.name}-lifecycle",
        bucket=cast("aws.s3.Bucket", store.resource).id,
        region=store.region,
        rules=[
            {
                "id": "noncurrent-versions",
                "status": "Enabled",
                "filter": {},
                "noncurrent_version_expiration": {"noncurrent_days": planned.days or 0},
            }
        ],
        opts=pulumi.ResourceOptions(
            parent=store.resource,
            # Protection is for what the program wrote; what stands beside it must be free to go.
            protect=False,
            depends_on=[] if versioning is None else [versioning],
        ),
    )


def _replication(
    store: Store, planned: PlannedCompanion, key: pulumi.Input[str] | None
) -> pulumi.Resource:
    import pulumi_aws as aws  # noqa: PLC0415 - slow to load, and seldom needed

    database = cast("aws.rds.Instance", store.resource)
    return aws.rds.InstanceAutomatedBackupsReplication(
        f"{store.name}-backup-replication",
        source_db_instance_arn=database.arn,
        retention_period=planned.days,
        kms_key_id=key,
        region=planned.region,
        # A database has one replica in a Region: a new one cannot stand before the old one goes.
        opts=pulumi.ResourceOptions(parent=database, protect=False, delete_before_replace=True),
    )
