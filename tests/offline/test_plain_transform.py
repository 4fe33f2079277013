"""Our own transform, asked directly offline, does what it does through the SDK.

The way through the SDK is the one that a real engine takes: a message, the program's event loop,
values of the program's, and a message back.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.offline.document import Document
from bamp_pulumi.offline.transforms import Transforms


def tags_in_all_shapes() -> None:
    """Declare buckets with every shape of tags."""
    unknown = aws.sqs.Queue("queue").url
    shapes: dict[str, Any] = {  # Any: shapes of tags
        "absent": None,
        "empty": {},
        "plain": {"Name": "x"},
        "known": pulumi.Output.from_input({"Name": "x"}),
        "secret": pulumi.Output.secret({"Name": "x"}),
        "secret-inside": {"token": pulumi.Output.secret("hush")},
        "unknown": unknown.apply(lambda url: {"url": url}),
        "unknown-inside": {"url": unknown},
        "secret-unknown": pulumi.Output.secret(unknown).apply(lambda url: {"url": url}),
        "tier": bamp.tier("critical"),
        "secret-tier": pulumi.Output.secret(bamp.tier("development")),
        "exempt": bamp.exempt(reason="rebuilt", owner="media", until="2027-06-30"),
    }
    for name, tags in shapes.items():
        aws.s3.Bucket(name, tags=tags)
        aws.dynamodb.Table(
            f"{name}-table",
            attributes=[{"name": "id", "type": "S"}],
            hash_key="id",
            tags=tags,
            point_in_time_recovery={"enabled": False, "recovery_period_in_days": 20},
        )


def settings_in_all_shapes() -> None:
    """Declare databases with every shape of a number, and nested blocks."""
    unknown = aws.sqs.Queue("queue").url.apply(len)
    for name, days in {
        "absent": None,
        "none": 0,
        "enough": 35,
        "output": pulumi.Output.from_input(2),
        "secret": pulumi.Output.secret(2),
        "unknown": unknown,
    }.items():
        aws.rds.Instance(
            name,
            engine="postgres",
            instance_class="db.t4g.micro",
            backup_retention_period=days,
            storage_encrypted=name != "none",
            tags=bamp.tier("critical"),
            opts=pulumi.ResourceOptions(ignore_changes=["engineVersion"], protect=True),
        )
        aws.secretsmanager.Secret(name, replicas=[{"region": "eu-west-1"}])
    aws.s3.BucketV2("v2", versionings=[{"enabled": False, "mfa_delete": False}])
    aws.s3.Bucket("v1", versioning={"enabled": False})


def providers_and_components() -> None:
    """Declare resources under an explicit provider and inside a component."""
    sandbox = aws.Provider(
        "sandbox",
        region="us-west-2",
        default_tags={"tags": {"backup-tier": "development", "team": "lab"}},
    )
    shop = pulumi.ComponentResource("theirs:index:Shop", "shop")
    for opts in (
        pulumi.ResourceOptions(provider=sandbox),
        pulumi.ResourceOptions(parent=shop, providers={"aws": sandbox}),
        pulumi.ResourceOptions(parent=shop),
    ):
        name = f"b{len(shop._childResources)}-{opts.provider is None}"  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - any number that differs
        aws.s3.Bucket(name, opts=opts)
        aws.rds.Instance(name, engine="postgres", instance_class="db.t4g.micro", opts=opts)


def recorded(body: Callable[[], None]) -> Document:
    """Run an inheriting program."""

    def program() -> None:
        bamp.inherit(owner="orders")
        body()

    place = Place(account_id="111122223333", region="us-east-1")
    setting = Setting(project="test", stack="test", root=Path.cwd(), place=place)
    return run(program, setting)


def not_ours(_transforms: Transforms, _token: str) -> None:
    """Take our transform for anybody's."""


def comparable(document: Document) -> dict[str, object]:
    """Put a document in an order of its own: registrations race.

    What `inherit()` wrote is recorded only where it is asked directly.
    """
    steps = sorted(document["steps"], key=lambda step: step["urn"])
    for step in steps:
        _ = step["newState"].pop("inherited", None)
    messages = sorted(document["messages"], key=lambda message: sorted(message.items()))
    return {"steps": steps, "messages": messages}


def transforms_of_data_stores() -> None:
    """Declare data stores whose own transforms Pulumi runs for their companions, too."""

    def tagged(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
        return pulumi.ResourceTransformResult({**args.props, "tags": {"own": "1"}}, args.opts)

    own = pulumi.ResourceOptions(transforms=[tagged])
    aws.s3.Bucket("named", bucket="acme-named", region="eu-west-1", opts=own)
    aws.s3.Bucket("unnamed", opts=own)
    aws.rds.Instance("db", instance_class="db.t4g.micro", storage_encrypted=False, opts=own)


@pytest.mark.parametrize(
    "body",
    [
        tags_in_all_shapes,
        settings_in_all_shapes,
        providers_and_components,
        transforms_of_data_stores,
    ],
)
def test_asked_directly_and_through_the_sdk_it_changes_the_same(
    body: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inputs, secrets, unknowns, options and warnings, resource by resource."""
    directly = comparable(recorded(body))

    with monkeypatch.context() as patched:
        patched.setattr(Transforms, "_own", not_ours)
        through_the_sdk = comparable(recorded(body))

    assert directly == through_the_sdk
