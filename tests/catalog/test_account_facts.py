"""What an account opts in to, and which policies the backup role takes, as AWS names them."""

from bamp_pulumi.catalog import BACKUP_ROLE_POLICIES, MANAGEMENT_TYPES, OPT_IN_TYPES


def test_the_role_takes_four_policies_of_aws() -> None:
    """The path is part of the ARN: under another, AWS finds no policy."""
    assert [policy.arn() for policy in BACKUP_ROLE_POLICIES] == [
        "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
        "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
        "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
    ]


def test_a_policy_of_aws_has_the_partition_of_the_account() -> None:
    """GovCloud's accounts do not see the commercial ones."""
    assert BACKUP_ROLE_POLICIES[0].arn("aws-us-gov").startswith("arn:aws-us-gov:iam::aws:policy/")


def test_nineteen_types_can_be_opted_in() -> None:
    """All are named, for a partial map drifts for ever."""
    assert [one.name for one in OPT_IN_TYPES] == [
        "Aurora",
        "CloudFormation",
        "DSQL",
        "DocumentDB",
        "DynamoDB",
        "EBS",
        "EC2",
        "EFS",
        "EKS",
        "FSx",
        "Neptune",
        "RDS",
        "Redshift",
        "Redshift Serverless",
        "S3",
        "SAP HANA on Amazon EC2",
        "Storage Gateway",
        "Timestream",
        "VirtualMachine",
    ]


def test_two_names_are_seen_in_use_and_not_in_the_api_list() -> None:
    """So that whoever relies on them knows."""
    assert [one.name for one in OPT_IN_TYPES if not one.documented] == [
        "DSQL",
        "Redshift Serverless",
    ]


def test_full_management_is_a_preference_of_types_that_can_be_opted_in() -> None:
    """DynamoDB among them: without it, its tables are backed up and never copied."""
    assert "DynamoDB" in MANAGEMENT_TYPES
    assert set(MANAGEMENT_TYPES) <= {one.name for one in OPT_IN_TYPES}
