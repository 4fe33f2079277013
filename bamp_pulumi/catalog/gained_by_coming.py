"""Types of which one more takes nothing from what is there already.

Source: our inference: what they are, by pulumi_aws 7.51.1 and the pages of `compared_inputs`.
"""

from typing import Final

__all__ = ["GAINED_BY_COMING"]

GAINED_BY_COMING: Final = frozenset(
    {
        "aws:backup/framework:Framework",
        "aws:backup/reportPlan:ReportPlan",
        "aws:backup/restoreTestingPlan:RestoreTestingPlan",
        "aws:backup/restoreTestingSelection:RestoreTestingSelection",
        "aws:backup/selection:Selection",
        "aws:backup/vaultNotifications:VaultNotifications",
        "aws:cloudtrail/trail:Trail",
        "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "aws:cloudwatch/dashboard:Dashboard",
        "aws:cloudwatch/eventApiDestination:EventApiDestination",
        "aws:cloudwatch/eventArchive:EventArchive",
        "aws:cloudwatch/eventConnection:EventConnection",
        "aws:cloudwatch/eventRule:EventRule",
        "aws:cloudwatch/eventTarget:EventTarget",
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "aws:efs/replicationConfiguration:ReplicationConfiguration",
        "aws:kms/alias:Alias",
        "aws:kms/key:Key",
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
        "aws:kms/replicaKey:ReplicaKey",
        "aws-native:backup:BackupSelection",
        "aws-native:backup:Framework",
        "aws-native:backup:ReportPlan",
        "aws-native:backup:RestoreTestingPlan",
        "aws-native:backup:RestoreTestingSelection",
        "aws-native:kms:Alias",
        "aws-native:kms:Key",
        "aws-native:kms:ReplicaKey",
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
        "aws:rbin/rule:Rule",
        "aws:redshift/snapshotCopy:SnapshotCopy",
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        "aws:scheduler/scheduleGroup:ScheduleGroup",
        "aws:sns/topic:Topic",
        "aws:sns/topicSubscription:TopicSubscription",
        "aws:sqs/queue:Queue",
        "aws:ssm/parameter:Parameter",
    }
)
"""Types that take nothing from what is there already when one more of them comes."""
