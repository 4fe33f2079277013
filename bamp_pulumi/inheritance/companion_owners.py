"""Find the data stores that the program gave companions of its own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, cast

import pulumi

from bamp_pulumi.inheritance.watch import Store

__all__ = ["Owners", "find_owners"]

_OUTPUTS: Final = ("id", "arn")
"""What a data store may be called by, besides the name it gives itself."""


@dataclass(frozen=True, slots=True)
class Owners:
    """The data stores that have companions of the program's own."""

    sure: AbstractSet[pulumi.Resource] = frozenset()
    perhaps: AbstractSet[pulumi.Resource] = frozenset()
    """One of them has: a link that is unknown comes from several."""


async def find_owners(
    links: Iterable[object],
    stores: Sequence[Store],
    own_names: Mapping[pulumi.Resource, Sequence[str]],
) -> Owners:
    """Return the data stores that any of the links means.

    A link that is known says so by its text. Else its dependencies do: they name the data store
    for `bucket.id`, `.apply(...)` and `Output.format(...)` alike.

    Args:
        links: What the companions say they belong to: texts or Outputs, as the program wrote them.
        stores: The data stores to look among.
        own_names: The names that the data stores give themselves in plain text.
    """
    named: dict[str, list[pulumi.Resource]] = {}
    for resource, names in own_names.items():
        for name in names:
            named.setdefault(name, []).append(resource)
    looked_among = {store.resource for store in stores}
    sure: set[pulumi.Resource] = set()
    perhaps: set[pulumi.Resource] = set()
    unplaced: set[str] = set()
    for link in links:
        text, resources = await _read(link)
        found = set(named.get(re.split("[:/]", text)[-1], ()) if text else ())
        comes_from = resources & looked_among
        if found or len(comes_from) == 1:
            sure |= found or comes_from
        elif text:
            unplaced.add(text)
        else:
            perhaps |= comes_from
    if unplaced:
        for store in stores:
            if unplaced & await _known_outputs(store.resource):
                sure.add(store.resource)
    return Owners(sure, perhaps - sure)


async def _read(link: object) -> tuple[str, set[pulumi.Resource]]:
    """Return a link's text, empty while unknown, and the resources it comes from."""
    if not isinstance(link, pulumi.Output):
        return (link if isinstance(link, str) else ""), set()
    output = cast("pulumi.Output[object]", link)
    try:
        text = await output.future() if await output.is_known() else None
        return (text if isinstance(text, str) else ""), await output.resources()
    except Exception:  # noqa: BLE001 - whatever made it fail is Pulumi's to report
        return "", set()


async def _known_outputs(resource: pulumi.Resource) -> set[str]:
    outputs = (vars(resource).get(name) for name in _OUTPUTS)
    read = [await _read(output) for output in outputs]
    return {text for text, _ in read if text}
