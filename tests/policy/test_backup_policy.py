"""A policy as one value: its tiers by name, the locks that follow from them, what it writes."""

import copy
import pickle
from collections.abc import Mapping

import pytest

from bamp_pulumi.errors import PolicyError, RefusedError
from bamp_pulumi.policy import (
    BackupPolicy,
    LockMode,
    LockPolicy,
    default_policy,
    development_tier,
    lint,
    load_policy,
    parse,
    standard_tier,
)

POLICY = default_policy()
LOCK = {"mode": "governance", "min_retention_days": 7, "max_retention_days": 2557}


def codes(document: Mapping[str, object]) -> dict[str, str]:
    """Return what changes to the default policy are refused for, by path."""
    with pytest.raises(PolicyError) as refused:
        load_policy({"extends": "default", **document})
    return {refusal.path: refusal.code for refusal in refused.value.refusals}


def test_a_tier_is_had_by_its_name() -> None:
    """By method and by subscript alike."""
    assert POLICY.tier("critical") is POLICY.tiers["critical"]


@pytest.mark.parametrize(
    ("name", "close"),
    [("crit", "critical"), ("Standard", "standard"), ("dev", "development"), ("zzz", "critical")],
)
def test_an_unknown_tier_lists_those_there_are_and_a_close_one(name: str, close: str) -> None:
    """A resource with a misspelt tag would be selected by no plan."""
    with pytest.raises(RefusedError) as refused:
        POLICY.tier(name)

    (refusal,) = refused.value.refusals
    assert refusal.code == "BAMP-T01"
    assert refusal.allowed == "critical, standard, regulated, development"
    assert refusal.write == close


def test_a_policy_is_a_value_equal_hashable_and_copied_whole() -> None:
    """So it can be compared, kept in a set, pickled for a worker and handed on without fear."""
    again = default_policy()

    assert again == POLICY
    assert len({POLICY, again}) == 1
    assert pickle.loads(pickle.dumps(POLICY)) == POLICY  # noqa: S301 - our own bytes
    assert copy.deepcopy(POLICY) == POLICY
    assert parse(BackupPolicy, POLICY.model_dump(mode="json")) == POLICY


def test_the_order_of_the_tiers_is_kept_and_does_not_count() -> None:
    """Reports list tiers as they were written; equality is about promises."""
    tiers = {"standard": standard_tier(), "development": development_tier()}
    one = BackupPolicy(tiers=tiers)
    other = BackupPolicy(tiers=dict(reversed(tiers.items())))

    assert list(other.tiers) == ["development", "standard"]
    assert one == other
    assert hash(one) == hash(other)


def test_a_policy_cannot_be_changed() -> None:
    """Neither a field nor a tier: everything that follows from it would be wrong."""
    with pytest.raises(TypeError):
        POLICY.tiers["standard"] = development_tier()  # type: ignore[index] - the point
    with pytest.raises(ValueError, match="frozen"):
        POLICY.name = "other"  # type: ignore[misc] - the point


def test_a_lock_that_is_said_is_kept_and_one_that_is_null_is_none() -> None:
    """Only what is left out is derived."""
    policy = load_policy({"extends": "default", "vault_lock": LOCK, "recovery_vault_lock": None})

    assert policy.vault_lock == LockPolicy(
        mode=LockMode.GOVERNANCE, min_retention_days=7, max_retention_days=2557
    )
    assert policy.recovery_vault_lock is None


def test_the_lock_of_a_recovery_vault_without_copies_is_none() -> None:
    """There is nothing to derive it from."""
    policy = BackupPolicy(tiers={"standard": development_tier()})

    assert policy.recovery_vault_lock is None
    assert policy.vault_lock == LockPolicy(
        mode=LockMode.GOVERNANCE, min_retention_days=7, max_retention_days=7
    )


def test_every_lifecycle_outside_a_lock_is_named_with_its_path() -> None:
    """AWS would fail each of these jobs, every night, and nothing says so at deployment."""
    assert codes({"vault_lock": {**LOCK, "min_retention_days": 8}}) == {
        "tiers.development.rules.daily": "BAMP-K04"
    }
    assert codes({"vault_lock": {**LOCK, "max_retention_days": 364}}) == {
        "tiers.critical.rules.monthly": "BAMP-K04",
        "tiers.standard.rules.monthly": "BAMP-K04",
        "tiers.regulated.rules.monthly": "BAMP-K04",
    }


@pytest.mark.parametrize(
    ("bound", "paths"),
    [
        ({"min_retention_days": 30, "max_retention_days": 2557}, set[str]()),
        (
            {"min_retention_days": 31, "max_retention_days": 2557},
            {
                f"tiers.{tier}.rules.daily.copies.0"
                for tier in ("critical", "standard", "regulated")
            },
        ),
        (
            {"min_retention_days": 30, "max_retention_days": 2556},
            {"tiers.regulated.rules.monthly.copies.0"},
        ),
    ],
)
def test_copies_are_held_against_the_lock_of_the_recovery_vault(
    bound: dict[str, int], paths: set[str]
) -> None:
    """The lock of the vault that is written to counts, not that of the source."""
    document = {"recovery_vault_lock": {"mode": "governance", **bound}}

    assert set(codes(document) if paths else {}) == paths
    if not paths:
        load_policy({"extends": "default", **document})


