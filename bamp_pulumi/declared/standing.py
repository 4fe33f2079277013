"""Can a judgement depend on a declared resource as it is declared?

Not where AWS refuses it at deployment: then it is not there. And nobody knows where another
declared resource points at it, may change what it does, and is not read. Each judge checks this
for every resource that the judgement depends on: a data store, key, vault, role, plan, topic, rule.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused
from bamp_pulumi.catalog import (
    BUCKET_CONFIGURATIONS,
    BUCKETS,
    COUNT_LIMITS,
    TAGS_MOST,
    UNKNOWN,
    CountLimit,
    Influence,
    InputRefusal,
    Planned,
    Stance,
    TagShape,
    find_data_store,
    influence_of,
    material_refusals,
    refusals_of,
    region_refusals,
    rows_of,
    runtime_doubts,
    runtime_ends,
    runtime_refusals,
    size_doubts,
    size_refusals,
)
from bamp_pulumi.declared.alarm_rules import refused_alarm_rules
from bamp_pulumi.declared.namesakes import Namesake, namesakes_of
from bamp_pulumi.declared.parts import parts_of
from bamp_pulumi.declared.policy_form import malformed_policies
from bamp_pulumi.declared.size_sums import too_much_together
from bamp_pulumi.estate import Estate, Operation, OperationKind, Resource

__all__ = ["Standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Judges each resource of an estate once."""

    estate: Estate
    today: date | None = None
    """The day, in UTC, on which the estate is judged. Default: none; then nothing expires."""
    answers: dict[Resource, Answer] = field(default_factory=dict[Resource, Answer], compare=False)
    refused: dict[Resource, tuple[InputRefusal, ...]] = field(
        default_factory=dict[Resource, tuple[InputRefusal, ...]], compare=False
    )
    """What AWS refuses of each resource, once asked."""
    counted: dict[CountLimit, Counter[object]] = field(
        default_factory=dict[CountLimit, Counter[object]], compare=False
    )
    """How many share what a limit counts by, once counted."""
    named: list[Mapping[Resource, Namesake]] = field(
        default_factory=list[Mapping[Resource, Namesake]], compare=False
    )
    """Resources with the same name, once searched for."""
    summed: list[Mapping[Resource, tuple[str, ...]]] = field(
        default_factory=list[Mapping[Resource, tuple[str, ...]]], compare=False
    )
    """What is too much together, once added up."""
    planned: list[Mapping[tuple[str, str], Operation]] = field(
        default_factory=list[Mapping[tuple[str, str], Operation]], compare=False
    )
    """What deployments do, by program and URN, once asked."""

    def of(self, resource: Resource) -> Answer:
        """Answer whether a judgement may depend on a resource, and if not, why."""
        if resource not in self.answers:
            self.answers[resource] = self._judge(resource)
        return self.answers[resource]

    def without(self, resource: Resource, harmless: Collection[str]) -> Answer:
        """As `of`, where resources of some types that point at one are known to be harmless."""
        return self._judge(resource, harmless)

    def refusals(self, resource: Resource) -> tuple[InputRefusal, ...]:
        """List what AWS refuses of a resource at deployment; of a looked-up one, nothing."""
        if resource not in self.refused:
            self.refused[resource] = (
                *_refusals(resource),
                *_refused_in_region(resource),
                *self._expired(resource),
                *_too_large_in_part(resource),
                *_overtagged(resource),
                *malformed_policies(resource),
                *refused_alarm_rules(resource),
                *self._misplaced(resource),
                *self._named_alike(resource),
            )
        return self.refused[resource]

    def _expired(self, resource: Resource) -> Iterator[InputRefusal]:
        """List what a resource holds that has expired."""
        if self.today is not None and not resource.external:
            yield from material_refusals(resource.type, resource.inputs, today=self.today)
            yield from runtime_refusals(
                resource.type, resource.inputs, today=self.today, planned=self._planned(resource)
            )

    def perhaps_refused(self, resource: Resource) -> Iterator[str]:
        """Report what AWS takes of some accounts only, or of what is deployed already."""
        if resource.external or not resource.custom:
            return
        for inputs in (_shown(resource), _known_in_part(resource)):
            yield from size_doubts(resource.type, inputs)
        if self.today is not None:
            planned = self._planned(resource)
            yield from runtime_doubts(
                resource.type, resource.inputs, today=self.today, planned=planned
            )

    def ending(self, resource: Resource) -> Iterator[str]:
        """Report what ends within a year, or has ended and is still taken."""
        if self.today is not None and not resource.external:
            yield from runtime_ends(resource.type, resource.inputs, today=self.today)

    def _planned(self, resource: Resource) -> Planned:
        """Return what the deployment does to a resource."""
        if not self.planned:
            planned = {(one.program, one.urn): one for one in self.estate.operations}
            self.planned.append(planned)
        operation = self.planned[0].get((resource.program, resource.urn))
        if operation is None:
            return "keep" if resource.id else "unknown"
        if operation.kind is OperationKind.IMPORT:
            return "keep"
        if operation.kind is not OperationKind.KEEP:
            return "create"
        before = operation.before
        return "keep" if before is not None and before.inputs == resource.inputs else "change"

    def _misplaced(self, resource: Resource) -> Iterator[InputRefusal]:
        """Report that a bucket is in another Region or account than its configuration names."""
        link = BUCKET_CONFIGURATIONS.get(resource.type)
        bucket = self.estate.resolve(resource, link, *BUCKETS).only if link else None
        if bucket is None or bucket.external or resource.external:
            return
        why = "S3 refuses the request (S3 API, ErrorResponses and PutBucketVersioning)"
        for path, given, allowed in (
            ("region", resource.region, bucket.region),
            ("expectedBucketOwner", resource.text("expectedBucketOwner"), bucket.account_id),
        ):
            if given and allowed and given != allowed:
                yield InputRefusal(
                    path=path, given=given, allowed=f"{allowed}, that of {bucket.name}", why=why
                )

    def _named_alike(self, resource: Resource) -> Iterator[InputRefusal]:
        """Report that another resource has the same name, which must be unique."""
        namesake = self._namesake(resource)
        if namesake is not None:
            yield InputRefusal(
                path=namesake.path,
                given=f"{resource.text(namesake.path)}, as of {namesake.other.name}",
                allowed=f"a name of its own in {namesake.scope}",
                why=f"AWS refuses whichever of the two comes second ({namesake.fact.error})",
            )

    def _namesake(self, resource: Resource) -> Namesake | None:
        if not self.named:
            self.named.append(namesakes_of(self.estate))
        return self.named[0].get(resource)

    def _judge(self, resource: Resource, harmless: Collection[str] = ()) -> Answer:
        """Judge a resource, what declares a part of it, and what else points at it."""
        for refusal in self.refusals(resource):
            is_store = bool(rows_of(resource.type))
            return refused(refusal.message if is_store else _why_refused(resource.name, refusal))
        doubts = [
            *self.crowding(resource),
            *(f"{resource.name}: {why}" for why in self.perhaps_refused(resource)),
            *self._unread(resource, harmless),
        ]
        for part in parts_of(self.estate, resource):
            for refusal in self.refusals(part.source):
                why = _why_refused(f"{part.source.name} (of {resource.name})", refusal)
                if part.is_certain:
                    return refused(why)
                doubts.append(why)
        return in_doubt("; ".join(dict.fromkeys(doubts))) if doubts else ALLOWED

    def crowding(self, resource: Resource) -> Iterator[str]:
        """Report that there are more of a type than AWS allows; which it refuses is unknown.

        And that several resources, such as the inline policies of a role, are too much together.
        """
        if not self.summed:
            self.summed.append(too_much_together(self.estate))
        yield from self.summed[0].get(resource, ())
        for limit in COUNT_LIMITS:
            if resource.type not in limit.types or not _counts(limit, resource):
                continue
            if limit not in self.counted:
                beside = (r for r in self.estate.of_type(*limit.types) if _counts(limit, r))
                self.counted[limit] = Counter(self._shared(limit, r) for r in beside)
            alike = self.counted[limit][self._shared(limit, resource)]
            most = limit.most_of(resource.region)
            if alike > most:
                yield f"{resource.name} is one of {alike}, of {most}: {limit.why}"

    def _shared(self, limit: CountLimit, resource: Resource) -> object:
        """Return what resources of a type are counted by: place, and what their inputs name."""
        named: list[object] = []
        for name in limit.link:
            resolved = self.estate.resolve(resource, name)
            value = resource.value(name)
            # A name is text; whatever else a document holds there is counted by how it is written.
            written = value if isinstance(value, str) or value is UNKNOWN else repr(value)
            named.append(resolved.only or ("default" if value is None else written))
        return (resource.program, resource.account_id, resource.region, *named)

    def _unread(self, resource: Resource, harmless: Collection[str]) -> Iterator[str]:
        """Name the resources that point at one, may change what it does, and are not read.

        Those too that point at what configures it: a policy, a lock, an attachment.
        """
        configuring: list[Resource] = []
        for source, influence in self._pointing_at(resource):
            if source.type in harmless:
                continue
            if influence.stance is Stance.UNREAD:
                yield _told(source, resource, influence)
            elif influence.stance is Stance.READ:
                configuring.append(source)
        for each in dict.fromkeys(configuring):
            for source, influence in self._pointing_at(each):
                if influence.stance is Stance.UNREAD:
                    yield _told(source, each, influence)

    def _pointing_at(self, resource: Resource) -> Iterator[tuple[Resource, Influence]]:
        for reference in self.estate.pointing_at(resource):
            if reference.source.custom:
                yield reference.source, influence_of(reference.source.type, resource.type)


