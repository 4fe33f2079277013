"""The kinds of alerts about what the health check reports.

An event of the check is about one resource and one vault: a backup and its copy are two alerts.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.baseline.alerts.kind import AlertKind, Pattern
from bamp_pulumi.lambdas.health import (
    BACKUP_MISSING,
    DETAIL_TYPE,
    EXEMPTION_OVER,
    NOT_AS_PROMISED,
    NOT_SEEN,
    SOURCE,
    kinds_of,
)

__all__ = ["HEALTH_KINDS"]

_CHECKED: Final = ("place", "resource", "vault")
_FROM_CHECK: Final[Pattern] = {"source": [SOURCE], "detail-type": [DETAIL_TYPE]}


def _found(alert: str) -> Pattern:
    return {**_FROM_CHECK, "detail": {"kind": kinds_of(alert)}}


HEALTH_KINDS: Final[Mapping[str, AlertKind]] = MappingProxyType(
    {
        BACKUP_MISSING: AlertKind(
            what="a backup or copy that is promised is missing, or too old",
            severity="critical",
            first_step="start a backup now, if a command is given; then find out why its plan "
            "has made none",
            pattern=_found(BACKUP_MISSING),
            identity=_CHECKED,
        ),
        NOT_AS_PROMISED: AlertKind(
            what="a backup, a vault or a setting is not as promised",
            severity="warning",
            first_step="deploy the account stack again; if it is the same then, correct what the "
            "reason names",
            pattern=_found(NOT_AS_PROMISED),
            identity=_CHECKED,
        ),
        EXEMPTION_OVER: AlertKind(
            what="an exemption has expired, or does not count: the resource has no backup",
            severity="warning",
            first_step="give the resource a tier, or renew the exemption if its reason still holds",
            pattern=_found(EXEMPTION_OVER),
            identity=_CHECKED,
        ),
        NOT_SEEN: AlertKind(
            what="the health check could not see everything: what it has not seen may be missing",
            severity="warning",
            first_step="read why: give its role the permission, or wait if AWS was not available",
            pattern=_found(NOT_SEEN),
            identity=_CHECKED,
        ),
        "backup-healthy": AlertKind(
            what="what the health check has reported is as promised again, or gone",
            severity="info",
            pattern={
                **_FROM_CHECK,
                "detail": {"over": [BACKUP_MISSING, NOT_AS_PROMISED, EXEMPTION_OVER, NOT_SEEN]},
            },
            closes=(BACKUP_MISSING, NOT_AS_PROMISED, EXEMPTION_OVER, NOT_SEEN),
            needs=("account_id", "place", "time", "resource"),
        ),
    }
)
"""By the end of the names of their rules."""
