r"""Texts of others as plain lines: what is not seen is shown, and nothing poses as something else.

Names, role paths, tags, error messages and request parameters are written by anyone who calls AWS.

Sources: Unicode Standard Annex #9 (bidirectional controls) and chapter 23 (format and variation
characters); Python, `str.isprintable`; POSIX, Shell Command Language, Quoting; AWS CLI user guide,
cli-usage-parameters-file (a value that begins with `file://` or `fileb://` is the file's content;
version 1 reads addresses, too) (read 2026-11-28).
"""

import shlex
from collections.abc import Iterable, Iterator

__all__ = ["is_plain", "one_line", "shell_line"]

_BLANK = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
"""What Python calls printable and no font shows: fillers, blanks, selectors of variations."""
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_MOST_SPACES = 2
"""More in a row would push what follows to where another line seems to begin."""
_SPACES = " " * (_MOST_SPACES + 1)
_FROM_FILES = ("file://", "fileb://", "http://", "https://")


def is_plain(text: str) -> bool:
    """Return True if every character of a text is seen as it is: no control, no invisible one."""
    return text.isprintable() and _BLANK.isdisjoint(text)


def one_line(text: str, limit: int) -> str:
    r"""Write a text as one line.

    Line ends, control and bidirectional characters, spaces other than the common one and whatever
    is invisible are escaped as in Python (`\n`, `\x1b`, `\u202e`), and so are backslashes: two
    texts never look the same. Of three and more spaces in a row all but two are escaped.

    Args:
        text: A text of anybody.
        limit: Most characters of the line. A longer one is cut, and says how much is missing.
    """
    if len(text) <= limit and is_plain(text) and "\\" not in text and _SPACES not in text:
        return text  # most texts
    shown: list[str] = []
    length = 0
    for piece in _pieces(text):
        length += len(piece)
        if length > limit:
            return _cut(shown, len(text), limit)
        shown.append(piece)
    return "".join(shown)


def shell_line(words: Iterable[str]) -> str:
    """Write a command that a POSIX shell splits into exactly these words.

    Empty where a word cannot be shown as it is, or where the AWS CLI would read a file in its
    stead: then no command is better than one that is not what it looks like.
    """
    listed = list(words)
    if not all(is_plain(word) and not word.startswith(_FROM_FILES) for word in listed):
        return ""
    return shlex.join(listed)


def _pieces(text: str) -> Iterator[str]:
    """Write each character of a text."""
    spaces = 0
    for character in text:
        spaces = spaces + 1 if character == " " else 0
        if spaces > _MOST_SPACES:
            yield "\\x20"
        elif character in _NAMED:
            yield _NAMED[character]
        elif is_plain(character):
            yield character
        else:
            yield _escaped(ord(character))


def _escaped(code: int) -> str:
    for most, form in ((0xFF, "\\x{:02x}"), (0xFFFF, "\\u{:04x}")):
        if code <= most:
            return form.format(code)
    return f"\\U{code:08x}"


def _cut(shown: list[str], total: int, limit: int) -> str:
    """Take whole characters off the end until the note of how many are missing fits in."""
    kept = list(shown)
    while True:
        note = f" ... ({total - len(kept):,} more characters)"
        if not kept or sum(map(len, kept)) + len(note) <= limit:
            return ("".join(kept) + note)[:limit]
        kept.pop()
