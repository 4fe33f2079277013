"""Selections of plans in AWS's own terms, each part known, left out and known later.

Whom one selects stands in `test_matching.py`.
"""

from typing import Any, Final

import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import DeclaredSelection, read_selection
from bamp_pulumi.estate import Resource

Inputs = Any  # Any: inputs of a selection

VOLUME, STACK = "aws:ebs/volume:Volume", "pulumi:pulumi:StackReference"
DATA, MORE = declared(VOLUME, "data"), declared(VOLUME, "more")
ACCOUNT_STACK = declared(STACK, "account")
ROLE = declared("aws:iam/role:Role", "role")


def read(inputs: Inputs, **links: list[Resource]) -> DeclaredSelection:
    """Read a selection whose inputs are made of some resources."""
    one = declared("aws:backup/selection:Selection", "s", inputs=inputs, links=links)
    return read_selection(estate_of(one, DATA, MORE, ACCOUNT_STACK, ROLE), one)


def pair(key: object, value: object) -> Inputs:
    """Write a condition."""
    return {"key": key, "value": value}


PARTS: Final[dict[str, tuple[Inputs, tuple[object, ...]]]] = {
    "nothing": ({}, ((), (), (), (), False)),
    "resources": ({"resources": ["*", "arn:x"]}, (("*", "arn:x"), (), (), (), False)),
    "resources that are left out": ({"notResources": ["arn:x"]}, ((), ("arn:x",), (), (), False)),
    "tags": (
        {"selectionTags": [{"type": "STRINGEQUALS", **pair("a", "b")}, pair("c", "d")]},
        ((), (), (("a", "b"), ("c", "d")), (), False),
    ),
    "a tag of unknown value": (
        {"selectionTags": [pair("a", UNKNOWN)]},
        ((), (), (("a", UNKNOWN),), (), False),
    ),
    "a tag of unknown key": (
        {"selectionTags": [pair(UNKNOWN, "b")]},
        ((), (), ((UNKNOWN, "b"),), (), True),
    ),
    "a tag that is known later": (
        {"selectionTags": [pair("a", "b"), UNKNOWN]},
        ((), (), (("a", "b"),), (), True),
    ),
    "tags that are known later": ({"selectionTags": UNKNOWN}, ((), (), (), (), True)),
    "conditions as a list": (
        {"conditions": [{"stringEquals": [pair("a", "b")], "stringLikes": [pair("c", "d*")]}]},
        ((), (), (), (("stringEquals", "a", "b"), ("stringLikes", "c", "d*")), False),
    ),
    "conditions as an object": (
        {"conditions": {"stringEquals": [pair("a", "b"), pair("c", UNKNOWN)]}},
        ((), (), (), (("stringEquals", "a", "b"), ("stringEquals", "c", UNKNOWN)), False),
    ),
    "a condition of an unknown key": (
        {"conditions": {"stringEquals": [pair(UNKNOWN, "b")]}},
        ((), (), (), (("stringEquals", UNKNOWN, "b"),), True),
    ),
    "one of unknown conditions": (
        {"conditions": [{"stringEquals": [pair("a", "b")], "stringLikes": UNKNOWN}]},
        ((), (), (), (("stringEquals", "a", "b"),), True),
    ),
    "one condition that is known later": (
        {"conditions": [{"stringEquals": [UNKNOWN, pair("a", "b")]}]},
        ((), (), (), (("stringEquals", "a", "b"),), True),
    ),
    "conditions that are known later": ({"conditions": UNKNOWN}, ((), (), (), (), True)),
    "blocks that are known later": ({"conditions": [UNKNOWN]}, ((), (), (), (), True)),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_selection_is_read_part_by_part(name: str) -> None:
    """An unknown value of a tag leaves its own comparison open; anything else hides a part."""
    inputs, expected = PARTS[name]
    found = read(inputs)

    assert (
        found.resources,
        found.not_resources,
        found.list_of_tags,
        found.conditions,
        found.unknown,
    ) == expected


OF: Final[dict[str, tuple[object, list[Resource], tuple[object, ...]]]] = {
    "the ARN of one": ([UNKNOWN], [DATA], (DATA,)),
    "and a pattern": (["arn:x", UNKNOWN], [DATA], ("arn:x", DATA)),
    "the ARNs of two": ([UNKNOWN, UNKNOWN], [DATA, MORE], (DATA, MORE)),
    "one of two": ([UNKNOWN], [DATA, MORE], (UNKNOWN,)),
    "one and one of nobody's": ([UNKNOWN, UNKNOWN], [DATA], (DATA, UNKNOWN)),
    "all of one": (UNKNOWN, [DATA], (DATA,)),
    "of nothing declared": ([UNKNOWN], [], (UNKNOWN,)),
    "of a stack": (UNKNOWN, [ACCOUNT_STACK], (UNKNOWN,)),
    "of what is no data store": ([UNKNOWN], [ROLE], (UNKNOWN,)),
}


@pytest.mark.parametrize("name", OF)
@pytest.mark.parametrize("path", ["resources", "notResources"])
def test_an_arn_that_is_known_later_may_still_tell_whose_it_is(path: str, name: str) -> None:
    """By what the program makes it of."""
    given, of, expected = OF[name]
    found = read({path: given}, **{path: of})
    lists = {"resources": found.resources, "notResources": found.not_resources}
    other = ({*lists} - {path}).pop()

    assert (lists[path], lists[other], found.unknown) == (expected, (), False)
