"""What rules and copies are in every document: one shape, to which each document adds its own."""

from bamp_pulumi.report.part import Part

__all__ = ["CopyPart", "RulePart"]


class RulePart(Part):
    """A rule of a backup plan."""

    schedule: str
    """AWS cron expression."""
    timezone: str
    """IANA time zone of the schedule."""
    retention_days: int | None
    """Days a recovery point is kept; null if kept indefinitely, or unknown."""
    continuous: bool
    """Whether it makes continuous backups, of the types that have them."""
    vault: str
    """Vault of its recovery points; empty while unknown."""


class CopyPart(Part):
    """A copy of the recovery points of a rule."""

    region: str
    """Region it goes to; empty while unknown."""
    account_id: str
    """Account it goes to; empty while unknown."""
    vault: str
    """Vault it goes to; empty while unknown."""
    retention_days: int | None
    """Days it is kept; null if kept indefinitely, or unknown."""
