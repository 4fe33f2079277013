"""What people read is in the words of the field: as AWS's, Pulumi's and Stripe's docs are written.

Read: pages, help, messages, docstrings and names. Comments and tests are not.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
IDIOM: Final[Mapping[str, str]] = {
    r"\bhears? (of|about|from|when)\b|\bheard (of|about)\b|\bunheard\b": "is notified of",
    r"\bwir(ing|ed)\b|\b[Ww]iring": "alerting path",
    r"\b(is|are|be|being|was|were) told\b(?! apart)": "is notified of; is given",
    r"\bcannot be told\b": "is unknown",
    r"\bbeats?\b|\bfloors?\b": "heartbeat; fallback alarm",
    r"\bpast the function\b|\blies in the queue\b": "goes to the dead-letter queue",
    r"\blets? off\b": "exempt",
    r"\bmend(s|ed|ing)?\b": "fix",
    r"\bh(a|u)ng(s|ing)? on\b": "depends on",
    r"\bamiss\b": "wrong",
    r"\bneeds nothing beside\b": "self-contained",
    r"\bline is taken out\b|\bthe word that ends\b": "removing `inherit()`; opting in",
    r"^(Say|Says|Tell|Tells|Ask|Asks) ": "Return ...; Return True if ...",
    r"\bBe told\b|\bis yours to do\b": "Configure ...; what you still have to set up",
    r"\bis as of `": "takes the same arguments as",
    r"\banswers? for (it|the|what|this|its|a)\b": "is responsible for",
    r"\basks? for a look\b": "should be reviewed",
    r"\bin clear\b": "unencrypted; in plaintext",
    r"\bkeeps? (AWS Backup|it|them|somebody|everybody) out\b": "denies",
}
"""What is not written, and what is instead."""

_NAME: Final = re.compile(r"[a-z]+(-[a-z]+)*")
"""A name of a kind of alert or of a field, which stays; a text for people has a space."""
_NAMED: Final = re.compile(f"`{_NAME.pattern}`")
_FENCED: Final = re.compile(r"^ *(`{3,}).*?^ *\1$|^( {4,}|\t).*$", re.MULTILINE | re.DOTALL)


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """List the texts of a page or a module for people, each with its line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        for number, line in enumerate(text.split("\n"), 1):
            yield number, _NAMED.sub("", line)
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _NAME.fullmatch(node.value):
                continue
            for offset, line in enumerate(node.value.split("\n")):
                yield node.lineno + offset, line


FILES: Final = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *(
        file
        for top in ("examples", "stacks", "components")
        for file in sorted((ROOT / top).rglob("*"))
    ),
    *sorted((ROOT / "bamp_pulumi").rglob("*")),
]


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.suffix in {".md", ".py"} and "__pycache__" not in path.parts],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_texts_are_in_the_words_of_the_field(path: Path) -> None:
    """A reader never has to guess a metaphor."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {match[0]!r} in {text.strip()!r}: {instead}"
        for line, text in _texts(path)
        for pattern, instead in IDIOM.items()
        if (match := re.search(pattern, text))
    ]

    assert found == []


@pytest.mark.parametrize("pattern", IDIOM)
def test_each_pattern_finds_something(pattern: str) -> None:
    """A pattern that matches nothing checks nothing."""
    told = [
        "nobody hears of it",
        "The wiring",
        "somebody is told",
        "that cannot be told",
        "the beat",
        "past the function",
        "it is let off",
        "mend it",
        "it hangs on it",
        "something is amiss",
        "needs nothing beside it",
        "the line is taken out",
        "Be told",
        "PROGRAM is as of `bamp preview`",
        "who answers for it",
        "asks for a look",
        "stored in clear",
        "the policy keeps AWS Backup out.",
    ]

    assert any(re.search(pattern, text) for text in (*told, "Say whether it is"))
