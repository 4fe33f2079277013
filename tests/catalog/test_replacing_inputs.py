"""Inputs that replace a resource, and what goes with it, are named as the SDK names them.

Cannot prove that a provider replaces a resource for them: that is read in its schema.
"""

import importlib

import pytest
from pulumi import _types  # pyright: ignore[reportPrivateUsage] - the SDK reads its own so

from bamp_pulumi.catalog import (
    DELETION_EFFECTS,
    DELETION_GUARDS,
    REPLACING_INPUTS,
    STORE_GUARDS,
    classify,
)


def inputs_of(token: str) -> set[str]:
    """List the wire names of the inputs of a type."""
    _, module, name = token.split(":")
    found = importlib.import_module(f"pulumi_aws.{module.partition('/')[0]}")
    return {*_types.input_type_types(getattr(found, f"{name}Args"))}


@pytest.mark.parametrize("token", REPLACING_INPUTS)
def test_each_replacing_input_is_an_input_of_its_type(token: str) -> None:
    """A misspelt one would never replace anything."""
    assert REPLACING_INPUTS[token] <= inputs_of(token)


@pytest.mark.parametrize("token", STORE_GUARDS)
def test_each_guard_of_a_data_store_is_an_input_of_its_type(token: str) -> None:
    """Else nothing of what it decides would be said."""
    row = STORE_GUARDS[token]

    assert classify(token) == "data_store"
    named = {row.named_by, row.replica_by} - {""}
    asked = {condition.path for condition in row.idle.values()}
    assert {*row.guards, *named, *asked} <= inputs_of(token)
    assert {*row.absent, *row.idle} <= {*row.guards}
    assert row.guards or row.also
    assert all(DELETION_GUARDS[name].kept for name in row.guards)
    assert row.source


@pytest.mark.parametrize("token", DELETION_EFFECTS)
def test_each_effect_is_of_a_type_that_exists_and_is_no_data_store(token: str) -> None:
    """Of a data store its data is what goes."""
    assert inputs_of(token)
    assert classify(token) != "data_store"
    assert DELETION_EFFECTS[token].source


def test_an_instance_that_is_renamed_is_not_replaced() -> None:
    """Amazon RDS changes the identifier in place (ModifyDBInstance, NewDBInstanceIdentifier)."""
    assert "identifier" not in REPLACING_INPUTS["aws:rds/instance:Instance"]
