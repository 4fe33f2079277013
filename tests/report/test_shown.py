"""The door for texts of others: nothing of them is obeyed by whatever shows them."""

import json
import re
from html.parser import HTMLParser

import pytest
from hostile_texts import NASTY_TEXTS, hidden_in, hostile_texts
from hypothesis import example, given

from bamp_pulumi.coverage import Severity
from bamp_pulumi.errors import Refusal, RefusedError
from bamp_pulumi.report.finding_document import PreviewFinding
from bamp_pulumi.report.shown import (
    as_json,
    refused_in_words,
    shown,
    shown_in_html,
    shown_in_markdown,
)


@pytest.mark.parametrize("text", ["orders", "C:\\programs\\__main__.py:9", "a  b", "表 é ✅", ""])
def test_a_plain_text_is_shown_as_it_is(text: str) -> None:
    """A path is copied, a remedy pasted: no backslash is doubled where nothing is hidden."""
    assert shown(text) == text


@given(hostile_texts())
def test_whatever_is_shown_is_one_line_of_bounded_length(text: str) -> None:
    """2,000 characters in a terminal or a page, 500 before they are escaped in a comment."""
    assert hidden_in(shown(text), but="") == []
    assert len(shown(text)) <= 2_000
    assert hidden_in(shown_in_markdown(text), but="\u200b") == []


@given(hostile_texts())
def test_markdown_has_no_mark_of_a_text(text: str) -> None:
    """Every mark is an entity, every mention and address is apart from what makes it a link."""
    safe = shown_in_markdown(text)

    without = re.sub(r"&#\d+;", "", safe)
    assert re.findall(r"[\\`*_\[\]()<>|#~&\"'$!\n]", without) == []
    assert re.findall(r"@(?!\u200b)|:(?=//)|www\.|(?i:gh-\d)", safe) == []
    assert "#\u200b" in safe.replace("&#35;", "#") or "#" not in shown(text, 500)
    assert not re.match(r"\s|\d*[-+=.:]", safe)


class _Texts(HTMLParser):
    """Keeps what is no text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs).keys()))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)

    def handle_data(self, data: str) -> None:
        self.said += data


@given(hostile_texts())
def test_html_takes_a_text_for_a_text(text: str) -> None:
    """Between tags and in an attribute, and reads back what was shown."""
    parser = _Texts()
    parser.feed(f'<p title="{shown_in_html(text)}">{shown_in_html(text)}</p>')
    parser.close()

    assert parser.found == [("p", {"title": None}.keys()), "p"]
    assert parser.said == shown(text)


@given(hostile_texts())
@example("\x1f")
@example("\x1c  \x85")
def test_an_error_keeps_its_four_parts(text: str) -> None:
    """What a program says of itself begins no part of the refusal, on whatever line it stands."""
    error = RefusedError("BAMP-P10", given=text, allowed=text, why=text, write=text, path=text)

    said = refused_in_words(error)

    assert hidden_in(said) == []
    begins = [line[:11] for line in said.split("\n")[1:] if not line.startswith(" " * 11 + "| ")]
    assert begins == ["  allowed: ", "  why:     ", "  write:   "]


def test_a_plain_refusal_reads_as_ever() -> None:
    """Its remedy is pasted."""
    refusal = Refusal(code="BAMP-P10", given="--at x", allowed="a\\d", why="c", write="--at 1")

    assert refused_in_words(
        RefusedError("BAMP-P10", given="--at x", allowed="a\\d", why="c", write="--at 1")
    ) == str(refusal)


@given(hostile_texts())
def test_machines_read_the_exact_text_and_terminals_obey_none_of_it(text: str) -> None:
    """ASCII, with DEL escaped too; half of a surrogate pair is no error.

    Two halves that stand side by side are one character to whatever reads JSON.
    """
    exact = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    part = PreviewFinding(
        id="x",
        severity=Severity.INFO,
        urn=text,
        program="",
        message=text,
        follows_from="",
        source=text,
        remedy="",
        sources=[],
        link="",
    )

    printed = as_json(part)

    assert printed.isascii()
    assert hidden_in(printed) == []
    read = json.loads(printed)
    assert (read["urn"], read["message"]) == (exact, exact)


def test_the_tricks_are_more_than_characters() -> None:
    """Each trick is changed, but for the few that are words alone."""
    plain = [text for text in NASTY_TEXTS if shown(text) == text and len(text) < 1_000]

    assert all(text.isprintable() for text in plain)
    assert len(plain) < len(NASTY_TEXTS) / 2 + 1
