"""Roles with policies of the account's own: attached, and as a boundary.

Cannot prove what else AWS Backup calls.
"""

import json

import pulumi_aws as aws
import pytest
from hand_made_account import FOR_BACKUP, FOR_S3, TAGS, Account, judge

from bamp_pulumi.coverage import Status

BOTH = (FOR_BACKUP, FOR_S3)
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def policy(effect: str, *actions: str) -> str:
    """Write a policy of one statement."""
    return json.dumps({"Statement": {"Effect": effect, "Action": [*actions], "Resource": "*"}})


@pytest.mark.parametrize(
    ("account", "status", "code", "says"),
    [
        (Account(boundary=policy("Allow", "*")), "protected", None, ""),
        (Account(boundary=policy("Allow", "s3:*")), "unprotected", "BAMP-V08", "boundary"),
        (
            Account(boundary=policy("Allow", "backup:*", "tag:*", "elasticfilesystem:*")),
            "unprotected",
            "BAMP-V09",
            "policy boundary does not allow kms:CreateGrant",
        ),
        (Account(boundary=ADMINISTRATOR), "protected", None, ""),
        (
            Account(boundary="arn:aws:iam::111122223333:policy/AdministratorAccess"),
            "unverified",
            "BAMP-V41",
            "boundary arn:aws:iam::111122223333:policy/AdministratorAccess",
        ),
        (
            Account(boundary="arn:aws-cn:iam::aws:policy/AdministratorAccess"),
            "unverified",
            "BAMP-V41",
            "boundary arn:aws-cn:iam::aws:policy/AdministratorAccess",
        ),
        (Account(own_policy=policy("Allow", "*")), "protected", None, ""),
        (
            Account(own_policy=policy("Deny", "elasticfilesystem:*")),
            "unprotected",
            "BAMP-V08",
            "policy own denies elasticfilesystem:Backup",
        ),
        (
            Account(policies=(), own_policy=policy("Allow", "*")),
            "unverified",
            "BAMP-V41",
            "in place of AWSBackupServiceRolePolicyForBackup",
        ),
        (
            Account(policies=(), own_policy=policy("Allow", "elasticfilesystem:*")),
            "unprotected",
            "BAMP-V08",
            "lacks AWSBackupServiceRolePolicyForBackup",
        ),
        (Account(policies=(*BOTH, ADMINISTRATOR)), "protected", None, ""),
        (
            Account(policies=(FOR_BACKUP.replace("arn:aws:", "arn:aws-cn:"), FOR_S3)),
            "unverified",
            "BAMP-V41",
            "policy arn:aws-cn:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        ),
        (
            Account(policies=(*BOTH, "arn:aws:iam::aws:policy/AWSDenyAll")),
            "unverified",
            "BAMP-V41",
            "AWSDenyAll",
        ),
    ],
)
def test_the_role_is_judged_by_all_its_policies(
    account: Account, status: str, code: str | None, says: str
) -> None:
    """What takes an action away is named; what only adds is no matter."""
    coverage = judge(lambda: aws.efs.FileSystem("data", encrypted=True, tags=TAGS), account)
    (covered,) = coverage.resources
    found = {finding.id: finding.message for finding in covered.findings}

    assert covered.status is Status(status), found
    assert (code in found) is (code is not None)
    assert says in found.get(code or "", "")
