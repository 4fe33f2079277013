"""A tier: one plan whose rules stand side by side, and objectives that they can meet."""

from datetime import timedelta

import pytest

from bamp_pulumi.errors import PolicyError, Refusal
from bamp_pulumi.policy import Tier, parse


def described(rules: object, rpo_minutes: int = 1_440) -> dict[str, object]:
    """Describe a tier by its rules."""
    return {
        "description": "Ordinary production data.",
        "rules": rules,
        "rpo_minutes": rpo_minutes,
        "rto_minutes": 240,
        "native_retention_days": 7,
    }


def rule(expression: str, *, zone: str = "UTC", continuous: bool = False) -> dict[str, object]:
    """Describe a rule by its schedule."""
    return {
        "schedule": {"expression": expression, "timezone": zone},
        "lifecycle": {"delete_after_days": 35},
        "start_window_minutes": 60,
        "enable_continuous_backup": continuous,
    }


def refused(data: dict[str, object]) -> Refusal:
    """Return the one refusal of a tier."""
    with pytest.raises(PolicyError) as error:
        parse(Tier, data)
    (refusal,) = error.value.refusals
    return refusal


def test_rules_may_be_a_list_or_keyed_by_name() -> None:
    """In Python they are a tuple, in a document a mapping: the same tier."""
    daily, weekly = rule("cron(0 2 ? * * *)"), rule("cron(0 14 ? * SUN *)")

    by_name = parse(Tier, described({"daily": daily, "weekly": weekly}))
    listed = parse(Tier, described([{"name": "daily", **daily}, {"name": "weekly", **weekly}]))

    assert by_name == listed
    assert [rule.name for rule in by_name.rules] == ["daily", "weekly"]


def test_a_rule_that_names_itself_otherwise_than_its_key_keeps_its_own_name() -> None:
    """The inner name is the more particular one; equal names are refused as ever."""
    tier = parse(Tier, described({"daily": {"name": "nightly", **rule("cron(0 2 ? * * *)")}}))

    assert tier.rules[0].name == "nightly"


@pytest.mark.parametrize("rules", [[], {}, None, "daily", 3, [3], {"daily": 3}])
def test_what_is_no_set_of_rules_is_refused(rules: object) -> None:
    """A tier without rules protects nothing."""
    assert refused(described(rules)).code == "BAMP-D03"


@pytest.mark.parametrize(
    ("rules", "reachable"),
    [
        ([("cron(0 2 ? * * *)", False)], timedelta(days=1)),
        ([("cron(0 * ? * * *)", False)], timedelta(hours=1)),
        ([("cron(0 14 ? * SUN *)", False), ("cron(0 2 ? * MON-FRI *)", False)], timedelta(days=3)),
        ([("cron(0 14 ? * SUN *)", True)], timedelta(minutes=5)),
    ],
)
def test_the_least_loss_a_tier_can_promise(
    rules: list[tuple[str, bool]], reachable: timedelta
) -> None:
    """Five minutes with a continuous rule, else the longest wait of the rule that runs most."""
    by_name = {
        f"rule-{number}": rule(expression, continuous=continuous)
        for number, (expression, continuous) in enumerate(rules)
    }

    assert parse(Tier, described(by_name, 525_600)).reachable_rpo == reachable


@pytest.mark.parametrize(
    ("expression", "continuous", "minutes"),
    [
        ("cron(0 2 ? * * *)", False, 1_440),
        ("cron(0 2,14 ? * * *)", False, 720),
        ("cron(0 * ? * * *)", False, 60),
        ("cron(0 2 ? * MON-FRI *)", False, 4_320),
        ("cron(0 8 ? * * *)", True, 5),
    ],
)
def test_an_objective_is_accepted_exactly_from_what_the_rules_reach_on(
    expression: str, minutes: int, *, continuous: bool
) -> None:
    """IT-2 and FX-16: what cannot be reached must be said, not promised."""
    rules = {"daily": rule(expression, continuous=continuous)}

    parse(Tier, described(rules, minutes))
    refusal = refused(described(rules, minutes - 1))

    assert (refusal.code, refusal.path) == ("BAMP-T06", "rpo_minutes")
    assert refusal.allowed.startswith(f"rpo_minutes={minutes} ")


def test_fx_16_for_less_than_five_minutes_a_live_replica_is_named() -> None:
    """One minute cannot be had from any backup."""
    rules = {"continuous": rule("cron(0 8 ? * * *)", continuous=True)}

    assert refused(described(rules, 1)).write == "rpo_minutes=5"


def test_an_objective_missed_only_by_the_clocks_is_told_to_use_utc() -> None:
    """A daily rule in New York waits 25 hours once a year, and 47 if its hour is skipped."""
    rules = {"daily": rule("cron(0 5 ? * * *)", zone="America/New_York")}

    refusal = refused(described(rules, 1_440))

    assert refusal.allowed.startswith("rpo_minutes=1500 ")
    assert refusal.allowed.endswith("; the schedule waits longer where the clocks change")
    assert refusal.write == "timezone='UTC'"


def test_an_overlap_names_rules_instants_and_who_loses() -> None:
    """The message alone is enough to mend it."""
    daily, weekly = rule("cron(0 2 ? * * *)"), rule("cron(30 2 ? * SUN *)")
    weekly["lifecycle"] = {"delete_after_days": 90}

    refusal = refused(described({"daily": daily, "weekly": weekly}))

    assert refusal == Refusal(
        code="BAMP-T04",
        given="weekly falls due at 2026-01-04 02:30 UTC, in the start window of daily "
        "(2026-01-04 02:00 to 03:00)",
        allowed="weekly at 03:00 UTC or later, or a shorter start_window_minutes of daily",
        why="AWS Backup then runs only the rule that is kept longer: daily makes no recovery point",
        write="expression='cron(0 3 ? * SUN *)' in weekly",
        path="rules",
        edits=(("rules.weekly.schedule.expression", "cron(0 3 ? * SUN *)"),),
    )


def test_a_tier_without_a_description_is_refused() -> None:
    """Reports and runbooks show it."""
    data = {**described({"daily": rule("cron(0 2 ? * * *)")}), "description": ""}

    assert refused(data).path == "description"
