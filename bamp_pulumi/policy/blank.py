"""Blanks: what nobody but the reader of a remedy knows, and how it is refused until it is written.

A remedy shows a blank there and never an example: pasted as it is printed, an example would be
taken for a decision, or for an address at which somebody is notified.
"""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.errors import ToFillIn

__all__ = [
    "AN_ACCOUNT",
    "AN_ADDRESS",
    "AN_ORGANIZATION",
    "AN_URN",
    "A_DAY",
    "A_NUMBER",
    "A_WEB_ADDRESS",
    "DECISION",
    "Blank",
    "given_in_words",
    "is_left_blank",
]

A_DAY: Final = "YYYY-MM-DD"
"""The blank of a day."""

AN_ADDRESS: Final = "ADDRESS"
"""The blank of an e-mail address."""

A_NUMBER: Final = "+NUMBER"
"""The blank of a telephone number, which begins with +."""

A_WEB_ADDRESS: Final = f"https://{AN_ADDRESS}"
"""The blank of an address that is called, or opened."""

AN_ACCOUNT: Final = "ACCOUNT_ID"
"""The blank of the id of an AWS account."""

AN_ORGANIZATION: Final = "o-..."
"""The blank of the id of an organization."""

AN_URN: Final = "urn:pulumi:..."
"""The blank of the URN of a resource."""

DECISION: Final = f'reason: "...", owner: "...", until: "{A_DAY}"'
"""A decision as YAML writes it, for whoever takes it to fill in."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Marks a field, in its annotation: a remedy shows a blank there and never its example."""

    text: str = "..."


def is_left_blank(value: object, meant: object) -> bool:
    """Return True if a value is the blank of a remedy, pasted as it was printed.

    Args:
        value: What was given.
        meant: What is proposed instead of it.
    """
    return isinstance(meant, ToFillIn) and value == meant.blank


def given_in_words(field: str | None, value: object, meant: object) -> str:
    """Return a field with its value, and what it is where it was left blank."""
    blank = ", which is a placeholder" if is_left_blank(value, meant) else ""
    return f"{field}={value!r}{blank}"
