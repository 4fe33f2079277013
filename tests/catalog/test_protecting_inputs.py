"""Inputs that protect exist, and each says what is lost with it and what becomes of it left out.

Cannot prove that AWS does what a row says: its source does.
"""

import pytest

from bamp_pulumi.catalog import (
    DATA_STORES,
    PROTECTING_INPUTS,
    Better,
    ComparedInput,
    Form,
    Outcome,
    protecting_inputs,
)
from tests.catalog.installed_types import input_exists, type_tokens

OF_PROVIDER = [token for token in PROTECTING_INPUTS if token.startswith("aws:")]


@pytest.mark.parametrize("token", OF_PROVIDER)
def test_each_protecting_input_is_one_of_the_installed_provider(token: str) -> None:
    """A misspelt one would never be a loss."""
    assert token in type_tokens()
    for path in PROTECTING_INPUTS[token]:
        # What a document says is no input of the provider.
        given = path.partition(".")[0] if path.startswith("content.") else path
        assert input_exists(token, given), path


def test_each_setting_that_protects_is_compared() -> None:
    """By the days that the service keeps its own backups, or here."""
    passed_over = [
        (row.type, setting.path)
        for row in DATA_STORES
        for setting in row.settings
        if setting.protects and setting.at_least is None
        if setting.path not in PROTECTING_INPUTS.get(row.type, {})
    ]

    assert passed_over == []


@pytest.mark.parametrize("token", PROTECTING_INPUTS)
def test_each_list_on_the_way_is_named(token: str) -> None:
    """The items that both sides have are found by the names of each list on the path."""
    rows = PROTECTING_INPUTS[token]
    for path, row in rows.items():
        lists = path.split(".*.")[:-1]
        assert len(row.named_by) >= len(lists) + (row.form is Form.NAMES), path
        for place in range(len(lists)):
            found = rows[".*.".join(lists[: place + 1])].form
            assert found in (Form.NAMES, Form.REPLICAS), path


@pytest.mark.parametrize("token", PROTECTING_INPUTS)
def test_each_row_says_what_is_lost_and_where_that_was_read(token: str) -> None:
    """What becomes of an input that is left out is said by the setting of its path, if any."""
    settings = {s.path: s for row in DATA_STORES if row.type == token for s in row.settings}
    for path, row in PROTECTING_INPUTS[token].items():
        assert row.lost or row.better is Better.UNJUDGED
        assert row.source
        assert row.read_on >= "2026-11-28"
        # Only a block that AWS keeps as a whole is told otherwise than the input in it.
        is_told_twice = row.absent is not None and path in settings
        assert is_told_twice is (path in ("versioning.enabled", "versionings.0.enabled"))


def compared(token: str) -> ComparedInput:
    """Return the only protecting input of a type."""
    (row,) = protecting_inputs(token).values()
    return row


def test_an_input_is_compared_as_its_row_says() -> None:
    """One of each kind: left out it is sent, kept, removed, or nobody says."""
    replica = compared("aws:dynamodb/tableReplica:TableReplica")
    assert (replica.left_out, replica.absent, replica.best) == (Outcome.SENT, "false", {"true"})
    keyspaces = protecting_inputs("aws:keyspaces/table:Table")["pointInTimeRecovery.status"]
    assert (keyspaces.left_out, keyspaces.absent) == (Outcome.KEPT, None)
    secret = compared("aws:secretsmanager/secret:Secret")
    assert (secret.left_out, secret.better) == (Outcome.REMOVED, Better.MEMBERS)
    native = protecting_inputs("aws-native:cassandra:Table")["pointInTimeRecoveryEnabled"]
    assert native.left_out is Outcome.UNKNOWN
    assert protecting_inputs("aws:ebs/volume:Volume") == {}
