"""How many calls of an API AWS takes in a second, of those that the alert function makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["CALL_QUOTAS", "CallQuota"]

_MAIN: Final = (
    *("us-east-1", "us-east-2", "us-west-2", "sa-east-1"),
    *("ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2"),
    *("eu-central-1", "eu-west-1", "eu-west-2"),
)
_SCHEDULER: Final = "EventBridge Scheduler user guide, scheduler-quotas"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallQuota:
    """The default quota of one call, for an account in a Region."""

    elsewhere: int
    """Calls a second, in a Region that is not in the list."""
    by_region: Mapping[str, int]
    source: str
    read_on: str = "2026-11-28"

    def per_second(self, region: str) -> int:
        """Return the calls a second in a Region."""
        return self.by_region.get(region, self.elsewhere)


def _schedules(main: int) -> CallQuota:
    return CallQuota(elsewhere=250, by_region=dict.fromkeys(_MAIN, main), source=_SCHEDULER)


CALL_QUOTAS: Final[Mapping[str, CallQuota]] = MappingProxyType(
    {
        "CreateSchedule": _schedules(5_000),
        "DeleteSchedule": _schedules(1_000),
        "GetSchedule": _schedules(1_000),
        "ListSchedules": CallQuota(elsewhere=50, by_region={}, source=_SCHEDULER),
        "Publish": CallQuota(
            elsewhere=300,
            by_region={
                "us-east-1": 30_000,
                **dict.fromkeys(("us-west-2", "eu-west-1"), 9_000),
                **dict.fromkeys(
                    (
                        *("us-east-2", "us-west-1", "ap-south-1", "ap-northeast-2"),
                        *("ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-central-1"),
                    ),
                    1_500,
                ),
            },
            source="AWS General Reference, sns (Publish API throttling)",
        ),
        "PutEvents": CallQuota(
            elsewhere=400,
            by_region={
                **dict.fromkeys(("us-east-1", "us-west-2", "eu-west-1"), 10_000),
                **dict.fromkeys(("us-east-2", "eu-central-1", "eu-south-2"), 2_400),
                **dict.fromkeys(
                    (
                        *("us-west-1", "ap-northeast-1", "ap-southeast-1", "ap-southeast-2"),
                        "eu-west-2",
                    ),
                    1_200,
                ),
                **dict.fromkeys(
                    (
                        *("ap-east-1", "ap-northeast-2", "ap-south-1", "ca-central-1"),
                        *("eu-north-1", "eu-west-3", "sa-east-1"),
                    ),
                    600,
                ),
            },
            source="EventBridge user guide, eb-quota (PutEvents throttle limit)",
        ),
        "GetResources": CallQuota(
            elsewhere=15,
            by_region={},
            source="Tag Editor user guide, reference (15 calls a second)",
        ),
    }
)
"""By the name of the call. A call that is not here has a quota that was not read, and nothing is
said of it. Where two versions of a page differ, the smaller number stands."""
