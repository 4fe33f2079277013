"""What AWS Backup requires of the inputs of a resource, as the catalog states it."""

from collections.abc import Mapping

from bamp_pulumi.catalog import UNKNOWN, Prerequisite, holds, value_at
from bamp_pulumi.coverage.obstacle import Obstacle
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import spelled

__all__ = ["unmet", "with_inherited"]


def with_inherited(subject: Subject) -> Mapping[str, object]:
    """Add to the inputs of a resource those that it takes from another one, where it has none."""
    inputs = subject.resource.inputs
    added: dict[str, object] = {}
    for inherited in subject.store.inherits:
        if value_at(inputs, inherited.path) is None and inputs.get(inherited.link) is not None:
            source = subject.account.estate.resolve(
                subject.resource, inherited.link, subject.resource.type, *inherited.types
            )
            named = source.only
            found = None if named is None else named.value(inherited.path)
            added[inherited.path] = UNKNOWN if found is None else found
    return {**inputs, **added} if added else inputs


def _shown(given: object) -> object:
    """Write a value as a message can hold it: of a block that is written, that it is."""
    return "set" if isinstance(given, Mapping) else given


def unmet(
    subject: Subject, prerequisite: Prerequisite, inputs: Mapping[str, object]
) -> Obstacle | None:
    """Return the obstacle of a prerequisite that is not met, or may not be; None if it is met."""
    condition = prerequisite.condition
    asked = [holds(one, inputs) for one in prerequisite.when]
    answer = holds(condition, inputs)
    if answer or False in asked:
        return None
    if answer is None or None in asked:
        if prerequisite.known_only:
            return None
        hidden = (*prerequisite.when, condition)
        path = next(one.path for one in hidden if holds(one, inputs) is None)
        why = f"{path} is known only after deployment: {prerequisite.why}"
        return Obstacle(code="BAMP-V37", why=why, is_open=True)
    given = value_at(inputs, condition.path)
    stands = f"{condition.path} is {_shown(prerequisite.default if given is None else given)}"
    if prerequisite.unsure:
        return Obstacle(code="BAMP-V37", why=f"{stands}: {prerequisite.why}", is_open=True)
    write = spelled(subject, prerequisite.write)
    return Obstacle(code="BAMP-V50", why=f"{stands}: {prerequisite.why}; {write}")
