"""What must be allowed on the KMS key of the source itself for a backup, and for a copy of it.

`documented` means that a page of AWS says that the job fails or leaves data out; `unsure` that
AWS's own policies give the permission and no page says what happens without it. A key that is
disabled, or is waiting for its deletion, fails every use that is listed here.

Fully managed types take nothing of the source's key for copies: their recovery points are under
the vault's key. Types without needs (CloudFormation, EKS) have no key of their own that AWS Backup
would use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

__all__ = [
    "ACCOUNT_COPY_KEY_NEEDS",
    "BACKUP_KEY_NEEDS",
    "REGION_COPY_KEY_NEEDS",
    "VAULT_KEY_SERVICES",
    "KeyNeed",
]

Certainty = Literal["documented", "unsure"]

_ENCRYPTION = "AWS Backup developer guide, encryption"
_POLICY = "AWS managed policies, AWSBackupServiceRolePolicyForBackup (v30)"
_LINKED_POLICY = "AWS managed policies, AWSBackupServiceLinkedRolePolicyForBackup (v31)"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNeed:
    """What one kind of job asks of the source's key."""

    actions: tuple[str, ...]
    """All of them. `kms:CreateGrant` is asked with `kms:GrantIsForAWSResource` true."""
    whose: Literal["role", "destination_account", "linked_role"]
    """The role of the backup job; any principal of the account that the copy goes to; or the
    service-linked role of AWS Backup in the account itself."""
    via: str = ""
    """Service of `kms:ViaService`, as in `s3` for `s3.us-east-1.amazonaws.com`; empty: any."""
    context_keys: tuple[str, ...] = ()
    """Values of `kms:EncryptionContextKeys` in the call."""
    without: Literal["fails", "left_out", "unsure"]
    """The job fails; it completes and leaves the data out; or nobody says."""
    certainty: Certainty
    why: str
    """In one clause."""
    source: str
    read_on: str = "2026-11-28"


def _unsure(via: str, *, actions: tuple[str, ...] = (), context: tuple[str, ...] = ()) -> KeyNeed:
    return KeyNeed(
        actions=actions or ("kms:CreateGrant", "kms:DescribeKey"),
        whose="role",
        via=via,
        context_keys=context,
        without="unsure",
        certainty="unsure",
        why="AWS's own policy for the backup role allows it, and no page says what needs it",
        source=f"{_POLICY}; {_ENCRYPTION} (the role must have access to the key)",
    )


_EBS: Final = _unsure(
    "ec2",
    actions=("kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"),
    context=("aws:ebs:id",),
)

BACKUP_KEY_NEEDS: Final[Mapping[str, KeyNeed]] = MappingProxyType(
    {
        "Aurora": _unsure("rds"),
        "DSQL": _unsure("dsql", actions=("kms:Decrypt",), context=("aws:dsql:ClusterId",)),
        "DocumentDB": _unsure("rds"),
        "DynamoDB": KeyNeed(
            actions=("kms:Decrypt", "kms:GenerateDataKey"),
            whose="role",
            via="dynamodb",
            without="fails",
            certainty="documented",
            why="AWS Backup backs up an encrypted table only with these permissions",
            source=f"{_ENCRYPTION}, advanced-ddb-backup",
        ),
        "EBS": _EBS,
        "EC2": _EBS,
        "EFS": _unsure("elasticfilesystem"),
        "FSx": _unsure("fsx"),
        "Neptune": _unsure("rds"),
        "RDS": KeyNeed(
            actions=("kms:CreateGrant", "kms:DescribeKey"),
            whose="role",
            via="rds",
            without="fails",
            certainty="documented",
            why="AWS Backup copies the newest automated snapshot, which takes its key",
            source=(f"{_ENCRYPTION} (what the policy of a key must allow), rds-backup; {_POLICY}"),
        ),
        "Redshift": _unsure("redshift"),
        "Redshift Serverless": _unsure("redshift-serverless"),
        "S3": KeyNeed(
            actions=("kms:Decrypt", "kms:DescribeKey"),
            whose="role",
            via="s3",
            without="left_out",
            certainty="documented",
            why="without access to the key the job succeeds and its objects are not backed up",
            source=f"{_ENCRYPTION}; AWS managed policies, "
            "AWSBackupServiceRolePolicyForS3Backup (v5)",
        ),
        "Storage Gateway": _unsure("storagegateway"),
        "Timestream": _unsure("timestream"),
    }
)
"""What a backup job asks, by AWS Backup's name of the type. Not asked of an AWS owned key, nor of
an AWS managed one, whose policy allows it already."""

_COPIED: Final = (
    "kms:CreateGrant",
    "kms:DescribeKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
)
_SERVICES: Final[Mapping[str, str]] = {
    "Aurora": "rds",
    "DocumentDB": "rds",
    "EBS": "ec2",
    "EC2": "ec2",
    "FSx": "fsx",
    "Neptune": "rds",
    "RDS": "rds",
    "Storage Gateway": "ec2",
}
"""Service through which AWS Backup copies what it does not fully manage, where it can."""

REGION_COPY_KEY_NEEDS: Final[Mapping[str, KeyNeed]] = MappingProxyType(
    {
        backup_type: KeyNeed(
            actions=_COPIED,
            whose="linked_role",
            via=via,
            without="unsure",
            certainty="unsure",
            why="the service-linked role of AWS Backup has these for copies",
            source=_LINKED_POLICY,
        )
        for backup_type, via in _SERVICES.items()
    }
)
"""What a copy within the account asks; a key policy that leaves out the account root and the
service-linked role may refuse it."""

ACCOUNT_COPY_KEY_NEEDS: Final[Mapping[str, KeyNeed]] = MappingProxyType(
    {
        backup_type: KeyNeed(
            actions=_COPIED,
            whose="destination_account",
            via=via,
            without="fails",
            certainty="documented",
            why="the destination's service-linked role makes the copy: the key is shared with it",
            source=f"AWS Backup developer guide, create-cross-account-backup; {_LINKED_POLICY}",
        )
        for backup_type, via in _SERVICES.items()
    }
)
"""What a copy to another account asks: the key is shared, and the linked role can use these."""

VAULT_KEY_SERVICES: Final = (
    "backup",
    "dsql",
    "dynamodb",
    "ec2",
    "elasticfilesystem",
    "fsx",
    "rds",
    "redshift",
    "redshift-serverless",
    "s3",
)
"""Services, as `kms:ViaService` names them, that use the key of a vault to make, copy or restore
backups; DocumentDB and Neptune call as `rds`.

Source: AWS managed policies, AWSBackupServiceRolePolicyForBackup,
AWSBackupServiceRolePolicyForRestores, AWSBackupServiceRolePolicyForS3Backup,
AWSBackupServiceRolePolicyForS3Restore, AWSBackupServiceLinkedRolePolicyForBackup: their KMS
statements (read 2026-11-22).
"""
