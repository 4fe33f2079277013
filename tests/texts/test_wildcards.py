"""Wildcards mean what a regular expression would say, in time that no pattern makes long."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.texts import wildcard_fits

PATTERNS = st.text("ab*?\\ ", max_size=12)
TEXTS = st.text("ab*?\\ ", max_size=14)


@given(pattern=PATTERNS, text=TEXTS)
def test_star_and_question_mark_are_those_of_a_regular_expression(pattern: str, text: str) -> None:
    """As IAM documents them."""
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)

    meant = re.fullmatch("".join(parts), text, re.DOTALL) is not None
    assert wildcard_fits(pattern, text, has_one=True) is meant


@given(pattern=PATTERNS, text=TEXTS)
def test_a_backslash_takes_the_meaning_of_a_star(pattern: str, text: str) -> None:
    """As EventBridge documents it."""
    pieces = re.findall(r"\\[*\\]|.", pattern, re.DOTALL)
    meant = "".join(".*" if p == "*" else re.escape(p[-1]) for p in pieces)

    fits = re.fullmatch(meant, text, re.DOTALL) is not None
    assert wildcard_fits(pattern, text, has_escapes=True) is fits


@given(pattern=PATTERNS, text=TEXTS)
def test_a_star_of_a_selection_takes_no_white_space(pattern: str, text: str) -> None:
    """As AWS Backup documents it."""
    meant = r"\S*".join(map(re.escape, pattern.split("*")))

    fits = re.fullmatch(meant, text, re.DOTALL) is not None
    assert wildcard_fits(pattern, text, takes_space=False) is fits


@pytest.mark.parametrize(
    "pattern", ["*a" * 40 + "*b", "*a?" * 40 + "b", "a*" * 1_000 + "b", "?" * 5_000, "*" * 100_000]
)
def test_no_pattern_takes_long(pattern: str) -> None:
    """A regular expression would take years for the first."""
    began = process_time()

    wildcard_fits(pattern, "a" * 20_000, has_one=True)

    assert process_time() - began < 2
