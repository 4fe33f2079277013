"""What was not read is not fine, and concerns no more than it may have told of."""

from dataclasses import replace

import pytest
from seen_by_hand import AT, COPY, DAILY, DAY, EXPECTED, HERE, SEEN, STORE, THERE, expecting, stand

from bamp_pulumi.lambdas.health import State, judge
from bamp_pulumi.lambdas.health.records import Unseen

OTHER = replace(
    STORE, arn="arn:aws:dynamodb:us-east-1:111122223333:table/carts", name="carts", type="DynamoDB"
)


@pytest.mark.parametrize(
    "unseen",
    [
        Unseen(region=HERE, what="backup:ListRecoveryPointsByBackupVault", of="main"),
        Unseen(region=THERE, what="backup:ListRecoveryPointsByBackupVault", of="recovery"),
        Unseen(
            region=HERE,
            what="backup:ListRecoveryPointsByBackupVault",
            of="arn:aws:backup:us-east-1:111122223333:backup-vault:main",
        ),
        Unseen(region=HERE, what="backup:ListBackupJobs"),
        Unseen(region=THERE, what="backup:ListCopyJobs"),
        Unseen(region=HERE, what="tag:GetResources"),
        Unseen(region=HERE, what="rds:DescribeDBInstances"),
        Unseen(region=HERE, what="rds:ListTagsForResource", of=STORE.arn),
        Unseen(region=HERE, what="rds:DescribeDBInstances", of="RDS"),
        Unseen(region=HERE, what="new:Call", of="who knows what"),
        Unseen(region=HERE, what=""),
    ],
    ids=lambda unseen: f"{unseen.what} {unseen.of} {unseen.region}",
)
def test_what_may_have_told_of_a_store_makes_it_not_seen(unseen: Unseen) -> None:
    """Never protected; and the sentence says what was asked in vain."""
    found = stand(unseen=(replace(unseen, why="AccessDeniedException"),))
    assert found.state is State.NOT_SEEN
    assert "AccessDeniedException" in found.sentences[-1]


@pytest.mark.parametrize(
    "unseen",
    [
        Unseen(region="eu-west-1", what="backup:ListBackupJobs"),
        Unseen(region=HERE, what="dynamodb:ListTables"),
        Unseen(region=HERE, what="dynamodb:ListTagsOfResource", of=OTHER.arn),
        Unseen(region=HERE, what="tag:GetResources", of="carts"),
        Unseen(region=HERE, what="tag:GetResources", of="DynamoDB"),
        Unseen(region=THERE, what="backup:ListRecoveryPointsByBackupVault", of="main"),
    ],
    ids=lambda unseen: f"{unseen.what} {unseen.of} {unseen.region}",
)
def test_what_asked_for_something_else_does_not(unseen: Unseen) -> None:
    """It has a standing of its own: there may be more than was seen."""
    found = judge(EXPECTED, replace(SEEN, stores=(STORE, OTHER), unseen=(unseen,)))
    assert found[0].state is State.PROTECTED
    assert (found[-1].state, found[-1].type) == (State.NOT_SEEN, unseen.what)


@pytest.mark.parametrize("regions", [(HERE,), (THERE,), ()], ids=str)
def test_a_region_that_was_not_asked_is_not_fine(regions: tuple[str, ...]) -> None:
    """Neither that of the store nor that of its copies."""
    found = stand(regions=regions)
    assert found.state is State.NOT_SEEN
    missing = ({HERE, THERE} - {*regions}).pop()
    assert any(region in " ".join(found.sentences) for region in (HERE, THERE, missing))


def test_what_is_proved_bad_stays_bad() -> None:
    """Whatever else was not seen."""
    denied = (Unseen(region=HERE, what="backup:ListBackupJobs"),)
    assert stand(unseen=denied, store={"tags": {}}).state is State.UNPROTECTED
    blocked = {HERE: {"RDS": False}}
    assert stand(unseen=denied, opted_in=blocked).state is State.OPT_IN_BLOCKED


def test_what_is_older_than_was_asked_for_is_not_missing() -> None:
    """A rule of which nothing was seen since then may have made it before."""
    monthly = replace(DAILY, rule="monthly", at_most=32 * DAY)
    expected = expecting(DAILY, COPY, monthly)
    assert stand(expected=expected, since=AT - 31 * DAY).state is State.NOT_SEEN
    assert stand(expected=expected, since=AT - 32 * DAY).state is State.STALE
    assert stand(expected=expected).state is State.STALE
    assert stand(since=AT - 31 * DAY).state is State.PROTECTED


def test_a_continuous_backup_may_have_been_begun_before_all_that_was_asked_for() -> None:
    """It has one recovery point, as old as it is."""
    live = expecting(replace(DAILY, continuous=True))
    assert stand(expected=live, points=(), since=AT - 300 * DAY).state is State.NOT_SEEN
    assert stand(expected=live, points=()).state is State.SELECTED_NOT_PROTECTED


@pytest.mark.parametrize(
    ("unseen", "state"),
    [
        (Unseen(region=HERE, what="redshift:DescribeClusters", of="Redshift"), State.ORPHANED),
        (Unseen(region=HERE, what="s3:GetBucketVersioning", of="arn:aws:s3:::b"), State.ORPHANED),
        (Unseen(region=HERE, what="kms:ListAliases", of="main"), State.ORPHANED),
        (Unseen(region=HERE, what="rds:DescribeDBInstances", of="RDS"), State.NOT_SEEN),
        (Unseen(region=HERE, what="rds:DescribeDBInstances"), State.NOT_SEEN),
        (Unseen(region=HERE, what="new:Call", of="who knows what"), State.NOT_SEEN),
    ],
    ids=lambda each: str(getattr(each, "what", each)),
)
def test_a_call_of_another_type_does_not_hide_what_is_gone(unseen: Unseen, state: State) -> None:
    """Only a list that the resource would have stood in does."""
    types = frozenset({"RDS", "Redshift", "S3"})
    found = judge(EXPECTED, replace(SEEN, stores=(), listed_types=types, unseen=(unseen,)))
    assert found[0].arn == STORE.arn
    assert found[0].state is state