def _too_large_in_part(resource: Resource) -> Iterator[InputRefusal]:
    """List what is too large already by what is known of it."""
    if not resource.external and resource.custom:
        yield from size_refusals(resource.type, _known_in_part(resource))


def _overtagged(resource: Resource) -> Iterator[InputRefusal]:
    """Report that a resource has too many tags with those that its provider adds."""
    if resource.external or not resource.default_tags:
        return
    own = _own_tags(resource)
    if own is None:
        return
    together = {*resource.default_tags, *own}
    if len(own) <= TAGS_MOST < len(together):
        why = "the provider adds its default tags (tag editor guide, tag naming limits)"
        given = f"{len(together)} tags with those of its provider"
        yield InputRefusal(path="tags", given=given, allowed=f"at most {TAGS_MOST}", why=why)


def _own_tags(resource: Resource) -> Mapping[str, object] | None:
    """Return the tags that the resource sets; none where it is not known whether it takes any."""
    given = resource.inputs.get("tags")
    if isinstance(given, Mapping):
        return cast("Mapping[str, object]", given)
    if given is not None:
        return None
    # Of what is no data store it is not known whether it takes any tags.
    store = find_data_store(resource.type, resource.inputs)
    return {} if store is not None and store.tags is TagShape.MAP else None


def _known_in_part(resource: Resource) -> Mapping[str, object]:
    """Return the documents among the unknown inputs of which something is known."""
    return {
        name: resource.document(name)
        for name in resource.partly_known
        if resource.value(name) is UNKNOWN and name not in resource.secret_inputs
    }


def _why_refused(name: str, refusal: InputRefusal) -> str:
    """Return what is refused; by whose rule is in the finding of the resource itself."""
    why = f"{refusal.by} refuses {name} at deployment: {refusal.path} is {refusal.given}"
    return f"{why} (allowed: {refusal.allowed})"


def _told(source: Resource, target: Resource, influence: Influence) -> str:
    return f"{source.name} ({source.type}) points at {target.name}: {influence.why}"


def _counts(limit: CountLimit, resource: Resource) -> bool:
    if resource.external or any(resource.value(n) is not None for n in limit.only_without):
        return False
    return not limit.only_with or any(resource.value(n) is not None for n in limit.only_with)


def _refused_in_region(resource: Resource) -> Iterator[InputRefusal]:
    if resource.custom and not resource.external:
        yield from region_refusals(resource.type, resource.region)


def _refusals(resource: Resource) -> Iterator[InputRefusal]:
    if resource.external or not resource.custom:
        return
    yield from refusals_of(resource.type, _shown(resource))


def _shown(resource: Resource) -> Mapping[str, object]:
    """Return the inputs, without secrets: what is given stands in a refusal."""
    return {
        name: UNKNOWN if name in resource.secret_inputs else value
        for name, value in resource.inputs.items()
    }
