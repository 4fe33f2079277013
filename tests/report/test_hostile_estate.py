"""Reports of an estate whose every name is hostile: the same reports, with other names.

It cannot prove what GitHub, a browser or a terminal does with them beyond their specifications.
"""

import json
import re
from base64 import b64encode
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO

import pytest
from covered_resources import START, copy, covered, elsewhere, rule
from hostile_texts import NASTY_TEXTS, hidden_in, hostile_texts
from hypothesis import given, settings
from rehearsed_pages import MADE

from bamp_pulumi.coverage import Coverage, Finding, Status
from bamp_pulumi.estate import Estate, Note, Program, Resource
from bamp_pulumi.rehearsal import Rehearsal, RehearsalFinding, rehearse
from bamp_pulumi.report import Revision, as_json, preview_document, render_markdown
from bamp_pulumi.report.rehearsal_json import rehearsal_document
from bamp_pulumi.report.rehearsal_page import render_rehearsal_page
from bamp_pulumi.report.terminal import open_console, print_preview, print_rehearsal


def judged(text: str) -> Coverage:
    """Judge an estate in which whatever a person may write is this text."""
    resource = replace(covered().resource, name=text, program=text, source=f"{text}:9")
    kept = replace(
        covered(rule(text, plan=text, vault=text), copies=(copy(text, plan=text),)),
        resource=resource,
        tier=text,
        owner=text,
        how=text,
    )
    bad = replace(
        elsewhere(kept, text), status=Status.UNPROTECTED, rules=(), copies=(), cadences=()
    )
    bad = replace(
        bad, findings=(Finding(id="BAMP-V01", message=text, urn=bad.resource.urn, program=text),)
    )
    exempt = replace(
        elsewhere(bad, text + "x"),
        status=Status.EXEMPT,
        exempt_until=date(2027, 6, 30),
        exempt_reason=text,
        findings=(),
        label=text,
    )
    notes = (
        Note(code="logged", message=text, program=text),
        Note(code="engine-only", message=f"assumed {text}", program=text),
    )
    program = Program(name=text, account_id=text, region=text, account_from=text, notes=notes)
    return Coverage(
        estate=Estate((program,), ()),
        resources=(kept, bad, exempt),
        findings=(Finding(id="BAMP-V02", message=f"of the whole: {text}"),),
    )


def rehearsed(text: str) -> Rehearsal:
    """Rehearse three days of it, with everything that a rehearsal lists."""
    coverage = judged(text)
    mail = Resource(
        urn="u",
        type="aws:sns/topicSubscription:TopicSubscription",
        name=text,
        program=text,
        inputs={"protocol": text, "endpoint": text},
        outputs={},
    )
    done = rehearse(
        coverage,
        start=START,
        days=3,
        at=START + timedelta(days=2),
        faults=("backup-job-failed", "primary-region-lost"),
    )
    return replace(
        done,
        findings=(RehearsalFinding(code="BAMP-W01", at=text, why=text),),
        to_confirm=(mail,),
    )


def on_terminal(text: str) -> tuple[str, str]:
    """Print preview and rehearsal."""
    printed: list[str] = []
    for number in range(2):
        with redirect_stdout(StringIO()) as out:
            if number:
                print_rehearsal(rehearsed(text), open_console())
            else:
                print_preview(judged(text), open_console(), allow_unverified=False, verbose=True)
        printed.append(out.getvalue())
    return printed[0], printed[1]


def marks(text: str) -> list[str]:
    """List what is Markdown or HTML in each line, whatever the order of the lines."""
    found = (
        "".join(re.findall(r"<[^<>]*>|[\\`*_\[\]()|#~$!]", re.sub(r"&#\d+;", "", line)))
        for line in text.split("\n")
    )
    return sorted(found)


@given(hostile_texts())
@settings(max_examples=30)
def test_a_comment_has_the_marks_of_one_with_harmless_names(text: str) -> None:
    """No row, cell, tag, list, heading or fence more; the verdict is ours and first."""
    comment = render_markdown(judged(text))

    assert comment.split("\n")[2].startswith("**Refused: 1 unprotected")
    assert hidden_in(comment, but="\n\u200b\ufe0f") == []
    assert len(comment) <= 65_536
    if "too many to show" not in comment and text.strip():
        assert marks(comment) == marks(render_markdown(judged("harmless")))


