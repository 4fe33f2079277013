"""A change in the words of the program that makes it: Python's names in a Python program.

Names on the wire are those of all other languages, and of documents that machines read.
"""

import re
from typing import Final

from bamp_pulumi.catalog import named_in_python, snake_case
from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import Change

__all__ = ["effect_spelled", "name_spelled"]

_OF_INPUTS: Final = frozenset(
    {
        Aspect.GUARD,
        Aspect.INPUT,
        Aspect.LABELS,
        Aspect.PROTECTION,
        Aspect.REPLACED,
        Aspect.SETTINGS,
    }
)
"""Aspects whose `of` names inputs."""
_ITEM: Final = re.compile(r"(\[[^\]]*\])")
"""The name of an item in a path, as it stands in the program: `rules[Daily].status`."""
_DOCUMENT: Final = "content."
"""Begins a path inside of a document: its names are those of AWS Organizations."""


def name_spelled(change: Change) -> str:
    """Return what a change is about (`Change.of`), its inputs as the program spells them."""
    if not change.in_python or change.aspect not in _OF_INPUTS or change.of.startswith(_DOCUMENT):
        return change.of
    parts = _ITEM.split(change.of)
    return "".join(part if part.startswith("[") else snake_case(part) for part in parts)


def effect_spelled(change: Change) -> str:
    """Return what AWS does by a change, inputs in it as the program spells them."""
    said = named_in_python(change.effect) if change.in_python else change.effect
    return said.replace("`", "")
