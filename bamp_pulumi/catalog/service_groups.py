"""Which Pulumi modules belong to one service of AWS, so that a type of one configures the other's.

A module of pulumi_aws or of aws-native is a service by itself unless a table below says otherwise.

Source: pulumi_aws 7.51.1; pulumi-aws-native 1.84.0: their modules; our inference: what configures
what.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.classification import JUDGED_PACKAGES

__all__ = ["service_group"]

_GROUP_OF_MODULE: Final[Mapping[str, str]] = MappingProxyType(
    {
        # One API and one kind of ARN: an rds.ClusterSnapshot takes a DocumentDB cluster too.
        "docdb": "rds",
        "docdbelastic": "rds",
        "neptune": "rds",
        "s3control": "s3",
        "s3files": "s3",
        "s3objectlambda": "s3",
        "ebs": "ec2",
        "ec2clientvpn": "vpc",
        "ec2transitgateway": "vpc",
        "serverlessrepository": "cloudformation",
        "timestreamwrite": "timestream",
        "cassandra": "keyspaces",
    }
)

# Modules that hold several services: the first group with a prefix of the type's name wins.
_GROUPS_BY_NAME: Final[Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]] = MappingProxyType(
    {
        "cloudwatch": (
            ("cloudwatch", ("LogAlarm",)),
            ("events", ("Event",)),
            ("logs", ("Log", "QueryDefinition")),
        ),
        # What routes packets uses the addresses of a machine; it configures neither the machine
        # nor its disks.
        "ec2": (
            (
                "vpc",
                (
                    "CarrierGateway",
                    "ClientVpn",
                    "CustomerGateway",
                    "DefaultNetworkAcl",
                    "DefaultRouteTable",
                    "DefaultSecurityGroup",
                    "DefaultSubnet",
                    "DefaultVpc",
                    "DhcpOptions",
                    "EgressOnly",
                    "Eip",
                    "EncryptionControl",
                    "FlowLog",
                    "GatewayRouteTable",
                    "InstanceConnectEndpoint",
                    "InternetGateway",
                    "IpPool",
                    "Ipam",
                    "LocalGateway",
                    "MainRouteTable",
                    "ManagedPrefixList",
                    "NatGateway",
                    "Network",
                    "PeeringConnection",
                    "PrefixList",
                    "ProxyProtocol",
                    "Route",
                    "Secondary",
                    "SecurityGroup",
                    "Subnet",
                    "TrafficMirror",
                    "TransitGateway",
                    "VerifiedAccess",
                    "Vpc",
                    "Vpn",
                ),
            ),
        ),
        "ec2transitgateway": (("ec2", ("InstanceState",)),),
    }
)


def service_group(type_token: str) -> str:
    """Name the service that a resource type belongs to.

    Args:
        type_token: Pulumi type token, such as `aws:ebs/volume:Volume` or `aws-native:ec2:Volume`.

    Returns:
        Name of the group, such as `ec2`; the same for pulumi_aws and aws-native. Empty for the
        types of other providers, which belong to no service of AWS.
    """
    package, _, rest = type_token.partition(":")
    if package not in JUDGED_PACKAGES:
        return ""
    path, _, name = rest.partition(":")
    module = path.partition("/")[0]
    for group, prefixes in _GROUPS_BY_NAME.get(module, ()):
        if name.startswith(prefixes):
            return group
    return _GROUP_OF_MODULE.get(module, module)
