"""What each explanation rests on, and which pages were read.

What the tests cannot prove: that a page says what was read there, or still says it.
"""

import re
from datetime import date

import pytest

from bamp_pulumi.catalog import (
    announcements,
    catalog_rows,
    known_pages,
    page_named,
    pages_cited,
)
from bamp_pulumi.explained import HOUSE_RULE, INFERENCE, all_explanations, sources_of

ALL = tuple(all_explanations())
PAGES = known_pages()
PUBLISHERS = (
    "https://docs.aws.amazon.com/",
    "https://aws.amazon.com/",
    "https://repost.aws/",
    "https://www.pulumi.com/",
    "https://github.com/",
    "https://docs.slack.dev/",
    "https://community.pagerduty.com/",
    "https://docs.github.com/",
    "https://www.rfc-editor.org/rfc/",
    "https://datatracker.ietf.org/doc/",
    "https://icannwiki.org/",
    "https://en.wikipedia.org/wiki/",
    "https://www.area-codes.org.uk/",
    "https://www.bbc.com/news/",
    "https://everything2.com/",
)


def test_an_explanation_rests_on_pages_rules_of_ours_or_inferences() -> None:
    """On one at least, and each is named once."""
    for one in ALL:
        names = [source.name for source in one.sources]

        assert names, one.name
        assert len(names) == len(set(names)), one.name
        for name in names:
            said = re.fullmatch(f"{INFERENCE}: .+[^.]", name)
            assert name == HOUSE_RULE or said or page_named(name), (one.name, name)


def test_every_page_is_used() -> None:
    """One that nothing rests on is taken out."""
    used = {source.name for one in ALL for source in one.sources}
    used |= {page.name for row in catalog_rows() for page in pages_cited(row.source)}
    used |= {page.name for one in announcements() for page in pages_cited(one.page or INFERENCE)}

    assert sorted(PAGES.keys() - used) == []


def test_a_page_has_an_address_of_its_publisher_and_no_day_of_the_future() -> None:
    """A day is claimed only of a text that is named."""
    today = date.today()  # noqa: DTZ011, TID251 - no day but today's tells what is in the future
    for name, page in PAGES.items():
        assert page.url.startswith(PUBLISHERS), name
        assert page.title, name
        if page.read is not None:
            assert date(2026, 11, 28) <= page.read <= today, name
            assert page.edition.startswith(("in ", "its beginning, in ")), name


def test_no_two_pages_have_one_address() -> None:
    """Each page stands once. One that is cited by its heading has the address of its guide."""
    addresses = [page.url for page in PAGES.values() if not page.url.endswith("/")]

    assert len(set(addresses)) == len(addresses)


def test_a_page_that_was_not_read_again_says_so() -> None:
    """It claims no day."""
    (source,) = sources_of("AWS managed policies, AWSBackupServiceRolePolicyForBackup")

    assert (source.read_on, source.edition) == ("", "")
    assert (
        str(source)
        == "AWS managed policies, AWSBackupServiceRolePolicyForBackup (cited, not read again since)"
    )


def test_a_preference_of_ours_is_called_one() -> None:
    """What says `House rule` names it among its sources too."""
    for one in ALL:
        if one.why.startswith("House rule"):
            assert HOUSE_RULE in {source.name for source in one.sources}, one.name


def test_a_text_of_several_guides_is_several_sources() -> None:
    """As the table of faults writes them; an inference may stand among them."""
    found = sources_of(
        "AWS Backup developer guide, vault-lock, encryption; SNS API, Subscribe; "
        "our inference: one thing, and another"
    )

    assert [str(one) for one in found] == [
        "AWS Backup developer guide, vault-lock (read 2026-11-28 in a copy of 2026-04-13)",
        "AWS Backup developer guide, encryption (read 2026-11-28 in a copy of 2026-04-13)",
        "SNS API, Subscribe (read 2026-11-28 in botocore 1.44.5)",
        "our inference: one thing, and another",
    ]
    assert found[0].title == "AWS Backup Vault Lock"
    assert found[2].url == "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"
    assert found[3].url == found[3].read_on == ""


def test_a_page_that_is_not_in_the_table_is_an_error() -> None:
    """A misspelt one would lead nowhere."""
    with pytest.raises(KeyError):
        sources_of("AWS Backup developer guide, vault-lok")
