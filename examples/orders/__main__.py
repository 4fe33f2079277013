"""The order service: one line protects every data store below it."""

import pulumi_aws as aws

import bamp_pulumi as bamp

bamp.inherit(owner="orders", expire_noncurrent_versions=True)

database = aws.rds.Instance(
    "orders",
    engine="postgres",
    engine_version="17",
    instance_class="db.m7g.large",
    allocated_storage=100,
    db_name="orders",
    username="orders",
    manage_master_user_password=True,
    multi_az=True,
    storage_encrypted=True,
    skip_final_snapshot=False,
    final_snapshot_identifier="orders-final",
    tags=bamp.tier("critical"),
)

carts = aws.dynamodb.Table(
    "carts",
    billing_mode="PAY_PER_REQUEST",
    hash_key="customer",
    attributes=[{"name": "customer", "type": "S"}],
    tags=bamp.tier("critical"),
)

invoices = aws.s3.Bucket("invoices", tags=bamp.tier("regulated"))

originals = aws.s3.Bucket("originals")

thumbnails = aws.s3.Bucket(
    "thumbnails",
    tags=bamp.exempt(
        reason="rebuilt from originals in an hour", owner="orders", until="2027-06-30"
    ),
)

shared_files = aws.efs.FileSystem("shared-files", encrypted=True)

sessions = aws.elasticache.ReplicationGroup(
    "sessions",
    description="Sessions of signed-in customers",
    engine="valkey",
    node_type="cache.t4g.small",
    num_cache_clusters=2,
    automatic_failover_enabled=True,
    at_rest_encryption_enabled=True,
    transit_encryption_enabled=True,
    # Each day is a whole copy: so many are worth their price here. Without it, the tier's seven.
    snapshot_retention_limit=35,
)
