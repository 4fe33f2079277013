"""Where codes are explained: pages of the very commit that this copy was built from."""

import pytest

from bamp_pulumi import published
from bamp_pulumi.report import docs_url

PAGES = f"https://github.com/acme/bamp_pulumi/blob/{'b' * 40}/docs/reference"


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("BAMP-V07", "findings.md#bamp-v07"),
        ("BAMP-W01", "faults.md#bamp-w01"),
        ("tag-lost", "faults.md#tag-lost"),
        ("BAMP-L02", "refusals.md#bamp-l02"),
        ("BAMP-P15", "refusals.md#bamp-p15"),
    ],
)
def test_a_name_leads_to_its_heading(name: str, page: str) -> None:
    """GitHub makes the same anchors of headings as the site does."""
    assert docs_url(name) == f"{PAGES}/{page}"


def test_no_address_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that nobody has checked may be anybody's."""
    monkeypatch.setattr(published, "find_source", lambda: None)

    assert docs_url("BAMP-V07") == ""
