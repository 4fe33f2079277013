"""Which target belongs to which rule, and what is in one account and Region."""

from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Reference, Resource

__all__ = ["DEFAULT_BUS", "bus_of", "in_place", "linked", "same_place", "targets_of"]

DEFAULT_BUS: Final = "default"
_BUS: Final = "aws:cloudwatch/eventBus:EventBus"
_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"


def in_place(resource: Resource, account_id: str, region: str) -> bool:
    """Return True if a resource is in an account and Region, as far as both are known."""
    return resource.account_id == account_id and resource.region == region


def bus_of(estate: Estate, resource: Resource) -> object:
    """Name the bus of a rule or target, by its name or its ARN; `UNKNOWN` if unknown."""
    named = resource.value("eventBusName")
    if named is None:
        return DEFAULT_BUS
    if named is UNKNOWN or not isinstance(named, str):
        bus = estate.resolve(resource, "eventBusName", _BUS).only
        return UNKNOWN if bus is None else bus.text("name") or UNKNOWN
    return named.rpartition("/")[2]


def targets_of(estate: Estate, rule: Resource) -> tuple[tuple[Resource, Answer], ...]:
    """List the targets of a rule, each with whether it certainly is one.

    A target names its rule and the bus of that rule; a rule of the same name on another bus is
    another rule.
    """
    found: list[tuple[Resource, Answer]] = []
    bus = bus_of(estate, rule)
    for reference in estate.naming(rule, "rule", _TARGET):
        target = reference.source
        its = bus_of(estate, target)
        if UNKNOWN in (bus, its) and estate.follow(rule, "eventBusName") != estate.follow(
            target, "eventBusName"
        ):
            found.append((target, in_doubt(f"the event bus of {target.name} is not known")))
        elif bus is not its and bus != its:
            why = f"{target.name} names event bus {its}, and rule {rule.name} is on {bus}"
            found.append((target, refused(why)))
        else:
            found.append((target, linked(reference, f"whether {target.name} is its target")))
    return tuple(found)


def linked(reference: Reference, what: str) -> Answer:
    """Answer whether one resource names another, as far as that is known before deployment."""
    return ALLOWED if reference.is_certain else in_doubt(f"{what} is known after deployment")


def same_place(one: Resource, other: Resource) -> Answer:
    """Answer whether two resources that belong together are in one account and Region."""
    for what, mine, its in (
        ("Region", one.region, other.region),
        ("account", one.account_id, other.account_id),
    ):
        if mine and its and mine != its:
            return refused(f"{one.name} is in {what} {mine}, {other.name} in {its}")
    return ALLOWED
