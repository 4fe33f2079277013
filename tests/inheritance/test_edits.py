"""Edits: written where they belong, beside what is there, and never into what cannot take them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.inheritance import Edit, apply_edits

SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just(UNKNOWN))
NAMES = st.sampled_from("abc")
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=8,
)
INPUTS = st.dictionaries(NAMES, VALUES, max_size=3)
EDITS = st.builds(
    Edit,
    path=st.lists(st.sampled_from(["a", "b", "c", "0", "1"]), min_size=1, max_size=3)
    .map(".".join)
    .filter(lambda path: not path[0].isdigit()),
    value=st.integers(),
    how=st.sampled_from(["put", "fill", "append"]),
)


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ({}, Edit(path="a", value=1), {"a": 1}),
        ({}, Edit(path="a.b", value=1), {"a": {"b": 1}}),
        ({"a": {"c": 2}}, Edit(path="a.b", value=1), {"a": {"c": 2, "b": 1}}),
        ({"a": 2}, Edit(path="a", value=1), {"a": 1}),
        ({"a": 2}, Edit(path="a", value=1, how="fill"), {"a": 2}),
        ({"a": None}, Edit(path="a", value=1, how="fill"), {"a": 1}),
        ({}, Edit(path="a", value=1, how="append"), {"a": [1]}),
        ({"a": [2]}, Edit(path="a", value=1, how="append"), {"a": [2, 1]}),
        ({"a": "text"}, Edit(path="a", value=1, how="append"), {"a": "text"}),
        ({}, Edit(path="a.0.b", value=1), {"a": [{"b": 1}]}),
        ({"a": [{"c": 2}, 3]}, Edit(path="a.0.b", value=1), {"a": [{"c": 2, "b": 1}, 3]}),
        ({"a": []}, Edit(path="a.1.b", value=1), {"a": []}),
        ({"a": "text"}, Edit(path="a.b", value=1), {"a": "text"}),
        ({"a": UNKNOWN}, Edit(path="a.b", value=1), {"a": UNKNOWN}),
        ({"a": UNKNOWN}, Edit(path="a", value=1), {"a": UNKNOWN}),
    ],
)
def test_an_edit_is_written_where_its_path_leads(
    before: dict[str, object], edit: Edit, after: dict[str, object]
) -> None:
    """A path that leads nowhere changes nothing: AWS has a better message for it."""
    assert apply_edits(before, [edit]) == after


@given(inputs=INPUTS, edits=st.lists(EDITS, max_size=3))
def test_what_is_given_is_never_changed_in_place(
    inputs: dict[str, object], edits: list[Edit]
) -> None:
    """Another transform, or the program itself, may hold on to it."""
    before = repr(inputs)

    apply_edits(inputs, edits)

    assert repr(inputs) == before


@given(inputs=INPUTS, edit=EDITS)
def test_an_edit_touches_no_other_input(inputs: dict[str, object], edit: Edit) -> None:
    """Its path names the only top-level input that may differ."""
    touched = edit.path.partition(".")[0]

    after = apply_edits(inputs, [edit])

    assert {k: v for k, v in after.items() if k != touched} == {
        k: v for k, v in inputs.items() if k != touched
    }


@given(inputs=INPUTS, edit=EDITS.filter(lambda edit: edit.how != "append"))
def test_writing_an_edit_twice_is_writing_it_once(inputs: dict[str, object], edit: Edit) -> None:
    """The engine may ask twice."""
    once = apply_edits(inputs, [edit])

    assert apply_edits(once, [edit]) == once
