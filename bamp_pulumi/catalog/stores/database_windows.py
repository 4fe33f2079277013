"""The backup and maintenance windows of database services; Aurora is exempt from both."""

from typing import Final

from bamp_pulumi.catalog.busy_windows import BusyWindowFact
from bamp_pulumi.catalog.conditions import Condition

__all__ = ["backup_window", "maintenance_window"]

_SOURCE: Final = (
    "AWS Backup developer guide, plan-options-and-configuration (databases cannot start "
    "backups 1 hour before or during their window; Aurora can), backup-dashboards (messages "
    "of both)"
)
_MARGIN_MINUTES: Final = 60


def maintenance_window(path: str) -> BusyWindowFact:
    """Give the weekly maintenance window of a database, by the input that says when it is."""
    return BusyWindowFact(
        inputs=(path,),
        form="weekly",
        margin_minutes=_MARGIN_MINUTES,
        why="the service maintains the database",
        source=_SOURCE,
    )


def backup_window(path: str, *off_when: Condition) -> BusyWindowFact:
    """Give the daily window of a database's automated backups, and when there are none."""
    return BusyWindowFact(
        inputs=(path,),
        form="daily",
        margin_minutes=_MARGIN_MINUTES,
        off_when=off_when,
        why="the service makes its own automated backup",
        source=_SOURCE,
    )
