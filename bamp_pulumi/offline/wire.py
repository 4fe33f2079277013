"""Values as Pulumi sends them, read into plain ones.

Pulumi marks what is special inside a map by a signature key, and what is unknown by one string.
An offline document keeps that string, so `bamp_pulumi.estate` reads it exactly as it reads
`pulumi preview --json`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from google.protobuf.struct_pb2 import Struct, Value
from pulumi.runtime import rpc

__all__ = [
    "AWS_MANAGED",
    "OUTPUTS_TAKEN",
    "UNKNOWN_STRING",
    "Plain",
    "aliases_in",
    "decode_struct",
    "encode_struct",
    "holds_mark",
    "is_hidden_or_sealed",
    "is_marked",
    "is_sealed",
    "opened",
    "partly_known",
    "placeholder",
    "placeholder_of_alias",
    "referred_to",
    "sealed",
    "secret",
    "secret_texts",
    "take_outputs_taken",
    "take_partly_known",
    "taken",
    "unwrapped",
    "wraps_a_value",
]

_TAGS: Final = ("tags", "tagsAll")

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

UNKNOWN_STRING: Final = rpc.UNKNOWN
"""Pulumi's own mark of an unknown value."""

_SIGNATURE: Final = rpc._special_sig_key  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - part of the wire protocol, exported nowhere else
_SECRET: Final = rpc._special_secret_sig  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
_OUTPUT: Final = rpc._special_output_value_sig  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
_RESOURCE: Final = rpc._special_resource_sig  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def placeholder(what: str) -> str:
    """Make a placeholder for something that is unknown offline.

    A program may format it into other strings; whatever contains it is read back as unknown.
    """
    return f"unknown-{what}-{UNKNOWN_STRING}"


AWS_MANAGED: Final = "alias/aws/"
"""How the alias of a key begins that a service of AWS has for itself, and that no account may
make. Source: AWS KMS API reference, CreateAlias, AliasName (read 2026-11-28)."""
_OF_ALIAS: Final = re.compile(rf"unknown-key of ({AWS_MANAGED}[\w/-]+)-{UNKNOWN_STRING}")


def placeholder_of_alias(alias: str) -> str:
    """Make a placeholder for the id or ARN of the key behind an alias of AWS's own."""
    return placeholder(f"key of {alias}")


def aliases_in(struct: Struct, path: str = "") -> dict[str, Plain]:
    """Find the stand-ins for keys of AWS's own; returns their aliases by path of the input."""
    found: dict[str, Plain] = {}
    for name, value in struct.fields.items():
        inner = unwrapped(value)
        if inner.HasField("struct_value"):
            found.update(aliases_in(inner.struct_value, f"{path}{name}."))
        elif match := _OF_ALIAS.fullmatch(inner.string_value):
            found[path + name] = match[1]
    return found


_PARTLY: Final = f"{UNKNOWN_STRING}\0partly known:"
"""Goes before the document; to Pulumi and to code that does not remove it, it is just unknown."""


def partly_known(document: dict[str, Plain]) -> str:
    """Write an unknown text of which something is known, as it travels to the monitor."""
    return _PARTLY + json.dumps(document)


def take_partly_known(struct: Struct, names: Iterable[str]) -> dict[str, Plain]:
    """Take what is known of unknown texts out of a resource's properties; the mark stays."""
    found: dict[str, Plain] = {}
    for name in names:
        text = unwrapped(struct.fields[name]).string_value if name in struct.fields else ""
        if text.startswith(_PARTLY):
            unwrapped(struct.fields[name]).string_value = UNKNOWN_STRING
            found[name] = json.loads(text.removeprefix(_PARTLY))
    return found


_TAKEN: Final = f"{UNKNOWN_STRING}\0taken:"
"""As `bamp_pulumi.estate.taken_text` reads it; to all others it is just unknown."""


def taken(urn: str, output: str, *, before: str, after: str) -> str:
    """Write an unknown text of which is known from which output of which resource it is taken.

    Args:
        urn: The resource.
        output: Wire name of the output.
        before: What the program writes before it.
        after: What it writes after it.
    """
    return _TAKEN + json.dumps([urn, output, before, after])


OUTPUTS_TAKEN: Final = "bampOutputsTaken"
"""Is among the inputs of a resource that is sent to the monitor."""


def take_outputs_taken(struct: Struct) -> dict[str, Plain]:
    """Take out of a resource's inputs the record of the outputs that they are made from."""
    if OUTPUTS_TAKEN not in struct.fields:
        return {}
    record, _ = decode_struct(struct.fields[OUTPUTS_TAKEN].struct_value)
    del struct.fields[OUTPUTS_TAKEN]
    return record


def sealed(value: Plain) -> Plain:
    """Mark a value as secret, as `pulumi stack export --show-secrets` does."""
    return {_SIGNATURE: _SECRET, "plaintext": json.dumps(value)}


def is_sealed(value: Plain) -> bool:
    """Return True if a value was marked so."""
    return isinstance(value, dict) and _SIGNATURE in value and "plaintext" in value


