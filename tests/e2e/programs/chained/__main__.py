"""A program that inherits between two transforms of its own, one of which hides all tags."""

from typing import Any, cast

import pulumi
import pulumi_aws as aws
from pulumi.runtime import rpc

import bamp_pulumi as bamp


def hide(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    """Make tags secret: whoever transforms next sees them bare on the wire."""
    if "tags" not in args.props:
        return None
    props = {**args.props, "tags": pulumi.Output.secret(args.props["tags"])}
    return pulumi.ResourceTransformResult(props, args.opts)


def mark(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    """Add a tag to tags that are secret, and keep them so.

    They come as an output, or as the secret's own form on the wire: that is the engine's version's
    to say (an output with 3.274.1, the other with 3.260, by experiment).
    """
    tags = args.props.get("tags")
    if not rpc.is_rpc_secret(tags) and not isinstance(tags, pulumi.Output):
        return None
    bare = cast("Any", rpc.unwrap_rpc_secret(tags) if rpc.is_rpc_secret(tags) else tags)
    hidden: pulumi.Output[dict[str, str]] = pulumi.Output.secret(bare)
    marked = hidden.apply(lambda known: {**known, "marked": "yes"})
    return pulumi.ResourceTransformResult({**args.props, "tags": marked}, args.opts)


pulumi.runtime.register_resource_transform(hide)
bamp.inherit(owner="orders", tier="critical")
pulumi.runtime.register_resource_transform(mark)

sandbox = aws.Provider(
    "sandbox",
    region="eu-west-1",
    default_tags={"tags": {"backup-tier": "development", "team": "lab"}},
)
aws.s3.Bucket("hidden", bucket="hidden", tags={"team": "orders"})
aws.s3.Bucket("bare", bucket="bare")
aws.s3.Bucket("elsewhere", bucket="elsewhere", opts=pulumi.ResourceOptions(provider=sandbox))
aws.secretsmanager.Secret("token", replicas=[{"region": "eu-west-1"}])
aws.dynamodb.Table(
    "carts",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    point_in_time_recovery={"enabled": False, "recovery_period_in_days": 20},
)
orders = aws.rds.Instance(
    "orders",
    identifier="orders",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="orders",
    password=pulumi.Output.secret("not-a-password"),
    storage_encrypted=True,
    backup_retention_period=pulumi.Output.secret(3),
    skip_final_snapshot=True,
    opts=pulumi.ResourceOptions(ignore_changes=["engineVersion"], retain_on_delete=True),
)
aws.rds.Instance(
    "reports",
    identifier="reports",
    replicate_source_db=orders.identifier,
    instance_class="db.t4g.micro",
    skip_final_snapshot=True,
)
owned = aws.s3.Bucket("owned", bucket="owned")
aws.s3.BucketVersioning(
    "owned-versioning",
    bucket=owned.id.apply(lambda name: name),
    versioning_configuration={"status": "Enabled"},
)
