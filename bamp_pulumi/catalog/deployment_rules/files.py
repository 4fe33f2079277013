"""What Amazon EFS refuses of the encryption of a file system.

Source: Amazon EFS API, CreateFileSystem.KmsKeyId (read 2026-11-28).
"""

from collections.abc import Iterator

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.deployment_rules.reading import Inputs, has, is_absent, refusal
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.scalars import switch_of

__all__ = ["file_system_refusals"]


def file_system_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """A key is taken only with encryption on."""
    is_off = is_absent(inputs, "encrypted") or switch_of(value_at(inputs, "encrypted")) is False
    if is_off and has(inputs, "kmsKeyId"):
        why = "AWS refuses it when the program is deployed (EFS API, CreateFileSystem.KmsKeyId)"
        yield refusal("encrypted", "not true", "true, where kmsKeyId is set", why)
