"""The plugin: the components of bamp_pulumi for every Pulumi language."""

from pulumi.provider.experimental import component_provider_host

from bamp_pulumi import __version__
from bamp_pulumi.components import (
    BackupAlerts,
    BackupKey,
    BackupPlan,
    BackupRole,
    BackupVault,
    Baseline,
)

if __name__ == "__main__":
    component_provider_host(
        name="bamp",
        version=__version__,
        components=[BackupAlerts, BackupKey, BackupPlan, BackupRole, BackupVault, Baseline],
    )
