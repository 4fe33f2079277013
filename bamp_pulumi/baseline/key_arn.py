"""The key a vault is given, as far as its ARN shows."""

import re
from typing import Final

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import AN_ACCOUNT

__all__ = ["require_key"]

_KEY_ARN: Final = re.compile(r"arn:[a-z-]+:kms:(?P<region>[a-z0-9-]+):[0-9]{12}:key/[A-Za-z0-9-]+")


def require_key(arn: str, region: str | None) -> None:
    """Make sure that a vault can be encrypted with a key.

    Args:
        arn: ARN of the key.
        region: Region of the vault; None where it is the provider's, and not compared.

    Raises:
        RefusedError: `BAMP-B17`, when it is the ARN of something else, or of a key elsewhere.

    Source: AWS Backup developer guide, encryption (read 2026-11-21).
    """
    found = _KEY_ARN.fullmatch(arn)
    if found and region in (None, found["region"]):
        return
    raise RefusedError(
        "BAMP-B17",
        given=f"kms_key_arn={arn!r}" + (f" for a vault in {region}" if found else ""),
        allowed="the ARN of a key in the vault's own Region, such as that of a BackupKey; no alias",
        why="AWS Backup encrypts a vault with a key of its Region, and copies nothing that is "
        "encrypted with alias/aws/backup",
        write=f"kms_key_arn='arn:aws:kms:{region or 'us-east-1'}:{AN_ACCOUNT}:key/...'",
    )
