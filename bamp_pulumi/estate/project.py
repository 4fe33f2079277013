"""A Pulumi project on disk: its program, its stacks and their configuration."""

import json
import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.remedies import Notation, masked
from bamp_pulumi.texts import (
    MeantLine,
    YamlError,
    YamlPlaces,
    meant_line,
    parse_yaml,
    read_text_file,
    with_colon,
)

__all__ = ["Project", "StackConfig", "find_project", "shown_path"]

_PROJECT_FILES: Final = ("Pulumi.yaml", "Pulumi.yml")
_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_ALERTS: Final = "bamp:alerts"
_IGNORED: Final = "house rule: a setting that nothing reads is a typing error, and would be missed"
_OURS: Final = "bamp:"
_UNREADABLE: Final = "YAML: it cannot be read"
_PREFERRED_STACKS: Final = ("prod", "production", "dev")


class _Runtime(BaseModel):
    """`runtime:` in its long form."""

    name: str = ""
    options: dict[str, Any] = {}  # Any: each language has options of its own


class _ProjectFile(BaseModel):
    """Pulumi.yaml, as far as it matters here."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    name: str = ""
    runtime: str | _Runtime = ""
    main: str | None = None
    config: dict[str, Any] | str | None = None  # Any: values, or maps with `value` or `default`
    stackConfigDir: str | None = None  # noqa: N815 - as Pulumi spells it


class _StackFile(BaseModel):
    """Pulumi.<stack>.yaml, as far as it matters here."""

    config: dict[str, Any] | None = None  # Any: whatever a program is configured with
    environment: list[Any] | dict[str, Any] | None = None  # Any: names, or an inline definition


_File = TypeVar("_File", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class StackConfig:
    """Configuration of one stack, by `namespace:key`."""

    stack: str
    lines: Mapping[str, str] = field(default_factory=dict[str, str])
    """File and line of each key of the stack's own file."""
    address_lines: Mapping[str, str] = field(default_factory=dict[str, str])
    """File, relative to the project, and line of each address that alerts are sent to, and of
    the runbook."""
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    """Plain values; objects as JSON text, as Pulumi hands them over."""
    sealed: tuple[str, ...] = ()
    """Keys with encrypted values: they cannot be read offline."""
    environments: tuple[str, ...] = ()
    """Pulumi ESC environments it imports: they cannot be read offline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A Pulumi project."""

    name: str
    runtime: str
    root: Path
    """Folder of Pulumi.yaml."""
    program: Path
    """The program: a folder or a file."""
    virtualenv: Path | None
    """Virtual environment the project names, where it exists."""
    defaults: Mapping[str, Any]
    """Configuration that Pulumi.yaml itself gives. Any: YAML."""
    stack_files: Path
    """Folder of Pulumi.<stack>.yaml."""

    @property
    def shown_folder(self) -> str:
        """Its folder before the name of a file in messages: from where the command is run."""
        folder = shown_path(self.root)
        return "" if folder == "." else f"{folder}/"

    def stacks(self) -> tuple[str, ...]:
        """Names of the stacks that have a configuration file, sorted."""
        found = (p.stem.partition(".")[2] for p in self.stack_files.glob("Pulumi.*.yaml"))
        return tuple(sorted(found))

    def config(self, stack: str | None) -> StackConfig:
        """Read a stack's configuration.

        Args:
            stack: Its name. Default: `prod`, `production` or `dev`, the first that has a file;
                else the only file there is; else `dev` without a file.

        Raises:
            RefusedError: `BAMP-P04`, when a file is not valid YAML.
        """
        known = self.stacks()
        chosen = stack if stack is not None else _chosen(known)
        path = self.stack_files / f"Pulumi.{chosen}.yaml"
        file = _read(path, _StackFile) if path.is_file() else _StackFile()
        places = _places(path) if file.config else None
        lines: dict[str, str] = {}
        values: dict[str, str] = {}
        sealed: list[str] = []
        for key, given in {**self._project_values(), **(file.config or {})}.items():
            full = key if ":" in key else f"{self.name}:{key}"
            if places is not None and key in (file.config or {}):
                lines[full] = places.where(f"config.{key}")
            if _is_sealed(given):
                sealed.append(full)
            else:
                # Of null Pulumi makes an empty text.
                values[full] = (
                    json.dumps(given) if not isinstance(given, str | None) else given or ""
                )
        environments = file.environment if isinstance(file.environment, list) else ()
        return StackConfig(
            stack=chosen,
            lines=lines,
            address_lines=self._address_lines(path, (file.config or {}).get(_ALERTS), places),
            values=values,
            sealed=tuple(sealed),
            environments=tuple(str(name) for name in environments),
        )

    def _address_lines(
        self, path: Path, alerts: object, places: YamlPlaces | None
    ) -> dict[str, str]:
        """Find the lines of the addresses in `bamp:alerts` of a stack's file."""
        settings = cast("dict[str, object]", alerts) if isinstance(alerts, dict) else {}
        to = settings.get("to")
        if places is None:
            return {}
        name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else ""
        entries = cast("list[object]", to if isinstance(to, list) else [])
        found = {
            f"to.{number}.{key}": value
            for number, entry in enumerate(entries)
            if isinstance(entry, dict)
            for key, value in cast("dict[str, object]", entry).items()
        }
        found = {"runbook": settings.get("runbook"), **found}
        return {
            value: f"{name}:{places.line(f'config.{_ALERTS}.{path}')}"
            for path, value in found.items()
            if name and isinstance(value, str)
        }

    def _project_values(self) -> dict[str, Any]:
        """Values in Pulumi.yaml: plain ones, and those under `value` or `default`."""
        values: dict[str, Any] = {}
        for key, given in self.defaults.items():
            if not isinstance(given, Mapping):
                values[key] = given
            elif "value" in given:
                values[key] = given["value"]
            elif "default" in given:
                values[key] = given["default"]
        return values


