"""Inheritance on a real engine: chains of transforms, packaged components, refusals.

Programs that are plainer are compared in test_parity.py. Cannot prove what the real aws provider
makes of the inputs.
"""

import sys
from pathlib import Path
from typing import Any

import pytest

from bamp_pulumi.estate import RunOptions, find_project, run_programs
from tests.e2e.engine import EngineError, NewStack
from tests.e2e.parity import ACCOUNT, disagreements, inputs_by_urn

pytestmark = pytest.mark.e2e

PROGRAMS = Path(__file__).parent / "programs"
TAGS = {"backup-tier": "standard", "backup-owner": "orders"}
OWN = "urn:pulumi:test::packaged::aws:s3/bucket:Bucket"
THEIRS = "urn:pulumi:test::packaged::shop:index:Shop$"


@pytest.mark.usefixtures("baseline_key")
def test_in_a_chain_of_transforms_engine_and_offline_runner_agree(new_stack: NewStack) -> None:
    """Secrets made by one transform reach ours bare on the wire, and no tag is lost."""
    project = find_project(PROGRAMS / "chained")
    declared = run_programs([project], RunOptions(stack="test", account_id=ACCOUNT))
    stack = new_stack(PROGRAMS / "chained", "test")

    assert disagreements(declared, stack.preview(), stack.up()) == []
    assert set(stack.preview()["changeSummary"]) == {"same"}


@pytest.mark.usefixtures("baseline_key")
def test_what_aws_backup_owns_is_ignored_from_then_on(new_stack: NewStack) -> None:
    """A database of a continuous tier, with what its program ignores itself."""
    stack = new_stack(PROGRAMS / "chained", "test")

    ignored = {
        resource["urn"].rpartition("::")[2]: resource["ignoreChanges"]
        for resource in stack.up()["deployment"]["resources"]
        if resource.get("ignoreChanges")
    }

    assert ignored == {"orders": ["engineVersion", "backupWindow"]}


def test_children_of_a_packaged_component_inherit_what_needs_no_resource_beside_them(
    new_stack: NewStack, tmp_path: Path
) -> None:
    """Versioning inline there, and beside the program's own bucket of the same name."""
    stack = new_stack(packaged(tmp_path / "packaged"), "test")

    inputs = inputs_by_urn(stack.up())

    assert inputs[f"{OWN}::logs"] == {"bucket": "ours", "tags": TAGS}
    assert inputs[f"{THEIRS}aws:s3/bucket:Bucket::logs"] == {
        "bucket": "theirs",
        "tags": TAGS,
        "versioning": {"enabled": True},
    }
    table = inputs[f"{THEIRS}aws:dynamodb/table:Table::carts"]
    assert table["tags"] == {"team": "shop", **TAGS}
    assert table["pointInTimeRecovery"] == {"enabled": True, "recoveryPeriodInDays": 35}
    database = inputs[f"{THEIRS}aws:rds/instance:Instance::orders"]
    assert database["backupRetentionPeriod"] == 7
    versioned = [urn for urn in inputs if "bucketVersioning" in urn]
    assert versioned == [f"{OWN}$aws:s3/bucketVersioning:BucketVersioning::logs-versioning"]


def packaged(copy: Path) -> Path:
    """Copy the program, and tell its plugin which Python it runs on."""
    for file in (PROGRAMS / "packaged").rglob("*.*"):
        target = copy / file.relative_to(PROGRAMS / "packaged")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.read_text())
    options = f"{{toolchain: pip, virtualenv: {sys.prefix}}}"
    plugin = f"runtime:\n  name: python\n  options: {options}\n"
    (copy / "plugin" / "PulumiPlugin.yaml").write_text(plugin)
    return copy


BUCKET = 'aws.s3.Bucket("logs", tags={"backup-tier": "gold"})'
DATABASE = 'aws.rds.Instance("orders", instance_class="db.t4g.micro", storage_encrypted=True)'
REFUSED = {
    "BAMP-I02": ("bamp.inherit('orders')", "bamp.inherit('orders')"),
    "BAMP-I03": (BUCKET, "bamp.inherit('orders')"),
    "BAMP-I05": ("bamp.inherit('orders')", DATABASE),
    "BAMP-I06": ("bamp.inherit()",),
    "BAMP-T01": ("bamp.inherit('orders')", BUCKET),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_refused_preview_shows_our_text_and_no_traceback(
    code: str, new_stack: NewStack, tmp_path: Path
) -> None:
    """Nothing is deployed, and the person reads one clear error."""
    lines = ("import pulumi_aws as aws", "import bamp_pulumi as bamp", *REFUSED[code])
    said = refusal(lines, new_stack, tmp_path / "refused")

    assert f"[{code}]" in said
    assert "  write:" in said
    assert "Traceback" not in said


def refusal(lines: Any, new_stack: NewStack, program: Path) -> str:  # noqa: ANN401 - lines of a program
    """Preview a program that must be refused, and return what the engine says of it."""
    program.mkdir()
    (program / "Pulumi.yaml").write_text("name: refused\nruntime: python\n")
    (program / "Pulumi.test.yaml").write_text("config:\n  aws:region: us-east-1\n")
    (program / "__main__.py").write_text("\n".join(lines) + "\n")
    stack = new_stack(program, "test")
    with pytest.raises(EngineError) as caught:
        stack.engine.run(stack.folder, "preview", "--stack", "test")
    return str(caught.value)
