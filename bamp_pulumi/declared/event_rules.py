"""EventBridge rules: whether they are on, on which bus, and which targets are theirs.

Source: EventBridge API, PutRule.State; pulumi_aws 7.51.1, EventRule: `isEnabled` is the older name
of `state` (read 2026-11-28).
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused
from bamp_pulumi.catalog import UNKNOWN, switch_of
from bamp_pulumi.estate import Estate, Reference, Resource
from bamp_pulumi.truth import Truth, all_hold

__all__ = ["DEFAULT_BUS", "bus_of", "linked", "perhaps_targets_of", "rule_is_on", "targets_of"]

DEFAULT_BUS: Final = "default"
_BUS: Final = "aws:cloudwatch/eventBus:EventBus"
_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
_STATES: Final[Mapping[str, bool]] = MappingProxyType(
    {
        "": True,
        "ENABLED": True,
        "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS": True,
        "DISABLED": False,
    }
)
"""By `state`; empty is as good as absent."""


def rule_is_on(rule: Resource) -> Truth:
    """Answer whether a rule is on."""
    state = rule.value("state")
    stated = True if state is None else _STATES.get(state) if isinstance(state, str) else None
    return all_hold((stated, switch_of(rule.value("isEnabled"), absent=True)))


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
    return _targets(estate, rule, estate.naming(rule, "rule", _TARGET))


def perhaps_targets_of(estate: Estate, rule: Resource) -> tuple[tuple[Resource, Answer], ...]:
    """List the targets of which nothing says whose they are: each may be the rule's, in doubt."""
    return _targets(estate, rule, estate.perhaps_naming(rule, "rule", _TARGET))


def _targets(
    estate: Estate, rule: Resource, references: Iterable[Reference]
) -> tuple[tuple[Resource, Answer], ...]:
    found: list[tuple[Resource, Answer]] = []
    bus = bus_of(estate, rule)
    for reference in references:
        target = reference.source
        its = bus_of(estate, target)
        if UNKNOWN in (bus, its) and not _is_same_bus(estate, rule, target):
            found.append((target, in_doubt(f"the event bus of {target.name} is not known")))
        elif bus is not its and bus != its:
            why = f"{target.name} names event bus {its}, and rule {rule.name} is on {bus}"
            found.append((target, refused(why)))
        else:
            found.append((target, linked(reference, f"whether {target.name} is its target")))
    return tuple(found)


def _is_same_bus(estate: Estate, rule: Resource, target: Resource) -> bool:
    """Return True if the unknown buses of a rule and a target come from the same resources."""
    sources = estate.follow(rule, "eventBusName")
    return bool(sources) and sources == estate.follow(target, "eventBusName")


def linked(reference: Reference, what: str) -> Answer:
    """Answer whether one resource names another, as far as that is known before deployment."""
    return ALLOWED if reference.is_certain else in_doubt(f"{what} is known after deployment")
