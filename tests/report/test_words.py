"""The words of a preview."""

import pytest

from bamp_pulumi.coverage import CoveredCopy, CoveredRule
from bamp_pulumi.estate import Program
from bamp_pulumi.report.words import (
    copies_in_words,
    duration_in_words,
    place_in_words,
    retention_in_words,
)


def rule(name: str, days: int | None, *, continuous: bool = False) -> CoveredRule:
    """Make a rule."""
    return CoveredRule(
        plan="p",
        rule=name,
        schedule="cron(0 2 ? * * *)",
        timezone="UTC",
        retention_days=days,
        continuous=continuous,
        vault="v",
        region="us-east-1",
    )


def copy(region: str, days: int | None, *, rule: str = "daily") -> CoveredCopy:
    """Make a copy."""
    return CoveredCopy(
        plan="p", rule=rule, region=region, account_id="1", vault="v", retention_days=days
    )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 min"), (90, "90 min"), (120, "2 h"), (1440, "1 d"), (2160, "36 h"), (525_600, "1 y")],
)
def test_a_duration_is_told_in_its_largest_whole_unit(minutes: int, words: str) -> None:
    """Nobody reads 1440 minutes as a day."""
    assert duration_in_words(minutes) == words


def test_retention_is_told_from_the_closest_to_the_longest() -> None:
    """What restores to any second comes first, what is kept for ever last."""
    rules = [rule("monthly", None), rule("daily", 30), rule("continuous", 35, continuous=True)]

    assert retention_in_words(rules) == "any second 35d, daily 30d, monthly for ever"


def test_copies_are_listed_once_a_region_with_the_retention_of_each_rule() -> None:
    """The longest alone would hide what is gone after a month."""
    copies = [
        copy("us-west-2", 365, rule="monthly"),
        copy("us-west-2", 30),
        copy("eu-west-1", None),
        copy("us-west-2", 30),
    ]

    assert copies_in_words(copies) == "us-west-2 daily 30d, monthly 365d; eu-west-1 daily for ever"


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (
            Program(name="p", account_id="111122223333", region="eu-west-1"),
            "eu-west-1, 111122223333",
        ),
        (
            Program(
                name="p",
                account_id="123456789012",
                region="us-east-1",
                account_assumed=True,
                region_assumed=True,
            ),
            "us-east-1 (assumed), 123456789012 (assumed)",
        ),
        (
            Program(
                name="p",
                account_id="111122223333",
                region="us-east-1",
                account_assumed=True,
                account_from="baseline/manifest",
            ),
            "us-east-1, 111122223333 (assumed from baseline/manifest)",
        ),
        (Program(name="p", account_id="", region=""), "Region not known, account not known"),
    ],
)
def test_where_a_program_is_deployed_is_told_with_what_was_assumed(
    program: Program, words: str
) -> None:
    """A guess never looks like what somebody said."""
    assert place_in_words(program) == words
