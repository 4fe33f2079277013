"""Who owns a resource, and its tier: from its tags, where they can be read.

Source: Resource Groups Tagging API reference, GetResources (read 2026-11-26).
"""

from dataclasses import replace
from typing import Any, Protocol

from bamp_pulumi.lambdas.alerts.alert import Alert

__all__ = ["with_tags"]

_OWNER, _TIER = "backup-owner", "backup-tier"


class _TaggingClient(Protocol):
    # Any: answers of AWS.
    def get_resources(self, **request: object) -> Any: ...  # noqa: ANN401


def with_tags(alert: Alert, client: _TaggingClient, default_owner: str) -> Alert:
    """Add the owner and the tier of what an alert is about.

    A message without them is worth more than none: whatever keeps them from being read keeps no
    alert from being sent.
    """
    tags: dict[str, str] = {}
    if alert.has_arn:
        try:
            answer = client.get_resources(ResourceARNList=[alert.resource])
            for found in answer["ResourceTagMappingList"]:
                tags |= {tag["Key"]: tag["Value"] for tag in found["Tags"]}
        except Exception as error:  # noqa: BLE001 - see above
            print(f"tags of {alert.resource} cannot be read: {error}")  # noqa: T201 - its log
    return replace(alert, owner=tags.get(_OWNER, default_owner), tier=tags.get(_TIER, ""))
