"""New projects, as files: path to text."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from types import MappingProxyType
from typing import Final

__all__ = ["KINDS", "NewProject", "project_files", "pulumi_templates", "workflow_text"]

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "service": "A service whose data stores are backed up under the policy of its account.",
        "account": "The backups of one AWS account.",
    }
)
"""What each kind of project is, in the words of its `Pulumi.yaml`."""

_BUILT_IN_REGIONS: Final = ("us-east-1", "us-west-2")
"""Those of the built-in policy: a service in them needs no `bamp:policy`."""
_NO_REQUIREMENT: Final = (
    "# It is unknown where this copy of bamp-pulumi was installed from. Write its source:\n"
    "# bamp-pulumi @ git+https://github.com/<owner>/bamp_pulumi@<commit>"
)
# A name of GitHub has no angle brackets: until they are replaced, GitHub refuses the workflow.
_NO_WORKFLOWS: Final = ("<owner>/bamp_pulumi", "<commit>")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProject:
    """What is known of a project before it is written."""

    kind: str
    """`service` or `account`."""
    name: str
    """Name of the Pulumi project."""
    stack: str
    region: str
    recovery_region: str
    owner: str
    email: str = ""
    """Who is notified; of an account only."""
    requirement: str | None = None
    """The line of requirements.txt that installs this library; None where it is unknown."""
    repository: str = ""
    """`owner/name` of the repository whose workflows are called; empty where it is unknown."""
    commit: str = ""
    """The commit of that repository."""
    folder: str = "."
    """The project's folder, from the root of its own repository."""
    branch: str = "main"
    """The default branch of its own repository."""


def project_files(project: NewProject) -> dict[str, str]:
    """Return the files of a project's folder by name."""
    return {
        "__main__.py": _text(project.kind, "__main__.py"),
        "Pulumi.yaml": _filled(_text(project.kind, "Pulumi.yaml"), project),
        f"Pulumi.{project.stack}.yaml": _filled("".join(_stack(project)), project),
        "requirements.txt": _filled(_text("requirements.txt"), project),
    }


def workflow_text(project: NewProject) -> str:
    """Return the GitHub workflow that previews and deploys a project."""
    return _filled(_text("workflow.yml"), project)


def pulumi_templates() -> dict[str, str]:
    """Return the folders that `pulumi new` takes as templates, by path.

    `pulumi new` asks for the configuration that a template lists, and fills in name and
    description.

    Source: Pulumi docs, Creating Pulumi templates (read 2026-11-28).
    """
    requirements = Template(_text("requirements.txt")).substitute(REQUIREMENT=_NO_REQUIREMENT)
    made: dict[str, str] = {}
    for kind in KINDS:
        made[f"{kind}/__main__.py"] = _text(kind, "__main__.py")
        made[f"{kind}/Pulumi.yaml"] = _text(kind, "Pulumi.yaml") + _text(kind, "template.yaml")
        made[f"{kind}/requirements.txt"] = requirements
    return made


def _stack(project: NewProject) -> Iterator[str]:
    yield _text(project.kind, "stack.yaml")
    regions = (project.region, project.recovery_region)
    if project.kind == "service" and regions != _BUILT_IN_REGIONS:
        yield _text("policy_regions.yaml")


def _filled(text: str, project: NewProject) -> str:
    """Fill in placeholders; expressions of GitHub, `${{ ... }}`, are none."""
    repository, commit = (
        (project.repository, project.commit) if project.repository else _NO_WORKFLOWS
    )
    programs = ["."] if project.kind == "account" else [".", "account-manifest.json"]
    template = Template(text)
    values = {
        "PROJECT": _scalar(project.name),
        "DESCRIPTION": KINDS[project.kind],
        "STACK": _scalar(project.stack),
        "REGION": project.region,
        "RECOVERY_REGION": project.recovery_region,
        "OWNER": _scalar(project.owner),
        "EMAIL": _scalar(project.email),
        "REQUIREMENT": project.requirement or _NO_REQUIREMENT,
        "WORKFLOWS": f"{repository}/.github/workflows",
        "COMMIT": commit,
        "FOLDER": _scalar(project.folder),
        "BRANCH": _scalar(project.branch),
        "PROGRAMS": "\n        ".join(programs),
    }
    missing = {*template.get_identifiers()} - values.keys()
    if missing:
        raise KeyError(*sorted(missing))
    return template.safe_substitute(values)


def _scalar(text: str) -> str:
    """Write a text as YAML reads it back: in quotes unless it can be nothing but a text."""
    is_plain = re.fullmatch(r"[A-Za-z][\w.@/+-]*", text) and text.lower() not in {
        *("true", "false", "yes", "no", "on", "off", "null", "y", "n")
    }
    return text if is_plain or text == "." else json.dumps(text)


def _text(*path: str) -> str:
    return files("bamp_pulumi.templates").joinpath(*path).read_text(encoding="utf-8")
