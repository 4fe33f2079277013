"""Databases under their names in Pulumi's aws-native provider; inputs are CloudFormation's."""

from dataclasses import replace

from bamp_pulumi.catalog.abilities import AURORA, DYNAMODB, RDS, RDS_MULTI_AZ_CLUSTER
from bamp_pulumi.catalog.absence import NOT_KNOWN
from bamp_pulumi.catalog.data_store import (
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
    TagShape,
)
from bamp_pulumi.catalog.source_keys import AWS_OWNED_KEY, DefaultKey
from bamp_pulumi.catalog.stores.database_prerequisites import (
    LIMITLESS,
    OPTION_GROUP,
    engine_of_replica,
    instance_prerequisites,
)
from bamp_pulumi.catalog.stores.database_windows import backup_window, maintenance_window
from bamp_pulumi.catalog.stores.default_keys import inherited_from, while_true
from bamp_pulumi.catalog.stores.reading import CLOUDFORMATION, FEATURES_READ_ON

__all__ = ["ROWS"]

_ENCRYPTED = Condition(path="storageEncrypted", test="one_of", values=(True,))
_READ_REPLICA = Condition(path="sourceDbInstanceIdentifier", test="present")
_COPY_TAGS = Setting(
    path="copyTagsToSnapshot",
    equals=True,
    absent=NOT_KNOWN,
    why="snapshots carry the tags that say whose they are",
)
_WINDOWS = (
    maintenance_window("preferredMaintenanceWindow"),
    backup_window(
        "preferredBackupWindow",
        Condition(path="backupRetentionPeriod", test="one_of", values=(0,)),
    ),
)
_INSTANCE_KEYS = (
    *inherited_from("sourceDbInstanceIdentifier", "dbSnapshotIdentifier"),
    while_true("storageEncrypted", "aws/rds"),
)
_CLUSTER_KEYS = (
    *inherited_from("globalClusterIdentifier", "sourceDbClusterIdentifier", "snapshotIdentifier"),
    while_true("storageEncrypted", "aws/rds"),
)


def _retention(*, unless: tuple[Condition, ...] = ()) -> Setting:
    return Setting(
        path="backupRetentionPeriod",
        at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
        minimum=1,
        maximum=35,
        protects=True,
        rpo_minutes=5,
        default=1,
        absent=NOT_KNOWN,
        unless=unless,
        why="automated backups restore to any second up to five minutes ago",
    )


_INSTANCES = (
    DataStore(
        type="aws-native:rds:DbInstance",
        label="RDS instance",
        protection=Protection.BACKUP,
        # An instance of an Aurora cluster holds nothing: its cluster does.
        when=(
            Condition(path="engine", test="starts_with_none", values=("aurora", "custom-")),
            Condition(path="customIamInstanceProfile", test="absent"),
        ),
        abilities=RDS,
        tags=TagShape.PAIRS,
        encryption=_ENCRYPTED,
        settings=(_retention(unless=(_READ_REPLICA,)), _COPY_TAGS),
        key_inputs=("kmsKeyId",),
        default_keys=_INSTANCE_KEYS,
        prerequisites=instance_prerequisites("sourceDbInstanceIdentifier"),
        abroad=(OPTION_GROUP,),
        inherits=(engine_of_replica("sourceDbInstanceIdentifier"),),
        windows=_WINDOWS,
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws-native:rds:DbInstance",
        label="RDS Custom instance",
        protection=Protection.NATIVE,
        when=(Condition(path="engine", test="starts_with_none", values=("aurora",)),),
        tags=TagShape.PAIRS,
        encryption=_ENCRYPTED,
        settings=(_retention(unless=(_READ_REPLICA,)), _COPY_TAGS),
        instead="Keep automated backups on, and copy snapshots to the recovery Region yourself.",
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    ),
)

_CLUSTERS = (
    DataStore(
        type="aws-native:rds:DbCluster",
        label="Aurora cluster",
        protection=Protection.BACKUP,
        when=(Condition(path="engine", test="starts_with", values=("aurora",)),),
        abilities=AURORA,
        tags=TagShape.PAIRS,
        encryption=_ENCRYPTED,
        settings=(_retention(), _COPY_TAGS),
        prerequisites=(LIMITLESS,),
        key_inputs=("kmsKeyId",),
        default_keys=_CLUSTER_KEYS,
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws-native:rds:DbCluster",
        label="RDS Multi-AZ cluster",
        protection=Protection.BACKUP,
        abilities=RDS_MULTI_AZ_CLUSTER,
        tags=TagShape.PAIRS,
        encryption=_ENCRYPTED,
        settings=(_retention(), _COPY_TAGS),
        key_inputs=("kmsKeyId",),
        default_keys=_CLUSTER_KEYS,
        windows=_WINDOWS,
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    ),
)


def _table(token: str, label: str) -> DataStore:
    """Give the row of a table, with the advanced features of AWS Backup."""
    return DataStore(
        type=token,
        label=label,
        protection=Protection.BACKUP,
        abilities=DYNAMODB,
        tags=TagShape.PAIRS,
        default_keys=(
            while_true("sseSpecification.sseEnabled", "aws/dynamodb"),
            DefaultKey(key=AWS_OWNED_KEY),
        ),
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    )


_TABLES = (
    replace(
        _table("aws-native:dynamodb:Table", "DynamoDB table"),
        key_inputs=("sseSpecification.kmsMasterKeyId",),
        settings=(
            Setting(
                path="pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled",
                equals=True,
                protects=True,
                rpo_minutes=5,
                absent=NOT_KNOWN,
                why="the table restores to any second of the last 35 days",
            ),
        ),
    ),
    replace(
        _table("aws-native:dynamodb:GlobalTable", "DynamoDB global table"),
        # Each replica takes its own tags and key, inside `replicas`: none belong to the table.
        tags=TagShape.NONE,
        key_inputs=("replicas.*.sseSpecification.kmsMasterKeyId",),
        instead="Give every replica the backup tags, and point-in-time recovery.",
    ),
)

ROWS: tuple[DataStore, ...] = (*_INSTANCES, *_CLUSTERS, *_TABLES)
