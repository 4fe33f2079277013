"""What one declared resource changes about another: read, harmless or not understood.

What these tests cannot prove: that what is called read is read. The tests of coverage and of the
rehearsal prove that.
"""

import pytest

from bamp_pulumi.catalog import (
    DATA_STORES,
    IDENTITIES,
    RESOURCE_POLICIES,
    Stance,
    identity_inputs,
    influence_of,
    is_address_output,
)

_BUCKET = "aws:s3/bucket:Bucket"
_QUEUE = "aws:sqs/queue:Queue"


@pytest.mark.parametrize("name", ["BucketVersioning", "BucketPolicy", "BucketNotification"])
def test_what_a_judgement_reads_is_read(name: str) -> None:
    """These decide whether AWS Backup makes recovery points of a bucket."""
    token = f"aws:s3/{name[0].lower()}{name[1:]}:{name}"

    assert influence_of(token, _BUCKET).stance is Stance.READ
    assert influence_of(token, _BUCKET).links == ("bucket",)


@pytest.mark.parametrize(
    ("by", "on"),
    [
        ("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", _BUCKET),
        ("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", _BUCKET),
        ("aws:s3/bucketOwnershipControls:BucketOwnershipControls", _BUCKET),
        ("aws:s3/bucketLogging:BucketLogging", _BUCKET),
        ("aws:s3/inventory:Inventory", _BUCKET),
        ("aws:s3/bucketObject:BucketObject", _BUCKET),
        ("aws:kms/grant:Grant", "aws:kms/key:Key"),
        ("aws:iam/instanceProfile:InstanceProfile", "aws:iam/role:Role"),
        ("aws:rds/proxyTarget:ProxyTarget", "aws:rds/instance:Instance"),
        ("aws:ec2/volumeAttachment:VolumeAttachment", "aws:ebs/volume:Volume"),
        ("aws:ec2/eip:Eip", "aws:ec2/instance:Instance"),
        ("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:ec2/instance:Instance"),
        ("aws:cloudwatch/dashboard:Dashboard", "aws:cloudwatch/metricAlarm:MetricAlarm"),
        ("aws:cloudfront/distribution:Distribution", _BUCKET),
        ("aws:ecs/taskDefinition:TaskDefinition", "aws:iam/role:Role"),
        ("aws:rds/cluster:Cluster", "aws:kms/key:Key"),
        ("kubernetes:core/v1:ConfigMap", _BUCKET),
        ("pulumi:providers:aws", "aws:iam/role:Role"),
        ("aws-native:s3:AccessPoint", "aws-native:s3:Bucket"),
        ("aws-native:rds:DbInstance", "aws-native:rds:DbCluster"),
    ],
)
def test_a_sound_program_of_a_stranger_stays_verified(by: str, on: str) -> None:
    """What only uses a resource, or sets what AWS Backup does not ask for, is harmless."""
    assert influence_of(by, on).stance is Stance.HARMLESS


