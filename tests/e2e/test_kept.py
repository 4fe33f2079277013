"""What AWS keeps while a program is adopted, changed, left and destroyed, on a real engine.

The record is kept.json; `BAMP_WRITE_SNAPSHOTS=1 pytest tests/e2e/test_kept.py` writes it and the
page. Cannot prove what AWS does with the calls: the stand-in follows the provider's schema and
AWS's documentation.
"""

import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import pytest

from tests.e2e.account import Account
from tests.e2e.engine import Engine, Stack
from tests.e2e.kept_page import PAGE, RECORD, read_record, render_page
from tests.e2e.kept_steps import LOSSY, walk

pytestmark = pytest.mark.e2e

PROGRAM: Final = Path(__file__).parent / "programs" / "kept"
# Any: JSON.
Json = dict[str, Any]


@pytest.fixture(scope="module")
def record(
    pulumi_command: Path, session_account: Account, tmp_path_factory: pytest.TempPathFactory
) -> Json:
    """Take every step once, and write the record where that is asked for."""
    session_account.forget()
    key = session_account.call("kms", "create_key", region="us-west-2")["KeyMetadata"]["KeyId"]
    session_account.call(
        "kms", "create_alias", region="us-west-2", AliasName="alias/bamp-backup", TargetKeyId=key
    )
    folder = tmp_path_factory.mktemp("kept")
    home = folder / "pulumi"
    home.mkdir()
    plugins = Path(session_account.address).parent / "bin"
    engine = Engine.beside(pulumi_command, plugins, home)

    def new_stack(program: Path, name: str) -> Stack:
        return Stack.of(engine, program, folder / name, name)

    taken = walk(new_stack, PROGRAM, session_account)
    made = {"engine": engine.version(), "provider": version("pulumi-aws"), **taken}
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        RECORD.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(render_page(made), encoding="utf-8")
    return made


def test_the_table_of_the_docs_is_what_the_engine_does(record: Json) -> None:
    """Run again with BAMP_WRITE_SNAPSHOTS=1 where a change is meant."""
    recorded = read_record()

    assert record["steps"] == recorded["steps"]
    assert record["silent"] == recorded["silent"]


def shortened(step: Json) -> set[str]:
    """List the rows of which AWS keeps less after a step."""
    return {row for row, outcome in step["rows"].items() if outcome["shortened"]}


@pytest.mark.parametrize("name", ["adopt", "up", "rename", "move", "again", "target", "retain"])
def test_a_harmless_step_shortens_nothing(record: Json, name: str) -> None:
    """Adopting, changing the tier, renaming with an alias: each keeps what AWS kept, or more."""
    assert shortened(record["steps"][name]) == set()
    assert record["steps"][name]["refused"] == ""


def test_a_destroy_without_a_preview_is_refused_too_late_for_companions(record: Json) -> None:
    """Every data store stays; the replication is not protected, and goes before the refusal.

    With its preview a destroy is refused before anything is deleted: docs/how-to/leaving.md.
    """
    assert record["steps"]["refused"]["refused"] == "The data stores are protected"
    assert shortened(record["steps"]["refused"]) == {"instance-backup-replication"}


def test_only_the_targeted_resource_changes(record: Json) -> None:
    """The tier asks for a replication of the instance; `--target` creates none."""
    rows = record["steps"]["target"]["rows"]

    assert all(outcome["before"] == outcome["after"] for outcome in rows.values())
    assert "instance-backup-replication" not in rows


@pytest.mark.parametrize("name", LOSSY)
def test_nothing_is_shortened_that_was_not_announced(record: Json, name: str) -> None:
    """`bamp preview` of the engine's own preview names each resource that AWS keeps less of."""
    step = record["steps"][name]

    assert shortened(step) - set(step["announced"]) == set()


@pytest.mark.parametrize("name", ["adopt critical", "adopt standard"])
def test_an_instance_without_backups_is_adopted_without_a_refusal(record: Json, name: str) -> None:
    """The first deployment leaves it with the retention promised, or says what to run next."""
    assert record["silent"][name]["refused"] == ""


def test_an_instance_adopted_into_a_continuous_tier_keeps_what_is_promised(record: Json) -> None:
    """BAMP-I10 says that its 7 days are raised to 35; a new instance of the tier has them."""
    assert record["steps"]["retain"]["rows"]["instance"]["after"] == "35 days"
    assert record["steps"]["up"]["rows"]["instance"]["after"] == "35 days"


def test_after_its_maintenance_window_an_adopted_instance_has_its_backups(record: Json) -> None:
    """And the next deployment replicates them."""
    rows = record["silent"]["after the window"]["rows"]

    assert rows["silent"]["after"] == "35 days"
    assert rows["silent-backup-replication"]["after"] == "35 days"
