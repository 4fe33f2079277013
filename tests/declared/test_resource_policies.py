"""The policy of a resource, with what is unknown in it.

Cannot prove what AWS makes of a policy; `tests/access` follows the guide.
"""

import json

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.access import Principal, Request
from bamp_pulumi.declared import policy_of
from bamp_pulumi.testing import declare
from bamp_pulumi.truth import Truth

HERE = "111122223333"
ROLE = f"arn:aws:iam::{HERE}:role/backup"
REQUEST = Request(
    principal=Principal.role(ROLE),
    action="s3:GetObject",
    resource="",
    resource_account_id=HERE,
    context={"aws:SecureTransport": "true"},
)
PLAIN_TEXT = {"Bool": {"aws:SecureTransport": "false"}}


def denied(**fields: object) -> Truth:
    """Ask whether the policy of a bucket denies, with `ARN` standing for what AWS makes up."""

    def program() -> None:
        made = aws.s3.Bucket("data")
        statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", **fields}
        text = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        filled = json.loads(text, object_hook=lambda found: _filled(found, made.arn))
        aws.s3.BucketPolicy("p", bucket=made.id, policy=pulumi.Output.json_dumps(filled))

    estate = declare(program)
    policy = policy_of(estate, estate.named("data"))
    assert policy is not None
    return policy.says("Deny", REQUEST, of_resource=True)


def _filled(fields: dict[str, object], arn: pulumi.Output[str]) -> dict[str, object]:
    return {name: arn if value == "ARN" else value for name, value in fields.items()}


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"Resource": "*"}, True),
        ({"Resource": "ARN"}, None),
        ({"Resource": "ARN", "Condition": PLAIN_TEXT}, False),
        ({"Resource": "ARN", "Action": "s3:PutObject"}, False),
        ({"Resource": "ARN", "Effect": "Allow"}, False),
        ({"Resource": "*", "Effect": "ARN"}, None),
        ({"Resource": "*", "Action": "ARN"}, None),
        ({"Resource": "*", "Principal": {"AWS": "ARN"}}, None),
        ({"Resource": "*", "Principal": {"AWS": ROLE, "Service": "ARN"}}, True),
        ({"Resource": "*", "Condition": {"StringNotEquals": {"aws:PrincipalArn": "ARN"}}}, None),
        ({"Resource": "*", "Condition": {**PLAIN_TEXT, "StringEquals": {"aws:x": "ARN"}}}, False),
    ],
)
def test_what_is_unknown_in_a_statement_may_be_anything(
    fields: dict[str, object], answer: Truth
) -> None:
    """The rest of the statement decides where it can."""
    assert denied(**fields) is answer
