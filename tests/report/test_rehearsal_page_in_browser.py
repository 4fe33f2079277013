"""The page of a rehearsal in a real browser: its script, its looks, and its accessibility.

Skipped, and said to be, where there is no Chromium. It cannot prove what other browsers do, nor
what an accessibility checker does not know of.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hostile_texts import NASTY_TEXTS
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from rehearsed_pages import AT, full_rehearsal, page_of

from tests.report.test_hostile_estate import page_of as hostile_page_of
from tests.report.test_hostile_estate import rehearsed as hostile

pytestmark = pytest.mark.xdist_group("browser")

WIDE, NARROW = 1280, 390
PATIENCE: Final = 20_000
"""Milliseconds: a machine may be busy with much else."""
expect.set_options(timeout=PATIENCE)
CONTRASTS: Final = """() => {
  const light = (rgb) => rgb.map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const numbers = (text) => text.match(/[0-9.]+/g).map(Number);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3) return colour;
    }
    return numbers(getComputedStyle(document.body).backgroundColor);
  };
  const found = [];
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height || style.visibility === "hidden") continue;
    for (const side of ["Top", "Right", "Bottom", "Left"]) {
      if (parseFloat(style[`border${side}Width`]) === 0) continue;
      if (style[`border${side}Style`] === "none") continue;
      const edge = light(numbers(style[`border${side}Color`]).slice(0, 3));
      const paper = light(behind(one.parentElement));
      const ratio = (Math.max(edge, paper) + 0.05) / (Math.min(edge, paper) + 0.05);
      found.push([`${one.tagName}.${one.getAttribute("class")}`, ratio]);
    }
  }
  return found;
}"""
"""Lists the contrast of each border that is shown with what it stands on."""
LOOKS = [(width, scheme) for width in (WIDE, NARROW) for scheme in ("light", "dark")]


@dataclass(frozen=True)
class Opened:
    """A page that is open, and what went wrong in it so far."""

    page: Page
    errors: list[str]

    def ask(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        """Evaluate a function in the page."""
        return self.page.evaluate(script)


Opener = Callable[..., Opened]


@pytest.fixture(scope="module")
def full() -> str:
    """Render a page with something in each section."""
    return page_of(full_rehearsal())


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open pages from the disk, as a reader does."""
    contexts: list[BrowserContext] = []

    def open_page(
        html: str, width: int = WIDE, scheme: str = "light", *, script: bool = True
    ) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page, errors, asked_for = context.new_page(), list[str](), list[str]()
        page.set_default_timeout(PATIENCE)

        def dismissed(dialog: Dialog) -> None:
            errors.append(dialog.message)
            dialog.dismiss()

        page.on("console", lambda said: errors.append(said.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", dismissed)
        page.on("request", lambda asked: asked_for.append(asked.url))
        page.goto(file.as_uri())
        assert asked_for == [file.as_uri()]
        return Opened(page, errors)

    yield open_page
    for context in contexts:
        context.close()


def unfold(page: Page) -> None:
    """Open every section."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def violations(page: Page) -> list[str]:
    """Ask the accessibility checker."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    return page.evaluate(
        "axe.run({ resultTypes: ['violations'] }).then((found) =>"
        " found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`))"
    )


def answers(page: Page) -> list[list[str]]:
    """Read the table of what could be restored."""
    return page.evaluate(
        "[...document.querySelectorAll('#answers tbody tr')].map((row) =>"
        " [...row.cells].map((cell) => cell.innerText.trim().replace(/\\s+/g, ' ')))"
    )


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_checker_finds_nothing(opened: Opener, full: str, width: int, scheme: str) -> None:
    """Every section unfolded, a refused date included; the page reports no error either.

    Nor is a border below 3:1, lines of tables included (WCAG 2.2, 1.4.11 Non-text Contrast): that
    is not among what the checker looks at.
    """
    one = opened(full, width, scheme)
    unfold(one.page)
    one.page.fill("#date", "2031-01-01")
    borders = one.ask(CONTRASTS)

    assert violations(one.page) == []
    assert len(borders) > 50
    assert [each for each in borders if each[1] < 3] == []
    assert one.errors == []


def test_the_checker_finds_what_is_broken(opened: Opener, full: str) -> None:
    """Else its silence would say nothing."""
    # A changed style has another digest; the policy would refuse it.
    page = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", full)
    for whole, broken in (
        ('<span class="unseen">Day of the span</span>', ""),
        ('<html lang="en">', "<html>"),
        ("--dim: #525c67", "--dim: #b5bcc4"),
    ):
        assert whole in page
        page = page.replace(whole, broken)
    found = {one.partition(":")[0] for one in violations(opened(page).page)}

    assert {"label", "html-has-lang", "color-contrast"} <= found


def test_hostile_names_do_nothing(opened: Opener) -> None:
    """No dialog, no request, no error, no element of theirs; they are shown."""
    texts = [text for text in NASTY_TEXTS if "\ud800" not in text]
    text = " ".join(each[:400] for each in texts)
    one = opened(hostile_page_of(hostile(text), text))
    harmless = opened(hostile_page_of(hostile("harmless"), "harmless"))
    count = "document.querySelectorAll('*').length"

    assert one.errors == harmless.errors == []
    assert one.ask(count) == harmless.ask(count)
    assert "onerror=alert(1)" in one.page.inner_text("#resources")


def test_a_script_that_is_not_ours_is_not_run(opened: Opener, full: str) -> None:
    """The page's own policy refuses it, were one to get in."""
    run = "document.title = 'run'"
    bad = f'<img src="data:," onerror="{run}"><script>{run}</script>'
    one = opened(full.replace("<main>", f"{bad}<main>"))

    assert "Backup rehearsal" in one.page.title()
    assert any("Content Security Policy" in error for error in one.errors)


def while_a_job_runs() -> datetime:
    """Return an instant at which the newest state has begun to be kept, and cannot be restored."""
    point = full_rehearsal().kinds[0].history.points[-1]
    assert point.complete - point.created > timedelta(minutes=5)
    return point.complete.replace(second=0, microsecond=0) - timedelta(minutes=2)


def as_retention_ends() -> datetime:
    """Return the whole minute in which the oldest state is no longer surely there."""
    points = full_rehearsal().kinds[0].history.points
    ends = min(point.expires for point in points if point.expires is not None)
    return ends.replace(second=0, microsecond=0) + timedelta(minutes=1)


@pytest.mark.parametrize(
    "at", [AT, AT + timedelta(days=12, minutes=17), while_a_job_runs(), as_retention_ends()]
)
def test_the_script_answers_as_the_rehearsal_does(opened: Opener, full: str, at: datetime) -> None:
    """One table is written without a script, by the simulation itself."""
    written = opened(page_of(full_rehearsal(at)), script=False)
    asked = opened(full)
    asked.page.fill("#date", f"{at:%Y-%m-%d}")
    asked.page.fill("#time", f"{at:%H:%M}")

    assert answers(asked.page) == answers(written.page)
    assert len(answers(asked.page)) == 4
    assert asked.errors == []


def test_without_a_script_the_page_says_what_is_missing(opened: Opener, full: str) -> None:
    """The table of the day, and all the rest, is there."""
    page = opened(full, script=False).page

    expect(page.locator("noscript p")).to_contain_text("need JavaScript")
    expect(page.locator("#timelines")).to_be_hidden()
    assert answers(page)[0][2].endswith("old")


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("#date", "2031-01-01", "2031-01-01 05:00 UTC is outside the span"),
        ("#date", "2026-12-31", "give 2027-01-01 00:00 UTC to 2027-02-10 00:00 UTC"),
        ("#date", "2027-02-10", "2027-02-10 05:00 UTC is outside the span"),
        ("#date", "", "Give a day."),
        ("#time", "", "Give a time."),
    ],
)
def test_an_instant_outside_the_span_is_refused_in_the_field(
    opened: Opener, full: str, field: str, given: str, said: str
) -> None:
    """The table keeps what it says, and the field says why; the next good one is taken."""
    page = opened(full).page
    before = answers(page)
    good = page.input_value(field)
    page.fill(field, given)

    expect(page.locator("#refused")).to_contain_text(said)
    expect(page.locator("#refused")).to_be_visible()
    assert page.get_attribute(field, "aria-invalid") == "true"
    assert page.get_attribute(field, "aria-describedby") == "refused"
    assert not page.evaluate(f"document.querySelector('{field}').checkValidity()")
    assert answers(page) == before

    page.fill(field, good)
    expect(page.locator("#refused")).to_be_hidden()
    assert page.evaluate(f"document.querySelector('{field}').checkValidity()")


