"""Policies that name what nobody knows before deployment: the rest of their text is recorded.

Cannot prove what a callback would write for the real value; only that it went by none.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.testing import declare

Written = Any  # Any: an output, made of others
TOPIC = "aws:sns/topicPolicy:TopicPolicy"
BUCKET = "aws:s3/bucketPolicy:BucketPolicy"
NOTED: list[str] = []
STAGE = "prod"


def policy(*resources: str) -> str:
    """Write a policy on resources."""
    return json.dumps({"Statement": {"Effect": "Allow", "Resource": list(resources)}})


def noting(arn: str) -> str:
    """Write a policy, and remember what for."""
    NOTED.append(arn)
    return policy(arn)


def of_bucket(write: Callable[[aws.s3.Bucket], Written]) -> Any:  # noqa: ANN401 - JSON
    """Record the policy of a bucket whose name AWS makes up."""

    def program() -> None:
        bucket = aws.s3.Bucket("data")
        aws.s3.BucketPolicy("access", bucket=bucket.id, policy=write(bucket))

    return declare(program).one(BUCKET).value("policy")


def resources_in(found: Any) -> Any:  # noqa: ANN401 - JSON
    """Return what the only statement of a policy is about."""
    return found["Statement"]["Resource"]


WRITTEN: dict[str, Callable[[aws.s3.Bucket], Written]] = {
    "a callback": lambda b: b.arn.apply(lambda arn: policy(arn, f"{arn}/*")),
    "a function": lambda b: b.arn.apply(policy),
    "a callback on two outputs": lambda b: pulumi.Output.all(b.arn, b.id).apply(
        lambda both: policy(both[0], "arn:aws:s3:::" + both[1])
    ),
    "a callback on outputs by name": lambda b: pulumi.Output.all(arn=b.arn).apply(
        lambda named: policy(named["arn"])
    ),
    "an output that is one of another": lambda b: b.arn.apply(lambda arn: f"{arn}/*").apply(policy),
    "JSON": lambda b: pulumi.Output.json_dumps(
        {"Statement": {"Effect": "Allow", "Resource": [b.arn, pulumi.Output.concat(b.arn, "/*")]}}
    ),
    "a format": lambda b: pulumi.Output.format(
        '{{"Statement": {{"Effect": "Allow", "Resource": ["{0}"]}}}}', b.arn
    ),
    "a format by name": lambda b: pulumi.Output.format(
        '{{"Statement": {{"Effect": "Allow", "Resource": ["{arn}"]}}}}', arn=b.arn
    ),
    "parts": lambda b: pulumi.Output.concat(
        '{"Statement": {"Effect": "Allow", "Resource": ["', b.arn, '"]}}'
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_the_program_writes_itself_is_known(name: str) -> None:
    """And what it only names is not."""
    found = of_bucket(WRITTEN[name])

    assert found["Statement"]["Effect"] == "Allow"
    assert set(resources_in(found)) == {UNKNOWN}


NOT_WRITTEN: dict[str, Callable[[aws.s3.Bucket], Written]] = {
    "a callback that compares": lambda b: b.arn.apply(
        lambda arn: policy(arn) if arn == "x" else policy("*", arn)
    ),
    "a callback that looks into the value": lambda b: b.arn.apply(
        lambda arn: policy(arn) if STAGE in arn else policy("*", arn)
    ),
    "a callback that takes the value apart": lambda b: b.arn.apply(
        lambda arn: policy(arn.split(":")[0], arn)
    ),
    "a callback that asks for a letter": lambda b: b.arn.apply(lambda arn: policy(arn[0], arn)),
    "a callback that counts": lambda b: b.arn.apply(lambda arn: policy(str(len(arn)), arn)),
    "a callback that takes notes": lambda b: b.arn.apply(noting),
    "a callback that ignores the value": lambda b: b.arn.apply(lambda _: policy("*")),
    "a callback that fails": lambda b: b.arn.apply(lambda arn: policy(arn, str(1 / 0))),
    "a secret": lambda b: pulumi.Output.secret(b.arn).apply(policy),
    "no policy": lambda b: b.arn.apply(lambda arn: json.dumps({"arn": arn})),
}


@pytest.mark.parametrize("name", NOT_WRITTEN)
def test_what_may_go_by_the_value_is_unknown_as_a_whole(name: str) -> None:
    """A stand-in answers no question, and nothing is done with it."""
    assert of_bucket(NOT_WRITTEN[name]) is UNKNOWN
    assert NOTED == []


def test_a_part_that_is_not_named_by_a_resource_leaves_the_whole_unknown() -> None:
    """Of a value out of a stack that was not given nothing is known, not even whose it is."""

    def elsewhere(bucket: aws.s3.Bucket) -> Written:
        role = pulumi.StackReference("elsewhere").get_output("role")
        return pulumi.Output.all(bucket.arn, role).apply(lambda both: policy(both[0], both[1]))

    assert of_bucket(elsewhere) is UNKNOWN


def test_the_program_gets_it_back_as_unknown() -> None:
    """A callback that declares something does not run for a value that is known in part."""

    def program() -> None:
        bucket = aws.s3.Bucket("data")
        access = aws.s3.BucketPolicy("access", bucket=bucket.id, policy=bucket.arn.apply(policy))
        access.policy.apply(lambda text: aws.ssm.Parameter("p", type="String", value=text))

    assert not declare(program).of_type("aws:ssm/parameter:Parameter")


def test_a_rendered_document_is_known_in_part() -> None:
    """`get_policy_document_output` asks nobody."""

    def document(bucket: aws.s3.Bucket) -> Written:
        statement: Any = {"effect": "Deny", "actions": ["s3:*"], "resources": [bucket.arn]}
        return aws.iam.get_policy_document_output(statements=[statement]).json

    found = of_bucket(document)
    assert found["Statement"][0]["Resource"] is UNKNOWN


@pytest.mark.parametrize("own", [True, False])
def test_a_topic_s_own_arn_in_its_policy_is_all_that_there_is(own: bool) -> None:  # noqa: FBT001
    """Another topic's is not."""

    def program() -> None:
        topic, other = aws.sns.Topic("topic"), aws.sns.Topic("other")
        named = topic if own else other
        aws.sns.TopicPolicy("access", arn=topic.arn, policy=named.arn.apply(policy))

    found = declare(program).one(TOPIC).value("policy")
    if own:
        assert found == policy("*")
    else:
        assert resources_in(found) == [UNKNOWN]
