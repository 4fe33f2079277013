"""Who owns a resource, and its tier: from its tags, where they can be read.

Source: Resource Groups Tagging API reference, GetResources: 100 ARNs at most (read 2026-11-28).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bamp_pulumi.lambdas.alerts.alert import Alert
from bamp_pulumi.lambdas.alerts.plain import one_line

__all__ = ["TIER_TAG", "TagReader", "TaggingClient"]

TIER_TAG = "backup-tier"
_OWNER = "backup-owner"
_AT_ONCE = 100
_REASON = 1_000


class TaggingClient(Protocol):
    """What is used of boto3's client."""

    # Any: answers of AWS.
    def get_resources(self, **request: object) -> Any:  # noqa: ANN401
        """Read the tags of resources."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TagReader:
    """Reads the tags of what alerts are about."""

    client: TaggingClient
    default_owner: str
    """Owner of a resource whose tags name none."""

    def of(self, alerts: Sequence[Alert]) -> list[Alert]:
        """Add the owner and the tier of what alerts are about.

        A message without them is worth more than none: whatever keeps them from being read keeps no
        alert from being sent.
        """
        arns = dict.fromkeys(alert.resource for alert in alerts if _is_unread(alert))
        tags = {arn: found for page in _pages([*arns]) for arn, found in self._read(page)}
        return [self._with(alert, tags.get(alert.resource, {})) for alert in alerts]

    def _with(self, alert: Alert, tags: dict[str, str]) -> Alert:
        if alert.owner:
            return alert
        owner = tags.get(_OWNER, self.default_owner)
        return replace(alert, owner=owner, tier=tags.get(TIER_TAG, alert.tier))

    def _read(self, arns: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
        try:
            answer = self.client.get_resources(ResourceARNList=arns)
            for found in answer["ResourceTagMappingList"]:
                tags = {tag["Key"]: tag["Value"] for tag in found["Tags"]}
                # An ARN that comes back in another spelling is still that of the only one asked.
                yield (arns[0] if len(arns) == 1 else found["ResourceARN"]), tags
        except Exception as error:  # noqa: BLE001 - see above
            why = one_line(str(error), _REASON)
            print(f"tags of {len(arns)} resources cannot be read: {why}")  # noqa: T201 - its log


def _is_unread(alert: Alert) -> bool:
    return alert.has_arn and not alert.owner


def _pages(arns: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(arns), _AT_ONCE):
        yield arns[start : start + _AT_ONCE]
