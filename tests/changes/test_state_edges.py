"""States as engines also leave them: interrupted, tainted, half replaced, with views, elsewhere.

Each is judged beside a program, or as an export alone. Cannot prove what a provider replaces
beyond what the catalog has read.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, Final

import pulumi
import pulumi_aws as aws
import pytest
from deployed_stacks import ACCOUNT, DATABASE, Deployed, database_inputs, export_of, states_of

import bamp_pulumi as bamp
from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import Coverage, assume_account, cover
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import (
    OperationKind,
    estate_from_document,
    estate_from_stack_export,
)
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.policy import default_policy

TODAY: Final = date(2026, 11, 29)
HEAD: Final = "urn:pulumi:prod::orders::"
TABLE: Final = "aws:dynamodb/table:Table"
# Any, in this file: inputs and JSON documents.
States = list[dict[str, Any]]


def database(
    opts: pulumi.ResourceOptions | None = None,
    **more: Any,  # noqa: ANN401 - inputs of any shape
) -> None:
    """Declare the database as it is deployed, but for what is given."""
    given: dict[str, Any] = {
        "identifier": "orders",
        "engine": "postgres",
        "instance_class": "db.t4g.micro",
        "allocated_storage": 20,
        "username": "orders",
        "manage_master_user_password": True,
        "storage_encrypted": True,
        **more,
    }
    aws.rds.Instance("orders", **given, opts=opts)


def deployed(region: str = "us-east-1", **inputs: Any) -> States:  # noqa: ANN401 - as above
    """Return the states of a stack with that database."""
    one = Deployed(
        type=DATABASE,
        inputs=database_inputs(**inputs),
        outputs={"backupRetentionPeriod": 7},
        region=region,
    )
    return states_of({"orders": one})


def beside(
    body: Callable[[], object], states: Sequence[Mapping[str, Any]], region: str = "us-east-1"
) -> Coverage:
    """Judge a program beside the states of its stack."""

    def program() -> None:
        bamp.inherit(owner="orders", tier="critical")
        body()

    setting = Setting(
        project="orders",
        stack="prod",
        root=Path.cwd(),
        place=Place(account_id=ACCOUNT, region=region),
        config={"aws:region": region},
        deployed=states,
    )
    estate = estate_from_document({**run(program, setting)}, account_id=ACCOUNT)
    assumed = assume_account(estate, None, today=TODAY)
    whole = assumed or cover(estate, default_policy(), today=TODAY)
    return judge_transition(whole, today=TODAY)


def lost(coverage: Coverage) -> set[tuple[str, str]]:
    """Return the code and the name of everything that is lost."""
    return {
        (one.id, one.urn.rpartition("::")[2])
        for one in coverage.findings
        if one.id in ("BAMP-V97", "BAMP-V98", "BAMP-V99")
    }


def kind(coverage: Coverage, name: str = "orders") -> OperationKind:
    """Return what is done to a resource."""
    (found,) = [o.kind for o in coverage.estate.operations if o.urn.endswith(f"::{name}")]
    return found


def test_a_database_that_stays_loses_nothing() -> None:
    """What all others here are compared with."""
    assert lost(beside(database, deployed())) == set()


def test_what_is_tainted_is_replaced() -> None:
    """By `pulumi state taint`: the next deployment replaces it whatever the program says."""
    states = deployed()
    states[-1]["taint"] = True

    assert lost(beside(database, states)) == {("BAMP-V97", "orders")}


@pytest.mark.parametrize(
    ("path", "is_lost"), [("instanceClass", True), ("*", True), ("identifier", False)]
)
def test_a_change_that_the_program_says_replaces_does(path: str, *, is_lost: bool) -> None:
    """`replace_on_changes` makes a change in place a replacement."""
    options = pulumi.ResourceOptions(replace_on_changes=[path])

    found = beside(lambda: database(options, instance_class="db.t4g.large"), deployed())

    assert (("BAMP-V97", "orders") in lost(found)) is is_lost


def test_what_waits_to_be_created_again_is_not_there() -> None:
    """Deleted before its replacement, which was never made."""
    states = deployed()
    states[-1]["pendingReplacement"] = True

    found = beside(database, states)
    export = {"version": 3, "deployment": {"resources": states}}

    assert kind(found) is OperationKind.CREATE
    assert estate_from_stack_export(export).resources == ()


def test_what_an_earlier_deployment_left_to_be_deleted_goes_and_the_new_one_stays() -> None:
    """Both have one URN."""
    states = deployed()
    states.append({**deepcopy(states[-1]), "delete": True, "id": "old"})

    found = beside(database, states)
    of_orders = [o.kind for o in found.estate.operations if o.urn.endswith("::orders")]

    assert sorted(of_orders) == [OperationKind.DELETE, OperationKind.KEEP]


def test_an_interrupted_export_is_refused_in_the_place_of_a_program_too() -> None:
    """Nobody knows what is deployed of it."""
    export = export_of({"orders": Deployed(type=DATABASE, inputs=database_inputs())})
    pending = {"type": "creating", "resource": export["deployment"]["resources"][-1]}
    export["deployment"]["pending_operations"] = [pending]

    with pytest.raises(RefusedError) as refused:
        estate_from_stack_export(export)

    (refusal,) = refused.value.refusals
    assert (refusal.code, "::orders" in refusal.given) == ("BAMP-P16", True)
    assert refusal.write.startswith("pulumi refresh --stack prod; ")


def test_an_export_of_version_4_is_read_as_one_of_version_3() -> None:
    """Version 4 names the features that are used: hooks, as `inherit()` has them."""
    export = export_of({"orders": Deployed(type=DATABASE, inputs=database_inputs())})
    newer = {**export, "version": 4, "features": ["hooks"]}

    older, read = (estate_from_stack_export(one).resources for one in (export, newer))
    assert [(one.urn, dict(one.inputs)) for one in read] == [
        (one.urn, dict(one.inputs)) for one in older
    ]


@pytest.mark.parametrize(("owner", "is_deleted"), [("orders", False), ("gone", True)])
def test_a_view_goes_only_with_the_resource_it_is_of(owner: str, *, is_deleted: bool) -> None:
    """No program declares it: the provider of its owner does."""
    states = deployed()
    view = {
        "urn": f"{HEAD}{TABLE}::part",
        "type": TABLE,
        "custom": True,
        "id": "part",
        "viewOf": f"{HEAD}{DATABASE}::{owner}",
        "inputs": {"name": "part"},
    }

    assert (("BAMP-V97", "part") in lost(beside(database, [*states, view]))) is is_deleted


@pytest.mark.parametrize("how", ["configuration", "provider", "input"])
def test_another_region_replaces(how: str) -> None:
    """Wherever it is written: the database in the Region of before is deleted."""
    states = deployed("eu-west-1")
    states[-1]["outputs"]["region"] = "eu-west-1"

    def body() -> None:
        options = None
        if how == "provider":
            options = pulumi.ResourceOptions(provider=aws.Provider("w", region="eu-central-1"))
        database(options, **({"region": "eu-central-1"} if how == "input" else {}))

    found = beside(body, states, region="us-east-1" if how == "configuration" else "eu-west-1")

    assert ("BAMP-V97", "orders") in lost(found)
    assert kind(found) is OperationKind.REPLACE


def test_a_component_that_goes_takes_its_database_along() -> None:
    """Moved out of it with an alias, the database stays."""
    inside = Deployed(
        type=f"shop:index:Shop${DATABASE}",
        inputs=database_inputs(),
        outputs={"arn": f"arn:aws:rds:us-east-1:{ACCOUNT}:db:orders"},
        options={"parent": f"{HEAD}shop:index:Shop::shop"},
    )
    shop = {"urn": f"{HEAD}shop:index:Shop::shop", "type": "shop:index:Shop", "custom": False}
    states = [*states_of({}), shop, states_of({"orders": inside})[-1]]
    alias = pulumi.Alias(parent=f"{HEAD}shop:index:Shop::shop")

    moved = beside(lambda: database(pulumi.ResourceOptions(aliases=[alias])), states)
    gone = beside(lambda: None, states)

    assert lost(moved) == set()
    assert lost(gone) == {("BAMP-V97", "orders")}


def test_a_whole_urn_as_an_alias_is_the_same_database() -> None:
    """Of another project or type, as AWS's package has renamed some."""
    states = deployed()
    states[-1]["urn"] = "urn:pulumi:prod::legacy::aws:rds/instance:Instance::old"
    options = pulumi.ResourceOptions(aliases=[states[-1]["urn"]])

    assert lost(beside(lambda: database(options), states)) == set()


