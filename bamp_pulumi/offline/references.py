"""Resources passed where an id is asked for (`vpc_id=vpc`), and found again by their URN.

The engine gives a provider the id of such a resource, never the resource, and so the program reads
an id back. A transform is given the resource: for it the SDK asks the engine for what is known.
"""

from typing import Final

from google.protobuf.struct_pb2 import Struct, Value

from bamp_pulumi.offline.document import State
from bamp_pulumi.offline.wire import Plain, referred_to, secret

__all__ = ["GET_RESOURCE", "known_of", "settle_references"]

GET_RESOURCE: Final = "pulumi:pulumi:getResource"
"""The engine's own function by which the SDK looks a resource up."""


def settle_references(inputs: Struct) -> None:
    """Put ids in the place of resources, in place and at any depth; an unknown id is unknown."""
    for value in inputs.fields.values():
        _settle(value)


def _settle(value: Value) -> None:
    match value.WhichOneof("kind"):
        case "list_value":
            for item in value.list_value.values:
                _settle(item)
        case "struct_value":
            identity = referred_to(value.struct_value)
            if identity is not None:
                value.string_value = identity
            else:
                settle_references(value.struct_value)
        case _:
            pass


def known_of(state: State) -> dict[str, Plain]:
    """Answer `GET_RESOURCE`: URN, id, and of the properties what is known."""
    secrets = state.get("secretInputs", ())
    inputs = {n: secret(v) if n in secrets else v for n, v in state["inputs"].items()}
    outputs = state.get("outputs", {})
    identity = state.get("id") or str(outputs.get("id", ""))
    return {"urn": state["urn"], "id": identity, "state": {**inputs, **outputs}}
