"""Overlapping start windows: found where they are, and only there.

Judged by a scan over all runs of both rules for four years. Which of two overlapping rules AWS
Backup then runs is what its guide says, and not proved here.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.policy import Rule, parse
from bamp_pulumi.policy.start_windows import Overlap, overlaps

START = datetime(2026, 1, 1, tzinfo=UTC)
SCANNED = datetime(2030, 1, 1, tzinfo=UTC)


def rule(expression: str, minutes: int = 60, *, name: str = "one", zone: str = "UTC") -> Rule:
    """Build a rule kept long enough for any cadence."""
    return parse(
        Rule,
        {
            "name": name,
            "schedule": {"expression": expression, "timezone": zone},
            "lifecycle": {"delete_after_days": 3_000},
            "start_window_minutes": minutes,
            "completion_window_minutes": minutes + 60,
        },
    )


def first(one: Rule, other: Rule) -> Overlap | None:
    """Return the first overlap of two rules."""
    return next(overlaps([one, other]), None)


def scan(one: Rule, other: Rule) -> datetime | None:
    """Compare every run of one rule with every near run of the other."""
    runs = [list(r.schedule.between(START, SCANNED)) for r in (one, other)]
    windows = [one.start_window, other.start_window]
    found = [
        max(a, b)
        for a in runs[0]
        for b in runs[1]
        if (b - a < windows[0] if b >= a else a - b < windows[1])
    ]
    return min(found, default=None)


expressions = st.builds(
    "cron({} {} {} *)".format,
    st.sampled_from([0, 30]),
    st.sampled_from(["2", "3", "4", "23", "1,3"]),
    st.sampled_from(["1 * ?", "L * ?", "15 * ?", "? * SUN", "? * MON#1", "? * 6L", "1 1,7 ?"]),
)
windows = st.sampled_from([60, 90, 120, 180, 1_500])
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"])


@given(one=st.tuples(expressions, windows, zones), other=st.tuples(expressions, windows, zones))
def test_an_overlap_is_found_exactly_where_a_scan_finds_it(
    one: tuple[str, int, str], other: tuple[str, int, str]
) -> None:
    """Over real days and through summer time: none missed, none invented, the first one named."""
    rules = [
        rule(expression, minutes, name=name, zone=zone)
        for name, (expression, minutes, zone) in {"one": one, "other": other}.items()
    ]

    found, scanned = first(*rules), scan(*rules)

    if scanned is not None:
        assert found is not None
        assert found.again_due == scanned
    elif found is not None:
        assert found.again_due >= SCANNED


@pytest.mark.parametrize(("minutes", "overlapping"), [(60, False), (61, True)])
def test_a_window_is_over_in_the_minute_it_ends(minutes: int, *, overlapping: bool) -> None:
    """Two rules an hour apart take windows of an hour."""
    daily, weekly = rule("cron(0 2 ? * * *)", minutes), rule("cron(0 3 ? * SUN *)", name="other")

    assert (first(daily, weekly) is not None) is overlapping


def test_the_first_overlap_names_both_rules_and_instants() -> None:
    """The monthly falls into the window of the weekly when the 1st is a Sunday."""
    weekly = rule("cron(0 2 ? * SUN *)", 120, name="weekly")
    monthly = rule("cron(0 3 1 * ? *)", 60, name="monthly")

    assert first(monthly, weekly) == Overlap(
        earlier=weekly,
        later=monthly,
        due=datetime(2026, 2, 1, 2, tzinfo=UTC),
        again_due=datetime(2026, 2, 1, 3, tzinfo=UTC),
    )


def test_rules_of_one_clock_time_that_never_share_a_day_do_not_overlap() -> None:
    """Weekdays and the weekend at the same hour."""
    weekdays, sunday = rule("cron(0 2 ? * MON-FRI *)"), rule("cron(0 2 ? * SUN *)")

    assert first(weekdays, sunday) is None


def test_a_window_reaches_over_midnight_into_the_next_day() -> None:
    """Sunday evening is still open on Monday morning."""
    sunday, monday = rule("cron(0 23 ? * SUN *)", 180), rule("cron(0 1 ? * MON *)")

    assert first(sunday, monday) is not None
    assert first(sunday, rule("cron(0 2 ? * MON *)")) is None


def test_a_window_of_days_reaches_over_days() -> None:
    """Longer than a day, the time of day excuses nothing."""
    monthly = rule("cron(0 2 1 * ? *)", 3 * 1_440)

    assert first(monthly, rule("cron(0 1 3 * ? *)")) is not None
    assert first(monthly, rule("cron(0 2 4 * ? *)")) is None


def test_the_clocks_bring_rules_of_different_zones_together_in_summer_only() -> None:
    """An hour apart in winter, at the same instant in summer."""
    berlin = rule("cron(0 4 ? * * *)", zone="Europe/Berlin")  # 03:00 UTC, in summer 02:00
    utc = rule("cron(0 2 ? * * *)", name="other")

    found = first(berlin, utc)

    assert found is not None
    assert found.due == found.again_due == datetime(2026, 3, 29, 2, tzinfo=UTC)


def test_rules_that_meet_in_one_season_on_one_weekday_are_found() -> None:
    """Days after the clocks changed, which they do on Sundays."""
    berlin = rule("cron(0 4 ? * WED *)", zone="Europe/Berlin")

    found = first(berlin, rule("cron(0 2 ? * WED *)", name="other"))

    assert found is not None
    assert found.due == datetime(2026, 4, 1, 2, tzinfo=UTC)


def test_zones_that_never_change_their_clocks_are_compared_by_the_instant() -> None:
    """07:45 in Kathmandu is 02:00 UTC, every day of the year."""
    kathmandu = rule("cron(45 7 ? * * *)", zone="Asia/Kathmandu")

    assert first(kathmandu, rule("cron(0 2 ? * * *)")) is not None
    assert first(rule("cron(0 2 ? * * *)"), kathmandu) is not None
    assert first(kathmandu, rule("cron(45 7 ? * * *)")) is None


def test_the_night_of_the_change_alone_brings_rules_of_one_zone_together() -> None:
    """01:30 and 03:00 are 90 minutes apart but in the night the clocks go forward: 30."""
    zone = "Europe/Berlin"
    early = rule("cron(30 1 ? * * *)", zone=zone)
    late = rule("cron(0 3 ? * * *)", name="other", zone=zone)

    found = first(early, late)

    assert found is not None
    assert found.again_due == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_each_two_rules_are_compared_and_each_pair_is_named_once() -> None:
    """Three rules at one time are three overlaps."""
    rules = [rule("cron(0 2 ? * * *)", name=name) for name in ("a", "b", "c")]

    found = [(overlap.earlier.name, overlap.later.name) for overlap in overlaps(rules)]

    assert found == [("a", "b"), ("a", "c"), ("b", "c")]


@pytest.mark.parametrize(
    ("earlier", "later", "remedy"),
    [
        # Enough room for a shorter window.
        (("cron(0 2 ? * * *)", 300), "cron(0 4 ? * SUN *)", "start_window_minutes=120 in one"),
        # Not enough: the later rule moves behind the window.
        (("cron(0 2 ? * * *)", 90), "cron(30 2 ? * SUN *)", "expression='cron(30 3 ? * SUN *)'"),
        # It would move into the next day: one of the two must go.
        (("cron(0 23 ? * * *)", 90), "cron(30 23 ? * SUN *)", "nothing: remove other"),
    ],
)
def test_the_remedy_is_a_shorter_window_or_a_later_run(
    earlier: tuple[str, int], later: str, remedy: str
) -> None:
    """What the message tells people to write takes the overlap away."""
    found = first(rule(*earlier), rule(later, name="other"))

    assert found is not None
    assert found.remedy[0].startswith(remedy)


@pytest.mark.parametrize(
    ("days", "suppressed"), [((30, 90), "one"), ((90, 30), "other"), ((30, 30), None)]
)
def test_the_rule_that_is_kept_shorter_is_suppressed(
    days: tuple[int, int], suppressed: str | None
) -> None:
    """Of rules that are kept alike AWS does not say which it runs."""
    rules = [
        rule("cron(0 2 ? * * *)", name=name).model_copy(
            update={
                "lifecycle": rule("cron(0 2 ? * * *)").lifecycle.model_copy(
                    update={"delete_after_days": kept}
                )
            }
        )
        for name, kept in zip(("one", "other"), days, strict=True)
    ]

    found = first(*rules)

    assert found is not None
    assert (found.suppressed.name if found.suppressed else None) == suppressed