def find_project(program: Path) -> Project:
    """Find the project of a program folder: its own Pulumi.yaml, or one above whose `main` it is.

    Raises:
        RefusedError: `BAMP-P03`, when there is none; `BAMP-P04`, when it is not valid YAML.
    """
    if not os.path.lexists(program):  # unlike Path, it takes a name that is too long for no file
        raise _no_program(f"{program}, which does not exist")
    folder = program.resolve()
    if folder.name in _PROJECT_FILES:
        folder = folder.parent
    own = _project_in(folder)
    if own is not None:
        return own
    for above in folder.parents:
        project = _project_in(above)
        if project is not None and project.program == folder:
            return project
    raise _no_program(f"{program}, which has no Pulumi.yaml")


def _no_program(given: str) -> RefusedError:
    return RefusedError(
        "BAMP-P03",
        given=given,
        allowed="a folder with a Pulumi.yaml, or one that a Pulumi.yaml above names as `main`; "
        "or a file: preview JSON, a stack export, an account's manifest",
        why="Pulumi: a program is found by its project file",
        write="bamp preview PROGRAM",
    )


def _project_in(folder: Path) -> Project | None:
    path = next((folder / n for n in _PROJECT_FILES if (folder / n).is_file()), None)
    if path is None:
        return None
    file = _read(path, _ProjectFile)
    if file.name and not _NAME.fullmatch(file.name):
        raise RefusedError(
            "BAMP-P04",
            given=f"{path.name}: name: {file.name}",
            allowed="1 to 100 letters, digits, hyphens, underscores and periods; in a template, "
            "what is between the braces is to be filled in",
            why="Pulumi: the name of a project is part of every URN",
            write=f"name: {_as_name(file.name) or _as_name(folder.name) or 'service'}",
            where=f"{shown_path(path)}",
        )
    runtime = file.runtime if isinstance(file.runtime, _Runtime) else _Runtime(name=file.runtime)
    program = (folder / (file.main or ".")).resolve()
    venv = _virtualenv(folder, program, runtime.options)
    # `config` once named the folder of the stacks' files; Pulumi still takes it for that.
    stack_files = file.stackConfigDir or (file.config if isinstance(file.config, str) else ".")
    return Project(
        name=file.name or folder.name,
        runtime=runtime.name,
        root=folder,
        program=program,
        virtualenv=venv if venv is not None and venv.is_dir() else None,
        defaults=file.config if isinstance(file.config, dict) else {},
        stack_files=(folder / stack_files).resolve(),
    )


def _as_name(text: str) -> str:
    """Return a text as the name of a project; empty for one of a template."""
    if "{" in text:
        return ""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("-")[:100]


def _preview_of(folder: Path) -> str:
    """Return the command that previews a folder."""
    return f"bamp preview {shlex.quote(shown_path(folder))}"


