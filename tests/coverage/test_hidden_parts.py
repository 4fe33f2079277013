"""Resources that make others, and Regions that are none.

Cannot prove what a template, a product or a command makes: only its own text is read.
"""

import json
from datetime import date

import pulumi
import pulumi_aws as aws
import pytest
from pulumi.dynamic import Resource as DynamicResource
from pulumi.dynamic import ResourceProvider

from bamp_pulumi.catalog import may_hold_data, types_in_template
from bamp_pulumi.coverage import Finding, cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

QUEUE = {"Resources": {"q": {"Type": "AWS::SQS::Queue"}}}
DATABASE = """\
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  Orders:
    Type: 'AWS::RDS::DBInstance'
    Properties: {DBInstanceClass: !Ref Class}
  Queue:
    Type: AWS::SQS::Queue
"""


def found(code: str, *resources: object) -> list[Finding]:
    """Return the findings of a code, of a program that calls each of these."""

    def program() -> None:
        for resource in resources:
            if callable(resource):
                resource()

    coverage = cover(declare(program), default_policy(), today=date(2026, 11, 28))
    return [finding for finding in coverage.findings if finding.id == code]


class Dynamic(DynamicResource, module="shop", name="Database"):
    """A resource whose provider is code of the program's own."""


def dynamic() -> None:
    """Declare one."""
    Dynamic(ResourceProvider(), "d", {})


class Command(pulumi.CustomResource):
    """A resource of another package."""

    def __init__(self, token: str) -> None:
        """Declare it."""
        super().__init__(token, "c", {"create": "aws rds create-db-instance"})


def stack(template: pulumi.Input[str] | None = None) -> None:
    """Declare a stack of CloudFormation."""
    aws.cloudformation.Stack("s", template_body=template)


@pytest.mark.parametrize(
    ("declares", "says"),
    [
        (dynamic, "what a dynamic provider makes is not known here"),
        (lambda: Command("command:local:Command"), "what a command makes is not known here"),
        (lambda: stack(DATABASE), "a CloudFormation template makes AWS::RDS::DBInstance, which"),
        (stack, "makes is not known here: its text is not in the program"),
        (
            lambda: stack(aws.ec2.Vpc("v").main_route_table_id),
            "makes is not known here: its text is known only after deployment",
        ),
        (
            lambda: aws.servicecatalog.ProvisionedProduct("p"),
            "what a product of AWS Service Catalog makes is not known here",
        ),
    ],
)
def test_what_a_resource_makes_that_no_program_declares_is_said(
    declares: object, says: str
) -> None:
    """BAMP-V87, once for the resource."""
    (finding,) = found("BAMP-V87", declares)

    assert says in finding.message
    assert finding.urn


@pytest.mark.parametrize(
    "declares",
    [
        lambda: stack(json.dumps(QUEUE)),
        lambda: aws.cloudformation.Stack.get("s", "orders"),
        lambda: Command("command:remote:CopyFile"),
        lambda: aws.cloudformation.StackSet("s"),
        lambda: aws.s3.Bucket("b"),
    ],
)
def test_what_makes_nothing_that_holds_data_is_not(declares: object) -> None:
    """A template of a queue, a stack that is only looked up, a file that is copied."""
    assert found("BAMP-V87", declares) == []


def test_the_types_of_a_template_are_read_in_json_and_yaml() -> None:
    """Types of parameters have a part more, and are none of resources."""
    assert types_in_template(DATABASE) == ("AWS::RDS::DBInstance", "AWS::SQS::Queue")
    assert types_in_template(json.dumps(QUEUE)) == ("AWS::SQS::Queue",)


@pytest.mark.parametrize(
    ("type_", "holds"),
    [
        ("AWS::RDS::DBInstance", True),
        ("AWS::S3::Bucket", True),
        ("AWS::SQS::Queue", False),
        ("AWS::IAM::Role", False),
        ("AWS::CloudFormation::Stack", True),
        ("Custom::Database", True),
        ("AWS::Nobody::KnowsIt", True),
    ],
)
def test_what_nobody_has_looked_at_may_hold_data(type_: str, holds: bool) -> None:  # noqa: FBT001
    """A stack within a stack, and code of somebody's own, may make anything."""
    assert may_hold_data(type_) is holds


def test_a_region_that_aws_does_not_have_is_an_error() -> None:
    """BAMP-V89, whether the resource says it or its provider."""

    def by_provider() -> None:
        provider = aws.Provider("p", region="us-wset-2")
        aws.s3.Bucket("b", opts=pulumi.ResourceOptions(provider=provider))

    findings = found(
        "BAMP-V89",
        lambda: aws.backup.Vault("v", region="us-esat-1"),
        by_provider,
        lambda: aws.backup.Vault("here", region="mx-central-1"),
    )

    assert sorted(finding.message for finding in findings) == [
        "AWS has no Region us-esat-1; us-east-1 or us-west-1 or us-west-2 come closest",
        "AWS has no Region us-wset-2; us-west-2 or us-west-1 or us-east-2 come closest",
    ]
    assert {finding.severity for finding in findings} == {"error"}
