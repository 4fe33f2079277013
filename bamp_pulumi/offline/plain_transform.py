"""Our own transform, asked for its decision instead of being sent the resource.

The way through the SDK (a message, the program's event loop, values of the program's, and a message
back) costs a third of what a resource costs; the decision itself a fiftieth. What is written into
the request is the same, shape by shape: `tests/offline/test_plain_transform.py` compares the two.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from google.protobuf.struct_pb2 import Value
from pulumi.runtime.proto import resource_pb2

from bamp_pulumi.catalog import UNKNOWN, value_at
from bamp_pulumi.inheritance import Edit, InheritanceTransform, Inherited, apply_edits
from bamp_pulumi.offline.document import InheritedState
from bamp_pulumi.offline.wire import UNKNOWN_STRING, Plain, decode_struct, wraps_a_value

__all__ = ["transform_plainly"]


def transform_plainly(
    transform: InheritanceTransform, request: resource_pb2.RegisterResourceRequest
) -> InheritedState | None:
    """Change a request in place, as the transform decides; return what has been written."""
    inputs, secrets = decode_struct(request.object)
    inherited = transform.decide(
        request.type,
        request.name,
        parent=request.parent,
        provider=request.provider,
        inputs={name: _marked(value) for name, value in inputs.items()},
        secrets=secrets,
        ignored=tuple(request.ignoreChanges),
    )
    if inherited.edits:
        _write(request, inherited.edits)
    new = [name for name in inherited.ignore_changes if name not in request.ignoreChanges]
    request.ignoreChanges.extend(new)
    return _written(inherited, inputs, new)


def _written(
    inherited: Inherited, inputs: Mapping[str, Plain], ignored: list[str]
) -> InheritedState | None:
    """Return what has been written; None for nothing."""
    if not inherited.edits and not ignored:
        return None
    edits = (edit for edit in inherited.edits if not edit.is_of_tag)
    return {
        "companion": "",
        "tags": dict(inherited.tags),
        "inputs": [
            {
                "path": edit.path,
                # Edits and inputs hold whatever JSON takes.
                "value": cast("Plain", edit.value),
                "before": cast("Plain", value_at(inputs, edit.path)),
                "appended": edit.how == "append",
                "alone": inputs.get(edit.path.partition(".")[0]) is None,
            }
            for edit in edits
        ],
        "ignoreChanges": ignored,
    }


def _marked(value: Plain) -> object:
    """Turn Pulumi's mark of the unknown into the catalog's."""
    if isinstance(value, str):
        return UNKNOWN if value == UNKNOWN_STRING else value
    if isinstance(value, dict):
        return {name: _marked(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    return value


def _write(request: resource_pb2.RegisterResourceRequest, edits: Iterable[Edit]) -> None:
    """Write edits into the inputs that they touch, secrets and unknowns kept as they are."""
    edits = tuple(edits)
    touched = {edit.path.partition(".")[0] for edit in edits}
    fields = request.object.fields
    before = {name: _raw(fields[name]) for name in touched if name in fields}
    after = apply_edits(before, edits, _enter_wire_value)
    for name in touched:
        # Structs take whatever JSON takes, which is all that edits and inputs hold.
        request.object[name] = cast("Plain", after[name])


def _raw(value: Value) -> object:
    """Read a value as it is sent, its marks included."""
    match value.WhichOneof("kind"):
        case "struct_value":
            return {name: _raw(item) for name, item in value.struct_value.fields.items()}
        case "list_value":
            return [_raw(item) for item in value.list_value.values]
        case "string_value":
            return value.string_value
        case "number_value":
            return value.number_value
        case "bool_value":
            return value.bool_value
        case _:
            return None


def _enter_wire_value(value: object, edit: Callable[[object], object]) -> object:
    """Edit inside a secret; leave what is unknown. See `bamp_pulumi.inheritance.Wrapping`."""
    if isinstance(value, str):
        return value if UNKNOWN_STRING in value else NotImplemented
    if not isinstance(value, Mapping):
        return NotImplemented
    # On the wire keys are strings.
    fields = cast("Mapping[str, object]", value)
    if not wraps_a_value(fields):
        return NotImplemented
    return {**fields, "value": edit(fields["value"])} if "value" in fields else fields
