"""Where the configuration of the running stack is: file and line of each value.

Pulumi gives a program its configuration without lines. The files are read again only to say where a
refused value stands, and only where they still hold what the program was given.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pulumi

from bamp_pulumi.errors import Refusal, RefusedError
from bamp_pulumi.remedies import Judge, Notation, masked, with_remedies
from bamp_pulumi.texts import YamlError, YamlPlaces, parse_yaml, read_text_file, steps_in

__all__ = ["in_stack_file"]

_PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml")


def in_stack_file(
    document: Mapping[str, object], refusals: Sequence[Refusal], judge: Judge
) -> tuple[Refusal, ...]:
    """Return refusals with the lines of the values, and with remedies in YAML.

    Args:
        document: The configuration that was judged, by `namespace:key`.
        refusals: What was refused in it; paths begin with a key.
        judge: Judges such a document.
    """
    files = list(_files())
    written = _as_written(files, document)
    again = judge(written)
    # A remedy is made from what the reader sees: of 0012345 Pulumi gives the octal number.
    if [(one.code, one.path) for one in again] != [(one.code, one.path) for one in refusals]:
        written, again = dict(document), refusals
    spoken = with_remedies(written, again, judge, Notation.YAML)
    found = [
        # A token may stand anywhere by mistake, in the place of a key too.
        replace(
            one,
            where=_where(files, document, before.path),
            path=masked(one.path),
            given=masked(one.given),
            write=masked(one.write),
        )
        for before, one in zip(refusals, spoken, strict=True)
    ]
    return tuple(sorted(found, key=_reading_order))


def _reading_order(refusal: Refusal) -> tuple[str, int]:
    file, _, line = refusal.where.rpartition(":")
    return file, int(line or 0)


_File = tuple[YamlPlaces, str, Mapping[str, object], str]
"""Lines, the path of the configuration in the file, what it sets, and the path within each."""


def _where(files: Sequence[_File], document: Mapping[str, object], path: str) -> str:
    steps, _ = steps_in(document, path)
    if not steps:
        return ""
    key = str(steps[0])
    rest = path.removeprefix(key)
    held = _held(files, key, document[key])
    if held is None:
        return ""
    (places, prefix, _, inner), name = held
    return places.where(f"{prefix}.{name}{inner if rest else ''}{rest}")


def _held(files: Sequence[_File], key: str, given: object) -> tuple[_File, str] | None:
    """Return the file that sets a key to what the program was given, and the key's name there."""
    # Pulumi puts a bare key into the namespace of the project.
    bare = key.removeprefix(f"{pulumi.get_project()}:")
    for file in files:
        for name in (key, bare):
            if name in file[2] and _is_same(file[2][name], given):
                return file, name
    return None


def _as_written(files: Sequence[_File], document: Mapping[str, object]) -> dict[str, object]:
    """Return the configuration with its numbers as the files spell them."""
    written = dict(document)
    for key, given in document.items():
        held = _held(files, key, given)
        if held is None:
            continue
        (_, _, values, _), name = held
        value = values[name]
        if isinstance(value, Mapping | list):
            written[key] = value
        elif isinstance(value, int) and isinstance(given, str):
            written[key] = repr(value)
    return written


def _is_same(held: object, given: object) -> bool:
    return held == given or _text(held) == _text(given)


def _text(value: object) -> str:
    # Of null Pulumi makes an empty text.
    if isinstance(value, str | None):
        return value or ""
    return json.dumps(value, sort_keys=True, default=str)


def _files() -> Iterator[_File]:
    """Read the files that configure the stack, those first that win."""
    root = Path(pulumi.get_root_directory())
    project_file = next((root / n for n in _PROJECT_FILES if (root / n).is_file()), None)
    project = _read(project_file) if project_file is not None else None
    settings: Mapping[str, object] = project[1] if project is not None else {}
    folder = settings.get("stackConfigDir") or settings.get("config")
    folder = folder if isinstance(folder, str) else "."
    stack = _read(root / folder / f"Pulumi.{pulumi.get_stack()}.yaml", root)
    if stack is not None:
        yield stack[0], "config", _mapping(stack[1].get("config")), ""
    if project is None:
        return
    config = _mapping(project[1].get("config"))
    for word in ("value", "default"):
        held = {key: m[word] for key, value in config.items() if word in (m := _mapping(value))}
        yield project[0], "config", held, f".{word}"
    yield project[0], "config", config, ""


def _read(path: Path, root: Path | None = None) -> tuple[YamlPlaces, Mapping[str, object]] | None:
    """Read a file; None for one that is not there, or that Pulumi would not take either."""
    name = path.relative_to(root).as_posix() if root is not None else path.name
    try:
        text = read_text_file(path, "yaml-bytes", ValueError)
        document = parse_yaml(text, path=name, has_days=False)
    except (YamlError, RefusedError, ValueError):
        return None
    return YamlPlaces(text, document, name), _mapping(document)


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}
