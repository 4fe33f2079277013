"""How the transform reads inputs in every shape that the SDK hands it, and what it answers.

The transform itself, without an engine: what an input is worth must not depend on what wraps it.
Cannot prove how the engine encodes the values: tests/e2e does.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final, cast

import pulumi
import pytest
from pulumi.runtime import rpc

from bamp_pulumi.inheritance import Defaults, InheritanceTransform
from bamp_pulumi.inheritance.ledger import Ledger
from bamp_pulumi.places import Places
from bamp_pulumi.policy import default_policy

DATABASE: Final = "aws:rds/instance:Instance"
TABLE: Final = "aws:dynamodb/table:Table"
SECRET: Final = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type token
TAGS: Final = {"backup-tier": "standard", "backup-owner": "orders"}
Make = Callable[[], Any]  # Any: a value of any shape

RESTORES: Final = "automated backups restore to any second up to five minutes ago"
RAISED: Final = f"backupRetentionPeriod is raised from 3 to 7 (tier standard): {RESTORES}"
HIDDEN: Final = (
    f"backupRetentionPeriod is raised from a secret value to 7 (tier standard): {RESTORES}"
)
LATER: Final = (
    f"backupRetentionPeriod is known only after deployment, so it is not verified: {RESTORES}"
)


def unknown_output(value: object = None) -> Any:  # noqa: ANN401 - an Output that has no value
    """Return an Output as the SDK makes it of an unknown input."""
    future: asyncio.Future[Any] = asyncio.Future()
    future.set_result(value)
    known: asyncio.Future[bool] = asyncio.Future()
    known.set_result(False)
    return pulumi.Output(set(), future, known)


def transform(type_token: str, inputs: dict[str, Any], **options: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - shapes of inputs and options
    """Return what the transform gives back, resolved, and what was found."""
    places = Places({}, region="us-east-1")

    async def run() -> tuple[Any, list[str]]:  # Any: a result of Pulumi's
        ledger = Ledger(
            policy=default_policy(),
            defaults=Defaults(tier="standard", owner="orders"),
            places=places,
        )
        args = pulumi.ResourceTransformArgs(
            custom=True,
            type_=type_token,
            name="orders",
            props={name: make() for name, make in inputs.items()},
            opts=pulumi.ResourceOptions(**options),
        )
        result = await InheritanceTransform(ledger)(args)
        found = [f.message for d in ledger.decisions.values() for f in d.inherited.findings]
        if result is None:
            return None, found
        return (await resolved(result.props), result.opts), found

    return asyncio.run(run())


async def resolved(value: Any) -> Any:  # noqa: ANN401 - shapes of values
    """Resolve a shape to plain values; a secret one is marked as such."""
    if isinstance(value, pulumi.Output):
        output = cast("pulumi.Output[Any]", value)
        plain = await resolved(await output.future())
        return ("secret", plain) if await output.is_secret() else plain
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {key: await resolved(item) for key, item in fields.items()}
    if isinstance(value, list):
        return [await resolved(item) for item in cast("list[Any]", value)]
    return "unknown" if value is pulumi.UNKNOWN else value


RETENTIONS: dict[str, tuple[Make, object, list[str]]] = {
    "a number": (lambda: 3, 7, [RAISED]),
    "a number of the wire": (lambda: 3.0, 7, [RAISED]),
    "a text": (lambda: "3", 7, [RAISED]),
    "an Output": (lambda: pulumi.Output.from_input(3), 7, [RAISED]),
    "an Output of an Output": (
        lambda: pulumi.Output.from_input(3).apply(pulumi.Output.from_input),
        7,
        [RAISED],
    ),
    "a secret": (lambda: pulumi.Output.secret(3), ("secret", 7), [HIDDEN]),
    "a secret on the wire": (lambda: rpc.wrap_rpc_secret(3), ("secret", 7), [HIDDEN]),
    "unknown": (lambda: pulumi.UNKNOWN, "unknown", [LATER]),
    "an unknown Output": (unknown_output, None, [LATER]),
    "strong": (lambda: 35, 35, []),
    "strong, an Output": (lambda: pulumi.Output.from_input(35), 35, []),
    "strong, a secret on the wire": (
        lambda: rpc.wrap_rpc_secret(35),
        {rpc._special_sig_key: rpc._special_secret_sig, "value": 35},  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the wire's own form, left as it came
        [],
    ),
}


@pytest.mark.parametrize("shape", RETENTIONS)
def test_a_number_is_worth_the_same_in_every_shape(shape: str) -> None:
    """A weaker one is raised inside what wraps it, and a secret one is neither shown nor opened."""
    make, expected, found = RETENTIONS[shape]

    result, said = transform(
        DATABASE, {"engine": lambda: "postgres", "backupRetentionPeriod": make}
    )

    assert [message for message in said if message.startswith("backupRetention")] == found
    assert result[0]["backupRetentionPeriod"] == expected
    assert result[0]["tags"] == TAGS
    assert result[1] is None


RECOVERY: Final = "pointInTimeRecovery.enabled"
BLOCKS: dict[str, tuple[Make, dict[str, object] | str, list[str]]] = {
    "plain": (lambda: {"enabled": False}, {"enabled": True}, ["False"]),
    "an Output inside": (
        lambda: {"enabled": pulumi.Output.from_input(False)},  # noqa: FBT003 - an input
        {"enabled": True},
        ["False"],
    ),
    "an Output": (
        lambda: pulumi.Output.from_input({"enabled": False, "recoveryPeriodInDays": 9.0}),
        {"enabled": True, "recoveryPeriodInDays": 9},
        ["False"],
    ),
    "a secret inside": (
        lambda: {"enabled": pulumi.Output.secret(False)},  # noqa: FBT003 - an input
        {"enabled": ("secret", True)},
        ["a secret value"],
    ),
    "enough": (lambda: {"enabled": True}, {"enabled": True}, []),
    "enough, an Output": (
        lambda: pulumi.Output.from_input({"enabled": True}),
        {"enabled": True},
        [],
    ),
    "unknown inside": (lambda: {"enabled": pulumi.UNKNOWN}, {"enabled": "unknown"}, ["later"]),
    "unknown": (lambda: pulumi.UNKNOWN, "unknown", ["later"]),
}


@pytest.mark.parametrize("shape", BLOCKS)
def test_a_field_of_a_block_is_read_through_what_wraps_the_block(shape: str) -> None:
    """As a program writes it, or as a function of the team's returns it."""
    make, expected, found = BLOCKS[shape]

    result, said = transform(TABLE, {"pointInTimeRecovery": make})

    written = result[0]["pointInTimeRecovery"]
    days = {"recoveryPeriodInDays": 35}
    assert written == ({**days, **expected} if isinstance(expected, dict) else expected)
    about = [message for message in said if message.startswith(RECOVERY)]
    starts = {"later": f"{RECOVERY} is known only after deployment"}
    assert len(about) == len(found)
    for message, what in zip(about, found, strict=True):
        assert message.startswith(starts.get(what, f"{RECOVERY} is raised from {what} to True"))


