"""Every row of the catalog says where it was read, and every page how old it is.

What the tests cannot prove: that a page says what was read there, or still says it.
"""

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import botocore.session
import pytest

from bamp_pulumi.catalog import Page, catalog_rows, known_pages, page_named, pages_cited

ROWS = catalog_rows()
UNDATED_PAGES = 1
"""Pages that are cited and of whose text nobody can say how old it is. It may only fall."""
NOT_SAID = {"unique_names.UNIQUE_NAMES"}
"""Rows of pages without a date that do not say when they were read. None is added."""


def _guides() -> dict[str, Any]:
    text = files("bamp_pulumi.catalog").joinpath("pages.toml").read_text("utf-8")
    return {name: guide for name, guide in tomllib.loads(text).items() if "address" in guide}


def test_the_tables_of_the_catalog_are_walked() -> None:
    """Also those that are made when they are first asked for."""
    tables = {row.name.partition("[")[0] for row in ROWS}

    assert len(ROWS) > 1000
    assert {
        "hiding_types.DATA_STORES",
        "input_rules._rows",
        "region_pairs.COPY_EXCEPTIONS",
        "variants.inherit_variants",
    } <= tables


def test_every_row_rests_on_pages_of_the_register() -> None:
    """A page that is not in it has no address, and nobody knows how old it is."""
    lost: list[str] = []
    for row in ROWS:
        try:
            found = bool(pages_cited(row.source))
        except KeyError:
            found = False
        if not found and not row.source.startswith("our inference: "):
            lost.append(f"{row.name}: {row.source}")

    assert lost == []


def test_a_row_says_when_it_was_read_or_rests_on_a_release_alone() -> None:
    """What was made from the model of the SDK is as old as the SDK."""
    said_nowhere = {
        row.name
        for row in ROWS
        if not row.read_on and any(page.dated is None for page in pages_cited(row.source))
    }

    assert said_nowhere == NOT_SAID


def _all_pages() -> dict[str, Page]:
    return {
        **known_pages(),
        **{page.name: page for row in ROWS for page in pages_cited(row.source)},
    }


def test_the_pages_without_a_date_become_fewer() -> None:
    """Write down which text was read, take it out of `undated`, and lower the number."""
    assert sum(page.dated is None for page in _all_pages().values()) == UNDATED_PAGES


def test_a_page_has_a_date_or_the_reason_why_it_has_none() -> None:
    """One of the two, and never both."""
    both_or_none = [
        name for name, page in _all_pages().items() if bool(page.dated) == bool(page.undated)
    ]

    assert both_or_none == []


def test_a_page_of_an_api_is_an_operation_or_a_structure_of_its_model() -> None:
    """A guide that is made from a model has what the model has, in the release that is locked."""
    services = {name: guide["service"] for name, guide in _guides().items() if "service" in guide}
    session = botocore.session.get_session()
    names: dict[str, set[str]] = {}
    for row in ROWS:
        for page in pages_cited(row.source):
            guide, _, name = page.name.partition(", ")
            if guide in services:
                names.setdefault(guide, set()).add(name)

    assert len(names) > 30
    for guide, cited in names.items():
        model = session.get_service_model(services[guide])
        assert cited <= {*model.operation_names, *model.shape_names}, guide


def test_a_page_is_as_old_as_its_copy_or_the_release_that_has_it() -> None:
    """Of an undated copy nothing is said."""
    (copy,) = pages_cited("AWS Backup developer guide, vault-lock")
    (release,) = pages_cited("Amazon RDS API, CreateDBInstance.BackupTarget")
    (undated,) = pages_cited("terraform-provider-aws (of the resource: ForceNew)")

    assert (copy.dated, copy.read) == (date(2026, 4, 13), date(2026, 11, 28))
    assert (release.name, release.dated) == (
        "Amazon RDS API, CreateDBInstance",
        date(2026, 11, 17),
    )
    assert (undated.dated, undated.edition, undated.read) == (None, "", None)
    assert undated.undated.startswith("its repository is too large")


def test_a_source_may_name_several_pages_with_notes_and_shapes() -> None:
    """Notes stand in parentheses or behind a colon; rules made from a model name its operation."""
    source = (
        "AWS Backup developer guide, vault-lock (3 days), encryption; our inference: one, two; "
        "pulumi_aws 7.51.1: sends 0, and 1; events PutRule, RuleName"
    )

    assert [page.name for page in pages_cited(source)] == [
        "AWS Backup developer guide, vault-lock",
        "AWS Backup developer guide, encryption",
        "pulumi_aws 7.51.1",
        "EventBridge API, PutRule",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "AWS Backup developer guide, vault-lok",
        "AWS Backup developer guide",
        "AWS Backup guide, vault-lock",
        "events",
    ],
)
def test_what_the_register_has_not_is_an_error(name: str) -> None:
    """A misspelt page would lead nowhere."""
    with pytest.raises(KeyError):
        page_named(name)
