"""Remedies that have been tried: with a judge that takes whole numbers from 1 to 9 only."""

from collections.abc import Mapping, Sequence
from typing import cast

from bamp_pulumi.errors import REMOVED, Refusal
from bamp_pulumi.remedies import Notation, with_remedies


def refusal(path: str, *edits: tuple[str, object], write: str = "as it was") -> Refusal:
    """Refuse a value."""
    return Refusal(
        code="BAMP-X01", given="", allowed="", why="", write=write, path=path, edits=edits
    )


def judge(document: object) -> Sequence[Refusal]:
    """Refuse texts first, then what is too large."""
    found: list[Refusal] = []
    for key, value in cast("Mapping[str, object]", document).items():
        if isinstance(value, str):
            found.append(refusal(key, (key, int(value))))
        elif isinstance(value, int) and value > 9:
            found.append(refusal(key, (key, 9)))
    return found


def test_a_value_is_corrected_until_it_is_accepted() -> None:
    """`"30"` is no 30 that would be refused next."""
    (one,) = with_remedies({"a": "30"}, judge({"a": "30"}), judge, Notation.YAML)

    assert one.write == "a: 9"


def test_each_of_several_is_corrected_by_itself() -> None:
    """In the order of what was refused."""
    document = {"a": "3", "b": 4, "c": 12}

    found = with_remedies(document, judge(document), judge, Notation.PYTHON)

    assert [one.write for one in found] == ["a=3", "c=9"]


def test_what_no_correction_helps_keeps_its_sentence() -> None:
    """A remedy that has not been accepted is no remedy."""
    stubborn = [refusal("a")]

    (one,) = with_remedies({"a": 1}, stubborn, lambda _: stubborn, Notation.YAML)

    assert one.write == "as it was"


def test_a_correction_that_goes_in_circles_ends() -> None:
    """The first step is shown: it is what the refusal itself says."""

    def circle(document: object) -> Sequence[Refusal]:
        value = cast("Mapping[str, int]", document)["a"]
        return [refusal("a", ("a", 3 - value))]

    (one,) = with_remedies({"a": 1}, circle({"a": 1}), circle, Notation.YAML)

    assert one.write == "a: 2"


def test_what_is_taken_out_is_named() -> None:
    """By its key; an item of a list has none."""
    document = {"a": [1, 2], "b": 1}
    refused = [refusal("b", ("b", REMOVED)), refusal("a.1", ("a.1", REMOVED))]

    found = with_remedies(document, refused, lambda _: [], Notation.YAML)

    assert [one.write for one in found] == ["nothing: remove b", "nothing: remove it"]


def test_an_item_is_shown_with_its_list() -> None:
    """Written alike in lines and in brackets."""
    (one,) = with_remedies(
        {"a": ["x", "y"]}, [refusal("a.1", ("a.1", "z"))], lambda _: [], Notation.YAML
    )

    assert one.write == "a: [x, z]"


def test_a_secret_is_in_no_part_of_a_remedy() -> None:
    """Though it was given, and is kept in the entry that is shown."""
    token = "xoxb-1234567890-abcdefghij"  # noqa: S105 - not one of anybody
    given = Refusal(
        code="BAMP-X01",
        given=f"a={token}",
        allowed="",
        why="",
        write="",
        path="a.0",
        edits=(("a.0", "z"),),
    )

    (one,) = with_remedies({"a": ["x", token]}, [given], lambda _: [], Notation.YAML)

    assert token not in str(one)
