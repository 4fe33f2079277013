"""What protects data beside backups is missed when it goes: retention, replicas, locks, MFA delete.

All changes are one deployment. Cannot prove what AWS does then: the sources of the rows say it.
"""

from typing import Final

import pytest
from lost_by_change import Inputs, LostByEach, One

GONE, LOST, PERHAPS = "BAMP-V97", "BAMP-V98", "BAMP-V99"
RULE: Final = "aws:rbin/rule:Rule"
STREAM: Final = "aws:kinesis/stream:Stream"
VERSIONING: Final = "aws:s3/bucketVersioning:BucketVersioning"
GLOBAL: Final = "aws:backup/globalSettings:GlobalSettings"
CROSS_ACCOUNT: Final = "isCrossAccountBackupEnabled"


def kept(days: int, *, locked: bool = True) -> Inputs:
    """Return a rule of the Recycle Bin."""
    period = {"retentionPeriodUnit": "DAYS", "retentionPeriodValue": days}
    lock = {"unlockDelay": {"unlockDelayUnit": "DAYS", "unlockDelayValue": 7}}
    return {
        "resourceType": "EBS_SNAPSHOT",
        "retentionPeriod": period,
        **({"lockConfiguration": lock} if locked else {}),
    }


def versions(mfa_delete: str) -> Inputs:
    """Return the versioning of a bucket."""
    return {
        "bucket": "b",
        "versioningConfiguration": {"status": "Enabled", "mfaDelete": mfa_delete},
    }


def across(value: str) -> Inputs:
    """Return the settings of the organization."""
    return {"globalSettings": {CROSS_ACCOUNT: value}}


def magnetic(days: int) -> Inputs:
    """Return a table of Timestream."""
    kept_for = {
        "magneticStoreRetentionPeriodInDays": days,
        "memoryStoreRetentionPeriodInHours": 24,
    }
    return {"databaseName": "d", "tableName": "t", "retentionProperties": kept_for}


def schedule(**more: object) -> Inputs:
    """Return a lifecycle policy with one schedule."""
    daily = {"name": "daily", "retainRule": {"count": 7}, **more}
    return {"executionRoleArn": "role", "policyDetails": {"schedules": [daily]}}


def archived(interval: int, unit: str) -> Inputs:
    """Return how long a schedule keeps snapshots in the archive."""
    tier = {"interval": interval, "intervalUnit": unit}
    return {"archiveRule": {"archiveRetainRule": {"retentionArchiveTier": tier}}}


