"""Each row of the table of stores names what its service's own model has.

A row with a misspelt field would say that AWS does not tell; held to botocore's models it cannot.
"""

import re
from typing import Any, Final

import pytest
from api_shapes import operations_of, paging_of, shape_errors

from bamp_pulumi.catalog import OPT_IN_TYPES
from bamp_pulumi.catalog.stores import DATA_STORES
from bamp_pulumi.lambdas.health.store_rows import ITEM, ROWS, StoreRow

# Any: botocore's models are typed loosely.
CALLS: Final = tuple(dict.fromkeys(row.call for row in ROWS))
NOT_LISTED: Final = {"SAP HANA on Amazon EC2"}
"""Of which no list call by page is known to give the ARN that AWS Backup uses."""


def output_of(row: StoreRow) -> Any:  # noqa: ANN401 - of botocore
    """Return the shape of a thing that the call of a row lists."""
    call = row.call
    shape = operations_of(call.service).operation_model(call.operation).output_shape
    return at(shape, call.items)


def at(shape: Any, path: str) -> Any:  # noqa: ANN401 - of botocore
    """Return the shape that a path leads to, through each member of a list."""
    for name in path.split("."):
        shape = shape.members[name]
        while shape.type_name == "list":
            shape = shape.member
    return shape


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.type} {row.call.operation}")
def test_fields_are_those_of_the_service(row: StoreRow) -> None:
    """Every path leads somewhere, and times are times, days numbers, tags pairs."""
    thing = output_of(row)
    holes = set(re.findall(r"\{(\w+)\}", row.arn)) - {
        "partition",
        "region",
        "account",
    }
    paths = {
        *([] if "{" in row.arn else [row.arn]),
        *holes,
        *filter(None, (row.name, row.replicas)),
        *(fit.path for fit in row.fits),
    }
    for path in paths:
        assert (
            thing if path == ITEM and thing.type_name == "string" else at(thing, path)
        ).type_name == "string"
    for path in filter(None, (row.created_at, row.restorable_until)):
        assert at(thing, path).type_name == "timestamp"
    if row.native_days:
        assert at(thing, row.native_days).type_name == "integer"
    if row.tags:
        assert set(at(thing, row.tags).members) == {"Key", "Value"}
    assert row.tags or row.tagged, "tags come from somewhere"


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.service}:{call.operation}")
def test_pages_are_those_of_the_service(call: Any) -> None:  # noqa: ANN401 - of the table
    """Tokens and limits are named as botocore's paginator does, and the largest page is allowed."""
    model = operations_of(call.service).operation_model(call.operation)
    sent = {call.most: call.page} if call.most else {}
    if call.regional:
        sent[call.regional] = "us-east-1"
    assert list(shape_errors(sent, model.input_shape)) == []
    assert call.asks_with in model.input_shape.members
    assert call.goes_on_with in model.output_shape.members
    if paging := paging_of(call.service).get(call.operation):
        assert (paging["input_token"], paging["output_token"]) == (
            call.asks_with,
            call.goes_on_with,
        )


def test_each_type_that_aws_backup_knows_has_a_row() -> None:
    """Or it is named here, and ends in `Unseen`."""
    known = {one.name for one in OPT_IN_TYPES}

    assert known - {row.type for row in ROWS} == NOT_LISTED
    assert {row.type for row in ROWS if "::" not in row.type} <= known


def test_variants_are_those_of_the_catalog() -> None:
    """What is promised of a variant is looked up by its name."""
    known = {
        (row.abilities.backup_type, row.abilities.variant) for row in DATA_STORES if row.abilities
    }
    ours = {(row.type, row.variant) for row in ROWS if "::" not in row.type}

    assert {one for one in ours if one[1]} == {one for one in known if one[1]}
    assert ours - known == {("VirtualMachine", "")}, "nobody declares one with Pulumi"


def test_each_kind_of_file_system_has_a_row() -> None:
    """Of ONTAP the volumes are rows; a kind that AWS adds must not go unnoticed."""
    kinds = operations_of("fsx").shape_for("FileSystemType").enum
    begins = {
        text
        for row in ROWS
        for fit in row.fits
        if fit.path in ("FileSystemType", "VolumeType")
        for text in fit.begins
    }

    assert begins == set(kinds)
