"""What is judged beside the data stores: vaults, what is left of what is gone, access points."""

from dataclasses import replace
from typing import Any

import pytest
from seen_by_hand import COPY, EXPECTED, HERE, SEEN, THERE, kinds, point, vault

from bamp_pulumi.lambdas.health import ReasonKind, State, judge
from bamp_pulumi.lambdas.health.records import AccessPoint, Unseen

FRESH, COPIED = point(), point(COPY)


def test_what_is_gone_leaves_orphans() -> None:
    """With how many there are, how large, and until when; nobody has to act."""
    gone = "arn:aws:rds:us-east-1:111122223333:db:gone"
    left = tuple(replace(each, resource_arn=gone) for each in (FRESH, COPIED))
    *_, orphan = judge(EXPECTED, replace(SEEN, points=(*SEEN.points, *left), vaults=()))[:2]
    assert (orphan.arn, orphan.state, orphan.needs_attention) == (gone, State.ORPHANED, False)
    assert "2 recovery points with 4.0 GB are kept until 2027-03-31" in orphan.sentences[0]

    endless = tuple(replace(each, deletes_at=None) for each in left)
    *_, kept = judge(EXPECTED, replace(SEEN, points=(*SEEN.points, *endless)))[:2]
    assert "for ever" in kept.sentences[0]


@pytest.mark.parametrize(
    "hidden",
    [
        {"listed_types": frozenset({"EFS"})},
        {"regions": (THERE,)},
        {"unseen": (Unseen(region=HERE, what="rds:DescribeDBInstances"),)},
    ],
    ids=str,
)
def test_what_may_be_there_is_no_orphan(hidden: dict[str, Any]) -> None:
    """Nobody saw all resources of its type."""
    gone = "arn:aws:rds:us-east-1:111122223333:db:gone"
    left = (replace(FRESH, resource_arn=gone),)
    found = judge(EXPECTED, replace(SEEN, points=(*SEEN.points, *left), **hidden))
    (orphan,) = (each for each in found if each.arn == gone)
    assert orphan.state is State.NOT_SEEN


def test_a_vault_must_be_there_locked_and_under_its_key() -> None:
    """Each of the three is said of the vault that lacks it."""
    main, recovery = vault("main", HERE), vault("recovery", THERE)

    def found(*vaults: Any, **fields: Any) -> list[tuple[str, State, set[ReasonKind]]]:  # noqa: ANN401 - fields
        return [
            (each.name, each.state, kinds(each))
            for each in judge(EXPECTED, replace(SEEN, vaults=vaults, **fields))
            if each.type == "AWS::Backup::BackupVault"
        ]

    fine = ("main", State.PROTECTED, set[ReasonKind]())
    lost = [fine, ("recovery", State.UNPROTECTED, {ReasonKind.UNLOCKED})]
    assert found(main, replace(recovery, locked=False)) == lost
    other = [fine, ("recovery", State.STALE, {ReasonKind.WRONG_KEY})]
    assert found(main, replace(recovery, key_arn="arn:other")) == other
    gone = [fine, ("recovery", State.UNPROTECTED, {ReasonKind.VAULT_GONE})]
    assert found(main) == gone
    denied = Unseen(region=THERE, what="backup:ListBackupVaults", why="AccessDeniedException")
    assert found(main, unseen=(denied,))[1][1] is State.NOT_SEEN
    assert found(main, recovery)[1][1] is State.PROTECTED


def test_an_access_point_to_something_unread_is_not_passed_over() -> None:
    """Of its recovery point nobody knows."""
    opened = AccessPoint(arn="arn:ap", recovery_point_arn="arn:unread", region=HERE)
    found = judge(EXPECTED, replace(SEEN, access_points=(opened,)))
    assert (found[-1].arn, found[-1].state) == ("arn:ap", State.NOT_SEEN)
