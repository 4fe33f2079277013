"""What a run says: warnings on the resource they are about, and nothing that is only noise."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pulumi
import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.estate import Note
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.testing import declare


def warnings(body: Callable[[], object], tier: str = "standard") -> tuple[Note, ...]:
    """Return what an inheriting program is warned of."""

    def program() -> None:
        bamp.inherit(owner="orders", tier=tier)
        body()

    notes = declare(program).programs[0].notes
    return tuple(note for note in notes if note.code == "program-warning")


def table(*, enabled: bool) -> aws.dynamodb.Table:
    """Declare a table that says whether it can be restored to a point in time."""
    return aws.dynamodb.Table(
        "carts",
        attributes=[{"name": "id", "type": "S"}],
        hash_key="id",
        point_in_time_recovery={"enabled": enabled},
    )


def test_a_raised_setting_is_said_on_its_resource() -> None:
    """So that a person changes the text to what runs."""
    (warning,) = warnings(lambda: table(enabled=False))

    assert warning.urn.endswith("aws:dynamodb/table:Table::carts")
    assert warning.message == (
        "Table carts: pointInTimeRecovery.enabled is raised from False to True (tier standard): "
        "the table restores to any second of the last 35 days [BAMP-I10]"
    )


@pytest.mark.parametrize(
    "body",
    [
        lambda: table(enabled=True),
        lambda: aws.s3.Bucket("logs"),
        lambda: aws.elasticache.ReplicationGroup(
            "sessions", description="sessions", snapshot_retention_limit=7
        ),
        lambda: aws.secretsmanager.Secret("password"),
    ],
    ids=["strict", "bucket", "cache", "secret"],
)
def test_what_is_as_it_should_be_is_not_said(body: Callable[[], object]) -> None:
    """A warning that comes with every run is not read."""
    assert warnings(body) == ()


def test_what_nothing_backs_up_is_said_with_a_way_out() -> None:
    """The team decides, and records it."""
    (warning,) = warnings(lambda: aws.cognito.UserPool("people"))

    assert "BAMP-I13" in warning.message
    assert "exempt it" in warning.message


def test_each_thing_is_said_once_however_often_the_work_is_done() -> None:
    """Buckets made in an `apply` bring the work round again."""

    def program() -> None:
        table(enabled=False)
        pulumi.Output.from_input(asyncio.sleep(0.2, "late")).apply(aws.s3.Bucket)

    assert len(warnings(program)) == 1


def test_a_secret_value_is_not_shown() -> None:
    """What a run prints ends in a pull-request comment."""

    def program() -> None:
        aws.rds.Instance(
            "orders",
            engine="postgres",
            instance_class="db.t4g.micro",
            backup_retention_period=pulumi.Output.secret(3),
        )

    (warning,) = warnings(program)

    assert "raised from a secret value to 7" in warning.message


@pytest.mark.parametrize(
    ("expire", "buckets", "said"),
    [(False, 0, None), (True, 2, None), (False, 1, "a bucket"), (False, 2, "2 buckets")],
)
def test_what_is_kept_for_ever_is_said_once(
    *, expire: bool, buckets: int, said: str | None
) -> None:
    """It costs more with every day; one sentence, however many buckets, and no warning."""

    def program() -> None:
        bamp.inherit(owner="orders", expire_noncurrent_versions=expire)
        for number in range(buckets):
            aws.s3.Bucket(f"logs-{number}")

    place = Place(account_id="111122223333", region="us-east-1")
    document = run(program, Setting(project="t", stack="t", root=Path.cwd(), place=place))

    told = [m["message"] for m in document["messages"] if "kept indefinitely" in m["message"]]
    expected = f"old versions of {said} are kept indefinitely and billed; to delete them after"
    assert [message.startswith(expected) for message in told] == ([] if said is None else [True])