def _is_sealed(given: object) -> bool:
    """Return True if a value, or a part of it, is encrypted: to Pulumi all of it is then secret."""
    if isinstance(given, Mapping):
        entries = cast("Mapping[object, object]", given)
        return "secure" in entries or any(map(_is_sealed, entries.values()))
    return isinstance(given, list) and any(map(_is_sealed, cast("list[object]", given)))


def _virtualenv(root: Path, program: Path, options: Mapping[str, Any]) -> Path | None:
    """Find where the program's packages are: what it names, else where its toolchain puts them.

    Source: `toolchain` of Pulumi's Python runtime (3.260, read 2026-11-22): uv's is beside the
    nearest uv.lock, else pyproject.toml, else Pulumi.yaml; a uv.lock makes it uv's.
    """
    if options.get("virtualenv"):
        return (root / str(options["virtualenv"])).resolve()
    folder = program if program.is_dir() else program.parent
    locked = _nearest(folder, "uv.lock")
    if locked is None and options.get("toolchain") not in ("uv", "poetry"):
        return None
    beside = locked or _nearest(folder, "pyproject.toml") or root
    return beside / ".venv"


def _nearest(folder: Path, file: str) -> Path | None:
    return next((each for each in (folder, *folder.parents) if (each / file).is_file()), None)


def _chosen(stacks: tuple[str, ...]) -> str:
    for preferred in _PREFERRED_STACKS:
        if preferred in stacks:
            return preferred
    return stacks[0] if stacks else "dev"


def _read(path: Path, model: type[_File]) -> _File:
    shown = shown_path(path)

    def refused(given: str, why: str, write: str = "", where: str = shown) -> RefusedError:
        again = "" if write else f"; correct {where}, then preview again"
        return RefusedError(
            "BAMP-P04",
            given=given,
            allowed=f"a file Pulumi accepts{again}",
            why=why,
            write=masked(write) or _preview_of(path.parent),
            where=where,
        )

    def read(text: str) -> object:
        return parse_yaml(text, path=shown, has_days=False)

    text = read_text_file(
        path,
        "yaml-bytes",
        lambda what: refused(f"a file that {what}", "Pulumi reads YAML in UTF-8"),
    )
    try:
        document = read(text)
    except YamlError as error:
        meant = meant_line(text, error, read)
        line = meant.number if meant is not None else error.line
        where = shown if line is None else f"{shown}:{line}"
        write = meant.write if meant is not None else ""
        raise refused(masked(_noticed(error, line)), _UNREADABLE, write, where) from None
    try:
        read_as = model.model_validate(document or {})
        outside = _outside_config(document) if model is _StackFile else None
        if outside is None:
            return read_as
        key, value = outside
        where = YamlPlaces(text, document, shown).where(key)
        write = f"config:\n  {Notation.YAML.entry(key, value, key)}"
        raise refused(f"{key} beside `config`, not below it", _IGNORED, write, where)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    place, given = ".".join(map(str, first["loc"])), first["input"]
    missing = _missing_colon(text, given) if isinstance(given, str) else None
    if missing is not None:
        where = f"{shown}:{missing.number}"
        raise refused("a key and a value without a colon", _UNREADABLE, missing.write, where)
    where = YamlPlaces(text, document, shown).where(place)
    raise refused(place or "a file", "Pulumi: it is a mapping, or a text, there", where=where)


def _outside_config(document: object) -> tuple[str, object] | None:
    """Return a key of a program's configuration that stands beside `config`, and its value."""
    entries = cast("dict[object, object]", document if isinstance(document, dict) else {})
    ours = ((str(key), value) for key, value in entries.items())
    return next(((key, value) for key, value in ours if key.startswith(_OURS)), None)


def _noticed(error: YamlError, line: int | None) -> str:
    """Return what the reader of YAML does not take, and where it noticed it."""
    if error.line is None or error.column is None:
        return error.problem
    other = "" if line == error.line else f" of line {error.line}"
    return f"{error.problem}, at column {error.column}{other}"


def _missing_colon(text: str, value: str) -> MeantLine | None:
    """Find the line that YAML has read as a text, and that was meant to be a key and a value."""
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition(" #")[0].strip()
        if said and value.startswith(said) and with_colon(line):
            return MeantLine(number, with_colon(line).strip())
    return None


def _places(path: Path) -> YamlPlaces:
    """Return the lines of a file that has been read."""
    text = read_text_file(path, "yaml-bytes", ValueError)
    return YamlPlaces(text, parse_yaml(text, path=path.name, has_days=False), shown_path(path))


def shown_path(path: Path) -> str:
    """Return a path as whoever runs the command finds it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
