"""Everything of an estate that passes signals on, and the paths through it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field, replace
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, holds_unknown, in_doubt, worst
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import (
    DEFAULT_BUS,
    DeclaredRole,
    bus_of,
    perhaps_targets_of,
    targets_of,
)
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.alarms import raise_alarms
from bamp_pulumi.rehearsal.delivery.buses import may_send_to_bus
from bamp_pulumi.rehearsal.delivery.declared import may_be_in
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.functions import call_function
from bamp_pulumi.rehearsal.delivery.health_checks import find_absence
from bamp_pulumi.rehearsal.delivery.heartbeats import miss_heartbeats
from bamp_pulumi.rehearsal.delivery.message import Message
from bamp_pulumi.rehearsal.delivery.path import (
    AlertPath,
    Delivered,
    Dropped,
    Outage,
    otherwise,
)
from bamp_pulumi.rehearsal.delivery.schedules import is_switched_on
from bamp_pulumi.rehearsal.delivery.shown_event import naming_of, shown_event
from bamp_pulumi.rehearsal.delivery.signal import (
    Absence,
    Datapoint,
    Event,
    Signal,
    Silence,
    VaultMessage,
)
from bamp_pulumi.rehearsal.delivery.standing import PathStanding
from bamp_pulumi.rehearsal.delivery.targets import Taken, deliver_to_target
from bamp_pulumi.rehearsal.delivery.topics import publish_to
from bamp_pulumi.rehearsal.delivery.trails import count_in_logs
from bamp_pulumi.rehearsal.delivery.vault_notifications import NOTIFICATIONS, notify_of_vault
from bamp_pulumi.rehearsal.health import Year
from bamp_pulumi.signals import match_event, problems_of_pattern

__all__ = ["NOTIFICATIONS", "RULE", "TARGET", "Router"]

RULE: Final = "aws:cloudwatch/eventRule:EventRule"
TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
_BUS_ARN: Final = re.compile(r"arn:[\w-]+:events:([\w-]+):(\d{12}):event-bus/(.+)")
_MOST_BUSES: Final = 1
"""An event is forwarded once to another Region or account, and no further."""
_SEEN_BY_ALL: Final = ("source", "detail-type", "account", "region")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bus:
    account_id: str
    region: str
    name: str = DEFAULT_BUS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """An event that has been sent."""

    seen: Mapping[str, object]
    """What rules see of it, with `UNKNOWN` where unknown."""
    shown: Mapping[str, object]
    """What a person reads of it."""


@dataclass(frozen=True, slots=True)
class Router:
    """Follows signals from resource to resource."""

    estate: Estate
    outage: Outage = field(default_factory=Outage)
    standing: InitVar[PathStanding | None] = None
    """What is known of the resources of the estate already. Default: nothing."""
    year: Year | None = None
    """What happens to the resource that a fault occurs to, which a check may look at. Default: it
    is not simulated, and nothing finds what is missing."""
    _standing: PathStanding = field(init=False)

    def __post_init__(self, standing: PathStanding | None) -> None:
        """Judge each resource once, however many signals are followed."""
        object.__setattr__(self, "_standing", standing or PathStanding.over(self.estate))

    def stands(self, resource: Resource) -> Answer:
        """Answer whether a path can rely on a resource as it is declared."""
        return self._standing.on_path(resource)

    def role(self, role: Resource) -> DeclaredRole:
        """Read a declared role, once."""
        return self._standing.roles.of(role)

    def follow(self, signal: Signal) -> Iterator[Delivered | Dropped]:
        """Follow a signal to everybody who is notified, and to every place where it is dropped."""
        path = AlertPath(minutes=signal.minutes, tier=signal.tier, naming=naming_of(signal))
        match signal:
            case Event():
                yield from count_in_logs(self, signal, path)
                depends = in_doubt(signal.depends_on) if signal.depends_on else ALLOWED
                sent = path.past("EventBridge", depends)
                if isinstance(sent, AlertPath):
                    yield from self.event(signal, sent)
            case VaultMessage():
                yield from notify_of_vault(self, signal, path)
            case Datapoint():
                yield from self.datapoint(signal, path)
            case Silence():
                yield from miss_heartbeats(self, signal, path)
            case Absence():
                yield from find_absence(self, signal, path)

    def event(self, event: Event, path: AlertPath) -> Iterator[Delivered | Dropped]:
        """Go on with an event on the default bus of its account and Region."""
        bus = _Bus(account_id=event.account_id, region=event.region)
        sent = _Sent(seen=event.envelope, shown=shown_event(event))
        yield from self._event(sent, bus, path)

    def datapoint(self, point: Datapoint, path: AlertPath) -> Iterator[Delivered | Dropped]:
        """Go on with a datapoint of a metric."""
        yield from raise_alarms(self, point, path)

    def publish(
        self, topic: Resource, message: Message, path: AlertPath
    ) -> Iterator[Delivered | Dropped]:
        """Go on with a message through a topic."""
        yield from publish_to(self, topic, message, path)

    def call(
        self, function: Resource, payload: Mapping[str, object], path: AlertPath
    ) -> Iterator[Delivered | Dropped]:
        """Go on with a function that is called with a payload."""
        yield from call_function(self, function, payload, path)

    def _event(
        self, event: _Sent, bus: _Bus, path: AlertPath, hops: int = 0
    ) -> Iterator[Delivered | Dropped]:
        for rule in self.estate.of_type(RULE):
            here = may_be_in(rule, bus.account_id, bus.region)
            named = bus_of(self.estate, rule)
            if here.is_refused or named not in (bus.name, UNKNOWN):
                continue
            if named is UNKNOWN:
                unnamed = in_doubt(f"the event bus of rule {rule.name} is known after deployment")
                here = worst([here, unnamed])
            yield from self._rule(rule, event, path.provided(here), hops)

    def _rule(
        self, rule: Resource, event: _Sent, path: AlertPath, hops: int
    ) -> Iterator[Delivered | Dropped]:
        written = rule.value("eventPattern")
        pattern = read_json(written)
        if pattern is None:
            return
        # What a program writes is known: a text that is no JSON is refused, not unknown.
        is_json = not isinstance(written, str) or pattern is not UNKNOWN
        problem = next(problems_of_pattern(pattern), "") if is_json else "it is no JSON"
        if problem:
            yield path.dropped(rule.name, f"EventBridge refuses its pattern: {problem}")
            return
        match = match_event(pattern, event.seen)
        if match.passes is False:
            if match.field not in _SEEN_BY_ALL:
                why = f"its pattern does not match this {match.field}"
                yield path.dropped(rule.name, why, broken=False)
            return
        fits = in_doubt(f"pattern of {rule.name} on {match.field}")
        answers = [
            self.stands(rule),
            is_switched_on(rule),
            fits if match.passes is None else ALLOWED,
        ]
        if rule in path.rules:
            why = f"{rule.name} produces an event that it matches again"
            # Of an unknown pattern that is possible, and no more.
            yield path.dropped(rule.name, why, broken=match.passes is True)
            return
        step = path.past(rule.name, worst(answers))
        is_open = match.passes is None and holds_unknown(pattern)
        if isinstance(step, Dropped):
            yield step
        elif is_open and path.is_guessed:
            # Each rule that may take it leads to all others that may: nothing more is certain.
            yield step.delivered("unknown", rule.name, fits)
        else:
            is_guessed = step.is_guessed or is_open
            onward = replace(step, rules=(*step.rules, rule), is_guessed=is_guessed)
            yield from self._to_targets(rule, event, onward, hops)

    def _to_targets(
        self, rule: Resource, event: _Sent, path: AlertPath, hops: int
    ) -> Iterator[Delivered | Dropped]:
        """Go on to the targets of a rule, and to those that may be its, where that is needed."""
        sure = targets_of(self.estate, rule)
        perhaps = perhaps_targets_of(self.estate, rule)
        if not (sure or perhaps):
            yield path.dropped(rule.name, "it has no target")

        def forward(arn: str, onward: AlertPath) -> Iterator[Delivered | Dropped]:
            yield from self._forward(rule, arn, event, onward, hops)

        taken = Taken(rule=rule, event=event.seen, shown=event.shown, forward=forward)

        def to_all(targets: Iterable[tuple[Resource, Answer]]) -> Iterator[Delivered | Dropped]:
            for target, is_target in targets:
                yield from deliver_to_target(self, taken, target, is_target, path)

        yield from otherwise(to_all(sure), lambda: to_all(perhaps))

    def _forward(
        self,
        rule: Resource,
        arn: str,
        event: _Sent,
        path: AlertPath,
        hops: int,
    ) -> Iterator[Delivered | Dropped]:
        found = _BUS_ARN.fullmatch(arn)
        if found is None or hops >= _MOST_BUSES:
            yield path.dropped(arn, "the bus is not known, or is one too many")
            return
        region, account, name = found.groups()
        bus = _Bus(account_id=account, region=region, name=name)
        step = path.past(f"bus {name} of {region}", may_send_to_bus(self, rule, arn))
        if isinstance(step, Dropped):
            yield step
        else:
            yield from self._event(event, bus, step, hops + 1)
