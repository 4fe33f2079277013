"""Relational, document and graph databases: RDS, Aurora, DocumentDB, Neptune."""

from bamp_pulumi.catalog.data_store import (
    Companion,
    CompanionKind,
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, READ_ON

__all__ = ["ROWS"]

_ENCRYPTED = Condition(path="storageEncrypted", test="one_of", values=(True,))
_READ_REPLICA = Condition(path="replicateSourceDb", test="present")
_CUSTOM = ("custom-",)

_COPY_TAGS = Setting(
    path="copyTagsToSnapshot",
    equals=True,
    why="snapshots carry the tags that say whose they are",
)


def _retention(*, minimum: int = 1, unless: tuple[Condition, ...] = ()) -> Setting:
    return Setting(
        path="backupRetentionPeriod",
        at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
        minimum=minimum,
        maximum=35,
        protects=True,
        rpo_minutes=5,
        unless=unless,
        why="automated backups restore to any second up to five minutes ago",
    )


ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:rds/instance:Instance",
        label="RDS instance",
        protection=Protection.BACKUP,
        when=(Condition(path="engine", test="starts_with_none", values=_CUSTOM),),
        backup_type="RDS",
        continuous_rpo_minutes=5,
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        restore_testing=True,
        encryption=_ENCRYPTED,
        settings=(_retention(unless=(_READ_REPLICA,)), _COPY_TAGS),
        companions=(
            Companion(
                kind=CompanionKind.RDS_BACKUP_REPLICATION,
                why="automated backups in the recovery Region restore to a point in time there",
                unless=(_READ_REPLICA,),
            ),
        ),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:rds/instance:Instance",
        label="RDS Custom instance",
        protection=Protection.NATIVE,
        encryption=_ENCRYPTED,
        settings=(_retention(unless=(_READ_REPLICA,)), _COPY_TAGS),
        instead="Keep automated backups on, and copy snapshots to the recovery Region yourself.",
        source="Amazon RDS user guide, Managing an RDS Custom DB instance",
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:rds/cluster:Cluster",
        label="Aurora cluster",
        protection=Protection.BACKUP,
        when=(Condition(path="engine", test="starts_with", values=("aurora",)),),
        backup_type="Aurora",
        continuous_rpo_minutes=5,
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        restore_testing=True,
        encryption=_ENCRYPTED,
        settings=(_retention(), _COPY_TAGS),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:rds/cluster:Cluster",
        label="RDS Multi-AZ cluster",
        protection=Protection.BACKUP,
        backup_type="RDS",
        restore_testing=True,
        encryption=_ENCRYPTED,
        settings=(_retention(), _COPY_TAGS),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:docdb/cluster:Cluster",
        label="DocumentDB cluster",
        protection=Protection.BACKUP,
        backup_type="DocumentDB",
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        restore_testing=True,
        encryption=_ENCRYPTED,
        settings=(_retention(),),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:neptune/cluster:Cluster",
        label="Neptune cluster",
        protection=Protection.BACKUP,
        backup_type="Neptune",
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        restore_testing=True,
        encryption=_ENCRYPTED,
        settings=(_retention(), _COPY_TAGS),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
)
