"""Which line of a stack's configuration asks for a destination of alerts.

The component declares it from the configuration, so the line of the program that a resource comes
from is the same for all of them: a reader needs the line that holds the address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bamp_pulumi.estate.resource import Resource

__all__ = ["at_configured_lines"]

_COMPONENT: Final = "bamp:index:BackupAlerts$"
_ADDRESS_INPUTS: Final = {
    "aws:sns/topicSubscription:TopicSubscription": "endpoint",
    "aws:lambda/function:Function": "environment.variables.RUNBOOK",
    "aws:cloudwatch/eventApiDestination:EventApiDestination": "invocationEndpoint",
}


def at_configured_lines(
    resources: Iterable[Resource], lines: Mapping[str, str]
) -> tuple[Resource, ...]:
    """Return resources, those that the component makes of a configured address at its line.

    Args:
        resources: What a program declares.
        lines: File and line of each address that the configuration of its stack holds.
    """
    return tuple(_placed(one, lines) for one in resources)


def _placed(resource: Resource, lines: Mapping[str, str]) -> Resource:
    name = _ADDRESS_INPUTS.get(resource.type)
    if name is None or _COMPONENT not in resource.urn:
        return resource
    where = lines.get(resource.text(name), "")
    return replace(resource, source=where) if where else resource
