"""Tags in every shape that a program or another transform can give them.

Through whole programs, and through the transform itself with the values that the SDK hands it when
it stands second in a chain. Cannot prove how the engine encodes them: tests/e2e does.
"""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pulumi
import pulumi_aws as aws
import pytest
from pulumi.runtime import rpc

import bamp_pulumi as bamp
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.inheritance import Defaults, InheritanceTransform
from bamp_pulumi.inheritance.ledger import Ledger
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

BUCKET = "aws:s3/bucket:Bucket"
TAGS = {"backup-tier": "standard", "backup-owner": "orders"}


def tags_of(tags: pulumi.Input[dict[str, Any]] | None) -> object:
    """Declare a bucket with these tags and return those it ends up with. Any: shapes of tags."""
    return bucket_with(lambda: tags).inputs.get("tags")


def bucket_with(tags: Callable[[], Any]) -> Any:  # noqa: ANN401 - shapes of tags; a resource
    """Declare a bucket whose tags are made inside the program."""

    def program() -> None:
        bamp.inherit(owner="orders")
        aws.s3.Bucket("logs", tags=tags())

    return declare(program).one(BUCKET)


def test_absent_tags_become_the_two_of_the_policy() -> None:
    """The commonest program says nothing."""
    assert tags_of(None) == TAGS


def test_plain_tags_keep_their_place_beside_ours() -> None:
    """Nothing that the program wrote is lost or changed."""
    assert tags_of({"Name": "logs"}) == {"Name": "logs", **TAGS}


def test_an_output_among_the_values_stays() -> None:
    """Known or not, a value is the program's."""
    tags = bucket_with(lambda: {"Name": pulumi.Output.from_input("logs"), "id": unknown()})

    assert tags.inputs["tags"] == {"Name": "logs", "id": UNKNOWN, **TAGS}


def test_tags_that_are_an_output_as_a_whole_are_merged() -> None:
    """As when a function of the team's makes them."""
    tags = bucket_with(lambda: pulumi.Output.from_input({"Name": "logs"}))

    assert tags.inputs["tags"] == {"Name": "logs", **TAGS}


def test_an_output_that_is_known_in_part_stays_unknown() -> None:
    """Pulumi sends none of it before deployment; the deployment asks again, with values."""
    bucket = bucket_with(lambda: pulumi.Output.all(Name="logs", id=unknown()))

    assert bucket.inputs["tags"] is UNKNOWN


def test_secret_tags_are_merged_and_stay_secret() -> None:
    """A naive merge either loses our tags or writes the secret in clear."""
    bucket = bucket_with(lambda: pulumi.Output.secret({"Name": "logs"}))

    assert bucket.inputs["tags"] == {"Name": "logs", **TAGS}
    assert bucket.secret_inputs == {"tags"}


def test_a_secret_among_the_values_stays_secret() -> None:
    """The whole map counts as secret then, as Pulumi has it."""
    bucket = bucket_with(lambda: {"token": pulumi.Output.secret("hush")})

    assert bucket.inputs["tags"] == {"token": "hush", **TAGS}
    assert bucket.secret_inputs == {"tags"}


def test_tags_that_are_unknown_as_a_whole_stay_unknown() -> None:
    """The deployment asks again, with values."""
    assert bucket_with(unknown).inputs["tags"] is UNKNOWN


def unknown() -> pulumi.Output[Any]:
    """Return an Output that a preview cannot know. Any: it stands for whatever is wanted."""
    return aws.sqs.Queue("queue").url.apply(lambda url: {"url": url})


