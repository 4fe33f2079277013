"""Does by hand what a reader does with a remedy: it replaces what stands at the line.

Knows only what is printed: the line, the last name of the path, and what to write.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

__all__ = ["filled_in", "paste"]

_KNOWN_TO_THE_READER = {
    "'...'": "'asked for by the auditor'",
    "YYYY-MM-DD": "2027-06-30",
    "https://ADDRESS": "https://hooks.bamp-ops.io/backup",
    "ADDRESS": "oncall@bamp-ops.io",
    "+NUMBER": "+12025550423",
    "ACCOUNT_ID": "111122223333",
    "o-...": "o-a1b2c3d4e5",
    "urn:pulumi:...": "urn:pulumi:prod::orders::aws:rds/instance:Instance::orders",
}
"""Each blank of a remedy, and what somebody may write there."""


@dataclass(frozen=True)
class Entry:
    """An entry of a mapping, or an item of a list, in a text."""

    key: str
    """Empty for an item."""
    first: int
    last: int
    """Lines, from 1."""
    begin: int
    end_of_key: int
    end: int
    """Characters, from 0."""
    depth: int


def filled_in(write: str) -> str:
    """Write what only a person knows in place of the blanks."""
    for blank, written in _KNOWN_TO_THE_READER.items():
        write = write.replace(blank, written)
    return write


def paste(text: str, line: int, path: str, write: str) -> str:  # noqa: PLR0911 - one a form
    """Return the text with what a refusal says to write."""
    if write == "nothing: remove this line":
        lines = text.splitlines(keepends=True)
        return "".join(lines[: line - 1] + lines[line:])
    try:
        entries = list(_entries(text))
    except yaml.YAMLError:
        return _in_place_of_line(text, line, write)
    at_line = [one for one in entries if one.first == line]
    leaf = max(
        (one.key for one in at_line if path.endswith(one.key) and one.key), key=len, default=""
    )
    if write.startswith("nothing:"):
        gone = max(
            (one for one in at_line if one.key == leaf or (path[-1].isdigit() and not one.key)),
            key=lambda one: one.depth,
        )
        return _without(text, gone)
    if re.fullmatch(r"\S+:", write):
        (renamed,) = (one for one in at_line if one.key == leaf)
        return text[: renamed.begin] + write[:-1] + text[renamed.end_of_key :]
    (key,) = (
        yaml.safe_load(f"{{{write}}}")
        if not write.startswith("bamp:")
        else [write.partition(": ")[0]]
    )
    around = [one for one in entries if one.first <= line <= one.last]
    same = [one for one in around if one.key == key] or [one for one in at_line if one.key == leaf]
    if not same and any(one.key == key for one in entries):
        same = [one for one in entries if one.key == key][:1]
    is_elsewhere = all(one.depth > 1 for one in at_line) and key not in {o.key for o in around}
    if key.startswith("bamp:") and is_elsewhere:
        return _added(text, line, key, write)
    # A missing field is added to what it is missing in.
    if same and not (same[-1].key != key and _is_missing(path, key)):
        old = max(same, key=lambda one: one.depth)
        return text[: old.begin] + write + _tail(text, old)
    return _added(text, line, key, write)


def _is_missing(path: str, key: str) -> bool:
    return path.endswith(f".{key}")


def _added(text: str, line: int, key: str, write: str) -> str:
    lines = text.splitlines(keepends=True)
    if key.startswith("bamp:"):
        return text + f"  {write}\n"
    below = lines[line]
    indent = " " * (len(below) - len(below.lstrip()))
    return "".join([*lines[:line], f"{indent}{write}\n", *lines[line:]])


def _in_place_of_line(text: str, line: int, write: str) -> str:
    """YAML may notice an open end only at the line behind it."""
    lines = text.splitlines()
    key = write.partition(":")[0]
    while key not in lines[line - 1] and line > 1:
        line -= 1
    indents = [len(each) - len(each.lstrip(" ")) for each in (lines[line - 1], lines[line - 2])]
    indent = indents[1] if "\t" in lines[line - 1] else indents[0]
    if write == lines[line - 1].strip():
        indent = indents[1]
    return "\n".join([*lines[: line - 1], " " * indent + write, *lines[line:]]) + "\n"


def _without(text: str, gone: Entry) -> str:
    begin = text.rindex("\n", 0, gone.begin) + 1
    return text[:begin] + _tail(text, gone).lstrip("\n")


def _tail(text: str, old: Entry) -> str:
    """Return what follows an entry, from the end of its last line on."""
    body = text[old.begin : old.end]
    return text[old.begin + len(body.rstrip()) :]


def _entries(text: str) -> Iterator[Entry]:
    loader: Any = yaml.SafeLoader(text)  # Any: PyYAML has no types
    yield from _inside(loader.get_single_node(), 0)


def _inside(node: Any, depth: int) -> Iterator[Entry]:  # noqa: ANN401 - as above
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield _entry(key.value, key.start_mark, key.end_mark, value, depth)
            yield from _inside(value, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield _entry("", item.start_mark, item.start_mark, item, depth)
            yield from _inside(item, depth + 1)


def _entry(key: str, begin: Any, end_of_key: Any, value: Any, depth: int) -> Entry:  # noqa: ANN401
    last = value.end_mark.line + (1 if value.end_mark.column else 0)
    return Entry(
        key=key,
        first=begin.line + 1,
        last=max(last, begin.line + 1),
        begin=begin.index,
        end_of_key=end_of_key.index,
        end=value.end_mark.index,
        depth=depth,
    )
