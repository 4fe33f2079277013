"""What the health check looks for is what a preview says will be made, for every type and tier.

Cannot prove that AWS Backup does what its guide says of a type: both sides stand on the catalog.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sound_stores import STORES
from sound_tiers import POLICY, TIERS, expected, sound

from bamp_pulumi.baseline import expected_of
from bamp_pulumi.catalog import ABILITIES, Protection
from bamp_pulumi.coverage import Status
from bamp_pulumi.lambdas.health import ExpectedRule, pack, unpack
from bamp_pulumi.policy import default_policy

KINDS = ("RDS instance", "Aurora cluster", "S3 bucket, continuous", "DynamoDB table")


def rows(rules: Iterable[ExpectedRule]) -> set[tuple[object, ...]]:
    """Return of each row what a preview says too."""
    return {(r.rule, r.vault, r.region, r.retention_days, r.is_copy, r.continuous) for r in rules}


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("kind", STORES)
def test_what_is_looked_for_is_what_a_preview_says_is_made(kind: str, tier: str) -> None:
    """Each rule and each copy, in its vault and Region, with its retention."""
    covered = sound(kind, tier)
    store = covered.store
    assert store is not None
    if store.protection is not Protection.BACKUP or store.abilities is None:
        assert covered.rules == ()
        return
    assert covered.status is Status.PROTECTED, covered.findings
    named = store.abilities

    looked_for = expected().rules_of(tier, named.backup_type, named.variant)

    promised = {
        *(
            (r.rule, r.vault, r.region, r.retention_days, False, r.continuous)
            for r in covered.rules
        ),
        *((c.rule, c.vault, c.region, c.retention_days, True, False) for c in covered.copies),
    }
    assert rows(looked_for) == promised


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_age_is_granted_below_what_a_preview_bounds(kind: str, tier: str) -> None:
    """Or a check would report what the preview says is as it should be."""
    covered = sound(kind, tier)
    assert covered.store is not None
    assert covered.store.abilities is not None
    looked_for = expected().rules_of(tier, covered.store.abilities.backup_type)

    for region in covered.exposure:
        ages = [r.at_most for r in looked_for if r.region == region.region]
        assert region.at_most_minutes is not None
        assert min(ages) >= timedelta(minutes=region.at_most_minutes)


def test_the_ages_of_the_default_policy() -> None:
    """Interval, start window of five hours, half an hour; a copy takes 70 minutes on top."""
    found = {(r.rule, r.is_copy): r.at_most for r in expected().rules_of("standard", "RDS")}

    day, window, takes = timedelta(days=1), timedelta(hours=5), timedelta(minutes=30)
    copied = timedelta(minutes=70)
    assert found == {
        ("daily", False): day + window + takes,
        ("weekly", False): 7 * day + window + takes,
        ("monthly", False): 31 * day + window + takes,
        ("daily", True): day + window + takes + copied,
        ("weekly", True): 7 * day + window + takes + copied,
        ("monthly", True): 31 * day + window + takes + copied,
    }


def test_every_type_of_aws_backup_is_looked_for_in_every_tier() -> None:
    """In us-east-1, which has them all."""
    for tier in TIERS:
        assert {each.label for each in ABILITIES} <= expected().rules[tier].keys()
    assert "FSx" in expected().rules["standard"]


def test_what_is_not_copied_is_not_looked_for_elsewhere() -> None:
    """Of a Multi-AZ DB cluster AWS Backup copies nothing, of an instance it does."""
    cluster = expected().rules_of("critical", "RDS", "Multi-AZ cluster")
    assert {r.is_copy for r in cluster} == {False}
    assert {r.continuous for r in cluster} == {False}
    assert {r.is_copy for r in expected().rules_of("critical", "RDS")} == {False, True}


def test_a_type_that_is_not_offered_is_not_looked_for() -> None:
    """Nor one that AWS Backup does not support in the Region."""
    without = expected_of(POLICY, not_offered={"us-east-1": ("EFS",)})
    assert "EFS" not in without.rules["standard"]
    assert "S3" in without.rules["standard"]


def test_tiers_that_copy_nothing_ask_for_no_replica() -> None:
    """Nor for a copy of any type."""
    assert expected().replicated["development"] == frozenset()
    assert expected().replicated["standard"] == {"RDS"}
    development = expected().rules["development"].values()
    assert not any(rule.is_copy for rows_ in development for rule in rows_)


def test_native_days_are_those_of_the_tier_within_what_the_service_takes() -> None:
    """By AWS Backup's name, else by CloudFormation's."""
    days = expected().native_days
    assert days["critical"]["RDS"] == 35
    assert days["standard"]["AWS::ElastiCache::ReplicationGroup"] == 7
    assert days["standard"]["AWS::Cassandra::Table"] == 1


def test_what_is_promised_survives_being_packed() -> None:
    """All of it, and the same text for the same promises."""
    whole = replace(expected(), since=datetime(2027, 1, 1, tzinfo=UTC))
    for each in (whole, expected(), expected_of(default_policy(primary_region="eu-west-1"))):
        assert unpack(pack(each)) == each
        assert pack(unpack(pack(each))) == pack(each)


@pytest.mark.parametrize(
    "lacking", ["rules", "keys", "locked", "lock_days", "since", "native_days"]
)
def test_a_document_that_lacks_something_is_refused(lacking: str) -> None:
    """What is not promised would not be looked for."""
    text = pack(expected()).replace(f'"{lacking}"', '"else"')
    with pytest.raises(KeyError):
        unpack(text)


def test_a_document_of_another_version_is_refused() -> None:
    """Its words may mean something else."""
    with pytest.raises(ValueError, match="another version"):
        unpack(pack(expected()).replace("bamp.expected/1", "bamp.expected/2"))
