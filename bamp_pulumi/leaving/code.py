"""The code that keeps what `inherit()` wrote, in the language of each program."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bamp_pulumi.estate import Estate, Inheritance, Resource
from bamp_pulumi.leaving.left import Snippet
from bamp_pulumi.leaving.program_source import Declaring, find_call
from bamp_pulumi.leaving.python_code import (
    arguments_in_python,
    companion_in_python,
    transform_in_python,
)
from bamp_pulumi.leaving.wire_tree import Tree, tree_of
from bamp_pulumi.leaving.yaml_code import resources_in_yaml

__all__ = ["snippets_of"]

Kept = tuple[Resource, Inheritance, tuple[Resource, ...]]
"""A data store, what was written, and its companions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A data store, and the call that declares it."""

    resource: Resource
    tree: Tree
    ignored: tuple[str, ...]
    companions: tuple[Resource, ...]
    call: Declaring | None
    """None where it is declared by a library, or by several calls of one line."""


def snippets_of(estate: Estate, kept: Sequence[Kept]) -> Iterator[Snippet]:
    """Write the code that keeps everything.

    Lines for the calls that declare the resources; of resources that no such line reaches (those of
    a library, and inputs that the program writes in part) a transform for the place of the call.
    """
    folders = {p.name: p.folder for p in estate.programs}
    by_program: dict[str, list[_Placed]] = {}
    for resource, inheritance, companions in kept:
        placed = _placed(resource, inheritance, companions, folders.get(resource.program, ""))
        by_program.setdefault(resource.program, []).append(placed)
    for program, found in by_program.items():
        if any(estate.is_python(placed.resource) for placed in found):
            yield from _in_python(program, found)
        else:
            yield from _in_yaml(program, found)


def _placed(
    resource: Resource, inheritance: Inheritance, companions: tuple[Resource, ...], folder: str
) -> _Placed:
    file, _, line = resource.source.rpartition(":")
    call = None
    if folder and line.isdecimal():
        class_name = resource.type.rpartition(":")[2]
        call = find_call(Path(folder) / file, int(line), class_name)
    return _Placed(
        resource=resource,
        tree=tree_of(resource, inheritance),
        ignored=inheritance.ignore_changes,
        companions=companions,
        call=call,
    )


def _in_python(program: str, found: Sequence[_Placed]) -> Iterator[Snippet]:
    by_source: dict[str, list[_Placed]] = {}
    for placed in found:
        by_source.setdefault(placed.resource.source, []).append(placed)
    beyond: list[_Placed] = []
    for source, group in by_source.items():
        first = group[0]
        if (call := _common_call(group)) is None:
            beyond += group
        elif first.tree or first.ignored:
            yield Snippet(
                language="python",
                where=f"into the call at {source}",
                file=source.rpartition(":")[0],
                line=call.line,
                text=arguments_in_python(first.tree, first.ignored),
                names=tuple(p.resource.name for p in group),
            )
    if changed := [p for p in beyond if p.tree or p.ignored]:
        yield Snippet(
            language="python",
            where=f"in the place of bamp.inherit(...) in {program}",
            text=transform_in_python([(p.resource, p.tree, p.ignored) for p in changed]),
            names=tuple(p.resource.name for p in changed),
        )
    for source, group in by_source.items():
        yield from _companions_in_python(source, group)


def _common_call(group: Sequence[_Placed]) -> Declaring | None:
    """Return the call into which the same lines go for all that it declares; None for none."""
    first = group[0]
    call = first.call
    if call is None or not call.takes_more:
        return None
    if any((p.tree, p.ignored) != (first.tree, first.ignored) for p in group):
        return None
    written = {*(key.snake for key in first.tree.keys), *(["opts"] if first.ignored else [])}
    return None if written & call.keywords else call


def _companions_in_python(source: str, group: Sequence[_Placed]) -> Iterator[Snippet]:
    call = group[0].call
    is_one = call is not None and (len(group) == 1 or not call.is_plain_name)
    shown = group[:1] if is_one else group
    for placed in shown:
        for companion in placed.companions:
            place = placed.call if is_one else None
            yield Snippet(
                language="python",
                where=f"after the statement at {source}" if place else "after it is declared",
                file=source.rpartition(":")[0] if place else "",
                line=place.last_line if place else 0,
                text=companion_in_python(companion, placed.resource, place),
                names=tuple(
                    c.name
                    for p in (group if is_one else [placed])
                    for c in p.companions
                    if c.type == companion.type
                ),
            )


def _in_yaml(program: str, found: Iterable[_Placed]) -> Iterator[Snippet]:
    listed = [p for p in found if p.tree or p.ignored or p.companions]
    if listed:
        yield Snippet(
            language="yaml",
            where=_into(program, listed),
            file="" if _is_other_language(listed) else "Pulumi.yaml",
            text=resources_in_yaml([(p.resource, p.tree, p.ignored, p.companions) for p in listed]),
            names=tuple(p.resource.name for p in listed),
        )


def _into(program: str, listed: Sequence[_Placed]) -> str:
    if _is_other_language(listed):
        return (
            f"into {program}, in its own language: the inputs have the same names as in this YAML"
        )
    return f"into Pulumi.yaml of {program}"


def _is_other_language(listed: Sequence[_Placed]) -> bool:
    """Return True if a file that declares any of them is no YAML."""
    files = (placed.resource.source.rpartition(":")[0] for placed in listed)
    return any(file and not file.endswith((".yaml", ".yml")) for file in files)
