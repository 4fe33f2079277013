"""May a service call a function?

Source: Lambda developer guide, access-control-resource-based (read 2026-11-26).
"""

from typing import Final

from bamp_pulumi.access.wildcard import arn_fits
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.endpoints import FUNCTION

__all__ = ["may_not_call"]

_PERMISSION: Final = "aws:lambda/permission:Permission"
_ACTIONS: Final = ("lambda:InvokeFunction", "lambda:*")


def may_not_call(estate: Estate, function: Resource, service: str, source_arn: str) -> str:
    """Say why a service may not call a function for a source; empty when it may."""
    granted = [
        permission
        for permission in estate.of_type(_PERMISSION)
        if _is_of(estate, permission, function) and permission.value("principal") == service
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


def _is_of(estate: Estate, permission: Resource, function: Resource) -> bool:
    named = permission.text("function")
    if named:
        return named in (function.text("name"), function.text("arn"))
    return function in estate.follow(permission, "function", FUNCTION)
