"""Inputs that replace a resource, and what goes with it, are named as the SDK names them.

Cannot prove that a provider replaces a resource for them: that is read in its schema.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

import pytest

from bamp_pulumi.catalog import (
    DATA_STORES,
    DELETION_EFFECTS,
    DELETION_GUARDS,
    PERHAPS_REPLACING,
    REPLACING_INPUTS,
    STORE_GUARDS,
    Protection,
    catalog_rows,
    classify,
    pages_cited,
)
from tests.catalog.installed_types import inputs_of

READ: Final = cast(
    "Mapping[str, Mapping[str, str]]",
    json.loads(Path(__file__).with_name("replacing_inputs.json").read_text()),
)
"""What was read in the provider's source: by type, which inputs do what; `read` has the file."""
_OF_EVERY_TYPE = {"region", "tags", "tagsAll", "timeouts"}
_NOT_READ = {"aws:odb/autonomousDatabase:AutonomousDatabase"}
"""Types that can be protected and of which nothing was read, as the release that was read has no
such type: their replacement is not announced."""


@pytest.mark.parametrize("token", READ)
def test_the_tables_say_what_was_read(token: str) -> None:
    """A row that is lost, or an input of one, would be a replacement that nobody announces."""
    row = READ[token]

    assert REPLACING_INPUTS.get(token, frozenset()) == {*row["replaces"].split()}
    assert {*PERHAPS_REPLACING.get(token, {})} == {*row["perhaps"].split()}


@pytest.mark.parametrize("token", READ)
def test_every_input_of_a_type_was_looked_at(token: str) -> None:
    """A new release of pulumi_aws that brings one is noticed; a misspelt one replaces nothing."""
    row = READ[token]
    named = [name for kind in ("replaces", "perhaps", "in_place") for name in row[kind].split()]

    assert len(named) == len({*named})
    assert {*named} == inputs_of(token).keys() - _OF_EVERY_TYPE


def test_each_file_that_was_read_is_a_page_that_the_tables_rest_on() -> None:
    """With its release, and so with its day; a table that is made anew names them again."""
    sources = {row.name: row.source for row in catalog_rows()}
    guide = "terraform-provider-aws 6.58.0"
    for table, kinds in {
        "replacing_inputs": ("replaces", "perhaps", "in_place"),
        "perhaps_replacing": ("perhaps",),
    }.items():
        files = {row["read"] for row in READ.values() if any(row[kind] for kind in kinds)}
        cited = {page.name for page in pages_cited(sources[table])}

        assert {name for name in cited if name.startswith(guide)} == {
            f"{guide}, {name}" for name in files
        }


def test_every_type_that_can_be_protected_was_read_or_is_listed() -> None:
    """What was not read is known by name, and no row is outside of what was read."""
    protected = {
        store.type
        for store in DATA_STORES
        if store.protection in (Protection.BACKUP, Protection.NATIVE)
        and store.type.startswith("aws:")
    }

    assert protected - READ.keys() == _NOT_READ
    told = {*REPLACING_INPUTS, *PERHAPS_REPLACING}
    assert {token for token in told if token.startswith("aws:")} == READ.keys()


def test_what_decides_a_replacement_is_an_input_too() -> None:
    """Else it would never be found, and the replacement always be in doubt."""
    for token, rows in PERHAPS_REPLACING.items():
        for row in rows.values():
            assert not token.startswith("aws:") or {*row.unless} <= inputs_of(token).keys()
            assert row.where


@pytest.mark.parametrize("token", STORE_GUARDS)
def test_each_guard_of_a_data_store_is_an_input_of_its_type(token: str) -> None:
    """Else nothing of what it decides would be said."""
    row = STORE_GUARDS[token]

    assert classify(token) == "data_store"
    named = {row.named_by, row.replica_by} - {""}
    asked = {condition.path for condition in row.idle.values()}
    assert {*row.guards, *named, *asked} <= inputs_of(token).keys()
    assert {*row.absent, *row.idle} <= {*row.guards}
    assert row.guards or row.also
    assert all(DELETION_GUARDS[name].kept for name in row.guards)
    assert row.source


@pytest.mark.parametrize("token", [t for t in DELETION_EFFECTS if t.startswith("aws:")])
def test_each_effect_is_of_a_type_that_exists_and_is_no_data_store(token: str) -> None:
    """Of a data store its data is what goes."""
    assert inputs_of(token)
    assert classify(token) != "data_store"
    assert DELETION_EFFECTS[token].source


def test_an_instance_that_is_renamed_is_not_replaced() -> None:
    """Amazon RDS changes the identifier in place (ModifyDBInstance, NewDBInstanceIdentifier)."""
    assert "identifier" not in REPLACING_INPUTS["aws:rds/instance:Instance"]
