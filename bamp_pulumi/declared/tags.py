"""The tags a resource will carry in AWS: its own, over those its provider adds."""

from collections.abc import Mapping

from bamp_pulumi.catalog import UNKNOWN, DataStore, TagShape
from bamp_pulumi.declared.values import entries, mapping
from bamp_pulumi.estate import Resource

__all__ = ["effective_tags", "known_tags"]


def effective_tags(resource: Resource, store: DataStore) -> Mapping[str, object] | None:
    """Read the tags of a resource.

    Returns:
        Values by key, `UNKNOWN` where only a deployment tells; None when the whole is unknown.
    """
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
