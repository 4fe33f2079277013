"""Everything of an estate that passes signals on, and the ways through it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.access import Principal
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import items
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.alarms import raise_alarms
from bamp_pulumi.rehearsal.delivery.declared import in_place, is_target_of
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.functions import call_function
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.signal import Datapoint, Event, Signal, Silence, VaultMessage
from bamp_pulumi.rehearsal.delivery.silence import missed_beats
from bamp_pulumi.rehearsal.delivery.targets import BUS, Taken, deliver_to_target
from bamp_pulumi.rehearsal.delivery.topics import TOPIC, publish_to
from bamp_pulumi.rehearsal.delivery.way import Arrival, Closed, Stop, Way
from bamp_pulumi.signals import match_event, problems_of_pattern

__all__ = ["NOTIFICATIONS", "RULE", "TARGET", "Network"]

RULE: Final = "aws:cloudwatch/eventRule:EventRule"
TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
NOTIFICATIONS: Final = "aws:backup/vaultNotifications:VaultNotifications"
_VAULT: Final = "aws:backup/vault:Vault"
_DEFAULT_BUS: Final = "default"
_BUS_ARN: Final = re.compile(r"arn:[\w-]+:events:([\w-]+):(\d{12}):event-bus/(.+)")
_MOST_BUSES: Final = 1
"""An event is forwarded once to another Region or account, and no further."""
_MOST_STEPS: Final = 24
"""Longer ways go round in circles."""
_SEEN_BY_ALL: Final = ("source", "detail-type", "account", "region")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    account_id: str
    region: str
    bus: str = _DEFAULT_BUS


@dataclass(frozen=True, slots=True)
class Network:
    """What passes signals on."""

    estate: Estate
    closed: Closed = field(default_factory=Closed)

    def follow(self, signal: Signal) -> Iterator[Arrival | Stop]:
        """Follow a signal to everybody who hears of it, and to every place where it ends."""
        way = Way(minutes=signal.minutes, tier=signal.tier)
        match signal:
            case Event():
                way = way.through("EventBridge", doubt=signal.hangs_on)
                yield from self.event(signal, way)
            case VaultMessage():
                yield from self._vault_message(signal, way)
            case Datapoint():
                yield from self.datapoint(signal, way)
            case Silence():
                yield from missed_beats(self, signal, way)

    def event(self, event: Event, way: Way) -> Iterator[Arrival | Stop]:
        """Go on with an event on the default bus of its account and Region."""
        place = _Place(account_id=event.account_id, region=event.region)
        yield from self._event(event.envelope, place, way)

    def datapoint(self, point: Datapoint, way: Way) -> Iterator[Arrival | Stop]:
        """Go on with a point of a metric."""
        yield from raise_alarms(self, point, way)

    def publish(self, topic: Resource, message: Message, way: Way) -> Iterator[Arrival | Stop]:
        """Go on with a message through a topic."""
        yield from publish_to(self, topic, message, way)

    def call(
        self, function: Resource, payload: Mapping[str, object], way: Way
    ) -> Iterator[Arrival | Stop]:
        """Go on with a function that is called with a payload."""
        yield from call_function(self, function, payload, way)

    def _event(
        self, event: Mapping[str, object], place: _Place, way: Way, hops: int = 0
    ) -> Iterator[Arrival | Stop]:
        if len(way.by) > _MOST_STEPS:
            yield way.stops(way.by[-1], "the way goes round in a circle")
            return
        for rule in self.estate.of_type(RULE):
            if in_place(rule, place.account_id, place.region) and self._bus(rule) == place.bus:
                yield from self._rule(rule, event, way, hops)

    def _rule(
        self, rule: Resource, event: Mapping[str, object], way: Way, hops: int
    ) -> Iterator[Arrival | Stop]:
        pattern = read_json(rule.value("eventPattern"))
        if pattern is None:
            return
        problem = next(problems_of_pattern(pattern), "")
        if problem:
            yield way.stops(rule.name, f"EventBridge refuses its pattern: {problem}")
            return
        match = match_event(pattern, event)
        if match.passes is False:
            if match.field not in _SEEN_BY_ALL:
                yield way.stops(
                    rule.name, f"its pattern keeps out this {match.field}", broken=False
                )
            return
        if rule.value("state") == "DISABLED" or rule.value("isEnabled") is False:
            yield way.stops(rule.name, "it is disabled")
            return
        doubt = f"pattern of {rule.name} on {match.field}" if match.passes is None else ""
        way = way.through(rule.name, doubt=doubt)
        every = self.estate.of_type(TARGET)
        targets = [target for target in every if is_target_of(self.estate, target, rule)]
        if not targets:
            yield way.stops(rule.name, "it has no target")

        def forward(arn: str, onward: Way) -> Iterator[Arrival | Stop]:
            yield from self._forward(arn, event, onward, hops)

        taken = Taken(rule=rule, event=event, forward=forward)
        for target in targets:
            yield from deliver_to_target(self, taken, target, way)

    def _forward(
        self, arn: str, event: Mapping[str, object], way: Way, hops: int
    ) -> Iterator[Arrival | Stop]:
        found = _BUS_ARN.fullmatch(arn)
        if found is None or hops >= _MOST_BUSES:
            yield way.stops(arn, "the bus is not known, or is one too many")
            return
        region, account, bus = found.groups()
        place = _Place(account_id=account, region=region, bus=bus)
        yield from self._event(event, place, way.through(f"bus {bus} of {region}"), hops + 1)

    def _bus(self, rule: Resource) -> object:
        """Name the bus of a rule, which may give its name or its ARN."""
        named = rule.value("eventBusName")
        if named is UNKNOWN:
            bus = self.estate.resolve(rule, "eventBusName", BUS).only
            return UNKNOWN if bus is None else bus.text("name") or UNKNOWN
        return str(named).rpartition("/")[2] if named is not None else _DEFAULT_BUS

    def _vault_message(self, message: VaultMessage, way: Way) -> Iterator[Arrival | Stop]:
        for resource in self.estate.of_type(NOTIFICATIONS):
            if not in_place(resource, message.account_id, message.region):
                continue
            if self._vault_of(resource) not in (message.vault, UNKNOWN):
                continue
            yield from self._notify(resource, message, way)

    def _notify(
        self, resource: Resource, message: VaultMessage, way: Way
    ) -> Iterator[Arrival | Stop]:
        events = resource.value("backupVaultEvents")
        asked = items(events)
        if events is not UNKNOWN and message.name not in asked and UNKNOWN not in asked:
            yield way.stops(resource.name, f"it does not ask for {message.name}", broken=False)
            return
        doubt = "" if message.name in asked else f"events of {resource.name}"
        if self._vault_of(resource) is UNKNOWN:
            doubt = doubt or f"vault of {resource.name}"
        topic = self.estate.resolve(resource, "snsTopicArn", TOPIC).only
        way = way.through(resource.name, doubt=doubt)
        if topic is None:
            missing = f"no given program declares the topic of {resource.name}"
            yield way.arrives("unknown", resource.name, doubt=missing)
            return
        published = Message(
            publisher=Principal.of_service("backup.amazonaws.com"),
            region=message.region,
            attributes=message.attributes,
            body=f"{message.name} in {message.vault}",
        )
        yield from self.publish(topic, published, way)

    def _vault_of(self, resource: Resource) -> object:
        named = resource.value("backupVaultName")
        if named is not UNKNOWN:
            return named
        vault = self.estate.resolve(resource, "backupVaultName", _VAULT).only
        return UNKNOWN if vault is None else vault.text("name") or UNKNOWN
