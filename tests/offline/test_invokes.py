"""What provider functions answer where only AWS could.

Cannot prove that AWS gives an answer at all: what does not exist is found only by asking.
"""

import base64
import subprocess
import sys

import pulumi_aws as aws

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.offline.unknown_answers import unknown_answers_made_up
from bamp_pulumi.testing import declare

TOPIC = "aws:sns/topic:Topic"


def test_what_a_cluster_is_asked_for_is_unknown_down_to_the_last_field() -> None:
    """Programs take the first of a list of objects, and a field of that."""

    def program() -> None:
        cluster = aws.eks.get_cluster(name="main")
        issuer = cluster.identities[0].oidcs[0].issuer
        aws.sns.Topic("t", name=issuer, display_name=cluster.vpc_config.subnet_ids[2])

    topic = declare(program).one(TOPIC)

    assert topic.inputs == {"name": UNKNOWN, "displayName": UNKNOWN}


def test_a_function_of_a_module_that_python_renames_is_answered_as_any_other() -> None:
    """`lambda` is a keyword: the module is `lambda_`."""

    def program() -> None:
        found = aws.lambda_.get_function(function_name="orders")
        aws.sns.Topic("t", name=found.vpc_config.vpc_id)

    assert declare(program).one(TOPIC).inputs["name"] is UNKNOWN


def test_the_login_to_a_registry_can_be_taken_apart() -> None:
    """AWS documents it as user and password in base64; programs split it in their first lines."""

    def program() -> None:
        token = aws.ecr.get_authorization_token().authorization_token
        user, password = base64.b64decode(token).decode().split(":")
        aws.sns.Topic("t", name=user, display_name=password)

    assert declare(program).one(TOPIC).inputs == {"name": "AWS", "displayName": UNKNOWN}


def test_an_unknown_argument_is_not_given_back_as_an_answer() -> None:
    """A result repeats its arguments; the SDK takes none that is unknown."""

    def program() -> None:
        image = aws.ec2.get_ami(most_recent=True).id
        instance = aws.ec2.get_instance(instance_id=image)
        document = aws.iam.get_policy_document(statements=[{"resources": [image]}])
        aws.sns.Topic("t", name=instance.instance_id, policy=document.json)

    assert declare(program).one(TOPIC).inputs == {"name": UNKNOWN, "policy": UNKNOWN}


def test_an_argument_of_another_kind_than_the_field_is_not_given_back() -> None:
    """The engine turns `"true"` into true; the SDK takes only the latter in an answer."""

    def program() -> None:
        # The types say so, too; many a program does not.
        image = aws.ec2.get_ami(most_recent="true", owners=["amazon"])  # pyright: ignore[reportArgumentType]
        aws.sns.Topic("t", name=image.id, display_name=image.owners[0] if image.owners else "")

    assert declare(program).one(TOPIC).inputs == {"name": UNKNOWN, "displayName": "amazon"}


def test_the_plain_form_answers_an_output_that_is_unknown() -> None:
    """In a real preview the provider has named the bucket; here nobody has."""

    def program() -> None:
        bucket = aws.s3.Bucket("b")
        # The types say text; the SDK takes the output of a resource as well.
        found = aws.s3.get_bucket(bucket=bucket.bucket)  # pyright: ignore[reportArgumentType]
        aws.sns.Topic("t", name=found.arn)

    with unknown_answers_made_up() as made_up:
        topic = declare(program).one(TOPIC)

    assert topic.inputs["name"] is UNKNOWN
    assert made_up == ["aws:s3/getBucket:getBucket"]


def test_a_map_in_an_answer_has_a_placeholder_for_each_name_that_is_asked_for() -> None:
    """The outputs of another stack, the tags of a network, the settings of a function."""

    def program() -> None:
        stack = aws.cloudformation.get_stack_output(name="network")
        function = aws.lambda_.get_function(function_name="orders")
        aws.sns.Topic(
            "t",
            name=aws.ec2.get_vpc(default=True).tags["Name"],
            display_name=stack.outputs.apply(lambda outputs: outputs["SubnetId"]),
            kms_master_key_id=function.environment.variables["KEY"],
            tags={**aws.ec2.get_vpc(default=True).tags, "team": "x"},
        )

    with unknown_answers_made_up():
        topic = declare(program).one(TOPIC)

    assert topic.inputs == {
        "name": UNKNOWN,
        "displayName": UNKNOWN,
        "kmsMasterKeyId": UNKNOWN,
        "tags": {"team": "x"},
    }


LOOKED_UP_FIRST = """
import pulumi_aws as aws
from bamp_pulumi.offline.invokes import unknown_answer
assert unknown_answer("aws:kms/getKey:getKey")["arn"]
assert unknown_answer("aws:index/getRegion:getRegion")["name"]
aws.kms.get_key_output, aws.get_region_output
"""


def test_a_look_up_of_ours_takes_no_function_from_the_program() -> None:
    """`inherit()` looks for a key before a program has used any name of `aws.kms`."""
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", LOOKED_UP_FIRST], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