def test_two_transforms_in_a_chain_lose_no_tag() -> None:
    """Another library's transform before ours, and one after it."""

    def adding(name: str) -> Callable[[pulumi.ResourceTransformArgs], Any]:
        def transform(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
            if args.type_ != BUCKET:
                return None
            # A chain sees a secret bare on the wire, whoever made it.
            tags: Any = args.props["tags"]  # Any: a shape of tags
            plain: dict[str, Any] = rpc.unwrap_rpc_secret(tags) if rpc.is_rpc_secret(tags) else tags
            added = pulumi.Output.secret({**plain, name: "x"})
            return pulumi.ResourceTransformResult({**args.props, "tags": added}, args.opts)

        return transform

    def program() -> None:
        pulumi.runtime.register_resource_transform(adding("before"))
        bamp.inherit(owner="orders")
        pulumi.runtime.register_resource_transform(adding("after"))
        aws.s3.Bucket("logs", tags=pulumi.Output.secret({"Name": "logs"}))

    bucket = declare(program).one(BUCKET)

    assert bucket.inputs["tags"] == {"Name": "logs", "before": "x", "after": "x", **TAGS}


def test_wire_names_that_the_provider_fills_are_never_written() -> None:
    """`tagsAll` is an output: setting it would be refused."""
    assert "tagsAll" not in bucket_with(lambda: None).inputs


def unknown_output() -> pulumi.Output[Any]:
    """Return an Output as the SDK makes it of an unknown input. Any: it has no value."""
    future: asyncio.Future[Any] = asyncio.Future()
    future.set_result(None)
    known: asyncio.Future[bool] = asyncio.Future()
    known.set_result(False)
    return pulumi.Output(set(), future, known)


# Any: what the SDK hands to a transform.
SHAPES: dict[str, tuple[Callable[[], Any], object]] = {
    "absent": (lambda: None, TAGS),
    "plain": (lambda: {"Name": "x"}, {"Name": "x", **TAGS}),
    "known output": (lambda: pulumi.Output.from_input({"Name": "x"}), {"Name": "x", **TAGS}),
    "secret output": (lambda: pulumi.Output.secret({"Name": "x"}), {"Name": "x", **TAGS}),
    "output inside": (
        lambda: {"Name": pulumi.Output.from_input("x")},
        {"Name": "x", **TAGS},
    ),
    "secret on the wire": (lambda: rpc.wrap_rpc_secret({"Name": "x"}), {"Name": "x", **TAGS}),
    "unknown": (lambda: pulumi.UNKNOWN, None),
    "unknown inside": (lambda: {"Name": pulumi.UNKNOWN}, {"Name": None, **TAGS}),
    "unknown output": (unknown_output, None),
    "own tier, secret": (
        lambda: rpc.wrap_rpc_secret({"backup-tier": "critical"}),
        {"backup-tier": "critical", "backup-owner": "orders"},
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_transform_reads_what_the_sdk_hands_it(shape: str) -> None:
    """Second in a chain, it gets a secret as its raw form on the wire, and unknowns bare."""
    make, expected = SHAPES[shape]

    async def transform() -> object:
        return await resolved(await transformed(make()))

    assert asyncio.run(transform()) == expected


def test_what_is_secret_on_the_wire_stays_secret() -> None:
    """The transform opens it to write our tags, and closes it again."""

    async def is_secret() -> bool:
        tags = await transformed(rpc.wrap_rpc_secret({"Name": "x"}))
        return isinstance(tags, pulumi.Output) and await tags.is_secret()

    assert asyncio.run(is_secret())


async def transformed(tags: Any) -> Any:  # noqa: ANN401 - shapes of tags
    """Hand a bucket with tags of some shape to the transform, and return what it has then."""
    props = {"bucket": "logs"} if tags is None else {"bucket": "logs", "tags": tags}
    ours = InheritanceTransform(
        Ledger(policy=default_policy(), defaults=Defaults(tier="standard", owner="orders"))
    )
    result = await ours(
        pulumi.ResourceTransformArgs(
            custom=True, type_=BUCKET, name="logs", props=props, opts=pulumi.ResourceOptions()
        )
    )
    return (props if result is None else result.props).get("tags")


async def resolved(value: Any) -> Any:  # noqa: ANN401 - shapes of tags
    """Resolve a shape to plain values, None for what is unknown."""
    if isinstance(value, pulumi.Output):
        output = cast("pulumi.Output[Any]", value)
        return await resolved(await output.future())
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {key: await resolved(item) for key, item in fields.items()}
    return None if value is pulumi.UNKNOWN else value
