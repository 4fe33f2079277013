"""A program that has not adopted the line, with the gaps people really leave.

`bamp preview examples/unprotected stacks/account` refuses it, and names each gap. The same command
with `--inherit` shows what the line would fix, and what needs a decision.
"""

import pulumi_aws as aws

# No tier: no selection of the account's plans sees it.
reports = aws.rds.Instance(
    "reports",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=50,
    username="reports",
    manage_master_user_password=True,
    backup_retention_period=1,
    skip_final_snapshot=True,
)

# A tier, and no versioning: AWS Backup makes no recovery point of such a bucket.
uploads = aws.s3.Bucket("uploads", tags={"backup-tier": "standard", "backup-owner": "reports"})

# A tier that nobody defined.
ledger = aws.dynamodb.Table(
    "ledger",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}],
    tags={"backup-tier": "gold", "backup-owner": "reports"},
)

# An exemption that has run out.
cache = aws.s3.Bucket(
    "cache",
    tags={
        "backup-exempt-reason": "rebuilt every night",
        "backup-exempt-until": "2026-01-31",
        "backup-owner": "reports",
    },
)

# Nothing in AWS can back this up: only a recorded decision will do.
customers = aws.cognito.UserPool("customers")
