"""`bamp coverage`, run in this process on a stand-in of AWS."""

import json
from pathlib import Path
from typing import Any

import pytest
from aws_backup_stand_in import StandIn
from click.testing import CliRunner, Result
from covered_account import FakeBoto3

from bamp_pulumi.cli.commands import bamp

__all__ = ["ask", "document", "drop", "run"]


def ask(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> FakeBoto3:
    """Let boto3 ask a stand-in, whose clock is that of this machine, and wait for nothing."""
    fake = FakeBoto3(stand_in)
    monkeypatch.setattr("boto3.Session", fake.session)
    monkeypatch.setattr("bamp_pulumi.cli.coverage._now", stand_in.now)
    monkeypatch.setattr("bamp_pulumi.lambdas.health.asking._FIRST_DELAY", 0.0)
    return fake


def run(*arguments: str | Path, columns: int = 100) -> Result:
    """Run the command."""
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(bamp, ["coverage", *map(str, arguments)])


def document(*arguments: str | Path) -> Any:  # noqa: ANN401 - JSON
    """Return what it prints for machines."""
    return json.loads(run("--json", *arguments).stdout)


def drop(stand_in: StandIn, arn: str, vault: str, region: str) -> None:
    """Remove the recovery points of a resource from a vault."""
    items = stand_in.lists[region, vault]
    stand_in.lists[region, vault] = [each for each in items if each["ResourceArn"] != arn]
