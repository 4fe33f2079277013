"""What a preview is compared with: the programs as of a git ref, or a document."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bamp_pulumi.cli.git_tree import GitRepository, refused_base
from bamp_pulumi.cli.preview_base_commit import CommitBase, inside
from bamp_pulumi.cli.preview_base_file import FileBase, read_base_file
from bamp_pulumi.cli.sources import SourceOptions

__all__ = ["Base", "find_base"]

_DOCUMENT: Final = ".json"
Base = CommitBase | FileBase
"""What a preview is compared with."""


def find_base(given: str, sources: SourceOptions) -> Base:
    """Find the base of a preview, before anything is run.

    Args:
        given: A git ref; or a file whose name ends in `.json`: the document of an earlier preview.
        sources: What is previewed.

    Raises:
        RefusedError: `BAMP-P15`, when nothing can be compared with it.
    """
    if given.endswith(_DOCUMENT):
        return FileBase(given, read_base_file(Path(given)))
    repository = _repository_of([Path(program) for program in sources.programs])
    commit = repository.commit(given)
    for program in sources.programs:
        submodule = commit.submodule_at(inside(repository, Path(program)))
        if submodule:
            raise refused_base(
                f"{program}, and submodule {submodule}",
                allowed="programs without submodules, or a document of an earlier preview",
                why="git: a commit names the commit of a submodule and does not hold its files",
                write="bamp preview PROGRAM --json > before.json, and --base before.json",
            )
    return CommitBase(given, repository, commit)


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
