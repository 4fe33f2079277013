"""Explicit providers, a Region of a resource's own, default tags, functions."""

import json

import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2")
tagging = aws.Provider(
    "tagging", region="eu-west-1", default_tags={"tags": {"team": "orders", "stage": "test"}}
)
in_west = pulumi.ResourceOptions(provider=west)
account, partition = aws.get_caller_identity(), aws.get_partition()

key = aws.kms.Key("key", deletion_window_in_days=7, opts=in_west)
vault = aws.backup.Vault("vault", name="orders", kms_key_arn=key.arn, opts=in_west)
aws.backup.VaultLockConfiguration(
    "lock", backup_vault_name=vault.name, min_retention_days=7, opts=in_west
)
aws.dynamodb.Table(
    "carts",
    name="carts",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    point_in_time_recovery={"enabled": True},
)
aws.s3.Bucket("at-home", tags={"region": aws.get_region().region})
aws.s3.Bucket("elsewhere", region="eu-central-1")
aws.s3.Bucket("tagged", tags={"team": "carts"}, opts=pulumi.ResourceOptions(provider=tagging))
aws.s3.Bucket("untagged", opts=pulumi.ResourceOptions(provider=tagging))

trust = aws.iam.get_policy_document(
    statements=[
        {
            "sid": "Backup",
            "actions": ["sts:AssumeRole", "sts:TagSession"],
            "principals": [{"type": "Service", "identifiers": ["backup.amazonaws.com"]}],
            "conditions": [
                {
                    "test": "StringEquals",
                    "variable": "aws:SourceAccount",
                    "values": [account.account_id],
                }
            ],
        }
    ]
)
role = aws.iam.Role("role", name="orders-backup", path="/backup/", assume_role_policy=trust.json)
aws.iam.RolePolicyAttachment(
    "attached",
    role=role.name,
    policy_arn=f"arn:{partition.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
)
plan = aws.backup.Plan(
    "plan",
    name="orders",
    rules=[
        {
            "rule_name": "daily_kept_30_days",
            "target_vault_name": "orders",
            "schedule": "cron(0 2 ? * * *)",
            "start_window": 60,
            "completion_window": 10080,
            "lifecycle": {"delete_after": 30},
            "copy_actions": [
                {"destination_vault_arn": vault.arn, "lifecycle": {"delete_after": 30}}
            ],
        }
    ],
)
aws.backup.Selection(
    "selection", name="orders", plan_id=plan.id, iam_role_arn=role.arn, resources=["*"]
)
topic = aws.sns.Topic("alerts", name="orders-alerts")
aws.sns.TopicPolicy(
    "may-publish",
    arn=topic.arn,
    policy=topic.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "backup.amazonaws.com"},
                        "Action": "sns:Publish",
                        "Resource": arn,
                    }
                ],
            }
        )
    ),
)
