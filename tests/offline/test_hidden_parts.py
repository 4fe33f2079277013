"""What a program does not show in a preview, and where it is.

Cannot prove what such a part declares once it runs: its code is read, not run.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.offline.hidden_parts import HiddenParts, hidden_parts_noted
from bamp_pulumi.testing import declare

Program = Callable[[pulumi.Output[str]], object]


class Shop(pulumi.ComponentResource):
    """A component whose method declares, once it is told a network."""

    def __init__(self, name: str, network: pulumi.Output[str]) -> None:
        """Wait for the network."""
        super().__init__("test:index:Shop", name)
        network.apply(self._keep)
        network.apply(lambda found: self._keep(found))  # noqa: PLW0108 - as programs write it

    def _keep(self, network: str) -> None:
        aws.dynamodb.Table("t", tags={"network": network})


class Store:
    """What a program may wrap a database in."""

    def __init__(self, name: str) -> None:
        """Declare it."""
        self.database = aws.rds.Instance(name)


KINDS = {"bucket": aws.s3.Bucket}


def make_database(network: str) -> aws.rds.Instance:
    """Declare a database."""
    return aws.rds.Instance("hidden", tags={"network": network})


def make_another(network: str) -> None:
    """Call what declares."""
    make_database(network)


def note(program: Program) -> HiddenParts:
    """Run a program with an output that no preview knows."""
    parts = HiddenParts(root=Path.cwd())

    def body() -> None:
        program(aws.ec2.Vpc("v", cidr_block="10.0.0.0/16").main_route_table_id)

    with hidden_parts_noted(parts):
        declare(body)
    return parts


def hidden(program: Program) -> list[str]:
    """Return what a program's callbacks would declare."""
    return [name for later in note(program).later() for name in later["declares"]]


def _imports(_network: str) -> None:
    import pulumi_aws.efs  # noqa: PLC0415 - as programs write it
    from pulumi_aws import s3 as simple_storage  # noqa: PLC0415

    pulumi_aws.efs.FileSystem("f")
    simple_storage.Bucket("b")


def _nested(network: str) -> pulumi.Output[aws.s3.Bucket]:
    return pulumi.Output.from_input(network).apply(lambda name: aws.s3.Bucket(f"b-{name}"))


DECLARING: list[tuple[Program, list[str]]] = [
    (lambda out: out.apply(lambda found: aws.rds.Instance(f"db-{found}")), ["rds.Instance"]),
    (lambda out: out.apply(make_database), ["rds.Instance"]),
    (lambda out: out.apply(lambda found: make_another(f"db-{found}")), ["rds.Instance"]),
    (lambda out: out.apply(aws.s3.Bucket), ["s3.Bucket"]),
    (lambda out: out.apply(partial(make_another)), ["rds.Instance"]),
    (lambda out: out.apply(lambda found: [KINDS[k](found) for k in KINDS]), ["s3.Bucket"]),
    (lambda out: out.apply(lambda found: Store(f"db-{found}")), ["rds.Instance"]),
    (lambda out: out.apply(_nested), ["s3.Bucket"]),
    (lambda out: out.apply(_imports), ["efs.FileSystem", "s3.Bucket"]),
    (lambda out: Shop("s", out), ["dynamodb.Table", "dynamodb.Table"]),
    (
        lambda out: pulumi.Output.all(out, "a").apply(lambda pair: aws.s3.Bucket(pair[0])),
        ["s3.Bucket"],
    ),
]


@pytest.mark.parametrize(("program", "declares"), DECLARING)
def test_a_callback_that_declares_resources_and_has_not_run_is_found(
    program: Program, declares: list[str]
) -> None:
    """However it comes to declare them: itself, by a function, a class, a table or an import."""
    assert hidden(program) == declares


HARMLESS: list[Program] = [
    lambda out: out.apply(lambda found: f"vpc-{found}"),
    lambda out: out.apply(lambda found: aws.s3.Bucket.get("b", found)),
    lambda out: out.apply(lambda found: isinstance(found, aws.s3.Bucket)),
    lambda out: out.apply(lambda found: cast(aws.s3.Bucket, found)),
    lambda out: out.apply(lambda found: aws.s3.BucketVersioningArgs(enabled=bool(found))),
    lambda out: out.apply(lambda found: aws.ec2.get_subnets(tags={"a": found})),
    lambda out: out.apply(lambda found: pulumi.export("table", found)),
    lambda out: out.apply(lambda found: aws.Provider("p", region=found)),
    lambda out: out.apply(lambda found: aws.route53.Record("r", zone_id=found)),
    lambda out: pulumi.Output.format("{0}", out),
    lambda out: pulumi.Output.json_dumps({"table": out}),
    lambda out: aws.s3.Bucket("declared", tags={"table": out}),
    lambda _: pulumi.Output.from_input("a").apply(lambda name: aws.s3.Bucket(f"b-{name}")),
    lambda out: out.apply(lambda _: aws.s3.Bucket("b"), run_with_unknowns=True),
]


@pytest.mark.parametrize("program", HARMLESS)
def test_a_callback_that_declares_nothing_or_has_run_is_not(
    program: Program,
) -> None:
    """Texts, look-ups, arguments; a provider or a DNS record holds no data, whenever it is made."""
    assert hidden(program) == []


def test_where_a_callback_stands_is_said_by_its_first_line() -> None:
    """The reader goes there; the path is the project's."""

    def program(out: pulumi.Output[str]) -> None:
        out.apply(make_database)

    (later,) = note(program).later()

    assert later["file"] == "tests/offline/test_hidden_parts.py"
    assert later["line"] == make_database.__code__.co_firstlineno


def test_a_program_that_asks_whether_it_is_a_preview_is_found() -> None:
    """By whichever name; what Pulumi and this library ask for themselves is not the program's."""

    def program(_out: pulumi.Output[str]) -> None:
        assert pulumi.runtime.is_dry_run()
        assert pulumi.runtime.settings.is_dry_run()

    first = program.__code__.co_firstlineno

    assert note(program).asks_dry_run() == [
        {"file": "tests/offline/test_hidden_parts.py", "line": first + 1},
        {"file": "tests/offline/test_hidden_parts.py", "line": first + 2},
    ]
    assert note(lambda out: aws.s3.Bucket("b", tags={"a": out})).asks_dry_run() == []


def test_the_sdk_is_as_it_was_afterwards() -> None:
    """Whoever runs programs in one process finds it so."""
    before = (pulumi.Output.__dict__["apply"], pulumi.runtime.is_dry_run)

    note(lambda _out: None)

    assert (pulumi.Output.__dict__["apply"], pulumi.runtime.is_dry_run) == before
