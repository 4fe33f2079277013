"""What takes only the address of a data store changes nothing of its backups.

Cannot prove that a command which is given an endpoint never calls the AWS API: what it runs is text
that nobody reads.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge, policy_with

from bamp_pulumi.coverage import Coverage, Status, cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

Out = pulumi.Output
Made = Any  # Any: an input of whatever type


class Other(pulumi.CustomResource):
    """A resource of another package."""

    def __init__(self, token: str, **inputs: Made) -> None:
        """Declare it."""
        super().__init__(token, "other", inputs)


def command(**inputs: Made) -> None:
    """Declare a command."""
    Other("command:local:Command", **inputs)


def beside(declares: Callable[[aws.rds.Instance], object]) -> Callable[[], None]:
    """Declare a database and what points at it."""

    def program() -> None:
        made = aws.rds.Instance(
            "data",
            engine="postgres",
            instance_class="db.t3.micro",
            allocated_storage=20,
            username="admin",
            password="known",  # noqa: S106 - of no database
            storage_encrypted=True,
            backup_retention_period=7,
            copy_tags_to_snapshot=True,
            backup_window="08:00-09:00",
            tags=TAGS,
        )
        declares(made)

    return program


def data(coverage: Coverage) -> tuple[Status, list[str]]:
    """Say how the database stands."""
    covered = next(one for one in coverage.resources if one.resource.name == "data")
    return covered.status, [each.id for each in covered.findings if each.id == "BAMP-V42"]


HARMLESS: dict[str, Callable[[aws.rds.Instance], object]] = {
    "a command that signs in": lambda d: command(
        create=Out.concat("psql -h ", d.address, " -U ", d.username, " -f schema.sql"),
        environment={"PGPASSWORD": d.password, "PGPORT": d.port},
    ),
    "a command that runs again": lambda d: command(create="./migrate", triggers=[d.endpoint]),
    "a command on another machine": lambda d: Other(
        "command:remote:Command", create="psql", environment={"HOST": d.endpoint.apply(str.lower)}
    ),
    "a dynamic provider": lambda d: Other("pulumi-nodejs:dynamic:Resource", host=d.endpoint),
    "a template": lambda d: Other(
        "aws:cloudformation/stack:Stack", parameters={"Host": d.address}, templateBody="{}"
    ),
    "a table of its own": lambda d: Other("postgresql:index/database:Database", name=d.identifier),
    "a configuration map": lambda d: Other("kubernetes:core/v1:ConfigMap", data={"h": d.arn}),
}

OPEN: dict[str, Callable[[aws.rds.Instance], object]] = {
    "a command that takes its ARN": lambda d: command(create=Out.concat("./run ", d.arn)),
    "a command that takes its name": lambda d: command(create=Out.concat("./run ", d.identifier)),
    "a command that takes its id": lambda d: command(triggers=[d.resource_id]),
    "a command that takes both": lambda d: command(environment={"A": d.address, "B": d.id}),
    "a command with two inputs": lambda d: command(create=d.address, update=d.arn),
    "a command that names it beside": lambda d: command(
        environment={"A": d.address, "B": "arn:aws:rds:us-east-1:111122223333:db:data"}
    ),
    "a dynamic provider": lambda d: Other("pulumi-nodejs:dynamic:Resource", of=d.arn),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_reaches_a_database_leaves_it_protected(name: str) -> None:
    """An endpoint names nothing to the AWS API."""
    assert data(judge(beside(HARMLESS[name]))) == (Status.PROTECTED, [])


@pytest.mark.parametrize("name", OPEN)
def test_what_can_name_a_database_to_the_api_leaves_it_open(name: str) -> None:
    """It may switch its backups off, and nobody reads how."""
    assert data(judge(beside(OPEN[name]))) == (Status.UNVERIFIED, ["BAMP-V42"])


def test_without_a_record_of_outputs_a_command_leaves_it_open() -> None:
    """The preview of an engine says from which resource an input is made, and no more."""

    def program() -> None:
        beside(HARMLESS["a command that signs in"])()
        Account().declare()

    estate = declare(program)
    resources = tuple(replace(one, outputs_taken={}) for one in estate.resources)
    engine = Estate(programs=estate.programs, resources=resources)
    covered = cover(engine, policy_with(), today=date(2026, 11, 22))

    assert data(covered) == (Status.UNVERIFIED, ["BAMP-V42"])
