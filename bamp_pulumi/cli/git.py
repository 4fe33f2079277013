"""Git commands that only read: none changes a repository or runs a program of it.

Source: git documentation, git-rev-parse (--local-env-vars), git-config (core.fsmonitor,
core.hooksPath), git (GIT_OPTIONAL_LOCKS, GIT_NO_LAZY_FETCH) (read 2026-11-28).
"""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["GitAnswer", "ask_git", "git_command", "git_environment"]

_OF_ANOTHER: Final = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX"),
        *("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
        *("GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS"),
    }
)
"""Variables that git sets for its hooks: they name the repository of the hook."""


@dataclass(frozen=True, slots=True)
class GitAnswer:
    """What a git command answered."""

    output: str
    """Empty where it failed."""
    error: str = ""
    """First line of why it failed; empty where it did not say, or did not fail."""
    is_done: bool = True


def ask_git(folder: Path, *arguments: str, seconds: float | None = None) -> GitAnswer:
    """Run a git command that only reads; a failure is an answer too.

    Args:
        folder: Where it runs.
        arguments: The command and its arguments.
        seconds: Longest time for it. Default: no limit.
    """
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments of ours
            [*git_command(folder), *arguments],
            capture_output=True,
            check=False,
            timeout=seconds,
            env=git_environment(),
        )
    except OSError:
        return GitAnswer("", "git is not installed", is_done=False)
    except (ValueError, subprocess.SubprocessError) as error:
        return GitAnswer("", str(error), is_done=False)
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().partition("\n")[0]
        return GitAnswer("", said, is_done=False)
    return GitAnswer(os.fsdecode(done.stdout))


def git_command(folder: Path) -> list[str]:
    """Return how a command begins: no program that the repository's own configuration names."""
    off = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}")
    return ["git", "-C", str(folder), *(part for one in off for part in ("-c", one))]


def git_environment() -> Mapping[str, str]:
    """Return the environment of a command: of this repository, without locks, prompts, fetches."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    return {
        **kept,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
