"""JSON documents in inputs: patterns, filters, templates."""

import json
from collections.abc import Mapping
from typing import cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["read_json", "written_json"]


def read_json(value: object) -> object:
    """Read a document, of JSON text or parsed; `UNKNOWN` for text that is none."""
    if not isinstance(value, str):
        return value
    try:
        return parse_json(value)
    except UnreadableError:
        return UNKNOWN


def written_json(value: Mapping[str, object]) -> str:
    """Write a document as JSON text, without the fields that are unknown."""
    return json.dumps(_known(value))


def _known(value: object) -> object:
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value).items()
        return {name: _known(one) for name, one in fields if one is not UNKNOWN}
    if isinstance(value, list):
        return [_known(one) for one in cast("list[object]", value) if one is not UNKNOWN]
    return value
