"""What is over: alerts of the check that are open, of what is well by now.

An alert is closed for what was seen, never for want of sight: a resource of which something could
not be read keeps its alerts, and so does one that is not there while anything was not read.

Source: EventBridge Scheduler API reference, ListSchedules, GetSchedule (read 2026-11-29).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from bamp_pulumi.lambdas.health.reporting import (
    ALERTS_OF,
    BACKUP_MISSING,
    EXEMPTION_OVER,
    HEALTHY_STATE,
    NOT_AS_PROMISED,
    NOT_SEEN,
    Account,
    Entry,
    entry_of,
    events_of,
    sees_all,
    vault_arn,
)
from bamp_pulumi.lambdas.health.standing import ReasonKind, Standing, Subject, Weight

__all__ = ["OpenAlert", "open_alerts", "over_of"]

_KINDS: Final = (BACKUP_MISSING, NOT_AS_PROMISED, EXEMPTION_OVER, NOT_SEEN)
_WORKERS: Final = 8
_A_PAGE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlert:
    """An alert of the check that is open."""

    kind: str
    resource: str
    vault: str
    region: str
    """Region of the vault; of an alert without one, that of the resource."""


# Any: a client of boto3, and what it answers.
def open_alerts(scheduler: Any, group: str) -> list[OpenAlert]:  # noqa: ANN401
    """Read which alerts of the check are open.

    Args:
        scheduler: Client of EventBridge Scheduler in the Region of the alerts.
        group: Schedule group in which the alerts keep what is open.
    """
    names = [name for kind in _KINDS for name in _names(scheduler, group, f"{kind}.")]
    if not names:
        return []
    with ThreadPoolExecutor(_WORKERS) as pool:
        found = pool.map(partial(_read, scheduler, group), names)
        return list(dict.fromkeys(alert for alert in found if alert is not None))


def _names(scheduler: Any, group: str, prefix: str) -> Iterator[str]:  # noqa: ANN401
    page: dict[str, str] = {}
    while True:
        answer = scheduler.list_schedules(
            GroupName=group, NamePrefix=prefix, MaxResults=_A_PAGE, **page
        )
        for one in answer["Schedules"]:
            yield one["Name"]
        if not answer.get("NextToken"):
            return
        page = {"NextToken": answer["NextToken"]}


def _read(scheduler: Any, group: str, name: str) -> OpenAlert | None:  # noqa: ANN401
    """Read what a schedule keeps; None for what is over, and what is gone since it was listed."""
    try:
        found = scheduler.get_schedule(GroupName=group, Name=name)
    except scheduler.exceptions.ResourceNotFoundException:
        return None
    kept = json.loads(found["Target"]["Input"])["due"].get("kept", {})
    if kept.get("closed") or not kept.get("incident"):
        return None
    alert = kept["alert"]
    return OpenAlert(
        kind=alert["kind"],
        resource=alert["resource"],
        vault=alert["vault"],
        region=alert["vault_region"] or alert["region"],
    )


def over_of(
    alerts: Iterable[OpenAlert], standings: Sequence[Standing], account: Account, at: datetime
) -> list[Entry]:
    """Return the events that close what is over, as PutEvents takes them.

    Args:
        alerts: Those that are open.
        standings: How everything stands.
        account: Whose it is.
        at: When that was read.
    """
    reported = {_reported(entry) for entry in events_of(standings, account)}
    by_name = {one.arn: one for one in standings if one.subject is not Subject.CALL}
    is_whole = sees_all(standings)
    return [
        entry_of(_detail_of(alert, by_name.get(alert.resource), account), at)
        for alert in alerts
        if alert not in reported and _is_seen(alert, by_name.get(alert.resource), whole=is_whole)
    ]


def _reported(entry: Entry) -> OpenAlert:
    """Return the alert that an event makes, or finds open."""
    detail = json.loads(entry["Detail"])
    _, _, _, region, *_ = (*detail["backupVaultArn"].split(":"), *[""] * 4)
    return OpenAlert(
        kind=ALERTS_OF[ReasonKind(detail["kind"])],
        resource=detail["resourceArn"],
        vault=detail["backupVaultName"],
        region=region or detail["region"],
    )


def _is_seen(alert: OpenAlert, standing: Standing | None, *, whole: bool) -> bool:
    """Return True if all was read that could show that an alert still holds."""
    if alert.kind == NOT_SEEN and not alert.resource.startswith("arn:"):
        return True  # a call that is not reported was answered, or is no longer made
    if standing is None:
        return whole
    return not any(
        each.weight is Weight.UNSEEN and each.kind is not ReasonKind.NOT_TOLD
        for each in standing.reasons
    )


def _detail_of(alert: OpenAlert, standing: Standing | None, account: Account) -> dict[str, object]:
    newest = None if standing is None else standing.newest
    return {
        "state": HEALTHY_STATE if standing is None else standing.state.value,
        "over": [alert.kind],
        "resourceArn": alert.resource,
        "resourceType": "" if standing is None else standing.type,
        "resourceName": "" if standing is None else standing.name,
        "backupVaultName": alert.vault,
        "backupVaultArn": vault_arn(account, alert.vault, alert.region),
        "region": alert.region,
        "tier": "" if standing is None else standing.tier,
        "owner": "" if standing is None else standing.owner,
        "newest": "" if newest is None else newest.isoformat(),
    }
