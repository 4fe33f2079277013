"""Which types belong to one service of AWS."""

import pytest

from bamp_pulumi.catalog import service_group


@pytest.mark.parametrize(
    ("token", "group"),
    [
        ("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint", "s3"),
        ("aws:ebs/volume:Volume", "ec2"),
        ("aws:ec2/instance:Instance", "ec2"),
        ("aws:ec2/vpcEndpoint:VpcEndpoint", "vpc"),
        ("aws:ec2transitgateway/instanceState:InstanceState", "ec2"),
        ("aws:ec2transitgateway/route:Route", "vpc"),
        ("aws:cloudwatch/eventRule:EventRule", "events"),
        ("aws:cloudwatch/logGroup:LogGroup", "logs"),
        ("aws:cloudwatch/metricAlarm:MetricAlarm", "cloudwatch"),
        ("aws:neptune/cluster:Cluster", "rds"),
        ("aws-native:cloudwatch:LogAlarm", "cloudwatch"),
        ("aws-native:logs:MetricFilter", "logs"),
        ("aws-native:ec2:Volume", "ec2"),
        ("pulumi:providers:aws", ""),
    ],
)
def test_a_type_belongs_to_the_service_that_it_configures(token: str, group: str) -> None:
    """Modules of Pulumi and services of AWS do not always have the same borders."""
    assert service_group(token) == group
