"""`bamp adopt` as a service engineer calls it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bamp_pulumi.cli.commands import bamp

PROGRAM = """\
import pulumi_aws as aws
import bamp_pulumi as bamp
bamp.inherit("orders", tier="critical")
aws.rds.Instance(
    "orders", identifier="orders", engine="postgres", instance_class="db.t4g.micro",
    storage_encrypted=True,
)
"""
DATABASE = "aws:rds/instance:Instance"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """Write a program of one database."""
    folder = tmp_path / "orders"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: orders\nruntime: python\n")
    (folder / "Pulumi.prod.yaml").write_text("config:\n  aws:region: us-east-1\n")
    (folder / "__main__.py").write_text(PROGRAM)
    return folder


def export(tmp_path: Path, days: int) -> Path:
    """Write what `pulumi stack export` prints of the database."""
    state: dict[str, Any] = {
        "urn": f"urn:pulumi:prod::orders::{DATABASE}::orders",
        "type": DATABASE,
        "custom": True,
        "id": "orders",
        "inputs": {"identifier": "orders"},
        "outputs": {"backupRetentionPeriod": days},
    }
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"version": 3, "deployment": {"resources": [state]}}))
    return file


def run(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(bamp, ["adopt", *map(str, arguments)])


def test_the_plan_of_a_database_without_backups(orders: Path, tmp_path: Path) -> None:
    """In words; protected once it is deployed, so there is nothing to decide."""
    done = run(orders, "--state", export(tmp_path, 0))

    assert done.exit_code == 0, done.output
    assert done.output.startswith("1 data store, 1 of them deployed: two deployments\n")
    assert "Second deployment: pulumi up --refresh" in done.output


def test_without_a_state_the_plan_says_what_depends_on_it(orders: Path) -> None:
    """In the words of the preview: whether the replication waits, nobody knows."""
    done = run(orders)
    document = json.loads(run(orders, "--json").output)

    assert done.exit_code == 0, done.output
    assert "replication of orders waits for a second deployment" in " ".join(done.output.split())
    assert "Nothing has to be decided, as far as is known without the state." in done.output
    assert [one["id"] for one in document["open"]] == ["BAMP-V105"]


def test_a_database_that_is_deleted_is_counted_in_the_verdict(orders: Path, tmp_path: Path) -> None:
    """The last line and the exit status say the same."""
    (orders / "__main__.py").write_text("import bamp_pulumi as bamp\nbamp.inherit('orders')\n")
    done = run(orders, "--state", export(tmp_path, 7))

    assert done.exit_code == 1
    assert done.output.rstrip().endswith("To decide: 1 loss. Exit status 1.")


def test_the_plan_for_machines(orders: Path, tmp_path: Path) -> None:
    """One JSON object."""
    done = run(orders, "--state", export(tmp_path, 3), "--json")

    document = json.loads(done.output)
    assert done.exit_code == 0
    assert (document["schema"], document["deployments"]) == ("bamp.adoption/1", 1)


def test_what_is_no_export_is_refused(orders: Path, tmp_path: Path) -> None:
    """Nothing is planned from a file that says nothing of what is deployed."""
    file = tmp_path / "state.json"
    file.write_text("{}")

    assert run(orders, "--state", file).exit_code == 2
