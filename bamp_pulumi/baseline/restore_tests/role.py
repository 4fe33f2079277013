"""What the role of restore tests may not do, beside what AWS's own policies for restores allow.

AWS says that the role must have the permissions of AWSBackupServiceRolePolicyForRestores, and adds
to them as AWS Backup changes: so AWS's policies are attached, and what a restore *test* never needs
is denied. What it makes has a name, or a tag, by which AWS deletes it again; nothing else may be
written to or deleted, no role is passed on, and a type that is not tested is not restored.

Source: AWS Backup developer guide, restore-testing and restore-testing-inferred-metadata; AWS
managed policies, AWSBackupServiceRolePolicyForRestores (v36) and
AWSServiceRolePolicyForBackupRestoreTesting (v4; read 2026-11-29).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.catalog import (
    PASS_ROLE,
    RESTORE_ACTIONS,
    RESTORE_TEST_NAME_PREFIX,
    RESTORE_TEST_TAG,
    ManagedPolicy,
    policies_for_restores,
)

__all__ = ["render_restore_test_limits", "restore_test_policies"]

RolePolicy = Mapping[str, object]

_BUCKET_WRITES: Final = (
    "s3:CreateBucket",
    "s3:DeleteObject",
    "s3:PutBucketOwnershipControls",
    "s3:PutBucketVersioning",
    "s3:PutObject",
    "s3:PutObjectAcl",
    "s3:PutObjectTagging",
    "s3:PutObjectVersionAcl",
)
_TABLE_WRITES: Final = (
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
)
_DELETIONS: Final = (
    "ec2:DeleteVolume",
    "ec2:TerminateInstances",
    "elasticfilesystem:DeleteFilesystem",
    "rds:DeleteDBCluster",
    "rds:DeleteDBInstance",
)
"""What AWS's policies let a restore delete, of types whose resources have tags."""


def restore_test_policies(types: Sequence[str]) -> tuple[ManagedPolicy, ...]:
    """List AWS's policies that the restores of some types need."""
    return tuple(dict.fromkeys(policy for one in types for policy in policies_for_restores(one)))


def render_restore_test_limits(account: Account, types: Sequence[str]) -> RolePolicy:
    """Return the policy that denies the role what no test of these types needs."""
    return {"Version": "2012-10-17", "Statement": [*_denials(account, types)]}


def _denials(account: Account, types: Sequence[str]) -> Iterator[Mapping[str, object]]:
    needed = {action for one in types for action in RESTORE_ACTIONS[one]}
    others = {
        action for one, actions in RESTORE_ACTIONS.items() if one not in types for action in actions
    }
    others = {action for action in others - needed if not _reads(action)}
    yield _deny("DenyOtherTypes", sorted(others), Resource="*")
    yield _deny("DenyPassingRoles", [PASS_ROLE], Resource="*")
    made = f"{RESTORE_TEST_NAME_PREFIX}-*"
    buckets = [f"arn:{account.partition}:s3:::{made}{inside}" for inside in ("", "/*")]
    yield _deny("DenyWritingToOtherBuckets", _BUCKET_WRITES, NotResource=buckets)
    table = f"arn:{account.partition}:dynamodb:*:{account.account_id}:table/{made}"
    yield _deny("DenyWritingToOtherTables", _TABLE_WRITES, NotResource=[table])
    without_tag = {"Null": {f"aws:ResourceTag/{RESTORE_TEST_TAG}": "true"}}
    yield _deny("DenyDeletingWhatNoTestMade", _DELETIONS, Resource="*", Condition=without_tag)


def _reads(action: str) -> bool:
    verb = action.partition(":")[2]
    return verb.startswith(("Describe", "Get", "List"))


def _deny(sid: str, actions: Sequence[str], **rest: object) -> Mapping[str, object]:
    return {"Sid": sid, "Effect": "Deny", "Action": list(actions), **rest}
