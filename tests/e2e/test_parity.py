"""The offline runner declares what the engine would: same resources, same inputs, same options.

What these tests cannot prove: that the real aws provider treats inputs as the stand-in does.
"""

from pathlib import Path

import pytest

from bamp_pulumi.estate import Estate, RunOptions, find_project, run_programs
from tests.e2e.account import Account
from tests.e2e.engine import NewStack
from tests.e2e.parity import ACCOUNT, disagreements

pytestmark = pytest.mark.e2e

PROGRAMS = Path(__file__).parent / "programs"


def offline(*programs: Path, inherit: bool = False) -> Estate:
    """Run programs offline, as stacks named `test`."""
    projects = [find_project(program) for program in programs]
    return run_programs(projects, RunOptions(stack="test", account_id=ACCOUNT, inherit=inherit))


@pytest.mark.parametrize("name", ["tags", "components", "providers"])
def test_engine_and_offline_runner_agree(name: str, new_stack: NewStack, account: Account) -> None:
    """On every resource, input and option; and a destroyed stack leaves only what it retains."""
    declared = offline(PROGRAMS / name)
    stack = new_stack(PROGRAMS / name, "test")

    assert disagreements(declared, stack.preview(), stack.up()) == []
    stack.destroy()

    retained = sum(r.retain_on_delete for r in declared.of_type("aws:s3/bucket:Bucket"))
    assert len(account.call("s3", "list_buckets")["Buckets"]) == retained


def test_they_agree_on_what_one_stack_reads_of_another(new_stack: NewStack) -> None:
    """Stack outputs and a published parameter reach the reader's inputs in both."""
    publisher, reader = PROGRAMS / "publisher", PROGRAMS / "reader"
    declared = offline(publisher, reader)
    published = new_stack(publisher, "test")
    read = new_stack(reader, "test")

    published.up()

    assert disagreements(only(declared, "reader/test"), read.preview(), read.up()) == []


def only(estate: Estate, program: str) -> Estate:
    """Keep one program of an estate."""
    return Estate(
        programs=tuple(p for p in estate.programs if p.name == program),
        resources=tuple(r for r in estate.resources if r.program == program),
    )


@pytest.mark.usefixtures("baseline_key")
@pytest.mark.parametrize("name", ["tags", "components"])
def test_the_inherit_option_previews_what_the_adopted_program_applies(
    name: str, new_stack: NewStack, tmp_path: Path
) -> None:
    """`--inherit` offline on the program as it is; the engine on a copy that has the line."""
    declared = offline(PROGRAMS / name, inherit=True)
    stack = new_stack(adopted(PROGRAMS / name, tmp_path / name), "test")

    assert disagreements(declared, stack.preview(), stack.up()) == []
    assert set(stack.preview()["changeSummary"]) == {"same"}


def adopted(program: Path, copy: Path) -> Path:
    """Copy a program and declare the line behind its docstring, so that no line moves."""
    copy.mkdir()
    for file in program.glob("*.*"):
        text = file.read_text()
        if file.name == "__main__.py":
            docstring, rest = text.split("\n", 1)
            line = f"import bamp_pulumi; bamp_pulumi.inherit(owner={program.name!r})"
            text = f"{docstring}; {line}\n{rest}"
        (copy / file.name).write_text(text)
    return copy
