"""What KMS refuses of a key and no pattern says.

Source: AWS KMS API, CreateKey, EnableKeyRotation (read 2026-11-28).
"""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.catalog.deployment_rules.reading import Inputs, has, is_true, known_text, refusal
from bamp_pulumi.catalog.input_refusal import InputRefusal

__all__ = ["key_refusals"]

_SYMMETRIC: Final = "SYMMETRIC_DEFAULT"
_ENCRYPT: Final = "ENCRYPT_DECRYPT"


def key_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """KMS rotates symmetric keys whose material it made; a key does what its kind can do."""
    spec = known_text(inputs, "customerMasterKeySpec")
    usage = known_text(inputs, "keyUsage")
    if is_true(inputs, "enableKeyRotation"):
        why = "KMS rotates symmetric keys in its own store only (KMS API, EnableKeyRotation)"
        if spec not in ("", _SYMMETRIC):
            yield refusal("enableKeyRotation", "true", f"not for a key of {spec}", why)
        if has(inputs, "customKeyStoreId"):
            yield refusal("enableKeyRotation", "true", "not in a custom key store", why)
    allowed = _usage_of(spec)
    if usage and allowed and usage not in allowed:
        why = "KMS refuses the key (KMS API, CreateKey.KeyUsage)"
        yield refusal("keyUsage", usage, f"{' or '.join(allowed)}, for {spec}", why)


def _usage_of(spec: str) -> tuple[str, ...]:
    if spec == _SYMMETRIC:
        return (_ENCRYPT,)
    if spec.startswith("HMAC_"):
        return ("GENERATE_VERIFY_MAC",)
    if spec.startswith("RSA_"):
        return (_ENCRYPT, "SIGN_VERIFY")
    if spec.startswith("ECC_NIST_P"):
        return ("SIGN_VERIFY", "KEY_AGREEMENT")
    return ("SIGN_VERIFY",) if spec.startswith("ECC_SECG") else ()
