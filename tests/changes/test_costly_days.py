"""A lower tier keeps fewer whole copies of a cache: the comparison says so before it is deployed.

Inheritance follows the tier there (`BAMP-I27`); for every other service it keeps the longest.
"""

from datetime import date

import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.changes import Direction, Snapshot, changes, snapshot_of
from bamp_pulumi.coverage import cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

NATIVE = "service's own backups"


def judged(tier: str) -> Snapshot:
    """Judge a program with a cache and a graph database, of a tier."""

    def program() -> None:
        bamp.inherit(owner="shop", tier=tier)
        aws.elasticache.ReplicationGroup("cache", description="sessions")
        aws.neptune.Cluster("graph")

    return snapshot_of(cover(declare(program), default_policy(), today=date(2026, 11, 28)))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("critical", "standard", [("cache", Direction.LOST, "35", "7")]),
        ("standard", "critical", [("cache", Direction.GAINED, "7", "35")]),
        ("critical", "regulated", []),
    ],
)
def test_fewer_days_of_a_cache_are_a_loss_and_of_a_database_there_are_none(
    before: str, after: str, expected: list[tuple[str, Direction, str, str]]
) -> None:
    """Of what the service keeps itself; the tier's own losses stand beside it."""
    found = changes(judged(before), judged(after))

    assert [
        (one.name, one.direction, one.before, one.after)
        for one in found.changes
        if one.aspect == NATIVE
    ] == expected
