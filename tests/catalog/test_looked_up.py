"""What is certain of a resource that is only looked up.

Cannot prove that such a resource exists: that is found only by asking AWS.
"""

import inspect
import sys

import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import (
    LOOKUP_FUNCTIONS,
    UNKNOWN,
    LookupFunction,
    answer_of,
    outputs_by_id,
)

ACCOUNT = "111122223333"
HERE = f"us-east-1:{ACCOUNT}"


def looked_up(token: str, resource_id: str) -> dict[str, str]:
    """Return what is certain in us-east-1, but for the id."""
    found = outputs_by_id(token, resource_id, account_id=ACCOUNT, region="us-east-1")
    return {name: value for name, value in found.items() if name != "id"}


def answer(token: str, **arguments: object) -> dict[str, str]:
    """Return what is certain of a function's answer."""
    return answer_of(token, arguments, account_id=ACCOUNT, region="us-east-1")


@pytest.mark.parametrize(
    ("token", "resource_id", "stated"),
    [
        (
            "aws:backup/vault:Vault",
            "v",
            {"name": "v", "arn": f"arn:aws:backup:{HERE}:backup-vault:v"},
        ),
        ("aws:s3/bucket:Bucket", "b", {"bucket": "b", "arn": "arn:aws:s3:::b"}),
        (
            "aws:sns/topic:Topic",
            "arn:aws:sns:eu-west-1:444455556666:t",
            {"name": "t", "arn": "arn:aws:sns:eu-west-1:444455556666:t"},
        ),
        (
            "aws:iam/policy:Policy",
            f"arn:aws:iam::{ACCOUNT}:policy/team/p",
            {"name": "p", "arn": f"arn:aws:iam::{ACCOUNT}:policy/team/p"},
        ),
        (
            "aws:kms/key:Key",
            "1234abcd",
            {"keyId": "1234abcd", "arn": f"arn:aws:kms:{HERE}:key/1234abcd"},
        ),
        (
            "aws:sqs/queue:Queue",
            f"https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/q",
            {
                "name": "q",
                "url": f"https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/q",
                "arn": f"arn:aws:sqs:{HERE}:q",
            },
        ),
        (
            "aws:cloudwatch/eventRule:EventRule",
            "bus/r",
            {"name": "r", "eventBusName": "bus", "arn": f"arn:aws:events:{HERE}:rule/bus/r"},
        ),
        # A role's path is part of its ARN, and nobody says it.
        ("aws:iam/role:Role", "r", {"name": "r"}),
        # By an ARN, a key is found too; what its key id is, only AWS says.
        ("aws:kms/key:Key", f"arn:aws:kms:{HERE}:key/1234abcd", {}),
        ("aws:rds/instance:Instance", "db-ABC", {}),
        ("aws:sns/topic:Topic", "not-an-arn", {}),
        ("aws:ec2/eip:Eip", "eipalloc-1", {}),
    ],
)
def test_an_id_tells_names_and_arns_and_nothing_else(
    token: str, resource_id: str, stated: dict[str, str]
) -> None:
    """In AWS's own forms; an id of another form tells nothing."""
    assert looked_up(token, resource_id) == stated


@pytest.mark.parametrize(
    ("token", "arguments", "stated"),
    [
        ("aws:s3/getBucket:getBucket", {"bucket": "b"}, {"id": "b", "arn": "arn:aws:s3:::b"}),
        (
            "aws:kms/getAlias:getAlias",
            {"name": "alias/a"},
            dict.fromkeys(("id", "arn"), f"arn:aws:kms:{HERE}:alias/a"),
        ),
        (
            "aws:kms/getKey:getKey",
            {"keyId": "1234"},
            {"id": "1234", "arn": f"arn:aws:kms:{HERE}:key/1234"},
        ),
        (
            "aws:kms/getKey:getKey",
            {"keyId": f"arn:aws:kms:{HERE}:key/1234"},
            {"arn": f"arn:aws:kms:{HERE}:key/1234"},
        ),
        ("aws:kms/getKey:getKey", {"keyId": "alias/a"}, {}),
        ("aws:iam/getRole:getRole", {"name": "r"}, {"id": "r"}),
        (
            "aws:rds/getInstance:getInstance",
            {"dbInstanceIdentifier": "d"},
            {"dbInstanceArn": f"arn:aws:rds:{HERE}:db:d"},
        ),
        (
            "aws:backup/getPlan:getPlan",
            {"planId": "p-1"},
            {"id": "p-1", "arn": f"arn:aws:backup:{HERE}:backup-plan:p-1"},
        ),
        (
            "aws:sns/getTopic:getTopic",
            {"name": "t"},
            dict.fromkeys(("id", "arn"), f"arn:aws:sns:{HERE}:t"),
        ),
        ("aws:s3/getBucket:getBucket", {"bucket": UNKNOWN}, {}),
        ("aws:ec2/getAmi:getAmi", {"owners": ["self"]}, {}),
    ],
)
def test_a_function_says_of_what_it_finds_what_follows_from_the_name(
    token: str, arguments: dict[str, object], stated: dict[str, str]
) -> None:
    """An alias of a key is not the key; an unknown name tells nothing."""
    assert answer(token, **arguments) == stated


def test_an_arn_without_a_known_account_is_not_stated() -> None:
    """Half an ARN is another resource's."""
    found = outputs_by_id("aws:backup/vault:Vault", "v", account_id="", region="us-east-1")

    assert found == {"id": "v", "name": "v"}


@pytest.mark.parametrize("row", LOOKUP_FUNCTIONS)
def test_every_function_takes_and_gives_what_its_row_says(row: LookupFunction) -> None:
    """A name that the provider does not use would never be seen to be missing."""
    module, _, name = row.token.partition("/")
    name = name.partition(":")[0]
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
    # By its door first: a module that is loaded by itself takes the function's place there.
    assert hasattr(getattr(aws, module.removeprefix("aws:")), snake)
    written = sys.modules[f"pulumi_aws.{module.removeprefix('aws:')}.{snake}"]
    function = getattr(written, snake)
    result = getattr(written, f"{name[:1].upper()}{name[1:]}Result")

    def spelled(wire: str) -> str:
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in wire)

    assert set(map(spelled, row.inputs)) <= set(inspect.signature(function).parameters)
    assert set(map(spelled, row.fields)) <= set(inspect.signature(result.__init__).parameters)
