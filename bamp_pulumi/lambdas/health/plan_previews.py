"""When AWS Backup itself says that the rules of plans will run: one call a plan.

Source: AWS Backup API, ListBackupPlans, GetBackupPlan (MaxScheduledRunsPreview, at most 10; read
2026-11-29).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from bamp_pulumi.lambdas.health.backup_lists import utc
from bamp_pulumi.lambdas.health.records import PlanPreview

__all__ = ["PLAN_ACTIONS", "read_plan_previews"]

PLAN_ACTIONS: Final = ("backup:GetBackupPlan", "backup:ListBackupPlans")
"""IAM actions that reading them needs."""
_MOST_RUNS = 10
_PAGE = 1000
# Any: answers of AWS.
_Ask = Callable[[str, Mapping[str, Any]], Any]


def read_plan_previews(ask: _Ask) -> Iterator[PlanPreview]:
    """Read the next runs of every plan of a Region.

    Args:
        ask: Asks AWS Backup, by the name of an operation and its arguments.
    """
    token: dict[str, str] = {}
    while True:
        page = ask("ListBackupPlans", {"MaxResults": _PAGE, **token})
        for item in page["BackupPlansList"]:
            yield from _previews(ask, item["BackupPlanId"])
        if not page.get("NextToken"):
            return
        token = {"NextToken": page["NextToken"]}


def _previews(ask: _Ask, plan_id: str) -> Iterator[PlanPreview]:
    asked = {"BackupPlanId": plan_id, "MaxScheduledRunsPreview": _MOST_RUNS}
    answer = ask("GetBackupPlan", asked)
    plan = answer["BackupPlan"]
    for rule in plan["Rules"]:
        runs = [
            utc(each["ExecutionTime"])
            for each in answer.get("ScheduledRunsPreview") or ()
            if each.get("RuleId") == rule.get("RuleId")
        ]
        yield PlanPreview(
            plan=plan["BackupPlanName"],
            rule=rule["RuleName"],
            schedule=rule.get("ScheduleExpression", ""),
            timezone=rule.get("ScheduleExpressionTimezone") or "Etc/UTC",
            runs=tuple(sorted(each for each in runs if each is not None)),
        )
