"""What a value comes to: its scalars."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

__all__ = ["leaves_of"]


def leaves_of(value: object) -> Iterator[object]:
    """List the scalars of a value, those in lists and maps included; keys are none."""
    # Most are text: whether something is a mapping takes ten times as long to answer.
    if value is None or isinstance(value, str | bool | int):
        yield value
    elif isinstance(value, Mapping):
        for item in cast("Mapping[object, object]", value).values():
            yield from leaves_of(item)
    elif isinstance(value, Iterable):
        for item in cast("Iterable[object]", value):
            yield from leaves_of(item)
    else:
        yield value
