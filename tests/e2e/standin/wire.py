"""Values on the wire between engine and provider, as plain ones.

A secret is a map with a signature key; the provider hands it back wrapped, so that the engine
encrypts it in the state, and opens it only for what it gives to moto.
"""

from collections.abc import Mapping
from typing import Final

from google.protobuf.struct_pb2 import Struct, Value
from pulumi.runtime import rpc

__all__ = ["UNKNOWN", "Plain", "mapping", "opened", "read_struct", "text", "texts", "write_struct"]

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

UNKNOWN: Final = rpc.UNKNOWN
"""What an unknown value of any type looks like in a preview."""

# Signatures of Pulumi's wire protocol; the SDK exports no names for them.
_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
_SECRET: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - marks one, is none


def read_struct(struct: Struct) -> dict[str, Plain]:
    """Read properties; secrets stay wrapped."""
    return {name: _read(value) for name, value in struct.fields.items()}


def _read(value: Value) -> Plain:
    match value.WhichOneof("kind"):
        case "struct_value":
            return read_struct(value.struct_value)
        case "list_value":
            return [_read(item) for item in value.list_value.values]
        case "string_value":
            return value.string_value
        case "bool_value":
            return value.bool_value
        case "number_value":
            number = value.number_value
            return int(number) if number.is_integer() else number
        case _:
            return None


def write_struct(plain: Mapping[str, Plain]) -> Struct:
    """Write properties."""
    struct = Struct()
    struct.update(plain)
    return struct


def opened(value: Plain) -> Plain:
    """Take the wrapping off every secret, and leave null properties out."""
    if isinstance(value, list):
        return [opened(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get(_SIGNATURE) == _SECRET:
        return opened(value.get("value"))
    return {name: opened(item) for name, item in value.items() if item is not None}


def mapping(value: Plain) -> dict[str, Plain]:
    """Give a map of properties; empty where there is none."""
    return value if isinstance(value, dict) else {}


def text(properties: Mapping[str, Plain], name: str) -> str:
    """Give a property as text; empty where there is none."""
    value = properties.get(name)
    return "" if value is None else str(value)


def texts(properties: Mapping[str, Plain], name: str) -> dict[str, str]:
    """Give a map of texts, such as tags; empty where there is none."""
    return {key: str(value) for key, value in mapping(properties.get(name)).items()}
