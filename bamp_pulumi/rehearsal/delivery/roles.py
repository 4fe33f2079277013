"""May a service act as a role, and do as that role what a path asks for?

Source: EventBridge user guide, eb-use-resource-based and eb-use-identity-based; Lambda developer
guide, lambda-intro-execution-role (read 2026-11-26). For what a service says that it acts:
`CALL_SOURCES` of the catalog.
"""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.access import (
    Answer,
    ContextValue,
    Policy,
    Request,
    in_doubt,
    refused,
    worst,
)
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import ROLE, arn_of
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.path import Routing
from bamp_pulumi.rehearsal.delivery.standing import softened

__all__ = ["may_as", "may_as_role_of", "may_do", "source_of"]

_EVENTS: Final = "events.amazonaws.com"
_INPUT: Final = "roleArn"


def may_as_role_of(
    routing: Routing, rule: Resource, target: Resource, action: str, arn: str
) -> Answer:
    """Answer whether EventBridge may do something as the role of a target, which needs one.

    Args:
        routing: Where roles are declared.
        rule: The rule, for which EventBridge says that it acts.
        target: Its target.
        action: What it does, `service:Action`.
        arn: What is acted on; empty while unknown.
    """
    if target.value(_INPUT) is None:
        return refused("it has no role to do it as")
    role = routing.estate.resolve(target, _INPUT, ROLE).only
    if role is None:
        return in_doubt(f"no given program declares the role of {target.name}")
    return may_as(routing, role, _EVENTS, action, arn, source=source_of(rule))


def source_of(resource: Resource) -> ContextValue:
    """Return `aws:SourceArn` of a call that is made for a declared resource."""
    return resource.text("arn") or arn_of(resource)


def may_do(
    routing: Routing,
    role: Resource,
    request: Request,
    *,
    resource: Policy | None = None,
    governs: bool = False,
) -> Answer:
    """Answer whether a role may do something: by its own policies, or that of what it acts on.

    As `DeclaredRole.may`; where a policy may be the role's, for all that is known, a refusal is in
    doubt.
    """
    may = routing.role(role).may(request, resource=resource, governs=governs)
    return softened(routing.estate, role, may, f"a policy of role {role.name}")


def may_as(  # noqa: PLR0913 - all of a call
    routing: Routing,
    role: Resource,
    service: str,
    action: str,
    arn: str,
    *,
    context: Mapping[str, ContextValue] | None = None,
    source: ContextValue = UNKNOWN,
) -> Answer:
    """Answer whether a service may do something as a role.

    Args:
        routing: Where policies are declared.
        role: The role.
        service: Who acts as it.
        action: `service:Action`.
        arn: What is acted on; empty while unknown.
        context: Condition keys of the call, in addition to its encryption. Default: none known.
        source: ARN of what the service acts for, as `DeclaredRole.may_be_assumed_by`. Default: not
            known.
    """
    declared = routing.role(role)
    request = Request(
        principal=declared.principal,
        action=action,
        resource=arn,
        context={"aws:SecureTransport": "true", **(context or {})},
    )
    may = may_do(routing, role, request)
    answer = worst([routing.stands(role), declared.may_be_assumed_by(service, source), may])
    return answer.about(f"its role {role.name} may not") if answer.is_refused else answer
