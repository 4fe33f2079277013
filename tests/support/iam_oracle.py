"""What a resource policy says of one call, by IAM's rules; written apart from the library.

Knows only the operators it is told of, and fails on any other: an operator it skipped would make
a test pass for nothing.

Source: IAM user guide, reference_policies_elements_condition_operators (2026-11-22).
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Call", "allows", "denies"]

# Any: a policy document is JSON, read here as whatever a test hands over.
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call and what IAM knows about it. A key that is not in the context is absent."""

    action: str
    context: Mapping[str, str | Sequence[str]] = field(default_factory=dict[str, str])


def denies(policy: Json | str, call: Call) -> bool:
    """Say whether a statement denies the call to whoever makes it."""
    return _decides(policy, "Deny", call)


def allows(policy: Json | str, call: Call) -> bool:
    """Say whether a statement allows the call, and none denies it."""
    return _decides(policy, "Allow", call) and not denies(policy, call)


def _decides(policy: Json | str, effect: str, call: Call) -> bool:
    document: Json = json.loads(policy) if isinstance(policy, str) else policy
    return any(
        statement["Effect"] == effect
        and call.action in _listed(statement["Action"])
        and _holds(statement.get("Condition", {}), call.context)
        for statement in document["Statement"]
    )


def _holds(condition: Json, context: Mapping[str, str | Sequence[str]]) -> bool:
    return all(
        _compare(operator, _listed(wanted), context.get(key))
        for operator, keys in condition.items()
        for key, wanted in keys.items()
    )


def _compare(operator: str, wanted: Sequence[str], found: str | Sequence[str] | None) -> bool:
    values = None if found is None else _listed(found)
    match operator:
        case "ArnEquals" | "StringLike":
            return values is not None and any(_like(w, v) for w in wanted for v in values)
        case "ArnNotEquals":
            return values is None or not any(_like(w, v) for w in wanted for v in values)
        case "StringEquals" | "Bool":
            return values is not None and any(v in wanted for v in values)
        case "BoolIfExists":
            return values is None or any(v in wanted for v in values)
        case "ForAllValues:ArnNotLike":
            return all(not any(_like(w, v) for w in wanted) for v in values or ())
        case _:
            raise NotImplementedError(operator)


def _like(pattern: str, value: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), value) is not None


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value
