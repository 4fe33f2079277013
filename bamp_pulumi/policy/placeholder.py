"""Placeholders: texts that stand for a reason or an owner that nobody has written yet.

What is refused is what says nothing: a text with one word of its own is taken for meant.
"""

import re
import unicodedata
from typing import Final

from bamp_pulumi.catalog import reserved_domain_of

__all__ = ["is_placeholder"]

_OWNER: Final = "owner"
_NEVER_SAID: Final = frozenset(
    (
        "change it",
        "change me",
        "change this",
        "changeme",
        "fill in",
        "n a",
        "na",
        "none",
        "none given",
        "null",
        "to be decided",
        "to be defined",
        "to be determined",
        "to do",
        "unknown",
    )
)
"""Texts that stand for one nobody has written yet, without what stands around them."""
_NO_REASON: Final = frozenset(
    ("asdf", "bar", "blah", "foo", "foo bar", "foobar", "qwerty", "some reason", "test", "todo")
)
# `todo` in small letters may be a team: that of an application of that name.
_NO_OWNER: Final = frozenset(
    (
        "anybody",
        "anyone",
        "my team",
        "name",
        "nobody",
        "owner",
        "owner name",
        "some team",
        "somebody",
        "someone",
        "team",
        "team name",
        "the owner",
        "the team",
        "who",
        "your name",
        "your team",
    )
)
_ASKING: Final = frozenset(
    [
        "describe",
        "enter",
        "explain",
        "fill",
        "fixme",
        "insert",
        "placeholder",
        "provide",
        "replace",
        "tba",
        "tbc",
        "tbd",
        "xxx",
    ]
)
"""Words that ask for a text."""
_ASKING_FOR_REASON: Final = frozenset({*_ASKING, "reason", "todo", "why"})
_ASKING_FOR_OWNER: Final = frozenset({*_ASKING, "owner"})
_BESIDE: Final = frozenset(
    [
        "a",
        "add",
        "an",
        "as",
        "be",
        "change",
        "given",
        "goes",
        "here",
        "in",
        "it",
        "later",
        "me",
        "my",
        "no",
        "none",
        "please",
        "say",
        "some",
        "soon",
        "text",
        "that",
        "the",
        "this",
        "to",
        "todo",
        "unknown",
        "up",
        "value",
        "with",
        "write",
        "your",
    ]
)
"""Words that say nothing beside them. Whatever has another word may be meant: `no data yet`, or
`TODO lists of a demo`."""
_BESIDE_OWNER: Final = frozenset({*_BESIDE, "name", "team"})
_MARKED: Final = re.compile(r"(TODO|TBD|FIXME|XXX)\s*([:(].*|[-\u2013\u2014](\s.*)?)?", re.DOTALL)
"""A note to oneself, in the capitals in which such notes are written."""
_NOTED: Final = re.compile(r"(todo|tbd|fixme|xxx)\s*(:|\().*", re.IGNORECASE | re.DOTALL)
"""The same in any letters, where its mark is one."""
_BEGUN: Final = ("lorem ipsum",)
_TEMPLATE: Final = re.compile(
    r"<[^<>\d:/]*>|\[[^\[\]\d:/]*\]|\$?\{+[^{}]*\}+|\$\(\w+\)|\$[A-Za-z_]\w*|%[A-Z_]+%|__\w+__"
)
"""What a template asks to be replaced. In brackets a number is one of a ticket."""
_ASKED_IN_BRACKETS: Final = re.compile(
    r"[<\[]\s*(add|describe|enter|explain|fill|insert|provide|put|replace|say|write|your)\b[^<>\[\]]*[>\]]"
    r"|[<\[][^<>\[\]]*\be\.g\.[^<>\[\]]*[>\]]",
    re.IGNORECASE,
)
"""The same with an example, which may hold a number."""
_CROSSES: Final = re.compile(r"x+")
_LIKE_LATIN: Final = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u0501"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408\u0500"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03b1\u03b9",
    "abekmhopctyxsijdABEKMHOPCTYXSIJDABEZHIKMNOPTYXoai",
)
"""Letters of Cyrillic and Greek that look like these."""


def is_placeholder(text: str, field: str | None = None) -> bool:
    """Return True if a text only stands for one that nobody has written yet.

    Args:
        text: A reason, or the name of who is responsible.
        field: `owner` for the latter. Default: a reason.
    """
    given = _as_seen(text)
    if any(form.fullmatch(given) for form in (_MARKED, _NOTED, _TEMPLATE, _ASKED_IN_BRACKETS)):
        return True
    is_owner = field == _OWNER
    if is_owner and "@" in given and reserved_domain_of(given):
        return True
    listed = re.findall(r"[^\W_]+", given.casefold().replace(".", ""))
    if not listed:
        return bool(given)  # dots, hyphens and the like; what is empty is refused as that
    words = " ".join(listed)
    # A team may be called by one letter; no reason is.
    if _CROSSES.fullmatch(words) or (not is_owner and len(words) == 1):
        return True
    return (
        words in _NEVER_SAID
        or words in (_NO_OWNER if is_owner else _NO_REASON)
        or words.startswith(_BEGUN)
        or _only_asks(frozenset(listed), is_owner=is_owner)
    )


def _only_asks(words: frozenset[str], *, is_owner: bool) -> bool:
    """Return True if words ask for a text, and say nothing else."""
    asking = _ASKING_FOR_OWNER if is_owner else _ASKING_FOR_REASON
    beside = _BESIDE_OWNER if is_owner else _BESIDE
    return bool(words & asking) and words <= asking | beside


def _as_seen(text: str) -> str:
    """Return a text without what nobody sees, in the letters that it seems to have."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", seen).translate(_LIKE_LATIN).strip()
