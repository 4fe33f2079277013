"""One rule: what AWS refuses of it, and what it would take and not do."""

import pytest

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import Lifecycle, Rule, parse

HOUR = 60


def codes(**data: object) -> dict[str, str]:
    """Return what a rule is refused for, by path; nothing when it is taken."""
    rule = {"name": "daily", "lifecycle": {"delete_after_days": 30}}
    try:
        parse(Rule, {**rule, **data})
    except PolicyError as error:
        return {refusal.path: refusal.code for refusal in error.refusals}
    return {}


def on(expression: str, zone: str = "UTC") -> dict[str, str]:
    """Describe a schedule."""
    return {"expression": expression, "timezone": zone}


def test_what_is_left_out_is_what_aws_does() -> None:
    """Eight hours to start, seven days to complete: the console's defaults, not the provider's."""
    rule = parse(Rule, {"name": "daily", "lifecycle": {"delete_after_days": 30}})

    assert rule.schedule.expression == "cron(0 2 ? * * *)"
    assert rule.schedule.timezone == "UTC"
    assert (rule.start_window_minutes, rule.completion_window_minutes) == (480, 10_080)
    assert not rule.enable_continuous_backup
    assert rule.copies == ()


@pytest.mark.parametrize(("minutes", "refused"), [(59, True), (60, False)])
def test_a_start_window_is_an_hour_or_longer(minutes: int, *, refused: bool) -> None:
    """Source: AWS Backup API, BackupRuleInput.StartWindowMinutes."""
    assert codes(start_window_minutes=minutes) == (
        {"start_window_minutes": "BAMP-N01"} if refused else {}
    )


@pytest.mark.parametrize(
    ("expression", "start_minutes", "needed"),
    [
        ("cron(0 2 ? * * *)", HOUR, 2),  # 24 hours and an hour to start
        ("cron(0 2 ? * * *)", 24 * HOUR, 2),
        ("cron(0 2 ? * * *)", 24 * HOUR + 1, 3),
        ("cron(0 0/6 ? * * *)", HOUR, 1),
        ("cron(0 14 ? * SUN *)", HOUR, 8),
        ("cron(0 14 ? * MON#1 *)", HOUR, 36),  # five weeks lie between some first Mondays
        ("cron(0 20 1 * ? *)", HOUR, 32),
        ("cron(0 20 L * ? *)", HOUR, 32),
        ("cron(0 20 1 1,4,7,10 ? *)", HOUR, 93),
    ],
)
def test_a_recovery_point_lives_until_the_next_one_is_sure_to_have_begun(
    expression: str, start_minutes: int, needed: int
) -> None:
    """A monthly kept 31 days is gone for hours on the 1st: to the day, from both sides."""
    windows = {"start_window_minutes": start_minutes, "completion_window_minutes": 10_080}

    def kept(days: int) -> dict[str, str]:
        return codes(schedule=on(expression), lifecycle={"delete_after_days": days}, **windows)

    assert kept(needed) == {}
    if needed > 1:
        assert kept(needed - 1) == {"": "BAMP-R05"}


def test_a_rule_whose_hour_is_skipped_in_spring_needs_a_day_more() -> None:
    """02:30 does not come in that night: 47 hours, and the start window on top."""
    lifecycle = {"delete_after_days": 2}

    assert codes(schedule=on("cron(30 2 ? * * *)"), lifecycle=lifecycle) == {}
    assert codes(schedule=on("cron(30 2 ? * * *)", "Europe/Berlin"), lifecycle=lifecycle) == {
        "": "BAMP-R05"
    }


def test_a_copy_with_a_life_of_its_own_must_leave_no_gap_either() -> None:
    """The recovery Region would be empty when it is needed."""
    copies = [
        {"destination_region": "us-west-2"},
        {"destination_region": "eu-west-1", "lifecycle": {"delete_after_days": 31}},
    ]
    monthly = {"schedule": on("cron(0 20 1 * ? *)"), "lifecycle": {"delete_after_days": 365}}

    assert codes(**monthly, copies=copies) == {"copies.1": "BAMP-R05"}


