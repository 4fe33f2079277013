"""Answers in full, as text beside the tests: the recorded ones are compared with what is answered.

A test that asks only for a verdict holds no matter which finding was made, and what it said. Here
each answer stands as whoever previews reads it, so a change of the code that changes any answer
shows as a line of a file. `BAMP_WRITE_SNAPSHOTS=1` records anew; read the diff as you would read a
page about AWS.
"""

import difflib
import os
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

__all__ = ["Answer", "counted", "difference", "grouped", "hold", "numbered", "same", "wrapped"]

Answer = tuple[str, ...]
"""An answer, line by line."""
_WIDTH: Final = 110


def counted(lines: Iterable[str]) -> Answer:
    """Sort lines whose order means nothing, each once, with the number of times it is said."""
    times = Counter(lines)
    return tuple(f"{line} ({n} times)" if n > 1 else line for line, n in sorted(times.items()))


def difference(before: Answer, after: Answer) -> Answer:
    """Say which lines a change takes away from an answer, by number from 1, and list the new ones.

    Both answers hold each line once.
    """
    gone = [str(number) for number, line in enumerate(before, start=1) if line not in after]
    new = [line for line in after if line not in before]
    return (*([f"without {', '.join(gone)}"] if gone else []), *new)


def numbered(answer: Answer) -> Iterator[str]:
    """Write an answer that others are told from."""
    for number, line in enumerate(answer, start=1):
        yield from wrapped(f"{number}. {line}", "", "    ")


def grouped(answers: Iterable[tuple[str, str, Answer]]) -> Iterator[str]:
    """Write each different answer once, under what was changed and how, in the order of the first.

    What changes nothing is left out.
    """
    cases: dict[Answer, dict[str, list[str]]] = {}
    for changed, how, answer in answers:
        if answer:
            cases.setdefault(answer, {}).setdefault(changed, []).append(how)
    for answer, named in cases.items():
        line = "; ".join(f"{changed}: {', '.join(ways)}" for changed, ways in named.items())
        yield from wrapped(line, "", "")
        for line in answer:
            yield from wrapped(line, "    ", "        ")


def wrapped(text: str, first: str, rest: str) -> list[str]:
    """Break a line, with what the first and the further ones begin with."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def hold(path: Path, lines: Sequence[str], *, name: str = "") -> None:
    """Assert that answers are the recorded ones, or record them where that is asked for."""
    text = "\n".join(lines) + "\n"
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    recorded = path.read_text().splitlines() if path.exists() else []
    same(recorded, text.splitlines(), name or path.name)


def same(recorded: Sequence[str], answered: Sequence[str], name: str) -> None:
    """Assert that an answer reads as recorded; the message is what differs."""
    changed = difflib.unified_diff(recorded, answered, "recorded", "answered", n=2, lineterm="")
    differs = [*changed]
    assert not differs, "\n".join((name, *differs))
