"""AWS Backup's own preview of its runs checks how schedules and time zones are read here."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from bamp_pulumi.baseline import Names
from bamp_pulumi.lambdas.health import PlanPreview
from bamp_pulumi.lambdas.health.plan_previews import read_plan_previews
from bamp_pulumi.measured import previewed_deviations
from bamp_pulumi.policy import BackupPolicy, Schedule, default_policy

POLICY: Final = default_policy()
NAMES: Final = Names.of(POLICY.tiers)
START: Final = datetime(2026, 10, 20, tzinfo=UTC)


def previews(policy: BackupPolicy, zone: str = "") -> Iterator[PlanPreview]:
    """Return what AWS Backup would say, if it read the schedules in a time zone."""
    for tier, plan in NAMES.plans.items():
        for rule in policy.tiers[tier].rules:
            read_in = zone or rule.schedule.timezone
            schedule = Schedule(expression=rule.schedule.expression, timezone=read_in)
            runs = [*schedule.between(START, START + timedelta(days=400))][:10]
            yield PlanPreview(
                plan=plan,
                rule=rule.name,
                schedule=schedule.expression,
                timezone=read_in,
                runs=tuple(runs),
            )


def test_a_plan_as_the_policy_means_it_deviates_in_nothing() -> None:
    """Ten runs of each rule."""
    assert [*previewed_deviations(POLICY, NAMES, previews(POLICY))] == []


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata", "Europe/London"])
def test_a_plan_in_another_time_zone_is_named(zone: str) -> None:
    """Even one that is the same in winter, if the ten runs begin before the clocks are changed."""
    found = [*previewed_deviations(POLICY, NAMES, previews(POLICY, zone))]

    assert found
    assert all(zone in each.why for each in found)
    assert {"daily", "monthly"} <= {each.rule for each in found}


def test_plans_of_others_are_left_alone() -> None:
    """Whatever they do."""
    other = PlanPreview(
        plan="somebody-elses",
        rule="daily",
        schedule="cron(0 1 * * ? *)",
        timezone="Etc/UTC",
        runs=(START,),
    )

    assert [*previewed_deviations(POLICY, NAMES, [other])] == []


def test_a_preview_is_read_with_one_call_a_plan() -> None:
    """All pages; times in UTC."""
    asked: list[tuple[str, Mapping[str, Any]]] = []

    def ask(operation: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return two pages of plans with two rules each, as botocore gives them."""
        asked.append((operation, arguments))
        if operation == "ListBackupPlans" and "NextToken" in arguments:
            return {"BackupPlansList": [{"BackupPlanId": "p2"}]}
        if operation == "ListBackupPlans":
            return {"BackupPlansList": [{"BackupPlanId": "p1"}], "NextToken": "more"}
        at = datetime(2026, 11, 20, 4, tzinfo=ZoneInfo("Europe/Berlin"))
        return {
            "BackupPlan": {
                "BackupPlanName": arguments["BackupPlanId"],
                "Rules": [
                    {
                        "RuleId": "r1",
                        "RuleName": "daily",
                        "ScheduleExpression": "cron(0 3 * * ? *)",
                    },
                    {"RuleId": "r2", "RuleName": "never"},
                ],
            },
            "ScheduledRunsPreview": [{"RuleId": "r1", "ExecutionTime": at}],
        }

    read = [*read_plan_previews(ask)]

    assert [each.plan for each in read] == ["p1", "p1", "p2", "p2"]
    assert read[0].runs == (datetime(2026, 11, 20, 3, tzinfo=UTC),)
    assert read[1].runs == ()
    most = [with_ for of, with_ in asked if of == "GetBackupPlan"]
    assert [each["MaxScheduledRunsPreview"] for each in most] == [10, 10]
