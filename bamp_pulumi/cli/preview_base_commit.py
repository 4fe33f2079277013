"""The programs of a preview as of a commit, run again: what a later preview is compared with."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from bamp_pulumi.changes import (
    Changes,
    Comparison,
    Snapshot,
    changes,
    notices_of,
    snapshot_of,
)
from bamp_pulumi.cli.git_tree import Commit, GitRepository
from bamp_pulumi.cli.sources import SourceOptions, cover_sources, day_of
from bamp_pulumi.coverage import Coverage, judge_first_deployment, without_secrets
from bamp_pulumi.errors import BampError, RefusedError
from bamp_pulumi.estate import find_project

__all__ = ["CommitBase", "inside"]

_NO_PROJECT: Final = "BAMP-P03"


@dataclass(frozen=True, slots=True)
class CommitBase:
    """The programs as of a commit."""

    given: str
    """The git ref, as it was given."""
    repository: GitRepository
    commit: Commit

    def compare(self, coverage: Coverage, sources: SourceOptions) -> Comparison:
        """Compare the coverage of an estate with that of its base.

        A base whose programs do not run to their end is no reason to refuse the change that fixes
        them: it is not compared, and the report says so.
        """
        point = "where this branch left it, " if self.commit.is_branching_point else ""
        named = f"{self.given} ({point}{self.commit.short})"
        try:
            with _at(self.repository, self.commit, sources) as (before, added):
                known = judge_first_deployment(cover_sources(before)) if before.programs else None
        except BampError as error:
            refusal = error.refusals[0]
            reason = refusal.given.strip().partition("\n")[0]
            return Comparison(base=named, not_compared=f"{reason} [{refusal.code}]")
        shown = None if known is None else without_secrets(known)
        return Comparison(
            base=named,
            added_programs=tuple(added),
            faults_compared=True,
            changes=_with_faults(shown, coverage, sources).changes,
        )


def inside(repository: GitRepository, path: Path) -> PurePosixPath:
    """Return where a path lies in a repository."""
    return PurePosixPath(path.resolve().relative_to(repository.root).as_posix())


def _with_faults(before: Coverage | None, after: Coverage, sources: SourceOptions) -> Changes:
    """List the changes; both sides are rehearsed only where something has changed at all."""
    was = Snapshot() if before is None else snapshot_of(before)
    now = snapshot_of(after)
    found = changes(was, now)
    if before is None or not found.changes:
        return found
    today = day_of(sources)
    return changes(
        was.model_copy(update={"notices": notices_of(before, today=today)}),
        now.model_copy(update={"notices": notices_of(after, today=today)}),
    )


@contextmanager
def _at(
    repository: GitRepository, commit: Commit, sources: SourceOptions
) -> Generator[tuple[SourceOptions, list[str]]]:
    """Return the sources as of a commit, and the programs that it does not have."""
    with TemporaryDirectory(prefix="bamp-base-") as made:
        folder = Path(made).resolve()
        repository.write(commit, folder)
        stood: list[str] = []
        added: list[str] = []
        for program in sources.programs:
            path = _stood(repository, commit, folder, Path(program))
            if path is None:
                added.append(program)
            else:
                stood.append(str(path))
        policy = sources.policy_file
        if policy is not None and policy.resolve().is_relative_to(repository.root):
            policy = _stood(repository, commit, folder, policy)
        yield replace(sources, programs=stood, policy_file=policy), added


def _stood(repository: GitRepository, commit: Commit, folder: Path, path: Path) -> Path | None:
    """Find what a file or a program was at a commit; None when it was not there.

    A file that git does not track has no state of before: it is taken as it is.
    """
    name = inside(repository, path)
    if not commit.holds(name):
        return None if path.is_dir() or repository.is_tracked(name) else path
    stood = folder / name
    if path.is_file() or stood.is_file():
        return stood
    try:
        find_project(stood)
    except RefusedError as error:
        if error.refusals[0].code == _NO_PROJECT:
            return None
        raise
    _lend_packages(repository, folder, path)
    return stood


def _lend_packages(repository: GitRepository, folder: Path, program: Path) -> None:
    """Let a program of before import what is installed now: no commit holds its packages."""
    with suppress(RefusedError):
        packages = find_project(program).virtualenv
        if packages is None or not packages.is_relative_to(repository.root):
            return
        there = folder / packages.relative_to(repository.root)
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            there.symlink_to(packages, target_is_directory=True)
