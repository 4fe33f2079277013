"""File systems: EFS and the four kinds of FSx."""

from dataclasses import replace

from bamp_pulumi.catalog.abilities import (
    EFS,
    FSX_LUSTRE,
    FSX_ONTAP,
    FSX_OPENZFS,
    FSX_WINDOWS,
    Abilities,
)
from bamp_pulumi.catalog.absence import sent
from bamp_pulumi.catalog.busy_windows import BusyWindowFact
from bamp_pulumi.catalog.data_store import (
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.double_backups import Members, OwnBackups
from bamp_pulumi.catalog.prerequisites import ForbiddenCompanion, Prerequisite
from bamp_pulumi.catalog.snapshot_costs import SnapshotCost
from bamp_pulumi.catalog.source_keys import INHERITED_KEY, DefaultKey
from bamp_pulumi.catalog.stores.default_keys import inherited_from, while_true
from bamp_pulumi.catalog.stores.plain_rows import rebuildable
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON, PROVIDER

__all__ = ["ROWS"]

_FSX = f"{BACKUP_FEATURES}; Amazon FSx API, UpdateFileSystem; {PROVIDER}"

_LUSTRE = "FSx for Lustre user guide, fsx-data-repositories, using-backups-fsx"

_COST = SnapshotCost(
    cents_per_gb_month=5.0,
    whole=False,
    source=(
        "FSx for OpenZFS user guide, using-backups (incremental); our inference: the price as "
        "third parties cite it, for the page of prices could not be read"
    ),
    read_on="2026-11-29",
)

_DAILY_BACKUPS = Setting(
    path="automaticBackupRetentionDays",
    at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
    minimum=1,
    maximum=90,
    protects=True,
    rpo_minutes=1440,
    at_intervals=True,
    absent=sent(0),
    cost=_COST,
    why="a backup of its own every day, kept so many days",
)


# The provider's own default; of the other kinds it sends 0, where FSx itself would take 30.
_WINDOWS_BACKUPS = replace(_DAILY_BACKUPS, default=7, absent=sent(7))

_BUSY = (
    "AWS Backup developer guide, plan-options-and-configuration, cloudwatch (4 hours before or "
    "during either window, in a copy of 2026-04-13), troubleshooting (3 hours; not read since)"
)
_MAINTENANCE = BusyWindowFact(
    inputs=("weeklyMaintenanceStartTime",),
    form="fsx-weekly",
    margin_minutes=180,
    disputed_margin_minutes=240,
    lasts_minutes=30,
    why="FSx maintains the file system",
    source=f"{_BUSY}; Amazon FSx API, "
    "CreateFileSystemWindowsConfiguration.WeeklyMaintenanceStartTime",
)


def _own_backups(*off_when: Condition) -> BusyWindowFact:
    """Give the daily window of a file system's own backups."""
    return BusyWindowFact(
        inputs=("dailyAutomaticBackupStartTime",),
        form="fsx-daily",
        margin_minutes=180,
        disputed_margin_minutes=240,
        off_when=(
            Condition(path="automaticBackupRetentionDays", test="one_of", values=(0,)),
            *off_when,
        ),
        why="FSx makes its own daily backup",
        source=f"{_BUSY}; Amazon FSx API, "
        "CreateFileSystemWindowsConfiguration.DailyAutomaticBackupStartTime",
    )


_SSD = Prerequisite(
    condition=Condition(path="storageType", test="none_of", values=("INTELLIGENT_TIERING",)),
    default="SSD",
    why="FSx copies no backup of a file system with the Intelligent-Tiering storage class",
    write='write "SSD" for `storageType`, in a file system of its own',
    source="FSx for OpenZFS user guide, copy-backups (Backup copy limitations)",
    read_on="2026-11-29",
)
"""Asked of an OpenZFS file system that is copied."""


_NO_RETENTION = Condition(path="automaticBackupRetentionDays", test="absent")


# Always encrypted.
_FSX_KEYS = (*inherited_from("backupId"), DefaultKey(key="aws/fsx"))


def _fsx(
    token: str, label: str, abilities: Abilities, setting: Setting, *off_when: Condition
) -> DataStore:
    """Give the row of a file system that AWS Backup backs up whole and can copy anywhere."""
    return DataStore(
        type=token,
        label=label,
        protection=Protection.BACKUP,
        abilities=abilities,
        settings=(setting,),
        key_inputs=("kmsKeyId",),
        default_keys=_FSX_KEYS,
        windows=(_MAINTENANCE, _own_backups(*off_when)),
        source=_FSX,
        read_on=FEATURES_READ_ON,
    )


ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:efs/fileSystem:FileSystem",
        label="EFS file system",
        protection=Protection.BACKUP,
        abilities=EFS,
        key_inputs=("kmsKeyId",),
        default_keys=(while_true("encrypted", "aws/elasticfilesystem"),),
        encryption=Condition(path="encrypted", test="one_of", values=(True,)),
        own_backups=(
            OwnBackups(
                type="aws:efs/backupPolicy:BackupPolicy",
                link="fileSystemId",
                on=Condition(path="backupPolicy.status", test="one_of", values=("ENABLED",)),
                # One Zone: the one kind that has them on where nobody says.
                by_default_when=(Condition(path="availabilityZoneName", test="present"),),
                what="EFS makes automatic backups of it every day and keeps them 35 days",
                write='an EFS BackupPolicy with "DISABLED" for `backupPolicy.status`',
                source=(
                    "Amazon EFS user guide, automatic-backups, awsbackup; Amazon EFS API, "
                    "CreateFileSystem.Backup"
                ),
            ),
        ),
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
        abilities=FSX_LUSTRE,
        key_inputs=("kmsKeyId",),
        default_keys=_FSX_KEYS,
        forbidden_companions=(
            ForbiddenCompanion(
                type="aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation",
                link="fileSystemId",
                why="FSx backs up no Lustre file system that is linked to a data repository",
                source=f"Amazon FSx API, CreateBackup; {_LUSTRE}",
            ),
        ),
        windows=(_MAINTENANCE, _own_backups(_NO_RETENTION)),
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
    _fsx(
        "aws:fsx/windowsFileSystem:WindowsFileSystem",
        "FSx for Windows file system",
        FSX_WINDOWS,
        _WINDOWS_BACKUPS,
    ),
    replace(
        _fsx(
            "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
            "FSx for OpenZFS file system",
            FSX_OPENZFS,
            _DAILY_BACKUPS,
            _NO_RETENTION,
        ),
        copied=(_SSD,),
    ),
    # Of ONTAP, AWS Backup selects and backs up the volume; FSx itself is told on the file system.
    DataStore(
        type="aws:fsx/ontapVolume:OntapVolume",
        label="FSx for ONTAP volume",
        protection=Protection.BACKUP,
        abilities=FSX_ONTAP,
        # Its file system names the key (`kmsKeyId`), through the storage virtual machine.
        default_keys=(DefaultKey(key=INHERITED_KEY),),
        prerequisites=(
            Prerequisite(
                condition=Condition(
                    path="ontapVolumeType", test="matches_none", values=(r"(?!RW$).+",)
                ),
                default="RW",
                why="of ONTAP, FSx backs up read-write volumes: no data protection or load-sharing",
                write="back up the volume that it is a replica of, and exempt this one",
                source=(
                    "AWS Backup developer guide, creating-a-backup; FSx for ONTAP user guide, "
                    "using-backups; Amazon FSx API, CreateOntapVolumeConfiguration"
                ),
            ),
        ),
        source=BACKUP_FEATURES,
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws:fsx/ontapFileSystem:OntapFileSystem",
        label="FSx for ONTAP file system",
        protection=Protection.NATIVE,
        settings=(_DAILY_BACKUPS,),
        members=Members(
            type="aws:fsx/ontapVolume:OntapVolume",
            through=("storageVirtualMachineId", "fileSystemId"),
            source="FSx for ONTAP user guide, using-backups (backups are of volumes)",
        ),
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
