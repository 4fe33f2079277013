"""Inputs of a resource whose type has another name now, under the names that they have now."""

from collections.abc import Mapping
from typing import TypeVar

from bamp_pulumi.catalog import INPUTS_RENAMED
from bamp_pulumi.changes.state import DeclaredState

__all__ = ["as_named_now"]

_Value = TypeVar("_Value")


def as_named_now(old: DeclaredState, new: DeclaredState) -> DeclaredState:
    """Return what a resource was, with the names of the type that it has now.

    Args:
        old: The resource as it was.
        new: The same one as it is; an alias says so where its type has another name.
    """
    there = INPUTS_RENAMED.get((old.type, new.type), {})
    back = INPUTS_RENAMED.get((new.type, old.type), {})
    names = {**there, **{name: own for own, name in back.items()}}
    if not names:
        return old
    return old.model_copy(
        update={
            "read": None if old.read is None else _renamed(old.read, names),
            "left_out": tuple(names.get(path, path) for path in old.left_out),
        }
    )


def _renamed(read: Mapping[str, _Value], names: Mapping[str, str]) -> dict[str, _Value]:
    return {_name(path, names): value for path, value in read.items()}


def _name(path: str, names: Mapping[str, str]) -> str:
    """Rename a path, one with the name of an item in it too: `rules[daily].status`."""
    head, opening, rest = path.partition("[")
    item, closing, part = rest.rpartition("]")
    if not opening:
        return names.get(path, path)
    found = names.get(f"{head}.*{part}")
    if found is None:
        return path
    new_head, _, new_part = found.partition(".*")
    return f"{new_head}[{item}{closing}{new_part}"
