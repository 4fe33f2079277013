"""YAML within limits, from both sides of each."""

from datetime import date

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.texts import YamlError, parse_yaml


def read(text: str, *, has_days: bool = False) -> object:
    """Read a text."""
    return parse_yaml(text, path="f", has_days=has_days)


def bomb(levels: int) -> str:
    """Write a list of ten aliases of a list of ten aliases."""
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


def test_aliases_count_as_what_they_stand_for() -> None:
    """400 bytes of them stand for gigabytes."""
    assert read(bomb(4))
    with pytest.raises(RefusedError, match="BAMP-P14"):
        read(bomb(9))


def test_merged_mappings_count_too() -> None:
    """`<<` copies what it names."""
    lines = ["a0: &a0 {k: x}"]
    lines += [f"a{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * 10)}]}}" for n in range(1, 9)]

    with pytest.raises(RefusedError, match="with each alias"):
        read("\n".join(lines))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &a [*a]", "part of"),
        ("a: 1\na: 2", "a second time"),
        ("{[a]: 1}", "unhashable key"),
        ("a: !!binary aGk=", "is not read"),
        ("a: !!set {x}", "is not read"),
        ("a: !!python/name:os.system x", "is not read"),
        ("a: .nan", "no number"),
        ("a: -.inf", "no number"),
        ("a: " + "9" * 5_000, "100 characters"),
        ('a: "\\ud800"', "half of a character"),
        ("a: \x00", "special characters"),
    ],
)
def test_what_json_has_not_is_one_error(text: str, said: str) -> None:
    """A reader of configuration hands it on as JSON."""
    with pytest.raises(YamlError, match=said):
        read(text)


def test_a_document_is_100_levels_deep_at_most() -> None:
    """As JSON is."""
    assert read("[" * 100 + "]" * 100)
    for levels in (101, 5_000):
        with pytest.raises(RefusedError, match="levels"):
            read("[" * levels + "]" * levels)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2027-06-30"])
def test_a_day_is_text_to_pulumi(day: str) -> None:
    """And a day to a policy, at the ends of the calendar too."""
    assert read(f"a: {day}") == {"a": f"{day} 00:00:00 +0000 UTC"}
    assert read(f"a: {day}", has_days=True) == {"a": date.fromisoformat(day)}


def test_the_line_is_named_as_editors_count() -> None:
    """From one on."""
    with pytest.raises(YamlError) as caught:
        read("a: 1\nb: 1\na: 2")

    assert caught.value.line == 3
