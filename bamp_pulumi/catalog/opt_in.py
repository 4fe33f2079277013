"""What an account has to opt in to, Region by Region, before a selection by tag sees it.

A type that is not opted in is silent: no job, no event. The types that AWS Backup knew when it was
first used in a Region are on there, those it learned later are off; so nothing can be assumed of
a Region whose settings nobody declared. A partial map drifts for ever: name them all.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["MANAGEMENT_TYPES", "OPT_IN_TYPES", "OptInType"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptInType:
    """A resource type as AWS Backup's Region settings name it."""

    name: str
    """The key in `resourceTypeOptInPreference`, such as `Storage Gateway`."""
    label: str
    """What it stands for."""
    documented: bool = True
    """Named by the API's own list; False where only AWS's providers and their tests show it."""


OPT_IN_TYPES: Final = (
    OptInType(name="Aurora", label="Amazon Aurora clusters"),
    OptInType(name="CloudFormation", label="AWS CloudFormation stacks"),
    OptInType(name="DSQL", label="Amazon Aurora DSQL clusters", documented=False),
    OptInType(name="DocumentDB", label="Amazon DocumentDB clusters"),
    OptInType(name="DynamoDB", label="Amazon DynamoDB tables"),
    OptInType(name="EBS", label="Amazon EBS volumes"),
    OptInType(name="EC2", label="Amazon EC2 instances"),
    OptInType(name="EFS", label="Amazon EFS file systems"),
    OptInType(name="EKS", label="Amazon EKS clusters"),
    OptInType(name="FSx", label="Amazon FSx file systems and ONTAP volumes"),
    OptInType(name="Neptune", label="Amazon Neptune clusters"),
    OptInType(name="RDS", label="Amazon RDS instances and Multi-AZ clusters"),
    OptInType(name="Redshift", label="Amazon Redshift clusters"),
    OptInType(
        name="Redshift Serverless", label="Amazon Redshift Serverless namespaces", documented=False
    ),
    OptInType(name="S3", label="Amazon S3 general purpose buckets"),
    OptInType(name="SAP HANA on Amazon EC2", label="SAP HANA databases on EC2 instances"),
    OptInType(name="Storage Gateway", label="AWS Storage Gateway volumes"),
    OptInType(name="Timestream", label="Amazon Timestream tables"),
    OptInType(name="VirtualMachine", label="VMware virtual machines"),
)
"""All of them, by name.

Source: AWS Backup API, GetSupportedResourceTypes; terraform-provider-aws acceptance tests,
backup/testdata/RegionSettings/basic/main_gen.tf (read 2026-11-29).
"""

MANAGEMENT_TYPES: Final = ("CloudFormation", "DSQL", "DynamoDB", "EFS")
"""The keys of `resourceTypeManagementPreference`: whether AWS Backup manages the backups fully.

For DynamoDB this turns on its advanced features; accounts made since 2021-11-21 have them.
Source: pulumi_aws 7.51.1: `backup.RegionSettings` (read 2026-11-22).
"""