def is_hidden_or_sealed(value: Mapping[str, object]) -> bool:
    """Return True for a secret as a state has it, encrypted or in plaintext."""
    return value.get(_SIGNATURE) == _SECRET


def holds_mark(value: Plain) -> bool:
    """Return True if a value is or holds a map that stands for something else, such as a file."""
    if isinstance(value, dict):
        return _SIGNATURE in value or any(map(holds_mark, value.values()))
    return isinstance(value, list) and any(map(holds_mark, value))


def opened(value: Plain) -> Plain:
    """Take the mark off."""
    return json.loads(str(value["plaintext"])) if isinstance(value, dict) else value


def secret(value: Plain) -> Plain:
    """Mark a value as secret, as it travels."""
    return {_SIGNATURE: _SECRET, "value": value}


def referred_to(struct: Struct) -> str | None:
    """Return what a reference to a resource refers to; None for any other map.

    As the engine passes it to a provider: the id where there is one, else the URN.
    """
    fields = struct.fields
    if _SIGNATURE not in fields or fields[_SIGNATURE].string_value != _RESOURCE:
        return None
    identity = fields["id"].string_value if "id" in fields else fields["urn"].string_value
    return identity or UNKNOWN_STRING


def is_marked(struct: Struct) -> bool:
    """Return True if a map represents something else: a secret, an output, a resource, an asset."""
    return _SIGNATURE in struct.fields


def unwrapped(value: Value) -> Value:
    """Return what is inside secrets and outputs, or the value itself."""
    if not value.HasField("struct_value"):
        return value
    fields = value.struct_value.fields
    if _SIGNATURE not in fields or "value" not in fields:
        return value
    is_wrap = fields[_SIGNATURE].string_value in (_SECRET, _OUTPUT)
    return unwrapped(fields["value"]) if is_wrap else value


def wraps_a_value(fields: Mapping[str, object]) -> bool:
    """Return whether a map on the wire is a secret or an output, around a value of its own."""
    return fields.get(_SIGNATURE) in (_SECRET, _OUTPUT)


def decode_struct(struct: Struct) -> tuple[dict[str, Plain], set[str]]:
    """Read a resource's properties.

    Returns:
        The plain values by wire name, secrets in plaintext, and the names that hold a secret.
    """
    secrets: set[str] = set()
    plain: dict[str, Plain] = {}
    for name, value in _sorted(struct):
        seen: list[bool] = []
        plain[name] = _decode(value, seen)
        if seen:
            secrets.add(name)
    return plain, secrets


def secret_texts(struct: Struct) -> set[str]:
    """Collect the texts inside the secrets of a resource's properties, but for its tags."""
    beside_tags = (value for name, value in struct.fields.items() if name not in _TAGS)
    return {text for value in beside_tags for text in _secret_texts(value)}


def _secret_texts(value: Value) -> Iterator[str]:
    if value.HasField("list_value"):
        for each in value.list_value.values:
            yield from _secret_texts(each)
    elif value.HasField("struct_value"):
        fields = value.struct_value.fields
        seen: list[bool] = []
        plain = _decode(value, seen)
        if is_marked(value.struct_value) and seen:
            yield from _texts(plain)
        elif seen:
            for each in fields.values():
                yield from _secret_texts(each)


def _texts(plain: Plain) -> Iterator[str]:
    if isinstance(plain, str) and plain != UNKNOWN_STRING:
        yield plain
    elif isinstance(plain, (list, dict)):
        for each in plain if isinstance(plain, list) else plain.values():
            yield from _texts(each)


def _decode(value: Value, secrets: list[bool]) -> Plain:
    match value.WhichOneof("kind"):
        case "string_value":
            text = value.string_value
            return UNKNOWN_STRING if UNKNOWN_STRING in text else text
        case "number_value":
            number = value.number_value
            return int(number) if number.is_integer() else number
        case "bool_value":
            return value.bool_value
        case "list_value":
            return [_decode(item, secrets) for item in value.list_value.values]
        case "struct_value":
            return _decode_map(value.struct_value, secrets)
        case _:
            return None


def _decode_map(struct: Struct, secrets: list[bool]) -> Plain:
    fields = struct.fields
    signature = fields[_SIGNATURE].string_value if _SIGNATURE in fields else ""
    if signature == _SECRET:
        secrets.append(True)
        return _decode(fields["value"], secrets)
    if signature == _OUTPUT:
        if "secret" in fields and fields["secret"].bool_value:
            secrets.append(True)
        return _decode(fields["value"], secrets) if "value" in fields else UNKNOWN_STRING
    if signature == _RESOURCE:
        return referred_to(struct)
    return {name: _decode(item, secrets) for name, item in _sorted(struct)}


def _sorted(struct: Struct) -> list[tuple[str, Value]]:
    """List the fields by name: a map on the wire has an order that changes from run to run."""
    return sorted(struct.fields.items())


def encode_struct(plain: Mapping[str, Plain]) -> Struct:
    """Write plain values as a resource's properties."""
    struct = Struct()
    struct.update(plain)
    return struct
