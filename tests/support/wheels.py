"""The wheel of this checkout, and an environment that holds nothing else."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
__all__ = ["REPOSITORY", "Desk", "Installed", "Wheel", "build", "install", "plain_environment"]

PARTS: Final = ("bamp_pulumi", "docs", "LICENSE", "README.md", "pyproject.toml", "tools")
"""What a build needs of the checkout."""
REPOSITORY: Final = "https://github.com/acme/bamp_pulumi"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel, and the commit that it was built from."""

    file: Path
    commit: str


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment that holds the wheel and what it needs."""

    programs: Path
    """Where `bamp` and `python` are."""
    seconds: float
    """What the installation has taken."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A person's folder, with the wheel installed and no checkout."""

    folder: Path
    installed: Installed
    spent: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])
    """Commands that were run, and the seconds that each has taken."""

    def run(
        self, *command: str, within: str = ".", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment in a folder below the person's."""
        program = str(self.installed.programs / command[0])
        return self._timed(" ".join(command), [program, *command[1:]], within, variables)

    def shell(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line as a shell reads it."""
        return self._timed(line, ["/bin/sh", "-c", line], ".", {})

    def _timed(
        self, shown: str, command: Sequence[str], within: str, variables: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        programs = self.installed.programs
        begin = time.monotonic()
        done = subprocess.run(  # noqa: S603 - programs of the environment, and lines of our pages
            command,
            cwd=self.folder / within,
            env={**plain_environment(), "PATH": f"{programs}:{os.environ['PATH']}", **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        self.spent.append((shown, time.monotonic() - begin))
        return done

    def measured(self, result: str) -> float:
        """Print the commands up to a result (`pytest -s` shows them); return all their seconds.

        With those of the installation, which every person waits for too.
        """
        total = self.installed.seconds + sum(seconds for _, seconds in self.spent)
        lines = [f"{result}: {len(self.spent)} commands, {total:.1f} s with the installation"]
        lines.append(f"  {self.installed.seconds:5.1f} s  pip install")
        lines += [f"  {seconds:5.1f} s  {command}" for command, seconds in self.spent]
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
        return total

    def git(self, *arguments: str, within: str = ".") -> None:
        """Run git, which must end well."""
        who = ("-c", "user.name=a", "-c", "user.email=a@acme.io")
        _do(["git", *who, *arguments], within=self.folder / within)

    def bamp(self, *arguments: str, within: str = ".") -> str:
        """Run `bamp`, which must end well; return what it prints."""
        done = self.run("bamp", *arguments, within=within)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """Write a file as an editor would."""
        (self.folder / path).write_text(text, encoding="utf-8")


def build(folder: Path, *, remote: str) -> Wheel:
    """Build the wheel of a copy of this checkout that is a commit of a repository of its own."""
    copy = folder / "bamp_pulumi"
    copy.mkdir()
    for part in PARTS:
        whole, target = ROOT / part, copy / part
        if whole.is_dir():
            shutil.copytree(whole, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(whole, target)
    git = ("git", "-C", str(copy), "-c", "user.name=a", "-c", "user.email=a@acme.io")
    _do([*git, "init", "-q", "-b", "main"])
    _do([*git, "add", "-A"])
    _do([*git, "commit", "-q", "-m", "One"])
    if remote:
        _do([*git, "remote", "add", "origin", remote])
    _do([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], within=copy)
    (file,) = folder.glob("*.whl")
    return Wheel(file, _do([*git, "rev-parse", "HEAD"]).strip())


def plain_environment() -> Mapping[str, str]:
    """Return the environment without what only this checkout or this machine's owner has."""
    own = ("PYTHON", "AWS_", "GIT_", "VIRTUAL_ENV", "BAMP_", "COV_", "GITHUB_")
    return {k: v for k, v in os.environ.items() if not k.startswith(own)} | {"NO_COLOR": "1"}


def install(wheel: Wheel, environment: Path) -> Installed:
    """Install a wheel into a new environment."""
    begin = time.monotonic()
    uv = str(Path(sys.executable).with_name("uv"))
    _do([uv, "venv", "--quiet", "--python", sys.executable, str(environment)])
    programs = environment / "bin"
    python = ("--python", str(programs / "python"))
    _do([uv, "pip", "install", "--quiet", *python, f"{wheel.file}[cli]"])
    return Installed(programs, time.monotonic() - begin)


def _do(command: Sequence[str], *, within: Path | None = None) -> str:
    """Run a command that must end well; return what it prints."""
    done = subprocess.run(  # noqa: S603 - git, the build and the installer of this environment
        command, cwd=within, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
