"""Policies given as objects where AWS requires text, written as the provider writes them.

The provider does so before anything else, and the program reads the text back. Whatever judges a
policy finds text, too, however it was given.
Source: `TransformJSONDocument` of Pulumi's Terraform bridge (read 2026-11-22).
"""

import importlib
import json
from typing import Final

from google.protobuf.struct_pb2 import Struct, Value
from pulumi._types import resource_py_to_pulumi_names, resource_types

from bamp_pulumi.catalog import POLICY_DOCUMENT_INPUTS
from bamp_pulumi.offline.sdk_modules import module_of
from bamp_pulumi.offline.wire import UNKNOWN_STRING, Plain, decode_struct, is_marked, unwrapped

__all__ = ["JsonTexts"]

_NEVER_TEXT: Final = frozenset({"tags", "tagsAll"})
"""Maps that nearly every resource has: no look into its class for them alone."""


class JsonTexts:
    """Writes them, and remembers which properties of a type are text."""

    def __init__(self) -> None:
        """Start knowing no type."""
        self._texts: dict[str, frozenset[str]] = {}

    def write(self, type_token: str, inputs: Struct) -> dict[str, Plain]:
        """Turn objects and lists into JSON, in place, where the resource's property is text.

        Returns:
            What is known of the policies that hold something unknown, by property.
        """
        given = [n for n, v in inputs.fields.items() if n not in _NEVER_TEXT and _is_composed(v)]
        partly: dict[str, Plain] = {}
        if not given:
            return partly
        if type_token not in self._texts:
            self._texts[type_token] = _text_properties(type_token)
        for name in given:
            if name in self._texts[type_token]:
                partly.update(_write(inputs, name))
        return partly


def _is_composed(value: Value) -> bool:
    match unwrapped(value).WhichOneof("kind"):
        case "list_value":
            return True
        case "struct_value":
            return not is_marked(unwrapped(value).struct_value)
        case _:
            return False


def _write(inputs: Struct, name: str) -> dict[str, Plain]:
    only = Struct()
    only.fields[name].CopyFrom(inputs.fields[name])
    plain, secrets = decode_struct(only)
    text = json.dumps(plain[name], separators=(",", ":"), sort_keys=True)
    if UNKNOWN_STRING not in text:
        unwrapped(inputs.fields[name]).string_value = text
        return {}
    # What holds an unknown cannot be written: it is unknown as a whole.
    unwrapped(inputs.fields[name]).string_value = UNKNOWN_STRING
    return {} if secrets or name not in POLICY_DOCUMENT_INPUTS else plain


def _text_properties(type_token: str) -> frozenset[str]:
    """Name the properties of a type that are text, as the program's own package has them."""
    try:
        module = importlib.import_module(module_of(type_token))
    except ImportError:
        return frozenset()
    found: object = getattr(module, type_token.rpartition(":")[2], None)
    if not isinstance(found, type):
        return frozenset()
    names = resource_py_to_pulumi_names(found)
    types = resource_types(found)
    return frozenset(names.get(n, n) for n, annotation in types.items() if annotation is str)
