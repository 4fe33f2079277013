"""Packaged components that make nothing that holds data.

What a packaged component makes is built in another process and cannot be seen offline, so it is
unverified; but not these, whose source has been read. They make networks, load balancers, services
and what belongs to them. Whatever else a package offers stays unverified: of the same package,
`awsx:cloudtrail:Trail` makes a bucket and `awsx:ecr:Repository` a registry.

Source: pulumi-awsx 3.11.0: its types, and its TypeScript sources of August 2026 (read 2026-11-26).
"""

from typing import Final

__all__ = ["PACKAGED_WITHOUT_DATA"]

PACKAGED_WITHOUT_DATA: Final = frozenset(
    {
        "awsx:ec2:DefaultVpc",
        "awsx:ec2:Vpc",
        "awsx:ecs:EC2Service",
        "awsx:ecs:EC2TaskDefinition",
        "awsx:ecs:FargateService",
        "awsx:ecs:FargateTaskDefinition",
        "awsx:lb:ApplicationLoadBalancer",
        "awsx:lb:NetworkLoadBalancer",
        "awsx:lb:TargetGroupAttachment",
    }
)
"""Type tokens, without a version: their makers promise their contents to nobody, so a new major
version is a reason to read again."""
