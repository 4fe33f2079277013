"""May a service act as a role, and do as that role what the way takes?

Source: EventBridge user guide, eb-use-resource-based and eb-use-identity-based; Lambda developer
guide, lambda-intro-execution-role (read 2026-11-26).
"""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.access import (
    Answer,
    ContextValue,
    Principal,
    Request,
    Verdict,
    decide,
    read_policy,
)
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import ROLE, boundary_of, policies_of
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.declared import referred_to

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
    role = referred_to(estate, target, _INPUT, ROLE)
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
    answers = [_assumed(role, service), _allowed(estate, role, action, arn, context or {})]
    refused = next((a.why for a in answers if a.verdict is Verdict.NOT_ALLOWED), "")
    if refused:
        return f"its role {role.name} may not: {refused}", ""
    return "", next((a.why for a in answers if a.verdict is Verdict.CANNOT_TELL), "")


def _assumed(role: Resource, service: str) -> Answer:
    trust = read_policy(
        role.inputs.get("assumeRolePolicy", UNKNOWN), name=f"the trust policy of {role.name}"
    )
    request = Request(
        principal=Principal.of_service(service),
        action="sts:AssumeRole",
        resource=role.text("arn"),
        resource_account_id=role.account_id,
        context={"aws:SourceAccount": role.account_id or UNKNOWN, "sts:ExternalId": None},
    )
    return decide(request, resource=trust, resource_governs=True)


def _allowed(
    estate: Estate, role: Resource, action: str, arn: str, more: Mapping[str, ContextValue]
) -> Answer:
    context: Mapping[str, ContextValue] = {"aws:SecureTransport": "true", **more}
    request = Request(
        principal=Principal.role(role.text("arn"), role.account_id),
        action=action,
        resource=arn,
        context=context,
    )
    return decide(request, identity=policies_of(estate, role), boundary=boundary_of(estate, role))
