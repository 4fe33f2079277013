"""A real browser for the tests of pages: Chromium of the system, driven by Playwright."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from opened_pages import PATIENCE, WIDE, Opened, Opener
from playwright.sync_api import Browser, BrowserContext, Dialog, expect, sync_playwright
from rehearsed_pages import full_rehearsal, page_of

from bamp_pulumi import published

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def _repository_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render every page as a copy does that was built from this commit of a repository."""
    source = published.Source("https://github.com/acme/bamp_pulumi", "b" * 40)
    monkeypatch.setattr(published, "find_source", lambda: source)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start it once; without one the test is skipped, and says so.

    Not for longer than a module: meanwhile no other event loop runs in this process.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip(f"none of {', '.join(_NAMES)} on PATH: the page was opened in no browser")
    with sync_playwright() as playwright:
        # Its sandbox needs rights that containers lack. What is opened is a page of these tests.
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


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
