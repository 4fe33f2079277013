"""The families of codes: which command reports them, and where they are explained."""

import re
from enum import StrEnum
from typing import Final

__all__ = ["Family", "family_of"]

_CODE: Final = re.compile(r"BAMP-([A-Z])\d{2,3}")


class Family(StrEnum):
    """A family of codes, or the faults; the value is the name of its file of texts."""

    FINDINGS = "findings"
    """`BAMP-V..`: findings of `bamp preview`."""
    REHEARSAL = "rehearsal"
    """`BAMP-W..`: what `bamp rehearse` finds in addition to its faults."""
    FAULTS = "faults"
    """The faults of `bamp rehearse`, by id."""
    POLICY = "policy"
    """Refusals of a policy: `BAMP-A..`, `-C..`, `-D..`, `-E..`, `-K..`, `-L..`, `-N..`, `-R..`,
    `-S..`, `-T..`."""
    BASELINE = "baseline"
    """`BAMP-B..`: refusals of a baseline, of its alerts and of components."""
    PROGRAMS = "programs"
    """`BAMP-P..`: refusals of programs, documents and options."""
    INHERITANCE = "inheritance"
    """`BAMP-I..`: refusals and warnings of `inherit()`."""


_BY_LETTER: Final = {
    "V": Family.FINDINGS,
    "W": Family.REHEARSAL,
    "B": Family.BASELINE,
    "P": Family.PROGRAMS,
    "I": Family.INHERITANCE,
}


def family_of(name: str) -> Family:
    """Return the family that a code or fault of this name belongs to, whether it exists or not."""
    code = _CODE.fullmatch(name)
    return Family.FAULTS if code is None else _BY_LETTER.get(code[1], Family.POLICY)
