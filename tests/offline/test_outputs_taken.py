"""From which outputs the inputs of a command are made.

Cannot prove what a command does: it is the text of the program.
"""

from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from pulumi.dynamic import Resource, ResourceProvider

from bamp_pulumi.estate import Resource as Declared
from bamp_pulumi.testing import declare

COMMAND = "command:local:Command"
Out = pulumi.Output
Made = Any  # Any: an input of whatever type
Make = Callable[[aws.rds.Instance, aws.rds.Instance], Made]


class Command(pulumi.CustomResource):
    """A resource of package command."""

    def __init__(self, name: str, token: str = COMMAND, **inputs: Made) -> None:
        """Declare it."""
        super().__init__(token, name, inputs)


def database(name: str) -> aws.rds.Instance:
    """Declare a database that the program names."""
    return aws.rds.Instance(
        name, identifier=name, instance_class="db.t3.micro", engine="mysql", username="admin"
    )


class Dynamic(Resource):
    """A resource made by code of the program."""


def command(make: Make) -> Declared:
    """Declare a command one of whose inputs is made of two databases."""

    def program() -> None:
        Command("c", create="mysql", environment=make(database("one"), database("two")))

    return declare(program).named("c")


def taken(made: Declared, name: str = "environment") -> list[str] | None:
    """List the outputs an input is made from, as `one.endpoint`; None where there is no record."""
    record = made.outputs_taken.get(name)
    if record is None:
        return None
    return [f"{urn.rpartition('::')[2]}.{output}" for urn, output in record]


def split(endpoint: str) -> str:
    """Leave the port out."""
    return endpoint.split(":", maxsplit=1)[0]


MAKERS: dict[str, tuple[Make, list[str]]] = {
    "itself": (lambda d, _: d.endpoint, ["one.endpoint"]),
    "in a map": (lambda d, _: {"HOST": d.address, "PORT": d.port}, ["one.address", "one.port"]),
    "in a list": (lambda d, e: [d.address, e.port], ["one.address", "two.port"]),
    "by the wire name": (lambda d, _: d.hosted_zone_id, ["one.hostedZoneId"]),
    "a known one": (lambda d, _: d.identifier, ["one.identifier"]),
    "concat": (lambda d, _: Out.concat("-h ", d.address, " x"), ["one.address"]),
    "concat with a known one": (
        lambda d, _: Out.concat(d.identifier, d.address),
        ["one.address", "one.identifier"],
    ),
    "format": (
        lambda d, _: Out.format("-h {0} -P {p}", d.address, p=d.port),
        ["one.address", "one.port"],
    ),
    "json_dumps": (lambda d, _: Out.json_dumps({"h": [d.address]}), ["one.address"]),
    "all": (lambda d, e: Out.all(d.arn, e.port).apply(str), ["one.arn", "two.port"]),
    "all by name": (lambda d, _: Out.all(a=d.arn).apply(lambda a: a["a"]), ["one.arn"]),
    "from_input": (lambda d, _: Out.from_input({"a": d.address}), ["one.address"]),
    "code of Python's own": (lambda d, _: d.endpoint.apply(str.lower), ["one.endpoint"]),
    "other code, which may leave the name": (lambda d, _: d.endpoint.apply(split), ["one."]),
    "a part": (lambda d, _: d.listener_endpoints[0], ["one.listenerEndpoints"]),
    "a secret": (lambda d, _: Out.secret(d.address), ["one.address"]),
    "a resource": (lambda d, _: d, ["one."]),
    "another output, of a callback on a known one": (
        lambda d, _: d.username.apply(lambda _: d.arn),
        ["one."],
    ),
    "another resource, of a callback on a known one": (
        lambda d, e: d.username.apply(lambda _: e.address),
        ["one.", "two."],
    ),
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_outputs_are_recorded_however_an_input_is_made_of_them(name: str) -> None:
    """Known ones, too: of those a text alone would not tell."""
    make, outputs = MAKERS[name]

    assert taken(command(make)) == outputs


BESIDE: list[Make] = [
    lambda d, _: Out.concat("arn:aws:rds:us-east-1:111122223333:db:two", d.address),
    lambda d, _: d.address.apply(lambda a: f"arn:aws:rds:us-east-1:111122223333:db:two {a}"),
    lambda d, _: d.address.apply(lambda a: [f"arn:aws:rds:::db:{n} {a}" for n in ("t",)]),
]


@pytest.mark.parametrize("make", BESIDE)
def test_an_arn_that_the_program_writes_beside_leaves_no_record(make: Make) -> None:
    """Within an unknown text nobody finds it again."""
    made = command(make)

    assert taken(made) is None
    assert made.references("environment")


def test_a_value_that_cannot_be_followed_leaves_no_record() -> None:
    """The other inputs have theirs."""

    async def later(address: pulumi.Output[str]) -> pulumi.Output[str]:
        return address

    def program() -> None:
        made = database("one")
        Command("c", create=later(made.address), environment={"PORT": made.port})

    found = declare(program).named("c")

    assert taken(found, "create") is None
    assert taken(found) == ["one.port"]


def test_a_dynamic_resource_has_a_record() -> None:
    """Its inputs are handed to code, and what the record travels in is none of them."""

    def program() -> None:
        Dynamic(ResourceProvider(), "c", {"host": database("one").address})

    found = declare(program).named("c")

    assert taken(found, "host") == ["one.address"]
    assert set(found.inputs) == {"__provider", "host"}


def test_what_the_program_reads_of_a_command_is_as_before() -> None:
    """An input that it gave is known to it; what only a deployment tells is not."""
    read: list[Made] = []

    def program() -> None:
        made = Command("c", create="mysql", environment={"HOST": database("one").address})
        vars(made)["create"].apply(read.append)

    found = declare(program).named("c")

    assert read == ["mysql"]
    assert set(found.inputs) == {"create", "environment"}


@pytest.mark.parametrize("token", ["kubernetes:core/v1:ConfigMap", "aws:ssm/parameter:Parameter"])
def test_of_other_types_there_is_no_record(token: str) -> None:
    """What their inputs mean the catalog says."""

    def program() -> None:
        Command("c", token, value=database("one").address)

    assert declare(program).named("c").outputs_taken == {}
