"""What Audit Manager is given: derived from the policy, lowered where asked, never raised."""

import pytest

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import AuditParameters, default_policy, load_policy

MONTHLY = {
    "description": "Archives.",
    "rules": {
        "monthly": {
            "schedule": {"expression": "cron(0 20 1 * ? *)"},
            "lifecycle": {"delete_after_days": 400},
            "start_window_minutes": 60,
        }
    },
    "rpo_minutes": 44_640,
    "rto_minutes": 2_880,
    "native_retention_days": 1,
}


def test_a_30_day_retention_passes_its_own_audit() -> None:
    """AWS's default of 35 days would fail it: the shortest retention of the policy is asked."""
    assert default_policy().audit_parameters() == AuditParameters(
        required_retention_days=7,
        required_frequency_days=1,
        recovery_point_age_hours=29,  # a day and the five hours of the start window
        max_restore_minutes=1_440,
    )


def test_without_development_the_production_numbers_are_asked() -> None:
    """30 days, every day, restored in four hours."""
    policy = load_policy({"extends": "default", "tiers": {"development": None}})

    assert policy.audit_parameters() == AuditParameters(
        required_retention_days=30,
        required_frequency_days=1,
        recovery_point_age_hours=29,
        max_restore_minutes=240,
    )


def test_copies_count_too() -> None:
    """The framework looks at every recovery point, also at those in the recovery vault."""
    copies = [{"destination_region": "us-west-2", "lifecycle": {"delete_after_days": 14}}]
    tiers = {"development": None, "standard": {"rules": {"daily": {"copies": copies}}}}

    policy = load_policy({"extends": "default", "tiers": tiers})

    assert policy.audit_parameters().required_retention_days == 14


def test_a_tier_that_runs_too_seldom_for_a_control_leaves_the_control_out() -> None:
    """Every 31 days can still be asked of a plan; 31 days and an hour of age cannot."""
    policy = load_policy({"extends": "default", "tiers": {"archive": MONTHLY}})

    parameters = policy.audit_parameters()

    assert parameters.required_frequency_days == 31
    assert parameters.recovery_point_age_hours is None


@pytest.mark.parametrize(("minutes", "hours"), [(34_560, 744), (34_561, None)])
def test_an_age_of_744_hours_can_still_be_asked(minutes: int, hours: int | None) -> None:
    """A week and a start window of 24 days, to the minute."""
    weekly = {
        "schedule": {"expression": "cron(0 14 ? * SUN *)"},
        "lifecycle": {"delete_after_days": 400},
        "start_window_minutes": minutes,
        "completion_window_minutes": 50_000,
    }
    archive = {**MONTHLY, "rules": {"weekly": weekly}}

    policy = load_policy({"extends": "default", "tiers": {"archive": archive}})

    assert policy.audit_parameters().recovery_point_age_hours == hours


@pytest.mark.parametrize(
    ("field", "accepted", "refused"),
    [
        ("required_retention_days", 7, 8),
        ("required_frequency_days", 1, None),
        ("recovery_point_age_hours", 29, 28),
        ("max_restore_minutes", 1_440, 1_439),
    ],
)
def test_an_auditor_may_ask_as_much_as_the_policy_keeps_and_no_more(
    field: str, accepted: int, refused: int | None
) -> None:
    """Each number from both sides."""
    policy = load_policy({"extends": "default", "audit_minimums": {field: accepted}})
    assert getattr(policy.audit_parameters(), field) == accepted

    if refused is not None:
        with pytest.raises(PolicyError, match="BAMP-A01") as error:
            load_policy({"extends": "default", "audit_minimums": {field: refused}})
        assert [r.path for r in error.value.refusals] == [f"audit_minimums.{field}"]


@pytest.mark.parametrize(
    ("field", "asked"),
    [
        ("required_retention_days", 1),
        ("required_frequency_days", 31),
        ("recovery_point_age_hours", 744),
        ("max_restore_minutes", 525_600),
    ],
)
def test_less_than_the_policy_keeps_may_be_asked(field: str, asked: int) -> None:
    """The rest stays derived."""
    derived = default_policy().audit_parameters()

    parameters = load_policy(
        {"extends": "default", "audit_minimums": {field: asked}}
    ).audit_parameters()

    assert getattr(parameters, field) == asked
    others = {"required_retention_days", "required_frequency_days", "max_restore_minutes"} - {field}
    assert all(getattr(parameters, name) == getattr(derived, name) for name in others)


@pytest.mark.parametrize("frequency", [30, 31])
def test_what_no_control_can_ask_may_not_be_asked_explicitly(frequency: int) -> None:
    """A monthly tier cannot be held to a frequency of 30 days."""
    document = {
        "extends": "default",
        "tiers": {"archive": MONTHLY},
        "audit_minimums": {"required_frequency_days": frequency, "recovery_point_age_hours": 744},
    }

    with pytest.raises(PolicyError) as error:
        load_policy(document)

    paths = {refusal.path: refusal.allowed for refusal in error.value.refusals}
    assert paths["audit_minimums.recovery_point_age_hours"] == "no recovery_point_age_hours"
    assert ("audit_minimums.required_frequency_days" in paths) is (frequency < 31)
