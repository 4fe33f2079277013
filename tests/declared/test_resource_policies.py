"""The policy of a resource, with what is unknown in it.

Cannot prove what AWS makes of a policy; `tests/access` follows the guide.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.access import Principal, Request, read_policy
from bamp_pulumi.declared import arn_of, document_of, policy_of
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


def named(resource: Callable[[dict[str, Any]], object], *, asked: str, below: str = "") -> Truth:
    """Ask whether the policy of a bucket speaks of a declared resource whose ARN is unknown."""

    def program() -> None:
        made: dict[str, Any] = {
            "data": aws.s3.Bucket("data"),
            "other": aws.s3.Bucket("other"),
            "known": aws.s3.Bucket("known", bucket="known"),
            "topic": aws.sns.Topic("topic"),
            "found": aws.s3.Bucket.get("found", aws.sns.Topic("x").name),
        }
        statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*"}
        text = {"Statement": [{**statement, "Resource": resource(made)}]}
        aws.s3.BucketPolicy("p", bucket="some", policy=pulumi.Output.json_dumps(text))

    estate = declare(program)
    document = document_of(estate, estate.named("p"), "policy")
    request = replace(REQUEST, about=arn_of(estate.named(asked), below))
    return read_policy(document, name="p").says("Deny", request, of_resource=True)


NAMED: list[tuple[Callable[[dict[str, Any]], object], str, str, Truth]] = [
    (lambda made: made["data"].arn, "data", "", True),
    (lambda made: made["data"].id, "data", "", None),
    (lambda made: pulumi.Output.concat("arn:aws:s3:::", made["data"].id), "data", "", True),
    (lambda made: pulumi.Output.concat("arn:aws-cn:s3:::", made["data"].id), "data", "", None),
    (lambda made: made["data"].arn, "data", "/an object", False),
    (lambda made: made["topic"].id, "topic", "", True),
    (lambda made: pulumi.Output.concat(made["data"].arn, "/*"), "data", "/an object", True),
    (lambda made: pulumi.Output.concat(made["data"].arn, "/*"), "data", "", False),
    (lambda made: pulumi.Output.concat(made["data"].arn, "*"), "data", "", True),
    (lambda made: pulumi.Output.concat(made["data"].arn, "*"), "other", "", None),
    (lambda made: pulumi.Output.concat("x", made["data"].arn), "data", "", None),
    (lambda made: made["other"].arn, "data", "", False),
    (lambda made: made["other"].arn, "known", "", False),
    (lambda made: made["topic"].arn, "data", "", False),
    (lambda made: made["other"].arn, "found", "", None),
    (lambda made: made["found"].arn, "data", "", None),
    (lambda made: [made["other"].arn, made["data"].arn], "data", "", True),
]


@pytest.mark.parametrize(("make", "asked", "below", "answer"), NAMED)
def test_an_arn_that_aws_makes_up_is_known_by_whose_it_is(
    make: Callable[[dict[str, Any]], object], asked: str, below: str, answer: Truth
) -> None:
    """No other declared resource has it; what is only looked up may be any."""
    assert named(make, asked=asked, below=below) is answer


def test_the_owner_in_its_own_policy_is_the_owner() -> None:
    """The policy of a bucket that AWS names denies what is in it."""

    def program() -> None:
        made = aws.s3.Bucket("data")
        statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": made.arn}
        text = pulumi.Output.json_dumps({"Statement": [statement]})
        aws.s3.BucketPolicy("p", bucket=made.id, policy=text)

    estate = declare(program)
    policy = policy_of(estate, estate.named("data"))
    about = arn_of(estate.named("data"))

    assert policy is not None
    assert policy.says("Deny", replace(REQUEST, about=about), of_resource=True) is True


@pytest.mark.parametrize(("role", "answer"), [("one", True), ("two", False)])
def test_a_role_that_pulumi_names_is_known_in_a_policy(role: str, answer: Truth) -> None:
    """As principal, and as value of a condition."""

    def program() -> None:
        one = aws.iam.Role("one", assume_role_policy="{}")
        aws.iam.Role("two", assume_role_policy="{}")
        statement = {
            "Effect": "Deny",
            "Principal": {"AWS": one.arn},
            "Action": "s3:*",
            "Resource": "*",
            "Condition": {"ArnEquals": {"aws:PrincipalArn": one.arn}},
        }
        text = pulumi.Output.json_dumps({"Statement": [statement]})
        aws.s3.BucketPolicy("p", bucket="some", policy=text)

    estate = declare(program)
    policy = read_policy(document_of(estate, estate.named("p"), "policy"), name="p")
    principal = Principal.role("", HERE, arn_of(estate.named(role)))

    assert policy.says("Deny", replace(REQUEST, principal=principal), of_resource=True) is answer


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