@pytest.mark.parametrize(
    ("days", "write"),
    [
        ("29 * ?", "cron(0 20 L * ? *)"),
        ("31 * ?", "cron(0 20 L * ? *)"),
        ("31 1-4 ?", "cron(0 20 L 1-4 ? *)"),
        ("? * SAT#5", "cron(0 20 ? * SATL *)"),
    ],
)
def test_a_schedule_that_skips_months_is_told_to_use_the_last_day(days: str, write: str) -> None:
    """Day 31 is missing from five months, and nobody is notified."""
    with pytest.raises(PolicyError) as refused:
        parse(
            Rule,
            {
                "name": "monthly",
                "schedule": on(f"cron(0 20 {days} *)"),
                "lifecycle": {"delete_after_days": 400},
            },
        )

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.write) == ("BAMP-R06", f"expression={write!r}")
    assert codes(schedule=on(write), lifecycle={"delete_after_days": 400}) == {}


@pytest.mark.parametrize("year", ["2026", "2026-2199", "2026/2"])
def test_a_schedule_with_years_is_refused_and_nothing_more_said_of_it(year: str) -> None:
    """A rule that stops by itself stops unnoticed; what comes after has no interval."""
    assert codes(schedule=on(f"cron(0 2 ? * * {year})")) == {"": "BAMP-R04"}


@pytest.mark.parametrize(
    ("days", "cold", "expected"),
    [
        (35, None, {}),
        (36, None, {"": "BAMP-R01"}),
        (400, None, {"": "BAMP-R01"}),
        (120, 30, {"": "BAMP-R02"}),
    ],
)
def test_a_continuous_backup_is_warm_and_35_days_old_at_most(
    days: int, cold: int | None, expected: dict[str, str]
) -> None:
    """Source: AWS Backup developer guide, point-in-time-recovery."""
    lifecycle = {"delete_after_days": days, "cold_storage_after_days": cold}

    assert codes(enable_continuous_backup=True, lifecycle=lifecycle) == expected


def test_all_that_is_wrong_with_a_rule_is_told_at_once() -> None:
    """Windows, retention, continuous backup and copies: a person mends them in one go."""
    data = {
        "name": "monthly",
        "schedule": on("cron(0 20 31 * ? *)"),
        "start_window_minutes": 300,
        "completion_window_minutes": 300,
        "lifecycle": {"delete_after_days": 40},
        "enable_continuous_backup": True,
        "copies": [{"destination_region": "us-west-2", "lifecycle": {"delete_after_days": 1}}],
    }

    with pytest.raises(PolicyError) as refused:
        parse(Rule, data)

    assert [(refusal.code, refusal.path) for refusal in refused.value.refusals] == [
        ("BAMP-R01", ""),
        ("BAMP-R03", ""),
        ("BAMP-R06", ""),
        ("BAMP-R05", ""),
        ("BAMP-R05", "copies.0"),
        ("BAMP-C03", "copies.0"),
    ]


def test_a_copy_lives_as_long_as_its_rule_unless_it_says_so() -> None:
    """Source: AWS Backup developer guide: a copy without a lifecycle takes its source's."""
    rule = parse(
        Rule,
        {
            "name": "daily",
            "lifecycle": {"delete_after_days": 30},
            "copies": [
                {"destination_region": "us-west-2"},
                {"destination_region": "eu-west-1", "lifecycle": {"delete_after_days": 14}},
            ],
        },
    )

    assert [rule.copy_lifecycle(copy) for copy in rule.copies] == [
        Lifecycle(delete_after_days=30),
        Lifecycle(delete_after_days=14),
    ]
    assert [copy.destination for copy in rule.copies] == ["us-west-2", "eu-west-1"]


def test_two_accounts_of_one_region_are_two_destinations() -> None:
    """A copy in the recovery Region, and one in the backup account there."""
    other = {"destination_region": "us-west-2", "destination_account_id": "111122223333"}
    copies = [{"destination_region": "us-west-2"}, other]

    assert codes(copies=copies) == {}
    assert codes(copies=[*copies, other]) == {"copies.2": "BAMP-C06"}
