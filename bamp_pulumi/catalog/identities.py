"""What can be said of a resource's id and ARN before it exists.

AWS makes some ids from the name that the program gives, and invents others. A row here states only
the first kind, and only from a name the program gives itself: an automatic name ends in a random
suffix, so it is never guessed.

Source: Service Authorization Reference (resource types of each service, compared one by one);
pulumi_aws 7.51.1: which output is an id (read 2026-11-29).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.data_store import Condition

__all__ = ["IDENTITIES", "Identity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The outputs of one type that follow from its inputs, account and Region."""

    type: str
    """Pulumi type token."""
    outputs: Mapping[str, str]
    """Output name to template. Braces hold a wire name of an input, or `partition`, `region`,
    `account`, `dns` (the domain of the partition)."""
    defaults: tuple[tuple[str, str], ...] = ()
    """What the provider takes for an input that is left out."""
    strip: tuple[tuple[str, str], ...] = ()
    """Input and the prefix that AWS takes off it."""
    when: tuple[Condition, ...] = ()
    """The inputs that make it this form, all of them. The first row of a type that fits wins."""


_PATH: Final = (("path", "/"),)


def _regional(service: str, resource: str) -> str:
    return f"arn:{{partition}}:{service}:{{region}}:{{account}}:{resource}"


def _iam(resource: str) -> str:
    return f"arn:{{partition}}:iam::{{account}}:{resource}"


def _named(token: str, name: str, service: str, resource: str, **more: str) -> Identity:
    """Write the commonest row: the id is the name, the ARN ends in it."""
    arn = _regional(service, resource + "{" + name + "}")
    return Identity(type=token, outputs={"id": "{" + name + "}", "arn": arn, **more})


def _by_arn(token: str, service: str, resource: str) -> Identity:
    """Write the row of a type whose id is its ARN."""
    arn = _regional(service, resource + "{name}")
    return Identity(type=token, outputs={"id": arn, "arn": arn})


_VAULT_ARN: Final = _regional("backup", "backup-vault:{backupVaultName}")
_FUNCTION_ARN: Final = _regional("lambda", "function:{name}")
_BUCKET: Final = MappingProxyType(
    {
        "id": "{bucket}",
        "arn": "arn:{partition}:s3:::{bucket}",
        "bucketDomainName": "{bucket}.s3.{dns}",
        "bucketRegion": "{region}",
    }
)
_OTHER_BUS: Final = Condition(path="eventBusName", test="none_of", values=("default",))
_NAMED_BUS: Final = Condition(path="eventBusName", test="present")
_BUS_BY_ARN: Final = Condition(path="eventBusName", test="starts_with_none", values=("arn:",))
_SLASH: Final = ("/",)

