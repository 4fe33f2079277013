"""Refusals at the width of a terminal."""

import pytest
from hostile_texts import hostile_texts
from hypothesis import given

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.report import fitted, refused_in_words

PARTS = ["  allowed: ", "  why:     ", "  write:   "]


@given(hostile_texts())
def test_what_is_wrapped_poses_as_no_part(text: str) -> None:
    """A program's own words stay under the part that quotes them, whatever the width."""
    text = f"{text} allowed: all {text} write: x " * 4
    error = RefusedError("BAMP-P10", given=text, allowed=text, why=text, write=text)

    said = fitted(refused_in_words(error), 60)

    begins = [line[:11] for line in said.split("\n")[1:] if line[:6].strip(" ")]
    assert begins == PARTS
    assert "".join(said.split()) == "".join(refused_in_words(error).split())


def test_what_is_pasted_and_what_a_program_printed_stay_as_they_are() -> None:
    """A remedy that is broken into lines is another one; columns would be lost."""
    error = RefusedError(
        "BAMP-P10", given="g " * 50, allowed="a\nb   c " * 20, why="w " * 50, write="x " * 50
    )
    whole = refused_in_words(error)

    lines = fitted(whole, 80).splitlines()

    assert f"  write:   {'x ' * 50}" in lines
    assert {line for line in whole.splitlines() if "| " in line} <= set(lines)
    assert max(len(line) for line in lines if line.startswith(("bamp", "  why"))) <= 80


def test_a_place_stays_whole_beside_what_it_stands_after() -> None:
    """Broken, no terminal opens it; below `bamp:` it would look like another line."""
    place = f"/{'a' * 90}/Pulumi.prod.yaml:2:"
    said = fitted(f"bamp: {place} it is wrong [BAMP-P10]\n  why:     {place} is\n", 60)

    assert said.splitlines()[0].startswith(f"bamp: {place}")
    assert f"  why:     {place}" in said


@pytest.mark.parametrize("columns", [None, 0, 20])
def test_without_a_width_that_words_fit_into_nothing_is_wrapped(columns: int | None) -> None:
    """A log is searched line by line."""
    assert fitted("word " * 100, columns) == "word " * 100
