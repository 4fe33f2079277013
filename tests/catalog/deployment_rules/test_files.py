"""What Amazon EFS refuses of a file system's encryption.

Cannot prove that EFS refuses nothing else.
"""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

FILE_SYSTEM = "aws:efs/fileSystem:FileSystem"
KEY = "arn:aws:kms:us-east-1:111122223333:key/k"


@pytest.mark.parametrize("encrypted", [{}, {"encrypted": False}, {"encrypted": "false"}])
def test_a_key_without_encryption_is_refused(encrypted: dict[str, object]) -> None:
    """EFS asks for both."""
    (refusal,) = refusals_of(FILE_SYSTEM, {**encrypted, "kmsKeyId": KEY})

    assert refusal.path == "encrypted"
    assert refusal.allowed == "true, where kmsKeyId is set"


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"encrypted": True},
        {"encrypted": True, "kmsKeyId": KEY},
        {"encrypted": UNKNOWN, "kmsKeyId": KEY},
        {"encrypted": False, "kmsKeyId": UNKNOWN},
    ],
)
def test_anything_else_is_taken(inputs: dict[str, object]) -> None:
    """An unknown value may be what is asked for."""
    assert [*refusals_of(FILE_SYSTEM, inputs)] == []
