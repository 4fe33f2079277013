"""The shape of an IAM policy document, as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

__all__ = ["Condition", "PolicyDocument", "Statement", "policy_document"]

Condition = Mapping[str, Mapping[str, str | Sequence[str]]]
"""Operator, then condition key, then what it is compared with."""


class Statement(TypedDict):
    """One statement of a policy that is attached to a resource, in IAM's own names."""

    Sid: str
    Effect: Literal["Allow", "Deny"]
    Principal: str | Mapping[str, str | Sequence[str]]
    Action: Sequence[str]
    Resource: NotRequired[str]
    Condition: NotRequired[Condition]


class PolicyDocument(TypedDict):
    """A policy, in IAM's own names."""

    Version: Literal["2012-10-17"]
    Statement: list[Statement]


def policy_document(statements: Iterable[Statement]) -> PolicyDocument:
    """Return a policy of these statements."""
    return {"Version": "2012-10-17", "Statement": list(statements)}
