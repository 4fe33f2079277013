"""The plugin: the components of bamp_pulumi for every Pulumi language."""

from bamp_pulumi import __version__
from bamp_pulumi.components import (
    AccountTrail,
    BackupAlerts,
    BackupHealthCheck,
    BackupKey,
    BackupPlan,
    BackupRole,
    BackupVault,
    Baseline,
    RestoreTests,
    host_plugin,
)

if __name__ == "__main__":
    host_plugin(
        name="bamp",
        version=__version__,
        components=[
            AccountTrail,
            BackupAlerts,
            BackupHealthCheck,
            BackupKey,
            BackupPlan,
            BackupRole,
            BackupVault,
            Baseline,
            RestoreTests,
        ],
    )
