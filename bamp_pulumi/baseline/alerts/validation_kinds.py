"""The kinds of alerts about what the validator of restore tests has found."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.baseline.alerts.kind import AlertKind, Pattern
from bamp_pulumi.lambdas.restore import DETAIL_TYPE, SOURCE, Outcome

__all__ = ["VALIDATION_KINDS"]


def _validated(outcome: Outcome) -> Pattern:
    return {
        "source": [SOURCE],
        "detail-type": [DETAIL_TYPE],
        "detail": {"outcome": [outcome.value]},
    }


VALIDATION_KINDS: Final[Mapping[str, AlertKind]] = MappingProxyType(
    {
        "restore-test-failed": AlertKind(
            what="what a restore test has restored is not what was backed up",
            severity="critical",
            first_step="read what differs; until it is known why, count the backups as lost",
            pattern=_validated(Outcome.FAILED),
            identity=("place", "resource"),
        ),
        "restore-too-slow": AlertKind(
            what="a restore test has taken longer than the tier promises",
            severity="warning",
            first_step="compare the minutes with the RTO: make the restore faster, or change it",
            pattern=_validated(Outcome.TOO_SLOW),
            identity=("place", "resource"),
            # What was restored is sound.
            closes=("restore-test-failed",),
        ),
        "restore-validated": AlertKind(
            what="what a restore test has restored is sound, and was restored in time",
            severity="info",
            pattern=_validated(Outcome.SUCCESSFUL),
            closes=("restore-test-failed", "restore-too-slow"),
            needs=("account_id", "place", "time", "resource"),
        ),
    }
)
"""By the end of the names of their rules."""
