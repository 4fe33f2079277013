"""What is built in an account: one component a file, composed by `Baseline`.

Each is usable alone, in Python here and in every Pulumi language through the plugin. What decides
is plain and checked before anything is declared; the documents come from `bamp_pulumi.baseline`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from bamp_pulumi.components.alerts import AlertsArgs, BackupAlerts, BackupAlertsArgs
from bamp_pulumi.components.baseline import Baseline, BaselineArgs
from bamp_pulumi.components.configured import baseline_from_config
from bamp_pulumi.components.health_check import BackupHealthCheck, BackupHealthCheckArgs
from bamp_pulumi.components.key import BackupKey, BackupKeyArgs
from bamp_pulumi.components.plan import BackupPlan, BackupPlanArgs
from bamp_pulumi.components.restore_tests import (
    RestoreTestArgs,
    RestoreTests,
    RestoreTestsArgs,
)
from bamp_pulumi.components.role import BackupRole, BackupRoleArgs
from bamp_pulumi.components.trail import AccountTrail, AccountTrailArgs, TrailArgs
from bamp_pulumi.components.vault import BackupVault, BackupVaultArgs, LockArgs, VaultAccessArgs

if TYPE_CHECKING:
    from bamp_pulumi.components.plugin import PluginProvider, host_plugin

__all__ = [
    "AccountTrail",
    "AccountTrailArgs",
    "AlertsArgs",
    "BackupAlerts",
    "BackupAlertsArgs",
    "BackupHealthCheck",
    "BackupHealthCheckArgs",
    "BackupKey",
    "BackupKeyArgs",
    "BackupPlan",
    "BackupPlanArgs",
    "BackupRole",
    "BackupRoleArgs",
    "BackupVault",
    "BackupVaultArgs",
    "Baseline",
    "BaselineArgs",
    "LockArgs",
    "PluginProvider",
    "RestoreTestArgs",
    "RestoreTests",
    "RestoreTestsArgs",
    "TrailArgs",
    "VaultAccessArgs",
    "baseline_from_config",
    "host_plugin",
]


_PLUGIN = ("PluginProvider", "host_plugin")
"""Names that load Pulumi's plugin host, which no program needs: 20 ms."""


def __getattr__(name: str) -> object:
    """Load the plugin when it is asked for."""
    if name not in _PLUGIN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module("bamp_pulumi.components.plugin"), name)
    return found
