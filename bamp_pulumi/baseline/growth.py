"""Documents that grow with a configuration: too large for AWS, and which setting made them so.

Nothing is estimated: each document is rendered, and rendered again without the entries of each
setting.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar, cast

from pydantic import BaseModel

from bamp_pulumi.catalog import SizeLimit, size_limits_of
from bamp_pulumi.errors import Refusal

__all__ = ["Growing", "Rendered", "too_large"]

_Settings = TypeVar("_Settings", bound=BaseModel)
_Value = TypeVar("_Value")
_WITH_ENTRIES: Final = (str, tuple, list, Mapping)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A resource of an account whose size depends on the configuration."""

    of: str
    """What it is, as in "the access policy of vault bamp-recovery"; no two have the same."""
    type: str
    """Type token of the resource."""
    inputs: Mapping[str, object]
    """What is limited of it, by wire name."""
    code: str = "BAMP-B49"
    """With which code it is refused."""

    def excess(self) -> Iterator[tuple[SizeLimit, int]]:
        """List what is larger than AWS takes of every account, and by which limit."""
        for limit in size_limits_of(self.type):
            for size in limit.sizes(self.inputs):
                if size > limit.most:
                    yield limit, size


@dataclass(frozen=True, slots=True)
class Growing:
    """A setting that makes documents grow."""

    path: str
    """Where it stands in the settings, dots between levels."""
    write: str
    """What to write instead when there is too much of it."""


def too_large(
    settings: _Settings,
    render: Callable[[_Settings], Iterable[Rendered]],
    keys: Sequence[Growing],
) -> Iterator[Refusal]:
    """Refuse each document that is larger than AWS takes, at the setting that made it grow most.

    Args:
        settings: The settings, checked.
        render: Returns the documents of settings, also of such as have fewer entries than they may.
        keys: What may make a document grow.

    Yields:
        One refusal for each setting that is too long.
    """
    refused: set[str] = set()
    for document in render(settings):
        # One refusal of a document is enough: what is too large in one unit is so in another.
        for limit, size in islice(document.excess(), 1):
            refusal = _refusal(settings, render, keys, document, limit, size)
            # And one of a setting: both vaults have the same principals.
            if refusal.path not in refused:
                yield refusal
            refused.add(refusal.path)


def _refusal(  # noqa: PLR0913, PLR0917 - all of one document
    settings: _Settings,
    render: Callable[[_Settings], Iterable[Rendered]],
    keys: Sequence[Growing],
    document: Rendered,
    limit: SizeLimit,
    size: int,
) -> Refusal:
    def size_with(key: Growing, count: int) -> int:
        """Measure the document with fewer entries of a setting."""
        fewer = _with(settings, key.path.split("."), count)
        sizes = (
            found
            for other in render(fewer)
            if other.of == document.of
            for found in limit.sizes(other.inputs)
        )
        return max(sizes, default=0)

    present = [key for key in keys if _count(settings, key)]
    least = min(present, key=lambda key: size_with(key, 0))
    count = _count(settings, least)
    fits = _most(count, lambda number: size_with(least, number) <= limit.most)
    unit = "characters" if isinstance(_at(settings, least.path), str) else "entries"
    return Refusal(
        code=document.code,
        given=f"{count:,} {unit}, with which {document.of} has {size:,} {limit.measure}",
        allowed=f"{limit.most:,} {limit.measure}" + (f", as with {fits:,} {unit}" if fits else ""),
        why=_why(limit),
        write=least.write,
        path=least.path,
    )


def _why(limit: SizeLimit) -> str:
    if limit.at_most == limit.most:
        return f"AWS: {limit.service} takes no larger one ({limit.source})"
    if limit.at_most is None:
        return f"house rule: {limit.service} states no limit, and other services refuse more"
    return f"house rule: {limit.service} takes more only {limit.larger}, which no preview knows"


def _most(count: int, fits: Callable[[int], bool]) -> int:
    """Return the largest number of entries with which a document fits; 0 where none does."""
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _at(settings: object, path: str) -> object:
    """Return the value of a setting; None where there is none."""
    value = settings
    for step in path.split("."):
        if step.isdigit():
            value = cast("Sequence[object]", value)[int(step)]
        else:
            value = getattr(value, step, None)
    return value


def _count(settings: object, key: Growing) -> int:
    """Return how many entries a setting has; 0 where it is not set."""
    value = _at(settings, key.path)
    # What has entries has a length.
    return len(cast("Sequence[object]", value)) if isinstance(value, _WITH_ENTRIES) else 0


def _with(settings: _Value, steps: Sequence[str], count: int) -> _Value:
    """Return settings with the first entries of one setting only. They are not checked again."""
    changed: object
    if not steps:
        if isinstance(settings, Mapping):
            entries = cast("Mapping[object, object]", settings)
            changed = dict(islice(entries.items(), count))
        else:
            changed = cast("Sequence[object]", settings)[:count]
    elif steps[0].isdigit():
        place = int(steps[0])
        items = cast("Sequence[object]", settings)
        changed = (*items[:place], _with(items[place], steps[1:], count), *items[place + 1 :])
    else:
        inner = _with(getattr(settings, steps[0]), steps[1:], count)
        changed = cast("BaseModel", settings).model_copy(update={steps[0]: inner})
    return cast("_Value", changed)
