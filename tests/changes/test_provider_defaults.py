"""A retention that a program no longer writes falls to what the provider sends: that is a loss.

Cannot prove what AWS deletes then; `tests/catalog/test_absence.py` holds what is sent.
"""

from collections.abc import Callable
from datetime import date

import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.changes import Aspect, Change, Direction, Snapshot, changes, snapshot_of
from bamp_pulumi.coverage import assume_account, cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.report.changes_words import first_groups
from bamp_pulumi.testing import declare

TODAY = date(2026, 11, 28)


def neptune() -> None:
    """Declare a graph database without a word on its backups."""
    aws.neptune.Cluster("data")


def openzfs() -> None:
    """Declare a file system without a word on its backups."""
    aws.fsx.OpenZfsFileSystem(
        "data", deployment_type="SINGLE_AZ_1", throughput_capacity=64, subnet_ids="subnet-1"
    )


def cache() -> None:
    """Declare a cache without a word on its snapshots."""
    aws.elasticache.ReplicationGroup("data", description="d", node_type="cache.t4g.micro")


def database() -> None:
    """Declare a database whose retention the provider leaves to AWS."""
    aws.rds.Instance("data", instance_class="db.t4g.micro")


def taken(body: Callable[[], None], *, inherits: bool) -> Snapshot:
    """Take a snapshot of a program, with the line or without it."""

    def program() -> None:
        if inherits:
            bamp.inherit(owner="orders")
        body()

    estate = declare(program)
    assumed = assume_account(estate, None, today=TODAY)
    return snapshot_of(assumed or cover(estate, default_policy(), today=TODAY))


def of_retention(body: Callable[[], None]) -> list[Change]:
    """List what becomes of the service's own backups where the line is removed."""
    found = changes(taken(body, inherits=True), taken(body, inherits=False))
    return [change for change in found.changes if change.aspect is Aspect.NATIVE]


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        (neptune, "35", "1 day (the provider's default)"),
        (openzfs, "7", "none (the provider's default)"),
        (cache, "7", "none (the provider's default)"),
    ],
)
def test_a_retention_falls_to_the_providers_default(
    body: Callable[[], None], before: str, after: str
) -> None:
    """It is lost, with the number that is sent."""
    (change,) = of_retention(body)

    assert (change.direction, change.before, change.after) == (Direction.LOST, before, after)


def test_it_is_shown_beside_the_lost_protection() -> None:
    """What follows from a lost protection is left out; backups that AWS deletes are not."""
    found = changes(taken(neptune, inherits=True), taken(neptune, inherits=False))

    rows = [(g.label, g.what, g.before, g.after) for g in first_groups(found)]
    assert (
        "lost",
        "service's own backups",
        "35 d",
        "1 day (the provider's default)",
    ) in rows


def test_what_aws_keeps_is_no_fall_to_a_default() -> None:
    """The provider sends nothing for a database."""
    assert all("default" not in (change.after or "") for change in of_retention(database))


def test_a_program_that_never_said_it_changes_nothing() -> None:
    """The default holds before and after."""
    bare = taken(neptune, inherits=False)

    assert changes(bare, taken(neptune, inherits=False)).changes == ()
