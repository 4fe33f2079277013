"""What the offline monitor records, seen through `declare`.

Cannot prove that a real engine would record the same: tests/e2e compares the two where one exists.
"""

import json
from typing import cast

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.testing import declare

BUCKET = "aws:s3/bucket:Bucket"


def test_inputs_are_recorded_by_their_wire_names() -> None:
    """What the provider will see is what a reader gets."""

    def program() -> None:
        aws.rds.Instance("db", instance_class="db.t4g.micro", storage_encrypted=True)

    inputs = declare(program).one("aws:rds/instance:Instance").inputs

    assert inputs == {"instanceClass": "db.t4g.micro", "storageEncrypted": True}


def test_an_output_of_another_resource_is_unknown_and_its_origin_is_kept() -> None:
    """A bucket has no id before it exists; what names it does so by reference."""

    def program() -> None:
        bucket = aws.s3.Bucket("photos")
        aws.s3.BucketPolicy("open", bucket=bucket.id, policy="{}")

    estate = declare(program)
    policy = estate.named("open")

    assert policy.inputs["bucket"] is UNKNOWN
    assert estate.follow(policy, "bucket") == (estate.named("photos"),)


def test_a_text_that_contains_an_unknown_is_unknown_as_a_whole() -> None:
    """Half a name is no name: nothing must be read into it."""

    def program() -> None:
        zone = aws.ec2.get_ami(most_recent=True).id
        aws.s3.Bucket("logs", tags={"image": f"prefix-{zone}"})

    assert declare(program).one(BUCKET).value("tags.image") is UNKNOWN


def test_what_the_program_names_itself_has_a_known_arn() -> None:
    """So that policy documents about it can be read before anything exists."""

    def program() -> None:
        vault = aws.backup.Vault("v", name="main")
        aws.sns.Topic("t", name="alerts", policy=vault.arn.apply(lambda arn: json.dumps([arn])))

    topic = declare(program, account_id="111122223333").one("aws:sns/topic:Topic")

    assert json.loads(topic.text("policy")) == [
        "arn:aws:backup:us-east-1:111122223333:backup-vault:main"
    ]


def test_an_automatic_name_is_never_guessed() -> None:
    """The provider adds a random suffix; an ARN without it would be another resource's."""

    def program() -> None:
        aws.backup.Vault("v")

    vault = declare(program).one("aws:backup/vault:Vault")

    assert "arn" not in vault.outputs
    assert vault.id == ""


def test_children_of_components_have_the_urn_the_engine_gives_them() -> None:
    """A finding must name the resource as Pulumi does."""

    class Store(pulumi.ComponentResource):
        def __init__(self, name: str) -> None:
            super().__init__("shop:index:Store", name)
            aws.s3.Bucket("inner", opts=pulumi.ResourceOptions(parent=self))

    urn = declare(lambda: Store("outer") and None, project="p", stack="s").one(BUCKET).urn

    assert urn == "urn:pulumi:s::p::shop:index:Store$aws:s3/bucket:Bucket::inner"


def test_a_repeated_name_is_refused_as_the_engine_refuses_it() -> None:
    """Two resources of one URN cannot both exist."""

    def program() -> None:
        aws.s3.Bucket("twice")
        aws.s3.Bucket("twice")

    with pytest.raises(Exception, match="Duplicate resource URN"):
        declare(program)


def test_transforms_run_their_own_then_parents_then_the_stacks() -> None:
    """The order in which the engine lets them overwrite one another."""

    def adds(word: str) -> pulumi.ResourceTransform:
        def transform(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
            if args.type_ != BUCKET:
                return None
            # cast: on the wire an input may be anything, and this one is plain text.
            name = cast("str", args.props.get("bucket", ""))
            return pulumi.ResourceTransformResult(
                props={**args.props, "bucket": f"{name}{word}"}, opts=args.opts
            )

        return transform

    class Store(pulumi.ComponentResource):
        def __init__(self) -> None:
            opts = pulumi.ResourceOptions(transforms=[adds("parent ")])
            super().__init__("shop:index:Store", "store", None, opts)
            own = pulumi.ResourceOptions(parent=self, transforms=[adds("own ")])
            aws.s3.Bucket("inner", opts=own)

    def program() -> None:
        pulumi.runtime.register_resource_transform(adds("stack"))
        Store()

    assert declare(program).one(BUCKET).text("bucket") == "own parent stack"


def test_options_that_a_transform_returns_stick() -> None:
    """An estate shows what will hold, not what was written first."""

    def protects(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
        added = pulumi.ResourceOptions(protect=True, ignore_changes=["tags"])
        opts = pulumi.ResourceOptions.merge(args.opts, added)
        return pulumi.ResourceTransformResult(props=args.props, opts=opts)

    def program() -> None:
        pulumi.runtime.register_resource_transform(protects)
        aws.s3.Bucket("kept")

    bucket = declare(program).one(BUCKET)

    assert bucket.protect
    assert bucket.ignore_changes == ("tags",)


def test_secret_inputs_are_named_and_read_in_clear() -> None:
    """A check may look at them; a report must know not to print them."""

    def program() -> None:
        aws.s3.Bucket("b", tags=pulumi.Output.secret({"team": "orders"}))

    bucket = declare(program).one(BUCKET)

    assert bucket.value("tags.team") == "orders"
    assert bucket.secret_inputs == {"tags"}


def test_the_region_is_the_resources_own_then_its_providers_then_the_stacks() -> None:
    """Plans back up only what lives in their Region, so it has to be right."""

    def program() -> None:
        west = aws.Provider("west", region="us-west-2")
        opts = pulumi.ResourceOptions(provider=west)
        aws.s3.Bucket("home")
        aws.s3.Bucket("west", opts=opts)
        aws.s3.Bucket("own", region="eu-west-1", opts=opts)

    estate = declare(program, config={"aws:region": "us-east-2"})

    regions = {name: estate.named(name).region for name in ("home", "own")}
    assert regions == {"home": "us-east-2", "own": "eu-west-1"}
    assert [b.region for b in estate.of_type(BUCKET) if b.name == "west"] == ["us-west-2"]


def test_who_and_where_the_program_runs_is_answered() -> None:
    """These three the CLI itself knows; a placeholder would hide every ARN made from them."""

    def program() -> None:
        account = aws.get_caller_identity().account_id
        region = aws.get_region().region
        partition = aws.get_partition().partition
        aws.s3.Bucket("b", bucket=f"{partition}-{account}-{region}")

    bucket = declare(program, account_id="111122223333").one(BUCKET)

    assert bucket.text("bucket") == "aws-111122223333-us-east-1"


def test_a_policy_document_is_computed_as_the_provider_does() -> None:
    """Effect defaults to Allow, one-item lists collapse, keys are capitalised."""

    def program() -> None:
        document = aws.iam.get_policy_document(
            statements=[
                {
                    "actions": ["s3:GetObject"],
                    "resources": ["*"],
                    "principals": [{"type": "Service", "identifiers": ["backup.amazonaws.com"]}],
                    "conditions": [
                        {"test": "Bool", "variable": "aws:SecureTransport", "values": ["true"]}
                    ],
                }
            ]
        )
        aws.s3.BucketPolicy("p", bucket="b", policy=document.json)

    policy = declare(program).one("aws:s3/bucketPolicy:BucketPolicy").text("policy")

    assert json.loads(policy) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "s3:GetObject",
                "Resource": "*",
                "Principal": {"Service": "backup.amazonaws.com"},
                "Condition": {"Bool": {"aws:SecureTransport": "true"}},
            }
        ],
    }


