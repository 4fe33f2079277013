"""The line of each value of a YAML text: the one module that knows lines.

Policy documents and the configuration of stacks are both read through it.
"""

from collections.abc import Iterator
from typing import Any, Final, cast

import yaml

from bamp_pulumi.texts.paths import Step, steps_in

__all__ = ["YamlPlaces"]

_MERGE: Final = "tag:yaml.org,2002:merge"


class YamlPlaces:
    """The lines of a YAML text that has been read."""

    def __init__(self, text: str, document: object, file: str) -> None:
        """Read the lines.

        Args:
            text: YAML that `parse_yaml` has taken.
            document: What it has made of it.
            file: Name of the file, as a reader finds it.
        """
        # PyYAML has no types.
        loader: Any = yaml.SafeLoader(text)
        self._root: yaml.Node | None = loader.get_single_node()
        self._document = document
        self._file = file

    def where(self, path: str) -> str:
        """Return file and line of what a path leads to, or of what is nearest around it."""
        return f"{self._file}:{self.line(path)}"

    def line(self, path: str) -> int:
        """Return the line of what a path leads to, as editors count; of an entry, that of its key.

        Of what the text does not have, that of what would contain it.
        """
        steps, _ = steps_in(self._document, path)
        here, line = self._root, 1
        for step in steps:
            child = _child(here, step) if here is not None else None
            if child is None:
                break
            mark, here = child
            line = mark.line + 1
        return line


def _child(node: yaml.Node, step: Step) -> tuple[Any, yaml.Node] | None:
    """Return where an entry begins, and its value."""
    if isinstance(node, yaml.SequenceNode):
        items = cast("list[yaml.Node]", node.value)
        return (items[step].start_mark, items[step]) if isinstance(step, int) else None
    if not isinstance(node, yaml.MappingNode):
        return None
    found: tuple[Any, yaml.Node] | None = None
    for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
        if key.value == str(step):
            return key.start_mark, value
        if key.tag == _MERGE:
            found = found or next((c for m in _merged(value) if (c := _child(m, step))), None)
    return found


def _merged(node: yaml.Node) -> Iterator[yaml.Node]:
    yield from node.value if isinstance(node, yaml.SequenceNode) else (node,)
