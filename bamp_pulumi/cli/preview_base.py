"""What a preview is compared with: the programs as of a git ref, or a document."""

from collections.abc import Generator, Sequence
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
from bamp_pulumi.cli.git_tree import Commit, GitRepository, refused_base
from bamp_pulumi.cli.preview_base_file import read_base_file
from bamp_pulumi.cli.sources import SourceOptions, cover_sources, day_of
from bamp_pulumi.coverage import Coverage, without_secrets
from bamp_pulumi.errors import BampError, RefusedError
from bamp_pulumi.estate import find_project

__all__ = ["Base", "find_base"]

_DOCUMENT: Final = ".json"
_NO_PROJECT: Final = "BAMP-P03"


@dataclass(frozen=True, slots=True)
class Base:
    """What a preview is compared with."""

    given: str
    repository: GitRepository | None = None
    commit: Commit | None = None
    snapshot: Snapshot | None = None

    def compare(self, coverage: Coverage, sources: SourceOptions) -> Comparison:
        """Compare the coverage of an estate with that of its base.

        A base whose programs do not run to their end is no reason to refuse the change that fixes
        them: it is not compared, and the report says so.
        """
        if self.repository is None or self.commit is None:
            was = self.snapshot or Snapshot()
            found = changes(was, snapshot_of(coverage))
            return Comparison(
                base=self.given, changes=found.changes, faults_compared=not found.changes
            )
        point = "where this branch left it, " if self.commit.is_branching_point else ""
        named = f"{self.given} ({point}{self.commit.short})"
        try:
            with _at(self.repository, self.commit, sources) as (before, added):
                known = cover_sources(before) if before.programs else None
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


def find_base(given: str, sources: SourceOptions) -> Base:
    """Find the base of a preview, before anything is run.

    Args:
        given: A git ref; or a file whose name ends in `.json`: the document of an earlier preview.
        sources: What is previewed.

    Raises:
        RefusedError: `BAMP-P15`, when nothing can be compared with it.
    """
    if given.endswith(_DOCUMENT):
        return Base(given, snapshot=read_base_file(Path(given)))
    repository = _repository_of([Path(program) for program in sources.programs])
    commit = repository.commit(given)
    for program in sources.programs:
        submodule = commit.submodule_at(_inside(repository, Path(program)))
        if submodule:
            raise refused_base(
                f"{program}, and submodule {submodule}",
                allowed="programs without submodules, or a document of an earlier preview",
                why="git: a commit names the commit of a submodule and does not hold its files",
                write="bamp preview PROGRAM --json > before.json, and --base before.json",
            )
    return Base(given, repository=repository, commit=commit)


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


def _repository_of(programs: Sequence[Path]) -> GitRepository:
    """Find the one repository that all programs are in."""
    # Of what is not there, reading the programs says so.
    there = [path.resolve() for path in programs if path.exists()] or [Path.cwd()]
    folders = [path if path.is_dir() else path.parent for path in there]
    found = [GitRepository(folder) for folder in folders]
    other = next((one for one in found if one.root != found[0].root), None)
    if other is not None:
        raise refused_base(
            f"programs of two repositories: {found[0].root.name}, {other.root.name}",
            allowed="programs of one repository, or a document of an earlier preview",
            why="git: a ref names a state of one repository",
            write="bamp preview PROGRAM... --json > before.json, and --base before.json",
        )
    return found[0]


def _inside(repository: GitRepository, path: Path) -> PurePosixPath:
    return PurePosixPath(path.resolve().relative_to(repository.root).as_posix())


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
    name = _inside(repository, path)
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
