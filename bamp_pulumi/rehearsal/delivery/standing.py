"""Can an alerting path rely on a resource as it is declared?

What AWS refuses is not there. What another resource may change, what is only looked up, what has an
input that the simulation does not read, and what is known only after deployment, is in doubt. Every
resource on a path is judged here, and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import (
    ALERTING_HARMLESS,
    ALERTING_INPUTS,
    UNKNOWN,
    is_empty,
)
from bamp_pulumi.declared import Roles, Standing, parts_of, perhaps_parts_of
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.declared import same_place

__all__ = ["PathStanding", "softened", "understood"]

_GLOBAL: Final = "aws:iam/"
_ENDPOINTS_WITH_ARN: Final = ("firehose", "lambda", "sqs")
"""Protocols of subscriptions whose endpoint is a resource; of the others it is an address."""


@dataclass(frozen=True, slots=True)
class PathStanding:
    """Judges each resource of an estate once."""

    standing: Standing
    roles: Roles
    answers: dict[Resource, Answer] = field(default_factory=dict[Resource, Answer], compare=False)
    on_paths: set[Resource] = field(default_factory=set[Resource], compare=False)
    """What paths have come to so far, whether or not they go on from there."""

    @classmethod
    def over(cls, estate: Estate, standing: Standing | None = None) -> "PathStanding":
        """Judge the resources of an estate, some of which may be judged already."""
        return cls(standing or Standing(estate), Roles(estate=estate))

    def of(self, resource: Resource) -> Answer:
        """Answer whether a path can rely on a resource, and on what writes its policies."""
        if resource not in self.answers:
            self.answers[resource] = worst([self._alone(resource), *self._writers(resource)])
        return self.answers[resource]

    def on_path(self, resource: Resource) -> Answer:
        """Answer the same of a resource that a path comes to, and remember that one does."""
        self.on_paths.add(resource)
        return self.of(resource)

    def _alone(self, resource: Resource) -> Answer:
        looked_up = f"{resource.name} is only looked up: what it contains is not known"
        return worst(
            [
                self.standing.without(resource, ALERTING_HARMLESS),
                self._sole(resource),
                in_doubt(looked_up) if resource.external else understood(resource),
            ]
        )

    def _sole(self, resource: Resource) -> Answer:
        """Answer whether no other resource declares the same thing: AWS keeps one of a name."""
        if resource.external or "arn" in resource.inputs:
            return ALLOWED  # the ARN that it is given is another's
        same = self.standing.estate.same_as(resource)
        twins = [one.name for one in same if one is not resource and not one.external]
        if not twins:
            return ALLOWED
        return in_doubt(f"{resource.name} and {twins[0]} are declared as the same thing in AWS")

    def _writers(self, resource: Resource) -> Iterator[Answer]:
        """Judge what declares a part of a resource; it has to be where the resource is."""
        for writer in (part.source for part in parts_of(self.standing.estate, resource)):
            yield self._alone(writer).about(writer.name)
            if not writer.type.startswith(_GLOBAL):
                yield same_place(writer, resource)


def softened(estate: Estate, resource: Resource, answer: Answer, policy: str) -> Answer:
    """Put a refusal in doubt where something may write a policy of the resource, for all we know.

    Args:
        estate: Where policies are declared.
        resource: What has the policy that the answer comes from.
        answer: The answer; one that is no refusal stays.
        policy: What the policy would be, such as `the policy of topic alerts`.
    """
    perhaps = perhaps_parts_of(estate, resource) if answer.is_refused else ()
    part = next(iter(perhaps), None)
    return answer if part is None else in_doubt(f"whether {part.source.name} is {policy}")


def understood(resource: Resource) -> Answer:
    """Answer whether every input that a resource sets is read, or harmless."""
    row = ALERTING_INPUTS.get(resource.type)
    if row is None:
        return ALLOWED
    missing = sorted(name for name in row.needed if is_empty(resource.value(name)))
    if missing:
        return refused(f"it has no {missing[0]}")
    doubts: list[Answer] = []
    for name, value in sorted(resource.inputs.items()):
        if name in row.harmless or is_empty(value):
            continue
        if name not in row.read:
            if value is not False:
                doubts.append(in_doubt(f"what {name} of {resource.name} changes is not read"))
        elif value is UNKNOWN and name not in row.open and not _is_followed(resource, name):
            doubts.append(in_doubt(f"{name} of {resource.name} is known after deployment"))
    return worst(doubts)


def _is_followed(resource: Resource, name: str) -> bool:
    """Return True if what an unknown input means is read: what it names, or what its policy says.

    That a value is computed from another resource says nothing about a value that is none's name.
    """
    links = ALERTING_INPUTS[resource.type].links
    is_endpoint = name == "endpoint" and resource.value("protocol") in _ENDPOINTS_WITH_ARN
    names_another = bool(resource.references(name)) and (name in links or is_endpoint)
    return names_another or resource.document(name) is not UNKNOWN
