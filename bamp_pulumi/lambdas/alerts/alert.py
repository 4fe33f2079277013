"""One alert: what every message is made from, and what distinguishes two of a kind."""

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

__all__ = ["Alert", "AlertStatus"]

_GROUP_DIGITS = 10
_OWN_DIGITS = 22
_SESSIONS = (":assumed-role/", ":federated-user/")


class AlertStatus(StrEnum):
    """The status of an alert."""

    OPEN = "open"
    """It has happened."""
    ESCALATED = "escalated"
    """It has lasted too long."""
    RESOLVED = "resolved"
    """What was open is over."""
    RECORDED = "recorded"
    """Nothing is wrong: for the record, and for destinations that ask for it."""
    REPEATED = "repeated"
    """It is open already, or one of many that one message lists: for the record alone. It goes to
    the bus, with a source of its own, and to the log of the function; nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What has happened, to what, and what to do first."""

    kind: str
    severity: str
    """`critical`, `warning` or `info`."""
    what: str
    first_step: str = ""
    command: str = ""
    """What starts a failed job again, ready to be pasted."""
    closing: str = ""
    """The command that resolves it where no event does, ready to be pasted."""
    identity: tuple[str, ...] = ("occurrence",)
    """Names of the fields in which two alerts of this kind differ."""
    group_by: tuple[str, ...] = ()
    """Names of the fields that alerts share which one message may list together."""
    closes: tuple[str, ...] = ()
    """Keys of the alerts that are over now."""
    lasts: bool = False
    """Whether an event says when it is over: only then can it persist too long."""
    renews: bool = False
    """Whether a later report of what is open means that it was over in between."""
    people_know: bool = False
    """Whether an alarm has notified people directly: then only other destinations receive it."""
    resource: str = ""
    """ARN or name of what it is about; empty where AWS does not say."""
    point: str = ""
    """Recovery point that it is about."""
    vault: str = ""
    vault_region: str = ""
    """Region of the vault; empty without one."""
    rule: str = ""
    """Plan and rule that started a job; empty for a job that somebody started."""
    call: str = ""
    """Call of an API that somebody has made."""
    outcome: str = ""
    """Error that the call ended in; empty where it did what was asked for."""
    occurrence: str = ""
    """What is different each time: the job, the call or the event, by its id."""
    state: str = ""
    """In AWS's words, as `why`."""
    why: str = ""
    who: str = ""
    account_id: str = ""
    region: str = ""
    time: str = ""
    """When it happened, in UTC, as `2026-11-26T05:00:00Z`."""
    owner: str = ""
    tier: str = ""
    runbook: str = ""
    status: AlertStatus = AlertStatus.OPEN
    incident: str = ""
    """What it is part of. Pagers and tickets know it by this; a message may list several alerts of
    one incident."""
    listed: tuple[str, ...] = ()
    """Of a message about several: a line for each, the most important first."""
    tiers: tuple[str, ...] = ()
    """Of a message about several: every tier among them."""
    count: int = 1
    """How many alerts the message is about."""

    @property
    def is_news(self) -> bool:
        """Return True if something is wrong, for the first time or still."""
        return self.status in (AlertStatus.OPEN, AlertStatus.ESCALATED)

    @property
    def is_for_everybody(self) -> bool:
        """Return True if the function sends it to people who receive every alert."""
        return self.is_news and not self.people_know

    @property
    def has_arn(self) -> bool:
        """Return True if it is about something with an ARN: only that has tags to read."""
        return self.resource.startswith("arn:")

    @property
    def place(self) -> str:
        """Region that it is about: that of the vault, where there is one.

        Both Regions may report a job that copies from one to the other.
        """
        return self.vault_region or self.region

    @property
    def principal(self) -> str:
        """Who has done it, without the name of a session, which is different each time."""
        for between in _SESSIONS:
            account, found, rest = self.who.partition(between)
            if found:
                # A federated user has no role to be told apart by: its name is that of a session.
                role, has_session, _ = rest.partition("/")
                return f"{account}{found}{role if has_session else ''}"
        return self.who

    @property
    def group(self) -> str:
        """Name of all alerts that one message may list together."""
        # What one caller tries in vain is one incident: an attacker without a permission could
        # otherwise make as many as there are calls.
        fields = ("principal", "outcome") if self.outcome else self.group_by
        return f"{self.kind}.{self._digest(fields)[:_GROUP_DIGITS]}"

    @property
    def key(self) -> str:
        """Name of what is wrong, the same each time that AWS reports it."""
        fields = self.identity
        # What nothing closes is not the same as what it resembles; nor is what AWS does not name.
        is_unnamed = "resource" in fields and not self.resource
        if is_unnamed or self.outcome:
            fields = (*fields, "occurrence", "outcome")
        return f"{self.group}.{self._digest(fields)[:_OWN_DIGITS]}"

    def _digest(self, fields: tuple[str, ...]) -> str:
        about = [self.account_id, *((name, getattr(self, name)) for name in fields)]
        return sha256(json.dumps(about).encode()).hexdigest()

    def with_status(self, status: AlertStatus) -> "Alert":
        """Return it in another status; what persists too long becomes critical."""
        severity = "critical" if status is AlertStatus.ESCALATED else self.severity
        return replace(self, status=status, severity=severity)
