"""Disks, and machines with disks of their own."""

from bamp_pulumi.catalog.abilities import EBS, EC2, STORAGE_GATEWAY
from bamp_pulumi.catalog.absence import removed, sent
from bamp_pulumi.catalog.data_store import Condition, DataStore, Protection, Setting, TagShape
from bamp_pulumi.catalog.double_backups import PartLink, TaggedPart
from bamp_pulumi.catalog.prerequisites import Omission, Prerequisite
from bamp_pulumi.catalog.source_keys import AWS_OWNED_KEY, INHERITED_KEY, DefaultKey
from bamp_pulumi.catalog.stores.default_keys import EBS_BY_DEFAULT, inherited_from, while_true
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, self_backed, unprotected
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON, PROVIDER, READ_ON

__all__ = ["LOCAL_SNAPSHOTS", "ROWS"]


_VOLUME_KEYS = (*inherited_from("snapshotId"), while_true("encrypted", "aws/ebs"))


LOCAL_SNAPSHOTS = Prerequisite(
    condition=Condition(path="snapshotId", test="absent"),
    when=(Condition(path="outpostArn", test="present"),),
    unsure=True,
    why="a volume that is made from a snapshot on its Outpost takes all its snapshots there, and "
    "AWS Backup keeps none on an Outpost",
    write="a volume without `snapshotId`, whose snapshots go to the Region",
    source=(
        "Amazon EBS user guide, snapshots-outposts (rules for storing snapshots); AWS Backup "
        "developer guide, backup-feature-availability"
    ),
)
"""Asked of an EBS volume: which of the two its snapshot is, no input says."""


_LIGHTSAIL = "Amazon Lightsail user guide, amazon-lightsail-configuring-automatic-snapshots"
_ADD_ON_OFF = removed("the add-on is turned off: Lightsail takes no more snapshots of its own")


def _volume(
    token: str,
    label: str,
    encryption: Condition,
    keys: tuple[str, ...],
    default_keys: tuple[DefaultKey, ...],
    *prerequisites: Prerequisite,
) -> DataStore:
    return DataStore(
        type=token,
        label=label,
        protection=Protection.BACKUP,
        abilities=EBS,
        encryption=encryption,
        key_inputs=keys,
        default_keys=default_keys,
        prerequisites=prerequisites,
        account_encryption=EBS_BY_DEFAULT,
        source=BACKUP_FEATURES,
        read_on=FEATURES_READ_ON,
    )


def _gateway_volume(token: str, label: str) -> DataStore:
    return DataStore(
        type=token,
        label=label,
        protection=Protection.BACKUP,
        abilities=STORAGE_GATEWAY,
        encryption=Condition(path="kmsEncrypted", test="one_of", values=(True,)),
        key_inputs=("kmsKey",),
        default_keys=(DefaultKey(key=AWS_OWNED_KEY),),
        source=BACKUP_FEATURES,
        read_on=FEATURES_READ_ON,
    )


