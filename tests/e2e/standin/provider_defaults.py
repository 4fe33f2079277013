"""Defaults of the provider's schema, filled in where a program is silent.

The real provider does so in Check, and lists their names under `__defaults`.
"""

from collections.abc import Mapping

from tests.e2e.standin.naming import DEFAULTS
from tests.e2e.standin.schema import schema_of
from tests.e2e.standin.wire import Plain, opened

__all__ = ["with_provider_defaults"]


def with_provider_defaults(token: str, inputs: Mapping[str, Plain]) -> dict[str, Plain]:
    """Fill in the defaults of a type, and of the blocks it has; what the program gives stays."""
    schema = schema_of(token)
    filled = {n: v for n, v in schema.defaults.items() if n not in inputs}
    blocks = {n: _completed(inputs[n], d) for n, d in schema.inside.items() if n in inputs}
    listed = inputs.get(DEFAULTS)
    automatic = listed if isinstance(listed, list) else []
    return {**inputs, **blocks, **filled, DEFAULTS: [*automatic, *sorted(filled)]}


def _completed(block: Plain, defaults: Mapping[str, Plain]) -> Plain:
    if isinstance(block, list):
        return [_completed(item, defaults) for item in block]
    if not isinstance(block, dict) or opened(block) != block:
        return block
    return {**defaults, **block}
