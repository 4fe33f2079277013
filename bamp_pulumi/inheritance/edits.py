"""Write edits into the inputs of a resource and leave its other inputs unchanged.

Nothing is changed in place: what an edit touches is copied on the way down. One function serves
plain values and a program's own; `Wrapping` describes what wraps a value there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.inheritance.inherited import Edit

__all__ = ["Wrapping", "apply_edits", "leave_unknown"]

Wrapping = Callable[[object, Callable[[object], object]], object]
"""Given a value and how to edit what is inside it: the edited value, or `NotImplemented` when it
is a value like any other."""


def leave_unknown(value: object, _edit: Callable[[object], object]) -> object:
    """Leave an unknown value as it is: there is nothing yet to write into."""
    return value if value is UNKNOWN else NotImplemented


def apply_edits(
    inputs: Mapping[str, object], edits: Iterable[Edit], wrapping: Wrapping = leave_unknown
) -> dict[str, object]:
    """Return the inputs with all edits written, one after another.

    Args:
        inputs: Inputs of a resource by wire name.
        edits: What to write. An edit that meets a value it cannot enter (a text where a map
            should be) leaves it: Pulumi or AWS will refuse that value with a better message.
        wrapping: How to enter values that wrap others. Default: plain values.
    """
    edited: object = dict(inputs)
    for edit in edits:
        edited = _written(edited, edit.path.split("."), edit, wrapping)
    # The outermost value is the dict made above, and `_written` keeps its kind.
    return cast("dict[str, object]", edited)


def _written(value: object, path: Sequence[str], edit: Edit, wrapping: Wrapping) -> object:
    wrapped = wrapping(value, lambda inner: _written(inner, path, edit, wrapping))
    if wrapped is not NotImplemented:
        return wrapped
    if not path:
        return _ended(value, edit)
    step, rest = path[0], path[1:]
    if step.isdigit() and (value is None or _is_list(value)):
        items = [*_items(value)]
        place = int(step)
        if place > len(items):
            return value
        inner = items[place] if place < len(items) else None
        items[place : place + 1] = [_written(inner, rest, edit, wrapping)]
        return items
    if value is None or isinstance(value, Mapping):
        # On the wire keys are strings, and values are anything.
        fields = dict(cast("Mapping[str, object]", value or {}))
        fields[step] = _written(fields.get(step), rest, edit, wrapping)
        return fields
    return value


def _ended(value: object, edit: Edit) -> object:
    match edit.how:
        case "put":
            return edit.value
        case "fill":
            return edit.value if value is None else value
        case "append":
            return [*_items(value), edit.value] if value is None or _is_list(value) else value


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def _items(value: object) -> Sequence[object]:
    # Checked by the caller: a list, or nothing.
    return cast("Sequence[object]", value or ())
