"""Where a project keeps its stacks' files and its packages."""

from pathlib import Path

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import find_project


def project(folder: Path, text: str) -> Path:
    """Write a Pulumi.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text(f"name: shop\n{text}")
    return folder


@pytest.mark.parametrize("key", ["stackConfigDir", "config"])
def test_stacks_may_have_a_folder_of_their_own(tmp_path: Path, key: str) -> None:
    """`config` is what the folder was called before; Pulumi still takes it."""
    project(tmp_path, f"runtime: python\n{key}: stacks\n")
    (tmp_path / "stacks").mkdir()
    (tmp_path / "stacks" / "Pulumi.qa.yaml").write_text("config: {shop:size: large}\n")

    found = find_project(tmp_path)

    assert found.stacks() == ("qa",)
    assert found.config(None).values == {"shop:size": "large"}
    assert found.config(None).stack == "qa"


@pytest.mark.parametrize(
    ("options", "files", "environment"),
    [
        ("virtualenv: env", [], "infra/env"),
        ("toolchain: uv", [], "infra/.venv"),
        ("toolchain: uv", ["pyproject.toml"], ".venv"),
        ("toolchain: uv", ["pyproject.toml", "infra/uv.lock"], "infra/.venv"),
        ("typechecker: mypy", ["uv.lock"], ".venv"),
        ("{toolchain: uv, virtualenv: env}", ["uv.lock"], "infra/env"),
        ("toolchain: poetry", ["pyproject.toml"], ".venv"),
    ],
)
def test_packages_are_where_the_toolchain_puts_them(
    tmp_path: Path, options: str, files: list[str], environment: str
) -> None:
    """A program runs with its own packages, as in a preview."""
    infra = project(tmp_path / "infra", f"runtime:\n  name: python\n  options:\n    {options}\n")
    for file in files:
        (tmp_path / file).touch()
    (tmp_path / environment).mkdir()

    assert find_project(infra).virtualenv == tmp_path / environment


def test_without_a_toolchain_or_where_nothing_is_installed_there_is_no_environment(
    tmp_path: Path,
) -> None:
    """The program then runs with the packages beside this library."""
    plain = project(tmp_path / "plain", "runtime: python\n")
    (plain / ".venv").mkdir()
    fresh = project(tmp_path / "fresh", "runtime:\n  name: python\n  options: {toolchain: uv}\n")

    assert find_project(plain).virtualenv is None
    assert find_project(fresh).virtualenv is None


@pytest.mark.parametrize("name", ["${PROJECT}", "my shop", "a" * 101])
def test_a_name_that_pulumi_refuses_is_refused(tmp_path: Path, name: str) -> None:
    """Templates have one that is filled in when they are used."""
    (tmp_path / "Pulumi.yaml").write_text(f"name: {name}\nruntime: python\n")

    with pytest.raises(RefusedError, match=r"\[BAMP-P04\]\n.*letters, digits, hyphens"):
        find_project(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "write"),
    [
        ("config:\n  bamp:owner svc\n", 2, "bamp:owner: svc"),
        ("config:\n  bamp:owner:svc\n", 2, "bamp:owner: svc"),
        ("config:\n  aws:region: us-east-1\n  bamp:owner svc\n", 3, "bamp:owner: svc"),
        ("config:\n  bamp:owner svc\n  aws:region: us-east-1\n", 2, "bamp:owner: svc"),
        ("config: {}\nbamp:owner: svc\n", 2, "config:\n  bamp:owner: svc"),
        (
            'config:\n  bamp:policy:\n    faults:\n      - {id: x, reason: "the "old" trail"}\n',
            4,
            "- {id: x, reason: 'the \"old\" trail'}",
        ),
    ],
)
def test_a_line_of_a_stack_file_that_yaml_does_not_take_is_named_and_corrected(
    tmp_path: Path, text: str, line: int, write: str
) -> None:
    """The line that is wrong, not the one behind it; what is to be written can be pasted."""
    found = find_project(project(tmp_path, "runtime: python\n"))
    (tmp_path / "Pulumi.prod.yaml").write_text(text)

    with pytest.raises(RefusedError) as refused:
        found.config("prod")

    (refusal,) = refused.value.refusals
    assert refusal.code == "BAMP-P04"
    assert refusal.where.endswith(f"Pulumi.prod.yaml:{line}")
    assert refusal.write == write


def test_where_no_line_can_be_corrected_the_command_to_run_next_is_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence below `write` is pasted too; with the column at which YAML stops reading."""
    monkeypatch.chdir(tmp_path)
    found = find_project(project(tmp_path / "my svc", "runtime: python\n"))
    (tmp_path / "my svc" / "Pulumi.prod.yaml").write_text("config:\n  a: {b: [1}\n  c: 1\n")

    with pytest.raises(RefusedError) as refused:
        found.config("prod")

    (refusal,) = refused.value.refusals
    assert refusal.given.endswith("at column 12")
    assert "correct my svc/Pulumi.prod.yaml:2" in refusal.allowed
    assert refusal.write == "bamp preview 'my svc'"


def test_the_line_of_a_runbook_is_known_as_that_of_an_address_is(tmp_path: Path) -> None:
    """What is found of either is reported where it is written."""
    found = find_project(project(tmp_path, "runtime: python\n"))
    (tmp_path / "Pulumi.prod.yaml").write_text(
        "config:\n  bamp:alerts:\n    to:\n      - email: a@bamp-ops.io\n"
        "    runbook: https://wiki.example.com/backup\n"
    )

    assert found.config("prod").address_lines == {
        "a@bamp-ops.io": "Pulumi.prod.yaml:4",
        "https://wiki.example.com/backup": "Pulumi.prod.yaml:5",
    }
