"""File systems."""

from bamp_pulumi.catalog.data_store import DataStore, Protection
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, READ_ON

__all__ = ["ROWS"]

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:efs/fileSystem:FileSystem",
        label="EFS file system",
        protection=Protection.BACKUP,
        backup_type="EFS",
        cold_storage=True,
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        independent_encryption=True,
        restore_testing=True,
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
)
