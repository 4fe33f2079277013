"""Telephone numbers that are never assigned, so that they can be written down as examples.

NANPA's and Ofcom's own pages could not be read. Other countries have such numbers too, which are
not known here.

Source: Number-Phone, lib/Number/Phone/UK.pm: the ranges that Ofcom keeps for drama; Number-Phone,
lib/Number/Phone/NANP.pm: of the exchange 555 only 0100 to 0199 are reserved for fiction; BBC News,
blogs-magazine-monitor-32348371: Ofcom keeps numbers for drama unused; Wikipedia,
555_(telephone_number): other numbers of 555 were released for assignment, so they may be
somebody's, and area code 555 is for directory assistance; our inference: under 800 it is 555-0199
alone, and under 844, 855, 866, 877 and 888 the exchange 555 is reserved as a whole, as later texts
of that article have it, which have no day (read 2026-11-29).
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["fictional_in_words"]

_OF_OFCOM: Final = "are numbers for drama"
_FICTIONAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        r"1(?!800)\d{3}55501\d{2}|18005550199": "555-0100 to 555-0199 are numbers for fiction",
        r"18(44|55|66|77|88)555\d{4}": "toll-free numbers that go on with 555 are reserved",
        r"1555\d{7}": "area code 555 is nobody's",
        r"440?1(1[3-8]|[2-6]1)4960\d{3}": f"0xxx after 496 {_OF_OFCOM}",
        r"440?1914980\d{3}": f"0191 498 0xxx {_OF_OFCOM}",
        r"440?2079460\d{3}": f"020 7946 0xxx {_OF_OFCOM}",
        r"440?2896496\d{3}": f"028 9649 6xxx {_OF_OFCOM}",
        r"440?2920180\d{3}": f"029 2018 0xxx {_OF_OFCOM}",
        r"440?1632960\d{3}": f"01632 960xxx {_OF_OFCOM}",
        r"440?7700900\d{3}": f"07700 900xxx {_OF_OFCOM}",
    }
)
"""Patterns of digits, each with what is true of all numbers that fit."""


def fictional_in_words(number: str) -> str:
    """Return why no message to a telephone number arrives; empty where nothing is known of it.

    Args:
        number: As SNS takes it: with its country, and perhaps with signs between the digits.
    """
    digits = re.sub(r"\D", "", number, flags=re.ASCII)
    fits = (words for pattern, words in _FICTIONAL.items() if re.fullmatch(pattern, digits))
    words = next(fits, "")
    return f"{words}: no message to {number} arrives" if words else ""
