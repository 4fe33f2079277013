"""Why AWS Backup refuses a plan: each limit from both sides.

Cannot prove AWS's numbers: they stand in the catalog with their sources.
"""

from typing import Any, Final

import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import read_plans

Rules = Any  # Any: rules of a plan

PLAN = "aws:backup/plan:Plan"
DAILY: Final[Rules] = {"ruleName": "daily", "targetVaultName": "main"}
THEIRS: Final = "arn:aws:backup:us-west-2:111122223333:backup-vault:theirs"


def refused(rules: Rules) -> str:
    """Say why a plan of some rules is refused."""
    (plan,) = read_plans(estate_of(declared(PLAN, "plan", inputs={"rules": rules})), ())
    return plan.refused


def kept(days: object, cold: object = None, **rule: Rules) -> Rules:
    """Write a rule with a lifecycle."""
    return {**DAILY, "lifecycle": {"deleteAfter": days, "coldStorageAfter": cold}, **rule}


def copying(*lifecycles: Rules, arn: object = THEIRS) -> Rules:
    """Write a rule with copies."""
    copies = [{"destinationVaultArn": arn, "lifecycle": each} for each in lifecycles]
    return {**DAILY, "copyActions": copies}


BOUNDS: Final = "1 to 36500 are allowed"
LONGEST: Final = "and a continuous backup is kept 35 days at most"
TOO_COLD: Final = "keeps {} days, {} of them warm, and cold storage is for 90 days or more"
CASES: Final[list[tuple[Rules, str]]] = [
    ([DAILY], ""),
    ([], "it has no rule, and a plan has one at least"),
    ([DAILY] * 10, ""),
    ([DAILY] * 11, "it has 11 rules, and AWS Backup takes 10"),
    (UNKNOWN, ""),
    (
        [UNKNOWN, {**DAILY, "startWindow": 59.0}],
        "rule daily: its start window is 59 min, and 60 min are the least",
    ),
    ([{**DAILY, "startWindow": 60.0}], ""),
    ([kept(1.0)], ""),
    ([kept(36500.0)], ""),
    ([kept(36501.0)], f"rule daily: it keeps 36501 days, and {BOUNDS}"),
    ([kept(-1.0)], f"rule daily: it keeps -1 days, and {BOUNDS}"),
    ([kept(UNKNOWN, 30.0)], ""),
    ([kept(120.0, 30.0)], ""),
    ([kept(119.0, 30.0)], f"rule daily: it {TOO_COLD.format(119, 30)}"),
    ([kept(None, 30.0)], ""),
    ([kept(35.0, enableContinuousBackup=True)], ""),
    (
        [kept(36.0, enableContinuousBackup=True)],
        f"rule daily: it is continuous and keeps 36 days, {LONGEST}",
    ),
    (
        [{**DAILY, "enableContinuousBackup": True}],
        f"rule daily: it is continuous and keeps for ever, {LONGEST}",
    ),
    ([kept(UNKNOWN, enableContinuousBackup=True)], ""),
    ([copying({"deleteAfter": 1.0})], ""),
    ([copying({"deleteAfter": 120.0, "coldStorageAfter": 30.0})], ""),
    (
        [copying({"deleteAfter": 119.0, "coldStorageAfter": 30.0})],
        f"rule daily: its copy to theirs {TOO_COLD.format(119, 30)}",
    ),
    (
        [copying({"deleteAfter": 36501.0}, arn=UNKNOWN)],
        f"rule daily: its copy to a vault that is not known keeps 36501 days, and {BOUNDS}",
    ),
    ([copying({"deleteAfter": UNKNOWN, "coldStorageAfter": 30.0})], ""),
    ([copying(*[{"deleteAfter": 1.0}] * 5)], ""),
    (
        [copying(*[{"deleteAfter": 1.0}] * 6)],
        "rule daily: it has 6 copy actions, and 5 are the most",
    ),
    (
        [DAILY, {**kept(36501.0), "ruleName": "second"}],
        f"rule second: it keeps 36501 days, and {BOUNDS}",
    ),
    (
        [{**kept(36501.0), "startWindow": 59.0}],
        f"rule daily: it keeps 36501 days, and {BOUNDS}",
    ),
]


@pytest.mark.parametrize(("rules", "says"), CASES)
def test_a_plan_is_refused_for_what_is_known_of_its_rules(rules: Rules, says: str) -> None:
    """The first of its faults is said; what is known later may be as AWS asks."""
    assert refused(rules) == says


@pytest.mark.parametrize(
    ("rule", "is_refused"),
    [
        ({"schedule": "cron(0 5 ? * * *)"}, False),
        ({"schedule": "every day"}, True),
        ({"schedule": UNKNOWN}, False),
        ({"scheduleExpressionTimezone": "Europe/Berlin"}, False),
        ({"scheduleExpressionTimezone": "Nowhere/Never"}, True),
    ],
)
def test_a_schedule_is_an_expression_in_a_time_zone(rule: Rules, *, is_refused: bool) -> None:
    """Both are AWS's."""
    found = refused([{**DAILY, **rule}])

    assert found.startswith("rule daily: its schedule has ") is is_refused
    assert (" (allowed: " in found and found.endswith(")")) is is_refused
