"""The documents that tests/changes/test_engine_doors.py judges are what an engine writes.

`BAMP_WRITE_SNAPSHOTS=1 pytest tests/e2e/test_doors.py` writes doors.json. Cannot prove that the
stand-in's provider plans as the real one does.
"""

import os
from importlib.metadata import version
from typing import Any, Final

import pytest

from tests.e2e.account import Account
from tests.e2e.doors_record import PROGRAM, RECORD, read_doors, walk_doors, written
from tests.e2e.engine import NewStack

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("baseline_key")]

# Any: JSON.
_OPERATIONS: Final = ("op", "urn", "diffReasons", "replaceReasons")


def test_the_kept_documents_are_what_the_engine_writes(
    new_stack: NewStack, account: Account
) -> None:
    """The same operations for the same reasons, and the same resources with the same inputs."""
    stack = new_stack(PROGRAM, "prod")
    made = walk_doors(stack, account)
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        of = {"engine": stack.engine.version(), "provider": version("pulumi-aws")}
        RECORD.write_text(written({**of, **made}), encoding="utf-8")
    recorded = read_doors()

    assert operations(made["preview"]) == operations(recorded["preview"])
    for name in ("before", "after", "settled"):
        assert kept_names(made[name]) == kept_names(recorded[name])


def operations(preview: dict[str, Any]) -> list[tuple[str, ...]]:
    """List what is done to each resource, and why."""
    return sorted(
        tuple(str(step.get(part, "")) for part in _OPERATIONS) for step in preview["steps"]
    )


def kept_names(export: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """List the resources of an export, and the inputs that each has."""
    return sorted(
        (state["urn"], sorted(state.get("inputs", {})))
        for state in export["deployment"]["resources"]
    )
