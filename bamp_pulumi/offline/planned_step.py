"""What becomes of a resource that is declared, by what is deployed of it already."""

from typing import cast

from pulumi.runtime.proto import resource_pb2

from bamp_pulumi.offline.deployed import DeployedResource
from bamp_pulumi.offline.document import State, Step
from bamp_pulumi.offline.wire import decode_struct

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


def planned_step(state: State, there: DeployedResource | None) -> Step:
    """Plan what becomes of a resource, as far as that is known without its provider.

    A change in place is a `same` like no change: what is compared are the two states.
    """
    step: Step = {"op": "create", "urn": state["urn"], "newState": state}
    if there is not None:
        reasons = there.replaced_by(state["inputs"])
        step["op"] = "replace" if reasons else "same"
        step["oldState"] = cast("State", there.state)
        if reasons:
            step["replaceReasons"] = reasons
    return step
