"""The situations, each a data store by its name: as it was deployed, and as it is adopted.

`bamp preview` runs this offline as well, so it says nothing of the stand-in.
"""

from typing import Any

import pulumi
import pulumi_aws as aws

import bamp_pulumi as bamp

__all__ = ["declare"]

ACCOUNT = "123456789012"
_KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k-1"
_WEST = "us-west-2"
# Any, in this file: inputs of many types.


def declare(*, adopted: bool) -> None:
    """Declare everything; with `adopted`, under the policy."""
    if adopted:
        bamp.inherit(owner="orders", tier="critical")
    _databases(adopted=adopted)
    _moved(adopted=adopted)
    _other_types()


def _databases(*, adopted: bool) -> None:
    _database("silent")
    before: dict[str, Any] = {} if adopted else {"backup_retention_period": 3}
    _database("three", **before)
    _database("two", backup_retention_period=2)
    _database("full", backup_retention_period=35)
    _database("at-once", apply_immediately=True)
    _database("keyed", kms_key_id=_KEY)
    _database("sealed", password=pulumi.Output.secret("not-a-password"), managed=False)
    _database("guarded", opts=pulumi.ResourceOptions(protect=True))
    _database("ignoring", opts=pulumi.ResourceOptions(ignore_changes=["backupRetentionPeriod"]))
    _database("untagged", opts=pulumi.ResourceOptions(ignore_changes=["tags"]))
    replicated = _database("replicated", backup_retention_period=35)
    aws.rds.InstanceAutomatedBackupsReplication(
        "replicated-own",
        source_db_instance_arn=replicated.arn,
        retention_period=35,
        region=_WEST,
        kms_key_id=f"arn:aws:kms:{_WEST}:{ACCOUNT}:key/k-2",
    )
    if adopted:
        _database("new")
        _database("new-in-the-west", region=_WEST)


def _moved(*, adopted: bool) -> None:
    """Declare what is renamed, moved, replaced or left out."""
    west = pulumi.ResourceOptions(provider=aws.Provider("west", region=_WEST))
    _database("western", region=_WEST)
    _database("of-the-west", opts=west)
    if not adopted:
        _database("before")
        _database("boxed")
        _database("removed", backup_retention_period=35)
        _database("let-go", opts=pulumi.ResourceOptions(retain_on_delete=True))
        _database("rekeyed", kms_key_id=f"{_KEY}-of-before")
        _database("relocated", backup_retention_period=3)
        return
    _database("renamed", opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="before")]))
    box = pulumi.ComponentResource("shop:index:Shop", "shop")
    root = pulumi.Alias(parent=pulumi.ROOT_STACK_RESOURCE)
    _database("boxed", opts=pulumi.ResourceOptions(parent=box, aliases=[root]))
    _database("rekeyed", kms_key_id=_KEY, opts=pulumi.ResourceOptions(delete_before_replace=True))
    _database("relocated", backup_retention_period=3, region=_WEST)


def _other_types() -> None:
    versioned = aws.s3.Bucket("versioned", bucket="versioned")
    aws.s3.BucketVersioning(
        "versioned-own", bucket=versioned.id, versioning_configuration={"status": "Enabled"}
    )
    aws.s3.Bucket("plain", bucket="plain")
    _table("recovered", point_in_time_recovery={"enabled": True, "recovery_period_in_days": 35})
    _table("unrecovered")
    aws.rds.Cluster(
        "aurora",
        cluster_identifier="aurora",
        engine="aurora-postgresql",
        master_username="shop",
        manage_master_user_password=True,
        storage_encrypted=True,
        skip_final_snapshot=True,
    )
    aws.secretsmanager.Secret("secret", name="secret", replicas=[{"region": _WEST}])


def _database(
    name: str,
    *,
    managed: bool = True,
    opts: pulumi.ResourceOptions | None = None,
    **more: Any,  # noqa: ANN401 - as above
) -> aws.rds.Instance:
    # Renamed or moved, it is the same database.
    identifier = {"renamed": "before"}.get(name, name)
    if managed:
        more["manage_master_user_password"] = True
    return aws.rds.Instance(
        name,
        identifier=identifier,
        engine="postgres",
        instance_class="db.t4g.micro",
        allocated_storage=20,
        username="shop",
        storage_encrypted=True,
        skip_final_snapshot=True,
        opts=opts,
        **more,
    )


def _table(name: str, **more: Any) -> None:  # noqa: ANN401 - as above
    aws.dynamodb.Table(
        name,
        name=name,
        billing_mode="PAY_PER_REQUEST",
        hash_key="id",
        attributes=[{"name": "id", "type": "S"}],
        **more,
    )
