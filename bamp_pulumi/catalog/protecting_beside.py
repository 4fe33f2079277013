"""Protections beside backups: how long a service keeps the data itself, replicas, and guards."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.absence import KEPT, removed, sent
from bamp_pulumi.catalog.comparing import Better, Form
from bamp_pulumi.catalog.protecting_input import ProtectingInput

__all__ = ["MAGNETIC_STORE", "PROTECTING_BESIDE"]

_GONE: Final = removed("nothing of it is left")
_EFS: Final = "Amazon EFS API, UpdateFileSystemProtection, CreateReplicationConfiguration"
_MFA: Final = "Amazon S3 API, PutBucketVersioning; Amazon S3 user guide, UsingMFADelete"
_WITHOUT_MFA: Final = "whoever may delete versions deletes them without a second factor"
_RECYCLE_BIN: Final = "Recycle Bin API, CreateRule, UpdateRule, UnlockRule"
_INDEFINITELY: Final = "-1"
_SENT: Final = sent(
    -1,
    source="terraform-provider-aws 6.58.0, redshift/cluster.go, redshift/cluster_snapshot.go, "
    "redshiftserverless/snapshot.go (Default)",
)
_SOONER: Final = "Amazon Redshift deletes the snapshot when those days have passed"
_NOT_REPLICATED: Final = "nothing is replicated there any more; what is there stays"

MAGNETIC_STORE: Final = {
    "retentionProperties.magneticStoreRetentionPeriodInDays": ProtectingInput(
        form=Form.NUMBER,
        lost="Timestream deletes what is older",
        absent=KEPT,
        source="Amazon Timestream API, UpdateTable, RetentionProperties",
    )
}
"""Rows of a table of Timestream, which has the same names in both packages."""

PROTECTING_BESIDE: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {
        "aws:backup/globalSettings:GlobalSettings": {
            "globalSettings": ProtectingInput(
                form=Form.SWITCHES,
                better=Better.MEMBERS,
                lost="AWS Backup no longer does that across the accounts of the organization",
                absent=_GONE,
                source="AWS Backup API, UpdateGlobalSettings",
            )
        },
        "aws:dynamodb/globalTable:GlobalTable": {
            "replicas": ProtectingInput(
                form=Form.REPLICAS,
                lost="that Region no longer belongs to the table",
                absent=_GONE,
                source="Amazon DynamoDB API, UpdateGlobalTable",
            )
        },
        "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
            "policy": ProtectingInput(
                form=Form.TEXT,
                better=Better.UNJUDGED,
                lost="other images expire",
                absent=_GONE,
                source="Amazon ECR API, PutLifecyclePolicy",
            )
        },
        "aws:efs/fileSystem:FileSystem": {
            "protection.replicationOverwrite": ProtectingInput(
                form=Form.TEXT,
                on="ENABLED",
                lost="a replication from another file system can overwrite it",
                absent=KEPT,
                source=_EFS,
            )
        },
        "aws:efs/replicationConfiguration:ReplicationConfiguration": {
            f"destination.{name}": ProtectingInput(
                form=Form.TEXT,
                better=Better.SAME,
                lost=_NOT_REPLICATED,
                absent=_GONE,
                source=_EFS,
            )
            for name in ("region", "fileSystemId")
        },
        "aws:fsx/ontapVolume:OntapVolume": {
            "snapshotPolicy": ProtectingInput(
                form=Form.TEXT,
                better=Better.UNJUDGED,
                lost="the volume makes other snapshots of its own",
                absent=KEPT,
                source="Amazon FSx API, UpdateOntapVolumeConfiguration.SnapshotPolicy",
            )
        },
        "aws:kinesis/stream:Stream": {
            "retentionPeriod": ProtectingInput(
                form=Form.NUMBER,
                lost="records that are older (hours) are lost",
                absent=sent(24, source="pulumi_aws 7.51.1, StreamArgs"),
                source="Amazon Kinesis API, DecreaseStreamRetentionPeriod",
            )
        },
        "aws:kinesis/videoStream:VideoStream": {
            "dataRetentionInHours": ProtectingInput(
                form=Form.NUMBER,
                lost="Kinesis Video Streams deletes at once what is older (hours)",
                absent=sent(0, source="pulumi_aws 7.51.1, VideoStreamArgs"),
                source="Amazon Kinesis Video Streams API, UpdateDataRetention",
            )
        },
        "aws:rbin/rule:Rule": {
            "retentionPeriod.retentionPeriodValue": ProtectingInput(
                form=Form.NUMBER,
                lost="what is deleted from then on stays in the Recycle Bin for fewer days",
                absent=_GONE,
                source=_RECYCLE_BIN,
            ),
            "lockConfiguration.unlockDelay.unlockDelayValue": ProtectingInput(
                form=Form.TEXT,
                better=Better.SAME,
                lost="the rule can be changed or deleted after another time, or at once",
                absent=_GONE,
                source=_RECYCLE_BIN,
            ),
            "excludeResourceTags": ProtectingInput(
                form=Form.LIST,
                better=Better.FEWER,
                lost="what has that tag does not stay in the Recycle Bin when it is deleted",
                absent=_GONE,
                source=_RECYCLE_BIN,
            ),
            "resourceTags": ProtectingInput(
                form=Form.TEXT,
                better=Better.UNJUDGED,
                lost="other resources go to the Recycle Bin",
                absent=_GONE,
                source=_RECYCLE_BIN,
            ),
        },
        "aws:rds/cluster:Cluster": {
            "globalClusterIdentifier": ProtectingInput(
                form=Form.TEXT,
                better=Better.SAME,
                lost="nothing is replicated between it and the other Regions any more",
                absent=KEPT,
                source="Amazon RDS API, RemoveFromGlobalCluster",
            )
        },
        "aws:redshift/cluster:Cluster": {
            "manualSnapshotRetentionPeriod": ProtectingInput(
                form=Form.NUMBER,
                endless=_INDEFINITELY,
                lost="Amazon Redshift deletes manual snapshots that are made from then on sooner",
                absent=_SENT,
                source="Amazon Redshift API, ModifyCluster.ManualSnapshotRetentionPeriod",
            )
        },
        "aws:redshift/clusterSnapshot:ClusterSnapshot": {
            "manualSnapshotRetentionPeriod": ProtectingInput(
                form=Form.NUMBER,
                endless=_INDEFINITELY,
                lost=_SOONER,
                absent=_SENT,
                source="Amazon Redshift API, ModifyClusterSnapshot.ManualSnapshotRetentionPeriod",
            )
        },
        "aws:redshiftserverless/snapshot:Snapshot": {
            "retentionPeriod": ProtectingInput(
                form=Form.NUMBER,
                endless=_INDEFINITELY,
                lost=_SOONER,
                absent=_SENT,
                source="Amazon Redshift Serverless API, UpdateSnapshot.retentionPeriod, Snapshot",
            )
        },
        "aws:redshift/snapshotSchedule:SnapshotSchedule": {
            "definitions": ProtectingInput(
                form=Form.LIST,
                better=Better.UNJUDGED,
                lost="automated snapshots are made at other times",
                absent=_GONE,
                source="Amazon Redshift API, ModifySnapshotSchedule",
            )
        },
        "aws:s3/bucketVersioning:BucketVersioning": {
            "versioningConfiguration.mfaDelete": ProtectingInput(
                form=Form.TEXT, on="Enabled", lost=_WITHOUT_MFA, absent=KEPT, source=_MFA
            )
        },
        "aws:s3/bucket:Bucket": {
            "versioning.mfaDelete": ProtectingInput(lost=_WITHOUT_MFA, absent=KEPT, source=_MFA)
        },
        "aws:s3/bucketV2:BucketV2": {
            "versionings.0.mfaDelete": ProtectingInput(lost=_WITHOUT_MFA, absent=KEPT, source=_MFA)
        },
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
            "rules.*.sourceSelectionCriteria.sseKmsEncryptedObjects.status": ProtectingInput(
                form=Form.TEXT,
                on="Enabled",
                named_by=("id",),
                lost="new objects under KMS keys are not replicated any more",
                absent=_GONE,
                source="Amazon S3 API, PutBucketReplication, SseKmsEncryptedObjects",
            )
        },
        "aws:timestreamwrite/table:Table": MAGNETIC_STORE,
    }
)
"""By type token and wire path of the input."""