IDENTITIES: tuple[Identity, ...] = (
    # What the baseline builds.
    _named("aws:backup/vault:Vault", "name", "backup", "backup-vault:"),
    _named(
        "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
        "name",
        "backup",
        "backup-vault:",
    ),
    *(
        Identity(type=token, outputs={"id": "{backupVaultName}", "backupVaultArn": _VAULT_ARN})
        for token in (
            "aws:backup/vaultPolicy:VaultPolicy",
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
            "aws:backup/vaultNotifications:VaultNotifications",
        )
    ),
    Identity(type="aws:backup/regionSettings:RegionSettings", outputs={"id": "{region}"}),
    Identity(type="aws:backup/globalSettings:GlobalSettings", outputs={"id": "{account}"}),
    # A framework's and a report plan's ARN end in an id that AWS invents.
    Identity(type="aws:backup/framework:Framework", outputs={"id": "{name}"}),
    Identity(type="aws:backup/reportPlan:ReportPlan", outputs={"id": "{name}"}),
    Identity(
        type="aws:kms/alias:Alias", outputs={"id": "{name}", "arn": _regional("kms", "{name}")}
    ),
    _by_arn("aws:sns/topic:Topic", "sns", ""),
    # A queue's id is its URL, of which AWS has returned more than one form.
    Identity(type="aws:sqs/queue:Queue", outputs={"arn": _regional("sqs", "{name}")}),
    *(
        Identity(type=token, outputs={"id": "{name}", "arn": _iam(resource)}, defaults=_PATH)
        for token, resource in (
            ("aws:iam/role:Role", "role{path}{name}"),
            ("aws:iam/user:User", "user{path}{name}"),
            ("aws:iam/group:Group", "group{path}{name}"),
            ("aws:iam/instanceProfile:InstanceProfile", "instance-profile{path}{name}"),
        )
    ),
    Identity(
        type="aws:iam/policy:Policy",
        outputs={"id": _iam("policy{path}{name}"), "arn": _iam("policy{path}{name}")},
        defaults=_PATH,
    ),
    Identity(
        type="aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        strip=(("url", "https://"),),
        outputs={"id": _iam("oidc-provider/{url}"), "arn": _iam("oidc-provider/{url}")},
    ),
    Identity(
        type="aws:ssm/parameter:Parameter",
        when=(Condition(path="name", test="starts_with", values=_SLASH),),
        outputs={"id": "{name}", "arn": _regional("ssm", "parameter{name}")},
    ),
    _named("aws:ssm/parameter:Parameter", "name", "ssm", "parameter/"),
    _named(
        "aws:lambda/function:Function",
        "name",
        "lambda",
        "function:",
        invokeArn=(
            "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/"
            f"{_FUNCTION_ARN}/invocations"
        ),
    ),
    _named("aws:cloudwatch/logGroup:LogGroup", "name", "logs", "log-group:"),
    _named("aws:cloudwatch/metricAlarm:MetricAlarm", "name", "cloudwatch", "alarm:"),
    _named("aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarmName", "cloudwatch", "alarm:"),
    _named("aws:cloudwatch/eventBus:EventBus", "name", "events", "event-bus/"),
    Identity(
        type="aws:cloudwatch/eventRule:EventRule",
        when=(_NAMED_BUS, _OTHER_BUS, _BUS_BY_ARN),
        outputs={
            "id": "{eventBusName}/{name}",
            "arn": _regional("events", "rule/{eventBusName}/{name}"),
        },
    ),
    Identity(
        type="aws:cloudwatch/eventRule:EventRule",
        when=(_BUS_BY_ARN,),
        outputs={"id": "{name}", "arn": _regional("events", "rule/{name}")},
    ),
    # A connection's and an API destination's ARN end in an id that AWS invents.
    Identity(type="aws:cloudwatch/eventConnection:EventConnection", outputs={"id": "{name}"}),
    Identity(
        type="aws:cloudwatch/eventApiDestination:EventApiDestination", outputs={"id": "{name}"}
    ),
    _by_arn("aws:sfn/stateMachine:StateMachine", "states", "stateMachine:"),
    _by_arn("aws:ecs/cluster:Cluster", "ecs", "cluster/"),
    # Data stores. Volumes, instances, file systems, secrets and user pools get invented ids.
    Identity(type="aws:s3/bucket:Bucket", outputs=_BUCKET),
    Identity(type="aws:s3/bucketV2:BucketV2", outputs=_BUCKET),
    _named("aws:dynamodb/table:Table", "name", "dynamodb", "table/"),
    # The id of an RDS instance is its resource id, which AWS invents; of a cluster, its name.
    Identity(
        type="aws:rds/instance:Instance", outputs={"arn": _regional("rds", "db:{identifier}")}
    ),
    *(
        _named(token, "clusterIdentifier", "rds", "cluster:")
        for token in (
            "aws:rds/cluster:Cluster",
            "aws:docdb/cluster:Cluster",
            "aws:neptune/cluster:Cluster",
        )
    ),
    *(
        _named(token, "identifier", "rds", "db:")
        for token in (
            "aws:rds/clusterInstance:ClusterInstance",
            "aws:docdb/clusterInstance:ClusterInstance",
            "aws:neptune/clusterInstance:ClusterInstance",
        )
    ),
    *(
        _named(token, "name", "rds", resource)
        for token, resource in (
            ("aws:rds/subnetGroup:SubnetGroup", "subgrp:"),
            ("aws:rds/parameterGroup:ParameterGroup", "pg:"),
            ("aws:rds/clusterParameterGroup:ClusterParameterGroup", "cluster-pg:"),
            ("aws:rds/optionGroup:OptionGroup", "og:"),
        )
    ),
    _named("aws:elasticache/cluster:Cluster", "clusterId", "elasticache", "cluster:"),
    _named(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "replicationGroupId",
        "elasticache",
        "replicationgroup:",
    ),
    _named("aws:elasticache/subnetGroup:SubnetGroup", "name", "elasticache", "subnetgroup:"),
    _named(
        "aws:ecr/repository:Repository",
        "name",
        "ecr",
        "repository/",
        registryId="{account}",
        repositoryUrl="{account}.dkr.ecr.{region}.{dns}/{name}",
    ),
    _by_arn("aws:kinesis/stream:Stream", "kinesis", "stream/"),
    Identity(
        type="aws:opensearch/domain:Domain", outputs={"arn": _regional("es", "domain/{domainName}")}
    ),
)
"""What is certain, by type; a type that is not here has nothing certain to say."""
