"""Edits of a document: plain data in, plain data out."""

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final, cast

from bamp_pulumi.errors import REMOVED, Edit, Refusal, Renamed, Several
from bamp_pulumi.texts import steps_in

__all__ = ["applied", "edits_of"]

_NOTHING: Final = "nothing:"


def applied(document: object, edits: Iterable[Edit]) -> object:
    """Return a document with edits in it; one that has no place in it changes nothing."""
    # Any: plain data of any shape, as YAML gives it.
    changed: Any = deepcopy(document)
    for path, value in edits:
        changed = _with(changed, path, value)
    return changed


def edits_of(document: object, refusal: Refusal) -> tuple[Edit, ...]:
    """Return the remedy of a refusal as edits; read from its text where it names none."""
    if refusal.edits:
        return tuple(
            (path, REMOVED if _is_taken(document, path, value) else value)
            for path, value in refusal.edits
        )
    write, path = refusal.write, refusal.path
    if write.startswith(_NOTHING):
        # It may speak of something else than what was refused.
        leaf = path.rpartition(".")[2]
        is_own = any(word in (leaf, f"'{leaf}'", "one", path) for word in write.split())
        return ((path, REMOVED),) if leaf and is_own else ()
    named = _keywords(write)
    if not named:
        return ()
    leaf = path.rpartition(".")[2]
    if leaf in named:
        parent = path.removesuffix(leaf)
        return tuple((f"{parent}{name}", value) for name, value in named.items())
    steps, rest = steps_in(document, path)
    is_mapping = not rest and isinstance(_at(document, steps), Mapping)
    return tuple((f"{path}.{name}", value) for name, value in named.items()) if is_mapping else ()


def _is_taken(document: object, path: str, value: object) -> bool:
    """Return True if another entry has the key that one is to get."""
    if not isinstance(value, Renamed):
        return False
    steps, rest = steps_in(document, path)
    parent = _at(document, steps[:-1])
    return not rest and isinstance(parent, Mapping) and value.key in parent


def _keywords(write: str) -> Mapping[str, object]:
    """Read `name=value, ...` or `Name(name=value, ...)`; empty for any other text."""
    called = write if re.fullmatch(r"[A-Z]\w*\(.*\)", write, re.DOTALL) else f"_({write})"
    try:
        call = ast.parse(called, mode="eval").body
        if isinstance(call, ast.Call) and not call.args:
            return {str(word.arg): _literal(word.value) for word in call.keywords}
    except (SyntaxError, ValueError):
        pass  # a sentence, not a value
    return {}


def _literal(node: ast.expr) -> object:
    if isinstance(node, ast.Call):
        if node.args:
            raise ValueError("not the fields of a value")
        return {str(word.arg): _literal(word.value) for word in node.keywords}
    if isinstance(node, ast.Name):  # `mode=governance`
        return node.id
    value: object = ast.literal_eval(node)
    return list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value


def _at(document: object, steps: Iterable[str | int]) -> object:
    here: Any = document  # Any: as above
    for step in steps:
        here = here[step]
    return here


def _with(document: Any, path: str, value: object) -> Any:  # noqa: ANN401 - plain data
    steps, rest = steps_in(document, path)
    if rest:
        is_item = any(step.isdigit() for step in rest.split("."))
        if value is REMOVED or isinstance(value, Several | Renamed) or is_item:
            return document
        # The keys of what is added have no dots: they are fields.
        *parents, last = rest.split(".")
        here = _at(document, steps)
        if not isinstance(here, dict):
            return document
        for parent in parents:
            here = cast("dict[str, Any]", here).setdefault(parent, {})
        here[last] = value
        return document
    if not steps:
        return value
    parent: Any = _at(document, steps[:-1])
    step: Any = steps[-1]
    if value is REMOVED:
        del parent[step]
    elif isinstance(value, Renamed):
        # In its place: the order of rules and tiers is the reader's.
        entries = [(value.key if key == step else key, held) for key, held in parent.items()]
        parent.clear()
        parent.update(entries)
    elif isinstance(value, Several) and isinstance(parent, Sequence):
        cast("list[object]", parent)[step : step + 1] = value.items
    else:
        parent[step] = value
    return document
