"""Everything that coverage can find, by code.

A code keeps its meaning forever; a new kind gets a new one.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.coverage.estate_findings import ESTATE_FINDINGS
from bamp_pulumi.coverage.finding_kind import FindingKind
from bamp_pulumi.coverage.store_findings import STORE_FINDINGS

__all__ = ["FINDING_KINDS"]

_FOUND: Final = {**STORE_FINDINGS, **ESTATE_FINDINGS}

FINDING_KINDS: Final[Mapping[str, FindingKind]] = MappingProxyType(
    {code: _FOUND[code] for code in sorted(_FOUND, key=lambda code: (len(code), code))}
)
"""Every finding of coverage by code. `docs/reference/findings.md` is made from it."""