POLICY: Final = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
LOSSES: Final[dict[str, tuple[One, str, str]]] = {
    "a rule of the Recycle Bin": (
        One(type=RULE, before=kept(30)),
        GONE,
        "is deleted: what is deleted from then on does not stay in the Recycle Bin by it",
    ),
    "fewer days in the Recycle Bin": (
        One(type=RULE, before=kept(30), after=kept(7)),
        LOST,
        "retentionPeriod.retentionPeriodValue is 7, and was 30",
    ),
    "the lock of a rule": (
        One(type=RULE, before=kept(30), after=kept(30, locked=False)),
        LOST,
        "lockConfiguration.unlockDelay.unlockDelayValue is none, and was 7",
    ),
    "records of a stream": (
        One(type=STREAM, before={"retentionPeriod": 168}, after={}),
        LOST,
        "retentionPeriod is 24, and was 168: records that are older (hours) are lost",
    ),
    "rows of a table": (
        One(type="aws:timestreamwrite/table:Table", before=magnetic(365), after=magnetic(1)),
        LOST,
        "magneticStoreRetentionPeriodInDays is 1, and was 365: Timestream deletes what is older",
    ),
    "days of a snapshot": (
        One(
            type="aws:redshiftserverless/snapshot:Snapshot",
            before={"snapshotName": "s", "retentionPeriod": 365},
            after={"snapshotName": "s", "retentionPeriod": 1},
        ),
        LOST,
        "retentionPeriod is 1, and was 365: Amazon Redshift deletes the snapshot when those days",
    ),
    "a snapshot that was kept for ever": (
        One(
            type="aws:redshift/clusterSnapshot:ClusterSnapshot",
            before={"snapshotIdentifier": "s"},
            after={"snapshotIdentifier": "s", "manualSnapshotRetentionPeriod": 365},
        ),
        LOST,
        "manualSnapshotRetentionPeriod is 365, and was -1: Amazon Redshift deletes the snapshot",
    ),
    "days of snapshots to come": (
        One(
            type="aws:redshift/cluster:Cluster",
            before={"clusterIdentifier": "c", "manualSnapshotRetentionPeriod": 365},
            after={"clusterIdentifier": "c", "manualSnapshotRetentionPeriod": 1},
        ),
        LOST,
        "manualSnapshotRetentionPeriod is 1, and was 365: Amazon Redshift deletes manual snapshots",
    ),
    "hours of video": (
        One(
            type="aws:kinesis/videoStream:VideoStream",
            before={"name": "v", "dataRetentionInHours": 720},
            after={"name": "v", "dataRetentionInHours": 1},
        ),
        LOST,
        "dataRetentionInHours is 1, and was 720: Kinesis Video Streams deletes at once what is",
    ),
    "MFA delete": (
        One(type=VERSIONING, before=versions("Enabled"), after=versions("Disabled")),
        LOST,
        "versioningConfiguration.mfaDelete is Disabled, and was Enabled: whoever may delete",
    ),
    "copies to other accounts": (
        One(type=GLOBAL, before=across("true"), after=across("false")),
        LOST,
        f"globalSettings is none, and was {CROSS_ACCOUNT}: AWS Backup no longer does that",
    ),
    "a Region of a replicated file system": (
        One(
            type="aws:efs/replicationConfiguration:ReplicationConfiguration",
            before={"sourceFileSystemId": "fs-1", "destination": {"region": "us-west-2"}},
            after={"sourceFileSystemId": "fs-1", "destination": {"region": "eu-west-1"}},
        ),
        LOST,
        "destination.region is eu-west-1, and was us-west-2: nothing is replicated there",
    ),
    "a guard against being overwritten": (
        One(
            type="aws:efs/fileSystem:FileSystem",
            before={"protection": {"replicationOverwrite": "ENABLED"}},
            after={"protection": {"replicationOverwrite": "DISABLED"}},
        ),
        LOST,
        "protection.replicationOverwrite is DISABLED, and was ENABLED: a replication from another",
    ),
    "a replica of a table of the first kind": (
        One(
            type="aws:dynamodb/globalTable:GlobalTable",
            before={"name": "g", "replicas": [{"regionName": n} for n in ("us-east-1", "x")]},
            after={"name": "g", "replicas": [{"regionName": "us-east-1"}]},
        ),
        LOST,
        "replicas is none, and was x: that Region no longer belongs to the table",
    ),
    **{
        f"a global cluster, {token}": (
            One(type=token, before={"engine": "e"}),
            GONE,
            "is deleted: nothing is replicated between its Regions any more; its clusters stay",
        )
        for token in (
            "aws:docdb/globalCluster:GlobalCluster",
            "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup",
            "aws:neptune/globalCluster:GlobalCluster",
        )
    },
    "days in the archive": (
        One(
            type=POLICY,
            before=schedule(**archived(3, "YEARS")),
            after=schedule(**archived(3, "MONTHS")),
        ),
        LOST,
        "retentionArchiveTier is 90 days, and was 1095 days: snapshots are deleted from the",
    ),
    "accounts that snapshots are shared with": (
        One(
            type=POLICY,
            before=schedule(shareRule={"targetAccounts": ["111122223333"]}),
            after=schedule(),
        ),
        LOST,
        "shareRule.targetAccounts is none, and was 111122223333: new snapshots are not shared",
    ),
    "the role of a lifecycle policy": (
        One(type=POLICY, before=schedule(), after={**schedule(), "executionRoleArn": "other"}),
        PERHAPS,
        "executionRoleArn is other, and was role",
    ),
    "the last snapshot of a default policy": (
        One(
            type=POLICY,
            before={"policyDetails": {"copyTags": True}},
            after={"policyDetails": {"copyTags": True, "extendDeletion": True}},
        ),
        LOST,
        "policyDetails.extendDeletion is true, and was false: the last snapshot is deleted too",
    ),
    "what the Recycle Bin excludes": (
        One(
            type=RULE,
            before=kept(30),
            after={**kept(30), "excludeResourceTags": [{"resourceTagKey": "scratch"}]},
        ),
        LOST,
        "what has that tag does not stay in the Recycle Bin when it is deleted",
    ),
    "a global cluster": (
        One(type="aws:rds/globalCluster:GlobalCluster", before={"globalClusterIdentifier": "g"}),
        GONE,
        "is deleted: nothing is replicated between its Regions any more; its clusters stay",
    ),
    "a cluster that leaves its global cluster": (
        One(
            type="aws:rds/cluster:Cluster",
            before={"engine": "aurora-mysql", "globalClusterIdentifier": "g"},
            after={"engine": "aurora-mysql", "globalClusterIdentifier": ""},
        ),
        LOST,
        "globalClusterIdentifier is empty, and was g: nothing is replicated between it",
    ),
    "the schedule of snapshots": (
        One(
            type="aws:redshift/snapshotScheduleAssociation:SnapshotScheduleAssociation",
            before={"clusterIdentifier": "c", "scheduleIdentifier": "s"},
        ),
        PERHAPS,
        "is deleted: automated snapshots of the cluster no longer follow the schedule",
    ),
    "other times of snapshots": (
        One(
            type="aws:redshift/snapshotSchedule:SnapshotSchedule",
            before={"identifier": "s", "definitions": ["rate(1 hours)"]},
            after={"identifier": "s", "definitions": ["rate(24 hours)"]},
        ),
        PERHAPS,
        "definitions is rate(24 hours), and was rate(1 hours)",
    ),
    "a volume that goes with its instance": (
        One(
            type="aws:ec2/instance:Instance",
            before={"ami": "ami-1", "rootBlockDevice": {"deleteOnTermination": False}},
            after={"ami": "ami-1", "rootBlockDevice": {"deleteOnTermination": True}},
        ),
        PERHAPS,
        "rootBlockDevice.deleteOnTermination is true, and was false",
    ),
    "snapshots of a volume itself": (
        One(
            type="aws:fsx/ontapVolume:OntapVolume",
            before={"name": "v", "snapshotPolicy": "default"},
            after={"name": "v", "snapshotPolicy": "none"},
        ),
        PERHAPS,
        "snapshotPolicy is none, and was default",
    ),
}
FINE: Final[dict[str, One]] = {
    "more days in the Recycle Bin": One(type=RULE, before=kept(7), after=kept(30)),
    "a longer stream": One(type=STREAM, before={}, after={"retentionPeriod": 48}),
    "a stream left to the provider": One(type=STREAM, before={"retentionPeriod": 24}, after={}),
    "more rows of a table": One(
        type="aws:timestreamwrite/table:Table", before=magnetic(1), after=magnetic(365)
    ),
    "a snapshot that is kept for ever": One(
        type="aws:redshift/clusterSnapshot:ClusterSnapshot",
        before={"snapshotIdentifier": "s", "manualSnapshotRetentionPeriod": 365},
        after={"snapshotIdentifier": "s"},
    ),
    "more days in the archive": One(
        type=POLICY,
        before=schedule(**archived(3, "MONTHS")),
        after=schedule(**archived(3, "YEARS")),
    ),
    "the last snapshot is kept": One(
        type=POLICY,
        before={"policyDetails": {"copyTags": True, "extendDeletion": True}},
        after={"policyDetails": {"copyTags": True}},
    ),
    "less that the Recycle Bin excludes": One(
        type=RULE,
        before={**kept(30), "excludeResourceTags": [{"resourceTagKey": "scratch"}]},
        after=kept(30),
    ),
    "MFA delete turned on": One(
        type=VERSIONING, before=versions("Disabled"), after=versions("Enabled")
    ),
    "copies to other accounts turned on": One(
        type=GLOBAL, before=across("false"), after=across("true")
    ),
    "a cluster that joins": One(
        type="aws:rds/cluster:Cluster",
        before={"engine": "aurora-mysql"},
        after={"engine": "aurora-mysql", "globalClusterIdentifier": "g"},
    ),
    "a volume that stays": One(
        type="aws:ec2/instance:Instance",
        before={"ami": "ami-1", "rootBlockDevice": {"deleteOnTermination": True}},
        after={"ami": "ami-1", "rootBlockDevice": {"deleteOnTermination": False}},
    ),
}
FOUND: Final = LostByEach({name: case[0] for name, case in LOSSES.items()} | FINE)


@pytest.mark.parametrize("name", LOSSES)
def test_a_protection_that_goes_is_missed(name: str) -> None:
    """Each with one finding."""
    _, code, says = LOSSES[name]

    ((found, message),) = FOUND[name]

    assert says in message
    assert found == code


ALONE: Final = LostByEach({name: case[0] for name, case in LOSSES.items()}, alone=True)


@pytest.mark.parametrize("name", LOSSES)
def test_a_program_of_a_service_misses_the_same(name: str) -> None:
    """Whatever protects data counts wherever it is declared."""
    assert [code for code, _ in ALONE[name]] == [LOSSES[name][1]]


@pytest.mark.parametrize("name", FINE)
def test_a_protection_that_comes_or_grows_is_none(name: str) -> None:
    """Nor is one that the provider sends by itself."""
    assert FOUND[name] == []
