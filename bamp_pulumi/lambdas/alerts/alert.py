"""One alert: what every message is made from."""

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

__all__ = ["Alert", "Status"]

_DIGITS = 32


class Status(StrEnum):
    """Where an alert stands."""

    OPEN = "open"
    """It has happened."""
    ESCALATED = "escalated"
    """It has lasted too long."""
    RESOLVED = "resolved"
    """What was open is over."""
    RECORDED = "recorded"
    """Nothing is wrong: it is written down, and told to whoever asks for it."""


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
    """Whether something tells when it is over: only then can it last too long."""
    people_know: bool = False
    """Whether people have been told past the function: then only machines are."""
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
    status: Status = Status.OPEN

    @property
    def is_news(self) -> bool:
        """Say whether something is wrong, for the first time or still."""
        return self.status in (Status.OPEN, Status.ESCALATED)

    @property
    def is_for_everybody(self) -> bool:
        """Say whether people who hear of everything are told by the function."""
        return self.is_news and not self.people_know

    @property
    def has_arn(self) -> bool:
        """Say whether it is about something with an ARN: tags are read of nothing else."""
        return self.resource.startswith("arn:")

    @property
    def key(self) -> str:
        """Name of what is wrong, the same each time that AWS tells of it."""
        return self.key_of(self.kind)

    def key_of(self, kind: str) -> str:
        """Name what is wrong with the same thing, of another kind."""
        about = f"{self.account_id}|{self.resource}|{self.vault}|{self.vault_region}"
        return f"{kind}.{sha256(about.encode()).hexdigest()[:_DIGITS]}"

    def with_status(self, status: Status) -> "Alert":
        """Return it in another status; what lasts too long is critical, whatever it was."""
        severity = "critical" if status is Status.ESCALATED else self.severity
        return replace(self, status=status, severity=severity)
