"""The tags a resource will carry in AWS: its own, its provider's, and those written separately."""

from collections.abc import Iterator, Mapping

from bamp_pulumi.catalog import TAG_RESOURCES, UNKNOWN, DataStore, TagShape
from bamp_pulumi.declared.values import entries, mapping
from bamp_pulumi.estate import Estate, Reference, Resource

__all__ = ["effective_tags", "known_tags"]


def effective_tags(
    estate: Estate, resource: Resource, store: DataStore
) -> Mapping[str, object] | None:
    """Read the tags of a resource.

    Returns:
        Values by key, `UNKNOWN` before deployment, or where a separate tag resource
        contradicts the resource itself or may be another resource's; None when the whole is
        unknown.
    """
    own = _own(resource, store)
    if own is None:
        return None
    separate: dict[str, object] = {}
    for reference in _tag_writers(estate, resource):
        key, value = reference.source.value("key"), reference.source.value("value")
        if not isinstance(key, str):
            return None
        is_agreed = separate.get(key, value) == value and own.get(key, value) == value
        is_there = reference.is_certain or key in {**own, **separate}
        separate[key] = value if is_agreed and is_there else UNKNOWN
    return {**own, **separate}


def _tag_writers(estate: Estate, resource: Resource) -> Iterator[Reference]:
    """List the separate resources that write a tag of a resource; the certain ones first."""
    found = (
        reference
        for token, link in TAG_RESOURCES.items()
        for reference in estate.naming(resource, link, token)
    )
    yield from sorted(found, key=lambda reference: not reference.is_certain)


def _own(resource: Resource, store: DataStore) -> Mapping[str, object] | None:
    if store.tags is TagShape.NONE:
        return {}
    own = resource.inputs.get(store.tags_property)
    # The provider compares `tagsAll`: whoever ignores its changes ignores those of all tags.
    if UNKNOWN in (own, resource.inputs.get("tagsAll")):
        return None
    if store.tags is TagShape.PAIRS:
        pairs = entries(own)
        return {**resource.default_tags, **{str(p.get("key")): p.get("value") for p in pairs}}
    return {**resource.default_tags, **mapping(own)}


def known_tags(tags: Mapping[str, object] | None) -> dict[str, str]:
    """Keep the tags whose values are known."""
    return {key: value for key, value in (tags or {}).items() if isinstance(value, str)}
