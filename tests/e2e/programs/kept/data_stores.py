"""The resources: class, inputs that say nothing of backups, and an input that makes a new one."""

from typing import Any

import pulumi_aws as aws

# Any: classes and inputs of many types.
Store = tuple[Any, dict[str, Any], dict[str, Any]]

_LOGIN = {"master_username": "shop", "master_password": "not-a-password"}
_FLINK = {
    "application_code_configuration": {"code_content_type": "PLAINTEXT"},
    "flink_application_configuration": {},
}

_INSTANCE = {
    "engine": "postgres",
    "instance_class": "db.t4g.micro",
    "allocated_storage": 20,
    "username": "shop",
    "password": "not-a-password",
    "storage_encrypted": True,
    "skip_final_snapshot": True,
}

GIVEN_NAMES = {"cluster_id", "cluster_identifier", "name", "relational_database_name", "table_name"}
"""Inputs that name a resource in AWS."""
ALONE = {"silent"}
"""Declared only where a step says `only`."""

STORES: dict[str, Store] = {
    "instance": (
        aws.rds.Instance,
        {**_INSTANCE, "backup_retention_period": 3},
        {"db_name": "shop"},
    ),
    "silent": (aws.rds.Instance, _INSTANCE, {"db_name": "shop"}),
    "aurora": (
        aws.rds.Cluster,
        {"engine": "aurora-postgresql", **_LOGIN, "skip_final_snapshot": True},
        {"database_name": "shop"},
    ),
    "multi-az": (
        aws.rds.Cluster,
        {
            "engine": "postgres",
            "db_cluster_instance_class": "db.r6gd.large",
            "allocated_storage": 100,
            **_LOGIN,
            "skip_final_snapshot": True,
        },
        {"database_name": "shop"},
    ),
    "autonomous": (aws.odb.AutonomousDatabase, {"db_name": "shop"}, {"character_set": "AL32UTF8"}),
    "documents": (aws.docdb.Cluster, {**_LOGIN, "skip_final_snapshot": True}, {"port": 27018}),
    "elastic": (
        aws.docdb.ElasticCluster,
        {
            "name": "elastic",
            "admin_user_name": "shop",
            "admin_user_password": "not-a-password",
            "shard_capacity": 2,
            "shard_count": 1,
            "auth_type": "PLAIN_TEXT",
        },
        {"kms_key_id": "arn:aws:kms:us-east-1:123456789012:key/other"},
    ),
    "graph": (aws.neptune.Cluster, {"skip_final_snapshot": True}, {"port": 8183}),
    "table": (
        aws.dynamodb.Table,
        {
            "attributes": [{"name": "id", "type": "S"}],
            "hash_key": "id",
            "billing_mode": "PAY_PER_REQUEST",
        },
        {"name": "another-table"},
    ),
    "replica": (
        aws.dynamodb.TableReplica,
        {"global_table_arn": "arn:aws:dynamodb:us-west-2:123456789012:table/carts"},
        {"kms_key_arn": "arn:aws:kms:us-east-1:123456789012:key/other"},
    ),
    "keyspace": (
        aws.keyspaces.Table,
        {
            "keyspace_name": "shop",
            "table_name": "carts",
            "schema_definition": {
                "columns": [{"name": "id", "type": "text"}],
                "partition_keys": [{"name": "id"}],
            },
        },
        {"comment": {"message": "another"}},
    ),
    "warehouse": (
        aws.redshift.Cluster,
        {
            "cluster_identifier": "warehouse",
            "node_type": "ra3.large",
            "master_password": "Not-a-passw0rd",
            "skip_final_snapshot": True,
        },
        {"master_username": "another"},
    ),
    "pictures": (aws.s3.Bucket, {}, {"bucket": "other-pictures"}),
    "archive": (aws.s3.BucketV2, {}, {"bucket": "other-archive"}),
    "shares": (
        aws.fsx.WindowsFileSystem,
        {
            "storage_capacity": 32,
            "throughput_capacity": 8,
            "subnet_ids": ["subnet-1"],
            "active_directory_id": "d-1",
        },
        {"storage_type": "HDD"},
    ),
    "zfs": (
        aws.fsx.OpenZfsFileSystem,
        {
            "storage_capacity": 64,
            "throughput_capacity": 64,
            "subnet_ids": "subnet-1",
            "deployment_type": "SINGLE_AZ_1",
        },
        {"security_group_ids": ["sg-1"]},
    ),
    "ontap": (
        aws.fsx.OntapFileSystem,
        {
            "storage_capacity": 1024,
            "throughput_capacity": 128,
            "subnet_ids": ["subnet-1"],
            "preferred_subnet_id": "subnet-1",
            "deployment_type": "SINGLE_AZ_1",
        },
        {"security_group_ids": ["sg-1"]},
    ),
    "server": (
        aws.lightsail.Instance,
        {
            "name": "server",
            "availability_zone": "us-east-1a",
            "blueprint_id": "amazon_linux_2023",
            "bundle_id": "nano_3_0",
        },
        {"key_pair_name": "another"},
    ),
    "blog": (
        aws.lightsail.Database,
        {
            "relational_database_name": "blog",
            "availability_zone": "us-east-1a",
            "blueprint_id": "mysql_8_0",
            "bundle_id": "micro_2_0",
            "master_database_name": "blog",
            **_LOGIN,
            "skip_final_snapshot": True,
        },
        {"master_database_name": "another"},
    ),
    "cache": (
        aws.elasticache.Cluster,
        {
            "cluster_id": "cache",
            "engine": "redis",
            "node_type": "cache.t4g.micro",
            "num_cache_nodes": 1,
        },
        {"port": 6380},
    ),
    "sessions": (
        aws.elasticache.ReplicationGroup,
        {"description": "sessions", "engine": "valkey", "node_type": "cache.t4g.micro"},
        {"port": 6380},
    ),
    "serverless": (
        aws.elasticache.ServerlessCache,
        {"name": "serverless", "engine": "valkey"},
        {"kms_key_id": "arn:aws:kms:us-east-1:123456789012:key/other"},
    ),
    "memory": (
        aws.memorydb.Cluster,
        {"acl_name": "open-access", "node_type": "db.t4g.small"},
        {"port": 6380},
    ),
    "stream-job": (
        aws.kinesisanalyticsv2.Application,
        {
            "runtime_environment": "FLINK-1_20",
            "service_execution_role": "arn:aws:iam::123456789012:role/flink",
            "application_configuration": _FLINK,
        },
        {"name": "another-job"},
    ),
    "token": (aws.secretsmanager.Secret, {}, {"name": "another-token"}),
}
