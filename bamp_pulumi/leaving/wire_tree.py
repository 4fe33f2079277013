"""What was written into a resource, as a tree of its inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from bamp_pulumi.catalog import TagShape, find_data_store, snake_case
from bamp_pulumi.estate import Inheritance, Resource

__all__ = ["Key", "Tree", "tree_of"]


@dataclass(frozen=True, slots=True)
class Key:
    """An input, by its name on the wire."""

    wire: str

    @property
    def snake(self) -> str:
        """Its name in Python."""
        return snake_case(self.wire)


@dataclass(frozen=True, slots=True)
class Tree:
    """Inputs by wire name: plain values, maps, and lists of what is added to a list."""

    inputs: Mapping[str, object]

    def __bool__(self) -> bool:
        """Return True if anything was written."""
        return bool(self.inputs)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The inputs, by name."""
        return tuple(map(Key, self.inputs))


def tree_of(resource: Resource, inheritance: Inheritance) -> Tree:
    """Return what was written into a resource."""
    inputs: dict[str, object] = {}
    for written in inheritance.inputs:
        value = [written.value] if written.appended else written.value
        _put(inputs, written.path.split("."), value)
    if inheritance.tags:
        row = find_data_store(resource.type, resource.inputs)
        name = "tags" if row is None else row.tags_property
        is_pairs = row is not None and row.tags is TagShape.PAIRS
        inputs[name] = (
            [{"key": key, "value": value} for key, value in inheritance.tags.items()]
            if is_pairs
            else dict(inheritance.tags)
        )
    return Tree(inputs)


def _put(inputs: dict[str, object], path: list[str], value: object) -> None:
    """Write a value; the one number that a path may hold is that of the first member of a list."""
    step, rest = path[0], path[1:]
    if not rest:
        inputs[step] = value
    elif rest[0].isdecimal():
        members = cast("list[dict[str, object]]", inputs.setdefault(step, [dict[str, object]()]))
        _put(members[0], rest[1:], value)
    else:
        _put(cast("dict[str, object]", inputs.setdefault(step, {})), rest, value)
