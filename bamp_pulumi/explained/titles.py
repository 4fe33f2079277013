"""Titles of codes from the tables of the rooms, and what else these hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from bamp_pulumi.explained.family import Family

__all__ = ["Titled", "titles_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """One row of a table."""

    title: str
    why: str = ""
    """Empty where the file of texts holds it."""
    severity: str = ""
    sources: str = ""
    """Empty where the file of texts names them."""


def titles_of(family: Family) -> Mapping[str, Titled]:
    """Return the rows of a family by name; only its own table is loaded."""
    return _TABLES[family]()


def _findings() -> Mapping[str, Titled]:
    from bamp_pulumi.coverage import FINDING_KINDS  # noqa: PLC0415 - one family at a time

    return {
        code: Titled(title=kind.title, why=kind.why, severity=str(kind.severity))
        for code, kind in FINDING_KINDS.items()
    }


def _rehearsal() -> Mapping[str, Titled]:
    from bamp_pulumi.rehearsal import REHEARSAL_CODES  # noqa: PLC0415 - as above

    return {code: Titled(title=_sentence(clause)) for code, clause in REHEARSAL_CODES.items()}


def _faults() -> Mapping[str, Titled]:
    from bamp_pulumi.rehearsal import FAULTS  # noqa: PLC0415 - as above

    return {
        name: Titled(title=fault.happens.removesuffix("."), sources=fault.source)
        for name, fault in FAULTS.items()
    }


def _clauses(room: str, table: str) -> Callable[[], Mapping[str, Titled]]:
    """Read a table of one clause a code.

    By name: the room of `inherit()` imports Pulumi behind its door, and its table does not.
    """

    def read() -> Mapping[str, Titled]:
        clauses = cast("Mapping[str, str]", getattr(import_module(f"bamp_pulumi.{room}"), table))
        return {code: Titled(title=_sentence(clause)) for code, clause in clauses.items()}

    return read


def _sentence(clause: str) -> str:
    return clause if clause.startswith("`") else clause[0].upper() + clause[1:]


_TABLES: Final[Mapping[Family, Callable[[], Mapping[str, Titled]]]] = MappingProxyType(
    {
        Family.FINDINGS: _findings,
        Family.REHEARSAL: _rehearsal,
        Family.FAULTS: _faults,
        Family.POLICY: _clauses("policy", "POLICY_CODES"),
        Family.BASELINE: _clauses("baseline", "BASELINE_CODES"),
        Family.PROGRAMS: _clauses("estate", "ESTATE_CODES"),
        Family.INHERITANCE: _clauses("inheritance", "INHERITANCE_CODES"),
    }
)