HERE: Final = {"region": "us-west-2"}
LISTS: dict[str, tuple[Make, object]] = {
    "plain": (lambda: [HERE], [HERE]),
    "an Output": (lambda: pulumi.Output.from_input([HERE]), [HERE]),
    "an Output of an item": (lambda: [pulumi.Output.from_input(HERE)], [HERE]),
    "an Output of a field": (lambda: [{"region": pulumi.Output.from_input("us-west-2")}], [HERE]),
    "another": (lambda: [{"region": "eu-west-1"}], [{"region": "eu-west-1"}, HERE]),
    "a tuple": (lambda: (HERE,), (HERE,)),
    "none": (list, [HERE]),
    "unknown": (lambda: pulumi.UNKNOWN, "unknown"),
    "of an unknown Region": (lambda: [{"region": pulumi.UNKNOWN}], [{"region": "unknown"}]),
}


@pytest.mark.parametrize("shape", LISTS)
def test_a_list_is_read_item_by_item(shape: str) -> None:
    """A second replica in one Region would be refused by AWS."""
    make, expected = LISTS[shape]

    (inputs, _), _ = transform(SECRET, {"replicas": make})

    assert inputs["replicas"] == expected


def test_what_holds_no_data_is_left_alone() -> None:
    """The engine asks for each resource of a stack."""
    assert transform("aws:iam/role:Role", {}) == (None, [])


