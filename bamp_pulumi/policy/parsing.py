"""Plain data to a checked model, or everything that is wrong with it in the house's own form.

pydantic's own errors name no reason and no remedy, so none of them reaches a caller.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticUndefined

from bamp_pulumi.errors import BampError, PolicyError, Refusal

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
        refused = PolicyError(
            *(refusal for one in error.errors() for refusal in _refusals(model, one))
        )
    except PolicyError as error:
        refused = error
    # Outside the handlers: pydantic's error is no cause that a reader should see.
    raise refused.under(at) if at else refused


def _refusals(model: type[BaseModel], error: ErrorDetails) -> Iterator[Refusal]:
    """Turn one error of pydantic into ours; a rule of ours that raised is unpacked as it is."""
    path = ".".join(str(part) for part in error["loc"] if part != "[key]")
    own = error.get("ctx", {}).get("error")
    if isinstance(own, BampError):
        for refusal in own.refusals:
            yield replace(refusal, path=".".join(part for part in (path, refusal.path) if part))
    elif error["type"] != "default_factory_not_called":  # only follows another error
        yield replace(_structural(model, error), path=path)


def _structural(model: type[BaseModel], error: ErrorDetails) -> Refusal:
    """Refuse a shape: a field that is unknown, missing or of another type."""
    *parents, last = error["loc"] or ("the document",)
    fields = dict(_fields_at(model, parents))
    name = str(last)
    match error["type"]:
        case "extra_forbidden":
            close = difflib.get_close_matches(name, fields, n=1, cutoff=0.5)
            return Refusal(
                code="BAMP-D01",
                given=f"unknown field {name!r}",
                allowed=", ".join(fields),
                why="house rule: a misspelt field must not be taken for a default",
                write=close[0] if close else f"nothing: leave {name!r} out",
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
                given=f"{name}={error['input']!r}",
                allowed=str(error.get("ctx", {}).get("expected", error["msg"])),
                why="house rule: there are these choices and no other",
                write=_example(name, fields.get(name)),
            )
        case kind:
            wanted = _WANTED.get(kind.split("_")[0]) if kind.endswith("_type") else None
            return Refusal(
                code="BAMP-D03",
                given=f"{name}={_shown(error['input'])}",
                allowed=wanted or error["msg"],
                why="house rule: a value is taken as it is written, never converted",
                write=_example(name, fields.get(name)),
            )


def _shown(value: object) -> str:
    """Return a value as short as it can be recognised."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - fits on a line


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
    for part in location:
        field = found.model_fields.get(str(part)) if found else None
        if field is not None:
            found = _model_in(field.annotation)
        # Else a key or an index: still inside the model that the field was found to hold.
    yield from found.model_fields.items() if found else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type form
    """Find the model inside an annotation such as `tuple[Rule, ...]` or `LockPolicy | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)
