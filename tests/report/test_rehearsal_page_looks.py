"""How the page of a rehearsal looks, in a real browser, and its accessibility.

Skipped, and said to be, where there is no Chromium. It cannot prove what other browsers do, nor
what an accessibility checker does not know of.
"""

import re
from importlib.resources import files
from itertools import pairwise

import pytest
from opened_pages import CONTRASTS, LOOKS, NARROW, WIDE, Opener, unfold
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser")


def violations(page: Page) -> list[str]:
    """Ask the accessibility checker."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    return page.evaluate(
        "axe.run({ resultTypes: ['violations'] }).then((found) =>"
        " found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`))"
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


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_code_and_a_severity_are_on_one_line(opened: Opener, full: str, width: int) -> None:
    """A column as narrow as its heading breaks them in the middle of a word."""
    page = opened(full, width).page
    unfold(page)
    boxes: list[int] = page.evaluate(
        "[...document.querySelectorAll('#findings th code, #findings td .mark')]"
        ".map((each) => each.getClientRects().length)"
    )

    assert len(boxes) >= 2
    assert set(boxes) == {1}
