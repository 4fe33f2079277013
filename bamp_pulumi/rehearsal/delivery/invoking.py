"""May a service call a function?

Source: Lambda developer guide, access-control-resource-based (read 2026-11-26).
"""

from typing import Final

from bamp_pulumi.access import arn_fits
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.endpoints import FUNCTION

__all__ = ["may_not_call", "names_function"]

_PERMISSION: Final = "aws:lambda/permission:Permission"
_ACTIONS: Final = ("lambda:InvokeFunction", "lambda:*")


def may_not_call(estate: Estate, function: Resource, service: str, source_arn: str) -> str:
    """Say why a service may not call a function for a source; empty when it may."""
    granted = [
        permission
        for permission in estate.of_type(_PERMISSION)
        if names_function(estate, permission, "function", function)
        and permission.value("principal") == service
    ]
    for permission in granted:
        source = permission.value("sourceArn")
        fits = source is None or source is UNKNOWN or not source_arn
        fits = fits or (isinstance(source, str) and arn_fits(source, source_arn) is not False)
        if fits and permission.value("action") in _ACTIONS:
            return ""
    if granted:
        return f"it lets {service} call it, but not for this source"
    return f"it does not let {service} call it"


def names_function(estate: Estate, resource: Resource, name: str, function: Resource) -> bool:
    """Say whether an input names a function: by its name, its ARN, or by reference."""
    written = resource.text(name)
    if written:
        return written in (function.text("name"), function.text("arn"))
    return function in estate.follow(resource, name, FUNCTION)
