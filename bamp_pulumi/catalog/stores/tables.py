"""Key-value, wide-column and time-series tables: DynamoDB, Keyspaces, Timestream."""

from bamp_pulumi.catalog.abilities import DYNAMODB, TIMESTREAM
from bamp_pulumi.catalog.absence import KEPT, Absence, sent
from bamp_pulumi.catalog.conditions import Condition
from bamp_pulumi.catalog.data_store import DataStore, PolicyNumber, Protection, Setting
from bamp_pulumi.catalog.source_keys import AWS_OWNED_KEY, INHERITED_KEY, DefaultKey
from bamp_pulumi.catalog.stores.default_keys import while_true
from bamp_pulumi.catalog.stores.plain_rows import unprotected
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON, PROVIDER, READ_ON

__all__ = ["ROWS"]

_ANY_SECOND = "the table restores to any second of the last 35 days"


_WINDOW = Setting(
    path="pointInTimeRecovery.recoveryPeriodInDays",
    at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
    minimum=1,
    maximum=35,
    default=35,
    absent=KEPT,
    why="so far back the table restores to any second",
)
"""Source: Amazon DynamoDB API, PointInTimeRecoverySpecification (read 2026-11-26)."""


_TURNED_OFF = (
    "pulumi_aws 7.51.1, TableReplicaArgs (off by default); Amazon DynamoDB API, "
    "UpdateContinuousBackups"
)
_ENCRYPTION = "serverSideEncryption.enabled"
_TABLE_KEYS = (
    while_true(_ENCRYPTION, "aws/dynamodb"),
    DefaultKey(
        key=INHERITED_KEY,
        when=(
            Condition(path="restoreSourceName", test="present"),
            Condition(path=_ENCRYPTION, test="absent"),
        ),
    ),
    DefaultKey(key=AWS_OWNED_KEY),
)
"""Source: Amazon DynamoDB API, SSESpecification: without it the key is AWS's own."""


def _dynamodb(  # noqa: PLR0913 - what differs between a table and its replica
    token: str,
    label: str,
    recovery: str,
    *window: Setting,
    absent: Absence,
    key: str,
    default_keys: tuple[DefaultKey, ...],
    managed_keys: tuple[str, ...] = (),
) -> DataStore:
    """Give the row of a table, with the advanced features of AWS Backup."""
    return DataStore(
        type=token,
        label=label,
        protection=Protection.BACKUP,
        abilities=DYNAMODB,
        settings=(
            Setting(
                path=recovery,
                equals=True,
                protects=True,
                rpo_minutes=5,
                absent=absent,
                why=_ANY_SECOND,
            ),
            *window,
        ),
        key_inputs=(key,),
        default_keys=default_keys,
        managed_keys=managed_keys,
        source=f"{BACKUP_FEATURES}; {PROVIDER}",
        read_on=FEATURES_READ_ON,
    )


ROWS: tuple[DataStore, ...] = (
    _dynamodb(
        "aws:dynamodb/table:Table",
        "DynamoDB table",
        "pointInTimeRecovery.enabled",
        _WINDOW,
        absent=KEPT,
        key="serverSideEncryption.kmsKeyArn",
        default_keys=_TABLE_KEYS,
    ),
    _dynamodb(
        "aws:dynamodb/tableReplica:TableReplica",
        "DynamoDB table replica",
        "pointInTimeRecovery",
        absent=sent(
            value=False,
            effect="point-in-time recovery is turned off: it restores to no point in time",
            source=_TURNED_OFF,
        ),
        key="kmsKeyArn",
        # Its global table decides between AWS's own key and `aws/dynamodb`.
        default_keys=(DefaultKey(key=INHERITED_KEY),),
        managed_keys=("aws/dynamodb",),
    ),
    DataStore(
        type="aws:keyspaces/table:Table",
        label="Keyspaces table",
        protection=Protection.NATIVE,
        settings=(
            Setting(
                path="pointInTimeRecovery.status",
                equals="ENABLED",
                protects=True,
                rpo_minutes=5,
                absent=KEPT,
                why=_ANY_SECOND,
            ),
        ),
        instead="Keep point-in-time recovery on, and replicate the keyspace to another Region.",
        source=f"{PROVIDER}; Amazon Keyspaces API, UpdateTable",
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:timestreamwrite/table:Table",
        label="Timestream table",
        protection=Protection.BACKUP,
        abilities=TIMESTREAM,
        # The database names it (`kmsKeyId` of aws:timestreamwrite/database:Database).
        default_keys=(DefaultKey(key=INHERITED_KEY),),
        source=BACKUP_FEATURES,
        read_on=FEATURES_READ_ON,
    ),
    unprotected(
        "aws:timestreaminfluxdb/dbInstance:DbInstance",
        "Timestream for InfluxDB instance",
        instead="Run `influx backup` to a bucket on a schedule, then exempt it.",
    ),
    unprotected(
        "aws:timestreaminfluxdb/dbCluster:DbCluster",
        "Timestream for InfluxDB cluster",
        instead="Run `influx backup` to a bucket on a schedule, then exempt it.",
    ),
)
