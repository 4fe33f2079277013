"""The tags that a resource will carry: its own, its provider's, and those of tag resources."""

from dataclasses import replace
from typing import Any, Final

import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.catalog import UNKNOWN, DataStore, TagShape, rows_of
from bamp_pulumi.declared import effective_tags, known_tags
from bamp_pulumi.estate import Resource

Inputs = Any  # Any: inputs of a resource

VOLUME, TAG = "aws:ebs/volume:Volume", "aws:ec2/tag:Tag"
OTHER = declared(VOLUME, "other", outputs={"id": "vol-2"})


def row(shape: TagShape = TagShape.MAP) -> DataStore:
    """Return the row of a volume, with tags of a shape."""
    (found,) = rows_of(VOLUME)
    return replace(found, tags=shape)


def volume(tags: object, **inputs: Inputs) -> Resource:
    """Declare a volume of a provider that adds a tag."""
    made = declared(VOLUME, "data", inputs={"tags": tags, **inputs}, outputs={"id": "vol-1"})
    return replace(made, default_tags={"by": "provider"})


def tag(key: object, value: object, of: object = "vol-1", name: str = "t") -> Resource:
    """Declare a tag of the volume, or of it or another one."""
    either = [volume({}), OTHER] if of is UNKNOWN else []
    inputs = {"resourceId": of, "key": key, "value": value}
    return declared(TAG, name, inputs=inputs, links={"resourceId": either})


PROVIDERS: Final = {"by": "provider"}
CASES: Final[dict[str, tuple[Resource, tuple[Resource, ...], object]]] = {
    "none": (volume(None), (), PROVIDERS),
    "its own": (volume({"a": "b"}), (), {**PROVIDERS, "a": "b"}),
    "its own over the provider's": (volume({"by": "me"}), (), {"by": "me"}),
    "of unknown value": (volume({"a": UNKNOWN}), (), {**PROVIDERS, "a": UNKNOWN}),
    "known later": (volume(UNKNOWN), (), None),
    "of which changes are ignored": (volume({"a": "b"}, tagsAll=UNKNOWN), (), None),
    "beside it": (volume({"a": "b"}), (tag("c", "d"),), {**PROVIDERS, "a": "b", "c": "d"}),
    "of another one": (volume({}), (tag("c", "d", "vol-2"),), PROVIDERS),
    "beside it, of unknown value": (volume({}), (tag("c", UNKNOWN),), {**PROVIDERS, "c": UNKNOWN}),
    "beside it, of unknown key": (volume({}), (tag(UNKNOWN, "d"),), None),
    "the same twice": (volume({"a": "b"}), (tag("a", "b"),), {**PROVIDERS, "a": "b"}),
    "one against the other": (volume({"a": "b"}), (tag("a", "c"),), {**PROVIDERS, "a": UNKNOWN}),
    "two beside it, alike": (
        volume({}),
        (tag("c", "d"), tag("c", "d", name="u")),
        {**PROVIDERS, "c": "d"},
    ),
    "two beside it that differ": (
        volume({}),
        (tag("c", "d"), tag("c", "e", name="u")),
        {**PROVIDERS, "c": UNKNOWN},
    ),
    "perhaps beside it": (volume({}), (tag("c", "d", UNKNOWN),), {**PROVIDERS, "c": UNKNOWN}),
    "perhaps the same": (volume({"a": "b"}), (tag("a", "b", UNKNOWN),), {**PROVIDERS, "a": "b"}),
    "perhaps the same as beside it": (
        volume({}),
        (tag("c", "d", UNKNOWN, "u"), tag("c", "d")),
        {**PROVIDERS, "c": "d"},
    ),
    "perhaps another": (volume({"a": "b"}), (tag("a", "c", UNKNOWN),), {**PROVIDERS, "a": UNKNOWN}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_resource_carries_the_tags_on_which_all_agree(name: str) -> None:
    """What contradicts another or may be another's has an unknown value."""
    resource, beside, expected = CASES[name]

    assert effective_tags(estate_of(resource, OTHER, *beside), resource, row()) == expected


def test_tags_may_be_a_list_of_pairs_or_none_at_all() -> None:
    """By type."""
    pairs = volume([{"key": "a", "value": "b"}, {"key": "c", "value": UNKNOWN}])
    estate = estate_of(pairs)

    assert effective_tags(estate, pairs, row(TagShape.PAIRS)) == {
        **PROVIDERS,
        "a": "b",
        "c": UNKNOWN,
    }
    assert effective_tags(estate, pairs, row(TagShape.NONE)) == {}
    assert effective_tags(estate_of(volume(UNKNOWN)), volume(UNKNOWN), row(TagShape.NONE)) == {}


def test_the_known_tags_are_those_of_known_values() -> None:
    """None of tags that are unknown as a whole."""
    assert known_tags({"a": "b", "c": UNKNOWN, "d": 1}) == {"a": "b"}
    assert known_tags(None) == {}
