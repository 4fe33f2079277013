"""Where a fault occurs: a resource, its account and Regions, its vaults and plan."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.declared import (
    TRAIL,
    VAULTS,
    has_unread_key,
    read_restore_tests,
    records_calls,
    why_no_trail,
)
from bamp_pulumi.estate import Estate, Resource, is_of_manifest
from bamp_pulumi.rehearsal.delivery import PathStanding
from bamp_pulumi.rehearsal.delivery.api_destinations import API_DESTINATION
from bamp_pulumi.rehearsal.delivery.recipients import SUBSCRIPTION, is_called
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["NO_TRAIL", "Scene", "Trait", "alerting_traits", "scene_of", "trails_there"]

_ID: Final = "00000000-0000-0000-0000-000000000000"
"""AWS adds an id to the name of a restore testing plan, which nobody knows before."""
NO_TRAIL: Final = "no declared trail records calls of"
"""How a doubt begins that a CloudTrail trail would resolve; service and Region follow."""


class Trait(StrEnum):
    """What is true of a resource, or of the account around it, and decides what can happen."""

    BACKED_UP = "a rule of a plan backs it up"
    COPIED = "its recovery points are copied"
    CONTINUOUS = "a rule makes continuous backups of it"
    NEEDS_A_SETTING = "a continuous backup of it depends on a setting that others can change"
    REPORTS_OBJECTS = "its vault reports single objects that are left out"
    HAS_TOPIC = "a topic is declared"
    HAS_CALL = "an endpoint on the Internet is called"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the signals of a fault name."""

    account_id: str
    region: str
    """Region of the resource and of its backups."""
    vault: str
    """Vault of its backups; empty where AWS Backup makes none."""
    recovery_region: str
    """Region of its copies; empty without copies."""
    recovery_vault: str
    """Vault of its copies; empty without copies."""
    resource_type: str
    """Its type as AWS Backup names it."""
    resource_arn: str
    """ARN of the resource, or a placeholder while it is unknown."""
    identifier: str
    """Name of the resource in the metrics of its service; its ARN while that is unknown: then an
    alarm on this one resource cannot name it, and an alarm on all can."""
    metric_namespace: str
    """CloudWatch namespace that the resource itself publishes in; empty for none."""
    tier: str
    restore_test_arn: object = UNKNOWN
    """ARN of a restore testing plan that tests the resource, with a made-up id; `UNKNOWN` where
    nothing declared certainly does."""
    trails: tuple[tuple[Resource, Truth], ...] = ()
    """The declared trails, and whether each is there: without one that records it no call becomes
    an event. An event data store sends none.
    Source: EventBridge user guide, eb-service-event-cloudtrail (read 2026-11-28)."""
    has_trail_elsewhere: bool = False
    """Whether calls are assumed to be recorded by a trail that no given program declares."""
    traits: frozenset[Trait] = frozenset()
    copies: tuple[tuple[str, str, str], ...] = ()
    """Account, Region and vault of each of its copies: what may happen to the vault of the backups
    may happen to these. Of a vault in another account only where a given program declares it:
    else the alerts of that account are not seen."""

    def at_copies(self) -> Iterator["Scene"]:
        """Set the same scene at the vault of each copy."""
        for account_id, region, vault in self.copies:
            yield replace(self, account_id=account_id, region=region, vault=vault, copies=())

    def calls_depend_on(self, source: str) -> str:
        """Return what prevents calls of a service, as `eventSource` names it, from becoming events.

        Empty when nothing does.
        """
        if self.has_trail_elsewhere:
            return ""
        recorded = any_holds(
            all_hold((is_there, records_calls(trail, self.account_id, self.region, source)))
            for trail, is_there in self.trails
        )
        service = f"{source.partition('.')[0]} in {self.region}"
        if recorded is None:
            return f"whether a declared trail records calls of {service}"
        return "" if recorded else f"{NO_TRAIL} {service}"


