"""Among what names are unique."""

import pytest

from bamp_pulumi.catalog import NameScope, name_scope


@pytest.mark.parametrize(
    ("token", "scope"),
    [
        ("aws:s3/bucket:Bucket", "world"),
        ("aws-native:s3:Bucket", "world"),
        ("aws:s3/bucketPolicy:BucketPolicy", "region"),
        ("aws:iam/role:Role", "account"),
        ("aws-native:iam:Role", "account"),
        ("aws:backup/vault:Vault", "region"),
    ],
)
def test_a_name_is_unique_among_so_much(token: str, scope: NameScope) -> None:
    """A bucket's in AWS, a role's in its account, a vault's in a Region."""
    assert name_scope(token) == scope