def test_the_slider_says_its_day_and_a_live_region_what_it_changes(
    opened: Opener, full: str
) -> None:
    """By keyboard, as a person without a mouse moves it."""
    page = opened(full).page
    expect(page.locator("#said")).to_contain_text("2027-01-21 05:00 UTC: something could be")
    page.focus("#slider")
    assert page.get_attribute("#slider", "aria-valuetext") == "2027-01-21 05:00 UTC"
    page.keyboard.press("ArrowRight")

    assert page.get_attribute("#slider", "aria-valuetext") == "2027-01-22 05:00 UTC"
    assert page.input_value("#date") == "2027-01-22"
    live = page.locator("[role=status][aria-live=polite]")
    expect(live).to_contain_text(
        "2027-01-22 05:00 UTC: something could be restored of 3 of 3 kinds"
    )

    page.keyboard.press("Home")
    expect(live).to_contain_text("2027-01-01 05:00 UTC: something could be restored of 2 of 3")
    page.keyboard.press("End")
    assert page.get_attribute("#slider", "aria-valuetext") == "2027-02-10 00:00 UTC"
    expect(page.locator("#refused")).to_be_hidden()


def test_the_line_of_the_day_stands_where_the_axis_says(opened: Opener, full: str) -> None:
    """At both ends of the span."""
    page = opened(full).page
    page.fill("#time", "00:00")
    page.focus("#slider")
    for key, tick in (("Home", "first"), ("End", "last")):
        page.keyboard.press(key)
        cursor = page.locator(".cursor").first.bounding_box()
        line = page.locator(f".tick.many.{tick}").first.bounding_box()
        assert cursor is not None
        assert line is not None
        assert abs(cursor["x"] - line["x"]) < 3


