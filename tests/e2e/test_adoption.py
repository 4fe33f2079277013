"""An existing database comes under the policy, on a real engine: what each command does and says.

The stand-in turns automated backups on as RDS does: with the change where the program asks for it
at once, else in the next maintenance window (`account.maintain()`). Cannot prove what RDS answers.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bamp_pulumi.adoption import plan_adoption
from bamp_pulumi.coverage import assume_account
from bamp_pulumi.estate import (
    Estate,
    RunOptions,
    estate_from_document,
    estate_from_stack_export,
    find_project,
    load_estate,
    run_programs,
)
from bamp_pulumi.report import adoption_in_words
from tests.e2e.account import Account
from tests.e2e.engine import EngineError, NewStack, Stack
from tests.e2e.parity import ACCOUNT

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("baseline_key")]

DATABASE = "aws:rds/instance:Instance"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
ALONE = """\
import pulumi
import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    identifier="orders",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="orders",
    password="not-a-password",
    storage_encrypted=True,
    skip_final_snapshot=True,{more}
)
"""
ADOPTED = "import bamp_pulumi as bamp\n\nbamp.inherit('orders', tier='{tier}')\n"


def adopted(more: str = "", tier: str = "critical") -> str:
    """Write the program with the line that adopts it."""
    imports, _, rest = program(more).partition("\n\n")
    return f"{imports}\n{ADOPTED.format(tier=tier)}\n{rest}"


def program(more: str = "") -> str:
    """Write the program as it is before."""
    return ALONE.replace("{more}", f"\n    {more}" if more else "")


@pytest.fixture
def deploy(new_stack: NewStack, tmp_path: Path) -> Any:  # noqa: ANN401 - a function, used below
    """Deploy a program of a database, without the policy."""

    def make(more: str = "") -> Stack:
        folder = tmp_path / "orders"
        folder.mkdir()
        (folder / "Pulumi.yaml").write_text("name: orders\nruntime: python\n")
        (folder / "Pulumi.test.yaml").write_text("config:\n  aws:region: us-east-1\n")
        (folder / "__main__.py").write_text(program(more))
        stack = new_stack(folder, "test")
        stack.up()
        return stack

    return make


def run(stack: Stack, command: str, *arguments: str) -> str:
    """Run a command and return what it prints."""
    if command == "up":
        arguments = ("--yes", "--skip-preview", *arguments)
    return stack.engine.run(stack.folder, command, *arguments, "--stack", stack.name)


def deployed(stack: Stack, token: str) -> dict[str, Any] | None:
    """Return what the stack's state has of a type: one resource, or none."""
    found = [r for r in stack.export()["deployment"]["resources"] if r["type"] == token]
    return found[0] if found else None


def retention(stack: Stack) -> tuple[int, int]:
    """Return what the program asks for, and what the last command read from AWS."""
    database = deployed(stack, DATABASE)
    assert database is not None
    name = "backupRetentionPeriod"
    return database["inputs"].get(name, 0), database["outputs"].get(name, 0)


def judged(estate: Estate) -> tuple[str, list[str]]:
    """Return how the database stands in an account of the default policy, and what is found."""
    coverage = assume_account(estate, None, today=date(2026, 11, 29))
    assert coverage is not None
    (orders,) = (c for c in coverage.resources if c.resource.name == "orders")
    # The key of the replication is one of the account's stack, which is not given here.
    return orders.status.value, sorted({f.id for f in orders.findings} - {"BAMP-V78"})


def plan(stack: Stack) -> str:
    """Return what `bamp adopt` plans for what is deployed now."""
    state = stack.folder.parent / "state.json"
    state.write_text(json.dumps(stack.export()))
    options = RunOptions(stack="test", account_id=ACCOUNT, states=(state,))
    estate = load_estate([stack.folder], options)
    coverage = assume_account(estate, None, today=date(2026, 11, 29))
    assert coverage is not None
    return adoption_in_words(plan_adoption(coverage))


def declared(stack: Stack) -> tuple[str, list[str]]:
    """Judge the program alone, run offline."""
    options = RunOptions(stack="test", account_id=ACCOUNT)
    return judged(run_programs([find_project(stack.folder)], options))


def test_a_database_without_backups_is_adopted_in_two_deployments(
    deploy: Any,  # noqa: ANN401 - as above
    account: Account,
) -> None:
    """The first asks for them, the one after the maintenance window replicates them."""
    stack = deploy()
    (stack.folder / "__main__.py").write_text(adopted())
    assert plan(stack).startswith("1 data store, 1 of them deployed: two deployments\n")

    planned = run(stack, "preview")
    document = judged(estate_from_document(stack.preview(), account_id=ACCOUNT))
    said = run(stack, "up")

    assert retention(stack) == (35, 0)
    assert deployed(stack, REPLICATION) is None
    # The program says what will be; the preview, that there is no replication yet; the state, that
    # the backups are off as well.
    assert declared(stack) == ("protected", [])
    assert document == ("protected", ["BAMP-V79"])
    assert judged(estate_from_stack_export(stack.export())) == (
        "protected",
        ["BAMP-V20", "BAMP-V79"],
    )
    assert "[BAMP-I23]" in planned
    assert "[BAMP-I23]" in said
    assert "backup-replication" not in planned

    account.maintain()
    again = run(stack, "up", "--refresh")

    assert retention(stack) == (35, 35)
    assert deployed(stack, REPLICATION) is not None
    assert "BAMP-" not in again
    assert judged(estate_from_stack_export(stack.export())) == declared(stack)
    assert plan(stack).startswith("1 data store, 1 of them deployed: nothing changes\n")
    assert set(stack.preview()["changeSummary"]) == {"same"}


