"""Functions that only write text, and functions that may do more.

Cannot prove that a function is harmless; what is not surely so is not run.
"""

import json
import os
from collections.abc import Callable

import pytest

from bamp_pulumi.offline.text_writers import only_writes

PREFIX, SEEN = "arn:", ["a"]
last = ""


def quoted(text: str) -> str:
    """Write a text in quotes."""
    return json.dumps({"text": f"{PREFIX}{text}", "of": [*SEEN]})


def remembered(text: str) -> str:
    """Remember a text."""
    SEEN.append(text)
    return text


def counted(text: str) -> str:
    """Change what all share."""
    global last  # noqa: PLW0603 - that is the case
    last = text
    return text


def imported(text: str) -> str:
    """Reach for something else."""
    import platform  # noqa: PLC0415 - that is the case

    return text + platform.node()


Writer = Callable[[str], object]
WRITERS: list[Writer] = [
    quoted,
    lambda text: quoted(text) + "/*",
    lambda text: [f"{each}/*" for each in (text, PREFIX)],
    lambda text: "x{}y{}".format(text, PREFIX),  # noqa: UP032 - as programs write it
    ", ".join,
]
OTHERS: list[Writer] = [
    remembered,
    counted,
    imported,
    lambda text: remembered(f"{text}/*"),
    lambda text: os.listdir(text),  # noqa: PLW0108, PTH208 - it is not run
    lambda text: open(text).read(),  # noqa: SIM115, PTH123 - it is not run
    lambda text: text.split(":")[0],
    lambda text: text == "x",
    lambda text: "x" in text,
    print,
    str.upper,
    repr,
]


@pytest.mark.parametrize("func", WRITERS)
def test_what_joins_and_formats_only_writes(func: Writer) -> None:
    """Also by functions of its own, on plain values of the module."""
    assert only_writes(func)


@pytest.mark.parametrize("func", OTHERS)
def test_what_may_do_or_ask_more_does_not(func: Writer) -> None:
    """Files, processes, imports, what others share, and what goes by the text."""
    assert not only_writes(func)
