"""Every row of the catalog says where it was read, and every page how old it is.

What the tests cannot prove: that a page says what was read there, or still says it.
"""

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import botocore.session
import pytest

from bamp_pulumi.catalog import Page, catalog_rows, known_pages, page_named, pages, pages_cited

ROWS = catalog_rows()


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


def _all_pages() -> dict[str, Page]:
    return {
        **known_pages(),
        **{page.name: page for row in ROWS for page in pages_cited(row.source)},
    }


def test_no_page_was_read_before_its_text_was_there() -> None:
    """A day that is later than the reading is a slip of the pen."""
    every = _all_pages()

    assert len(every) > 500
    assert [name for name, page in every.items() if page.read and page.dated > page.read] == []


def test_a_text_without_a_day_cannot_be_cited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody could say how old the row is that rests on it."""
    guide = pages._Guide(  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - a line of the register
        address="https://example.com/{}", pages={"a": {"title": "A"}}
    )
    register: tuple[dict[str, date], dict[str, object]] = {}, {"Guide": guide}
    monkeypatch.setattr(pages, "_register", lambda: register)

    with pytest.raises(ValueError, match="no day in the edition ''"):
        page_named("Guide, a")


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
    """Of a file that was found in no release, its day is one that it proves itself."""
    (copy,) = pages_cited("AWS Backup developer guide, vault-lock")
    (release,) = pages_cited("Amazon RDS API, CreateDBInstance.BackupTarget")
    (found,) = pages_cited(
        "terraform-provider-aws acceptance tests, backup/testdata/RegionSettings/basic/main_gen.tf"
    )

    assert (copy.dated, copy.read) == (date(2026, 4, 13), date(2026, 11, 28))
    assert (release.name, release.dated) == (
        "Amazon RDS API, CreateDBInstance",
        date(2026, 11, 17),
    )
    assert (found.dated, found.read) == (date(2026, 1, 1), date(2026, 11, 29))


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