def test_a_database_with_backups_is_adopted_in_one_deployment(deploy: Any) -> None:  # noqa: ANN401 - as above
    """From three days to the retention of the continuous rule, and replicated at once."""
    stack = deploy("backup_retention_period=3,")
    (stack.folder / "__main__.py").write_text(adopted("backup_retention_period=3,"))

    planned = run(stack, "preview")
    document = judged(estate_from_document(stack.preview(), account_id=ACCOUNT))
    said = run(stack, "up")

    state = judged(estate_from_stack_export(stack.export()))
    assert declared(stack) == document == state == ("protected", [])
    assert "backup-replication" in planned
    assert "is raised from 3 to 35" in said
    assert retention(stack) == (35, 35)
    assert deployed(stack, REPLICATION) is not None
    assert "BAMP-I23" not in planned + said


def test_a_program_may_ask_for_the_outage_at_once(deploy: Any) -> None:  # noqa: ANN401 - as above
    """`apply_immediately` is the program's own choice; one deployment then does it all."""
    stack = deploy("apply_immediately=True,")
    (stack.folder / "__main__.py").write_text(adopted("apply_immediately=True,"))

    planned = run(stack, "preview")
    run(stack, "up")

    assert "backup-replication" in planned
    assert retention(stack) == (35, 35)
    assert deployed(stack, REPLICATION) is not None


def test_what_the_program_ignores_is_said_and_nothing_fails(deploy: Any) -> None:  # noqa: ANN401 - as above
    """The retention never reaches the database, so there is nothing to replicate."""
    ignoring = 'opts=pulumi.ResourceOptions(ignore_changes=["backupRetentionPeriod"]),'
    stack = deploy(ignoring)
    (stack.folder / "__main__.py").write_text(adopted(ignoring, "standard"))

    said = run(stack, "up")

    assert retention(stack) == (0, 0)
    assert deployed(stack, REPLICATION) is None
    assert "[BAMP-I23]" in said
    assert "[BAMP-I25]" in said


def test_aws_would_refuse_the_replication_any_earlier(deploy: Any) -> None:  # noqa: ANN401 - as above
    """Made by the program itself it fails: what the library avoids is really refused here."""
    stack = deploy()
    replicated = program() + (
        'database = aws.rds.Instance.get("same", "x")\n'
        'aws.rds.InstanceAutomatedBackupsReplication("r", region="us-west-2",\n'
        '    source_db_instance_arn="arn:aws:rds:us-east-1:123456789012:db:orders")\n'
    ).replace('database = aws.rds.Instance.get("same", "x")\n', "")
    (stack.folder / "__main__.py").write_text(replicated)

    with pytest.raises(EngineError, match="InvalidDBInstanceState"):
        run(stack, "up")


DECLARED_IN_APPLY = """\
import pulumi
import pulumi_aws as aws

first = aws.rds.Instance(
    "first", engine="postgres", instance_class="db.t4g.micro", allocated_storage=20,
    username="{user}", manage_master_user_password=True, skip_final_snapshot=True,
)
first.endpoint.apply(
    lambda _: aws.dynamodb.Table(
        "later", billing_mode="PAY_PER_REQUEST", hash_key="id",
        attributes=[{"name": "id", "type": "S"}],
    )
)
"""


def test_what_an_apply_declares_is_deleted_in_the_preview_and_stays_in_the_deployment(
    new_stack: NewStack, tmp_path: Path
) -> None:
    """Its value is unknown only while the resource that it is of is replaced."""
    folder = tmp_path / "orders"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: orders\nruntime: python\n")
    (folder / "Pulumi.test.yaml").write_text("config:\n  aws:region: us-east-1\n")
    (folder / "__main__.py").write_text(DECLARED_IN_APPLY.replace("{user}", "orders"))
    stack = new_stack(folder, "test")
    before = table_of(stack.up())
    assert operations(stack, "later") == ["same"]

    replaced = DECLARED_IN_APPLY.replace("{user}", "another")
    (stack.folder / "__main__.py").write_text(replaced)
    engine, ours = operations(stack, "later"), offline_operations(stack, "later")

    assert engine == ours == ["delete"]
    assert table_of(stack.up()) == before


def table_of(export: dict[str, Any]) -> str:
    """Return the id of the one table of a stack."""
    resources = export["deployment"]["resources"]
    (found,) = [r["id"] for r in resources if r["type"] == "aws:dynamodb/table:Table"]
    return found


def operations(stack: Stack, name: str) -> list[str]:
    """Return what the engine's preview lists of a resource."""
    return [s["op"] for s in stack.preview()["steps"] if s["urn"].endswith(f"::{name}")]


def offline_operations(stack: Stack, name: str) -> list[str]:
    """Return what the program, run offline beside its state, shows of a resource."""
    state = stack.folder.parent / "state.json"
    state.write_text(json.dumps(stack.export()))
    options = RunOptions(stack="test", account_id=ACCOUNT, states=(state,))
    estate = load_estate([stack.folder], options)
    return [str(one.kind) for one in estate.operations if one.urn.endswith(f"::{name}")]
