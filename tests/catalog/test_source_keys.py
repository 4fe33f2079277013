"""Under which key a data store is, by its own inputs."""

import pytest

from bamp_pulumi.catalog import DATA_STORES, DataStore, find_data_store, holds, rows_of

BUCKET = "aws:s3/bucket:Bucket"
INSTANCE = "aws:rds/instance:Instance"
TABLE = "aws:dynamodb/table:Table"
VOLUME = "aws:ebs/volume:Volume"


def row_of(token: str, inputs: dict[str, object]) -> DataStore:
    """Find the row of a resource."""
    row = find_data_store(token, inputs)
    assert row is not None
    return row


def default_key(token: str, inputs: dict[str, object]) -> str:
    """Give the key where no input names one; empty when there is none."""
    for default in row_of(token, inputs).default_keys:
        if all(holds(condition, inputs) for condition in default.when):
            return default.key
    return ""


@pytest.mark.parametrize(
    ("token", "inputs", "key"),
    [
        (INSTANCE, {}, ""),
        (INSTANCE, {"storageEncrypted": True}, "aws/rds"),
        (INSTANCE, {"storageEncrypted": True, "snapshotIdentifier": "s"}, "inherited"),
        (INSTANCE, {"replicateSourceDb": "orders"}, "inherited"),
        ("aws:rds/cluster:Cluster", {"engine": "aurora-mysql"}, ""),
        (
            "aws:rds/cluster:Cluster",
            {"engine": "aurora-mysql", "engineMode": "serverless"},
            "aws/rds",
        ),
        ("aws:docdb/cluster:Cluster", {"storageEncrypted": True}, "aws/rds"),
        ("aws:neptune/cluster:Cluster", {"storageEncrypted": True}, "aws/rds"),
        ("aws:dsql/cluster:Cluster", {}, "aws-owned"),
        (TABLE, {}, "aws-owned"),
        (TABLE, {"serverSideEncryption": {"enabled": False}}, "aws-owned"),
        (TABLE, {"serverSideEncryption": {"enabled": True}}, "aws/dynamodb"),
        (TABLE, {"restoreSourceName": "old"}, "inherited"),
        (VOLUME, {}, ""),
        (VOLUME, {"encrypted": True}, "aws/ebs"),
        (VOLUME, {"encrypted": True, "snapshotId": "snap-1"}, "inherited"),
        ("aws:ec2/instance:Instance", {"rootBlockDevice": {"encrypted": True}}, "aws/ebs"),
        ("aws:ec2/instance:Instance", {}, "inherited"),
        ("aws:efs/fileSystem:FileSystem", {}, ""),
        ("aws:efs/fileSystem:FileSystem", {"encrypted": True}, "aws/elasticfilesystem"),
        ("aws:fsx/windowsFileSystem:WindowsFileSystem", {}, "aws/fsx"),
        ("aws:fsx/ontapVolume:OntapVolume", {}, "inherited"),
        ("aws:timestreamwrite/table:Table", {}, "inherited"),
        ("aws:redshift/cluster:Cluster", {}, "aws-owned"),
        ("aws:redshift/cluster:Cluster", {"encrypted": "false"}, ""),
        (BUCKET, {}, "aws-owned"),
        (
            BUCKET,
            {
                "serverSideEncryptionConfiguration": {
                    "rule": {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms"}}
                }
            },
            "aws/s3",
        ),
    ],
)
def test_the_key_where_none_is_named(token: str, inputs: dict[str, object], key: str) -> None:
    """An AWS managed key, one of AWS's own, the key of what it was made from, or none."""
    assert default_key(token, inputs) == key


def test_only_an_aws_managed_key_is_called_so() -> None:
    """It is what keeps a copy in its account."""
    keys = {d.key: d.is_aws_managed for row in DATA_STORES for d in row.default_keys}

    assert keys == {
        "aws-owned": False,
        "aws/dynamodb": True,
        "aws/ebs": True,
        "aws/elasticfilesystem": True,
        "aws/fsx": True,
        "aws/rds": True,
        "aws/s3": True,
        "inherited": False,
    }


def test_an_instance_has_a_key_for_each_of_its_volumes() -> None:
    """A backup takes them all."""
    (row,) = rows_of("aws:ec2/instance:Instance")

    assert row.key_inputs == ("rootBlockDevice.kmsKeyId", "ebsBlockDevices.*.kmsKeyId")


@pytest.mark.parametrize("token", [BUCKET, "aws:s3/bucketV2:BucketV2"])
def test_a_resource_of_its_own_names_the_key_of_a_bucket(token: str) -> None:
    """The form that the provider recommends, under both of its names."""
    (row,) = rows_of(token)
    (companion,) = row.key_companions

    assert [one.rpartition(":")[2] for one in companion.tokens] == [
        "BucketServerSideEncryptionConfiguration",
        "BucketServerSideEncryptionConfigurationV2",
    ]
    assert companion.link == "bucket"
    by_default = {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms:dsse"}}
    keys = [
        default.key
        for default in companion.default_keys
        if all(holds(condition, {"rules": [by_default]}) for condition in default.when)
    ]
    assert keys == ["aws/s3", "aws-owned"]


@pytest.mark.parametrize(
    ("token", "keys"),
    [
        (INSTANCE, {"aws/rds"}),
        ("aws:docdb/cluster:Cluster", {"aws/rds"}),
        ("aws:neptune/cluster:Cluster", {"aws/rds"}),
        (TABLE, {"aws/dynamodb"}),
        (VOLUME, {"aws/ebs"}),
        ("aws:ec2/instance:Instance", {"aws/ebs"}),
        ("aws:efs/fileSystem:FileSystem", {"aws/elasticfilesystem"}),
        (BUCKET, {"aws/s3"}),
        ("aws:redshift/cluster:Cluster", {"aws/redshift"}),
        ("aws:dynamodb/tableReplica:TableReplica", {"aws/dynamodb"}),
        ("aws:redshiftserverless/namespace:Namespace", set[str]()),
    ],
)
def test_a_service_takes_of_the_keys_that_aws_keeps_its_own(token: str, keys: set[str]) -> None:
    """Amazon DocumentDB and Neptune share that of Amazon RDS."""
    assert row_of(token, {}).aws_managed_keys == keys
