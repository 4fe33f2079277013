"""Every block of code on our pages runs, or is read by what would read it.

Not run: blocks marked `sh`, whose commands need an AWS account or the Pulumi CLI, and `text`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pulumi_aws
import pytest
import yaml
from config_paste import filled_in
from sybil import Document, Example
from sybil.parsers.markdown import CodeBlockParser

import bamp_pulumi
from bamp_pulumi.policy import BackupPolicy, load_policy
from bamp_pulumi.testing import declare

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").glob("*.md")),
    *sorted((ROOT / "stacks").glob("*.md")),
    *sorted((ROOT / "components").glob("*.md")),
]
FENCE: Final = re.compile(r"^ *```+(\S+)", re.MULTILINE)
ADDRESS: Final = "backup-oncall@acme.io"
"""What a reader writes in the place of `ADDRESS`."""
ELSEWHERE: Final = frozenset({"faults.md", "findings.md", "refusals.md", "first-service.md"})
"""Pages whose blocks have tests of their own: in `tests/explained`, with a program around each, and
in `tests/journeys`, with the wheel."""
STATUS: Final = re.compile(r"\s+# exit status (\d)$")
"""What a command ends with where it is not 0."""


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _run_python(example: Example) -> None:
    """Run a block as a program, or, if it holds tests, those of the first program of its page."""
    names: dict[str, object] = {"aws": pulumi_aws, "bamp": bamp_pulumi}
    # So that what fails names the page and the line.
    code = compile("\n" * example.line + example.parsed, example.path, "exec")
    if "def test_" in example.parsed:
        names["program"] = example.namespace["program"]
        exec(code, names)  # noqa: S102 - our own pages
        for name, test in names.items():
            if name.startswith("test_") and callable(test):
                test()
        return

    def program() -> None:
        exec(code, dict(names))  # noqa: S102 - our own pages

    example.namespace.setdefault("program", program)
    declare(program)


def _run_console(example: Example) -> None:
    """Run each command as it stands, and look for the lines that follow it in what it prints."""
    _, *parts = re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)
    assert parts, "no line begins with `$ `"
    folder: Path = example.namespace["folder"]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    for part in parts:
        command, *expected = part.rstrip().split("\n")
        status = STATUS.search(command)
        done = subprocess.run(  # noqa: S603 - our own pages
            ["/bin/sh", "-c", STATUS.sub("", command).replace("ADDRESS", ADDRESS)],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            env={**os.environ, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1"},
        )
        printed = done.stdout + done.stderr
        assert done.returncode == int(status[1] if status else 0), printed
        lines = {line.rstrip() for line in printed.split("\n")}
        assert [e for e in map(str.rstrip, expected) if e not in {*lines, "..."}] == [], printed


def _read_yaml(example: Example) -> None:
    """Read a block as a policy or as YAML; configurations and workflows have their own tests."""
    document: object = yaml.safe_load(example.parsed)
    if isinstance(document, list):
        return  # steps of a workflow
    assert isinstance(document, dict)
    if "extends" in document or "tiers" in document:
        assert isinstance(load_policy(example.parsed), BackupPolicy)
    if "config" in document:
        _preview_account(example)


CERTIFICATES: Final = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


def _not_shown(text: str) -> str:
    """Return what a configuration needs beside the keys that a block is about."""
    more = ""
    if "bamp:alerts" not in text:
        more += "\n  bamp:alerts: {to: [{email: backup-oncall@bamp-ops.io}]}\n"
    if "bamp:restore_tests" in text and "bamp:policy" not in text:
        tiers = "{critical: {restore_tests: {quarterly: true}}}"
        more += f"\n  bamp:policy: {{extends: default, tiers: {tiers}}}\n"
    return more


def _preview_account(example: Example) -> None:
    """Accept the account stack with a block as the configuration of its stack.

    With what only a reader knows: a page shows a blank there, which is refused.
    """
    account = example.namespace["folder"] / "stacks" / "account"
    before = example.namespace["folder"] / "Pulumi.shown.yaml"
    before.write_text(filled_in(example.parsed) + _not_shown(example.parsed))
    (account / "global-bundle.pem").write_text(CERTIFICATES)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bamp_pulumi.cli", "preview", str(account), "--stack", "shown"],
        capture_output=True,
        text=True,
        check=False,
    )
    before.unlink()
    assert done.returncode == 0, done.stdout + done.stderr


def _read_json(example: Example) -> None:
    assert json.loads(example.parsed)


def _not_run(example: Example) -> None:
    """Let through what needs an account, an engine or a remote, and nothing that does not."""
    needs = re.search(r"^(aws|pulumi|git|make|pip|cd|source) ", example.parsed, re.MULTILINE)
    assert needs or not re.search(r"^(\$ )?bamp ", example.parsed, re.MULTILINE)


CHECKS: Final[Mapping[str, Callable[[Example], None]]] = {
    "console": _run_console,
    "json": _read_json,
    "python": _run_python,
    "sh": _not_run,
    "sql": lambda _: None,
    "text": lambda _: None,
    "yaml": _read_yaml,
}
OF_THE_SITE: Final = frozenset({"{toctree}", "{eval-rst}"})


def _blocks(page: Path) -> Iterator[Example]:
    parsers = (CodeBlockParser(language, check) for language, check in CHECKS.items())
    yield from Document.parse(str(page), *parsers)


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name not in ELSEWHERE and FENCE.search(page.read_text())],
    ids=_name,
)
def test_every_block_runs(page: Path, tmp_path: Path) -> None:
    """In order, in one folder with the examples: as a reader would run them."""
    for folder in ("examples", "stacks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in ROOT.glob("Pulumi*.yaml"):
        shutil.copy(file, tmp_path)

    for example in _blocks(page):
        example.namespace.setdefault("folder", tmp_path)
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_block_says_what_it_is_of(page: Path) -> None:
    """What has no language, or one that nothing checks, is not run by accident of its name."""
    text = page.read_text()
    fences = re.findall(r"^ *(`{3,})(\S*)", text, re.MULTILINE)
    opening = [language for _, language in fences[::2]]

    assert set(opening) <= {*CHECKS, *OF_THE_SITE}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_commands_stand_in_blocks_that_are_run(page: Path) -> None:
    """Indented code is no block that says its language: a command there would not be run."""
    assert re.findall(r"^ {4,}(?:\$ )?bamp .*$", page.read_text(), re.MULTILINE) == []
