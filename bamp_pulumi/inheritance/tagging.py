"""Read the tags a resource will have, and list those it lacks."""

from collections.abc import Mapping, Sequence
from typing import cast

from bamp_pulumi.catalog import UNKNOWN, DataStore, TagShape, value_at
from bamp_pulumi.inheritance.inherited import Edit

__all__ = ["read_tags", "tag_edits"]


def read_tags(
    row: DataStore, inputs: Mapping[str, object], default_tags: Mapping[str, str]
) -> Mapping[str, object] | None:
    """Read the tags a resource will carry: its own, over those its provider adds.

    Args:
        row: Its row of the catalog.
        inputs: Its inputs by wire name, plain values.
        default_tags: What its provider adds to every resource.

    Returns:
        Values by key, `UNKNOWN` before deployment; None when the whole is unknown.
    """
    if row.tags is TagShape.NONE:
        return {}
    own = inputs.get(row.tags_property)
    if own is None:
        return default_tags
    if row.tags is TagShape.PAIRS:
        return _read_pairs(own, default_tags)
    if not isinstance(own, Mapping):
        return None
    # Keys of a map on the wire are strings.
    return {**default_tags, **cast("Mapping[str, object]", own)}


def _read_pairs(own: object, default_tags: Mapping[str, str]) -> Mapping[str, object] | None:
    if not isinstance(own, Sequence) or isinstance(own, str):
        return None
    tags: dict[str, object] = dict(default_tags)
    for pair in cast("Sequence[object]", own):
        key = value_at({"pair": pair}, "pair.key")
        if not isinstance(key, str):
            return None
        tags[key] = value_at({"pair": pair}, "pair.value")
    return tags


def tag_edits(
    row: DataStore, tags: Mapping[str, str], inputs: Mapping[str, object]
) -> tuple[Edit, ...]:
    """Return what writes tags into the inputs.

    In a map a tag is only filled in, so it never overwrites one that shows up later, in tags that
    are unknown in a preview. A list of pairs that is unknown is left alone until it is known.
    """
    if row.tags is TagShape.MAP:
        return tuple(
            Edit(path=f"{row.tags_property}.{key}", value=value, how="fill")
            for key, value in tags.items()
        )
    if row.tags is TagShape.NONE or inputs.get(row.tags_property) is UNKNOWN:
        return ()
    return tuple(
        Edit(path=row.tags_property, value={"key": key, "value": value}, how="append")
        for key, value in tags.items()
    )
