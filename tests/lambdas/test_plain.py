"""Texts of others as one line, and commands that a shell splits as they look."""

import shlex
import subprocess
from pathlib import Path

import pytest
from hostile_texts import NASTY_TEXTS, hidden_in, hostile_texts
from hypothesis import example, given
from hypothesis import strategies as st

from bamp_pulumi.lambdas.alerts.plain import is_plain, one_line, shell_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("orders-2026_a.b/c:d", "orders-2026_a.b/c:d"),
        ("Zugriff verweigert für é 表", "Zugriff verweigert für é 表"),
        ("a\nFirst:    b", "a\\nFirst:  \\x20\\x20b"),
        ("\x1b[2J\x00\x7f\x9b\u202e", "\\x1b[2J\\x00\\x7f\\x9b\\u202e"),
        ("a\u200bb\ufeff\u2028\U000e0041", "a\\u200bb\\ufeff\\u2028\\U000e0041"),
        ("\ud800\ue000\ufe0f\u3164\xa0", "\\ud800\\ue000\\ufe0f\\u3164\\xa0"),
        ("C:\\new", "C:\\\\new"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_what_is_not_seen_is_shown(text: str, line: str) -> None:
    """What is seen stays as it is, in any language; a backslash is never an escape."""
    assert one_line(text, 1_000) == line


@given(hostile_texts())
def test_a_line_says_exactly_what_the_text_was(text: str) -> None:
    """Two texts never look the same: the line can be read back."""
    line = one_line(text, 10_000_000)

    assert hidden_in(line, but="") == []
    read_back = line.encode("ascii", "backslashreplace").decode("unicode_escape")
    assert read_back == text


@given(hostile_texts(), st.integers(40, 300))
def test_a_long_text_is_cut_and_says_how_much_is_missing(text: str, limit: int) -> None:
    """Between two characters, and never over the limit."""
    line, whole = one_line(text, limit), one_line(text, 10_000_000)

    assert len(line) <= limit
    if line != whole:
        kept, _, note = line.rpartition(" ... (")
        assert whole.startswith(kept)
        missing = int(note.removesuffix(" more characters)").replace(",", ""))
        assert one_line(text[: len(text) - missing], 10_000_000) == kept


def test_a_reason_of_200_kb_is_cut() -> None:
    """The note is exact."""
    assert one_line("x" * 200_000, 40) == "x" * 10 + " ... (199,990 more characters)"


@given(st.lists(hostile_texts(), min_size=1, max_size=6))
@example(["aws", "--role", "arn:aws:iam::1:role/;touch${IFS}alerts/PWNED;:/backup-role"])
@example(["aws", "", "'", '"', "a b"])
def test_a_command_is_split_into_exactly_its_words_or_is_none(words: list[str]) -> None:
    """What cannot be shown as it is, is no command."""
    line = shell_line(words)

    assert hidden_in(line, but="") == []
    assert line == "" or shlex.split(line) == words
    if all(word.isascii() and is_plain(word) and "://" not in word for word in words):
        assert line


@pytest.mark.parametrize("word", ["file:///etc/passwd", "fileb://x", "http://x", "https://x"])
def test_no_command_makes_the_aws_cli_read_a_file(word: str) -> None:
    """It takes such a value for the address of the value."""
    assert shell_line(["aws", "--resource-arn", word]) == ""


def test_a_shell_runs_the_words_and_nothing_of_them(tmp_path: Path) -> None:
    """The shell itself splits it as shlex does."""
    words = ["printf", "%s\\n", *(t for t in NASTY_TEXTS if shell_line([t]) and len(t) < 1_000)]
    assert len(words) > 8

    done = subprocess.run(  # noqa: S603 - the command under test
        ["/bin/bash", "-c", shell_line(words)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin"},
    )

    assert done.stdout.splitlines() == words[2:]
    assert list(tmp_path.iterdir()) == []
