"""When AWS Backup cannot start: windows in which a resource is busy with itself.

Where AWS Backup makes continuous backups of a database it keeps the windows apart itself.
"""

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.declared import BusyWindow
from bamp_pulumi.declared import busy_windows as windows_of

__all__ = ["BusyWindow", "busy_windows"]


def busy_windows(covered: ResourceCoverage) -> tuple[BusyWindow, ...]:
    """List the windows of a resource that its program states."""
    if covered.store is None:
        return ()
    continuous = any(rule.continuous for rule in covered.rules)
    return windows_of(covered.store, covered.resource, is_continuous=continuous)
