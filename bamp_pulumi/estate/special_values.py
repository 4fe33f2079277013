"""Pulumi's marks inside values: unknown, secret, encrypted."""

from collections.abc import Mapping
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["MASKED", "UNKNOWN_STRING", "holds_secret", "plain_mapping", "plain_value"]

UNKNOWN_STRING: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Pulumi's mark of an unknown value (`rpc.UNKNOWN` in its SDKs)."""
MASKED: Final = "[secret]"
"""What Pulumi's engine writes in the place of a secret."""
_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
"""Key under which Pulumi stores what a special map is; secrets are the only kind in state files."""


def _is_hidden(value: object) -> bool:
    """Return True if Pulumi hid a value: masked in a preview, encrypted in an export."""
    if isinstance(value, Mapping):
        return _SIGNATURE in value and "ciphertext" in value and "plaintext" not in value
    return value == MASKED


def holds_secret(value: object) -> bool:
    """Return True if a value is a secret or holds one, hidden or in plaintext."""
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)  # JSON: keys are text
        if _SIGNATURE in fields and fields.keys() & {"ciphertext", "plaintext"}:
            return True
        return any(holds_secret(item) for item in fields.values())
    if isinstance(value, list):
        return any(holds_secret(item) for item in cast("list[object]", value))
    return value == MASKED


def plain_value(value: object) -> object:
    """Turn marks into plain values: unknown and hidden into `UNKNOWN`, open secrets into plaintext.

    A text that merely contains an unknown is unknown as a whole.
    """
    if isinstance(value, str):
        return UNKNOWN if UNKNOWN_STRING in value or value == MASKED else value
    if isinstance(value, list):
        return [plain_value(item) for item in cast("list[object]", value)]
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)  # JSON: keys are text
        if _is_hidden(fields):
            return UNKNOWN
        if _SIGNATURE in fields and "plaintext" in fields:
            return _opened(fields["plaintext"])
        return plain_mapping(fields)
    return value


def _opened(plaintext: object) -> object:
    """Read an open secret, which Pulumi writes as JSON; `UNKNOWN` for what is none.

    A secret inside of a secret is none that Pulumi writes.
    """
    try:
        value = parse_json(plaintext) if isinstance(plaintext, str) else UNKNOWN
    except UnreadableError:
        return UNKNOWN
    return UNKNOWN if holds_secret(value) else plain_value(value)


def plain_mapping(fields: Mapping[str, object]) -> dict[str, object]:
    """Turn the marks in a map's values; the provider's own bookkeeping is left out."""
    return {name: plain_value(item) for name, item in fields.items() if name != "__defaults"}
