"""Document, graph and ledger databases: DocumentDB, Neptune, QLDB."""

from bamp_pulumi.catalog.abilities import DOCUMENTDB, NEPTUNE
from bamp_pulumi.catalog.absence import KEPT, sent
from bamp_pulumi.catalog.data_store import (
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.stores.database_windows import backup_window, maintenance_window
from bamp_pulumi.catalog.stores.default_keys import inherited_from, while_true
from bamp_pulumi.catalog.stores.plain_rows import unprotected
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON, PROVIDER, READ_ON

__all__ = ["ROWS"]

_ENCRYPTED = Condition(path="storageEncrypted", test="one_of", values=(True,))
_AWS_RDS = while_true("storageEncrypted", "aws/rds")
_WINDOWS = (
    maintenance_window("preferredMaintenanceWindow"),
    backup_window("preferredBackupWindow"),
)
_RETENTION = Setting(
    path="backupRetentionPeriod",
    at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
    minimum=1,
    maximum=35,
    protects=True,
    rpo_minutes=5,
    default=1,
    absent=sent(1),
    why="automated backups restore to any second up to five minutes ago",
)

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:docdb/cluster:Cluster",
        label="DocumentDB cluster",
        protection=Protection.BACKUP,
        abilities=DOCUMENTDB,
        encryption=_ENCRYPTED,
        settings=(_RETENTION,),
        key_inputs=("kmsKeyId",),
        # DocumentDB and Neptune use the management of RDS, and its key.
        default_keys=(
            *inherited_from(
                "globalClusterIdentifier", "restoreToPointInTime", "snapshotIdentifier"
            ),
            _AWS_RDS,
        ),
        windows=_WINDOWS,
        source=f"{BACKUP_FEATURES}; Amazon DocumentDB API, ModifyDBCluster; {PROVIDER}",
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws:docdb/elasticCluster:ElasticCluster",
        label="DocumentDB elastic cluster",
        protection=Protection.NATIVE,
        settings=(
            Setting(
                path="backupRetentionPeriod",
                at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
                minimum=1,
                maximum=35,
                protects=True,
                rpo_minutes=1440,
                at_intervals=True,
                default=1,
                absent=KEPT,
                why="an automatic snapshot every day, kept so many days",
            ),
        ),
        instead="Keep automatic snapshots on, and copy some to the recovery Region yourself.",
        source=f"{PROVIDER}; Amazon DocumentDB elastic clusters API, UpdateCluster",
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:neptune/cluster:Cluster",
        label="Neptune cluster",
        protection=Protection.BACKUP,
        abilities=NEPTUNE,
        encryption=_ENCRYPTED,
        settings=(
            _RETENTION,
            Setting(
                path="copyTagsToSnapshot",
                equals=True,
                absent=sent(
                    value=False, effect="snapshots that are taken from then on carry no tags"
                ),
                why="snapshots carry the tags that say whose they are",
            ),
        ),
        key_inputs=("kmsKeyArn",),
        default_keys=(
            *inherited_from(
                "globalClusterIdentifier", "replicationSourceIdentifier", "snapshotIdentifier"
            ),
            _AWS_RDS,
        ),
        windows=_WINDOWS,
        source=f"{BACKUP_FEATURES}; Amazon Neptune API, ModifyDBCluster; {PROVIDER}",
        read_on=FEATURES_READ_ON,
    ),
    unprotected(
        "aws:neptunegraph/graph:Graph",
        "Neptune Analytics graph",
        instead="Take graph snapshots on a schedule, or load it again from its source.",
    ),
    unprotected(
        "aws:qldb/ledger:Ledger",
        "QLDB ledger",
        instead="Export its journal to a bucket; AWS has ended the service.",
    ),
)
