"""May a service act as a role, and do as that role what the way takes?

Source: EventBridge user guide, eb-use-resource-based and eb-use-identity-based; Lambda developer
guide, lambda-intro-execution-role (read 2026-11-26).
"""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.access import ContextValue, Request, worst
from bamp_pulumi.declared import ROLE, Roles
from bamp_pulumi.estate import Estate, Resource

__all__ = ["hindered_by_role", "hindered_in_role"]

_EVENTS: Final = "events.amazonaws.com"
_INPUT: Final = "roleArn"


def hindered_by_role(
    estate: Estate, target: Resource, action: str, arn: str, *, needed: bool = True
) -> tuple[str, str]:
    """Say what keeps EventBridge from an action as the role of a target, or on what that hangs.

    Args:
        estate: Where roles are declared.
        target: The target.
        action: What it takes, `service:Action`.
        arn: What is acted on; empty while unknown.
        needed: Whether the target cannot do without a role.

    Returns:
        What keeps it, and what it hangs on; both empty when nothing does.
    """
    if target.value(_INPUT) is None:
        return ("it has no role to do it as", "") if needed else ("", "")
    role = estate.resolve(target, _INPUT, ROLE).only
    if role is None:
        return "", f"no given program declares the role of {target.name}"
    return hindered_in_role(estate, role, _EVENTS, action, arn)


def hindered_in_role(  # noqa: PLR0913 - all of a call
    estate: Estate,
    role: Resource,
    service: str,
    action: str,
    arn: str,
    *,
    context: Mapping[str, ContextValue] | None = None,
) -> tuple[str, str]:
    """Say what keeps a service from an action as a role, or on what that hangs.

    Args:
        estate: Where policies are declared.
        role: The role.
        service: Who acts as it.
        action: `service:Action`.
        arn: What is acted on; empty while unknown.
        context: Condition keys of the call, beside that it is encrypted. Default: none known.
    """
    declared = Roles(estate=estate).of(role)
    request = Request(
        principal=declared.principal,
        action=action,
        resource=arn,
        context={"aws:SecureTransport": "true", **(context or {})},
    )
    answer = worst((declared.may_be_assumed_by(service), declared.may(request)))
    if answer.is_refused:
        return f"its role {role.name} may not: {answer.why}", ""
    return "", answer.why
