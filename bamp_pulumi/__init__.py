"""AWS backups by construction, proved before merge and afterwards.

    import bamp_pulumi as bamp

    bamp.inherit(owner="orders")  # before any resource

The door is lazy: importing the package loads no room of it, and neither pulumi_aws nor boto3.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bamp_pulumi.account import declare_account
    from bamp_pulumi.components import (
        AccountTrail,
        AccountTrailArgs,
        AlertsArgs,
        BackupAlerts,
        BackupAlertsArgs,
        BackupHealthCheck,
        BackupHealthCheckArgs,
        BackupKey,
        BackupKeyArgs,
        BackupPlan,
        BackupPlanArgs,
        BackupRole,
        BackupRoleArgs,
        BackupVault,
        BackupVaultArgs,
        Baseline,
        BaselineArgs,
        LockArgs,
        RestoreTestArgs,
        RestoreTests,
        RestoreTestsArgs,
        TrailArgs,
        VaultAccessArgs,
    )
    from bamp_pulumi.inheritance import exempt, inherit, tier
    from bamp_pulumi.policy import (
        BackupPolicy,
        CopyRule,
        Exemption,
        Lifecycle,
        LockMode,
        LockPolicy,
        Rule,
        Schedule,
        Tier,
        default_policy,
        load_policy,
    )

__version__ = "0.1.0"

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
    "BackupPolicy",
    "BackupRole",
    "BackupRoleArgs",
    "BackupVault",
    "BackupVaultArgs",
    "Baseline",
    "BaselineArgs",
    "CopyRule",
    "Exemption",
    "Lifecycle",
    "LockArgs",
    "LockMode",
    "LockPolicy",
    "RestoreTestArgs",
    "RestoreTests",
    "RestoreTestsArgs",
    "Rule",
    "Schedule",
    "Tier",
    "TrailArgs",
    "VaultAccessArgs",
    "__version__",
    "declare_account",
    "default_policy",
    "exempt",
    "inherit",
    "load_policy",
    "tier",
]

_ACCOUNT: Final = "bamp_pulumi.account"
_COMPONENTS: Final = "bamp_pulumi.components"
_INHERITANCE: Final = "bamp_pulumi.inheritance"
_POLICY: Final = "bamp_pulumi.policy"

_ROOMS: Final = {
    "AccountTrail": _COMPONENTS,
    "AccountTrailArgs": _COMPONENTS,
    "AlertsArgs": _COMPONENTS,
    "BackupAlerts": _COMPONENTS,
    "BackupAlertsArgs": _COMPONENTS,
    "BackupHealthCheck": _COMPONENTS,
    "BackupHealthCheckArgs": _COMPONENTS,
    "BackupKey": _COMPONENTS,
    "BackupKeyArgs": _COMPONENTS,
    "BackupPlan": _COMPONENTS,
    "BackupPlanArgs": _COMPONENTS,
    "BackupPolicy": _POLICY,
    "BackupRole": _COMPONENTS,
    "BackupRoleArgs": _COMPONENTS,
    "BackupVault": _COMPONENTS,
    "BackupVaultArgs": _COMPONENTS,
    "Baseline": _COMPONENTS,
    "BaselineArgs": _COMPONENTS,
    "CopyRule": _POLICY,
    "Exemption": _POLICY,
    "Lifecycle": _POLICY,
    "LockArgs": _COMPONENTS,
    "LockMode": _POLICY,
    "LockPolicy": _POLICY,
    "RestoreTestArgs": _COMPONENTS,
    "RestoreTests": _COMPONENTS,
    "RestoreTestsArgs": _COMPONENTS,
    "Rule": _POLICY,
    "Schedule": _POLICY,
    "Tier": _POLICY,
    "TrailArgs": _COMPONENTS,
    "VaultAccessArgs": _COMPONENTS,
    "declare_account": _ACCOUNT,
    "default_policy": _POLICY,
    "exempt": _INHERITANCE,
    "inherit": _INHERITANCE,
    "load_policy": _POLICY,
    "tier": _INHERITANCE,
}
"""The room of each public name; `tests/test_front_door.py` holds it equal to `__all__`."""


def __getattr__(name: str) -> object:
    """Load a public name from its room, once."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})