ROWS: tuple[DataStore, ...] = (
    _volume(
        "aws:ebs/volume:Volume",
        "EBS volume",
        Condition(path="encrypted", test="one_of", values=(True,)),
        ("kmsKeyId",),
        _VOLUME_KEYS,
        LOCAL_SNAPSHOTS,
    ),
    # Its source decides whether it is encrypted, and no input says so: never claimed.
    _volume(
        "aws:ebs/volumeCopy:VolumeCopy",
        "EBS volume (copied)",
        Condition(path="encrypted", test="one_of", values=(True,)),
        (),
        (DefaultKey(key=INHERITED_KEY),),
    ),
    DataStore(
        type="aws:ec2/instance:Instance",
        label="EC2 instance",
        protection=Protection.BACKUP,
        abilities=EC2,
        encryption=Condition(path="rootBlockDevice.encrypted", test="one_of", values=(True,)),
        # Each volume has a key of its own. Those of its image, of a launch template and of volumes
        # attached later are not among its inputs.
        key_inputs=("rootBlockDevice.kmsKeyId", "ebsBlockDevices.*.kmsKeyId"),
        default_keys=(
            while_true("rootBlockDevice.encrypted", "aws/ebs"),
            while_true("ebsBlockDevices.*.encrypted", "aws/ebs"),
            DefaultKey(
                key=INHERITED_KEY,
                when=(Condition(path="rootBlockDevice.encrypted", test="absent"),),
            ),
        ),
        account_encryption=EBS_BY_DEFAULT,
        part_links=(
            PartLink(
                type="aws:ec2/volumeAttachment:VolumeAttachment",
                whole="instanceId",
                part="volumeId",
            ),
        ),
        tagged_parts=(
            TaggedPart(
                type="aws:ebs/volume:Volume",
                tags=("volumeTags", "rootBlockDevice.tags", "ebsBlockDevices.*.tags"),
            ),
        ),
        omissions=(
            Omission(
                holds=(Condition(path="ephemeralBlockDevices.*.virtualName", test="present"),),
                why="instance store volumes are not backed up, only the EBS volumes are",
                source="AWS Backup developer guide, whatisbackup (instances backed by EBS volumes)",
            ),
        ),
        source=BACKUP_FEATURES,
        read_on=FEATURES_READ_ON,
    ),
    rebuildable(
        "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
        "EC2 Spot Instance request",
        instead="Its tags are those of the request, and no selection by tags matches the instance "
        "that EC2 makes. Keep what must last on a volume or file system, then exempt it.",
        source=(
            "Amazon EC2 API, RequestSpotInstances.TagSpecifications (of a spot-instances-request)"
        ),
    ),
    _gateway_volume(
        "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume", "Storage Gateway cached volume"
    ),
    _gateway_volume(
        "aws:storagegateway/storedIscsiVolume:StoredIscsiVolume", "Storage Gateway stored volume"
    ),
    DataStore(
        type="aws:lightsail/instance:Instance",
        label="Lightsail instance (Linux)",
        protection=Protection.NATIVE,
        when=(
            Condition(
                path="blueprintId", test="starts_with_none", values=("windows", "sql_server")
            ),
        ),
        settings=(
            Setting(
                path="addOn.type",
                equals="AutoSnapshot",
                absent=_ADD_ON_OFF,
                why="the add-on that takes the snapshots",
            ),
            Setting(
                path="addOn.status",
                equals="Enabled",
                protects=True,
                rpo_minutes=1440,
                at_intervals=True,
                absent=_ADD_ON_OFF,
                why="a snapshot every day; Lightsail keeps the last seven",
            ),
            Setting(
                path="addOn.snapshotTime",
                equals="06:00",
                absent=_ADD_ON_OFF,
                unless=(Condition(path="addOn.snapshotTime", test="present"),),
                why="the add-on requires an hour, in UTC",
            ),
        ),
        instead="Turn on automatic snapshots, and copy some to the recovery Region.",
        source=f"{PROVIDER}; {_LIGHTSAIL}",
        read_on=READ_ON,
    ),
    unprotected(
        "aws:lightsail/instance:Instance",
        "Lightsail instance (Windows)",
        instead="Take manual snapshots on a schedule: the automatic ones are for Linux.",
        source=_LIGHTSAIL,
    ),
    unprotected(
        "aws:lightsail/disk:Disk",
        "Lightsail disk",
        instead="Turn on its automatic snapshots in Lightsail (no input does), then exempt it.",
    ),
    DataStore(
        type="aws:lightsail/database:Database",
        label="Lightsail database",
        protection=Protection.NATIVE,
        settings=(
            Setting(
                path="backupRetentionEnabled",
                equals=True,
                protects=True,
                rpo_minutes=1440,
                absent=sent(
                    value=True,
                    effect="backups stay on",
                    source="terraform-provider-aws 6.58.0, lightsail/database.go (Default)",
                ),
                why="automatic backups, every day, that restore to a point in time",
            ),
        ),
        instead="Keep its backups on; move to RDS where it must be copied to another Region.",
        source=f"{PROVIDER}; Amazon Lightsail API, "
        "CreateRelationalDatabaseFromSnapshot.restoreTime",
        read_on=READ_ON,
    ),
    self_backed(
        "aws:workspaces/workspace:Workspace",
        "WorkSpace",
        rpo_minutes=720,
        instead="It restores to its last snapshot, in the same Region: keep files on a server.",
        source="Amazon WorkSpaces administration guide, restore-workspace",
    ),
    rebuildable(
        "aws:cloud9/environmentEC2:EnvironmentEC2",
        "Cloud9 environment",
        instead="Push its work to a repository, then exempt it.",
    ),
    rebuildable(
        "aws:codecatalyst/devEnvironment:DevEnvironment",
        "CodeCatalyst dev environment",
        instead="Push its work to a repository, then exempt it.",
        tags=TagShape.NONE,
    ),
)
