"""Secrets, keys in hardware, and directories of people."""

from bamp_pulumi.catalog.absence import removed
from bamp_pulumi.catalog.data_store import Condition, DataStore, Protection, Setting
from bamp_pulumi.catalog.deletion_windows import DeletionWindow
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, self_backed, unprotected
from bamp_pulumi.catalog.stores.reading import PROVIDER, READ_ON
from bamp_pulumi.catalog.withheld import Withheld

__all__ = ["ROWS"]

_UNDER_A_KEY = Withheld(
    when=(
        Condition(path="kmsKeyId", test="present"),
        Condition(
            path="kmsKeyId",
            test="matches_none",
            values=(r"(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:)?alias/aws/secretsmanager",),
        ),
    ),
    why="a replica that names no key is encrypted with aws/secretsmanager, although the secret "
    "itself is under a customer managed key",
    write="add that Region to `replicas`, with `region` and `kmsKeyId` of a key of that Region",
    source="AWS Secrets Manager API, ReplicaRegionType.KmsKeyId",
)

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:secretsmanager/secret:Secret",
        label="Secrets Manager secret",
        protection=Protection.NATIVE,
        settings=(
            Setting(
                path="replicas",
                recovery_region=True,
                named_by="name",
                protects=True,
                absent=removed(
                    "the replica in the recovery Region is deleted at once",
                    source=(
                        "pulumi_aws 7.51.1 (the output may be None: it is not computed); AWS "
                        "Secrets Manager API, DeleteSecret (a replica is deleted immediately)"
                    ),
                ),
                why="the secret is readable in the recovery Region when its own is gone",
                withheld=(_UNDER_A_KEY,),
            ),
        ),
        deletion_window=DeletionWindow(
            path="recoveryWindowInDays",
            default_days=30,
            least_days=7,
            write="30 for `recoveryWindowInDays`, or leave it out",
            source="AWS Secrets Manager API, DeleteSecret",
        ),
        no_backup=(
            "a replica takes every new value at once, and is deleted before its secret can be; "
            "the value before the last one is the version AWSPREVIOUS, older ones are not kept: "
            "export what must outlive that"
        ),
        instead=(
            "Replicate it to the recovery Region, keep a recovery window, and export its value: "
            "a replica follows every overwrite and deletion."
        ),
        source=(
            f"{PROVIDER}; AWS Secrets Manager user guide, replicate-secrets, manage_delete-secret, "
            "whats-in-a-secret"
        ),
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
        source="AWS Directory Service administration guide, ms_ad_snapshots",
    ),
    unprotected(
        "aws:directoryservice/directory:Directory",
        "Simple AD",
        # An AD Connector asks a directory that is kept elsewhere.
        when=(Condition(path="type", test="none_of", values=("ADConnector",)),),
        instead="Take manual snapshots on a schedule, then exempt it.",
        source="AWS Directory Service administration guide, simple_ad_snapshots",
    ),
    self_backed(
        "aws:cloudhsmv2/cluster:Cluster",
        "CloudHSM cluster",
        rpo_minutes=1440,
        instead="Copy its backups to the recovery Region yourself.",
        source="AWS CloudHSM user guide, manage-backups",
    ),
)
