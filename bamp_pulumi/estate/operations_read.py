"""From what a preview plans to the operations of an estate, each with the resource of before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bamp_pulumi.estate.operation import Operation
from bamp_pulumi.estate.pulumi_json import State
from bamp_pulumi.estate.resource import Resource
from bamp_pulumi.estate.states import Whereabouts, estate_from_states
from bamp_pulumi.estate.steps import Planned

__all__ = ["operations_of"]


def operations_of(
    plans: Sequence[Planned], *, name: str, whereabouts: Whereabouts
) -> tuple[Operation, ...]:
    """Read the resources of before, and what becomes of each.

    Args:
        plans: What the preview plans, resource by resource.
        name: Name of the program.
        whereabouts: Where its providers work.

    Returns:
        The operations in the order of the preview; of components and providers none.
    """
    # What an earlier update left over shares its URN with what has replaced it.
    deployed = [one for one in plans if one.old is not None and not one.old.delete]
    before = _resources([one.old for one in deployed if one.old is not None], name, whereabouts)
    return tuple(_operations(plans, before, name, whereabouts))


def _operations(
    plans: Sequence[Planned], before: dict[str, Resource], name: str, whereabouts: Whereabouts
) -> Iterator[Operation]:
    for one in plans:
        state = one.new or one.old
        if state is None or not state.custom:
            continue
        was = None
        if one.old is not None:
            found = _resources([one.old], name, whereabouts) if one.old.delete else before
            was = found.get(one.old.urn)
            if was is None:
                continue
            if one.new is not None and one.new.urn != was.urn:
                was = replace(was, aliases=(*was.aliases, one.new.urn))
        yield Operation(
            kind=one.kind,
            program=name,
            urn=state.urn,
            before=was,
            deletes_first=one.deletes_first,
            by_engine=not whereabouts.offline,
            reasons=one.reasons,
        )


def _resources(states: Sequence[State], name: str, whereabouts: Whereabouts) -> dict[str, Resource]:
    estate = estate_from_states(states, name=name, whereabouts=whereabouts, outputs={})
    return {resource.urn: resource for resource in estate.resources}
