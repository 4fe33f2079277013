"""What becomes of a resource that is declared, by what is deployed of it already."""

from collections.abc import Iterable
from typing import cast

from pulumi.runtime.proto import resource_pb2

from bamp_pulumi.offline.deployed import DeployedResource
from bamp_pulumi.offline.document import State, Step
from bamp_pulumi.offline.wire import decode_struct
from bamp_pulumi.places import Place

__all__ = ["keep_inputs", "planned_step"]


def keep_inputs(
    request: resource_pb2.RegisterResourceRequest, there: DeployedResource | None
) -> None:
    """Give a resource that is deployed the inputs that stay as they are."""
    if there is None:
        return
    given, _ = decode_struct(request.object)
    for name, value in there.kept_inputs(given, request.ignoreChanges).items():
        if value is not None:
            request.object.update({name: value})
        elif name in request.object.fields:
            del request.object.fields[name]


def planned_step(
    state: State,
    there: DeployedResource | None,
    *,
    replace_on: Iterable[str] = (),
    place: Place | None = None,
) -> Step:
    """Plan what becomes of a resource, as far as that is known without its provider.

    A change in place is a `same` like no change: what is compared are the two states.

    Args:
        state: The resource as it is declared.
        there: As it is deployed; None when it is new.
        replace_on: Paths of the option `replace_on_changes`.
        place: Where it is declared. Default: that changes nothing.
    """
    step: Step = {"op": "create", "urn": state["urn"], "newState": state}
    if there is not None:
        reasons = _reasons(state, there, replace_on, place)
        step["op"] = "replace" if reasons or there.is_tainted else "same"
        step["oldState"] = cast("State", there.state)
        if reasons:
            step["replaceReasons"] = reasons
    return step


def _reasons(
    state: State, there: DeployedResource, replace_on: Iterable[str], place: Place | None
) -> list[str]:
    """List the inputs because of which it is surely replaced."""
    given = state["inputs"]
    found = {*there.replaced_by(given)}
    if place is not None:
        found |= there.replaced_on(replace_on, given, place.default_tags)
        if there.region and place.region and there.region != place.region:
            found.add("region")
    return sorted(found)
