"""Pulumi's engine, run on a copy of a program with a backend of its own.

`Engine` is what a session shares: the command, the stand-in provider, an environment. `Stack` is
one program copied to a folder of its own, and the commands run there.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bamp_pulumi.estate import find_project

__all__ = ["Engine", "EngineError", "NewStack", "Stack"]

_TIMEOUT_SECONDS: Final = 300
_LINES_SHOWN: Final = 600
_MODULE: Final = re.compile(rb"mod\tgithub\.com/pulumi/pulumi/pkg/v3\t(v[0-9.]+)\t")
"""How a Go program says which module it was built from."""

# Any: JSON documents of the engine; the tests say what they expect in them.
Json = dict[str, Any]


class EngineError(AssertionError):
    """A command of the engine failed; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A `pulumi` command, with plugins, state and secrets of its own."""

    command: Path
    environment: Mapping[str, str]

    @classmethod
    def beside(cls, command: Path, plugins: Path, home: Path) -> "Engine":
        """Set up an engine.

        Args:
            command: The `pulumi` executable.
            plugins: Folder with `pulumi-resource-aws`.
            home: Empty folder for state and settings.
        """
        state = home / "state"
        state.mkdir()
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PULUMI_", "AWS_"))}
        folders = [str(plugins), str(Path(sys.prefix) / "bin"), inherited.get("PATH", "")]
        return cls(
            command,
            {
                **inherited,
                "PATH": os.pathsep.join(folders),
                "PULUMI_HOME": str(home),
                "PULUMI_BACKEND_URL": state.as_uri(),
                "PULUMI_CONFIG_PASSPHRASE": "test",
                "PULUMI_SKIP_UPDATE_CHECK": "true",
                # What is not on this machine must fail, not be downloaded.
                "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
        )

    def version(self) -> str:
        """Say which engine it is; one built from source names its module instead."""
        done = subprocess.run(  # noqa: S603 - the command of the machine's own engine, no shell
            [str(self.command), "version"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        found = _MODULE.search(self.command.read_bytes())
        return done.stdout.strip() or (found[1].decode() if found else "of unknown version")

    def run(self, folder: Path, *arguments: str) -> str:
        """Run one command in a folder and return its standard output.

        Raises:
            EngineError: When it exits with anything but 0.
        """
        done = subprocess.run(  # noqa: S603 - the command of the machine's own engine, no shell
            [str(self.command), *arguments, "--non-interactive"],
            cwd=folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            # Diagnostics come last, after every step.
            said = "\n".join(done.stdout.splitlines()[-_LINES_SHOWN:])
            raise EngineError(f"pulumi {' '.join(arguments)}\n{said}\n{done.stderr}")
        return done.stdout


@dataclass(frozen=True, slots=True)
class Stack:
    """One program and one stack of it."""

    engine: Engine
    folder: Path
    name: str

    @classmethod
    def of(cls, engine: Engine, program: Path, folder: Path, name: str) -> "Stack":
        """Copy a program and create the stack; `Pulumi.<name>.yaml` is its configuration."""
        project = find_project(program)
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(
            project.program, folder / project.program.relative_to(project.root), ignore=ignored
        )
        # The project file may stand above the program that it names.
        for file in project.root.glob("Pulumi*.yaml"):
            shutil.copy(file, folder)
        engine.run(folder, "stack", "init", name)
        return cls(engine, folder, name)

    def preview(self) -> Json:
        """Preview, unchanged resources included."""
        return json.loads(self._run("preview", "--json", "--show-sames"))

    def up(self) -> Json:
        """Apply, and return the stack as it is exported, secrets in clear."""
        self._run("up", "--yes", "--skip-preview")
        return self.export()

    def export(self) -> Json:
        """Export the stack, secrets in clear."""
        return json.loads(self._run("stack", "export", "--show-secrets"))

    def destroy(self) -> None:
        """Delete everything, what is protected included."""
        self._run("state", "unprotect", "--all", "--yes")
        self._run("destroy", "--yes", "--skip-preview")

    def _run(self, *arguments: str) -> str:
        return self.engine.run(self.folder, *arguments, "--stack", self.name)


NewStack = Callable[[Path, str], Stack]
"""Make a stack, by its name, of the program in a folder."""