def test_what_is_retained_stays_outside_of_pulumi() -> None:
    """Of what the state says: the program no longer has it."""
    states = deployed()
    states[-1]["retainOnDelete"] = True

    assert lost(beside(lambda: None, states)) == {("BAMP-V99", "orders")}


def test_what_is_protected_is_deleted_by_nobody() -> None:
    """An engine refuses; here it is refused as well, with what would be lost."""
    states = deployed()
    states[-1]["protect"] = True

    assert ("BAMP-V97", "orders") in lost(beside(lambda: None, states))


def test_what_was_only_looked_up_is_new_once_it_is_declared() -> None:
    """It is then imported or created; nothing of the stack's was there."""
    states = deployed()
    states[-1]["external"] = True

    found = beside(lambda: database(pulumi.ResourceOptions(import_="orders")), states)

    assert (kind(found), lost(found)) == (OperationKind.CREATE, set())


def test_a_secret_is_not_compared() -> None:
    """Encrypted in the state and masked in a preview, it is known on neither side: no change."""
    sealed = {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        "ciphertext": "v1:abc",
    }
    key = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k-1"

    found = beside(
        lambda: database(kms_key_id=pulumi.Output.secret(key)), deployed(kmsKeyId=sealed)
    )

    assert lost(found) == set()


def test_everything_ignored_is_as_it_is_deployed() -> None:
    """Tags as well: then it has no tier, and no deployment gives it one."""
    found = beside(lambda: database(pulumi.ResourceOptions(ignore_changes=["*"])), deployed())

    (orders,) = [one for one in found.resources if one.resource.name == "orders"]
    assert (orders.tier, str(orders.status)) == ("", "unprotected")


def test_a_state_of_a_stack_that_holds_nothing_makes_everything_new() -> None:
    """As a first deployment, and known to be one."""
    found = beside(database, [])

    assert (kind(found), lost(found)) == (OperationKind.CREATE, set())
    assert all(program.deployed_known for program in found.estate.programs)


@pytest.mark.parametrize("part", ["inputs", "outputs"])
def test_null_in_the_place_of_properties_is_none(part: str) -> None:
    """As some engines write what is empty."""
    states = deployed()
    states[-1][part] = None

    assert kind(beside(database, states)) is OperationKind.KEEP
