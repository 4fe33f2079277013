"""Finds the Python that a sentence says to write, and tries whether it is Python."""

import ast
import re
from collections.abc import Iterator

__all__ = ["is_python", "written_in"]

_ASSIGNED = re.compile(
    r"(?<![\w.-])(?:[a-z]\w*=)?(?:\*\*)?(?=bamp\.\w+\()|(?<![\w.-])[a-z]\w*=(?=[\[{])"
)
_CLOSES = {"(": ")", "[": "]", "{": "}"}
_CALLED = "_({})"
_FORMS = ("{}", _CALLED, "_[{}]", "_({{{}}})")
"""A statement or expression, arguments of a call, items, and entries of a mapping."""


def is_python(write: str) -> bool:
    """Return True if a text can be pasted into a program: into a call, a mapping, or as a line."""
    return any(_parses(form.format(write)) for form in _FORMS)


def written_in(sentence: str) -> Iterator[str]:
    """List the inputs, calls and lines of Python in a sentence, each up to its last bracket."""
    for found in _ASSIGNED.finditer(sentence):
        yield sentence[found.start() : _end(sentence, found.end())]


def _end(text: str, start: int) -> int:
    """Return where the first bracket from a place on is closed; the end where it never is."""
    open_: list[str] = []
    quote = ""
    place = start
    while place < len(text):
        sign = text[place]
        if quote:
            place += sign == "\\"
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in _CLOSES:
            open_.append(_CLOSES[sign])
        elif open_ and sign == open_[-1]:
            open_.pop()
            if not open_:
                return place + 1
        place += 1
    return len(text)


def _parses(text: str) -> bool:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return False
    # A name that stands for no value, as in `mode=compliance`.
    values = [n.value for n in ast.walk(tree) if isinstance(n, ast.keyword | ast.Assign)]
    return not any(isinstance(value, ast.Name) for value in values)
