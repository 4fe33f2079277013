"""Data stores whose tags come in every shape a program can write."""

import pulumi
import pulumi_aws as aws

topic = aws.sns.Topic("topic", name="orders")
key = aws.kms.Key("key", description="orders")

aws.rds.Instance(
    "absent",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="orders",
    password=pulumi.Output.secret("not-a-password"),
    skip_final_snapshot=True,
)
aws.dynamodb.Table(
    "literal",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    tags={"team": "orders"},
)
aws.s3.Bucket("empty", tags={})
aws.s3.Bucket("whole-output", tags=topic.arn.apply(lambda arn: {"topic": arn}))
aws.s3.Bucket("value-output", tags={"key": key.arn, "team": "orders"})
aws.s3.Bucket("known-output", tags={"topic": topic.name, "team": pulumi.Output.from_input("a")})
aws.s3.Bucket("secret-value", tags={"team": pulumi.Output.secret("orders")})
aws.s3.Bucket("secret-whole", tags=pulumi.Output.secret({"team": "orders"}))
aws.s3.Bucket("named", bucket="orders-in-a-bucket", tags={"url": pulumi.Output.concat("s3:", "x")})
