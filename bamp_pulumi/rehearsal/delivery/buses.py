"""May an event go on to the bus of another account or Region?

Within an account the role of the target decides. Between accounts the bus has to let the other one
in by its own policy; without one it takes events of its own account only.

Source: EventBridge user guide, eb-event-bus-perms, eb-cross-account (read 2026-11-28).
"""

from typing import Final

from bamp_pulumi.access import (
    ALLOW_ALL,
    ALLOWED,
    Answer,
    Principal,
    Request,
    decide,
    in_doubt,
    read_policy,
    refused,
    worst,
)
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import DEFAULT_BUS, arn_of, bus_of, document_of, policy_of
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.path import Routing

__all__ = ["may_send_to_bus"]

_BUS: Final = "aws:cloudwatch/eventBus:EventBus"
_POLICY: Final = "aws:cloudwatch/eventBusPolicy:EventBusPolicy"
_PERMISSION: Final = "aws:cloudwatch/eventPermission:EventPermission"


def may_send_to_bus(routing: Routing, rule: Resource, arn: str) -> Answer:
    """Answer whether a rule may send events to a bus, by the policy of the bus."""
    region, account = arn.split(":")[3:5]
    name = arn.rpartition("/")[2]
    bus = _declared(routing, name, account, region)
    stands = routing.stands(bus) if bus is not None else ALLOWED
    if bus is None and name != DEFAULT_BUS:
        stands = in_doubt(f"no given program declares event bus {name} of {region}")
    if account == rule.account_id:
        return stands
    return worst([stands, _lets_in(routing, rule, arn, bus)])


def _declared(routing: Routing, name: str, account: str, region: str) -> Resource | None:
    near = (b for b in routing.estate.of_type(_BUS) if b.lies_in(account, region))
    return next((bus for bus in near if bus.text("name") == name), None)


def _lets_in(routing: Routing, rule: Resource, arn: str, bus: Resource | None) -> Answer:
    estate = routing.estate
    region, account = arn.split(":")[3:5]
    name = arn.rpartition("/")[2]
    here = [
        resource
        for resource in estate.of_type(_POLICY, _PERMISSION)
        if resource.lies_in(account, region) is not False
        and bus_of(estate, resource) in (name, UNKNOWN)
    ]
    match here:
        case []:
            return refused(f"its policy does not allow account {rule.account_id}")
        case [only] if only.type == _POLICY and _is_certainly_of(estate, only, arn):
            return _by_policy(routing, rule, arn, bus, only)
        case _:
            return in_doubt(f"whether event bus {name} allows account {rule.account_id}")


def _is_certainly_of(estate: Estate, policy: Resource, arn: str) -> bool:
    region, account = arn.split(":")[3:5]
    is_here = policy.lies_in(account, region) is True
    return is_here and bus_of(estate, policy) == arn.rpartition("/")[2]


def _by_policy(
    routing: Routing, rule: Resource, arn: str, bus: Resource | None, written: Resource
) -> Answer:
    """Answer whether the one policy of a bus lets the account of a rule in."""
    estate = routing.estate
    account, name = arn.split(":")[4], arn.rpartition("/")[2]
    policy = policy_of(estate, bus) if bus is not None else None
    policy = policy or read_policy(
        document_of(estate, written, "policy"), name=f"the policy of event bus {name}"
    )
    request = Request(
        principal=Principal.role("", rule.account_id),
        action="events:PutEvents",
        resource=arn,
        about=arn_of(bus) if bus is not None else None,
        resource_account_id=account,
    )
    # What the role of the target may do is asked where the target is.
    may = decide(request, resource=policy, identity=[ALLOW_ALL], resource_governs=True)
    return worst([routing.stands(written), may])
