"""Vault locks: their bounds, and the mode that AWS tells by a missing field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import Lifecycle, LockMode, LockPolicy, parse


def codes(**data: object) -> list[str]:
    """Return what a lock is refused for; nothing when it is taken."""
    bounds = {"min_retention_days": 7, "max_retention_days": 365}
    try:
        parse(LockPolicy, {"mode": "governance", **bounds, **data})
    except PolicyError as error:
        return [refusal.code for refusal in error.refusals]
    return []


@given(shortest=st.integers(1, 36_500), longest=st.integers(1, 36_500))
def test_the_shortest_retention_is_not_above_the_longest(shortest: int, longest: int) -> None:
    """Source: AWS Backup API, PutBackupVaultLockConfiguration."""
    found = codes(min_retention_days=shortest, max_retention_days=longest)

    assert found == (["BAMP-K01"] if shortest > longest else [])


@pytest.mark.parametrize(
    ("days", "expected"), [(2, ["BAMP-N01"]), (3, []), (36_500, []), (36_501, ["BAMP-N01"])]
)
def test_the_grace_time_of_a_compliance_lock_is_3_days_to_a_hundred_years(
    days: int, expected: list[str]
) -> None:
    """AWS wants 72 hours before a lock becomes irreversible."""
    assert codes(mode="compliance", changeable_for_days=days) == expected


def test_both_mistakes_of_a_lock_are_told_together() -> None:
    """A person mends them in one go."""
    assert codes(mode="compliance", min_retention_days=366) == ["BAMP-K01", "BAMP-K02"]


@pytest.mark.parametrize("missing", ["mode", "min_retention_days", "max_retention_days"])
def test_a_lock_says_its_mode_and_both_bounds(missing: str) -> None:
    """What AWS leaves open by leaving it out is said here."""
    data = {"mode": "governance", "min_retention_days": 7, "max_retention_days": 365}
    del data[missing]

    with pytest.raises(PolicyError, match="BAMP-D02"):
        parse(LockPolicy, data)


@pytest.mark.parametrize(("days", "accepted"), [(6, False), (7, True), (365, True), (366, False)])
def test_a_lock_accepts_retentions_within_its_bounds(days: int, *, accepted: bool) -> None:
    """Both ends are let in; jobs outside fail."""
    lock = LockPolicy(mode=LockMode.GOVERNANCE, min_retention_days=7, max_retention_days=365)

    assert lock.accepts(Lifecycle(delete_after_days=days)) is accepted
