"""Where files are in the repository, and at which address a reader sees them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

__all__ = ["Checkout", "Place"]

_SERVER: Final = re.compile(r"https://[A-Za-z0-9.-]+(:\d+)?")
_REPOSITORY: Final = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
_COMMIT: Final = re.compile(r"[0-9a-f]{40,64}")
_RUN: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a file of the repository."""

    path: str
    """From the root of the repository, with forward slashes."""
    line: int
    """From 1 on."""

    @property
    def uri(self) -> str:
        """The path as a relative reference of a URI."""
        return quote(self.path, errors="replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """What is known of the repository that programs are in. Default: nothing."""

    folders: Mapping[str, str] = field(default_factory=dict[str, str])
    """Folder of each program by its name, from the root of the repository: `services/orders`, or
    empty for the root itself."""
    repository_url: str = ""
    """Address of the repository; empty outside of GitHub Actions."""
    commit: str = ""
    run_id: str = ""

    @classmethod
    def in_actions(cls, folders: Mapping[str, str], environment: Mapping[str, str]) -> "Checkout":
        """Read the run from the environment of GitHub Actions; nothing elsewhere.

        Source: GitHub docs, Default environment variables (read 2026-11-28).
        """
        server = environment.get("GITHUB_SERVER_URL", "")
        repository = environment.get("GITHUB_REPOSITORY", "")
        commit, run = environment.get("GITHUB_SHA", ""), environment.get("GITHUB_RUN_ID", "")
        is_known = _SERVER.fullmatch(server) and _REPOSITORY.fullmatch(repository)
        if not is_known or not _COMMIT.fullmatch(commit):
            return cls(folders=folders)
        return cls(
            folders=folders,
            repository_url=f"{server}/{repository}",
            commit=commit,
            run_id=run if _RUN.fullmatch(run) else "",
        )

    @property
    def run_url(self) -> str:
        """Address of the run; empty where there is none."""
        has_run = self.repository_url and self.run_id
        return f"{self.repository_url}/actions/runs/{self.run_id}" if has_run else ""

    def place_of(self, program: str, source: str) -> Place | None:
        """Return the place of `file:line` of a program; None when either is not known."""
        file, _, line = source.rpartition(":")
        if not file or not (line.isascii() and line.isdigit()) or program not in self.folders:
            return None
        if file.startswith("/") or ".." in PurePosixPath(file).parts:
            return None
        return Place(path=str(PurePosixPath(self.folders[program], file)), line=max(int(line), 1))

    def project_file_of(self, program: str) -> Place:
        """Return where a program begins: the place of what is about the whole of it."""
        folder = self.folders.get(program, next(iter(self.folders.values()), ""))
        return Place(path=str(PurePosixPath(folder, "Pulumi.yaml")), line=1)

    def url_of(self, place: Place | None) -> str:
        """Return the address of a line as of the commit; empty when it is not known."""
        if place is None or not self.repository_url:
            return ""
        return f"{self.repository_url}/blob/{self.commit}/{place.uri}#L{place.line}"
