"""Key-value and wide-column tables: DynamoDB."""

from bamp_pulumi.catalog.data_store import DataStore, Protection, Setting
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, READ_ON

__all__ = ["ROWS"]

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:dynamodb/table:Table",
        label="DynamoDB table",
        protection=Protection.BACKUP,
        backup_type="DynamoDB",
        cold_storage=True,
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        independent_encryption=True,
        restore_testing=True,
        settings=(
            Setting(
                path="pointInTimeRecovery.enabled",
                equals=True,
                protects=True,
                rpo_minutes=5,
                why="the table restores to any second of the last 35 days",
            ),
        ),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
)