@pytest.mark.parametrize("width", [WIDE, 800, NARROW])
def test_the_axis_is_dated_and_its_dates_do_not_touch(
    opened: Opener, full: str, width: int
) -> None:
    """From the first day of the span to the last; each date is an ISO date."""
    page = opened(full, width).page
    unfold(page)
    labels = page.locator(".lanes").first.locator(".tick span:visible")
    boxes = sorted(
        (box["x"], box["width"]) for each in labels.all() if (box := each.bounding_box())
    )
    texts = sorted(labels.all_inner_texts())

    assert texts[0] == "2027-01-01"
    assert texts[-1] == "2027-02-10"
    assert len(texts) >= 3
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", text) for text in texts)
    for (left, wide), (right, _) in pairwise(boxes):
        assert left + wide < right


def test_the_legend_names_each_colour_that_is_drawn(opened: Opener, full: str) -> None:
    """And the timelines have no other."""
    page = opened(full).page
    drawn = page.evaluate(
        "[...new Set([...document.querySelectorAll('.lanes path')].map((one) =>"
        " getComputedStyle(one).fill))].sort()"
    )
    named = page.evaluate(
        "[...document.querySelectorAll('.legend .swatch:not(.now)')].map((one) =>"
        " getComputedStyle(one).backgroundColor).sort()"
    )

    assert drawn == named
    assert len(set(named)) == 3


