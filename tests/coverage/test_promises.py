"""Laws of what a tier promises against the rules that run."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bamp_pulumi.coverage.promises import Broken, broken_promises
from bamp_pulumi.policy import Tier, default_policy
from bamp_pulumi.timing import Cadence, CoveredCopy, CoveredRule, longest_gap, suppressed_share

TIERS = default_policy().tiers
NAMES = st.sampled_from(sorted(TIERS))


def kept(tier: Tier) -> tuple[list[CoveredRule], list[CoveredCopy]]:
    """Return what a plan makes that is exactly the tier."""
    rules = [
        CoveredRule(
            plan="plan",
            rule=rule.name,
            schedule=rule.schedule.expression,
            timezone=rule.schedule.timezone,
            retention_days=rule.lifecycle.delete_after_days,
            continuous=rule.enable_continuous_backup,
            vault="vault",
            region="us-east-1",
            start_window_minutes=rule.start_window_minutes,
        )
        for rule in tier.rules
    ]
    copies = [
        CoveredCopy(
            plan="plan",
            rule=rule.name,
            region=copy.destination_region,
            account_id="111122223333",
            vault="recovery",
            retention_days=rule.copy_lifecycle(copy).delete_after_days,
        )
        for rule in tier.rules
        for copy in rule.copies
    ]
    return rules, copies


def broken(tier: Tier, rules: list[CoveredRule], copies: list[CoveredCopy]) -> list[Broken]:
    """Ask the law, of a type that restores to any second."""
    return [
        *broken_promises(
            tier,
            rules,
            copies,
            beside=[rule.cadence for rule in rules],
            regions=frozenset(copy.region for copy in copies),
            restores_any_second=True,
        )
    ]


@given(name=NAMES)
def test_a_plan_that_is_the_tier_keeps_all_its_promises(name: str) -> None:
    """Whatever the ready tiers say."""
    assert broken(TIERS[name], *kept(TIERS[name])) == []


@given(name=NAMES, data=st.data())
def test_a_shorter_retention_breaks_the_promise_of_its_own_rule(
    name: str, data: st.DataObject
) -> None:
    """Unless another rule that runs as often is kept as long."""
    tier = TIERS[name]
    rules, copies = kept(tier)
    index = data.draw(st.integers(0, len(rules) - 1))
    days, interval = rules[index].retention_days, tier.rules[index].schedule.longest_interval
    assert days is not None
    rules[index] = replace(rules[index], retention_days=data.draw(st.integers(1, days - 1)))
    others = [
        rule
        for rule in tier.rules
        if rule is not tier.rules[index]
        and rule.lifecycle.delete_after_days >= days
        and rule.schedule.longest_interval <= interval
    ]

    found = broken(tier, rules, copies)

    at_home = {each.rule.name for each in found if not each.region}
    assert at_home == (set() if others else {rules[index].rule})


@given(name=NAMES, data=st.data())
def test_copies_kept_shorter_break_the_promise_of_copies_alone(
    name: str, data: st.DataObject
) -> None:
    """Recovery points at home are another promise."""
    tier = TIERS[name]
    rules, copies = kept(tier)
    if not copies:
        return
    index = data.draw(st.integers(0, len(copies) - 1))
    days = copies[index].retention_days
    assert days is not None
    copies[index] = replace(copies[index], retention_days=data.draw(st.integers(1, days - 1)))

    found = broken(tier, rules, copies)

    assert {(each.rule.name, each.region) for each in found} == {(copies[index].rule, "us-west-2")}


@settings(max_examples=25)
@given(
    name=NAMES,
    hour=st.integers(0, 23),
    window=st.integers(60, 600),
    days=st.none() | st.integers(1, 4_000),
)
def test_a_rule_of_another_plan_never_breaks_a_promise(
    name: str, hour: int, window: int, days: int | None
) -> None:
    """Plans do not suppress one another; inside one plan a new rule may."""
    tier = TIERS[name]
    rules, copies = kept(tier)
    more = replace(
        rules[0],
        plan="another",
        schedule=f"cron(0 {hour} ? * * *)",
        start_window_minutes=window,
        retention_days=days,
        continuous=False,
    )

    assert broken(tier, [*rules, more], copies) == []


def cadence(expression: str, days: int | None, window: int = 60, zone: str = "UTC") -> Cadence:
    """Return a rule of the one plan."""
    return Cadence("plan", expression, zone, window, days)


def test_the_example_of_the_guide_leaves_eight_hourly_backups_a_day() -> None:
    """Hourly with a window of an hour, every 12 hours with one of eight and kept longer.

    Source: AWS Backup developer guide, plan-options-and-configuration.
    """
    hourly = cadence("cron(0 * ? * * *)", 7)
    long = cadence("cron(0 0/12 ? * * *)", 30, window=480)

    assert round(24 * (1 - suppressed_share(hourly, [hourly, long]))) == 8
    assert suppressed_share(long, [hourly, long]) == 0
    assert longest_gap([hourly, long], [hourly, long]) == timedelta(hours=8)


def test_rules_kept_alike_do_not_suppress_one_another() -> None:
    """One of them runs, and whichever it is makes a recovery point."""
    one, other = cadence("cron(0 2 ? * * *)", 30), cadence("cron(30 2 ? * * *)", 30)

    assert suppressed_share(one, [one, other]) == 0


def test_windows_that_only_touch_do_not_overlap() -> None:
    """The window of the first is over in the minute the second opens."""
    one, other = cadence("cron(0 2 ? * * *)", 7), cadence("cron(0 3 ? * * *)", 30)

    assert suppressed_share(one, [one, other]) == 0
    assert suppressed_share(replace(one, start_window_minutes=61), [one, other]) > 0.99


def test_a_schedule_that_ends_has_a_long_gap() -> None:
    """What ends by itself keeps nothing afterwards."""
    ends = cadence("cron(0 2 ? * * 2027)", 30)

    gap = longest_gap([ends], [ends])

    assert gap is not None
    assert gap > timedelta(days=365)
    assert longest_gap([cadence("cron(0 2 ? * * 2026)", 30)], []) is None


def test_an_hour_that_the_clocks_skip_is_no_broken_promise_but_a_night_is() -> None:
    """A daily run at a skipped hour waits two days; at any other, 25 hours in autumn."""
    tier = TIERS["development"]
    (rule,), _ = kept(tier)
    at_two, at_half_past_two = (
        replace(rule, schedule=f"cron({minute} 2 ? * * *)", timezone="Europe/Berlin")
        for minute in (0, 30)
    )

    at_one = replace(rule, schedule="cron(0 1 ? * * *)", timezone="Europe/Berlin")

    assert broken(tier, [at_one], []) == []
    assert [each.rule.name for each in broken(tier, [at_half_past_two], [])] == [rule.rule]
    assert [each.rule.name for each in broken(tier, [at_two], [])] == [rule.rule]
