"""Protections beside backups under CloudFormation's names, each told as its row of pulumi_aws is.

Whatever one leaves out, its resource type decides what becomes of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.absence import NOT_KNOWN
from bamp_pulumi.catalog.comparing import Better, Form
from bamp_pulumi.catalog.protecting_beside import MAGNETIC_STORE, PROTECTING_BESIDE
from bamp_pulumi.catalog.protecting_input import ProtectingInput
from bamp_pulumi.catalog.protecting_replicas import PROTECTING_REPLICAS

__all__ = ["PROTECTING_NATIVE_BESIDE"]

_SCHEMAS: Final = "CloudFormation resource schemas"
_MANUAL: Final = "manualSnapshotRetentionPeriod"

_AS_OF_PROVIDER: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "aws-native:cassandra:Table": (
        "aws:keyspaces/table:Table",
        {"defaultTimeToLive": "defaultTimeToLive"},
    ),
    "aws-native:dynamodb:GlobalTable": (
        "aws:dynamodb/table:Table",
        {"multiRegionConsistency": "replicas.*.consistencyMode"},
    ),
    "aws-native:fsx:Volume": (
        "aws:fsx/ontapVolume:OntapVolume",
        {"ontapConfiguration.snapshotPolicy": "snapshotPolicy"},
    ),
    "aws-native:kinesis:Stream": (
        "aws:kinesis/stream:Stream",
        {"retentionPeriodHours": "retentionPeriod"},
    ),
    "aws-native:rbin:Rule": (
        "aws:rbin/rule:Rule",
        {
            "retentionPeriod.retentionPeriodValue": "retentionPeriod.retentionPeriodValue",
            "lockConfiguration.unlockDelayValue": "lockConfiguration.unlockDelay.unlockDelayValue",
            "resourceTags": "resourceTags",
            "excludeResourceTags": "excludeResourceTags",
        },
    ),
    "aws-native:redshift:Cluster": ("aws:redshift/cluster:Cluster", {_MANUAL: _MANUAL}),
    "aws-native:redshiftserverless:Snapshot": (
        "aws:redshiftserverless/snapshot:Snapshot",
        {"retentionPeriod": "retentionPeriod"},
    ),
}
"""Type token of pulumi_aws, and wire path there by that of aws-native, by type token."""


_OF_PROVIDER: Final = {
    (token, path): row
    for rows in (PROTECTING_BESIDE, PROTECTING_REPLICAS)
    for token, found in rows.items()
    for path, row in found.items()
}


def _as_of_provider(row: ProtectingInput) -> ProtectingInput:
    return replace(row, absent=NOT_KNOWN, named_by=(), source=f"{row.source}; {_SCHEMAS}")


_LOCK: Final = "AWS Backup API, PutBackupVaultLockConfiguration"

PROTECTING_NATIVE_BESIDE: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {
        **{
            token: {
                path: _as_of_provider(_OF_PROVIDER[twin, named]) for path, named in names.items()
            }
            for token, (twin, names) in _AS_OF_PROVIDER.items()
        },
        "aws-native:timestream:Table": {
            path: _as_of_provider(row) for path, row in MAGNETIC_STORE.items()
        },
        "aws-native:backup:BackupVault": {
            "lockConfiguration.changeableForDays": ProtectingInput(
                form=Form.NUMBER,
                better=Better.LESS,
                lost="for so long can the lock still be lifted",
                absent=NOT_KNOWN,
                source=f"{_LOCK}.ChangeableForDays; {_SCHEMAS}",
            ),
            "lockConfiguration.maxRetentionDays": ProtectingInput(
                form=Form.TEXT,
                better=Better.UNJUDGED,
                lost="jobs that keep recovery points for longer fail, or none does any more",
                absent=NOT_KNOWN,
                source=f"{_LOCK}.MaxRetentionDays; {_SCHEMAS}",
            ),
        },
        "aws-native:backup:LogicallyAirGappedBackupVault": {
            "minRetentionDays": ProtectingInput(
                form=Form.NUMBER,
                lost="recovery points can be made that are deleted sooner",
                absent=NOT_KNOWN,
                source="AWS Backup API, CreateLogicallyAirGappedBackupVault.MinRetentionDays; "
                f"{_SCHEMAS}",
            ),
            "maxRetentionDays": ProtectingInput(
                form=Form.TEXT,
                better=Better.UNJUDGED,
                lost="jobs that keep recovery points for longer fail, or none does any more",
                absent=NOT_KNOWN,
                source="AWS Backup API, CreateLogicallyAirGappedBackupVault.MaxRetentionDays; "
                f"{_SCHEMAS}",
            ),
        },
    }
)
"""By type token and wire path of the input."""