@pytest.mark.parametrize(
    ("by", "on"),
    [
        ("aws:rds/instanceDesiredState:InstanceDesiredState", "aws:rds/instance:Instance"),
        ("aws:redshift/scheduledAction:ScheduledAction", "aws:redshift/cluster:Cluster"),
        ("aws:cloudwatch/alarmMuteRule:AlarmMuteRule", "aws:cloudwatch/metricAlarm:MetricAlarm"),
        ("aws:sns/dataProtectionPolicy:DataProtectionPolicy", "aws:sns/topic:Topic"),
        ("aws:lambda/resourcePolicy:ResourcePolicy", "aws:lambda/function:Function"),
        ("aws:budgets/budgetAction:BudgetAction", "aws:iam/role:Role"),
        ("aws:scheduler/schedule:Schedule", "aws:docdb/cluster:Cluster"),
        ("aws:ssm/association:Association", _BUCKET),
        ("aws:controltower/controlTowerControl:ControlTowerControl", "aws:iam/role:Role"),
        ("aws:pipes/pipe:Pipe", _QUEUE),
        ("aws:cloudformation/stack:Stack", _BUCKET),
        ("aws:cloudcontrol/resource:Resource", _BUCKET),
        ("aws-native:cloudformation:StackSet", _BUCKET),
        ("aws-native:index:ExtensionResource", _BUCKET),
        ("aws-native:backup:BackupSelection", "aws:backup/plan:Plan"),
        ("aws-native:backup:BackupVault", "aws:backup/vault:Vault"),
        ("aws-native:cloudwatch:AlarmMuteRule", "aws:cloudwatch/metricAlarm:MetricAlarm"),
        ("aws-native:events:EventBusPolicy", "aws:cloudwatch/eventBus:EventBus"),
        ("aws-native:iam:ManagedPolicy", "aws:iam/role:Role"),
        ("aws-native:iam:RolePolicy", "aws:iam/role:Role"),
        ("aws-native:kms:Alias", "aws:kms/key:Key"),
        ("aws-native:lambda:Permission", "aws:lambda/function:Function"),
        ("aws-native:sns:Subscription", "aws:sns/topic:Topic"),
        ("aws-native:sns:TopicInlinePolicy", "aws:sns/topic:Topic"),
        ("aws-native:sns:TopicPolicy", "aws:sns/topic:Topic"),
        ("aws-native:sqs:QueueInlinePolicy", _QUEUE),
        ("aws-native:sqs:QueuePolicy", _QUEUE),
        ("aws-native:events:Rule", "aws:cloudwatch/eventBus:EventBus"),
        ("pulumi-python:dynamic:Resource", _BUCKET),
        ("pulumi-nodejs:dynamic:Resource", _BUCKET),
        ("command:local:Command", _BUCKET),
    ],
)
def test_what_nobody_reads_is_not_taken_for_harmless(by: str, on: str) -> None:
    """It may stop a backup or an alert, so a judgement that stands on `on` is not verified."""
    assert influence_of(by, on).stance is Stance.UNREAD


@pytest.mark.parametrize(
    ("by", "on", "stance"),
    [
        ("aws:lambda/eventSourceMapping:EventSourceMapping", _QUEUE, Stance.UNREAD),
        (
            "aws:lambda/eventSourceMapping:EventSourceMapping",
            "aws:lambda/function:Function",
            Stance.HARMLESS,
        ),
        ("aws:eks/accessEntry:AccessEntry", "aws:eks/cluster:Cluster", Stance.HARMLESS),
        ("aws:eks/accessEntry:AccessEntry", "aws:iam/role:Role", Stance.UNREAD),
        ("aws:ssm/association:Association", "aws:ec2/instance:Instance", Stance.HARMLESS),
        ("aws:cloudwatch/eventTarget:EventTarget", "aws:rds/instance:Instance", Stance.UNREAD),
        ("aws:cloudwatch/eventTarget:EventTarget", "aws:sns/topic:Topic", Stance.READ),
        ("aws:s3/bucketNotification:BucketNotification", "aws:sns/topic:Topic", Stance.HARMLESS),
        ("aws-native:s3:BucketPolicy", _BUCKET, Stance.READ),
    ],
)
def test_one_type_may_change_one_thing_and_not_another(by: str, on: str, stance: Stance) -> None:
    """A row says what it is about; for the rest, the next row or the rules decide."""
    assert influence_of(by, on).stance is stance


def test_other_providers_share_no_service() -> None:
    """Two types outside AWS are not of one service only because neither has one."""
    assert influence_of("random:index:RandomId", "tls:index:Key").stance is Stance.HARMLESS


def test_no_address_names_a_resource_to_the_api() -> None:
    """Else what takes it could be a request that changes a backup."""
    tokens = {row.type for row in (*DATA_STORES, *IDENTITIES)} | set(RESOURCE_POLICIES)
    names = {name for token in tokens for name in identity_inputs(token)}

    assert names
    assert not [name for name in ("arn", "id", "urn", *sorted(names)) if is_address_output(name)]
    assert is_address_output("endpoint")
