"""What a program of aws-native loses is told as what one of pulumi_aws does.

All changes are one deployment. Cannot prove what a resource type does with a property: its schema
does not say it either.
"""

from datetime import date
from typing import Any, Final

import pytest
from hand_made_account import policy_with
from lost_by_change import Inputs, LostByEach, One
from preview_documents import Declared, document

from bamp_pulumi.catalog import region_refusals
from bamp_pulumi.changes import Aspect, Direction, changes, snapshot_of
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

TODAY: Final = date(2026, 11, 22)
GONE, LOST, PERHAPS = "BAMP-V97", "BAMP-V98", "BAMP-V99"
TABLE: Final = "aws-native:dynamodb:Table"
GLOBAL: Final = "aws-native:dynamodb:GlobalTable"
BUCKET: Final = "aws-native:s3:Bucket"
PLAN: Final = "aws-native:backup:BackupPlan"


def recovery(days: int = 35, *, on: bool = True) -> Inputs:
    """Return the point-in-time recovery of a table."""
    given = {"pointInTimeRecoveryEnabled": on, "recoveryPeriodInDays": days}
    return {"pointInTimeRecoverySpecification": given}


def replicas(**regions: Inputs) -> Inputs:
    """Return the replicas of a global table, by Region."""
    return {"replicas": [{"region": name, **given} for name, given in regions.items()]}


def bucket(*, versions: str = "Enabled", days: int = 30, mode: str = "COMPLIANCE") -> Inputs:
    """Return a bucket with versions and a default retention."""
    retention = {"defaultRetention": {"mode": mode, "days": days}}
    return {
        "versioningConfiguration": {"status": versions},
        "objectLockConfiguration": {"objectLockEnabled": "Enabled", "rule": retention},
    }


def plan(days: int = 35, copy_days: int | None = 35, *others: str) -> Inputs:
    """Return a plan whose daily rule copies, and rules beside it."""
    copies = [{"destinationBackupVaultArn": "dr", "lifecycle": {"deleteAfterDays": copy_days}}]
    daily: dict[str, Any] = {  # Any: inputs
        "ruleName": "daily",
        "targetBackupVault": "main",
        "lifecycle": {"deleteAfterDays": days},
        "copyActions": copies if copy_days else [],
    }
    rules = [daily, *({"ruleName": name, "targetBackupVault": "main"} for name in others)]
    return {"backupPlan": {"backupPlanName": "shop", "backupPlanRule": rules}}


def locked(**days: int) -> Inputs:
    """Return a vault with a lock."""
    return {"backupVaultName": "x", "lockConfiguration": {"minRetentionDays": 7, **days}}


def magnetic(days: str) -> Inputs:
    """Return a table of Timestream, whose schema has text in the place of numbers."""
    return {"retentionProperties": {"magneticStoreRetentionPeriodInDays": days}}


