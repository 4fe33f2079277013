"""A key that stands twice: what is proposed is done by hand until the text is read.

Cannot prove which of two values somebody wanted: the first one stays.
"""

import re
from collections.abc import Mapping
from typing import cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.texts import YamlError, meant_line, parse_yaml

KEYS = st.sampled_from(["a", "b", "c", "bamp:d"])
SCALARS = st.integers(0, 9) | st.sampled_from(["x", "cron(0 2 ? * * *)"])
TREES = st.recursive(
    st.dictionaries(KEYS, SCALARS, min_size=1),
    lambda inner: st.dictionaries(KEYS, SCALARS | inner, min_size=1),
    max_leaves=6,
)
_MOVED = re.compile(
    r"nothing: remove this line, and move lines? (\d+)(?: to (\d+))? to below line (\d+)"
)
_REMOVED = re.compile(r"nothing: remove lines (\d+) to (\d+)")
Tree = Mapping[str, object]


def read(text: str) -> object:
    """Read a text as a policy's is read."""
    return parse_yaml(text, path="policy", has_days=True)


def done(text: str, number: int, write: str) -> str:
    """Do to a text what a remedy says, line by line."""
    lines = text.splitlines()
    if moved := _MOVED.fullmatch(write):
        first, last, below = int(moved[1]), int(moved[2] or moved[1]), int(moved[3])
        body, rest = lines[first - 1 : last], lines[: first - 2] + lines[last:]
        asked, has = (len(one) - len(one.lstrip()) for one in (lines[below], body[0]))
        return "\n".join([*rest[:below], *(" " * asked + one[has:] for one in body), *rest[below:]])
    if removed := _REMOVED.fullmatch(write):
        return "\n".join(lines[: int(removed[1]) - 1] + lines[int(removed[2]) :])
    if write == "nothing: remove this line":
        return "\n".join(lines[: number - 1] + lines[number:])
    indent = lines[number - 1][: len(lines[number - 1]) - len(lines[number - 1].lstrip())]
    return "\n".join([*lines[: number - 1], indent + write, *lines[number:]])


def corrected(text: str) -> object:
    """Do what is proposed until the text is read; return what it says."""
    for _ in range(60):
        try:
            return read(text)
        except YamlError as error:
            meant = meant_line(text, error, read)
            assert meant is not None, text
            text = done(text, meant.number, meant.write)
    raise AssertionError(text)


def merged(one: Tree, other: Tree) -> dict[str, object]:
    """Merge two mappings; of two values that are no mappings the first one stays."""
    result = dict(one)
    for key, value in other.items():
        had = result.get(key)
        if isinstance(had, Mapping) and isinstance(value, Mapping):
            result[key] = merged(cast("Tree", had), cast("Tree", value))
        else:
            result.setdefault(key, value)
    return result


@given(one=TREES, other=TREES, step=st.sampled_from([2, 4]))
def test_both_are_kept_as_far_as_they_agree(one: Tree, other: Tree, step: int) -> None:
    """Two entries of one key, in blocks with different indents."""
    first: str = yaml.safe_dump({"k": one}, sort_keys=False)
    again: str = yaml.safe_dump({"k": other}, sort_keys=False, indent=step)
    text = f"{first}# what follows stands twice\n{again}z: 1\n"
    found = corrected(text)
    assert isinstance(found, Mapping)
    kept = cast("Tree", found)
    assert kept["z"] == 1
    assert set(cast("Tree", kept["k"])) == set(one) | set(other)
    is_plain = not any(isinstance(each, Mapping) for each in (*one.values(), *other.values()))
    if is_plain:
        values = cast("Tree", kept["k"])
        assert all(values[key] in (one.get(key), other.get(key)) for key in values)


def test_entries_of_one_line() -> None:
    """In a line of several entries the second one is left out, and nothing else."""
    assert corrected("tiers: {a: {b: 1}, a: {b: 2}, c: 3}") == {"tiers": {"a": {"b": 1}, "c": 3}}


def test_nothing_that_was_wanted_is_lost() -> None:
    """Two lists of tiers become one; only a value that contradicts another one goes."""
    text = "tiers:\n  gold:\n    extends: critical\ntiers:\n  silver:\n    extends: standard\n"
    both = {"gold": {"extends": "critical"}, "silver": {"extends": "standard"}}
    assert corrected(text) == {"tiers": both}


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("a: 1\na: 2\n", True),
        ("a: 1\na: '1'\n", True),
        ("a: {b: 1}\na: {b: 2}\n", True),
        ("a: [1]\na: {b: 1}\n", True),
        ("a: 1\na: 1\n", False),
        ("a: {b: [1]}\na:\n  b: [1]\n", False),
    ],
)
def test_it_is_said_whether_the_two_values_differ(text: str, *, differs: bool) -> None:
    """Of two that are the same it does not matter which one goes."""
    with pytest.raises(YamlError) as refused:
        parse_yaml(text, path="a.yaml", has_days=False)

    said = "with another value: one of the two has to go"
    assert (said in refused.value.problem) is differs
