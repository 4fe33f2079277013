"""New projects: `pulumi new` from templates/, and the workflow of `bamp init`.

It cannot prove what `pulumi new` asks; that its placeholders and its answers fit is shown here.
"""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.estate import load_estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.templates import KINDS, NewProject, project_files, pulumi_templates, workflow_text

ROOT: Final = Path(__file__).parents[2]
ACTIONLINT: Final = ROOT / ".venv" / "actionlint"
COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
PROJECT: Final = NewProject(
    kind="service",
    name="orders",
    stack="prod",
    region="us-east-1",
    recovery_region="us-west-2",
    owner="orders",
    repository="acme/bamp_pulumi",
    commit=COMMIT,
    requirement="bamp-pulumi==1.2.3",
)
ANSWERS: Final = {
    "service": {"bamp:owner": "shop"},
    "account": {"bamp:alerts": '{"to": [{"email": "oncall@acme.io"}]}'},
}


def lay_down(kind: str, folder: Path) -> Path:
    """Do with a template what `pulumi new` does: fill in, ask, keep the answers."""
    target = folder / kind
    target.mkdir()
    for path, text in pulumi_templates().items():
        if path.startswith(f"{kind}/"):
            filled = text.replace("${PROJECT}", kind).replace("${DESCRIPTION}", "Mine")
            (target / Path(path).name).write_text(filled)
    project: dict[str, Any] = yaml.safe_load((target / "Pulumi.yaml").read_text())
    asked: dict[str, dict[str, str]] = project["template"]["config"]
    answers = {key: ANSWERS[kind].get(key, row.get("default", "")) for key, row in asked.items()}
    (target / "Pulumi.dev.yaml").write_text(yaml.safe_dump({"config": answers}))
    return target


def preview(*programs: Path) -> Coverage:
    """Preview programs."""
    return cover(load_estate(programs), default_policy(), today=date(2026, 11, 28))


def test_what_pulumi_new_lays_down_is_accepted(tmp_path: Path) -> None:
    """Service beside account, with what it asks answered, or left at its default."""
    coverage = preview(lay_down("service", tmp_path), lay_down("account", tmp_path))

    assert [one.status.value for one in coverage.resources] == ["protected"]
    assert coverage.is_well(allow_unverified=False)


def test_only_placeholders_that_pulumi_fills_in_are_left() -> None:
    """Any other would reach the user as it is. Source: pulumi/templates, README."""
    for text in pulumi_templates().values():
        rest = text.replace("${PROJECT}", "").replace("${DESCRIPTION}", "")
        assert "${" not in rest


def test_the_folder_holds_these_files_and_no_others() -> None:
    """One that is written by hand would not be in what `bamp init` writes."""
    held = {p.relative_to(ROOT / "templates").as_posix() for p in (ROOT / "templates").rglob("*")}
    files = {path for path in held if (ROOT / "templates" / path).is_file()}

    assert files == {"README.md", *pulumi_templates()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_placeholder_of_a_project_is_filled_in(kind: str) -> None:
    """Expressions of GitHub are none."""
    project = replace(PROJECT, kind=kind, email="oncall@acme.io")
    texts = [*project_files(project).values(), workflow_text(project)]

    assert all("${" not in text.replace("${{", "") for text in texts)


@pytest.mark.parametrize("awkward", ["true", "123", "no", "a: b", 'say "so"', "#1", "x y"])
def test_a_text_stays_a_text_in_yaml(awkward: str) -> None:
    """An owner called `no` is not a boolean."""
    files = project_files(replace(PROJECT, owner=awkward))

    assert yaml.safe_load(files["Pulumi.prod.yaml"])["config"]["bamp:owner"] == awkward


@pytest.mark.parametrize("kind", KINDS)
def test_the_linters_are_content_with_the_workflow(tmp_path: Path, kind: str) -> None:
    """As strict as with our own; the commit of the library is its pin."""
    file = tmp_path / ".github" / "workflows" / "backups.yml"
    file.parent.mkdir(parents=True)
    file.write_text(workflow_text(replace(PROJECT, kind=kind)))
    zizmor = str(Path(sys.executable).with_name("zizmor"))
    commands = [[zizmor, "--offline", "--quiet", "--persona", "auditor", str(file)]]
    if ACTIONLINT.exists():
        commands.append([str(ROOT / "tools/actionlint/run"), str(file)])

    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_the_workflow_grants_and_gives_what_the_called_one_asks(kind: str) -> None:
    """GitHub refuses both mistakes when the run starts, which is late."""
    jobs: dict[str, Any] = yaml.safe_load(workflow_text(replace(PROJECT, kind=kind)))["jobs"]
    for job in jobs.values():
        path, _, commit = str(job["uses"]).removeprefix("acme/bamp_pulumi/").partition("@")
        # YAML 1.1 takes `on` for a boolean.
        called: dict[Any, Any] = yaml.safe_load((ROOT / path).read_text())
        inputs: dict[str, Any] = called[True]["workflow_call"]["inputs"]
        asked = {k: v for inner in called["jobs"].values() for k, v in inner["permissions"].items()}

        assert commit == COMMIT
        assert job["permissions"] == asked
        assert set(job["with"]) <= set(inputs)
        assert {name for name, row in inputs.items() if row.get("required")} <= set(job["with"])
