"""May a service call a function?

Source: Lambda developer guide, access-control-resource-based (read 2026-11-26).
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, arn_fits, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import linked
from bamp_pulumi.estate import Reference, Resource
from bamp_pulumi.rehearsal.delivery.declared import same_place
from bamp_pulumi.rehearsal.delivery.path import Routing

__all__ = ["may_call"]

_PERMISSION: Final = "aws:lambda/permission:Permission"
_ACTIONS: Final = ("lambda:InvokeFunction", "lambda:*")
_NARROWS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "qualifier": "only who calls that version or alias",
        "eventSourceToken": "only an Alexa skill with that token",
        "principalOrgId": "only principals of that organization",
        "functionUrlAuthType": "only who calls the URL of the function",
    }
)
"""Whom an input allows, none of them a service that calls the function by its own name. Source:
Lambda API, AddPermission (read 2026-11-28)."""


def may_call(routing: Routing, function: Resource, service: str, source_arn: str) -> Answer:
    """Answer whether a service may call a function for a source, and whether one can rely on it.

    Args:
        routing: Where permissions are declared.
        function: The function.
        service: Who calls.
        source_arn: For what it calls; empty while unknown.
    """
    estate = routing.estate
    named = estate.naming(function, "function", _PERMISSION)
    answers = [*_permissions(routing, function, service, source_arn, named)]
    if not any(answer.is_allowed for answer in answers):
        perhaps = estate.perhaps_naming(function, "function", _PERMISSION)
        answers += _permissions(routing, function, service, source_arn, perhaps)
    best = next((a for a in answers if a.is_allowed), None)
    best = best or next((a for a in answers if not a.is_refused), None)
    if best is None:
        best = answers[0] if answers else refused(f"it does not let {service} call it")
    return worst([routing.stands(function), best])


def _permissions(
    routing: Routing,
    function: Resource,
    service: str,
    source_arn: str,
    references: Iterable[Reference],
) -> Iterator[Answer]:
    """Answer for each permission of a service whether it allows the call."""
    for reference in references:
        permission = reference.source
        if permission.value("principal") in (service, UNKNOWN):
            yield worst(
                [
                    routing.stands(permission).about(permission.name),
                    same_place(permission, function),
                    linked(reference, f"which function {permission.name} is for"),
                    _fits(permission, service, source_arn),
                ]
            )


def _fits(permission: Resource, service: str, source_arn: str) -> Answer:
    """Answer whether a permission of a service is for calls by its name, and for this source."""
    if permission.value("action") is UNKNOWN:
        return in_doubt(f"action of {permission.name} is known after deployment")
    if permission.value("action") not in _ACTIONS:
        return refused(f"{permission.name} lets {service} do something else than call it")
    for name, whom in _NARROWS.items():
        narrows = permission.value(name)
        if narrows is UNKNOWN:
            return in_doubt(f"{name} of {permission.name} is known after deployment")
        if narrows:
            return refused(f"{permission.name} allows {whom}")
    source, fits = permission.value("sourceArn"), True
    if permission.value("sourceAccount") not in (None, UNKNOWN, permission.account_id):
        fits = False
    elif source is not None:
        is_known = isinstance(source, str) and source_arn
        fits = arn_fits(source, source_arn) if is_known and isinstance(source, str) else None
    if fits is None:
        return in_doubt(f"for which source {permission.name} is, is known after deployment")
    return ALLOWED if fits else refused(f"it lets {service} call it, but not for this source")
