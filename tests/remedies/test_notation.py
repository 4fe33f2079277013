"""One entry of a document in three notations."""

import pytest

from bamp_pulumi.remedies import Notation


@pytest.mark.parametrize(
    ("key", "value", "yaml", "python", "camel"),
    [
        ("days", 7, "days: 7", "days=7", "days: 7"),
        ("on", True, "'on': true", "on=True", "on: true"),
        ("sms", "+1202", "sms: '+1202'", "sms='+1202'", 'sms: "+1202"'),
        ("id", "089", "id: '089'", "id='089'", 'id: "089"'),
        (
            "to",
            [{"email": "a@b.de"}],
            "to: [{email: a@b.de}]",
            "to=[{'email': 'a@b.de'}]",
            'to: [{email: "a@b.de"}]',
        ),
        ("break_glass", ["x"], "break_glass: [x]", "break_glass=['x']", 'breakGlass: ["x"]'),
        ("bamp:owner", "x", "bamp:owner: x", "bamp:owner='x'", 'bamp:owner: "x"'),
        ("a b", None, "a b: null", "a b=None", "a b: null"),
    ],
)
def test_an_entry_is_written_as_its_reader_writes(
    key: str, value: object, yaml: str, python: str, camel: str
) -> None:
    """On one line, in quotes where they are needed."""
    assert Notation.YAML.entry(key, value, key) == yaml
    assert Notation.PYTHON.entry(key, value, key) == python
    assert Notation.CAMEL.entry(key, value, key) == camel


@pytest.mark.parametrize(
    ("text", "path", "named"),
    [
        ("min_retention_days=7", "lock", "minRetentionDays=7"),
        ("mode 'as_given' of lock_mode", "lock", "mode 'as_given' of lockMode"),
        ("rpo_minutes=7", "policy.tiers", "rpo_minutes=7"),
    ],
)
def test_names_of_inputs_are_those_of_the_language(text: str, path: str, named: str) -> None:
    """Values in quotes stay, and so do the names of a document."""
    assert Notation.CAMEL.named(text, path) == named
    assert Notation.YAML.named(text, path) == text
