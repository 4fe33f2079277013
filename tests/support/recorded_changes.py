"""What single changes come to, recorded in one file: an answer as it was, and each change of it.

A run that tries all of the changes compares the file; one that tries a sample, their parts of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from recorded_answers import Answer, grouped, hold, numbered, same, wrapped
from sweeps import Effort, effort

__all__ = ["Section", "hold_changes"]

Section = tuple[str, Sequence[tuple[str, str, Answer]]]
"""A resource, and what was changed of it, how, and what that comes to."""
_Key = tuple[str, str, str]
_INDENT: Final = "    "


def hold_changes(path: Path, before: Answer, sections: Iterable[Section]) -> None:
    """Assert that what some changes come to is as recorded, or record it where that is asked for.

    Args:
        path: The file.
        before: The answer with nothing changed.
        sections: All of the changes, or a sample of them.
    """
    listed = [*sections]
    tried = {(of, what, how): answer for of, changes in listed for what, how, answer in changes}
    if effort() is not Effort.SAMPLE:
        lines = [*numbered(before)]
        for of, changes in listed:
            lines += ["", of, *grouped(changes)]
        hold(path, lines)
    first, recorded = _read(path)
    same(first, [*numbered(before)], path.name)
    for key, answer in tried.items():
        same(recorded.get(key, []), _written(answer), f"{path.name}: {': '.join(key)}")
    if effort() is not Effort.SAMPLE:
        # Otherwise what a sample is compared with would not be all that is recorded.
        assert {*recorded} == {key for key, answer in tried.items() if answer}


def _written(answer: Answer) -> list[str]:
    return [part for line in answer for part in wrapped(line, _INDENT, 2 * _INDENT)]


def _read(path: Path) -> tuple[list[str], Mapping[_Key, list[str]]]:
    """Read the answer with nothing changed, and that of each change."""
    first, *sections = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    found: dict[_Key, list[str]] = {}
    for section in sections:
        of, *lines = section.split("\n")
        changed: list[str] = []
        for is_answer, part in groupby(lines, key=lambda line: line.startswith(_INDENT)):
            if not is_answer:
                changed = " ".join(part).split("; ")
                continue
            answer = [*part]
            for what, _, ways in (one.partition(": ") for one in changed):
                found |= {(of, what, how): answer for how in ways.split(", ")}
    return first.split("\n"), found
