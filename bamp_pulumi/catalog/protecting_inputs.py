"""Inputs that protect data stores by being on, and what is lost when one is turned off.

A retention in days is no such input: how long a service keeps its own backups is compared for
itself. What becomes of an input that a program leaves out, the settings of its row say where there
are some.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.absence import KEPT, Absence, removed, sent
from bamp_pulumi.catalog.comparing import Better, ComparedInput, Form
from bamp_pulumi.catalog.conditions import Scalar
from bamp_pulumi.catalog.protecting_beside import PROTECTING_BESIDE
from bamp_pulumi.catalog.protecting_input import ProtectingInput
from bamp_pulumi.catalog.protecting_lifecycle import PROTECTING_LIFECYCLE
from bamp_pulumi.catalog.protecting_native import PROTECTING_NATIVE
from bamp_pulumi.catalog.protecting_native_beside import PROTECTING_NATIVE_BESIDE
from bamp_pulumi.catalog.protecting_plans import PROTECTING_PLANS
from bamp_pulumi.catalog.protecting_replicas import PROTECTING_REPLICAS
from bamp_pulumi.catalog.protecting_rules import PROTECTING_RULES
from bamp_pulumi.catalog.stores import DATA_STORES
from bamp_pulumi.catalog.twins import of_older_names

__all__ = ["PROTECTING_INPUTS", "protecting_inputs"]

_OF_DYNAMODB: Final = ProtectingInput(
    lost="the table restores to no second before it is turned on again",
    source="Amazon DynamoDB developer guide, Point-in-time-recovery (considerations)",
)
_VERSIONING: Final = ProtectingInput(
    # Where the block stays, the provider sends what it does not say; without one it sends nothing.
    absent=KEPT,
    lost="what is overwritten or deleted from then on is gone, and backup jobs fail",
    source="Amazon S3 user guide, AddingObjectstoVersionSuspendedBuckets; AWS Backup developer "
    "guide, s3-backups",
)
_SCHEMA: Final = "pulumi_aws 7.51.1 (an output that may be None is not computed)"

_BETTER: Final = {
    Form.REPLICAS: Better.MEMBERS,
    Form.NAMES: Better.MEMBERS,
    Form.TAGS: Better.MEMBERS,
    Form.LIST: Better.MEMBERS,
    Form.NUMBER: Better.MORE,
    Form.SPAN: Better.MORE,
    Form.DOCUMENT: Better.ACCESS,
    Form.OBJECTS: Better.FEWER,
}
"""Which value is better by how it is written. Any other: the one that is on.

