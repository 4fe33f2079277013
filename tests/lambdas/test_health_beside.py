"""What is judged beside the data stores: vaults, what is left of what is gone, access points."""

from dataclasses import replace
from typing import Any

import pytest
from seen_by_hand import (
    COPY,
    EXPECTED,
    HERE,
    KEYS,
    SEEN,
    STORE,
    THERE,
    kinds,
    point,
    vault,
)

from bamp_pulumi.lambdas.health import ReasonKind, State, Weight, judge
from bamp_pulumi.lambdas.health.records import AccessPoint, Key, Replica, Unseen

FRESH, COPIED = point(), point(COPY)


def test_what_is_gone_leaves_orphans() -> None:
    """With how many there are, how large, and until when; nobody has to act."""
    gone = "arn:aws:rds:us-east-1:111122223333:db:gone"
    left = tuple(replace(each, resource_arn=gone) for each in (FRESH, COPIED))
    *_, orphan = judge(EXPECTED, replace(SEEN, points=(*SEEN.points, *left), vaults=()))[:2]
    assert (orphan.arn, orphan.state, orphan.needs_attention) == (gone, State.ORPHANED, False)
    assert orphan.size_bytes == 4_000_000_000
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
    keys = (*SEEN.keys, Key(arn="arn:other", region=THERE, state="Enabled"))
    assert found(main, replace(recovery, key_arn="arn:other"), keys=keys) == other
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


@pytest.mark.parametrize(
    ("least", "most", "weight"),
    [
        (7, 365, None),
        (1, 365, Weight.BROKEN),
        (None, 365, Weight.BROKEN),
        (7, 400, Weight.BROKEN),
        (7, None, Weight.BROKEN),
        (30, 365, Weight.WARNING),
        (7, 90, Weight.WARNING),
    ],
)
def test_a_lock_has_the_bounds_that_are_promised(
    least: int | None, most: int | None, weight: Weight | None
) -> None:
    """A weaker one breaks the promise; a tighter one lets jobs fail, and is warned of."""
    promised = replace(EXPECTED, lock_days={"main/us-east-1": (7, 365)})
    locked = replace(vault("main", HERE), min_retention_days=least, max_retention_days=most)
    seen = replace(SEEN, vaults=(locked, vault("recovery", THERE)))
    (main,) = (each for each in judge(promised, seen) if each.name == "main")

    assert [(one.kind, one.weight) for one in main.reasons] == (
        [] if weight is None else [(ReasonKind.LOCK_CHANGED, weight)]
    )
    assert main.state.is_well is (weight is not Weight.BROKEN)
    assert all("promised are 7 to 365" in one.why for one in main.reasons)


@pytest.mark.parametrize(
    ("key", "warned"),
    [(KEYS["recovery/us-west-2"], False), ("arn:aws:kms:us-west-2:x:key/other", True), ("", True)],
)
def test_replicated_backups_are_under_the_key_of_their_region(*, key: str, warned: bool) -> None:
    """Not under another one, nor under none."""
    replica = Replica(arn="arn:ab", store_arn=STORE.arn, region=THERE, key_arn=key)
    found = judge(EXPECTED, replace(SEEN, replicas=(replica,)))[0]

    assert found.state is State.PROTECTED
    assert kinds(found) == ({ReasonKind.REPLICA_KEY} if warned else set())
    assert found.needs_attention is warned
    unknown = replace(EXPECTED, keys={})
    assert judge(unknown, replace(SEEN, replicas=(replica,)))[0].reasons == ()
