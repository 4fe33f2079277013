"""What all parts of a policy share: a value that is checked once and never changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self, cast

from pydantic import model_validator

from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.policy.checked import Checked

__all__ = ["Promise", "lint"]


class _UnkeepableError(BampError, ValueError):
    """Everything that is refused in one value: a `ValueError`, so pydantic adds its location."""


class Promise(Checked, frozen=True):
    """A frozen, hashable value; a field it does not know is refused, never ignored."""

    def refusals(self) -> Iterable[Refusal]:
        """List what is refused in this value as a whole, its parts being sound."""
        return ()

    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        if found := lint(self):
            raise _UnkeepableError(*found)
        return self


def lint(promise: Promise) -> tuple[Refusal, ...]:
    """Return everything that is refused in a value: by AWS, or by a house rule that says so.

    Building a value raises the same refusals, so this finds something only in a value that was
    made without checks (`model_copy`, `model_construct`).

    Args:
        promise: A policy, or any part of one.

    Returns:
        The refusals with their paths. A whole is judged once its parts are sound. Empty when
        nothing is refused.
    """
    in_parts = tuple(
        refusal.under(name) for name, part in _parts(promise) for refusal in lint(part)
    )
    return in_parts or tuple(promise.refusals())


def _parts(promise: Promise) -> Iterator[tuple[str, Promise]]:
    """List the promises inside a promise with their paths; a rule is called by its name."""
    for field in type(promise).model_fields:
        value: object = getattr(promise, field)
        if isinstance(value, Promise):
            yield field, value
        elif isinstance(value, Mapping):
            # The only mappings and sequences in a policy are those of its own parts.
            by_name = cast("Mapping[str, Promise]", value)
            yield from ((f"{field}.{name}", part) for name, part in by_name.items())
        elif isinstance(value, tuple):
            for index, part in enumerate(cast("Sequence[Promise]", value)):
                yield f"{field}.{getattr(part, 'name', index)}", part
