"""Keys of vaults by their ARN. Whether the key exists and lets AWS Backup in is not told by it."""

import pytest

from bamp_pulumi.baseline import require_key
from bamp_pulumi.errors import RefusedError

KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.mark.parametrize("region", ["us-west-2", None])
def test_a_key_of_the_vaults_region_is_taken(region: str | None) -> None:
    """Where the vault's Region is the provider's, it cannot be compared."""
    require_key(KEY, region)


def test_a_multi_region_key_and_other_partitions_are_taken() -> None:
    """Their ids and ARNs look a little different."""
    require_key("arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd", "us-east-1")
    require_key("arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd", "us-gov-west-1")


@pytest.mark.parametrize(
    "arn",
    [
        KEY.replace("us-west-2", "us-east-1"),
        "arn:aws:kms:us-west-2:111122223333:alias/aws/backup",
        "alias/bamp-backup",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "",
    ],
)
def test_what_cannot_encrypt_the_vault_is_refused(arn: str) -> None:
    """AWS would refuse the vault, or later each copy."""
    with pytest.raises(RefusedError, match="BAMP-B17"):
        require_key(arn, "us-west-2")
