"""The files of a commit, written to a folder of their own.

Nothing is written to the user's repository, and nothing of it is run: no hook, no filter, no
attribute, no fetch. Files come as git stores them.
Source: git documentation, git-ls-tree, git-cat-file (--batch), gitrevisions (read 2026-11-28).
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from bamp_pulumi.cli.git import ask_git, git_command, git_environment
from bamp_pulumi.errors import RefusedError

__all__ = ["Commit", "GitRepository", "refused_base"]

_FILE_BYTES: Final = 32 * 2**20
"""Larger files are left out: no program reads them to declare what it does."""
_MOST_BYTES: Final = 2**30
_LINK: Final = "120000"
_SUBMODULE: Final = "160000"
_SHORT: Final = 10


def refused_base(given: str, *, allowed: str, why: str, write: str) -> RefusedError:
    """Refuse what nothing can be compared with (`BAMP-P15`)."""
    return RefusedError("BAMP-P15", given=given, allowed=allowed, why=why, write=write)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of a commit."""

    mode: str
    name: str
    size: int
    """Bytes; 0 of a submodule."""
    path: PurePosixPath


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit and its files."""

    name: str
    """Its hash."""
    is_branching_point: bool
    """Whether it is not the given one, but the commit where the current branch started."""
    entries: tuple[_Entry, ...]

    @property
    def short(self) -> str:
        """Its hash, shortened."""
        return self.name[:_SHORT]

    def holds(self, path: PurePosixPath) -> bool:
        """Return True if it has the file, or something in the folder."""
        return any(entry.path.is_relative_to(path) for entry in self.entries)

    def submodule_at(self, path: PurePosixPath) -> str:
        """Name the submodule that a path is in, or that is in the path; empty for none."""
        for entry in self.entries:
            if entry.mode == _SUBMODULE and (
                entry.path.is_relative_to(path) or path.is_relative_to(entry.path)
            ):
                return str(entry.path)
        return ""


class GitRepository:
    """A git repository of the user, only read."""

    def __init__(self, folder: Path) -> None:
        """Find the repository of a folder; `BAMP-P15`, when there is none, or no git."""
        self._folder = folder
        found = ask_git(folder, "rev-parse", "--show-toplevel")
        if not found.output:
            raise refused_base(
                f"{folder}, of which git says: {found.error or 'no repository'}",
                allowed="programs in a git repository, or a document of an earlier preview",
                why="git: only files of a repository have an earlier state",
                write="bamp preview PROGRAM --json > before.json, and --base before.json",
            )
        self.root = Path(found.output.rstrip("\n")).resolve()

    def commit(self, ref: str) -> Commit:
        """Find what a ref names: the commit at which the present branch left it.

        What others have merged since is none of the change, so it is the merge base of the ref and
        HEAD; the ref itself where they have none, or where a shallow clone does not hold it.

        Raises:
            RefusedError: `BAMP-P15`, when the repository does not hold it.
        """
        is_option = ref.startswith("-")
        named = "" if is_option else self._output("rev-parse", "--verify", f"{ref}^{{commit}}")
        named = named.strip()
        if not named:
            self._refuse(ref)
        began = self._output("merge-base", named, "HEAD").strip() or named
        listed = self._output("ls-tree", "-r", "-l", "-z", "--full-tree", began)
        return Commit(began, began != named, tuple(_entries(listed)))

    def is_tracked(self, path: PurePosixPath) -> bool:
        """Return True if the present index has the file, or something in the folder."""
        return bool(self._output("ls-files", "-z", "--", f":(top,literal){path}"))

    def write(self, commit: Commit, folder: Path) -> None:
        """Write the files of a commit to a folder.

        Raises:
            RefusedError: `BAMP-P15`, when they are too much, or the repository lacks some of them.
        """
        files = [e for e in commit.entries if e.mode != _SUBMODULE and e.size <= _FILE_BYTES]
        if sum(entry.size for entry in files) > _MOST_BYTES:
            raise refused_base(
                f"commit {commit.short}, whose files are more than {_MOST_BYTES // 2**20:,} MiB",
                allowed="less, or a document of an earlier preview",
                why="house rule: a base is run from a copy of the repository",
                write="bamp preview PROGRAM --json > before.json, and --base before.json",
            )
        # Links last: no file is written through one.
        files.sort(key=lambda entry: entry.mode == _LINK)
        for entry, data in zip(files, self._contents(commit, files), strict=True):
            path = folder.joinpath(*entry.path.parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            if entry.mode != _LINK:
                path.write_bytes(data)
            elif _stays_inside(folder, path, os.fsdecode(data)):
                path.symlink_to(os.fsdecode(data))

    def _contents(self, commit: Commit, files: Sequence[_Entry]) -> Iterator[bytes]:
        command = [*git_command(self._folder), "cat-file", "--batch"]
        with subprocess.Popen(  # noqa: S603 - git, with hashes
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=git_environment(),
        ) as git:
            # Popen's pipes are there, for they were asked for.
            asked, answers = cast("IO[bytes]", git.stdin), cast("IO[bytes]", git.stdout)
            for entry in files:
                asked.write(f"{entry.name}\n".encode())
                asked.flush()
                head = answers.readline().split()
                if len(head) != 3:  # noqa: PLR2004 - name, type and size; else "missing"
                    raise refused_base(
                        f"commit {commit.short}, of which the repository lacks {entry.path}",
                        allowed="a clone that holds the files of the base",
                        why="git: a partial clone leaves out the contents of files",
                        write="git fetch --refetch --filter=blob:limit=33554432 origin",
                    )
                yield answers.read(int(head[2]))
                answers.read(1)

    def _refuse(self, ref: str) -> None:
        is_shallow = self._output("rev-parse", "--is-shallow-repository").strip() == "true"
        branch = ref.removeprefix("origin/")
        raise refused_base(
            f"--base {ref}, which the {'shallow clone' if is_shallow else 'repository'} does not "
            "hold",
            allowed="a branch, tag or commit that is there, or a JSON document of an earlier "
            "preview (FILE.json)",
            why="git: a clone holds what was fetched; actions/checkout fetches one commit",
            write=f"git fetch --no-tags --depth=1 origin {branch}, and --base FETCH_HEAD; in a "
            "workflow: fetch-depth: 0 of actions/checkout",
        )

    def _output(self, *arguments: str) -> str:
        return ask_git(self._folder, *arguments).output


def _entries(listed: str) -> Iterator[_Entry]:
    """Read `MODE TYPE NAME SIZE<tab>PATH`, each ended by a zero byte."""
    for line in filter(None, listed.split("\0")):
        about, _, name = line.partition("\t")
        mode, _, hashed, size = about.split()
        path = PurePosixPath(name)
        # No tree that git itself makes has such a path.
        if not path.is_absolute() and ".." not in path.parts and path.parts[:1] != (".git",):
            yield _Entry(mode, hashed, int(size) if size.isdigit() else 0, path)


def _stays_inside(folder: Path, link: Path, target: str) -> bool:
    """Return True if a link leads to somewhere in the folder."""
    leads_to = Path(os.path.normpath(link.parent / target))
    return not Path(target).is_absolute() and leads_to.is_relative_to(folder)
