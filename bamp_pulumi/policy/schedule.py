"""When a rule's backup jobs fall due."""

from bamp_pulumi.policy.promise import Promise

__all__ = ["Schedule"]


class Schedule(Promise):
    """A cron expression of AWS Backup and the time zone it is read in."""

    expression: str = "cron(0 2 ? * * *)"
    """Six fields in `cron()`: minute, hour, day of month, month, day of week, year; one of the two
    day fields is `?`. At most hourly. Default: every day at 02:00."""

    timezone: str = "UTC"
    """IANA name of the time zone. Default: UTC, where no hour is ever skipped or repeated."""
