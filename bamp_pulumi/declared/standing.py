"""Can a judgement stand on a declared resource as it is declared?

Not where AWS refuses it at deployment: then it is not there. And nobody knows where another
declared resource points at it, may change what it does, and is not read. Whoever judges asks this
of every resource that the judgement stands on: a data store, key, vault, role, plan, topic, rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bamp_pulumi.access import ALLOWED, Answer, in_doubt
from bamp_pulumi.catalog import Stance, influence_of
from bamp_pulumi.estate import Estate, Resource

__all__ = ["Standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Asks of each resource of an estate once."""

    estate: Estate
    answers: dict[Resource, Answer] = field(default_factory=dict[Resource, Answer], compare=False)

    def of(self, resource: Resource) -> Answer:
        """Say whether a judgement can stand on a resource, and what keeps it from that."""
        if resource not in self.answers:
            self.answers[resource] = self._judge(resource)
        return self.answers[resource]

    def _judge(self, resource: Resource) -> Answer:
        unread = [*self._unread(resource)]
        return in_doubt("; ".join(dict.fromkeys(unread))) if unread else ALLOWED

    def _unread(self, resource: Resource) -> Iterator[str]:
        """Name the resources that point at one, may change what it does, and are not read."""
        for reference in self.estate.pointing_at(resource):
            source = reference.source
            if not source.custom:
                continue
            influence = influence_of(source.type, resource.type)
            if influence.stance is Stance.UNREAD:
                yield f"{source.name} ({source.type}) points at {resource.name}: {influence.why}"
