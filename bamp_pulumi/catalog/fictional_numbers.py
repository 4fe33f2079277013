"""Telephone numbers that are never assigned, so that they can be written down as examples.

Source: North American Numbering Plan, 555 line numbers: 555-0100 to 555-0199 are for fiction; under
800 it is 555-0199 alone (read 2026-11-28). Other countries have such numbers too; no example of
this library is one of them.
"""

import re
from typing import Final

__all__ = ["fictional_in_words"]

_FICTIONAL: Final = re.compile(r"1(?!800)\d{3}55501\d{2}|18005550199")


def fictional_in_words(number: str) -> str:
    """Return why no message to a telephone number arrives; empty where nothing is known of it.

    Args:
        number: As SNS takes it: with its country, and perhaps with signs between the digits.
    """
    if _FICTIONAL.fullmatch(re.sub(r"\D", "", number, flags=re.ASCII)) is None:
        return ""
    return f"555-0100 to 555-0199 are numbers for fiction: no message to {number} arrives"
