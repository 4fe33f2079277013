"""What a word of YAML is to Pulumi and to a policy file.

The column of Pulumi is what `pulumi preview` gave to a program (run 2026-11-28).
"""

import copy
import json

import pytest
import yaml

from bamp_pulumi.texts import QuotingDumper, WrittenInt, parse_yaml


@pytest.mark.parametrize(
    ("word", "by_pulumi"),
    [
        ("yes", '"yes"'),
        ("on", '"on"'),
        ("true", "true"),
        ("12:30", '"12:30"'),
        ("0012025550123", "1347866707"),
        ("089", "89"),
        ("0_8", "8"),
        ("0o17", "15"),
        ("0x1F", "31"),
        ("1_000", "1000"),
        ("+12025550123", "12025550123"),
        ("1.0", "1"),
        ("1.50", "1.5"),
        ("1e3", "1000"),
        ("2027-06-30", '"2027-06-30 00:00:00 +0000 UTC"'),
        ("2027-02-30", '"2027-02-30"'),
        ('"2027-06-30"', '"2027-06-30"'),
        ('"x"', '"x"'),
        ("null", "null"),
    ],
)
def test_a_word_is_what_pulumi_makes_of_it(word: str, by_pulumi: str) -> None:
    """A preview offline is of the same values as a real one."""
    assert json.dumps(parse_yaml(word, path="f", has_days=False)) == by_pulumi


@pytest.mark.parametrize("word", ["0012025550123", "089", "+12025550123", "1_000", "0x1F", "1.0"])
def test_a_number_is_shown_as_it_was_written(word: str) -> None:
    """A telephone number or an account is found again in it, after a copy too."""
    read = parse_yaml(f"[{word}]", path="f", has_days=False)

    assert repr(copy.deepcopy(read)) == f"[{word}]"


def test_a_number_of_the_usual_spelling_is_a_number_and_no_more() -> None:
    """Nothing else has to know of the others."""
    assert type(parse_yaml("30", path="f", has_days=False)) is int
    assert WrittenInt(8, "010") + 1 == 9
    assert repr(WrittenInt(8)) == "8"


@pytest.mark.parametrize(
    "text", ["089122223333", "011122223333", "yes", "12:30", "1e3", "2027-06-30"]
)
def test_a_text_that_either_reader_would_take_for_something_else_is_quoted(text: str) -> None:
    """What a remedy prints is read as the same text by both."""
    written = yaml.dump([text], Dumper=QuotingDumper)

    assert parse_yaml(written, path="f", has_days=False) == [text]
    assert parse_yaml(written, path="f", has_days=True) == [text]
