"""Which companions belong to which data store, and what they come to.

A companion names its data store by a link; see `Estate.naming`.
"""

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bamp_pulumi.catalog import COMPANION_TYPES, Companion, CompanionKind, holds, rows_of, value_at
from bamp_pulumi.estate import Estate, Resource

__all__ = ["Companions", "read_companions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfAKind:
    """The companions of one kind."""

    sure: MutableMapping[Resource, Sequence[Resource]] = field(
        default_factory=dict[Resource, Sequence[Resource]]
    )
    perhaps: MutableMapping[Resource, Sequence[Resource]] = field(
        default_factory=dict[Resource, Sequence[Resource]]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Companions:
    """The companions of an estate."""

    by_kind: Mapping[CompanionKind, _OfAKind]

    def presence(
        self, companion: Companion, store: Resource
    ) -> Literal["there", "missing", "off", "contradicted", "unknown"]:
        """Return whether a data store has a companion, as a resource or inline.

        `off`: there is one, and it switches off what it is for. `contradicted`: one switches on
        what another switches off.

        Args:
            companion: What is asked for, from the row of the data store.
            store: The data store.
        """
        found = self.by_kind[companion.kind]
        does = COMPANION_TYPES[companion.kind].does
        sure = [
            True if does is None else holds(does, one.inputs) for one in found.sure.get(store, ())
        ]
        if companion.inline is not None:
            inline = holds(companion.inline, store.inputs)
            # Absent, the service's default; written as false, it switches off what another adds.
            sure += [inline] if inline is not False or is_inline(companion, store) else []
        implied = [holds(condition, store.inputs) for condition in companion.implied_by]
        # Object lock switches versioning on, and never off.
        sure += [answer for answer in implied if answer]
        perhaps = [
            True if does is None else holds(does, one.inputs)
            for one in found.perhaps.get(store, ())
        ]
        if True in sure and False in sure:
            return "contradicted"
        # What may belong to it, or to another, changes nothing where it says the same.
        agrees = bool(sure) and all(perhaps)
        if None in sure or (perhaps and False not in sure and not agrees):
            return "unknown"
        if True in sure:
            return "there"
        if None in implied:
            return "unknown"
        return "off" if sure else "missing"

    def also_of(self, store: Resource, other: Resource) -> "Companions":
        """Return the same companions, with those of a data store as another one's, too."""
        return Companions(
            by_kind={
                kind: _OfAKind(
                    sure=ChainMap({other: found.sure.get(store, ())}, found.sure),
                    perhaps=ChainMap({other: found.perhaps.get(store, ())}, found.perhaps),
                )
                for kind, found in self.by_kind.items()
            }
        )

    def of(self, companion: Companion, store: Resource) -> Sequence[Resource]:
        """List the resources that certainly are a data store's companion, on or off."""
        return self.by_kind[companion.kind].sure.get(store, ())


def is_inline(companion: Companion, store: Resource) -> bool:
    """Return True if a data store writes a companion on itself, on or off."""
    inline = companion.inline
    return inline is not None and value_at(store.inputs, inline.path) is not None


def read_companions(estate: Estate) -> Companions:
    """Read the companions of an estate, by the data stores that they mean."""
    return Companions(by_kind={kind: _read(estate, kind) for kind in CompanionKind})


def _read(estate: Estate, kind: CompanionKind) -> _OfAKind:
    row = COMPANION_TYPES[kind]
    sure: dict[Resource, Sequence[Resource]] = {}
    perhaps: dict[Resource, Sequence[Resource]] = {}
    for store in _stores_that_take(kind, estate):
        for reference in estate.naming(store, row.link, *row.tokens):
            into = sure if reference.is_certain else perhaps
            into[store] = (*into.get(store, ()), reference.source)
    return _OfAKind(sure=sure, perhaps=perhaps)


def _stores_that_take(kind: CompanionKind, estate: Estate) -> Iterable[Resource]:
    return (
        resource
        for resource in estate.resources
        if any(c.kind is kind for row in rows_of(resource.type) for c in row.companions)
    )