def test_a_copy_may_live_its_own_life_and_is_judged_by_it() -> None:
    """Shorter than its source, within the lock of its own vault."""
    copies = [{"destination_region": "us-west-2", "lifecycle": {"delete_after_days": 14}}]
    rules = {"daily": {"copies": copies}}

    policy = load_policy({"extends": "default", "tiers": {"standard": {"rules": rules}}})

    assert policy.recovery_vault_lock is not None
    assert policy.recovery_vault_lock.min_retention_days == 14


def test_a_vault_of_another_account_in_another_region_is_not_judged() -> None:
    """Its lock is said in that account's own policy."""
    elsewhere = [
        {
            "destination_region": "eu-west-1",
            "destination_account_id": "111122223333",
            "lifecycle": {"delete_after_days": 3_650},
        }
    ]
    rules = {"daily": {"copies": elsewhere}}

    policy = load_policy({"extends": "default", "tiers": {"standard": {"rules": rules}}})

    assert [w.destination_account_id for w in policy.writes() if w.destination_account_id] == [
        "111122223333"
    ]


def test_one_region_twice_is_told_once() -> None:
    """Not once more for each copy that then has nowhere to go."""
    assert codes({"primary_region": "us-west-2"}) == {"recovery_region": "BAMP-C04"}


@pytest.mark.parametrize(
    ("primary", "recovery", "write"),
    [
        ("us-east-1", "us-gov-west-1", "recovery_region='us-east-2'"),
        ("us-gov-west-1", "us-west-2", "recovery_region='us-gov-east-1'"),
        ("cn-north-1", "us-west-2", "recovery_region='cn-northwest-1'"),
        ("eu-south-1", "cn-north-1", "recovery_region='eu-central-1'"),
        (
            "eusc-de-east-1",
            "us-west-2",
            "primary_region='eu-central-1', recovery_region='eu-west-1'",
        ),
    ],
)
def test_a_recovery_region_that_nothing_is_copied_to_is_refused(
    primary: str, recovery: str, write: str
) -> None:
    """Once, and what it says to write is accepted."""
    document = {"extends": "default", "primary_region": primary, "recovery_region": recovery}
    with pytest.raises(PolicyError) as raised:
        load_policy(document)

    (refusal,) = raised.value.refusals
    assert (refusal.code, refusal.path) == ("BAMP-C07", "recovery_region")
    assert refusal.write == write
    assert load_policy({**document, **dict(refusal.edits)})


@pytest.mark.parametrize(
    ("primary", "recovery"),
    [
        *(("us-gov-east-1", "us-gov-west-1"), ("cn-northwest-1", "cn-north-1")),
        *(("eu-central-1", region) for region in ("eu-south-1", "il-central-1", "mx-central-1")),
        *(("us-east-1", region) for region in ("ap-southeast-6", "me-west-1", "us-west-1")),
    ],
)
def test_a_recovery_region_that_may_have_what_is_promised_is_accepted(
    primary: str, recovery: str
) -> None:
    """What it lacks of one type, or whether it has anything, a preview says."""
    assert load_policy(
        {"extends": "default", "primary_region": primary, "recovery_region": recovery}
    )


def test_writes_list_each_backup_before_its_copies() -> None:
    """The list that locks, audit, cost and rehearsal go by."""
    paths = [write.path for write in POLICY.writes() if write.path.startswith("tiers.standard.")]

    assert paths == [
        "tiers.standard.rules.daily",
        "tiers.standard.rules.daily.copies.0",
        "tiers.standard.rules.weekly",
        "tiers.standard.rules.weekly.copies.0",
        "tiers.standard.rules.monthly",
        "tiers.standard.rules.monthly.copies.0",
    ]


def test_lint_finds_what_a_change_without_checks_has_broken() -> None:
    """`model_copy` checks nothing; lint does, deep down, with the path."""
    tier = POLICY.tiers["development"]
    rule = tier.rules[0]
    broken_rule = rule.model_copy(update={"completion_window_minutes": 60})
    broken_tier = tier.model_copy(update={"rules": (broken_rule,)})
    broken = POLICY.model_copy(update={"tiers": {**POLICY.tiers, "development": broken_tier}})

    found = [(refusal.code, refusal.path) for refusal in lint(broken)]

    assert found == [("BAMP-R03", "tiers.development.rules.daily")]


def test_a_policy_of_parts_that_were_changed_without_checks_is_refused() -> None:
    """What pydantic takes for checked already is looked at again."""
    tier = development_tier().model_copy(update={"rpo_minutes": 1})

    with pytest.raises(PolicyError) as refused:
        parse(BackupPolicy, {"tiers": {"standard": tier}})

    assert [(r.code, r.path) for r in refused.value.refusals] == [
        ("BAMP-T06", "tiers.standard.rpo_minutes")
    ]
