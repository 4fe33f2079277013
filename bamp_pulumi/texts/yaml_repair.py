"""What a line was meant to be that is not valid YAML: spaces for tabs, quotes, one key."""

import re
from collections.abc import Callable, Iterator

from bamp_pulumi.texts.yaml_text import YamlError

__all__ = ["meant_line"]


def meant_line(text: str, error: YamlError, read: Callable[[str], object]) -> str:
    """Return what to write in place of the line of an error.

    Args:
        text: The text.
        error: Why it is not read.
        read: Reads such a text; raises `YamlError`.

    Returns:
        The corrected line, without what it is indented by; `nothing: ...` for a line that is one
        too many; empty where no correction helps.
    """
    if error.line is None:
        return ""
    lines = text.splitlines()
    # YAML notices a text that does not end only where the next one begins.
    for number in (error.line, error.line - 1):
        if not 0 < number <= len(lines):
            continue
        for meant in _meant(lines, number, error):
            if _is_better(
                text, "\n".join([*lines[: number - 1], *meant, *lines[number:]]), error, read
            ):
                return meant[0].strip() if meant else "nothing: remove this line"
    return ""


def _is_better(before: str, after: str, error: YamlError, read: Callable[[str], object]) -> bool:
    try:
        read(after)
    except YamlError as other:
        # The next mistake has its turn.
        return after != before and (other.line or 0) > (error.line or 0)
    return True


def _meant(lines: list[str], number: int, error: YamlError) -> Iterator[list[str]]:
    line = lines[number - 1]
    if "a second time" in error.problem:
        yield []
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
    above = next((each for each in reversed(lines[: number - 1]) if each.strip()), "")
    yield [above[: len(above) - len(above.lstrip())] + line.strip()]
    found = re.fullmatch(r"(\s*(?:- )?[\w.:-]*?[\w-]:)(?!\S)\s*(.+?)\s*", line)
    for closing in ("]", "}", "}]", "]}", "}}", "}}}"):
        yield [line.rstrip() + closing]
    if found and found[2][0] not in "[{":
        value = found[2].strip("'\"").replace("'", "''")
        yield [f"{found[1]} '{value}'"]
    missing = re.fullmatch(r"(\s*(?:- )?[\w.-]+):(\S.*)", line)
    if missing:
        yield [f"{missing[1]}: {missing[2]}"]
