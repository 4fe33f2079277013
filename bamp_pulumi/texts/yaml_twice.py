"""How a key that stands twice in one mapping is made to stand once."""

from collections.abc import Iterator

from bamp_pulumi.texts.yaml_text import Doubled

__all__ = ["made_single"]


def made_single(text: str, doubled: Doubled) -> Iterator[tuple[str, str]]:
    """List corrections, what keeps all that is written first.

    Args:
        text: The text.
        doubled: The second of the two entries.

    Yields:
        What to write in place of the line of its key, and the text with that done.
    """
    lines = text.splitlines()
    above, key_line = lines[: doubled.line - 1], lines[doubled.line - 1]
    body = text[doubled.begin : doubled.end].rstrip().splitlines()[1:]
    while body and body[-1].lstrip().startswith("#"):
        body.pop()
    last = doubled.line + len(body)
    below = lines[last:]
    if not text[doubled.begin :].startswith(key_line.strip().partition(":")[0]):
        # One of several entries of a line: `{a: 1, a: 2}`.
        before = text[: doubled.begin].rstrip().removesuffix(",")
        after = before + text[doubled.end :]
        if not body:
            yield after.splitlines()[doubled.line - 1].strip(), after
        return
    if not body:
        yield "nothing: remove this line", "\n".join([*above, *below])
        return
    if doubled.are_blocks:
        yield _moved(lines, doubled, body)
    yield f"nothing: remove lines {doubled.line} to {last}", "\n".join([*above, *below])


def _moved(lines: list[str], doubled: Doubled, body: list[str]) -> tuple[str, str]:
    """Return the correction that adds what the second entry holds to the first one."""
    above, last = lines[: doubled.line - 1], doubled.line + len(body)
    inside = (each for each in lines[doubled.first :] if not each.lstrip().startswith("#"))
    moved = _indented_as(next(each for each in inside if each.strip()), body)
    joined = [*above[: doubled.first], *moved, *above[doubled.first :], *lines[last:]]
    first = doubled.line + 1
    what = f"line {first}" if first == last else f"lines {first} to {last}"
    write = f"nothing: remove this line, and move {what} to below line {doubled.first}"
    return write, "\n".join(joined)


def _indented_as(line: str, body: list[str]) -> list[str]:
    """Return lines with what they are indented by changed to that of another line."""
    asked, has = (len(each) - len(each.lstrip()) for each in (line, body[0]))
    return [" " * asked + each[has:] if each.strip() else each for each in body]