def test_what_needs_nothing_keeps_its_inputs_and_options() -> None:
    """The SDK's copy of the options lacks some: none is sent where nothing changes."""
    retention = {"engine": lambda: "postgres", "backupRetentionPeriod": lambda: 35}
    inputs = {**retention, "copyTagsToSnapshot": lambda: True, "tags": lambda: TAGS}

    result, _ = transform(DATABASE, inputs)

    assert result is None


def test_an_ignored_change_is_added_to_the_programs_own() -> None:
    """Both stay, each once, and no other option is lost."""
    tags = {**TAGS, "backup-tier": "critical"}
    inputs = {"engine": lambda: "postgres", "tags": lambda: tags}

    (_, options), _ = transform(
        DATABASE, inputs, ignore_changes=["engineVersion", "maintenanceWindow"], protect=True
    )

    assert options.ignore_changes == ["engineVersion", "maintenanceWindow", "backupWindow"]
    assert options.protect is True


def test_an_ignored_change_alone_is_enough_to_answer() -> None:
    """A database that needs no edit still leaves its window to AWS Backup."""
    tags = {**TAGS, "backup-tier": "critical"}
    inputs = {"engine": lambda: "postgres", "backupRetentionPeriod": lambda: 35}
    more = {"copyTagsToSnapshot": lambda: True, "tags": lambda: tags}

    (_, options), _ = transform(DATABASE, {**inputs, **more})

    assert options.ignore_changes == ["backupWindow"]


def urn(rest: str) -> str:
    """Write a URN of the stack that runs."""
    return f"urn:pulumi:{pulumi.get_stack()}::{pulumi.get_project()}::{rest}"


def decided(
    *steps: tuple[str, str, dict[str, Any], Callable[[], pulumi.ResourceOptions]],
) -> Ledger:
    """Hand resources to one transform, one after another, and return what it has decided."""

    async def run() -> Ledger:
        ledger = Ledger(
            policy=default_policy(),
            defaults=Defaults(tier="standard", owner="orders"),
            places=Places({}, region="us-east-1"),
        )
        ours = InheritanceTransform(ledger)
        for token, name, props, options in steps:
            args = pulumi.ResourceTransformArgs(
                custom=True, type_=token, name=name, props=props, opts=options()
            )
            await ours(args)
        return ledger

    return asyncio.run(run())


def test_a_provider_of_its_own_says_where_a_resource_lives() -> None:
    """In the recovery Region no replica is asked for: AWS refuses one in a secret's own Region."""
    west = urn("pulumi:providers:aws::west")

    def there() -> pulumi.ResourceOptions:
        reference = pulumi.resource.DependencyProviderResource(f"{west}::an-id")
        return pulumi.ResourceOptions(provider=reference)

    ledger = decided(
        ("pulumi:providers:aws", "west", {"region": "us-west-2"}, pulumi.ResourceOptions),
        (SECRET, "there", {}, there),
        (SECRET, "here", {}, pulumi.ResourceOptions),
    )

    paths = {
        of.rpartition("::")[2]: [edit.path for edit in decision.inherited.edits]
        for of, decision in ledger.decisions.items()
    }
    tags = ["tags.backup-tier", "tags.backup-owner"]
    assert paths == {"there": tags, "here": [*tags, "replicas"]}


def test_a_resource_is_kept_under_the_types_of_its_parents() -> None:
    """Two components may each have a bucket of one name."""

    def child_of(parent: str) -> Callable[[], pulumi.ResourceOptions]:
        reference = pulumi.resource.DependencyResource
        return lambda: pulumi.ResourceOptions(parent=reference(urn(parent)))

    ledger = decided(
        (SECRET, "first", {}, child_of("shop:index:Cart::cart")),
        (SECRET, "second", {}, child_of("pulumi:pulumi:Stack::project-stack")),
        (SECRET, "third", {}, pulumi.ResourceOptions),
    )

    assert [*ledger.decisions] == [
        urn(f"shop:index:Cart${SECRET}::first"),
        urn(f"{SECRET}::second"),
        urn(f"{SECRET}::third"),
    ]
