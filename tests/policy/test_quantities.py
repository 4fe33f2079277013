"""Every number of a policy, from both sides of its bounds."""

from collections.abc import Mapping

import pytest

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import (
    AuditMinimums,
    Exemption,
    LockPolicy,
    Promise,
    Rule,
    Tier,
    development_tier,
    load_policy,
    parse,
)

RULE = {"name": "daily", "lifecycle": {"delete_after_days": 30}}
TIER = {**development_tier().model_dump(), "rpo_minutes": 1_440}
LOCK = {
    "mode": "compliance",
    "min_retention_days": 1,
    "max_retention_days": 36_500,
    "changeable_for_days": 3,
}

BOUNDS: list[tuple[type[Promise], Mapping[str, object], str, int, int]] = [
    (LockPolicy, LOCK, "min_retention_days", 1, 36_500),
    (LockPolicy, LOCK, "max_retention_days", 1, 36_500),
    (LockPolicy, LOCK, "changeable_for_days", 3, 36_500),
    (Tier, TIER, "native_retention_days", 1, 35),
    (Tier, TIER, "noncurrent_version_days", 1, 36_500),
    (Tier, TIER, "rto_minutes", 1, 525_600),
    (Tier, TIER, "rpo_minutes", 1_440, 525_600),
    (AuditMinimums, {}, "required_retention_days", 1, 36_500),
    (AuditMinimums, {}, "required_frequency_days", 1, 31),
    (AuditMinimums, {}, "recovery_point_age_hours", 1, 744),
    (AuditMinimums, {}, "max_restore_minutes", 1, 525_600),
]
"""Model, data, field, and the bounds as AWS or the house states them."""


@pytest.mark.parametrize(("model", "data", "field", "low", "high"), BOUNDS)
def test_both_ends_are_accepted_and_the_next_are_not(
    model: type[Promise], data: Mapping[str, object], field: str, low: int, high: int
) -> None:
    """The bound itself is in."""
    for value in (low, high):
        assert getattr(parse(model, {**data, field: value}), field) == value
    for value in (low - 1, high + 1):
        with pytest.raises(PolicyError, match=rf"{field}={value} "):
            parse(model, {**data, field: value})


@pytest.mark.parametrize(
    ("days", "accepted"), [(89, False), (90, True), (2560, True), (2561, False)]
)
def test_keys_rotate_every_90_to_2560_days(days: int, *, accepted: bool) -> None:
    """Source: AWS KMS API, EnableKeyRotation."""
    document = {"extends": "default", "key_rotation_days": days}

    if accepted:
        assert load_policy(document).key_rotation_days == days
    else:
        with pytest.raises(PolicyError, match="90 to 2560 days"):
            load_policy(document)


@pytest.mark.parametrize("field", ["start_window_minutes", "completion_window_minutes"])
@pytest.mark.parametrize("minutes", [59, 52_560_001])
def test_a_window_is_an_hour_to_a_hundred_years(field: str, minutes: int) -> None:
    """Source: AWS Backup API, BackupRuleInput."""
    with pytest.raises(PolicyError) as refused:
        parse(Rule, {**RULE, field: minutes})

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.allowed) == ("BAMP-N01", "60 to 52560000 minutes")


def test_the_nearest_good_number_is_what_to_write() -> None:
    """Too small is told the smallest, too large the largest."""
    written: list[str] = []
    for days in (0, 99_999):
        with pytest.raises(PolicyError) as refused:
            parse(Rule, {**RULE, "lifecycle": {"delete_after_days": days}})
        written += [refusal.write for refusal in refused.value.refusals]

    assert written == ["delete_after_days=1", "delete_after_days=36500"]


def test_an_exemption_has_no_numbers() -> None:
    """Its end is a day, not a count of days from one that nobody remembers."""
    assert not any(name.endswith("_days") for name in Exemption.model_fields)
