"""What is put on the bus about a validated restore: alerts and evidence read it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bamp_pulumi.lambdas.restore.checks import Check, CheckOutcome
from bamp_pulumi.lambdas.restore.restore import Restore
from bamp_pulumi.lambdas.restore.verdict import Verdict

__all__ = ["DETAIL_TYPE", "SOURCE", "event_of"]

SOURCE = "bamp.restore"
DETAIL_TYPE = "Restore Validation"
_MOST_CHECKS = 200
"""So that an entry stays far below the 256 KB that PutEvents takes."""
_LONGEST_WHY = 500
_GRAVEST = [*CheckOutcome]
_GRAVEST.sort(key=lambda each: each not in (CheckOutcome.FAILED, CheckOutcome.UNREAD))


def event_of(verdict: Verdict, restore: Restore, at: datetime) -> dict[str, Any]:
    """Write the entry as PutEvents takes it: `outcome` is what alerts are about."""
    detail = {
        "outcome": verdict.outcome.value,
        "resourceArn": restore.source,
        "createdResourceArn": restore.created,
        "recoveryPointArn": restore.recovery_point,
        "resourceType": restore.type,
        "restoreJobId": restore.job_id,
        "tier": restore.tier,
        "owner": restore.owner,
        "minutes": verdict.minutes,
        "rtoMinutes": restore.rto_minutes,
        "statusMessage": verdict.message,
        "checks": _listed(verdict.checks),
        "checksInAll": len(verdict.checks),
    }
    return {
        "Time": at,
        "Source": SOURCE,
        "DetailType": DETAIL_TYPE,
        "Resources": [each for each in (restore.source, restore.created) if each],
        "Detail": json.dumps(detail),
    }


def _listed(checks: Sequence[Check]) -> list[Mapping[str, str]]:
    """List the checks, the gravest first."""
    ordered = sorted(checks, key=lambda each: _GRAVEST.index(each.outcome))
    return [
        {"name": each.name, "outcome": each.outcome.value, "why": each.why[:_LONGEST_WHY]}
        for each in ordered[:_MOST_CHECKS]
    ]
