"""What AWS Backup says of the next runs of an account's plans."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bamp_pulumi.lambdas.health import PLAN_ACTIONS, PlanPreview, Unseen, read_plan_previews
from bamp_pulumi.lambdas.health.reading import NotAnsweredError
from bamp_pulumi.observed.session import Account

__all__ = ["PLAN_ACTIONS", "PlanRuns", "plan_runs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRuns:
    """The next runs of plans, and what was not answered."""

    previews: tuple[PlanPreview, ...]
    unseen: tuple[Unseen, ...]


def plan_runs(account: Account, region: str) -> PlanRuns:
    """Read the next runs of all plans of a Region: a call a plan."""
    asker = account.asker()
    asked: list[str] = []

    def ask(operation: str, arguments: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of AWS
        asked.append(operation)
        return asker.ask(region, "backup", operation, dict(arguments))

    found: list[PlanPreview] = []
    try:
        found.extend(read_plan_previews(ask))
    except NotAnsweredError as error:
        what = f"backup:{asked[-1]}"
        unseen = Unseen(region=region, what=what, why=error.why, message=error.message)
        return PlanRuns(previews=tuple(found), unseen=(unseen,))
    return PlanRuns(previews=tuple(found), unseen=())