def scene_of(
    estate: Estate, covered: ResourceCoverage, standing: PathStanding | None = None
) -> Scene:
    """Set the scene at a resource.

    Args:
        estate: Where it is.
        covered: The resource, and how it is backed up.
        standing: What is known of the resources of the estate already. Default: nothing.
    """
    standing = standing or PathStanding.over(estate)
    resource = covered.resource
    rule = covered.rules[0] if covered.rules else None
    copy = covered.copies[0] if covered.copies else None
    abilities = covered.store.abilities if covered.store is not None else None
    arn = resource.text("arn") or f"arn:{resource.name}"
    return Scene(
        account_id=resource.account_id,
        region=resource.region,
        vault=rule.vault if rule is not None else "",
        recovery_region=copy.region if copy is not None else "",
        recovery_vault=copy.vault if copy is not None else "",
        resource_type=abilities.backup_type if abilities is not None else "",
        resource_arn=arn,
        identifier=resource.text("identifier") or arn,
        metric_namespace=abilities.metric_namespace if abilities is not None else "",
        tier=covered.tier,
        restore_test_arn=_restore_test_arn(estate, covered),
        trails=trails_there(estate, standing),
        traits=frozenset(_traits(estate, covered)),
        copies=tuple(dict.fromkeys(_copies(estate, covered))),
    )


def _restore_test_arn(estate: Estate, covered: ResourceCoverage) -> object:
    """Return what an event of a restore test of a resource names as its plan."""
    store, resource = covered.store, covered.resource
    tests = read_restore_tests(estate) if store is not None else ()
    for test in tests:
        plan = test.plan
        if plan is not None and store is not None and test.selects(estate, resource, store):
            place = f"{plan.resource.region}:{plan.resource.account_id}"
            return f"arn:aws:backup:{place}:restore-testing-plan:{plan.name}-{_ID}"
    return UNKNOWN


def _copies(estate: Estate, covered: ResourceCoverage) -> Iterator[tuple[str, str, str]]:
    declared = {
        (one.account_id, one.region, one.text("name"))
        for one in estate.of_type(*VAULTS)
        if not (one.external or is_of_manifest(one))
    }
    home = covered.resource.account_id
    for copy in covered.copies:
        place = (copy.account_id, copy.region, copy.vault)
        if all(place) and (copy.account_id == home or place in declared):
            yield place


def trails_there(estate: Estate, standing: PathStanding) -> tuple[tuple[Resource, Truth], ...]:
    """List the declared trails of an estate, each with whether it is there (`Scene.trails`)."""
    return tuple((one, _is_there(estate, one, standing)) for one in estate.of_type(TRAIL))


def _is_there(estate: Estate, trail: Resource, standing: PathStanding) -> Truth:
    if why_no_trail(estate, trail):
        return False
    there = standing.of(trail).truth
    return None if there and has_unread_key(estate, trail) else there


def _traits(estate: Estate, covered: ResourceCoverage) -> Iterator[Trait]:
    store = covered.store
    if covered.rules:
        yield Trait.BACKED_UP
    if covered.copies:
        yield Trait.COPIED
    if any(rule.continuous for rule in covered.rules):
        yield Trait.CONTINUOUS
    if store is not None and store.continuous_needs:
        yield Trait.NEEDS_A_SETTING
    if store is not None and store.abilities is not None and store.abilities.reports_objects:
        yield Trait.REPORTS_OBJECTS
    yield from alerting_traits(estate)


def alerting_traits(estate: Estate) -> Iterator[Trait]:
    """List what is true of the alerts of an estate."""
    if any(estate.of_type(TOPIC)):
        yield Trait.HAS_TOPIC
    called = (is_called(one.value("protocol")) for one in estate.of_type(SUBSCRIPTION))
    if any(estate.of_type(API_DESTINATION)) or any(called):
        yield Trait.HAS_CALL
