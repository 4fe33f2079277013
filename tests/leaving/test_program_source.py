"""Calls of a program, found by line and class: what is not certainly the one is not taken."""

from pathlib import Path

import pytest

from bamp_pulumi.leaving.program_source import Declaring, find_call


def found(folder: Path, text: str, line: int = 1) -> Declaring | None:
    """Look for a bucket on a line."""
    file = folder / "__main__.py"
    file.write_text(text)
    return find_call(file, line, "Bucket")


def test_a_call_is_known_with_its_name_and_variable(tmp_path: Path) -> None:
    """And with the statement that it is, over all its lines."""
    call = found(tmp_path, 'self.logs = aws.s3.Bucket(\n    "logs",\n    bucket="acme",\n)\n')

    assert call == Declaring(
        line=1,
        last_line=4,
        column=0,
        name='"logs"',
        is_plain_name=True,
        variable="self.logs",
        keywords=frozenset({"bucket"}),
        takes_more=True,
    )


@pytest.mark.parametrize(
    ("text", "variable", "takes_more"),
    [
        ('a = Bucket("a")', "a", True),
        ('a: Bucket = Bucket(resource_name="a")', "a", True),
        ('make(Bucket("a"))', "", True),
        ('a = b = Bucket("a")', "", True),
        ('a, b = Bucket("a"), 1', "", True),
        ('a = Bucket("a", args)', "a", False),
        ('a = Bucket("a", **more)', "a", False),
        ('a = Bucket("a", args=more)', "a", False),
    ],
)
def test_a_call_takes_more_only_where_a_further_argument_is_certainly_the_only_one(
    tmp_path: Path, text: str, variable: str, *, takes_more: bool
) -> None:
    """An object or a map of arguments may hold it already."""
    call = found(tmp_path, text)

    assert call is not None
    assert (call.variable, call.takes_more) == (variable, takes_more)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = 1",
        'Queue("a")',
        'Bucket("a"); Bucket("b")',
        "Bucket(*names)",
        "Bucket()",
        "Bucket(",
        '[Bucket(n) for n in "ab"] + [Bucket("c")]',
    ],
)
def test_what_is_not_certainly_the_call_is_none(tmp_path: Path, text: str) -> None:
    """None at all, several, one without a name, and what is no Python."""
    assert found(tmp_path, text) is None


def test_a_file_that_is_not_there_has_no_call(tmp_path: Path) -> None:
    """A document may name any."""
    assert find_call(tmp_path / "gone.py", 1, "Bucket") is None
