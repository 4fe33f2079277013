"""What a finding says to write in a program is Python.

Read from the records of all that the tests of this folder judge. It cannot prove that what is
pasted helps: `test_consequences.py` and the tests of each finding paste it.
"""

import re
from pathlib import Path

import pytest
from python_forms import is_python, written_in

ANSWERS = sorted((Path(__file__).parent / "answers").rglob("*.txt"))


def test_all_that_findings_say_to_write_is_python() -> None:
    """Inputs, tags and calls, in each answer that is recorded."""
    lines = (
        line
        for file in ANSWERS
        for line in re.sub(r"\n {8,}", " ", file.read_text(encoding="utf-8")).splitlines()
    )
    written = {each for line in lines for each in written_in(line)}

    assert len(written) > 50
    assert [each for each in sorted(written) if not is_python(each)] == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("tags=bamp.tier('standard')", True),
        ("'a': 'b'", True),
        ("**bamp.tier('standard'), 'a': 1", True),
        ("mode='compliance', days=3", True),
        ("mode=compliance", False),
        ("vault_lock with max_retention_days=2557", False),
        ("tags={a: [}", False),
        ("cron(0 2 ? * * *)", False),
    ],
)
def test_what_is_no_python_is_known(text: str, is_one: bool) -> None:  # noqa: FBT001 - a case
    """A sentence, a name in the place of a value, brackets that do not close."""
    assert is_python(text) is is_one


def test_what_is_written_is_found_in_a_sentence() -> None:
    """Up to the bracket that closes it, whatever stands in quotes."""
    sentence = (
        "no tag; set tags={'a': ')]}', **bamp.tier('x', 'o')} as it is, or call bamp.inherit()"
    )

    assert next(written_in(sentence)) == "tags={'a': ')]}', **bamp.tier('x', 'o')}"
    assert [*written_in(sentence)][-1] == "bamp.inherit()"
