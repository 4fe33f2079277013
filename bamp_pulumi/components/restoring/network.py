"""The isolated network that restores go to, with the endpoints that the validator needs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    CIDR_BLOCK,
    GATEWAYS,
    SUBNET_CIDR_BLOCKS,
    Restored,
    endpoints_of,
    overrides_of,
    render_gateway_policy,
    service_name,
)
from bamp_pulumi.components.restoring.part import Part

__all__ = ["Network", "declare_network"]

_HTTPS = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The network as other parts need it."""

    subnet_ids: Sequence[pulumi.Output[str]]
    validator_group_id: pulumi.Output[str]
    """Security group of the validator."""
    overrides: Mapping[str, Mapping[str, pulumi.Output[str]]]
    """Metadata of restores, by AWS Backup's name of the type."""
    ready: Sequence[pulumi.Resource]
    """What the validator works after: endpoints and rules."""


def declare_network(part: Part) -> Network:
    """Declare the VPC, its subnets, groups and endpoints."""
    vpc = aws.ec2.Vpc(
        part.name("vpc"),
        cidr_block=CIDR_BLOCK,
        # Names of the endpoints are resolved to addresses in the network.
        enable_dns_hostnames=True,
        enable_dns_support=True,
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
    table = aws.ec2.RouteTable(
        part.name("routes"),
        vpc_id=vpc.id,
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
    subnets = [_subnet(part, vpc, table, number) for number in range(len(SUBNET_CIDR_BLOCKS))]
    validator = _group(part, vpc, "validator", "Validates what was restored.")
    restored = _group(part, vpc, "restored", "What restore tests have restored.")
    services = _group(part, vpc, "services", "Endpoints of AWS, for the validator.")
    rules = [
        rule
        for port in part.settings.tests.database_ports
        for rule in _lets(part, f"database-{port}", validator, restored, port)
    ]
    rules += _lets(part, "services", validator, services, _HTTPS)
    ready = [*rules, *_endpoints(part, vpc, table, subnets[0], validator, services)]
    group = aws.rds.SubnetGroup(
        part.name("subnet-group"),
        name=part.called("restores"),
        description="Where restore tests restore databases to.",
        subnet_ids=[subnet.id for subnet in subnets],
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
    ids = [subnet.id for subnet in subnets]
    given: Mapping[Restored, pulumi.Output[str]] = {
        Restored.SUBNET: ids[0],
        Restored.SUBNET_GROUP: group.name,
        Restored.GROUPS: pulumi.Output.json_dumps([restored.id]),
        Restored.YES: pulumi.Output.from_input("true"),
    }
    tests = part.settings.tests
    return Network(
        subnet_ids=ids,
        validator_group_id=validator.id,
        overrides={
            one: {
                key: given[what]
                for key, what in overrides_of(one, with_iam=tests.connects_by_token).items()
            }
            for one in tests.resource_types
        },
        ready=ready,
    )


def _subnet(part: Part, vpc: aws.ec2.Vpc, table: aws.ec2.RouteTable, number: int) -> aws.ec2.Subnet:
    zones = part.settings.tests.availability_zones or (f"{part.region}a", f"{part.region}b")
    subnet = aws.ec2.Subnet(
        part.name(f"subnet-{number + 1}"),
        vpc_id=vpc.id,
        cidr_block=SUBNET_CIDR_BLOCKS[number],
        availability_zone=zones[number],
        map_public_ip_on_launch=False,
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
    aws.ec2.RouteTableAssociation(
        part.name(f"subnet-{number + 1}-routes"),
        subnet_id=subnet.id,
        route_table_id=table.id,
        region=part.given_region,
        opts=part.opts(),
    )
    return subnet


def _group(part: Part, vpc: aws.ec2.Vpc, ending: str, describes: str) -> aws.ec2.SecurityGroup:
    """Declare a security group that lets nothing in or out: the provider removes AWS's own rule."""
    return aws.ec2.SecurityGroup(
        part.name(f"{ending}-group"),
        name=part.called(f"restores-{ending}"),
        description=describes,
        vpc_id=vpc.id,
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )


def _lets(
    part: Part, ending: str, out_of: aws.ec2.SecurityGroup, into: aws.ec2.SecurityGroup, port: int
) -> list[pulumi.Resource]:
    """Let one group reach one port of another; answers come back by themselves."""
    return [
        aws.vpc.SecurityGroupEgressRule(
            part.name(f"{ending}-out"),
            security_group_id=out_of.id,
            referenced_security_group_id=into.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            region=part.given_region,
            tags=part.tags,
            opts=part.opts(),
        ),
        aws.vpc.SecurityGroupIngressRule(
            part.name(f"{ending}-in"),
            security_group_id=into.id,
            referenced_security_group_id=out_of.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            region=part.given_region,
            tags=part.tags,
            opts=part.opts(),
        ),
    ]


def _endpoints(  # noqa: PLR0913, PLR0917 - all that an endpoint belongs to
    part: Part,
    vpc: aws.ec2.Vpc,
    table: aws.ec2.RouteTable,
    subnet: aws.ec2.Subnet,
    validator: aws.ec2.SecurityGroup,
    services: aws.ec2.SecurityGroup,
) -> list[pulumi.Resource]:
    made: list[pulumi.Resource] = []
    types = part.settings.tests.resource_types
    for service in endpoints_of(types):
        is_gateway = service in GATEWAYS
        endpoint = aws.ec2.VpcEndpoint(
            part.name(f"{service}-endpoint"),
            vpc_id=vpc.id,
            service_name=service_name(part.region, service),
            vpc_endpoint_type="Gateway" if is_gateway else "Interface",
            route_table_ids=[table.id] if is_gateway else None,
            policy=json.dumps(render_gateway_policy(part.account, service, types))
            if is_gateway
            else None,
            # One zone: each is paid for by the hour and zone.
            subnet_ids=None if is_gateway else [subnet.id],
            security_group_ids=None if is_gateway else [services.id],
            private_dns_enabled=None if is_gateway else True,
            region=part.given_region,
            tags=part.tags,
            opts=part.opts(),
        )
        made.append(endpoint)
        if is_gateway:
            made.append(
                aws.vpc.SecurityGroupEgressRule(
                    part.name(f"{service}-out"),
                    security_group_id=validator.id,
                    prefix_list_id=endpoint.prefix_list_id,
                    ip_protocol="tcp",
                    from_port=_HTTPS,
                    to_port=_HTTPS,
                    region=part.given_region,
                    tags=part.tags,
                    opts=part.opts(),
                )
            )
    return made
