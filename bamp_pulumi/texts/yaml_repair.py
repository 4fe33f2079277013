"""What a line was meant to be that is not valid YAML: spaces for tabs, quotes, one key."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.texts.yaml_text import YamlError
from bamp_pulumi.texts.yaml_twice import made_single

__all__ = ["MeantLine", "meant_line", "with_colon"]

_NO_COLON: Final = re.compile(
    r"(?P<key>\s*(?:- )?[A-Za-z][\w./-]*(?::[\w./-]+)?):?\s+(?P<value>\S.*)"
)
"""A key and its value with no colon and space between them; `bamp:owner` is one key."""
_RUN_TOGETHER: Final = re.compile(r"(?P<key>\s*(?:- )?[\w./-]+(?::[\w./-]+)?):(?P<value>[^\s:].*)")
_QUOTED: Final = re.compile(
    r"""(?<=:[ ])(?P<quote>["'])(?P<inner>.*?)(?P=quote)"""
    r"""(?=\s*(?:,\s*[\w.-]+:\s|[}\]]|(?:\#.*)?$))"""
)
"""A value in quotes, up to where the next key, a bracket or the end of the line follows."""
_ABOVE: Final = 2
"""Lines above the one that YAML names where a colon may be missing: it reads on till a colon."""


@dataclass(frozen=True, slots=True)
class MeantLine:
    """What to write in place of a line."""

    number: int
    """Of the line that is wrong, as editors count."""
    write: str
    """The line, without what it is indented by; `nothing: ...` for one that is one too many."""


def meant_line(text: str, error: YamlError, read: Callable[[str], object]) -> MeantLine | None:
    """Return what to write in place of the line that is wrong.

    Args:
        text: The text.
        error: Why it is not read.
        read: Reads such a text; raises `YamlError`.

    Returns:
        None where no correction helps.
    """
    if error.line is None:
        return None
    if error.doubled is not None:
        for write, after in made_single(text, error.doubled):
            if _is_better(text, after, error, read):
                return MeantLine(error.line, write)
        return None
    lines = text.splitlines()
    for number, meant in _candidates(lines, error.line):
        after = "\n".join([*lines[: number - 1], *meant, *lines[number:]])
        if _is_better(text, after, error, read):
            write = meant[0].strip() if meant else "nothing: remove this line"
            return MeantLine(number, write)
    return None


def with_colon(line: str) -> str:
    """Return a line with a colon and a space behind its key; empty where it has them."""
    if re.search(r":(\s|$)", line.partition(" #")[0]):
        return ""
    found = _NO_COLON.fullmatch(line) or _RUN_TOGETHER.fullmatch(line)
    return f"{found['key']}: {found['value']}" if found else ""


def _candidates(lines: list[str], line: int) -> Iterator[tuple[int, list[str]]]:
    """List corrections, each as the number of a line and what stands in its place."""
    read_before = [n for n in range(min(line, len(lines)), 0, -1) if _says_something(lines[n - 1])]
    for number in read_before[: _ABOVE + 1]:
        colon = with_colon(lines[number - 1])
        if colon:
            yield number, [colon]
    # YAML notices a text that does not end only where the next one begins.
    for number in (line, line - 1):
        if 0 < number <= len(lines):
            for meant in _meant(lines, number):
                yield number, meant


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _is_better(before: str, after: str, error: YamlError, read: Callable[[str], object]) -> bool:
    try:
        read(after)
    except YamlError as other:
        # The next mistake has its turn: one that comes later, or a key inside of a key that stood
        # twice.
        is_inside = error.doubled is not None and other.doubled is not None
        return after != before and (is_inside or (other.line or 0) > (error.line or 0))
    return True


def _meant(lines: list[str], number: int) -> Iterator[list[str]]:
    line = lines[number - 1]
    if line.startswith("---"):  # a second document
        yield []
        return
    if "\t" in line:
        before = next((each for each in reversed(lines[: number - 1]) if each.strip()), "")
        indent = len(before) - len(before.lstrip()) if not before.rstrip().endswith(":") else 2
        yield [" " * max(indent, 2) + line.strip().replace("\t", " ")]
    inner = re.sub(r"(?<=: )((?:cron|rate)\([^)]*\))", r"'\1'", line)
    if inner != line:
        yield [inner]
    inner = re.sub(r"(?<=: )([*&@%`?|>!][^,}\]]*)", r"'\1'", line)
    if inner != line:
        yield [inner]
    inner = _QUOTED.sub(lambda found: _requoted(found["quote"], found["inner"]), line)
    if inner != line:
        yield [inner]
    above = next((each for each in reversed(lines[: number - 1]) if each.strip()), "")
    yield [above[: len(above) - len(above.lstrip())] + line.strip()]
    found = re.fullmatch(r"(\s*(?:- )?[\w.:-]*?[\w-]:)(?!\S)\s*(.+?)\s*", line)
    for closing in ("]", "}", "}]", "]}", "}}", "}}}"):
        yield [line.rstrip() + closing]
    if found and found[2][0] not in "[{":
        yield [f"{found[1]} {_in_quotes(_unquoted(found[2]))}"]


def _requoted(quote: str, inner: str) -> str:
    """Return a quoted value that has its own quotes in it, in quotes that hold it."""
    within = inner.replace('\\"', "") if quote == '"' else inner.replace("''", "")
    return _in_quotes(inner) if quote in within else f"{quote}{inner}{quote}"


def _in_quotes(value: str) -> str:
    """Return a text in single quotes, in which nothing else than those is doubled."""
    return "'" + value.replace("'", "''") + "'"


def _unquoted(value: str) -> str:
    """Return a value without the quotes that were meant to hold it; those within it stay."""
    quote = value[0]
    if quote not in "'\"":
        is_left = value[-1] in "'\"" and value.count(value[-1]) == 1
        return value[:-1] if is_left else value
    if value.endswith(quote) and len(value) > 1:
        return value[1:-1]
    return value[1:] if value.count(quote) == 1 else value
