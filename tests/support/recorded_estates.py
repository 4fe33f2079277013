"""What preview and rehearsal answer of the estates of a group, compared with what is recorded.

A run that tries all of the estates compares the file; one that tries a sample, their parts of it.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from answers_of_estates import answers_of_group, judged_group, parts_of, written
from recorded_answers import hold, same
from sweeps import Effort, effort

__all__ = ["hold_group"]

_INDENT: Final = "    "
_REFERRED: Final = re.compile("(.*): as in (.*)")
Parts = list[tuple[str, list[str]]]


def hold_group(path: Path, group: str) -> None:
    """Assert that what is answered of a group is as recorded, or record it if that is asked for."""
    if effort() is not Effort.SAMPLE:
        hold(path, [*answers_of_group(group)])
    recorded = _read(path.read_text(encoding="utf-8").split("\n"))
    for name, both in judged_group(group):
        answered = [(title, written(lines)) for title, lines in parts_of(both)]
        same(_lines(recorded.get(name, [])), _lines(answered), f"{path.name}: {name}")


def _lines(parts: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    return [line for title, lines in parts for line in (title, *lines)]


def _read(lines: Sequence[str]) -> Mapping[str, Parts]:
    """Read the parts of each answer; what is as in another estate is that one's."""
    found: dict[str, Parts] = {}
    parts: Parts = []
    for line in lines:
        referred = _REFERRED.fullmatch(line)
        if line.startswith("== "):
            parts = found.setdefault(line.removeprefix("== "), [])
        elif line.startswith(_INDENT):
            parts[-1][1].append(line)
        elif referred is not None and referred[2] in found:
            (title, other), *_ = [p for p in found[referred[2]] if p[0] == referred[1]]
            parts.append((title, other))
        elif line:
            parts.append((line, []))
    return found