LOSSES: Final[dict[str, tuple[One, str, str]]] = {
    "fewer days of a table": (
        One(type=TABLE, before=recovery(), after=recovery(7)),
        LOST,
        "recoveryPeriodInDays is 7, and was 35: the table restores to fewer days",
    ),
    "point-in-time recovery, with its days": (
        One(type=TABLE, before=recovery(), after=recovery(on=False)),
        LOST,
        "pointInTimeRecoveryEnabled is false, and was true",
    ),
    "a replica": (
        One(type=GLOBAL, before=replicas(a=recovery(), b=recovery()), after=replicas(a=recovery())),
        LOST,
        "replicas is none, and was b: that Region no longer holds the table",
    ),
    "point-in-time recovery of a replica": (
        One(type=GLOBAL, before=replicas(a=recovery()), after=replicas(a=recovery(on=False))),
        LOST,
        "replicas[a].pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled is false",
    ),
    "rewinding a cluster": (
        One(
            type="aws-native:rds:DbCluster",
            before={"engine": "aurora-mysql", "backtrackWindow": 86_400},
            after={"engine": "aurora-mysql", "backtrackWindow": 0},
        ),
        LOST,
        "backtrackWindow is 0, and was 86400: the cluster can be rewound less far",
    ),
    "automated backups": (
        One(
            type="aws-native:docdb:DbCluster",
            before={"backupRetentionPeriod": 14},
            after={"backupRetentionPeriod": 1},
        ),
        LOST,
        "backupRetentionPeriod is 1, and was 14",
    ),
    "automated backups in another Region": (
        One(
            type="aws-native:rds:DbInstance",
            before={"engine": "postgres", "automaticBackupReplicationRegion": "us-west-2"},
            after={"engine": "postgres"},
        ),
        PERHAPS,
        "automaticBackupReplicationRegion is not known, and was us-west-2",
    ),
    "versions": (
        One(type=BUCKET, before=bucket(), after=bucket(versions="Suspended")),
        LOST,
        "versioningConfiguration.status is Suspended, and was Enabled",
    ),
    "default retention": (
        One(type=BUCKET, before=bucket(), after=bucket(days=7)),
        LOST,
        "objectLockConfiguration.rule.defaultRetention is 7 days, and was 30 days",
    ),
    "mode of a lock": (
        One(type=BUCKET, before=bucket(), after=bucket(mode="GOVERNANCE")),
        LOST,
        "defaultRetention.mode is GOVERNANCE, and was COMPLIANCE",
    ),
    "automatic backups of a file system": (
        One(
            type="aws-native:efs:FileSystem",
            before={"backupPolicy": {"status": "ENABLED"}},
            after={"backupPolicy": {"status": "DISABLED"}},
        ),
        LOST,
        "backupPolicy.status is DISABLED, and was ENABLED",
    ),
    "fewer days of a rule": (
        One(type=PLAN, before=plan(), after=plan(7)),
        LOST,
        "backupPlanRule[daily].lifecycle.deleteAfterDays is 7, and was 35",
    ),
    "a rule": (
        One(type=PLAN, before=plan(35, 35, "weekly"), after=plan()),
        LOST,
        "backupPlan.backupPlanRule is none, and was weekly",
    ),
    "copies": (
        One(type=PLAN, before=plan(), after=plan(35, None)),
        LOST,
        "backupPlanRule[daily].copyActions is none, and was dr: no more copies go there",
    ),
    "what is selected": (
        One(
            type="aws-native:backup:BackupSelection",
            before={"backupPlanId": "p", "backupSelection": {"resources": ["*"]}},
            after={"backupPlanId": "p", "backupSelection": {"resources": ["arn:aws:rds:*"]}},
        ),
        LOST,
        "backupSelection.resources is none, and was *",
    ),
    "the lock of a vault": (
        One(
            type="aws-native:backup:BackupVault",
            before={"backupVaultName": "x", "lockConfiguration": {"minRetentionDays": 30}},
            after={"backupVaultName": "x"},
        ),
        PERHAPS,
        "lockConfiguration.minRetentionDays is not known, and was 30",
    ),
    "the compliance mode of a lock": (
        One(
            type="aws-native:backup:BackupVault",
            before=locked(changeableForDays=3),
            after=locked(),
        ),
        PERHAPS,
        "lockConfiguration.changeableForDays is not known, and was 3",
    ),
    "more days in which a lock can be lifted": (
        One(
            type="aws-native:backup:BackupVault",
            before=locked(changeableForDays=3),
            after=locked(changeableForDays=300),
        ),
        LOST,
        "lockConfiguration.changeableForDays is 300, and was 3: for so long can the lock still",
    ),
    "the greatest retention of a lock": (
        One(
            type="aws-native:backup:BackupVault",
            before=locked(maxRetentionDays=365),
            after=locked(),
        ),
        PERHAPS,
        "lockConfiguration.maxRetentionDays is not known, and was 365",
    ),
    "the least retention of an air-gapped vault": (
        One(
            type="aws-native:backup:LogicallyAirGappedBackupVault",
            before={"backupVaultName": "x", "minRetentionDays": 30, "maxRetentionDays": 90},
            after={"backupVaultName": "x", "minRetentionDays": 7, "maxRetentionDays": 90},
        ),
        LOST,
        "minRetentionDays is 7, and was 30: recovery points can be made that are deleted sooner",
    ),
    "rows of a table": (
        One(type="aws-native:timestream:Table", before=magnetic("3650"), after=magnetic("1")),
        LOST,
        "magneticStoreRetentionPeriodInDays is 1, and was 3650: Timestream deletes what is older",
    ),
    "records of a stream": (
        One(
            type="aws-native:kinesis:Stream",
            before={"retentionPeriodHours": 168},
            after={"retentionPeriodHours": 24},
        ),
        LOST,
        "retentionPeriodHours is 24, and was 168: records that are older (hours) are lost",
    ),
    "snapshots of a volume itself": (
        One(
            type="aws-native:fsx:Volume",
            before={"name": "v", "ontapConfiguration": {"snapshotPolicy": "default"}},
            after={"name": "v", "ontapConfiguration": {"snapshotPolicy": "none"}},
        ),
        PERHAPS,
        "ontapConfiguration.snapshotPolicy is none, and was default",
    ),
    "days of a snapshot": (
        One(
            type="aws-native:redshiftserverless:Snapshot",
            before={"snapshotName": "s", "retentionPeriod": -1},
            after={"snapshotName": "s", "retentionPeriod": 365},
        ),
        LOST,
        "retentionPeriod is 365, and was -1: Amazon Redshift deletes the snapshot when those days",
    ),
    "days of snapshots to come": (
        One(
            type="aws-native:redshift:Cluster",
            before={"clusterIdentifier": "c", "manualSnapshotRetentionPeriod": 365},
            after={"clusterIdentifier": "c", "manualSnapshotRetentionPeriod": 1},
        ),
        LOST,
        "manualSnapshotRetentionPeriod is 1, and was 365",
    ),
    "fewer days in the Recycle Bin": (
        One(
            type="aws-native:rbin:Rule",
            before={"retentionPeriod": {"retentionPeriodValue": 30}},
            after={"retentionPeriod": {"retentionPeriodValue": 7}},
        ),
        LOST,
        "retentionPeriod.retentionPeriodValue is 7, and was 30",
    ),
    "fewer days of a default policy": (
        One(
            type="aws-native:dlm:LifecyclePolicy",
            before={"defaultPolicy": "VOLUME", "retainInterval": 14},
            after={"defaultPolicy": "VOLUME", "retainInterval": 2},
        ),
        LOST,
        "retainInterval is 2, and was 14: the default policy keeps new snapshots for fewer days",
    ),
    "a policy that applies to fewer": (
        One(
            type="aws-native:organizations:Policy",
            before={"type": "BACKUP_POLICY", "content": {}, "targetIds": ["ou-1", "ou-2"]},
            after={"type": "BACKUP_POLICY", "content": {}, "targetIds": ["ou-1"]},
        ),
        LOST,
        "targetIds is none, and was ou-2: the policy does not apply there any more",
    ),
    "a key that is disabled": (
        One(type="aws-native:kms:Key", before={"enabled": True}, after={"enabled": False}),
        LOST,
        "enabled is false, and was true",
    ),
    **{
        token: (One(type=f"aws-native:{token}", before={}), code, f"is deleted: {says}")
        for token, code, says in (
            ("backup:BackupVault", GONE, "jobs that keep recovery points or copies in it fail"),
            ("backup:LogicallyAirGappedBackupVault", GONE, "AWS Backup refuses that while"),
            ("backup:BackupPlan", GONE, "it makes no more recovery points"),
            ("backup:BackupSelection", GONE, "no more recovery points are made of what it"),
            ("backup:RestoreTestingPlan", PERHAPS, "restores are not tested any more"),
            ("kms:Key", GONE, "from then on nothing that it encrypts can be read"),
            ("kms:Alias", GONE, "what names the key by this alias finds none"),
            ("dlm:LifecyclePolicy", GONE, "it makes no more snapshots and images"),
            ("redshiftserverless:Snapshot", GONE, "the backup that it is goes with it"),
            ("rds:GlobalCluster", GONE, "nothing is replicated between its Regions any more"),
            ("rbin:Rule", GONE, "what is deleted from then on does not stay in the Recycle Bin"),
            ("dynamodb:Backup", GONE, "the backup that it is goes with it"),
            ("rds:DbSnapshot", GONE, "the backup that it is goes with it"),
        )
    },
}
FINE: Final[dict[str, One]] = {
    "more days of a table": One(type=TABLE, before=recovery(7), after=recovery()),
    "another replica": One(
        type=GLOBAL, before=replicas(a=recovery()), after=replicas(a=recovery(), b=recovery())
    ),
    "a longer retention": One(type=BUCKET, before=bucket(), after=bucket(days=365)),
    "more days of a rule": One(type=PLAN, before=plan(7, 7), after=plan()),
    "fewer days in which a lock can be lifted": One(
        type="aws-native:backup:BackupVault",
        before=locked(changeableForDays=300),
        after=locked(changeableForDays=3),
    ),
    "more rows of a table": One(
        type="aws-native:timestream:Table", before=magnetic("1"), after=magnetic("3650")
    ),
    "another rule": One(type=PLAN, before=plan(), after=plan(35, 35, "weekly")),
}
FOUND: Final = LostByEach({name: case[0] for name, case in LOSSES.items()} | FINE)


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_told_under_the_name_of_aws_native(name: str) -> None:
    """Each with one finding."""
    _, code, says = LOSSES[name]

    ((found, message),) = FOUND[name]

    assert says in message
    assert found == code


