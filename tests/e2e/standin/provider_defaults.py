"""Defaults of the provider's schema, filled in where a program is silent.

The real provider does so in Check, and lists their names under `__defaults`.
"""

from collections.abc import Mapping

from tests.e2e.standin.naming import DEFAULTS
from tests.e2e.standin.schema import schema_of
from tests.e2e.standin.wire import Plain

__all__ = ["with_provider_defaults"]


def with_provider_defaults(token: str, inputs: Mapping[str, Plain]) -> dict[str, Plain]:
    """Fill in the defaults of a type; what the program gives stays."""
    filled = {n: v for n, v in schema_of(token).defaults.items() if n not in inputs}
    listed = inputs.get(DEFAULTS)
    automatic = listed if isinstance(listed, list) else []
    return {**inputs, **filled, DEFAULTS: [*automatic, *sorted(filled)]}
