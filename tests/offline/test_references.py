"""A program may pass a whole resource where an id is asked for; many do.

Cannot prove what a provider makes of it: it is given the id, as here.
"""

from typing import cast

import pulumi
import pulumi_aws as aws

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Resource
from bamp_pulumi.testing import declare

BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
TOPIC = "aws:sns/topic:Topic"


def policy_of(bucket: aws.s3.Bucket) -> aws.s3.BucketPolicy:
    """Declare a policy that is given the bucket itself."""
    # cast: the SDK takes a resource for a text, its types do not say so.
    return aws.s3.BucketPolicy("policy", bucket=cast("str", bucket), policy="{}")


def tell(value: pulumi.Output[str]) -> None:
    """Declare something that shows what a program reads."""
    aws.sns.Topic("note", name=value.apply(lambda read: f"{read}-read"))


def note(program: object) -> Resource:
    """Run a program and return what it read."""
    # cast: every program of this file takes nothing and returns nothing.
    return declare(cast("type[None]", program)).one(TOPIC)


def test_the_program_reads_back_the_id_of_a_resource_it_passed() -> None:
    """What a provider answers with is the id it was given."""

    def program() -> None:
        tell(policy_of(aws.s3.Bucket("b", bucket="photos")).bucket)

    assert note(program).text("name") == "photos-read"


def test_an_unknown_id_stays_unknown() -> None:
    """The bucket is named by AWS: nothing that hangs on the name is computed."""

    def program() -> None:
        tell(policy_of(aws.s3.Bucket("b")).bucket)

    assert note(program).inputs["name"] is UNKNOWN


def test_references_inside_lists_maps_and_secrets_are_settled_too() -> None:
    """At any depth: a reference left over would be looked up by a program that never asked."""

    def program() -> None:
        subnet = aws.ec2.Subnet("s", vpc_id="vpc-1", cidr_block="10.0.0.0/24")
        group = aws.ec2.SecurityGroup("g", vpc_id="vpc-1")
        function = aws.lambda_.Function(
            "f",
            role="arn:aws:iam::111122223333:role/r",
            # cast: as above.
            vpc_config={
                "subnet_ids": cast("list[str]", [subnet]),
                "security_group_ids": pulumi.Output.secret(cast("list[str]", [group])),
            },
        )
        tell(function.vpc_config.apply(lambda _: "known"))

    assert note(program).inputs["name"] is UNKNOWN


def test_a_transform_is_given_the_resource_and_may_read_it() -> None:
    """The SDK looks it up by its URN: inputs and id are there, secrets stay secret."""
    read: list[object] = []

    def shows(args: pulumi.ResourceTransformArgs) -> None:
        if args.type_ == BUCKET_POLICY:
            bucket = args.props["bucket"]
            assert isinstance(bucket, aws.s3.Bucket)
            bucket.arn.apply(read.append)
            bucket.tags.apply(read.append)
            pulumi.Output.from_input(bucket.tags.is_secret()).apply(read.append)

    def program() -> None:
        pulumi.runtime.register_resource_transform(shows)
        policy_of(aws.s3.Bucket("b", bucket="photos", tags=pulumi.Output.secret({"team": "x"})))

    declare(program)

    assert len(read) == 3
    assert all(each in read for each in ("arn:aws:s3:::photos", {"team": "x"}, True))


def test_a_resource_that_is_only_read_can_be_passed_as_well() -> None:
    """`Bucket.get` gives a resource like any other."""

    def program() -> None:
        tell(policy_of(aws.s3.Bucket.get("b", "photos")).bucket)

    assert note(program).text("name") == "photos-read"
