"""JSON within limits, from both sides of each."""

import json

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.texts import UnreadableError, parse_json, read_json_document, require_readable


def nested(levels: int) -> str:
    """Write lists in lists."""
    return "[" * levels + "]" * levels


def test_a_document_is_100_levels_deep_at_most() -> None:
    """In a file and in a text of it alike."""
    assert read_json_document(nested(100), path="f")
    assert parse_json(nested(100))
    for levels in (101, 990, 100_000):
        with pytest.raises(UnreadableError, match="100 levels"):
            parse_json(nested(levels))
    with pytest.raises(RefusedError, match="BAMP-P14"):
        read_json_document(nested(101), path="f")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ("", "no JSON"),
        ('{"a": 1, "a": 2}', "key 'a' twice"),
        ('{"a": NaN}', "NaN is no JSON"),
        ("-Infinity", "no JSON"),
        ("1e999", "too large"),
        ("1" * 5_000, "100 characters"),
        ('"\\ud800"', "half of a character"),
        ("[" + "1," * 200_000 + "1]", "262,144 characters"),
    ],
)
def test_what_is_no_json_of_ours_is_one_error(text: str, said: str) -> None:
    """A caller asks one question, and never meets Python's own errors."""
    with pytest.raises(UnreadableError, match=said):
        parse_json(text)


def test_two_halves_make_a_character() -> None:
    """As JSON writes what lies beyond its four digits."""
    assert parse_json('"\\ud83d\\ude00"') == "\U0001f600"


def test_the_parts_of_a_file_are_counted_before_they_are_made() -> None:
    """Each takes 64 bytes of memory, and 2 bytes of the file."""
    with pytest.raises(RefusedError, match="2,500,001 parts"):
        read_json_document("[" + "," * 2_500_000 + "]", path="f")


def test_a_name_of_ten_million_characters_is_refused_with_its_place() -> None:
    """It would be printed with each finding."""
    with pytest.raises(RefusedError) as caught:
        require_readable({"steps": [{"urn": "a" * 10_000_000}]})

    (refusal,) = caught.value.refusals
    assert (refusal.code, refusal.path) == ("BAMP-P14", "steps.0.urn")
    assert refusal.given == "10,000,000 characters"
    require_readable({"steps": [{"urn": "a" * 10_000, "b" * 10_000: ""}]})
    with pytest.raises(RefusedError):
        require_readable({"b" * 10_001: ""})


def test_a_deep_document_in_a_text_is_refused_with_its_place() -> None:
    """An access policy that nobody could read; brackets in quotes are none."""
    require_readable({"policy": nested(100), "other": json.dumps({"a": "[" * 500})})
    with pytest.raises(RefusedError) as caught:
        require_readable({"inputs": {"policy": nested(101)}})

    assert caught.value.refusals[0].path == "inputs.policy"
