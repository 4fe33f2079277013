"""When AWS Backup itself says that the rules of plans will run: one call a plan.

Source: AWS Backup API, ListBackupPlans, GetBackupPlan (MaxScheduledRunsPreview, at most 10; read
2026-11-29).
"""

from collections.abc import Iterator
from typing import Any

from bamp_pulumi.lambdas.health.backup_lists import utc
from bamp_pulumi.lambdas.health.records import PlanPreview

__all__ = ["read_plan_previews"]

_MOST_RUNS = 10
_PAGE = 1000


def read_plan_previews(backup: Any) -> Iterator[PlanPreview]:  # noqa: ANN401 - a client of boto3
    """Read the next runs of every plan of a Region.

    Args:
        backup: Client of AWS Backup.
    """
    arguments: dict[str, Any] = {"MaxResults": _PAGE}
    while True:
        page = backup.list_backup_plans(**arguments)
        for item in page["BackupPlansList"]:
            yield from _previews(backup, item["BackupPlanId"])
        if not page.get("NextToken"):
            return
        arguments["NextToken"] = page["NextToken"]


def _previews(backup: Any, plan_id: str) -> Iterator[PlanPreview]:  # noqa: ANN401 - as above
    answer = backup.get_backup_plan(BackupPlanId=plan_id, MaxScheduledRunsPreview=_MOST_RUNS)
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
