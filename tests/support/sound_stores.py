"""One sound data store of each kind beside a hand-made account that protects it.

Each is declared once; a test then changes plain values of the estate, one at a time. Cannot prove
that AWS would take these programs; every input that the catalog asks for is there.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import pulumi_aws as aws
from hand_made_account import TAGS, Account

from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

__all__ = ["ACCOUNTS", "OPTED_IN", "STORES", "statement", "with_store"]

_TYPES: Final = (
    "Aurora DSQL DocumentDB DynamoDB EBS EC2 EFS EKS FSx Neptune RDS Redshift S3 Timestream"
)
OPTED_IN: Final[dict[str, bool]] = dict.fromkeys(
    (*_TYPES.split(), "Redshift Serverless", "Storage Gateway", "CloudFormation"), True
)
_SUBNETS: Final = ("subnet-1", "subnet-2")


def statement(effect: str, actions: str | list[str] = "*", **fields: object) -> str:
    """Write a policy of one statement, for everybody unless `fields` say otherwise."""
    one = {"Effect": effect, "Principal": "*", "Action": actions, "Resource": "*", **fields}
    return json.dumps({"Version": "2012-10-17", "Statement": [one]})


_PLAIN_TEXT: Final = statement("Deny", Condition={"Bool": {"aws:SecureTransport": "false"}})
_OWN_ACCOUNT: Final = statement("Allow", Principal={"AWS": "arn:aws:iam::111122223333:root"})


def _account(**fields: Any) -> Account:  # noqa: ANN401 - fields of an account
    return Account(
        opt_in=OPTED_IN, management={"DynamoDB": True, "EFS": True, "DSQL": True}, **fields
    )


ACCOUNTS: Final[Mapping[str, Callable[[], Account]]] = MappingProxyType(
    {
        "plain": _account,
        "locked": lambda: _account(
            lock={"min_retention_days": 7, "max_retention_days": 365},
            recovery_lock={"min_retention_days": 7, "max_retention_days": 365},
            vault_policy=_PLAIN_TEXT,
            key={"policy": _OWN_ACCOUNT},
            boundary=statement("Allow").replace('"Principal": "*", ', ""),
            own_policy=statement("Allow", "s3:GetObject").replace('"Principal": "*", ', ""),
        ),
        "continuous": lambda: _account(continuous=True),
    }
)
"""Accounts, each sound."""


def _key(**inputs: Any) -> aws.kms.Key:  # noqa: ANN401 - inputs of a key
    return aws.kms.Key("own-key", policy=_OWN_ACCOUNT, **inputs)


def _bucket(*, events: bool = False, policy: bool = False) -> None:
    bucket = aws.s3.Bucket("data", bucket="data-1", tags=TAGS)
    aws.s3.BucketVersioning(
        "versions", bucket=bucket.id, versioning_configuration={"status": "Enabled"}
    )
    aws.s3.BucketServerSideEncryptionConfiguration(
        "encryption",
        bucket=bucket.id,
        rules=[
            {
                "apply_server_side_encryption_by_default": {
                    "sse_algorithm": "aws:kms",
                    "kms_master_key_id": _key().arn,
                }
            }
        ],
    )
    if events:
        aws.s3.BucketNotification("events", bucket=bucket.id, eventbridge=True)
    if policy:
        aws.s3.BucketPolicy("access", bucket=bucket.id, policy=_PLAIN_TEXT)
        aws.s3.BucketLifecycleConfiguration(
            "lifecycle",
            bucket=bucket.id,
            rules=[
                {
                    "id": "old",
                    "status": "Enabled",
                    "noncurrent_version_expiration": {"noncurrent_days": 60},
                }
            ],
        )


def _database(**inputs: Any) -> aws.rds.Instance:  # noqa: ANN401 - inputs of a database
    return aws.rds.Instance(
        "data",
        identifier="data",
        engine="postgres",
        instance_class="db.m7g.large",
        allocated_storage=20,
        storage_encrypted=True,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        tags=TAGS,
        **inputs,
    )


def _database_with_windows() -> None:
    _database(
        kms_key_id=_key().arn,
        backup_window="10:00-10:30",
        maintenance_window="sun:12:00-sun:13:00",
    )


def _aurora() -> None:
    cluster = aws.rds.Cluster(
        "data",
        cluster_identifier="data",
        engine=aws.rds.EngineType.AURORA_POSTGRESQL,
        storage_encrypted=True,
        kms_key_id=_key().arn,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        tags=TAGS,
    )
    aws.rds.ClusterInstance(
        "one",
        cluster_identifier=cluster.id,
        engine=aws.rds.EngineType.AURORA_POSTGRESQL,
        instance_class="db.r7g.large",
    )


def _table() -> None:
    aws.dynamodb.Table(
        "data",
        name="data",
        hash_key="k",
        attributes=[{"name": "k", "type": "S"}],
        billing_mode="PAY_PER_REQUEST",
        point_in_time_recovery={"enabled": True, "recovery_period_in_days": 35},
        server_side_encryption={"enabled": True, "kms_key_arn": _key().arn},
        tags=TAGS,
    )


def _files() -> None:
    files = aws.efs.FileSystem("data", encrypted=True, kms_key_id=_key().arn, tags=TAGS)
    aws.efs.FileSystemPolicy("access", file_system_id=files.id, policy=_PLAIN_TEXT)
    aws.efs.MountTarget("mount", file_system_id=files.id, subnet_id="subnet-1")


def _machine() -> None:
    aws.ec2.Instance(
        "data",
        ami="ami-12345678",
        instance_type="m7g.large",
        root_block_device={"encrypted": True, "kms_key_id": _key().arn},
        tags=TAGS,
    )


def _lustre() -> None:
    aws.fsx.LustreFileSystem(
        "data",
        deployment_type="PERSISTENT_2",
        per_unit_storage_throughput=125,
        storage_capacity=1200,
        subnet_ids="subnet-1",
        kms_key_id=_key().arn,
        tags=TAGS,
    )


def _cluster_of_kubernetes() -> None:
    aws.eks.Cluster(
        "data",
        role_arn="arn:aws:iam::111122223333:role/e",
        vpc_config={"subnet_ids": list(_SUBNETS)},
        access_config={"authentication_mode": "API"},
        tags=TAGS,
    )


STORES: Final[Mapping[str, tuple[Callable[[], object], str]]] = MappingProxyType(
    {
        "RDS instance": (_database_with_windows, "plain"),
        "RDS instance, locked": (_database, "locked"),
        "Aurora cluster": (_aurora, "plain"),
        "DynamoDB table": (_table, "plain"),
        "S3 bucket": (lambda: _bucket(policy=True), "plain"),
        "S3 bucket, continuous": (lambda: _bucket(events=True), "continuous"),
        "RDS instance, continuous": (_database, "continuous"),
        "EFS file system": (_files, "plain"),
        "EBS volume": (
            lambda: aws.ebs.Volume(
                "data",
                availability_zone="us-east-1a",
                size=8,
                encrypted=True,
                kms_key_id=_key().arn,
                tags=TAGS,
            ),
            "plain",
        ),
        "EC2 instance": (_machine, "plain"),
        "FSx for Windows": (
            lambda: aws.fsx.WindowsFileSystem(
                "data",
                subnet_ids=[_SUBNETS[0]],
                throughput_capacity=32,
                storage_capacity=100,
                active_directory_id="d-1234567890",
                kms_key_id=_key().arn,
                automatic_backup_retention_days=7,
                tags=TAGS,
            ),
            "plain",
        ),
        "FSx for OpenZFS": (
            lambda: aws.fsx.OpenZfsFileSystem(
                "data",
                deployment_type="SINGLE_AZ_1",
                subnet_ids=[_SUBNETS[0]],
                throughput_capacity=64,
                storage_capacity=64,
                automatic_backup_retention_days=7,
                tags=TAGS,
            ),
            "plain",
        ),
        "FSx for Lustre": (_lustre, "plain"),
        "FSx ONTAP volume": (
            lambda: aws.fsx.OntapVolume(
                "data",
                name="data",
                storage_virtual_machine_id="svm-1",
                size_in_megabytes=1024,
                tags=TAGS,
            ),
            "plain",
        ),
        "DocumentDB cluster": (
            lambda: aws.docdb.Cluster(
                "data",
                cluster_identifier="data",
                storage_encrypted=True,
                kms_key_id=_key().arn,
                backup_retention_period=7,
                tags=TAGS,
            ),
            "plain",
        ),
        "Neptune cluster": (
            lambda: aws.neptune.Cluster(
                "data",
                cluster_identifier="data",
                storage_encrypted=True,
                kms_key_arn=_key().arn,
                backup_retention_period=7,
                copy_tags_to_snapshot=True,
                tags=TAGS,
            ),
            "plain",
        ),
        "EKS cluster": (_cluster_of_kubernetes, "plain"),
        "Redshift cluster": (
            lambda: aws.redshift.Cluster(
                "data",
                cluster_identifier="data",
                node_type="ra3.large",
                encrypted="true",
                kms_key_id=_key().arn,
                automated_snapshot_retention_period=7,
                tags=TAGS,
            ),
            "plain",
        ),
        "Redshift Serverless namespace": (
            lambda: aws.redshiftserverless.Namespace("data", namespace_name="data", tags=TAGS),
            "plain",
        ),
        "Timestream table": (
            lambda: aws.timestreamwrite.Table(
                "data", database_name="metrics", table_name="data", tags=TAGS
            ),
            "plain",
        ),
        "DSQL cluster": (lambda: aws.dsql.Cluster("data", tags=TAGS), "plain"),
        "Storage Gateway volume": (
            lambda: aws.storagegateway.CachesIscsiVolume(
                "data",
                gateway_arn="arn:aws:storagegateway:us-east-1:111122223333:gateway/sgw-1",
                network_interface_id="10.0.0.1",
                target_name="data",
                volume_size_in_bytes=1024**3,
                tags=TAGS,
            ),
            "plain",
        ),
        "Keyspaces table": (
            lambda: aws.keyspaces.Table(
                "data",
                keyspace_name="shop",
                table_name="data",
                schema_definition={
                    "columns": [{"name": "k", "type": "text"}],
                    "partition_keys": [{"name": "k"}],
                },
                point_in_time_recovery={"status": "ENABLED"},
                tags=TAGS,
            ),
            "plain",
        ),
        "ElastiCache replication group": (
            lambda: aws.elasticache.ReplicationGroup(
                "data",
                description="sessions",
                replication_group_id="data",
                snapshot_retention_limit=7,
                at_rest_encryption_enabled=True,
                tags=TAGS,
            ),
            "plain",
        ),
    }
)
"""Programs that declare a sound data store, `data`, and the account that is beside each."""


@cache
def with_store(kind: str) -> Estate:
    """Declare a data store of a kind beside its account."""
    program, account = STORES[kind]

    def both() -> None:
        program()
        ACCOUNTS[account]().declare()

    return declare(both)
