"""The script of the page of a rehearsal, in a real browser.

Skipped, and said to be, where there is no Chromium. It cannot prove what other browsers do.
"""

from datetime import datetime, timedelta

import pytest
from hostile_texts import NASTY_TEXTS
from opened_pages import Opener
from playwright.sync_api import Page, expect
from rehearsed_pages import AT, full_rehearsal, page_of

from tests.report.test_hostile_estate import page_of as hostile_page_of
from tests.report.test_hostile_estate import rehearsed as hostile

pytestmark = pytest.mark.xdist_group("browser")


def answers(page: Page) -> list[list[str]]:
    """Read the table of what could be restored."""
    return page.evaluate(
        "[...document.querySelectorAll('#answers tbody tr')].map((row) =>"
        " [...row.cells].map((cell) => cell.innerText.trim().replace(/\\s+/g, ' ')))"
    )


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