@given(hostile_texts())
@settings(max_examples=30)
def test_a_terminal_gets_no_character_that_it_obeys(text: str) -> None:
    """Nor a row more: each status stands where it stands with harmless names."""
    preview, rehearsal = on_terminal(text)

    assert hidden_in(preview) == []
    assert hidden_in(rehearsal) == []
    for status in ("protected  ", "unprotected", "exempt     "):
        assert len(re.findall(f"^{status} ", preview, re.MULTILINE)) == 1
    assert preview.rstrip().endswith("error.") or "Refused:" in preview[-200:]


@given(hostile_texts())
@settings(max_examples=30)
def test_documents_for_machines_are_exact_and_ascii(text: str) -> None:
    """Names as they are, for whoever looks them up; escaped by JSON's own rule."""
    preview, rehearsal = (
        as_json(preview_document(judged(text))),
        as_json(rehearsal_document(rehearsed(text))),
    )

    assert preview.isascii()
    assert rehearsal.isascii()
    assert hidden_in(preview + rehearsal) == []
    assert json.loads(preview)["resources"][0]["name"] == text
    assert json.loads(rehearsal)["exempt"][0]["name"] == text + "x"


def test_hostile_names_change_no_verdict() -> None:
    """What is asked of an estate does not depend on how it is called."""
    harmless = judged("harmless")
    for text in NASTY_TEXTS:
        assert judged(text).is_well() == harmless.is_well()
        assert judged(text).counts == harmless.counts
        assert rehearsed(text).is_well == rehearsed("harmless").is_well


class _Page(HTMLParser):
    """Keeps the elements of a page with their attributes, and what stands in style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.code: dict[str, str] = {}
        self.within = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        is_data = ("type", "application/json") in attrs
        self.within = tag if tag in ("style", "script") and not is_data else ""

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}", ()))
        self.within = ""

    def handle_comment(self, data: str) -> None:
        self.elements.append((f"!{data}", ()))

    def handle_data(self, data: str) -> None:
        if self.within:
            self.code[self.within] = self.code.get(self.within, "") + data


def page_of(rehearsal: Rehearsal, text: str) -> str:
    """Render the page of programs whose paths, and the command with them, are this text too."""
    revision = Revision(program=text, commit="0" * 40, changed_files=0)
    made = replace(MADE, command=text, revisions=(revision,))
    return render_rehearsal_page(rehearsal, made)


HARMLESS = page_of(rehearsed("harmless"), "harmless")


@given(hostile_texts())
@settings(max_examples=30)
def test_a_page_has_the_elements_of_one_with_harmless_names(text: str) -> None:
    """No element, attribute or comment comes from a name, and no style or script."""
    page = page_of(rehearsed(text), text)

    assert hidden_in(page) == []
    hostile, harmless = _Page(page), _Page(HARMLESS)
    assert hostile.elements == harmless.elements
    assert hostile.code == harmless.code


def test_a_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    """The policy stands before both, and its digests are of what stands between the tags."""
    page = _Page(HARMLESS)
    metas = [dict(attrs) for tag, attrs in page.elements if tag == "meta"]
    policy = next(m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))

    assert HARMLESS.index("Content-Security-Policy") < HARMLESS.index("<style>")
    for tag in ("style", "script"):
        digest = b64encode(sha256(page.code[tag].encode()).digest()).decode()
        assert allowed.pop(f"{tag}-src") == f"'sha256-{digest}'"
    assert allowed == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_a_page_asks_for_nothing_that_its_policy_refuses() -> None:
    """No style or handler in an attribute, one style, one script; markup is never written."""
    page = _Page(HARMLESS)
    attributes = {name for _, attrs in page.elements for name, _ in attrs}

    assert not [name for name in attributes if name == "style" or name.startswith("on")]
    links = [value for _, attrs in page.elements for name, value in attrs if name == "href"]
    assert all(value is not None and value.startswith("#") for value in links)
    assert not attributes & {"src", "srcset", "action", "formaction", "srcdoc"}
    counts = [tag for tag, _ in page.elements if tag in ("style", "script", "link", "base")]
    assert counts == ["style", "script", "script"]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function"
        r"|setAttribute\(\"(?:style|on)|setTimeout\(\"",
        page.code["script"],
    )


@pytest.mark.parametrize("tag", ["[/x]", "[bold]x[/bold]", ":warning:"])
def test_a_tag_is_no_markup_of_the_terminal(tag: str) -> None:
    """A closing tag without an opening one ended the table with a traceback."""
    assert tag in on_terminal(tag)[0]
