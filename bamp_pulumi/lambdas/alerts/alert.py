"""One alert: what every message is made from."""

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

__all__ = ["Alert", "AlertStatus"]

_DIGITS = 32


class AlertStatus(StrEnum):
    """Where an alert stands."""

    OPEN = "open"
    """It has happened."""
    ESCALATED = "escalated"
    """It has lasted too long."""
    RESOLVED = "resolved"
    """What was open is over."""
    RECORDED = "recorded"
    """Nothing is wrong: for the record, and for destinations that ask for it."""


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
    closes: tuple[str, ...] = ()
    """Kinds of alerts about the same thing that are over now."""
    lasts: bool = False
    """Whether an event says when it is over: only then can it last too long."""
    people_know: bool = False
    """Whether an alarm has notified people directly: then only other destinations receive it."""
    resource: str = ""
    """ARN or name of what it is about; empty where AWS does not say."""
    vault: str = ""
    vault_region: str = ""
    """Region of the vault; empty without one."""
    state: str = ""
    """In AWS's words, as `why`."""
    why: str = ""
    who: str = ""
    account_id: str = ""
    region: str = ""
    time: str = ""
    owner: str = ""
    tier: str = ""
    runbook: str = ""
    status: AlertStatus = AlertStatus.OPEN

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
    def key(self) -> str:
        """Name of what is wrong, the same each time that AWS reports it."""
        return self.key_of(self.kind)

    def key_of(self, kind: str) -> str:
        """Name what is wrong with the same thing, of another kind."""
        about = f"{self.account_id}|{self.resource}|{self.vault}|{self.vault_region}"
        return f"{kind}.{sha256(about.encode()).hexdigest()[:_DIGITS]}"

    def with_status(self, status: AlertStatus) -> "Alert":
        """Return it in another status; what lasts too long is critical, whatever it was."""
        severity = "critical" if status is AlertStatus.ESCALATED else self.severity
        return replace(self, status=status, severity=severity)