@pytest.mark.parametrize("name", FINE)
def test_what_keeps_more_is_none(name: str) -> None:
    """As with pulumi_aws."""
    assert FOUND[name] == []


@pytest.mark.parametrize(
    ("type_", "name", "effect"),
    [
        (TABLE, "tableName", "the new one is empty; the data of the old one is deleted"),
        ("aws-native:rds:DbInstance", "kmsKeyId", "the new one is empty; the data of the old"),
        ("aws-native:backup:BackupVault", "backupVaultName", "the new one is empty"),
    ],
)
def test_a_replacement_that_no_engine_has_planned_is_told_once(
    type_: str, name: str, effect: str
) -> None:
    """By the schema of the type; of what was never written nothing more is guessed."""
    was, now = (
        snapshot_of(cover(estate_from_document(document(one, one)), policy_with(), today=TODAY))
        for one in (
            {"one": Declared(type=type_, inputs={name: value}, outputs={"id": "one-id"})}
            for value in ("a", "b")
        )
    )

    (lost,) = changes(was, now).of(Direction.LOST)
    unsure = [one.of for one in changes(was, now).of(Direction.UNSURE)]

    assert (lost.aspect, lost.of) == (Aspect.REPLACED, name)
    assert lost.effect.startswith(effect)
    assert {*unsure} <= {name}


@pytest.mark.parametrize("name", ["Framework", "ReportPlan", "RestoreTestingPlan"])
def test_a_region_without_the_feature_refuses_both(name: str) -> None:
    """A twin is the same resource, and exists in the same Regions."""
    of_native = [*region_refusals(f"aws-native:backup:{name}", "cn-north-1")]

    lower = name[:1].lower() + name[1:]
    assert of_native == [*region_refusals(f"aws:backup/{lower}:{name}", "cn-north-1")]
    assert len(of_native) == 1