def test_a_function_only_aws_can_answer_is_unknown_and_said_to_be() -> None:
    """A made-up value that looks real would be believed."""

    def program() -> None:
        vpc = aws.ec2.get_vpc(default=True)
        aws.ec2.SecurityGroup("g", vpc_id=vpc.id)

    estate = declare(program)

    assert estate.one("aws:ec2/securityGroup:SecurityGroup").inputs["vpcId"] is UNKNOWN
    assert [note.code for note in estate.programs[0].notes] == ["invoke-unknown"]


def test_stack_references_answer_what_was_given_and_are_unknown_otherwise() -> None:
    """A missing stack is said, and nothing that hangs on it is taken for known."""

    def program() -> None:
        given = pulumi.StackReference("organization/network/prod")
        missing = pulumi.StackReference("organization/dns/prod")
        aws.s3.Bucket("a", bucket=given.get_output("bucket"))
        aws.s3.Bucket("b", bucket=missing.get_output("bucket"))

    estate = declare(program, stack_outputs={"network/prod": {"bucket": "shared"}})

    assert estate.named("a").inputs["bucket"] == "shared"
    assert estate.named("b").inputs["bucket"] is UNKNOWN
    assert [note.code for note in estate.programs[0].notes] == ["stack-missing"]


def test_stack_outputs_are_kept() -> None:
    """Other programs refer to them."""

    def program() -> None:
        pulumi.export("name", "orders")

    assert declare(program).programs[0].outputs == {"name": "orders"}


def test_what_starts_after_the_program_body_is_waited_for() -> None:
    """Companions are made there."""

    async def late() -> str:
        aws.s3.Bucket("late")
        return ""

    def program() -> None:
        pulumi.Output.from_input(late())

    assert declare(program).one(BUCKET).name == "late"


def test_a_resource_that_is_only_read_is_marked_external() -> None:
    """It is somebody else's, and not for this program to protect."""

    def program() -> None:
        aws.s3.Bucket.get("theirs", "their-bucket")

    bucket = declare(program).one(BUCKET)

    assert bucket.external
    assert bucket.id == "their-bucket"


def test_a_packaged_component_is_marked_remote() -> None:
    """Its children are built in another process and cannot be seen here."""

    def program() -> None:
        pulumi.ComponentResource("awsx:ec2:Vpc", "vpc", {}, remote=True)

    assert declare(program).one("awsx:ec2:Vpc").remote


def test_what_a_program_raises_comes_out_unchanged() -> None:
    """A test that expects an error can name its type."""

    def program() -> None:
        raise pulumi.RunError("no such tier")

    with pytest.raises(pulumi.RunError, match="no such tier"):
        declare(program)


def test_one_run_leaves_nothing_behind_for_the_next() -> None:
    """A transform or a failure of one program must not reach another."""

    def broken() -> None:
        pulumi.runtime.register_resource_transform(
            lambda args: pulumi.ResourceTransformResult({**args.props, "tags": {}}, args.opts)
        )
        aws.s3.Bucket("b")
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        declare(broken)

    def sound() -> None:
        aws.s3.Bucket("b")

    assert declare(sound).one(BUCKET).inputs == {}


def test_logged_warnings_become_notes() -> None:
    """What a component warns of must reach whoever reads the preview."""

    def program() -> None:
        pulumi.log.warn("the lock becomes irreversible")

    notes = declare(program).programs[0].notes

    assert [(note.code, note.message) for note in notes] == [
        ("program-warning", "the lock becomes irreversible")
    ]
