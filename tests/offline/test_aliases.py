"""The names that a resource had before are kept, so that a renamed one is the same."""

import pulumi
import pulumi_aws as aws

from bamp_pulumi.testing import declare

QUEUE = "aws:sqs/queue:Queue"


class Team(pulumi.ComponentResource):
    """A component with one queue, which once had no parent."""

    def __init__(self, name: str) -> None:
        """Declare it."""
        super().__init__("acme:index:Team", name, {})
        was = pulumi.Alias(name="jobs", parent=pulumi.ROOT_STACK_RESOURCE)
        opts = pulumi.ResourceOptions(parent=self, aliases=[was])
        aws.sqs.Queue(f"{name}-jobs", opts=opts)


def test_an_alias_is_the_urn_that_was() -> None:
    """By name, by parent, by project, and as it is written."""

    def program() -> None:
        Team("orders")
        aws.sqs.Queue(
            "mail",
            opts=pulumi.ResourceOptions(
                aliases=[
                    pulumi.Alias(name="post"),
                    pulumi.Alias(project="old"),
                    f"urn:pulumi:test::test::{QUEUE}::letters",
                ]
            ),
        )
        aws.sqs.Queue("plain")

    estate = declare(program)

    assert estate.named("orders-jobs").aliases == (f"urn:pulumi:test::test::{QUEUE}::jobs",)
    assert estate.named("mail").aliases == (
        f"urn:pulumi:test::test::{QUEUE}::post",
        f"urn:pulumi:test::old::{QUEUE}::mail",
        f"urn:pulumi:test::test::{QUEUE}::letters",
    )
    assert estate.named("plain").aliases == ()
