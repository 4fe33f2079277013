"""The page of the kinds of alerts: what makes two of them one, and what closes each."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bamp_pulumi.baseline import ALERT_KINDS, AlertKind, AlertSettings
from bamp_pulumi.lambdas.alerts import CAUSES, LONGEST_WINDOW, OTHERS, RECORD_SOURCE, WINDOW

__all__ = ["render_alert_kinds_page"]

_FIELDS: Final = {
    "place": "Region",
    "occurrence": "job, call or event, by its id",
    "point": "recovery point",
    "call": "API call",
    "principal": "who made it",
    "outcome": "its outcome",
}
"""Fields of an alert whose names say too little."""


def render_alert_kinds_page() -> str:
    """Write the page."""
    return "\n".join([*_head(), *(_row(name, kind) for name, kind in ALERT_KINDS.items()), ""])


def _head() -> Iterator[str]:
    longest, window = _minutes(LONGEST_WINDOW), _minutes(WINDOW)
    settings = AlertSettings.model_fields
    escalates = settings["escalate_after_minutes"].default
    reminds = settings["remind_after_minutes"].default
    yield f"""\
# Kinds of alerts

The function of the alerts keeps what is open, so that a fault that persists is one alert and
hundreds of faults are a few messages. Made from the code that runs.

## What happens to an alert

- **New** is what differs from everything that is open, in one of the fields of the table.
  What is not new is recorded: on the default bus with the source `{RECORD_SOURCE}`, and in
  the log of the function.
- **Together** are alerts of one group that come while its window is open. They are one
  incident: one page, one ticket. The first alert of each cause is sent at once, {CAUSES}
  causes at most, and {OTHERS} further ones. The others are listed in one message when the
  window is over, after {window} minutes: how many, why, and which, the most important tier
  first. While more come the next window is twice as long, up to {longest} minutes. A cause is
  the reason as AWS gives it, without the resource's own name.
- **Still open** is what persists and is not closed: sent again as critical after {escalates:,}
  minutes, and then every {reminds:,}, in one message for the whole incident.
- **Over** is an incident with the last of its alerts. What closes an alert is the same thing
  succeeding, at the same time or later than the failure by the times in the events. A job of
  another rule closes nothing, nor does one that somebody started by hand: `Close:` in the
  message is the command for that.
- **Not understood** is an event without the fields that its kind needs: it is an alert of its
  own. What is neither an event nor a message goes to the dead-letter queue.

## What is guaranteed

Each message reaches each destination at least once, and at most once more for each time that
a service fails or the function is stopped, as far as the function can note whom it has
reached. What is to be sent is kept before it is sent, and comes due again until it is known
to have been sent: after {window} minutes, and then at intervals that double. While
EventBridge Scheduler itself does not answer, alerts are sent without being kept: up to three
times, as Lambda tries a call three times, and then the dead-letter queue has the event and
its alarm notifies people. An alert that could not be kept does not escalate. Tests let every
call of the function fail, one and two at a time, in four ways.

## What makes two alerts one

The account always distinguishes two. What persists is distinguished by its resource; of
what does not last each job, call and event is an alert of its own. A call that was refused is
distinguished from one that was not.

| Kind | Severity | Two are one if they share | Listed together if they share | Closed by |
| --- | --- | --- | --- | --- |"""


def _row(name: str, kind: AlertKind) -> str:
    if kind.severity == "info":
        return f"| `{name}` | info | each is recorded |  |  |"
    closed_by = (n for n, other in ALERT_KINDS.items() if name in other.closes)
    cells = (
        f"`{name}`",
        kind.severity,
        _words(kind.identity),
        _words(kind.group_by) or "the account",
        ", ".join(f"`{one}`" for one in closed_by) or "nothing",
    )
    return f"| {' | '.join(cells)} |"


def _words(fields: tuple[str, ...]) -> str:
    return ", ".join(_FIELDS.get(field, field) for field in fields)


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
