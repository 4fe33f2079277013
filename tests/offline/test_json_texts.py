"""Policies that a program gives as objects.

Cannot prove what a provider other than Pulumi's own for AWS makes of an object where it wants text.
"""

import json
from typing import cast

import pulumi
import pulumi_aws as aws

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.testing import declare

ROLE = "aws:iam/role:Role"
TRUST: object = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": "backup.amazonaws.com"},
        }
    ],
}
# cast: where AWS wants text, many a program gives a map.
AS_TEXT = cast("str", TRUST)


def test_an_object_is_recorded_as_the_text_that_aws_gets() -> None:
    """Whatever judges a policy reads text, however it was given."""

    def program() -> None:
        aws.iam.Role("r", name="r", assume_role_policy=AS_TEXT, tags={"team": "x"})

    inputs = declare(program).one(ROLE).inputs

    assert json.loads(str(inputs["assumeRolePolicy"])) == TRUST
    assert inputs["tags"] == {"team": "x"}


def test_the_program_reads_the_text_back() -> None:
    """As after the provider has checked it."""

    def program() -> None:
        role = aws.iam.Role("r", assume_role_policy=AS_TEXT)
        aws.sns.Topic("t", name=role.assume_role_policy.apply(lambda text: text[:11]))

    assert declare(program).one("aws:sns/topic:Topic").text("name") == '{"Statement'


def test_what_holds_an_unknown_is_unknown_as_a_whole() -> None:
    """Half a policy must not be judged."""

    def program() -> None:
        bucket = aws.s3.Bucket("b")
        statement = {"Effect": "Allow", "Resource": bucket.arn}
        policy = {"Version": "2012-10-17", "Statement": [statement]}
        # cast: as above.
        aws.iam.Policy("p", policy=cast("str", policy))

    assert declare(program).one("aws:iam/policy:Policy").inputs["policy"] is UNKNOWN


def test_a_secret_object_becomes_a_secret_text() -> None:
    """Written, it is as secret as before."""

    def program() -> None:
        aws.iam.Role("r", assume_role_policy=pulumi.Output.secret(AS_TEXT))

    role = declare(program).one(ROLE)

    assert json.loads(role.text("assumeRolePolicy")) == TRUST
    assert role.secret_inputs == {"assumeRolePolicy"}


def test_maps_and_lists_that_are_no_text_stay_what_they_are() -> None:
    """A table has attributes, a function its settings, a bucket object its file."""

    def program() -> None:
        aws.dynamodb.Table("t", attributes=[{"name": "id", "type": "S"}], hash_key="id")
        aws.s3.BucketObjectv2("o", bucket="b", key="k", source=pulumi.StringAsset("text"))

    estate = declare(program)

    assert estate.named("t").inputs["attributes"] == [{"name": "id", "type": "S"}]
    assert isinstance(estate.named("o").inputs["source"], dict)
