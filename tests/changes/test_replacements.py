"""A comparison of two programs knows what a deployment would replace, by the catalog.

Cannot prove that a provider replaces it: an engine's preview says so, `test_transition` reads that.
"""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hand_made_account import policy_with
from preview_documents import Stack, deployed, document

from bamp_pulumi.changes import Aspect, Change, Direction, Snapshot, changes, snapshot_of
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

TODAY: Final = date(2026, 11, 22)


def snapshot(stack: Stack) -> Snapshot:
    """Take a snapshot of a stack that is declared, and of which nothing is deployed."""
    estate = estate_from_document(document({}, stack))
    return snapshot_of(cover(estate, policy_with(), today=TODAY))


BEFORE: Final = snapshot(deployed())


def compared(name: str, /, **inputs: object) -> list[Change]:
    """Compare with a program that writes other inputs of a resource; None takes one out."""
    after = deployed()
    given = {**after[name].inputs, **inputs}
    written = {key: value for key, value in given.items() if value is not None}
    after[name] = replace(after[name], inputs=written)
    return list(changes(BEFORE, snapshot(after)).changes)


def replaced(name: str, /, **inputs: object) -> list[tuple[Direction, str, str]]:
    """List what is replaced: whether it is lost, because of what, and its name."""
    found = compared(name, **inputs)
    return [(c.direction, c.of, c.name) for c in found if c.aspect is Aspect.REPLACED]


@pytest.mark.parametrize(
    ("name", "inputs", "of"),
    [
        ("orders", {"storageEncrypted": False}, "storageEncrypted"),
        ("orders", {"engine": "mysql", "username": "root"}, "engine, username"),
        ("carts", {"hashKey": "order"}, "hashKey"),
        ("disk", {"availabilityZone": "us-east-1b"}, "availabilityZone"),
        ("main", {"name": "other"}, "name"),
    ],
)
def test_a_changed_input_that_replaces_a_resource_is_a_loss(
    name: str, inputs: dict[str, object], of: str
) -> None:
    """What was kept of the old one goes with it."""
    assert (Direction.LOST, of, name) in replaced(name, **inputs)


def test_the_change_says_what_aws_does() -> None:
    """In the words of a preview with operations."""
    (found,) = [c for c in compared("orders", engine="mysql") if c.aspect is Aspect.REPLACED]

    assert found.effect.startswith("the new one is empty; the data of the old one is deleted")
    assert "its automated backups are deleted with it" in found.effect


def test_an_input_that_one_side_leaves_out_may_have_had_the_value_all_along() -> None:
    """AWS fills it in."""
    assert replaced("orders", availabilityZone="us-east-1a") == [
        (Direction.UNSURE, "availabilityZone", "orders")
    ]


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("orders", {"identifier": "sales"}),
        ("orders", {"instanceClass": "db.r6g.large"}),
        ("plan", {"name": "other"}),
        ("selection", {"name": "other"}),
    ],
)
def test_what_is_changed_in_place_or_taken_over_is_no_replacement(
    name: str, inputs: dict[str, object]
) -> None:
    """Another plan makes the same recovery points; those that exist stay."""
    assert replaced(name, **inputs) == []


def test_a_shorter_retention_says_what_becomes_of_what_exists() -> None:
    """Recovery points keep theirs; a service cuts its own backups at once."""
    found = compared("orders", backupRetentionPeriod=1)

    effects = {c.effect for c in found if c.aspect is Aspect.NATIVE}
    assert effects == {"the service deletes its own backups that are older"}
