"""What AWS's own models say of the inputs of resource types, and what its pages add.

`input_rules.json` is written from the service models by `tools/input_rules.py`; what no model says
stands in `input_rules_by_hand`. Nothing here needs botocore.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, cast

from bamp_pulumi.catalog.input_rule import InputRule
from bamp_pulumi.catalog.input_rules_by_hand import INPUT_RULES_BY_HAND

__all__ = ["input_rules_of", "types_with_input_rules"]

_Rows = Mapping[str, tuple[tuple[str, InputRule], ...]]


def input_rules_of(type_token: str) -> tuple[tuple[str, InputRule], ...]:
    """List the rules of a type.

    Returns:
        Wire path and rule; `[]` in a path stands for each item of a list, `{k}` and `{v}` for each
        key and value of a map. Empty for a type that has none.
    """
    return _rows().get(type_token, ())


def types_with_input_rules() -> tuple[str, ...]:
    """Name the types that have a rule, sorted."""
    return tuple(sorted(_rows()))


@cache
def _rows() -> _Rows:
    text = files("bamp_pulumi.catalog").joinpath("input_rules.json").read_text(encoding="utf-8")
    derived = cast("Mapping[str, Mapping[str, Mapping[str, Any]]]", json.loads(text))
    rows = {
        token: [(path, _rule(stated)) for path, stated in rules.items()]
        for token, rules in derived.items()
    }
    for token, rules in INPUT_RULES_BY_HAND.items():
        rows.setdefault(token, []).extend(rules)
    return MappingProxyType({token: tuple(rules) for token, rules in rows.items()})


def _rule(stated: Mapping[str, Any]) -> InputRule:  # Any: JSON, written by our own tool
    return InputRule(
        source=stated["source"],
        pattern=stated.get("pattern"),
        enum=tuple(stated.get("enum", ())),
        min_length=stated.get("min_length"),
        max_length=stated.get("max_length"),
        min_value=stated.get("min_value"),
        max_value=stated.get("max_value"),
        max_items=stated.get("max_items"),
    )
