"""A real browser for the tests of pages: Chromium of the system, driven by Playwright."""

import shutil
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, sync_playwright

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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
