"""Disks, and machines with disks of their own."""

from bamp_pulumi.catalog.data_store import Condition, DataStore, Protection
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, READ_ON

__all__ = ["ROWS"]

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:ebs/volume:Volume",
        label="EBS volume",
        protection=Protection.BACKUP,
        backup_type="EBS",
        cold_storage=True,
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        restore_testing=True,
        encryption=Condition(path="encrypted", test="one_of", values=(True,)),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:ec2/instance:Instance",
        label="EC2 instance",
        protection=Protection.BACKUP,
        backup_type="EC2",
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        restore_testing=True,
        encryption=Condition(path="rootBlockDevice.encrypted", test="one_of", values=(True,)),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    ),
)
