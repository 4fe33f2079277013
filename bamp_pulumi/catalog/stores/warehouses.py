"""Data warehouses and analytical stores: Redshift, FinSpace."""

from bamp_pulumi.catalog.abilities import REDSHIFT, REDSHIFT_SERVERLESS
from bamp_pulumi.catalog.absence import sent
from bamp_pulumi.catalog.data_store import (
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.source_keys import AWS_OWNED_KEY, DefaultKey
from bamp_pulumi.catalog.stores.default_keys import inherited_from
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, unprotected
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON

__all__ = ["ROWS"]

# The input is a string, and true when left out.
_ENCRYPTED = Condition(path="encrypted", test="none_of", values=(False,))

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:redshift/cluster:Cluster",
        label="Redshift cluster",
        protection=Protection.BACKUP,
        abilities=REDSHIFT,
        encryption=_ENCRYPTED,
        key_inputs=("kmsKeyId",),
        default_keys=(
            *inherited_from("snapshotIdentifier", "snapshotArn"),
            # Redshift management guide, working-with-db-encryption: a key that AWS owns. The KMS
            # guide still says the AWS managed one; nothing is asked of the role of either.
            DefaultKey(key=AWS_OWNED_KEY, when=(_ENCRYPTED,)),
        ),
        managed_keys=("aws/redshift",),
        settings=(
            Setting(
                path="automatedSnapshotRetentionPeriod",
                at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
                minimum=1,
                maximum=35,
                protects=True,
                rpo_minutes=480,
                at_intervals=True,
                default=1,
                absent=sent(1),
                why="a snapshot every eight hours or 5 GB of change, kept so many days",
            ),
        ),
        instead="AWS Backup cannot copy it: declare a redshift.SnapshotCopy to another Region.",
        source=f"{BACKUP_FEATURES} (no copy is listed); Amazon Redshift API, ModifyCluster",
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws:redshiftserverless/namespace:Namespace",
        label="Redshift Serverless namespace",
        protection=Protection.BACKUP,
        abilities=REDSHIFT_SERVERLESS,
        service_rpo_minutes=30,
        key_inputs=("kmsKeyId",),
        default_keys=(DefaultKey(key=AWS_OWNED_KEY),),
        instead="AWS Backup cannot copy it: copy its snapshots to the recovery Region yourself.",
        source=(
            f"{BACKUP_FEATURES}; Amazon Redshift management guide, "
            "serverless-snapshots-recovery-points (recovery points are kept one day)"
        ),
        read_on=FEATURES_READ_ON,
    ),
    unprotected(
        "aws:finspace/kxDatabase:KxDatabase",
        "FinSpace kdb database",
        instead="Keep its source files in a bucket that is backed up, then exempt it.",
    ),
    rebuildable(
        "aws:finspace/kxVolume:KxVolume",
        "FinSpace kdb volume",
        instead="Exempt it when its databases can fill it again.",
    ),
)
