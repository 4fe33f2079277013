"""The one shape of a message: for people as text, for everything else as an event.

Sources: SNS API reference, Publish (a subject is ASCII, in one line, under 100 characters);
PagerDuty Events API v2 (a summary has 1,024 characters at most) (read 2026-11-26).
"""

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus

__all__ = [
    "DETAIL_TYPE",
    "SOURCE",
    "UNKNOWN_TIER",
    "detail_of",
    "subject_of",
    "text_of",
    "tiers_of",
]

SOURCE = "bamp.alerts"
DETAIL_TYPE = "Backup Alert"
UNKNOWN_TIER = "unknown"
"""What stands for the tier of what has none, or whose tags nobody could read: every destination
takes it, whichever tiers it asks for."""
_SUBJECT = 99
_SUMMARY = 1_000
_OPS_SEVERITY = {"critical": "2", "warning": "3", "info": "4"}
_BEGINS = {AlertStatus.ESCALATED: "STILL WRONG: ", AlertStatus.RESOLVED: "Over: "}


def subject_of(alert: Alert) -> str:
    """Return the subject of a mail."""
    line = " ".join(_summary(alert).split())
    return line.encode("ascii", "replace").decode()[:_SUBJECT]


def text_of(alert: Alert) -> str:
    """Return what a person reads."""
    happened = f"{_BEGINS.get(alert.status, '')}{alert.what}"
    fields = (
        ("Resource", alert.resource),
        ("Vault", " ".join(filter(None, (alert.vault, alert.vault_region)))),
        ("Owner", alert.owner),
        ("Tier", alert.tier),
        ("Why", alert.why),
        ("Who", alert.who),
        ("Where", " ".join(filter(None, (alert.account_id, alert.region)))),
        ("When", alert.time),
        ("First", "" if alert.status is AlertStatus.RESOLVED else alert.first_step),
        ("Again", "" if alert.status is AlertStatus.RESOLVED else alert.command),
        ("Runbook", alert.runbook),
    )
    width = max(len(name) for name, _ in fields) + 2
    lines = [f"{name + ':':<{width}}{value}" for name, value in fields if value]
    state = f": {alert.state}" if alert.state else ""
    return "\n".join([f"{happened}{state}", "", *lines, *_list_of(alert)])


def _list_of(alert: Alert) -> list[str]:
    """Name what a message about several is about, and where the rest of it is."""
    if not alert.listed:
        return []
    rest = alert.count - len(alert.listed)
    find = f"the log of the function has all {alert.count}, by incident {alert.incident}"
    more = [f"  and {rest} more: {find}"] if rest else []
    return ["", "Which:", *(f"  {line}" for line in alert.listed), *more]


def detail_of(alert: Alert) -> dict[str, object]:
    """Return the detail of the event, in which rules find what they route by."""
    return {
        "status": alert.status.value,
        "severity": alert.severity,
        "kind": alert.kind,
        "tier": tiers_of(alert),
        "owner": alert.owner,
        "key": alert.incident or alert.key,
        "summary": _summary(alert)[:_SUMMARY],
        "text": text_of(alert),
        "what": alert.what,
        "state": alert.state,
        "resource": alert.resource,
        "vault": alert.vault,
        "why": alert.why,
        "who": alert.who,
        "firstStep": alert.first_step,
        "command": alert.command,
        "runbook": alert.runbook,
        "accountId": alert.account_id,
        "region": alert.region,
        "time": alert.time,
        # Ready for those that ask for a word of their own.
        "action": "resolve" if alert.status is AlertStatus.RESOLVED else "trigger",
        "opsSeverity": _OPS_SEVERITY[alert.severity],
        "dedup": f'{{"dedupString":"{alert.incident or alert.key}"}}',
    }


def tiers_of(alert: Alert) -> str | list[str]:
    """Return the tier that rules and filters match; of a message about several a list of them."""
    named = [tier or UNKNOWN_TIER for tier in alert.tiers]
    return named if len(named) > 1 else alert.tier or UNKNOWN_TIER


def _summary(alert: Alert) -> str:
    about = alert.resource.rpartition(":")[2] or alert.vault
    begins = _BEGINS.get(alert.status, "")
    where = f"{about}: " if about else ""
    return f"[{alert.severity}] {begins}{where}{alert.what}"
