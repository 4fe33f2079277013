"""What AWS refuses at deployment and no pattern says: rules over several inputs of one resource.

Each rule is a function of the inputs, by wire name, that says what is refused. It says nothing of
what is absent or unknown, and never fails on a value of another kind.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.deployment_rules import (
    alarms,
    backup,
    buckets,
    databases,
    events,
    files,
    functions,
    keys,
    messages,
    plans,
)
from bamp_pulumi.catalog.deployment_rules.everywhere import JSON_INPUTS, common_refusals
from bamp_pulumi.catalog.deployment_rules.reading import Inputs
from bamp_pulumi.catalog.input_refusal import InputRefusal

__all__ = ["DEPLOYMENT_RULES", "JSON_INPUTS", "common_refusals"]


def _cluster_windows(service: str) -> Callable[[Inputs], Iterator[InputRefusal]]:
    api = f"{service} API, CreateDBCluster"
    return databases.window_refusals(api, "preferredBackupWindow", "preferredMaintenanceWindow")


DEPLOYMENT_RULES: Final[Mapping[str, Callable[[Inputs], Iterator[InputRefusal]]]] = (
    MappingProxyType(
        {
            "aws:backup/globalSettings:GlobalSettings": backup.global_settings_refusals,
            "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": (
                backup.air_gapped_vault_refusals
            ),
            "aws:backup/plan:Plan": plans.plan_refusals,
            "aws:backup/regionSettings:RegionSettings": backup.region_settings_refusals,
            "aws:backup/restoreTestingPlan:RestoreTestingPlan": (
                backup.restore_testing_plan_refusals
            ),
            "aws:backup/restoreTestingSelection:RestoreTestingSelection": (
                backup.restore_testing_selection_refusals
            ),
            "aws:backup/selection:Selection": backup.selection_refusals,
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration": backup.lock_refusals,
            "aws:cloudwatch/compositeAlarm:CompositeAlarm": alarms.composite_alarm_refusals,
            "aws:cloudwatch/eventApiDestination:EventApiDestination": (
                events.api_destination_refusals
            ),
            "aws:cloudwatch/eventBus:EventBus": events.bus_refusals,
            "aws:cloudwatch/eventConnection:EventConnection": events.connection_refusals,
            "aws:cloudwatch/eventRule:EventRule": events.rule_refusals,
            "aws:cloudwatch/eventTarget:EventTarget": events.target_refusals,
            "aws:cloudwatch/metricAlarm:MetricAlarm": alarms.metric_alarm_refusals,
            "aws:docdb/cluster:Cluster": _cluster_windows("Amazon DocumentDB"),
            "aws:efs/fileSystem:FileSystem": files.file_system_refusals,
            "aws:kms/key:Key": keys.key_refusals,
            "aws:lambda/function:Function": functions.function_refusals,
            "aws:neptune/cluster:Cluster": _cluster_windows("Neptune"),
            "aws:rds/cluster:Cluster": _cluster_windows("RDS"),
            "aws:rds/instance:Instance": databases.window_refusals(
                "RDS API, CreateDBInstance", "backupWindow", "maintenanceWindow"
            ),
            "aws:s3/bucket:Bucket": buckets.bucket_refusals,
            "aws:s3/bucketV2:BucketV2": buckets.bucket_refusals,
            "aws:sns/topic:Topic": messages.topic_refusals,
            "aws:sns/topicSubscription:TopicSubscription": messages.subscription_refusals,
            "aws:sqs/queue:Queue": messages.queue_refusals,
        }
    )
)
"""The rule of each type that has one."""
