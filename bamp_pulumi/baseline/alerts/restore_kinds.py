"""The kinds of alerts about what the validator of restored data reports.

An event of the validator is about one resource that was backed up, whichever recovery point of it a
test has restored.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.baseline.alerts.kind import AlertKind, Pattern
from bamp_pulumi.lambdas.restore import DETAIL_TYPE, SOURCE, Outcome

__all__ = ["RESTORE_KINDS"]

_THING: Final = ("place", "resource")
_FAILED, _SLOW = "restore-test-failed", "restore-too-slow"


def _validated(outcome: Outcome) -> Pattern:
    detail = {"outcome": [outcome.value]}
    return {"source": [SOURCE], "detail-type": [DETAIL_TYPE], "detail": detail}


RESTORE_KINDS: Final[Mapping[str, AlertKind]] = MappingProxyType(
    {
        _FAILED: AlertKind(
            what="what a restore test has restored is not what was backed up",
            severity="critical",
            first_step="read what differs; until it is known why, count the backups as lost",
            pattern=_validated(Outcome.FAILED),
            identity=_THING,
        ),
        _SLOW: AlertKind(
            what="a restore test has taken longer than the tier promises",
            severity="warning",
            first_step="compare the minutes with the RTO: make the restore faster, or change it",
            pattern=_validated(Outcome.TOO_SLOW),
            identity=_THING,
            # What was restored is sound.
            closes=(_FAILED,),
        ),
        "restore-validated": AlertKind(
            what="what a restore test has restored is sound, and was restored in time",
            severity="info",
            pattern=_validated(Outcome.SUCCESSFUL),
            closes=(_FAILED, _SLOW),
            needs=("account_id", "place", "time", "resource"),
        ),
    }
)
"""By the end of the names of their rules."""
