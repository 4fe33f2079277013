"""Secrets, keys in hardware, and directories of people."""

from bamp_pulumi.catalog.data_store import Condition, DataStore, Protection, Setting
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, self_backed, unprotected
from bamp_pulumi.catalog.stores.reading import PROVIDER, READ_ON

__all__ = ["ROWS"]

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:secretsmanager/secret:Secret",
        label="Secrets Manager secret",
        protection=Protection.NATIVE,
        settings=(
            Setting(
                path="replicas",
                recovery_region=True,
                protects=True,
                why="the secret is readable in the recovery Region when its own is gone",
            ),
        ),
        instead="Replicate it to the recovery Region; a replica follows deletes and bad values.",
        source=f"{PROVIDER}; AWS Secrets Manager user guide, Replicate secrets across Regions",
        read_on=READ_ON,
    ),
    unprotected(
        "aws:cognito/userPool:UserPool",
        "Cognito user pool",
        instead="Export its users on a schedule (passwords stay behind), then exempt it.",
    ),
    rebuildable(
        "aws:cognito/identityPool:IdentityPool",
        "Cognito identity pool",
        instead="Exempt it when no data is kept by identity id alone: a new pool gives new ids.",
    ),
    self_backed(
        "aws:directoryservice/directory:Directory",
        "AWS Managed Microsoft AD",
        when=(Condition(path="type", test="one_of", values=("MicrosoftAD",)),),
        rpo_minutes=1440,
        instead="A snapshot restores only this directory: add a Region where it must survive one.",
        source="AWS Directory Service administration guide, Restoring with snapshots",
    ),
    unprotected(
        "aws:directoryservice/directory:Directory",
        "Simple AD",
        # An AD Connector asks a directory that is kept elsewhere.
        when=(Condition(path="type", test="none_of", values=("ADConnector",)),),
        instead="Take manual snapshots on a schedule, then exempt it.",
        source="AWS Directory Service administration guide, Snapshot or restore your directory",
    ),
    self_backed(
        "aws:cloudhsmv2/cluster:Cluster",
        "CloudHSM cluster",
        rpo_minutes=1440,
        instead="Copy its backups to the recovery Region yourself.",
        source="AWS CloudHSM user guide, Cluster backups",
    ),
)
