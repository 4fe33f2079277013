"""What can be found out of a folder and a shell, so that nobody has to be asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bamp_pulumi.catalog import is_opt_in_region, partition_of, regions_of
from bamp_pulumi.cli.git import ask_git
from bamp_pulumi.cli.repository import repository_around

__all__ = ["Surroundings", "look_around", "nearby_region", "region_of_shell"]

_REMOTE_NAME: Final = re.compile(r"[/:]([^/:]+?)(?:\.git)?/?$")
_PREFERRED: Final = ("us-west-2", "us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-1")
"""Tried first as a recovery Region; house rule: large Regions that offer nearly everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a new project will be."""

    root: Path
    """Root of the git repository around it; the folder itself where there is none."""
    folder: str
    """The project's folder, from that root."""
    name: str
    """Name for the project: the repository's if it is at its root, else the folder's."""
    branch: str
    """The repository's default branch, as far as its HEAD says it: `main` or `master`."""
    email: str
    """`user.email` of git; empty where it has none."""


def look_around(folder: Path) -> Surroundings:
    """Look at a folder that may not exist yet, and at the git repository around it."""
    folder = folder.resolve()
    around = repository_around(folder)
    root = around or folder
    there = next(each for each in (folder, *folder.parents) if each.is_dir())

    def said(*arguments: str) -> str:
        return ask_git(there, *arguments).output.strip()

    found = _REMOTE_NAME.search(said("remote", "get-url", "origin") if around == folder else "")
    return Surroundings(
        root=root,
        folder=folder.relative_to(root).as_posix(),
        name=_project_name(found[1] if found else folder.name),
        branch="master" if said("symbolic-ref", "--short", "HEAD") == "master" else "main",
        email=said("config", "user.email"),
    )


def region_of_shell(environment: Mapping[str, str]) -> str:
    """Return the Region that AWS's tools would take; empty where none is set.

    Source: AWS SDKs and Tools Reference Guide, AWS Region (read 2026-11-28): AWS_REGION; the AWS
    CLI also reads AWS_DEFAULT_REGION.
    """
    return environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or ""


def nearby_region(region: str) -> str | None:
    """Choose a recovery Region: in the same part of the world, and open to every account.

    Copies of personal data then stay under the law they were made under. None where AWS has no
    second Region there that needs no opt-in, such as in Brazil: that is a decision.
    """
    partition = partition_of(region)
    others = regions_of(partition.name) if partition else ()
    part_of_the_world = region.rpartition("-")[0].rpartition("-")[0]
    near = [
        other
        for other in (*_PREFERRED, *others)
        if other in others
        and other != region
        and other.rpartition("-")[0].rpartition("-")[0] == part_of_the_world
        and not is_opt_in_region(other)
    ]
    return next(iter(near), None)


def _project_name(text: str) -> str:
    """Make a name that Pulumi takes for a project of what a folder is called."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("-.")[:100] or "backups"
