"""Metrics and events that surely tell of no backup, of no key and of no replica.

House rule: what stands here may go in silence. Anything else of AWS may watch what a service keeps
of its own, such as a replication of Amazon S3, the deletion of a key, or a snapshot of Amazon EBS.
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["is_unrelated_event", "is_unrelated_metric"]

_NAMESPACES: Final = frozenset(
    {
        "AWS/ApiGateway",
        "AWS/ApplicationELB",
        "AWS/AutoScaling",
        "AWS/CertificateManager",
        "AWS/CloudFront",
        "AWS/CodeBuild",
        "AWS/EC2",
        "AWS/ECS",
        "AWS/ELB",
        "AWS/NATGateway",
        "AWS/NetworkELB",
        "AWS/Route53",
        "AWS/States",
        "AWS/TransitGateway",
        "AWS/VPN",
        "AWS/WAFV2",
    }
)
"""Namespaces none of whose metrics does."""
_LOAD: Final = frozenset({"CPUUtilization", "FreeableMemory", "ReadLatency", "WriteLatency"})
_METRICS: Final[Mapping[str, frozenset[str]]] = {
    "AWS/DocDB": _LOAD | {"DatabaseConnections"},
    "AWS/DynamoDB": frozenset(
        {
            "ConsumedReadCapacityUnits",
            "ConsumedWriteCapacityUnits",
            "ReadThrottleEvents",
            "SuccessfulRequestLatency",
            "ThrottledRequests",
            "WriteThrottleEvents",
        }
    ),
    "AWS/ElastiCache": _LOAD | {"CurrConnections", "EngineCPUUtilization", "Evictions"},
    "AWS/Neptune": _LOAD,
    "AWS/RDS": _LOAD | {"DatabaseConnections", "DiskQueueDepth", "ReadIOPS", "WriteIOPS"},
}
"""Metrics of the load of data stores, by namespace."""
_SOURCES: Final = frozenset(
    {
        "aws.acm",
        "aws.autoscaling",
        "aws.batch",
        "aws.codebuild",
        "aws.codedeploy",
        "aws.codepipeline",
        "aws.ecs",
        "aws.states",
    }
)
"""Sources of events none of which does."""
_TYPES: Final = frozenset(
    {
        ("aws.ec2", "EC2 Instance State-change Notification"),
        ("aws.ec2", "EC2 Spot Instance Interruption Warning"),
    }
)
"""Source and detail type of such events."""
_OURS: Final = "bamp."


def is_unrelated_metric(namespace: str, metric: object) -> bool:
    """Return True for a metric that surely tells of nothing that keeps data."""
    return namespace in _NAMESPACES or metric in _METRICS.get(namespace, ())


def is_unrelated_event(source: object, detail_type: object) -> bool:
    """Return True for events that surely tell of nothing that keeps data.

    Args:
        source: A source of an event pattern; one of an application of one's own is such.
        detail_type: A detail type of the pattern; None for any.
    """
    if not isinstance(source, str):
        return False
    is_own = not source.startswith(("aws.", _OURS))
    return is_own or source in _SOURCES or (source, detail_type) in _TYPES
