"""What callers hold on to: names and signatures, commands and options, codes.

A change here is a change for somebody else: it needs a changelog fragment, and after a release a
major version if anything goes away. `BAMP_WRITE_SNAPSHOTS=1` writes the snapshots anew. Type tokens
are a snapshot of their own (`tests/components`), schemas stand in `docs/schemas`.
"""

import ast
import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest
from click.testing import CliRunner

import bamp_pulumi
from bamp_pulumi import testing
from bamp_pulumi.baseline import BASELINE_CODES
from bamp_pulumi.cli.commands import COMMANDS, bamp
from bamp_pulumi.coverage import FINDING_KINDS
from bamp_pulumi.estate import ESTATE_CODES
from bamp_pulumi.inheritance import INHERITANCE_CODES
from bamp_pulumi.policy import POLICY_CODES
from bamp_pulumi.rehearsal import FAULTS, REHEARSAL_CODES

SNAPSHOTS: Final = Path(__file__).parent / "snapshots"
_DOORS: Final = {"bamp_pulumi": bamp_pulumi, "bamp_pulumi.testing": testing}


def _python() -> Iterator[str]:
    """Write every public name with what a caller gives it and gets."""
    for door, module in _DOORS.items():
        for name in module.__all__:
            yield from _written(f"{door}.{name}", getattr(module, name))


def _written(name: str, found: object) -> Iterator[str]:
    """Write a name as its source does, without bodies: aliases of types stay readable."""
    if not callable(found):
        yield name
        return
    node = ast.parse(dedent(inspect.getsource(found))).body[0]
    if isinstance(node, ast.FunctionDef):
        yield f"{name}({ast.unparse(node.args)}) -> {ast.unparse(node.returns or ast.Name('None'))}"
    elif isinstance(node, ast.ClassDef):
        yield f"{name}: {', '.join(map(ast.unparse, (*node.bases, *node.keywords)))}"
        yield from (f"  {line}" for member in node.body for line in _member(member))


def _member(member: ast.stmt) -> Iterator[str]:
    match member:
        case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
            yield ast.unparse(member)
        case ast.Assign(targets=[ast.Name(id=name)]) if not name.startswith("_"):
            yield ast.unparse(member)
        case ast.FunctionDef(name=name) if name == "__init__" or not name.startswith("_"):
            kinds = "".join(f"@{ast.unparse(each)} " for each in member.decorator_list)
            yield f"{kinds}{name}({ast.unparse(member.args)})"
        case _:
            return


def _cli() -> Iterator[str]:
    """Write the help of every command, as 80 columns show it."""
    runner = CliRunner(env={"COLUMNS": "80"})
    for words in ((), *((name,) for name in COMMANDS)):
        yield f"$ bamp {' '.join((*words, '--help'))}"
        yield runner.invoke(bamp, [*words, "--help"], prog_name="bamp").output


def _codes() -> Iterator[str]:
    """Write every code, and every fault by its id."""
    tables: tuple[Mapping[str, object], ...] = (
        *(POLICY_CODES, INHERITANCE_CODES, BASELINE_CODES, ESTATE_CODES),
        *(FINDING_KINDS, REHEARSAL_CODES, FAULTS),
    )
    yield from sorted({code for table in tables for code in table})


@pytest.mark.parametrize(("file", "write"), [("python", _python), ("cli", _cli), ("codes", _codes)])
def test_the_public_surface_is_the_recorded_one(
    file: str, write: Callable[[], Iterator[str]]
) -> None:
    """What goes away or takes another shape breaks a program that we have never seen."""
    snapshot = SNAPSHOTS / f"{file}.txt"
    text = "\n".join(line.rstrip() for part in write() for line in part.split("\n")) + "\n"
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        snapshot.write_text(text, encoding="utf-8")

    assert text == snapshot.read_text(encoding="utf-8")
