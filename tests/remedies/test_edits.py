"""Edits of a document, and those that a refusal says in words."""

from typing import Any

import pytest

from bamp_pulumi.errors import REMOVED, Edit, Refusal, Renamed, Several
from bamp_pulumi.remedies import applied
from bamp_pulumi.remedies.edits import edits_of

DOCUMENT: dict[str, Any] = {  # Any: plain data
    "policy": {"rules": [{"name": "daily", "days": 1}, {"name": "weekly"}]},
    "to": ["a", "b"],
    "owner": "x",
}


@pytest.mark.parametrize(
    ("edits", "changed"),
    [
        ([("owner", "y")], {**DOCUMENT, "owner": "y"}),
        ([("owner", REMOVED)], {k: v for k, v in DOCUMENT.items() if k != "owner"}),
        (
            [("owner", Renamed("team"))],
            {"policy": DOCUMENT["policy"], "to": ["a", "b"], "team": "x"},
        ),
        ([("to.1", Several(("c", "d")))], {**DOCUMENT, "to": ["a", "c", "d"]}),
        ([("to.0", REMOVED)], {**DOCUMENT, "to": ["b"]}),
        ([("new.below", 1)], {**DOCUMENT, "new": {"below": 1}}),
        ([("owner", "y"), ("owner", "z")], {**DOCUMENT, "owner": "z"}),
        ([("", {"whole": 1})], {"whole": 1}),
        ([("nowhere", REMOVED)], DOCUMENT),
        ([("nowhere", Renamed("x"))], DOCUMENT),
        ([("to.7", "x")], DOCUMENT),
        ([("owner.below", 1)], DOCUMENT),
    ],
)
def test_an_edit_is_made_where_it_has_a_place(edits: list[Edit], changed: object) -> None:
    """What has none changes nothing, and the document itself stays as it was."""
    before = repr(DOCUMENT)

    assert applied(DOCUMENT, edits) == changed
    assert repr(DOCUMENT) == before


def test_a_renamed_entry_keeps_its_place() -> None:
    """The order of tiers and rules is the reader's."""
    assert list(applied({"a": 1, "b": 2, "c": 3}, [("b", Renamed("z"))]) or ()) == ["a", "z", "c"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("path", "write", "edits"),
    [
        ("policy.rules.daily.days", "days=7", (("policy.rules.daily.days", 7),)),
        (
            "policy.rules.daily",
            "days=7, copies=()",
            (("policy.rules.daily.days", 7), ("policy.rules.daily.copies", list[object]())),
        ),
        ("policy.rules.daily", "Rule(days=7)", (("policy.rules.daily.days", 7),)),
        ("policy.rules.daily", "mode=governance", (("policy.rules.daily.mode", "governance"),)),
        ("owner", "nothing: take owner out", (("owner", REMOVED),)),
        ("to.1", "nothing: take the second one out", (("to.1", REMOVED),)),
        ("owner", "nothing: leave this call out", ()),
        ("owner", "correct the file", ()),
        ("owner", "f(open('x'))", ()),
        ("owner", "owner=__import__('os')", ()),
    ],
)
def test_what_is_to_be_written_is_read_from_its_text(
    path: str, write: str, edits: tuple[Edit, ...]
) -> None:
    """Values only: a sentence is none, and no call is made."""
    refusal = Refusal(code="BAMP-X01", given="", allowed="", why="", write=write, path=path)

    assert edits_of(DOCUMENT, refusal) == edits


def test_a_key_that_is_taken_is_taken_out_rather_than_renamed() -> None:
    """The one that is there keeps its value."""
    refusal = Refusal(
        code="BAMP-X01",
        given="",
        allowed="",
        why="",
        write="",
        path="ownr",
        edits=(("ownr", Renamed("owner")),),
    )

    assert edits_of({"ownr": "a", "owner": "b"}, refusal) == (("ownr", REMOVED),)
