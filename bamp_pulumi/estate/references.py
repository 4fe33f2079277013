"""Which declared resources an input of another one names: the only place that decides it.

A value names a resource in one of three forms. A known text is an ARN, an id or a name: an ARN is
compared everywhere, an id or name only within its account and Region. An unknown value names what
Pulumi recorded that it was computed from, directly or through what configures it. An unknown value
that comes from no such resource may equal another unknown name that comes from the same place; it
never equals a name that is known. One that comes from nothing declared at all may be anything:
where its resource replaces a whole configuration, it may replace that of any candidate in its
place.

Nothing here raises or guesses: what may be meant is `possible`, what is meant is `certain`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bamp_pulumi.catalog import (
    UNKNOWN,
    Stance,
    configuring_inputs,
    identity_inputs,
    influence_of,
    name_scope,
    replacing_links,
    value_at,
)
from bamp_pulumi.estate.origins import (
    configures,
    is_from_nothing_declared,
    may_share_place,
    named_through,
    takes_from_anything,
)
from bamp_pulumi.estate.reference import Reference, Resolved
from bamp_pulumi.estate.resource import Resource
from bamp_pulumi.texts import UnreadableError, leaves_of, parse_json

__all__ = ["References"]

_ARN: Final = re.compile(r"arn:[\w-]+:[\w-]*:[\w-]*:\w*:[^\s\"',\\]+")
_OWN_NAMES: Final = frozenset({"name", "namePrefix", "description", "tags", "tagsAll", "region"})
"""Inputs whose texts never name another resource."""


class References:
    """Who names whom in one estate."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        """Index the resources by every text that may name them."""
        self._resources = resources
        self._by_urn = {(r.program, r.urn): r for r in resources}
        self._by_text: dict[str, list[Resource]] = {}
        managed_first = sorted(resources, key=lambda r: r.external)
        for resource in managed_first:
            for text in _texts_of(resource):
                self._by_text.setdefault(text, []).append(resource)
        self._unknown_names: dict[str, list[Resource]] = {}
        for resource in managed_first:
            if any(resource.inputs.get(name) is UNKNOWN for name in identity_inputs(resource.type)):
                self._unknown_names.setdefault(resource.type, []).append(resource)
        self._pointing: Mapping[Resource, tuple[Reference, ...]] | None = None
        self._naming: dict[tuple[str, str, str], Mapping[Resource, tuple[Reference, ...]]] = {}
        self._open: dict[tuple[str, str, str], tuple[Resource, ...]] = {}
        self._same: dict[Resource, tuple[Resource, ...]] = {}

    def resolve(
        self, resource: Resource, path: str, tokens: Sequence[str], written: object
    ) -> Resolved:
        """Return what a value in an input names; see `Estate.resolve`."""
        top = path.partition(".")[0]
        linked = [
            found
            for urn in resource.references(top)
            if (found := self._at(resource.program, urn)) is not None
            and (not tokens or found.type in tokens)
        ]
        if not linked:
            linked += named_through(resource, top, self._at, *tokens)
        if written is None and linked:
            # The record says that it is computed from something, and a document left the value out.
            written = UNKNOWN
        certain: list[Resource] = []
        possible: list[Resource] = []
        elsewhere: list[str] = []
        unknown = 0
        for leaf in leaves_of(written):
            if leaf is UNKNOWN:
                unknown += 1
            elif isinstance(leaf, str) and leaf:
                sure, maybe = self._named(resource, leaf, tokens, linked)
                certain += sure
                possible += maybe
                if not sure and not maybe:
                    elsewhere.append(leaf)
        rest = [r for r in linked if r not in certain and r not in possible]
        is_whole = written is UNKNOWN
        if unknown and rest:
            # Computed from something else too, an unknown value may be that one's.
            is_own = len(rest) <= unknown and not self._is_shared(resource, top, linked, rest)
            (certain if is_own else possible).extend(rest)
        elif unknown:
            possible += self._equally_unknown(resource, top, tokens)
        is_open = unknown > len(rest) or (is_whole and not rest)
        return Resolved(
            certain=tuple(dict.fromkeys(certain)),
            possible=tuple(r for r in dict.fromkeys(possible) if r not in certain),
            elsewhere=tuple(elsewhere),
            is_open=is_open,
            is_mixed=is_open and takes_from_anything(resource, top, self._at, *tokens),
        )

    def pointing_at(self, target: Resource) -> tuple[Reference, ...]:
        """List the resources that name another one, in the order they were declared."""
        if self._pointing is None:
            self._pointing = self._reversed()
        return self._pointing.get(target, ())

    def naming(
        self, target: Resource, path: str, token: str, sources: Sequence[Resource]
    ) -> tuple[Reference, ...]:
        """List the resources of one type whose input names another one; see `Estate.naming`."""
        asked = (path, token, target.type)
        if asked not in self._naming:
            self._naming[asked] = self._by_named(path, target.type, sources)
        return self._naming[asked].get(target, ())

    def open_sources(
        self, token: str, path: str, source_token: str, sources: Sequence[Resource]
    ) -> tuple[Resource, ...]:
        """List those resources of one type whose input may name anything of a type.

        Args:
            token: Type of what may be named.
            path: Wire name of the input, dots between levels.
            source_token: Type of the sources.
            sources: All resources of that type.
        """
        asked = (path, source_token, token)
        if asked not in self._open:
            self._open[asked] = tuple(
                source
                for source in sources
                if not source.external
                and self.resolve(source, path, (token,), source.value(path)).is_open
            )
        return self._open[asked]

    def _by_named(
        self, path: str, token: str, sources: Sequence[Resource]
    ) -> Mapping[Resource, tuple[Reference, ...]]:
        naming: dict[Resource, dict[Resource, Reference]] = {}
        for source in sources:
            link = self._link(source, path)
            resolved = self.resolve(source, path, (token,), link)
            possible = (*resolved.possible, *self._of_unknown_id(source, token, link))
            for listed, is_certain in ((resolved.certain, True), (possible, False)):
                for target in (same for one in listed for same in self.same_as(one)):
                    reference = Reference(source=source, input=path, is_certain=is_certain)
                    naming.setdefault(target, {}).setdefault(source, reference)
            for target in self._perhaps_replaced(source, path):
                if target.type == token:
                    reference = Reference(
                        source=source, input=path, is_certain=False, is_from_nothing=True
                    )
                    naming.setdefault(target, {}).setdefault(source, reference)
        return {target: tuple(found.values()) for target, found in naming.items()}

    def _is_shared(
        self, resource: Resource, top: str, linked: Sequence[Resource], rest: Sequence[Resource]
    ) -> bool:
        """Return True if more sources than there are unknown values in an input make them.

        The record names the sources of a whole input. One whose name stands in a known value of it
        is the source of that value; a component hands on what its resources say, and what
        configures a resource may hand on its name.
        """
        leaves = [*leaves_of(resource.value(top))]
        known = [leaf for leaf in leaves if isinstance(leaf, str)]
        others = 0
        for urn in resource.references(top):
            source = self._at(resource.program, urn)
            if source is None or source in linked or not source.custom:
                continue
            if any(configures(source, one) for one in rest):
                continue
            others += not any(text in leaf for text in _texts_of(source) for leaf in known)
        return len(rest) + others > max(sum(leaf is UNKNOWN for leaf in leaves), 1)

    def _at(self, program: str, urn: str) -> Resource | None:
        return self._by_urn.get((program, urn))

    def _perhaps_replaced(self, source: Resource, path: str) -> Iterator[Resource]:
        """List what an unknown link that comes from nothing declared may mean.

        Only of a resource that replaces a whole configuration: what adds something to a resource of
        another program is no reason to doubt all that are like it.
        """
        if path not in replacing_links(source.type) or self._link(source, path) is not UNKNOWN:
            return
        if is_from_nothing_declared(source, path.partition(".")[0], self._at):
            for target in self._resources:
                is_candidate = target is not source and may_share_place(source, target)
                if is_candidate and influence_of(source.type, target.type).replaces:
                    yield target

    def _link(self, source: Resource, path: str) -> object:
        """Read an input that links; of what is only looked up, the id is what it configures."""
        written = source.value(path)
        is_by_id = source.external and written is UNKNOWN and source.id in self._by_text
        return source.id if is_by_id else written

    def _of_unknown_id(self, source: Resource, token: str, link: object) -> Iterator[Resource]:
        """List what a resource may configure that is looked up by an id known after deployment."""
        if source.external and not source.id and link is UNKNOWN:
            alike = (r for r in self._resources if r.type == token)
            yield from (r for r in alike if _shares_names(r, source))

    def same_as(self, resource: Resource) -> tuple[Resource, ...]:
        """List the resources that stand for the same thing in AWS, this one first.

        A program may look up what another given program declares, or what it declares itself.
        """
        if resource not in self._same:
            self._same[resource] = self._look_up_same(resource)
        return self._same[resource]

    def _look_up_same(self, resource: Resource) -> tuple[Resource, ...]:
        others = (
            other
            for text in _texts_of(resource)
            for other in self._by_text.get(text, ())
            if other.type == resource.type and _shares_names(other, resource)
        )
        return tuple(dict.fromkeys((resource, *others)))

    def _named(
        self, resource: Resource, text: str, tokens: Sequence[str], linked: Sequence[Resource]
    ) -> tuple[list[Resource], list[Resource]]:
        """Find what a known text names, for certain and perhaps."""
        of_type = [r for r in self._by_text.get(text, ()) if not tokens or r.type in tokens]
        found = [r for r in of_type if text.startswith("arn:") or _shares_names(r, resource)]
        if found:
            # A looked-up thing and the declared one are the same: the declared one is read.
            managed = [r for r in found if not r.external]
            return (managed or found), []
        longer = [r for r in linked if r.text("arn") and r.text("arn") in text]
        if longer:
            return longer, []
        perhaps = [r for r in of_type if _may_share_names(r, resource)]
        if perhaps:
            return [], perhaps
        # Of an engine's preview: the text is known, and whose it is only by the record.
        return [], [r for r in linked if not any(_texts_of(r))]

    def _equally_unknown(
        self, resource: Resource, top: str, tokens: Sequence[str]
    ) -> list[Resource]:
        """List the resources of a type whose unknown name comes from where this value does."""
        sources = set(resource.references(top))
        found: list[Resource] = []
        for token in tokens:
            for other in self._unknown_names.get(token, ()):
                if other is resource or other.program != resource.program:
                    continue
                own = {u for n in identity_inputs(token) for u in other.references(n)}
                if own & sources or not (own or sources):
                    found.append(other)
        return found

    def _reversed(self) -> Mapping[Resource, tuple[Reference, ...]]:
        pointing: dict[Resource, dict[tuple[Resource, str], bool]] = {}
        for source in self._resources:
            if not source.custom:
                continue
            found = [*self._all_of(source)]
            for link in replacing_links(source.type):
                found += ((target, link, False) for target in self._perhaps_replaced(source, link))
            for target, name, is_certain in found:
                for same in self.same_as(target):
                    if same is not source:
                        known = pointing.setdefault(same, {})
                        known[source, name] = known.get((source, name), False) or is_certain
        return {
            target: tuple(
                Reference(source=source, input=name, is_certain=is_certain)
                for (source, name), is_certain in found.items()
            )
            for target, found in pointing.items()
        }

    def _all_of(self, source: Resource) -> Iterator[tuple[Resource, str, bool]]:
        """List everything that a resource names: target, input, and whether it is certain."""
        for name, value in source.inputs.items():
            for urn in source.references(name):
                target = self._by_urn.get((source.program, urn))
                if target is None or source.takes_only_addresses(name, urn):
                    continue
                if target.custom:
                    yield target, name, True
            own = name in _OWN_NAMES or name in identity_inputs(source.type)
            for leaf in leaves_of(value):
                if isinstance(leaf, str):
                    yield from ((t, name, True) for t in self._in_text(source, leaf, own=own))
                    if name in configuring_inputs(source.type):
                        yield from ((t, name, True) for t in self._configured(source, leaf))

    def _configured(self, source: Resource, text: str) -> Iterator[Resource]:
        """List what a text names by name or id, where its input configures other services'.

        The text may be JSON, as the input of a call that a schedule makes.
        """
        for each in (text, *leaves_of(_json(text))):
            for found in self._by_text.get(each, ()) if isinstance(each, str) else ():
                influence = influence_of(source.type, found.type)
                if influence.stance is Stance.UNREAD and _shares_names(found, source):
                    yield found

    def _in_text(self, source: Resource, text: str, *, own: bool) -> Iterator[Resource]:
        """List what a text names: as a whole, or by the ARNs in it."""
        if not own and not text.startswith("arn:"):
            for found in self._by_text.get(text, ()):
                if _service(found) == _service(source) and _shares_names(found, source):
                    yield found
        for arn in _ARN.findall(text) if "arn:" in text else ():
            for cut in (arn, arn.rstrip("*").rstrip("/:"), arn.partition("/")[0]):
                yield from self._by_text.get(cut, ())


def _json(text: str) -> object:
    """Read a text that may be JSON; None where it is none."""
    if not text.startswith(("{", "[")):
        return None
    try:
        return parse_json(text)
    except UnreadableError:
        return None


def _service(resource: Resource) -> str:
    """Return the module of a type: `aws:s3`."""
    return resource.type.partition("/")[0]


def _texts_of(resource: Resource) -> Iterator[str]:
    """List every text that names a resource: its ARN, its id, its name."""
    names = (resource.text(name) for name in identity_inputs(resource.type))
    # An input `arn` is of another resource: what a target calls, what a policy is attached to.
    own_arn = resource.text("arn") if resource.external else value_at(resource.outputs, "arn")
    stated = (value_at(resource.outputs, "id"), resource.id, own_arn)
    yield from dict.fromkeys(t for t in (*stated, *names) if isinstance(t, str) and t)


def _shares_names(one: Resource, other: Resource) -> bool:
    """Return True if a name of one resource means the same to the other."""
    match name_scope(one.type):
        case "world":
            return True
        case "account":
            return one.shares_account(other)
        case "region":
            return one.shares_place(other)


def _may_share_names(one: Resource, other: Resource) -> bool:
    """Return True if two resources of one account may lie in one Region, which is not known."""
    is_open = "" in {one.region, other.region}
    return is_open and name_scope(one.type) == "region" and one.shares_account(other)
