"""How many resources of one type AWS takes beside each other: limits over a whole estate."""

from dataclasses import dataclass
from typing import Final

__all__ = ["COUNT_LIMITS", "CountLimit"]

_BACKUP: Final = "AWS Backup developer guide, aws-backup-limits (read 2026-11-28)"
_EVENTS: Final = "EventBridge user guide, eb-quota (Custom Event Bus - Classic; read 2026-11-28)"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLimit:
    """How many resources of a type may share something."""

    types: tuple[str, ...]
    """Type tokens of what is counted together."""
    link: tuple[str, ...]
    """Wire names of the inputs that say what is shared: resources of one account and Region with
    the same values there are counted together. Empty: all of the account and Region are.
    An input left out has the provider's default: `eventBusName` is `default` then."""
    most: int
    """AWS takes this many."""
    most_in: tuple[tuple[str, int], ...] = ()
    """Regions in which AWS takes another number. Default: none."""
    why: str
    """What happens with one more."""
    source: str
    """Page, and the date it was read."""
    only_with: tuple[str, ...] = ()
    """Counted only where one of these inputs is set. Default: all are counted."""
    only_without: tuple[str, ...] = ()
    """Counted only where none of these inputs is set. Default: all are counted."""
    adjustable: bool = False
    """Whether AWS raises it when asked: then more of them is a doubt, not a refusal."""

    def most_of(self, region: str) -> int:
        """Return how many AWS takes in a Region."""
        return dict(self.most_in).get(region, self.most)


COUNT_LIMITS: Final = (
    CountLimit(
        types=("aws:cloudwatch/eventTarget:EventTarget",),
        link=("rule", "eventBusName"),
        most=5,
        why="EventBridge refuses the sixth target of a rule",
        source=_EVENTS,
    ),
    CountLimit(
        types=("aws:cloudwatch/eventRule:EventRule",),
        link=("eventBusName",),
        most=300,
        most_in=(("af-south-1", 100), ("eu-south-1", 100)),
        why="EventBridge refuses one more rule on a bus",
        source=_EVENTS,
        adjustable=True,
    ),
    CountLimit(
        types=("aws:cloudwatch/eventBus:EventBus",),
        link=(),
        most=100,
        why="EventBridge refuses one more bus",
        source=_EVENTS,
        adjustable=True,
    ),
    CountLimit(
        types=("aws:backup/selection:Selection",),
        link=("planId",),
        most=100,
        why="AWS Backup refuses one more selection of a plan",
        source=_BACKUP,
    ),
    CountLimit(
        types=("aws:backup/selection:Selection",),
        link=("planId",),
        most=10,
        why="AWS Backup refuses one more selection by tags of a plan",
        source=_BACKUP,
        only_with=("selectionTags", "conditions"),
    ),
    CountLimit(
        types=(
            "aws:backup/vault:Vault",
            "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
        ),
        link=(),
        most=300,
        why="AWS Backup refuses one more vault",
        source=_BACKUP,
        adjustable=True,
    ),
    CountLimit(
        types=("aws:backup/plan:Plan",),
        link=(),
        most=300,
        why="AWS Backup refuses one more plan",
        source=_BACKUP,
        adjustable=True,
    ),
    CountLimit(
        types=("aws:backup/framework:Framework",),
        link=(),
        most=15,
        why="AWS Backup refuses one more framework",
        source=_BACKUP,
        adjustable=True,
    ),
    CountLimit(
        types=("aws:backup/reportPlan:ReportPlan",),
        link=(),
        most=20,
        why="AWS Backup refuses one more report plan",
        source=_BACKUP,
        adjustable=True,
    ),
    CountLimit(
        types=("aws:backup/restoreTestingPlan:RestoreTestingPlan",),
        link=(),
        most=100,
        why="AWS Backup refuses one more restore testing plan",
        source=_BACKUP,
    ),
    CountLimit(
        types=("aws:backup/restoreTestingSelection:RestoreTestingSelection",),
        link=("restoreTestingPlanName",),
        most=30,
        why="AWS Backup refuses one more selection of a restore testing plan",
        source=_BACKUP,
    ),
    CountLimit(
        types=("aws:cloudwatch/logResourcePolicy:LogResourcePolicy",),
        link=(),
        most=10,
        why="CloudWatch Logs refuses one more policy of an account in a Region",
        source="CloudWatch Logs API, PutResourcePolicy (read 2026-11-29)",
        only_without=("resourceArn",),
    ),
    CountLimit(
        types=("aws:sns/topicSubscription:TopicSubscription",),
        link=("topic",),
        most=200,
        why="SNS refuses one more filter policy of a topic",
        source="SNS developer guide, subscription-filter-policy-constraints (read 2026-11-29)",
        only_with=("filterPolicy",),
        adjustable=True,
    ),
)
"""The limits that a program can reach by declaring one resource too many."""
