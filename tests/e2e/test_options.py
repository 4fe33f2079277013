"""What Pulumi's own options do to data stores and their companions, on a real engine.

Cannot prove what AWS does with the calls: the stand-in follows the provider's schema.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.e2e.account import Account
from tests.e2e.engine import NewStack, Stack
from tests.e2e.findings import announced_in

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("baseline_key")]

# Any: JSON.
Json = dict[str, Any]
Deploy = Callable[..., Stack]

HEAD: Final = """\
import pulumi
import pulumi_aws as aws

import bamp_pulumi as bamp

bamp.inherit("orders", tier="critical")

"""
TABLE: Final = """\
aws.dynamodb.Table(
    "{name}",
    hash_key="id",
    attributes=[{{"name": "id", "type": "S"}}],
    billing_mode="PAY_PER_REQUEST",
    opts=pulumi.ResourceOptions({options}),
)
"""
DATABASE: Final = """\
aws.rds.Instance(
    "{name}",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="orders",
    password="not-a-password",
    storage_encrypted=True,
    backup_retention_period=7,
    skip_final_snapshot=True,
    opts=pulumi.ResourceOptions({options}),
)
"""
BUCKET: Final = """\
def add_team(args):
    return pulumi.ResourceTransformResult({{**args.props, "tags": {{"team": "shop"}}}}, args.opts)


aws.s3.Bucket("{name}", opts=pulumi.ResourceOptions(transforms=[add_team]))
"""
REPLICATION: Final = (
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
)


def declare(folder: Path, *texts: str) -> None:
    """Write what a program declares, under the line that inherits."""
    (folder / "__main__.py").write_text(HEAD + "".join(texts))


def of(template: str, name: str, options: str = "") -> str:
    """Write one resource."""
    return template.format(name=name, options=options)


@pytest.fixture
def deploy(new_stack: NewStack, tmp_path: Path) -> Deploy:
    """Deploy a program for the first time."""

    def make(*texts: str, project: str = "orders") -> Stack:
        folder = tmp_path / project
        folder.mkdir()
        (folder / "Pulumi.yaml").write_text(f"name: {project}\nruntime: python\n")
        (folder / "Pulumi.test.yaml").write_text("config:\n  aws:region: us-east-1\n")
        declare(folder, *texts)
        stack = new_stack(folder, "test")
        stack.up()
        return stack

    return make


def run(stack: Stack, *arguments: str) -> str:
    """Run a command and return what it prints."""
    return stack.engine.run(stack.folder, *arguments, "--stack", stack.name)


def up(stack: Stack, *texts: str) -> list[str]:
    """Change the program, and return what its preview announces before it is deployed."""
    declare(stack.folder, *texts)
    shown = json.dumps(stack.preview())
    announced = announced_in(shown, stack.folder.parent / "shown.json")
    stack.up()
    return [*announced]


def held(account: Account, token: str) -> list[str]:
    """List the logical names of what AWS holds of a type."""
    return sorted(str(one["name"]) for one in account.holdings()["kept"] if one["token"] == token)


def declared(stack: Stack) -> dict[str, Json]:
    """Return what a stack's state has, by logical name."""
    resources = stack.export()["deployment"]["resources"]
    return {one["urn"].rpartition("::")[2]: one for one in resources}


OF_TABLE: Final = "aws:dynamodb/table:Table"
OF_DATABASE: Final = "aws:rds/instance:Instance"


def test_transforms_of_a_bucket_do_not_reach_its_companions(deploy: Deploy) -> None:
    """Pulumi runs them for the children too; the tags that one adds are no input of theirs."""
    found = declared(deploy(of(BUCKET, "pictures")))

    assert found["pictures"]["inputs"]["tags"]["team"] == "shop"
    assert found["pictures"]["inputs"]["tags"]["backup-tier"] == "critical"
    assert "tags" not in found["pictures-versioning"]["inputs"]


def test_what_was_deployed_with_retain_on_delete_stays_with_its_replication(
    deploy: Deploy, account: Account
) -> None:
    """The stack forgets both, and the preview says so."""
    stack = deploy(of(DATABASE, "data", "retain_on_delete=True"))

    announced = up(stack)

    assert announced == ["data", "data-backup-replication"]
    assert held(account, OF_DATABASE) == ["data"]
    assert held(account, REPLICATION) == ["data-backup-replication"]
    assert "data" not in declared(stack)


def test_retain_on_delete_in_the_deployment_that_deletes_comes_too_late(
    deploy: Deploy, account: Account
) -> None:
    """Pulumi deletes by the options that were deployed: a rename without an alias, as an example.

    The preview announces the deletion.
    """
    stack = deploy(of(TABLE, "carts"))

    announced = up(stack, of(TABLE, "baskets", "retain_on_delete=True"))

    assert announced == ["carts"]
    assert held(account, OF_TABLE) == ["baskets"]


def test_retain_on_delete_beside_an_alias_deletes_nothing(deploy: Deploy, account: Account) -> None:
    """It is the same table under another name, and nothing is announced."""
    stack = deploy(of(TABLE, "carts"))
    before = account.holdings()["kept"]
    alias = "aliases=[pulumi.Alias(name='carts')], retain_on_delete=True"

    assert up(stack, of(TABLE, "baskets", alias)) == []
    assert [one["born"] for one in account.holdings()["kept"]] == [one["born"] for one in before]


def test_a_move_to_another_stack_keeps_data_store_and_companions(
    deploy: Deploy, account: Account
) -> None:
    """Neither stack then has anything to change, delete or announce."""
    source = deploy(of(DATABASE, "data"), of(TABLE, "carts"))
    target = deploy(of(TABLE, "others"), project="shop")
    before = {one["born"] for one in account.holdings()["kept"]}
    moved = [
        one["urn"]
        for name, one in declared(source).items()
        if name in ("data", "data-backup-replication")
    ]
    run_move(source, target, moved)

    assert up(source, of(TABLE, "carts")) == []
    assert up(target, of(TABLE, "others"), of(DATABASE, "data")) == []
    assert {one["born"] for one in account.holdings()["kept"]} == before
    assert {"data", "data-backup-replication"} <= declared(target).keys()
    assert "data" not in declared(source)


def run_move(source: Stack, target: Stack, urns: list[str]) -> None:
    """Move resources between stacks of two projects."""
    names = [f"organization/{one.folder.name.rpartition('-')[0]}/test" for one in (source, target)]
    source.engine.run(
        source.folder, "state", "move", "--yes", "--source", names[0], "--dest", names[1], *urns
    )
