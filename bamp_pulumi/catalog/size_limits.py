"""What is larger than AWS takes: documents and lists, by the rows of `size_rows`."""

from collections.abc import Iterator, Mapping
from functools import cache

from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.size_limit import SizeLimit
from bamp_pulumi.catalog.size_rows import SIZE_LIMITS

__all__ = ["size_doubts", "size_limits_of", "size_refusals"]


@cache
def size_limits_of(type_token: str) -> tuple[SizeLimit, ...]:
    """List the limits of a type; none for a type that has none."""
    return tuple(limit for limit in SIZE_LIMITS if type_token in limit.types)


def size_refusals(type_token: str, inputs: Mapping[str, object]) -> Iterator[InputRefusal]:
    """List what is certainly larger than AWS takes.

    Args:
        type_token: Pulumi type token.
        inputs: Its inputs by wire name, `UNKNOWN` where unknown; what is known in part is measured
            by what is known.
    """
    for limit in size_limits_of(type_token):
        yield from limit.refusals(inputs)


def size_doubts(type_token: str, inputs: Mapping[str, object]) -> Iterator[str]:
    """List what is larger than AWS takes of every account, and may be taken of this one."""
    for limit in size_limits_of(type_token):
        yield from limit.doubts(inputs)
