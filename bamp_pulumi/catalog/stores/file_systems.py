"""File systems: EFS and the four kinds of FSx."""

from bamp_pulumi.catalog.data_store import (
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.stores.plain_rows import rebuildable
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON, PROVIDER

__all__ = ["ROWS"]

_FSX = f"{BACKUP_FEATURES}; Amazon FSx API, UpdateFileSystem; {PROVIDER}"

_LUSTRE = "Amazon FSx for Lustre user guide, Using data repositories; Protecting your data"

_DAILY_BACKUPS = Setting(
    path="automaticBackupRetentionDays",
    at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
    minimum=1,
    maximum=90,
    protects=True,
    rpo_minutes=1440,
    why="a backup of its own every day, kept so many days",
)


def _fsx(token: str, label: str) -> DataStore:
    """Give the row of a file system that AWS Backup backs up whole and can copy anywhere."""
    return DataStore(
        type=token,
        label=label,
        protection=Protection.BACKUP,
        backup_type="FSx",
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        restore_testing=True,
        settings=(_DAILY_BACKUPS,),
        source=_FSX,
        read_on=FEATURES_READ_ON,
    )


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
        read_on=FEATURES_READ_ON,
    ),
    # No setting of its own: a data repository association, which is another resource, rules out
    # every backup, and FSx would refuse the setting.
    DataStore(
        type="aws:fsx/lustreFileSystem:LustreFileSystem",
        label="FSx for Lustre file system (persistent)",
        protection=Protection.BACKUP,
        when=(
            Condition(path="deploymentType", test="starts_with", values=("PERSISTENT",)),
            Condition(path="importPath", test="absent"),
        ),
        backup_type="FSx",
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        restore_testing=True,
        instead="Exempt it where a data repository association links it to a bucket.",
        source=f"{BACKUP_FEATURES}; {_LUSTRE}",
        read_on=FEATURES_READ_ON,
    ),
    rebuildable(
        "aws:fsx/lustreFileSystem:LustreFileSystem",
        "FSx for Lustre file system (scratch, or linked to a bucket)",
        instead="Exempt it when its bucket or its jobs can fill it again: FSx cannot back it up.",
        source=_LUSTRE,
    ),
    _fsx("aws:fsx/windowsFileSystem:WindowsFileSystem", "FSx for Windows file system"),
    _fsx("aws:fsx/openZfsFileSystem:OpenZfsFileSystem", "FSx for OpenZFS file system"),
    # Of ONTAP, AWS Backup selects and backs up the volume; FSx itself is told on the file system.
    DataStore(
        type="aws:fsx/ontapVolume:OntapVolume",
        label="FSx for ONTAP volume",
        protection=Protection.BACKUP,
        backup_type="FSx",
        restore_testing=True,
        instead="AWS Backup cannot copy it: replicate it with SnapMirror.",
        source=BACKUP_FEATURES,
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws:fsx/ontapFileSystem:OntapFileSystem",
        label="FSx for ONTAP file system",
        protection=Protection.NATIVE,
        settings=(_DAILY_BACKUPS,),
        instead="AWS Backup protects its volumes, each by its own tags.",
        source=_FSX,
        read_on=FEATURES_READ_ON,
    ),
    rebuildable(
        "aws:fsx/fileCache:FileCache",
        "Amazon File Cache",
        instead="Exempt it when it holds only copies from its data repositories.",
    ),
)
