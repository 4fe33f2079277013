"""Which schedule expressions EventBridge takes. Its guide's page eb-scheduled-rule-pattern."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

RULE = "aws:cloudwatch/eventRule:EventRule"


def refused(**inputs: object) -> list[str]:
    """Return the inputs that are refused."""
    return [refusal.path for refusal in refusals_of(RULE, inputs)]


@pytest.mark.parametrize(
    "expression",
    [
        "cron(0 10 * * ? *)",
        "cron(15 12 * * ? *)",
        "cron(0 18 ? * MON-FRI *)",
        "cron(0 8 1 * ? *)",
        "cron(0/15 * * * ? *)",
        "cron(0/5 8-17 ? * MON-FRI *)",
        "cron(0 9 ? * 2#1 *)",
        "cron(0 9 ? * 5L *)",
        "cron(0 9 ? * FRIL *)",
        "cron(0 9 L * ? *)",
        "cron(0 9 LW * ? *)",
        "cron(0 9 3W * ? *)",
        "cron(0,30 0/1 ? JAN,FEB,dec sun-sat 2026-2199)",
        "cron(*/10 * ? * FRI-MON *)",
        "cron(0  5  *  *  ?  2026/2)",
        "rate(1 minute)",
        "rate(1 day)",
        "rate(5 minutes)",
        "rate(12 hours)",
    ],
)
def test_a_schedule_of_the_guide_is_accepted(expression: str) -> None:
    """L, W and #, names, steps and ranges."""
    assert refused(scheduleExpression=expression) == []


@pytest.mark.parametrize(
    "expression",
    [
        "0 5 * * ? *",
        "cron(0 5 * * *)",
        "cron(0 5 * * * *)",
        "cron(0 5 ? * ? *)",
        "cron(60 5 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 5 32 * ? *)",
        "cron(0 5 ? * 0 *)",
        "cron(0 5 ? * 2#6 *)",
        "cron(0 5 ? * XL *)",
        "cron(0 5 ? FEBR MON *)",
        "cron(0/0 5 * * ? *)",
        "cron(0 5 * * ? 1969)",
        "cron(0 5, * * ? *)",
        "rate(1 days)",
        "rate(5 minute)",
        "rate(0 minutes)",
        "rate(5 seconds)",
        "rate(1.5 hours)",
        "every day",
    ],
)
def test_a_schedule_that_is_none_is_refused(expression: str) -> None:
    """The unix form, both days given, a number that no clock shows."""
    assert refused(scheduleExpression=expression) == ["scheduleExpression"]


@pytest.mark.parametrize(
    ("given", "written"),
    [("rate(1 days)", "rate(1 day)"), ("rate(5 hour)", "rate(5 hours)")],
)
def test_a_rate_in_the_wrong_number_is_written_right(given: str, written: str) -> None:
    """The refusal can be pasted."""
    (found,) = refusals_of(RULE, {"scheduleExpression": given})

    assert found.allowed == f"a schedule: it is written {written}"


def test_a_schedule_stands_on_the_default_bus_only() -> None:
    """By name or by ARN; whatever is unknown may be the default bus."""
    bus = "arn:aws:events:us-east-1:111122223333:event-bus/"

    assert refused(scheduleExpression="rate(1 day)", eventBusName="mine") == ["eventBusName"]
    assert refused(scheduleExpression="rate(1 day)", eventBusName=f"{bus}mine") == ["eventBusName"]
    assert refused(scheduleExpression="rate(1 day)", eventBusName="default") == []
    assert refused(scheduleExpression="rate(1 day)", eventBusName=f"{bus}default") == []
    assert refused(scheduleExpression="rate(1 day)", eventBusName=UNKNOWN) == []
    assert refused(eventPattern='{"source": ["a"]}', eventBusName="mine") == []


def test_restore_tests_run_by_cron_only() -> None:
    """And their cron is read as that of a rule."""
    plan = "aws:backup/restoreTestingPlan:RestoreTestingPlan"

    assert list(refusals_of(plan, {"scheduleExpression": "cron(0 12 ? * 1 *)"})) == []
    assert len(list(refusals_of(plan, {"scheduleExpression": "rate(1 day)"}))) == 1
    assert len(list(refusals_of(plan, {"scheduleExpression": "cron(0 12 * * 1 *)"}))) == 1
