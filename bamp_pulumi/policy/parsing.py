"""Plain data to a checked model, or everything that is wrong with it in the house's own form.

pydantic's own errors name no reason and no remedy, so none of them reaches a caller.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticUndefined

from bamp_pulumi.errors import BampError, PolicyError, Refusal
from bamp_pulumi.policy.nearest import nearest

__all__ = ["parse"]

_Model = TypeVar("_Model", bound=BaseModel)

_WANTED: Final[Mapping[str, str]] = {
    "bool": "true or false",
    "date": "a date",
    "dict": "a mapping",
    "int": "a whole number",
    "list": "a list",
    "mapping": "a mapping",
    "model": "a mapping of its fields",
    "string": "a text",
    "tuple": "a list",
}
"""What a field takes, by the first word of pydantic's name of the error."""

_MANY: Final = (tuple, Mapping)
"""What holds several parts."""

_SHOWN_LENGTH: Final = 60
"""Longest text of a value in a message: more hides what it is about."""


def parse(model: type[_Model], data: object, at: str = "") -> _Model:
    """Return the model that plain data describes.

    Args:
        model: Class of the model, such as `BackupPolicy`.
        data: What YAML, JSON or Pulumi configuration gives: a mapping of the model's fields.
        at: Where the data stands, put before each path of an error. Default: nowhere.

    Returns:
        The checked, frozen model.

    Raises:
        PolicyError: Every refusal at once. `BAMP-D01` unknown field, `BAMP-D02` missing field,
            `BAMP-D03` wrong type, `BAMP-D04` not one of the choices; else the code of the rule.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors()
    # Outside the handler: pydantic's error is no cause that a reader should see.
    refused = PolicyError(*(r for one in _causes(errors) for r in _refusals(model, data, one)))
    raise refused.under(at) if at else refused


def _causes(errors: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Leave out errors that only follow from others."""
    places = [error["loc"] for error in errors]
    for error in errors:
        place = error["loc"]
        is_above_another = any(len(p) > len(place) and p[: len(place)] == place for p in places)
        # Items that are refused leave their list too short, and a lock cannot be derived from
        # tiers that are refused.
        if error["type"] == "default_factory_not_called" or is_above_another:
            continue
        yield error


def _refusals(model: type[BaseModel], data: object, error: ErrorDetails) -> Iterator[Refusal]:
    """Turn one error of pydantic into ours; a rule of ours that raised is unpacked as it is."""
    path = ".".join(_path(data, error["loc"]))
    own = error.get("ctx", {}).get("error")
    found = own.refusals if isinstance(own, BampError) else (_structural(model, error),)
    for refusal in found:
        yield replace(refusal, path=".".join(part for part in (path, refusal.path) if part))


def _path(data: object, location: tuple[int | str, ...]) -> Iterator[str]:
    """Name the steps to a place in the data; what has a name goes by it, not by its number."""
    here = data
    for part in location:
        if part == "[key]":
            continue
        if isinstance(here, Mapping):
            by_key = cast("Mapping[object, object]", here)
            # Rules that a document keys by name are numbered in their order.
            is_number = isinstance(part, int) and part not in by_key and part < len(by_key)
            key = list(by_key)[int(part)] if is_number else part
            here = by_key.get(key)
            yield str(key)
        elif isinstance(here, Sequence) and isinstance(part, int):
            here = cast("Sequence[object]", here)[part]
            name = (
                cast("Mapping[object, object]", here).get("name")
                if isinstance(here, Mapping)
                else None
            )
            yield name if isinstance(name, str) else str(part)
        else:
            yield str(part)


def _structural(model: type[BaseModel], error: ErrorDetails) -> Refusal:
    """Refuse a shape: a field that is unknown, missing or of another type."""
    *parents, last = error["loc"] or ("the document",)
    fields = dict(_fields_at(model, parents))
    name = str(last)
    match error["type"]:
        case "extra_forbidden":
            return Refusal(
                code="BAMP-D01",
                given=f"unknown field {name!r}",
                allowed=", ".join(fields),
                why="house rule: a misspelt field must not be taken for a default",
                write=nearest(name, fields) or f"nothing: leave {name!r} out",
            )
        case "missing":
            return Refusal(
                code="BAMP-D02",
                given=f"no {name}",
                allowed=_summary(fields.get(name)),
                why="house rule: it has no default, for it is a decision",
                write=_example(name, fields.get(name)),
            )
        case "enum" | "literal_error":
            return Refusal(
                code="BAMP-D04",
                given=f"{name}={_shown(error['input'])}",
                allowed=str(error.get("ctx", {}).get("expected", error["msg"])),
                why="house rule: there are these choices and no other",
                write=_example(name, fields.get(name)),
            )
        case kind:
            wanted = _WANTED.get(kind.split("_")[0]) if kind.endswith("_type") else None
            return Refusal(
                code="BAMP-D03",
                given=_shown(error["input"])
                if isinstance(last, int)
                else f"{name}={_shown(error['input'])}",
                allowed=wanted or error["msg"],
                why="house rule: a value is taken as it is written, never converted",
                write=_example(name, fields.get(name)),
            )


def _shown(value: object) -> str:
    """Return a value as short as it can be recognised."""
    text = repr(value)
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 3]}..."


def _summary(field: FieldInfo | None) -> str:
    """Return the first sentence of a field's description."""
    text = " ".join((field.description or "" if field else "").split())
    return text.split(". ")[0].rstrip(".") or "a value"


def _example(name: str, field: FieldInfo | None) -> str:
    """Return what to write: the field's own example, else its default."""
    if field is None:
        return "a mapping"
    if field.examples:
        return f"{name}={field.examples[0]!r}"
    if field.default is PydanticUndefined or field.default is None:
        return f"nothing: leave {name} out"
    default: object = field.default
    return f"{name}={default!r}"


def _fields_at(
    model: type[BaseModel], location: list[int | str]
) -> Iterator[tuple[str, FieldInfo]]:
    """List the fields of the model that stands at a location of the data."""
    found: type[BaseModel] | None = model
    is_key = False
    for part in location:
        if not is_key and found:
            field = found.model_fields.get(str(part))
            found = _model_in(field.annotation) if field else None
            # In a list or a mapping of parts the next step only says which part.
            is_key = field is not None and get_origin(field.annotation) in _MANY
        else:
            is_key = False
    yield from found.model_fields.items() if found else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type form
    """Find the model inside an annotation such as `tuple[Rule, ...]` or `LockPolicy | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)
