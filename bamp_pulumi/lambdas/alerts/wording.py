"""The one shape of a message: for people as text, for everything else as an event.

Whatever an alert holds may have been written by an attacker: each field is one plain line, and
each message is smaller than its channel takes.

Sources: SNS API reference, Publish (a subject is ASCII without control characters, in one line,
under 100 characters, and begins with a letter, a digit or a punctuation mark); PagerDuty Events
API v2 (a summary has 1,024 characters at most, a key 255; a source is required); Systems Manager
API reference, CreateOpsItem (a title has 1,024 characters at most, a description 2,048);
EventBridge API reference, PutEvents (an entry has 256 KB at most); Slack, Formatting text for app
surfaces (`&`, `<` and `>` are written as entities) (read 2026-11-28).
"""

import json
import shlex
from functools import lru_cache
from hashlib import sha256

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.plain import is_plain, one_line, shell_line
from bamp_pulumi.lambdas.alerts.segment import one_segment

__all__ = [
    "DETAIL_TYPE",
    "RECORD_SOURCE",
    "SOURCE",
    "UNKNOWN_TIER",
    "detail_of",
    "sms_of",
    "subject_of",
    "summary_of",
    "text_of",
    "tiers_of",
]

SOURCE = "bamp.alerts"
RECORD_SOURCE = "bamp.records"
"""Source of what is only recorded: a rule for alerts does not match it."""
DETAIL_TYPE = "Backup Alert"
UNKNOWN_TIER = "unknown"
"""The tier of a resource that has none, or whose tags could not be read: every destination
receives it, whichever tiers it is for."""
_SUBJECT = 99
_TEXT = 2_048
_LONG = 8_000
"""Of a message about several alerts, as an event."""
_LONGEST = 100_000
"""As a mail: what an attacker adds cannot push out what matters."""
_LISTED = 200
"""Of a line about one of several."""
_KEY = 255
_VALUE = 500
_REASON = 1_000
_WHAT, _STATE, _STEP, _RUNBOOK, _NAME = 150, 60, 200, 256, 60
_SMS_WHAT, _SMS_NAME, _SMS_WHY = 80, 40, 150
_COMMAND = 1_000
"""A longer command is left out: cut it would be another one."""
_LIMITS = (_REASON, 500, 250, 120, 60, 32)
"""Most characters of a field, the next where a text would be too long for a ticket."""
_OPS_SEVERITY = {"critical": "2", "warning": "3", "info": "4"}
_BEGINS = {AlertStatus.ESCALATED: "STILL WRONG: ", AlertStatus.RESOLVED: "Over: "}
_OF_NAMES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./+=@#$,*")


def subject_of(alert: Alert) -> str:
    """Return the subject of a mail."""
    return summary_of(alert).encode("ascii", "replace").decode()[:_SUBJECT]


def summary_of(alert: Alert) -> str:
    """Return an alert in one short line: severity, status, what it is about, what has happened."""
    about, begins = _about(alert), _BEGINS.get(alert.status, "")
    where = f"{_named(about)}: " if about else ""
    return f"[{_severity(alert)}] {begins}{where}{one_line(alert.what, _WHAT)}"


def sms_of(alert: Alert) -> str:
    """Return severity, what has happened, to what, and as much of the reason as fits in.

    One segment of a text message, whatever the alert holds.
    """
    begins = _BEGINS.get(alert.status, "")
    parts = (
        f"{_severity(alert).upper()}: {begins}{one_line(alert.what, _SMS_WHAT)}",
        _quoted(one_line(_about(alert), _SMS_NAME)),
        one_line(alert.why, _SMS_WHY),
    )
    return one_segment("; ".join(filter(None, parts)))


def text_of(alert: Alert, most: int = 0) -> str:
    """Return what a person reads: one line a field.

    Fields are cut, the longest first, until it fits; of a list what fits is named.

    Args:
        alert: What it is about.
        most: Characters at most. Default: 2,048, of a message about several alerts 100,000.
    """
    most = most or (_LONGEST if alert.listed else _TEXT)
    texts = (_text(alert, limit) for limit in _LIMITS)
    needed = _TEXT - 500 if alert.listed else most
    text = next((t for t in texts if len(t) <= needed), _text(alert, _LIMITS[-1])[:most])
    return "\n".join([text, *_list_of(alert, most - len(text))])


def _list_of(alert: Alert, room: int) -> list[str]:
    """Name what a message about several is about, and say where the rest of it is."""
    if not alert.listed:
        return []
    find = f"the log of the function names all {alert.count:,}, by {_key(alert)}"
    head = ["", "Which:"]
    room -= sum(len(line) + 1 for line in head) + len(_more(alert.count, find)) + 1
    shown: list[str] = []
    for line in alert.listed:
        shown.append(f"  {one_line(line, _LISTED)}")
        room -= len(shown[-1]) + 1
        if room < 0:
            shown.pop()
            break
    rest = alert.count - len(shown)
    return [*head, *shown, *([_more(rest, find)] if rest else [])]


