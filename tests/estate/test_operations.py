"""What a deployment does to each resource, read from the steps of a preview.

The steps are those that an engine wrote (3.274); which of them it writes is Pulumi's.
"""

from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

import pytest
from preview_documents import Stack, deployed, document, urn_of

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import Estate, OperationKind, estate_from_document

STACK: Final = deployed()
ORDERS: Final = urn_of("orders", STACK["orders"])
REPLACED: Final = {"orders": ["storageEncrypted"]}


def changed() -> Stack:
    """Return the stack with another value of an input that replaces the database."""
    after = deployed()
    inputs = {**after["orders"].inputs, "storageEncrypted": False}
    after["orders"] = replace(after["orders"], inputs=inputs)
    return after


def kinds(estate: Estate, urn: str) -> list[OperationKind]:
    """List what becomes of a resource."""
    return [one.kind for one in estate.operations if one.urn == urn]


@pytest.mark.parametrize("all_steps", [False, True], ids=["one step", "three steps"])
def test_a_replacement_is_one_resource_and_one_operation(*, all_steps: bool) -> None:
    """With `--show-replacement-steps`, Pulumi lists it three times."""
    estate = estate_from_document(
        document(STACK, changed(), replaces=REPLACED, all_steps=all_steps)
    )

    assert [one.urn for one in estate.resources].count(ORDERS) == 1
    (operation,) = [one for one in estate.operations if one.urn == ORDERS]
    assert (operation.kind, operation.reasons) == (OperationKind.REPLACE, ("storageEncrypted",))
    assert operation.deletes_first is (False if all_steps else None)
    assert operation.before is not None
    assert operation.before.inputs["storageEncrypted"] is True
    assert estate.at(ORDERS).inputs["storageEncrypted"] is False


def test_what_is_deleted_before_it_is_created_is_known_by_the_order() -> None:
    """As with `delete_before_replace`."""
    preview = document(STACK, changed(), replaces=REPLACED, all_steps=True)
    at = next(n for n, step in enumerate(preview["steps"]) if step["op"] == "create-replacement")
    steps = preview["steps"]
    steps[at], steps[at + 2] = steps[at + 2], steps[at]

    (operation,) = [one for one in estate_from_document(preview).operations if one.urn == ORDERS]

    assert operation.deletes_first is True


def test_the_estate_before_holds_what_was_deployed() -> None:
    """What is created is not in it, and what is deleted is."""
    after = deployed()
    after["new"] = replace(after.pop("carts"), outputs={})

    estate = estate_from_document(document(STACK, after))

    assert estate.deployed is not None
    assert {one.name for one in estate.deployed.resources} == STACK.keys()
    assert {one.name for one in estate.resources} == after.keys()


def test_what_stays_keeps_its_id_and_outputs() -> None:
    """An engine lists neither: it writes a step down before it asks the provider."""
    after = deployed()
    inputs = {**after["orders"].inputs, "instanceClass": "db.r6g.large"}
    after["orders"] = replace(after["orders"], inputs=inputs)

    orders = estate_from_document(document(STACK, after)).at(ORDERS)

    assert orders.id == "orders-id"
    assert orders.outputs["arn"] == "arn:aws:rds:us-east-1:111122223333:db:orders"
    assert orders.account_id == "111122223333"
    assert "instanceClass" not in orders.outputs
    assert orders.text("instanceClass") == "db.r6g.large"


def test_an_input_that_a_program_no_longer_writes_is_not_read_from_before() -> None:
    """Its output says what was."""
    after = deployed()
    inputs = {k: v for k, v in after["orders"].inputs.items() if k != "backupRetentionPeriod"}
    after["orders"] = replace(after["orders"], inputs=inputs)

    orders = estate_from_document(document(STACK, after)).at(ORDERS)

    assert orders.value("backupRetentionPeriod") is None


def test_tags_that_follow_from_others_are_not_read_from_before() -> None:
    """`tagsAll` is an output of `tags`."""
    before = deployed()
    outputs = {**before["orders"].outputs, "tagsAll": {"backup-tier": "critical"}}
    before["orders"] = replace(before["orders"], outputs=outputs)
    after = deepcopy(before)
    after["orders"] = replace(after["orders"], inputs={**after["orders"].inputs, "tags": {}})

    orders = estate_from_document(document(before, after)).at(ORDERS)

    assert orders.value("tagsAll") is None


def test_what_is_renamed_is_the_same_resource() -> None:
    """An engine pairs it by its alias; its old state has the URN of before."""
    after = deployed()
    after["sales"] = after.pop("orders")

    estate = estate_from_document(document(STACK, after, aliases={"sales": "orders"}))

    sales = urn_of("sales", after["sales"])
    assert kinds(estate, sales) == [OperationKind.KEEP]
    (operation,) = [one for one in estate.operations if one.urn == sales]
    assert operation.before is not None
    assert (operation.before.urn, operation.before.aliases) == (ORDERS, (sales,))


def state(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a state
    """Write the state of a bucket."""
    urn = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::b"
    return {"urn": urn, "type": "aws:s3/bucket:Bucket", "custom": True, "id": "b", **fields}


BUCKET: Final = state()["urn"]


def read(*steps: tuple[str, dict[str, Any] | None, dict[str, Any] | None]) -> Estate:
    """Read steps of one bucket: operation, old state, new state."""
    written = [
        {"op": op, "urn": BUCKET}
        | ({"oldState": old} if old else {})
        | ({"newState": new} if new else {})
        for op, old, new in steps
    ]
    return estate_from_document({"steps": written, "config": {}}, region="us-east-1")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("refresh", state(), state()), ("same", state(), state())], OperationKind.KEEP),
        ([("delete", state(), None), ("create", None, state())], OperationKind.REPLACE),
        ([("import", None, state())], OperationKind.IMPORT),
        ([("delete", state(), None)], OperationKind.DELETE),
        ([("read", state(external=True), state(external=True))], OperationKind.CREATE),
        ([("same", state(), state()), ("delete-replaced", state(delete=True), None)], None),
    ],
    ids=["refreshed", "gone", "imported", "deleted", "read", "left over"],
)
def test_other_steps_are_read_as_what_they_do(
    steps: list[tuple[str, dict[str, Any] | None, dict[str, Any] | None]],
    expected: OperationKind | None,
) -> None:
    """A refresh is listed in addition; what a refresh does not find is created anew."""
    estate = read(*steps)

    found = kinds(estate, BUCKET)
    assert found == ([expected] if expected else [OperationKind.KEEP, OperationKind.DELETE])
    assert len(estate.resources) == (0 if expected is OperationKind.DELETE else 1)


def test_what_pulumi_has_only_read_is_not_deleted_with_its_step() -> None:
    """A `discard` forgets it."""
    estate = read(("discard", state(external=True), None))

    assert estate.operations == ()
    assert estate.deployed is None


def test_a_summary_of_operations_is_refused() -> None:
    """`pulumi preview --output json` names operations and no inputs."""
    summary = {
        "result": "succeeded",
        "duration": 1,
        "summary": {"delete": 1},
        "resources": [{"urn": BUCKET, "type": "aws:s3/bucket:Bucket", "name": "b", "op": "delete"}],
    }

    with pytest.raises(RefusedError, match="BAMP-P01"):
        estate_from_document(summary)


def test_a_preview_without_what_does_not_change_is_refused() -> None:
    """What is not listed could seem to be deleted."""
    preview = document(STACK, changed(), replaces=REPLACED)
    preview["steps"] = [step for step in preview["steps"] if step["op"] != "same"]

    with pytest.raises(RefusedError, match="BAMP-P08"):
        estate_from_document(preview)