Source: our inference: the more members and the higher a number, the more is protected.
"""

_SWITCHES: Final[Mapping[str, Mapping[str, ProtectingInput]]] = {
    "aws:dynamodb/table:Table": {
        "pointInTimeRecovery.enabled": _OF_DYNAMODB,
        "replicas": ProtectingInput(
            form=Form.REPLICAS,
            lost="that Region no longer holds the table, or no backups of it",
            absent=removed("the replicas are deleted", source=_SCHEMA),
            source=(
                "Amazon DynamoDB API, DeleteReplicationGroupMemberAction, ReplicaUpdate; "
                "Amazon DynamoDB developer guide, Point-in-time-recovery"
            ),
        ),
    },
    "aws:dynamodb/tableReplica:TableReplica": {"pointInTimeRecovery": _OF_DYNAMODB},
    "aws:keyspaces/table:Table": {
        "pointInTimeRecovery.status": ProtectingInput(
            form=Form.TEXT,
            on="ENABLED",
            lost="the backups that there are are erased",
            source="Amazon Keyspaces developer guide, PointInTimeRecovery_HowItWorks",
        )
    },
    "aws:kinesisanalyticsv2/application:Application": {
        "applicationConfiguration.applicationSnapshotConfiguration.snapshotsEnabled": (
            ProtectingInput(
                lost="updating, scaling or stopping it loses its state from then on",
                source="Managed Service for Apache Flink guide, how-snapshots",
            )
        )
    },
    "aws:lightsail/instance:Instance": {
        "addOn.status": ProtectingInput(
            form=Form.TEXT,
            on="Enabled",
            lost="Lightsail takes no more snapshots of its own",
            source="Amazon Lightsail API, DisableAddOn",
        )
    },
    "aws:lightsail/database:Database": {
        "backupRetentionEnabled": ProtectingInput(
            lost="all automated backups of the database are deleted",
            source="Amazon Lightsail API, UpdateRelationalDatabase.disableBackupRetention",
        )
    },
    "aws:rds/cluster:Cluster": {
        "backtrackWindow": ProtectingInput(
            form=Form.NUMBER,
            lost="the cluster can be rewound less far",
            absent=sent(0, source=_SCHEMA),
            source="Amazon RDS API, ModifyDBCluster.BacktrackWindow",
        )
    },
    "aws:redshift/snapshotCopy:SnapshotCopy": {
        "retentionPeriod": ProtectingInput(
            form=Form.NUMBER,
            lost="Amazon Redshift deletes the copies of automated snapshots that are older",
            absent=KEPT,
            source="Amazon Redshift API, ModifySnapshotCopyRetentionPeriod.RetentionPeriod",
        )
    },
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": {
        "state": ProtectingInput(
            form=Form.TEXT,
            on="ENABLED",
            lost="it takes no more snapshots",
            absent=sent("ENABLED", source="pulumi_aws 7.51.1, LifecyclePolicyArgs"),
            source="Amazon Data Lifecycle Manager API, UpdateLifecyclePolicy.State",
        )
    },
    "aws:s3/bucket:Bucket": {"versioning.enabled": _VERSIONING},
    "aws:s3/bucketV2:BucketV2": {"versionings.0.enabled": _VERSIONING},
    "aws:secretsmanager/secret:Secret": {
        "replicas": ProtectingInput(
            form=Form.REPLICAS,
            lost="the secret is deleted there at once",
            source=(
                "AWS Secrets Manager API, RemoveRegionsFromReplication, DeleteSecret (a "
                "replica is deleted immediately)"
            ),
        )
    },
}

_TABLES: Final = (
    _SWITCHES,
    PROTECTING_BESIDE,
    PROTECTING_RULES,
    PROTECTING_PLANS,
    PROTECTING_REPLICAS,
    PROTECTING_LIFECYCLE,
    PROTECTING_NATIVE,
    PROTECTING_NATIVE_BESIDE,
)
_ROWS: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {
        token: {path: row for rows in _TABLES for path, row in rows.get(token, {}).items()}
        for token in dict.fromkeys(token for rows in _TABLES for token in rows)
    }
)

PROTECTING_INPUTS: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {**_ROWS, **of_older_names(_ROWS)}
)
"""By type token and wire path of the input."""


@cache
def protecting_inputs(token: str) -> Mapping[str, ComparedInput]:
    """Return how the protecting inputs of a type compare, by wire path; none for most types."""
    rows = PROTECTING_INPUTS.get(token, {})
    return MappingProxyType({path: _compared(token, path, row) for path, row in rows.items()})


def _compared(token: str, path: str, row: ProtectingInput) -> ComparedInput:
    absent = row.absent or _of_setting(token, path)
    value = absent.value
    better = row.better or _BETTER.get(row.form, Better.RANKED)
    return ComparedInput(
        better=better,
        form=row.form,
        best=frozenset({row.on} if better is Better.RANKED else ()),
        absent=_text(value),
        endless=row.endless,
        named_by=row.named_by,
        older_name=row.older_name,
        left_out=absent.outcome,
        lost=row.lost,
    )


def _text(value: Scalar | None) -> str | None:
    """Write a value as it is read of a resource."""
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _of_setting(token: str, path: str) -> Absence:
    """Return what becomes of the input of a setting; a test holds that there is one."""
    return next(
        setting.absent
        for store in DATA_STORES
        if store.type == token
        for setting in store.settings
        if setting.path == path and setting.absent is not None
    )
