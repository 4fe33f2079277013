"""Relational databases: RDS, Aurora, Aurora DSQL, Oracle Database@AWS."""

from bamp_pulumi.catalog.abilities import AURORA, DSQL, RDS, RDS_MULTI_AZ_CLUSTER
from bamp_pulumi.catalog.absence import KEPT, sent
from bamp_pulumi.catalog.conditions import Condition
from bamp_pulumi.catalog.data_store import (
    Companion,
    CompanionKind,
    DataStore,
    DeferredChange,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.prerequisites import Prerequisite
from bamp_pulumi.catalog.source_keys import AWS_OWNED_KEY, DefaultKey
from bamp_pulumi.catalog.stores.database_prerequisites import (
    LIMITLESS,
    OPTION_GROUP,
    engine_of_replica,
    instance_prerequisites,
)
from bamp_pulumi.catalog.stores.database_windows import backup_window, maintenance_window
from bamp_pulumi.catalog.stores.default_keys import inherited_from, while_true
from bamp_pulumi.catalog.stores.plain_rows import unprotected
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON, PROVIDER, READ_ON

__all__ = ["ROWS"]

_ENCRYPTED = Condition(path="storageEncrypted", test="one_of", values=(True,))
_READ_REPLICA = Condition(path="replicateSourceDb", test="present")
_NOT_IN_THE_REGION = (
    Condition(path="backupTarget", test="one_of", values=("outposts", "local")),
    Condition(path="customerOwnedIpEnabled", test="one_of", values=(True,)),
)
"""On Outposts or in a Dedicated Local Zone: RDS replicates none of its backups. Source: Amazon RDS
API, CreateDBInstance.BackupTarget, CreateDBInstance.EnableCustomerOwnedIp; Amazon RDS user guide,
rds-on-outposts (read 2026-11-28).
"""
_OF_CUSTOM = Condition(path="customIamInstanceProfile", test="absent")
"""RDS Custom asks for a profile and RDS takes none: it tells them apart where a snapshot or another
instance says which engine it is."""

_COPY_TAGS = Setting(
    path="copyTagsToSnapshot",
    equals=True,
    absent=sent(value=False, effect="snapshots that are taken from then on carry no tags"),
    why="snapshots carry the tags that say whose they are",
)


_AWS_RDS = while_true("storageEncrypted", "aws/rds")
_INSTANCE_KEYS = inherited_from("replicateSourceDb", "restoreToPointInTime", "snapshotIdentifier")
_CLUSTER_KEYS = (
    *inherited_from(
        "globalClusterIdentifier",
        "replicationSourceIdentifier",
        "restoreToPointInTime",
        "snapshotIdentifier",
    ),
    _AWS_RDS,
    # Aurora Serverless v1 is always encrypted.
    DefaultKey(
        key="aws/rds",
        when=(Condition(path="engineMode", test="one_of", values=("serverless",)),),
    ),
)


_TURNED_ON = DeferredChange(
    at_once=Condition(path="applyImmediately", test="one_of", values=(True,)),
    when="in its next maintenance window, unless applyImmediately is true",
    effect="storage I/O stops for a few seconds to minutes",
    source=(
        "Amazon RDS API, ModifyDBInstance.BackupRetentionPeriod; Amazon RDS user guide, "
        "USER_WorkingWithAutomatedBackups.BackupRetention; AWS Backup developer guide, "
        "point-in-time-recovery"
    ),
)
"""Only from 0: from one number of days to another RDS changes an instance as soon as it can."""


def _retention(
    *,
    unless: tuple[Condition, ...] = (),
    default: int | None = None,
    continuous: bool = False,
    turned_on: DeferredChange | None = None,
) -> Setting:
    """Require automated backups. A read replica has no retention of its own to set: leave it.

    An absent input is 1 day for a cluster, and none for an instance: there the provider sends 0.

    Under a continuous backup RDS takes no other retention than that of its rule, from an API call
    that names one. Source: GitHub, crossplane-contrib/provider-aws#1356,
    terraform-aws-modules/terraform-aws-rds-aurora#411: answers of ModifyDBInstance and
    ModifyDBCluster, "you can specify it only with the current value" (read 2026-11-28).
    """
    return Setting(
        path="backupRetentionPeriod",
        at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
        minimum=1,
        maximum=35,
        protects=True,
        rpo_minutes=5,
        default=default,
        absent=KEPT,
        unless=unless,
        follows_continuous_rule=continuous,
        turned_on=turned_on,
        why="automated backups restore to any second up to five minutes ago",
    )


_INSTANCE = DataStore(
    type="aws:rds/instance:Instance",
    label="RDS instance",
    protection=Protection.BACKUP,
    when=(
        Condition(path="engine", test="starts_with_none", values=("custom-",)),
        _OF_CUSTOM,
    ),
    abilities=RDS,
    encryption=_ENCRYPTED,
    settings=(
        _retention(unless=(_READ_REPLICA,), continuous=True, turned_on=_TURNED_ON),
        _COPY_TAGS,
    ),
    continuous_owns=("backupRetentionPeriod", "backupWindow"),
    key_inputs=("kmsKeyId",),
    default_keys=(*_INSTANCE_KEYS, _AWS_RDS),
    prerequisites=(
        *instance_prerequisites("replicateSourceDb"),
        Prerequisite(
            condition=Condition(path="customerOwnedIpEnabled", test="none_of", values=(True,)),
            default=False,
            why="only RDS on Outposts takes customer-owned addresses, and AWS Backup backs none up",
            write="leave `customerOwnedIpEnabled` out",
            source=(
                "Amazon RDS API, CreateDBInstance.EnableCustomerOwnedIp; AWS Backup developer "
                "guide, rds-backup"
            ),
        ),
    ),
    abroad=(OPTION_GROUP,),
    inherits=(engine_of_replica("replicateSourceDb"),),
    windows=(
        maintenance_window("maintenanceWindow"),
        # The provider sends a retention of 0 where the input is absent.
        backup_window(
            "backupWindow",
            Condition(path="backupRetentionPeriod", test="one_of", values=(0,)),
            Condition(path="backupRetentionPeriod", test="absent"),
        ),
    ),
    companions=(
        # Every engine that is not RDS Custom can be replicated, Multi-AZ instances too.
        Companion(
            kind=CompanionKind.RDS_BACKUP_REPLICATION,
            why="automated backups in the recovery Region restore to a point in time there",
            days=35,
            in_recovery_region=True,
            needs_on="backupRetentionPeriod",
            unless=(_READ_REPLICA, *_NOT_IN_THE_REGION),
        ),
    ),
    source=(f"{BACKUP_FEATURES}; Amazon RDS user guide, USER_ReplicateBackups; {PROVIDER}"),
    read_on=FEATURES_READ_ON,
)

_CUSTOM_INSTANCE = DataStore(
    type="aws:rds/instance:Instance",
    label="RDS Custom instance",
    protection=Protection.NATIVE,
    encryption=_ENCRYPTED,
    key_inputs=("kmsKeyId",),
    settings=(_retention(unless=(_READ_REPLICA,), turned_on=_TURNED_ON), _COPY_TAGS),
    instead="Keep automated backups on, and copy snapshots to the recovery Region yourself.",
    source=(
        "AWS Backup developer guide, rds-backup (RDS Custom for Oracle is not supported; of "
        "RDS Custom for SQL Server only on-demand backups are: read 2026-11-28); Amazon RDS "
        "API, ModifyDBInstance.AwsBackupRecoveryPointArn, "
        "StartDBInstanceAutomatedBackupsReplication"
    ),
    read_on=READ_ON,
)

_AURORA_CLUSTER = DataStore(
    type="aws:rds/cluster:Cluster",
    label="Aurora cluster",
    protection=Protection.BACKUP,
    when=(Condition(path="engine", test="starts_with", values=("aurora",)),),
    abilities=AURORA,
    encryption=_ENCRYPTED,
    settings=(_retention(default=1, continuous=True), _COPY_TAGS),
    prerequisites=(LIMITLESS,),
    continuous_owns=("backupRetentionPeriod", "preferredBackupWindow"),
    key_inputs=("kmsKeyId",),
    default_keys=_CLUSTER_KEYS,
    source=f"{BACKUP_FEATURES}; {PROVIDER}",
    read_on=FEATURES_READ_ON,
)

_MULTI_AZ_CLUSTER = DataStore(
    type="aws:rds/cluster:Cluster",
    label="RDS Multi-AZ cluster",
    protection=Protection.BACKUP,
    abilities=RDS_MULTI_AZ_CLUSTER,
    encryption=_ENCRYPTED,
    settings=(_retention(default=1), _COPY_TAGS),
    key_inputs=("kmsKeyId",),
    default_keys=_CLUSTER_KEYS,
    windows=(
        maintenance_window("preferredMaintenanceWindow"),
        backup_window("preferredBackupWindow"),
    ),
    instead="AWS Backup cannot copy it: copy its snapshots with RDS, or use a Multi-AZ instance.",
    source=f"{BACKUP_FEATURES} (a footnote denies the copies that the row ticks); {PROVIDER}",
    read_on=FEATURES_READ_ON,
)

_DSQL_CLUSTER = DataStore(
    type="aws:dsql/cluster:Cluster",
    label="Aurora DSQL cluster",
    protection=Protection.BACKUP,
    abilities=DSQL,
    # The feature table ticks cold storage, the list of types with cold storage lacks it: no.
    key_inputs=("kmsEncryptionKey",),
    default_keys=(DefaultKey(key=AWS_OWNED_KEY),),
    owned_key_value="AWS_OWNED_KMS_KEY",
    source=f"{BACKUP_FEATURES}; Aurora DSQL API, UpdateCluster.kmsEncryptionKey",
    read_on=FEATURES_READ_ON,
)

_AUTONOMOUS_DATABASE = DataStore(
    type="aws:odb/autonomousDatabase:AutonomousDatabase",
    label="Oracle Autonomous Database",
    protection=Protection.NATIVE,
    settings=(
        Setting(
            path="backupRetentionPeriodInDays",
            at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
            minimum=1,
            maximum=60,
            protects=True,
            rpo_minutes=1440,
            at_intervals=True,
            absent=KEPT,
            why="Oracle keeps its automatic backups so many days",
        ),
    ),
    instead="Let Oracle keep its backups long enough, and give it a standby in another Region.",
    source=f"{PROVIDER}; Oracle Database@AWS API, CreateAutonomousDatabase",
    read_on=READ_ON,
)

ROWS: tuple[DataStore, ...] = (
    _INSTANCE,
    _CUSTOM_INSTANCE,
    _AURORA_CLUSTER,
    _MULTI_AZ_CLUSTER,
    _DSQL_CLUSTER,
    _AUTONOMOUS_DATABASE,
    unprotected(
        "aws:odb/cloudVmCluster:CloudVmCluster",
        "Oracle Exadata VM cluster",
        instead="Back up its databases with Oracle's own tools to a bucket, then exempt it.",
    ),
    unprotected(
        "aws:odb/cloudAutonomousVmCluster:CloudAutonomousVmCluster",
        "Oracle Autonomous VM cluster",
        instead="Let Oracle back up each database in it, check the retention, then exempt it.",
    ),
)
