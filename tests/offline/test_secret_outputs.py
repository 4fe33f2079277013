"""A secret output of one program stays a secret in another."""

from pathlib import Path

import pulumi
import pulumi_aws as aws

from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.testing import declare


def publish() -> None:
    """Export one secret and one plain output."""
    pulumi.export("token", pulumi.Output.secret("not-a-token"))
    pulumi.export("vault", "shared")


def read() -> None:
    """Use each in the tags of a bucket."""
    published = pulumi.StackReference("organization/publisher/test")
    aws.s3.Bucket("secretive", tags={"token": published.get_output("token")})
    aws.s3.Bucket("open", tags={"vault": published.require_output("vault")})


def test_what_another_stack_exports_as_secret_is_named_a_secret_where_it_ends_up() -> None:
    """The engine names the secret outputs of a stack reference; a report must not print them."""
    place = Place(account_id="111122223333", region="us-east-1")
    setting = Setting(project="publisher", stack="test", root=Path.cwd(), place=place)
    outputs = run(publish, setting)["stackOutputs"]

    estate = declare(read, stack_outputs={"publisher/test": outputs})

    assert estate.named("secretive").secret_inputs == {"tags"}
    assert estate.named("secretive").inputs == {"tags": {"token": "not-a-token"}}
    assert estate.named("open").secret_inputs == frozenset()
    assert estate.named("open").inputs == {"tags": {"vault": "shared"}}