def test_a_timeline_says_in_words_what_it_shows(opened: Opener, full: str) -> None:
    """One row for each rule and Region; how many points, and from when on."""
    page = opened(full).page
    said = page.evaluate(
        "[...document.querySelectorAll('.lanes svg')].map((one) => one.getAttribute('aria-label'))"
    )

    assert said[0].startswith(
        "orders and 1 alike, us-east-1, daily, up to 31 recovery points, from 2027-01-01 0"
    )
    assert [one.split(", ")[1:3] for one in said] == [
        ["us-east-1", "daily"],
        ["us-east-1", "weekly"],
        ["us-west-2", "daily"],
        ["us-east-1", "daily"],
        ["us-east-1", "any second"],
    ]


@pytest.mark.parametrize("width", [NARROW, 800])
def test_on_a_small_screen_nothing_is_wider_than_it(opened: Opener, full: str, width: int) -> None:
    """No cell is squeezed, each has its label, and none is only punctuation."""
    page = opened(full, width).page
    unfold(page)
    cells = page.evaluate(
        "[...document.querySelectorAll('tbody th > div, tbody td > div')].map((one) =>"
        " [one.getBoundingClientRect().width, one.innerText.trim(),"
        "  getComputedStyle(one.parentElement, '::before').content])"
    )

    wide = "[...document.querySelectorAll('html, .scroll')].map((one) => one.scrollWidth)"
    assert max(page.evaluate(wide)) == width
    assert len(cells) > 100
    for cell, text, label in cells:
        assert cell > 150
        assert re.search(r"\w|\N{EN DASH}", text)
        assert re.fullmatch(r'"[A-Z][\w ]+"', label)
    loose = page.evaluate(
        "[...document.querySelectorAll('tr, tbody th, tbody td')].flatMap((one) =>"
        " [...one.childNodes]).filter((one) => one.nodeType === 3 && one.data.trim()).length"
    )
    assert loose == 0


def test_on_a_phone_sections_begin_folded_and_links_unfold_them(opened: Opener, full: str) -> None:
    """What is wrong is open. On a wide screen nearly all is."""
    page = opened(full, NARROW).page
    is_open = "[...document.querySelectorAll('main > details[open]')].map((one) => one.id)"

    assert page.evaluate(is_open) == ["wrong"]
    expect(page.locator("#faults table")).to_be_hidden()
    page.click('nav a[href="#faults"]')
    expect(page.locator("#faults table")).to_be_visible()
    page.click("#exempt summary")
    expect(page.locator("#exempt table")).to_be_visible()
    assert opened(full).ask(is_open) == [
        "wrong",
        "resources",
        "exempt",
        "day",
        "faults",
        "findings",
        "by-hand",
    ]


def test_dark_is_dark_and_paper_is_white(opened: Opener, full: str) -> None:
    """By the reader's own setting, but for what is printed."""
    page = opened(full, scheme="dark").page
    paper = "getComputedStyle(document.body).backgroundColor"

    assert page.evaluate(paper) == "rgb(19, 22, 26)"
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    assert opened(full).ask(paper) == "rgb(255, 255, 255)"


def test_on_paper_every_section_is_there_and_no_control(opened: Opener, full: str) -> None:
    """Folded ones too, and the timelines; afterwards they are folded again."""
    page = opened(full, NARROW).page
    folded = "document.querySelectorAll('main > details:not([open])').length"
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(folded) == 0
    page.emulate_media(media="print")
    # A4 without its margins.
    page.set_viewport_size({"width": 688, "height": 1_000})

    assert page.evaluate("document.documentElement.scrollWidth") == 688
    assert page.evaluate("getComputedStyle(document.querySelector('td')).display") == "table-cell"
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("nav")).to_be_hidden()
    for section in page.locator("main > details").all():
        expect(section.locator("summary ~ *:visible").first).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("main > details[open]").count() == 1
