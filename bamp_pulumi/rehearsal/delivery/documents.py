"""JSON documents in inputs: patterns, filters, templates."""

import json

from bamp_pulumi.catalog import UNKNOWN

__all__ = ["read_json"]


def read_json(value: object) -> object:
    """Read a document, of JSON text or parsed; `UNKNOWN` for text that is none."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return UNKNOWN
