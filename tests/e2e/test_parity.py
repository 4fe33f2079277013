"""The offline runner declares what the engine would: same resources, same inputs, same options.

What these tests cannot prove: that the real aws provider treats inputs as the stand-in does.
"""

from pathlib import Path
from typing import Any

import pytest

from bamp_pulumi.estate import (
    Estate,
    RunOptions,
    estate_from_document,
    estate_from_stack_export,
    find_project,
    run_programs,
)
from tests.e2e.account import Account
from tests.e2e.engine import NewStack
from tests.e2e.parity import (
    disagreements,
    estate_disagreements,
    inputs_by_urn,
    statement_disagreements,
)

pytestmark = pytest.mark.e2e

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
ACCOUNT = "123456789012"
BUCKET = "aws:s3/bucket:Bucket"


def offline(*programs: Path) -> Estate:
    """Run programs offline, as stacks named `test`."""
    projects = [find_project(program) for program in programs]
    return run_programs(projects, RunOptions(stack="test", account_id=ACCOUNT))


# Any: the engine's JSON.
def check(declared: Estate, preview: dict[str, Any], export: dict[str, Any]) -> Estate:
    """Hold an offline run against a preview, where AWS's answers are unknown, and a deployment."""
    exported = estate_from_stack_export(export, account_id=ACCOUNT)
    assert disagreements(declared, inputs_by_urn(preview)) == []
    assert disagreements(declared, inputs_by_urn(export)) == []
    assert estate_disagreements(declared, estate_from_document(preview, account_id=ACCOUNT)) == []
    assert estate_disagreements(declared, exported) == []
    assert statement_disagreements(declared, exported) == []
    return exported


@pytest.mark.parametrize("name", ["tags", "components", "providers"])
def test_engine_and_offline_runner_agree(name: str, new_stack: NewStack, account: Account) -> None:
    """On every resource, input and option; and a destroyed stack leaves only what it retains."""
    stack = new_stack(PROGRAMS / name, "test")

    exported = check(offline(PROGRAMS / name), stack.preview(), stack.up())
    stack.destroy()

    left = {b["Name"] for b in account.call("s3", "list_buckets")["Buckets"]}
    assert left == {r.id for r in exported.resources if r.retain_on_delete and r.type == BUCKET}


def test_they_agree_on_what_one_stack_reads_of_another(new_stack: NewStack) -> None:
    """Stack outputs and a published parameter reach the reader's inputs in both."""
    publisher, reader = PROGRAMS / "publisher", PROGRAMS / "reader"
    declared = offline(publisher, reader)
    published = new_stack(publisher, "test")
    read = new_stack(reader, "test")

    published.up()

    check(only(declared, "reader/test"), read.preview(), read.up())


def only(estate: Estate, program: str) -> Estate:
    """Keep one program of an estate."""
    return Estate(
        programs=tuple(p for p in estate.programs if p.name == program),
        resources=tuple(r for r in estate.resources if r.program == program),
    )