def _more(rest: int, find: str) -> str:
    return f"  and {rest:,} more: {find}"


def _text(alert: Alert, limit: int) -> str:
    is_over = alert.status is AlertStatus.RESOLVED
    fields = (
        ("Resource", one_line(alert.resource, limit)),
        ("Vault", one_line(" ".join(filter(None, (alert.vault, alert.vault_region))), limit)),
        ("Owner", one_line(alert.owner, limit)),
        ("Tier", one_line(alert.tier, limit)),
        ("Why", one_line(alert.why, limit)),
        ("Who", one_line(alert.who, limit)),
        ("Where", one_line(" ".join(filter(None, (alert.account_id, alert.region))), limit)),
        ("When", one_line(alert.time, limit)),
        ("First", "" if is_over else one_line(alert.first_step, _STEP)),
        ("Again", "" if is_over else _command(alert.command)),
        ("Close", "" if is_over else _command(alert.closing)),
        ("Runbook", one_line(alert.runbook, _RUNBOOK)),
    )
    width = max(len(name) for name, _ in fields) + 2
    lines = [f"{name + ':':<{width}}{value}" for name, value in fields if value]
    happened = f"{_BEGINS.get(alert.status, '')}{one_line(alert.what, _WHAT)}"
    state = f": {one_line(alert.state, _STATE)}" if alert.state else ""
    return "\n".join([f"{happened}{state}", "", *lines])


def detail_of(alert: Alert) -> dict[str, object]:
    """Return the detail of the event, in which rules find what they route by."""
    text = text_of(alert, _LONG if alert.listed else _TEXT)
    summary, key = summary_of(alert), _key(alert)
    severity = _severity(alert)
    return {
        "status": alert.status.value,
        "severity": severity,
        "kind": one_line(alert.kind, _VALUE),
        "tier": tiers_of(alert),
        "owner": one_line(alert.owner, _VALUE),
        "key": key,
        "summary": summary,
        "text": text,
        "what": one_line(alert.what, _WHAT),
        "state": one_line(alert.state, _STATE),
        "resource": one_line(alert.resource, _VALUE),
        "vault": one_line(alert.vault, _VALUE),
        "why": one_line(alert.why, _REASON),
        "who": one_line(alert.who, _VALUE),
        "firstStep": one_line(alert.first_step, _STEP),
        "command": _command(alert.command),
        "runbook": one_line(alert.runbook, _RUNBOOK),
        "accountId": one_line(alert.account_id, _STATE),
        "region": one_line(alert.region, _STATE),
        "time": one_line(alert.time, _STATE),
        # Ready for those that ask for a word of their own.
        "action": "resolve" if alert.status is AlertStatus.RESOLVED else "trigger",
        "opsSeverity": _OPS_SEVERITY[severity],
        "dedup": json.dumps({"dedupString": key}, separators=(",", ":")),
        "source": one_line(alert.account_id, _STATE) or SOURCE,
        "slackSummary": _for_slack(summary),
        "slackText": _for_slack(text),
        "ticketText": text_of(alert, _TEXT) if alert.listed else text,
        "count": alert.count,
    }


def tiers_of(alert: Alert) -> str | list[str]:
    """Return the tier that rules and filters match; of a message about several a list of them."""
    named = [one_line(tier, _NAME) or UNKNOWN_TIER for tier in alert.tiers]
    return named if len(named) > 1 else one_line(alert.tier, _NAME) or UNKNOWN_TIER


def _severity(alert: Alert) -> str:
    return alert.severity if alert.severity in _OPS_SEVERITY else "warning"


def _about(alert: Alert) -> str:
    """Return the short name of what an alert is about: of an ARN its last part."""
    named = alert.resource.rpartition(":")[2] if alert.has_arn else alert.resource
    return named or alert.vault


def _named(name: str) -> str:
    """Name something within a line; in quotes where it could be taken for a part of the line."""
    line = one_line(name, _NAME)
    is_beginning = f"{line.upper()}: " in {begins.upper() for begins in _BEGINS.values()}
    return line if _OF_NAMES.issuperset(line) and not is_beginning else _quoted(line)


def _quoted(line: str) -> str:
    return f'"{line.replace(chr(34), chr(39))}"' if line else ""


@lru_cache(maxsize=256)
def _command(command: str) -> str:
    """Return a command if a shell splits it into words that are all as they look."""
    if not is_plain(command) or len(command) > _COMMAND:
        return ""
    try:
        return command if shell_line(shlex.split(command)) == command else ""
    except ValueError:
        return ""


def _key(alert: Alert) -> str:
    """Return what pagers and tickets know it by, or the digest of what they would not take."""
    key = alert.incident or alert.key
    if is_plain(key) and len(key) <= _KEY:
        return key
    return sha256(ascii(key).encode()).hexdigest()


def _for_slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
