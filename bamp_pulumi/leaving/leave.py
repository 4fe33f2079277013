"""Read from a coverage what leaving means."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from bamp_pulumi.catalog import COMPANION_TYPES, UNKNOWN, CompanionKind, TagShape, value_at
from bamp_pulumi.coverage import Coverage, ResourceCoverage, Status
from bamp_pulumi.estate import Estate, Inheritance, Resource, WrittenInput
from bamp_pulumi.leaving.code import snippets_of
from bamp_pulumi.leaving.fall_back import fall_back_of
from bamp_pulumi.leaving.left import KeptPoints, Leaving, LeftCompanion, LeftResource
from bamp_pulumi.policy import OWNER_TAG, TIER_TAG

__all__ = ["leave"]

_SUFFIXES: Final = tuple(kind.suffix for kind in COMPANION_TYPES.values())
"""What the names of our companions end in, after that of their data store."""
_Found = tuple[ResourceCoverage, Inheritance, tuple[Resource, ...]]
"""A data store, what was written into it, and its companions."""


def leave(coverage: Coverage, today: date) -> Leaving:
    """Return what removing `inherit()`, or the program, would change.

    Args:
        coverage: How the programs stand with it.
        today: Day on which it is removed: dates are counted from it.
    """
    estate = coverage.estate
    recorded = _recorded(estate)
    children = _companions(estate, recorded)
    found: list[_Found] = []
    for covered in coverage.resources:
        inheritance = _inheritance(covered, recorded)
        companions = children.get((covered.resource.program, covered.resource.urn), ())
        if inheritance != Inheritance() or companions:
            found.append((covered, inheritance, companions))
    resources = tuple(_left(coverage, each, today, recorded) for each in found)
    return Leaving(
        today=today,
        resources=resources,
        snippets=tuple(
            snippets_of(estate, [(c.resource, i, companions) for c, i, companions in found])
        ),
        unseen=tuple(r.name for r in estate.resources if r.remote),
    )


def _recorded(estate: Estate) -> frozenset[str]:
    """Name the programs of which a run has recorded what `inherit()` wrote."""
    ran = {program.name for program in estate.programs if program.folder}
    return frozenset(ran | {r.program for r in estate.resources if r.inherited is not None})


def _inheritance(covered: ResourceCoverage, recorded: Collection[str]) -> Inheritance:
    """Return what `inherit()` wrote; of a document, what stands there and could be from it."""
    resource = covered.resource
    if resource.program in recorded:
        return resource.inherited or Inheritance()
    if covered.store is None or resource.external or covered.status is Status.EXEMPT:
        return Inheritance()
    inputs = resource.inputs
    tags = value_at(inputs, covered.store.tags_property)
    fields: Mapping[str, object] = tags if isinstance(tags, Mapping) else {}  # pyright: ignore[reportUnknownVariableType] - of JSON
    return Inheritance(
        tags={
            key: value for key in (TIER_TAG, OWNER_TAG) if isinstance(value := fields.get(key), str)
        },
        inputs=tuple(
            WrittenInput(path=setting.path, value=value)
            for setting in covered.store.settings
            if (value := value_at(inputs, setting.path)) is not None
            and value is not UNKNOWN
            and not setting.recovery_region
        ),
        ignore_changes=tuple(
            n for n in covered.store.continuous_owns if n in resource.ignore_changes
        ),
    )


def _companions(
    estate: Estate, recorded: Collection[str]
) -> dict[tuple[str, str], tuple[Resource, ...]]:
    """List the companions by program and URN of their data store."""
    found: dict[tuple[str, str], tuple[Resource, ...]] = {}
    for resource in estate.resources:
        if _kind_of(resource, recorded) is not None:
            place = resource.program, resource.parent
            found[place] = (*found.get(place, ()), resource)
    return found


def _kind_of(resource: Resource, recorded: Collection[str]) -> CompanionKind | None:
    if resource.program in recorded:
        made = resource.inherited.companion if resource.inherited is not None else ""
        return CompanionKind(made) if made else None
    parent = resource.parent.rpartition("::")[2]
    if not parent or resource.name not in [f"{parent}{suffix}" for suffix in _SUFFIXES]:
        return None
    kinds = (k for k, row in COMPANION_TYPES.items() if resource.type in row.tokens)
    return next(kinds, None)


def _left(
    coverage: Coverage, found: _Found, today: date, recorded: Collection[str]
) -> LeftResource:
    covered, inheritance, companions = found
    resource, store = covered.resource, covered.store
    return LeftResource(
        program=resource.program,
        urn=resource.urn,
        type=resource.type,
        label=covered.label,
        name=resource.name,
        source=resource.source,
        is_recorded=resource.program in recorded,
        inputs=tuple(
            fall_back_of(
                store,
                written,
                is_secret=written.path.partition(".")[0] in resource.secret_inputs,
            )
            for written in inheritance.inputs
            if store is not None
        ),
        tags={} if store is not None and store.tags is TagShape.NONE else inheritance.tags,
        ignore_changes=inheritance.ignore_changes,
        companions=tuple(_companion(each, recorded) for each in companions),
        points=tuple(_points(coverage, covered, today)),
    )


def _companion(resource: Resource, recorded: Collection[str]) -> LeftCompanion:
    kind = _kind_of(resource, recorded) or CompanionKind.BUCKET_VERSIONING
    removal = COMPANION_TYPES[kind].removal
    stays = resource.retain_on_delete and removal.retained is not True
    return LeftCompanion(
        kind=kind,
        name=resource.name,
        type=resource.type,
        is_retained=resource.retain_on_delete,
        effect="It goes on as it is, and no program declares it." if stays else removal.effect,
        data="Nothing changes for it." if stays else removal.data,
        source=removal.source,
        read_on=removal.read_on,
    )


def _points(coverage: Coverage, covered: ResourceCoverage, today: date) -> Iterator[KeptPoints]:
    vaults = () if coverage.account is None else coverage.account.vaults
    most = {(v.region, v.name): None if v.doubt else v.max_retention_days for v in vaults}
    kept = [(r.rule, r.vault, r.region, r.retention_days) for r in covered.rules]
    kept += [(f"{c.rule}, copy", c.vault, c.region, c.retention_days) for c in covered.copies]
    for rule, vault, region, days in kept:
        yield KeptPoints(
            rule=rule,
            vault=vault,
            region=region,
            days=days,
            until=None if days is None else today + timedelta(days=days),
            most_days=most.get((region, vault)),
        )
