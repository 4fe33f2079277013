"""The words around explanations, the same in terminal and documentation."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.explained import Family

__all__ = ["FAMILY_TITLES", "explain_hint"]

FAMILY_TITLES: Final[Mapping[Family, str]] = MappingProxyType(
    {
        Family.FINDINGS: "Findings of bamp preview",
        Family.REHEARSAL: "Findings of bamp rehearse",
        Family.FAULTS: "Faults of bamp rehearse",
        Family.POLICY: "Refusals of a policy",
        Family.BASELINE: "Refusals of a baseline, its alerts and components",
        Family.PROGRAMS: "Refusals of programs, documents and options",
        Family.INHERITANCE: "Refusals and warnings of inherit()",
    }
)
_MOST_NAMED: Final = 6


def explain_hint(names: Iterable[str]) -> str:
    """Return how to read more about what was shown; empty where nothing with a name was.

    `Explained by: bamp explain BAMP-V01 BAMP-V07`; of many codes the first ones.
    """
    once = list(dict.fromkeys(names))
    if not once:
        return ""
    more = "" if len(once) <= _MOST_NAMED else f" (and {len(once) - _MOST_NAMED} more)"
    return f"Explained by: bamp explain {' '.join(once[:_MOST_NAMED])}{more}"
