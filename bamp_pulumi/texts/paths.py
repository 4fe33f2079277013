"""Paths in documents, such as `alerts.to.0.email`: the names of keys and items, with dots.

A key may have dots of its own, and an item of a list goes by its `name` where it has one. So a
path is read from the folder of its document.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

__all__ = ["path_of", "steps_in"]

Step = str | int


def steps_in(document: object, path: str) -> tuple[tuple[Step, ...], str]:
    """Read a path relative to its document.

    Returns:
        The keys and indexes that lead as far as the document goes; and the rest of the path, which
        the document does not have, empty when it has all of it.
    """
    here, rest, steps = document, path, list[Step]()
    while rest:
        found = next(_fitting(here, rest), None)
        if found is None:
            break
        step, here, rest = found
        steps.append(step)
    return tuple(steps), rest


def path_of(document: object, steps: Iterable[Step]) -> str:
    """Return the path of keys and indexes; an item goes by its `name` where it has one."""
    here, names = document, list[str]()
    for step in steps:
        name = str(step)
        if isinstance(here, Mapping):
            here = cast("Mapping[object, object]", here).get(step)
        elif isinstance(here, Sequence) and isinstance(step, int):
            items = cast("Sequence[object]", here)
            here = items[step] if step < len(items) else None
            name = _name_of(here) or name
        names.append(name)
    return ".".join(names)


def _fitting(here: object, path: str) -> Iterator[tuple[Step, object, str]]:
    """List the children that a path may begin with, those of the longest names first."""
    children: list[tuple[str, Step, object]] = []
    if isinstance(here, Mapping):
        entries = cast("Mapping[object, object]", here)
        children = [(str(key), cast("Step", key), value) for key, value in entries.items()]
    elif isinstance(here, Sequence) and not isinstance(here, str):
        items = list(enumerate(cast("Sequence[object]", here)))
        children = [(name, n, item) for n, item in items if (name := _name_of(item))]
        children += [(str(n), n, item) for n, item in items]
    for name, step, child in sorted(children, key=lambda each: -len(each[0])):
        if path == name or path.startswith(f"{name}."):
            yield step, child, path[len(name) + 1 :]


def _name_of(item: object) -> str:
    name = cast("Mapping[object, object]", item).get("name") if isinstance(item, Mapping) else None
    return name if isinstance(name, str) else ""
