"""Plain data to a checked model, or everything that is wrong with it in the house's own form.

pydantic's own errors name no reason and no remedy, so none of them reaches a caller.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bamp_pulumi.errors import BampError, PolicyError, Refusal, Renamed
from bamp_pulumi.policy.shapes import MISSING, shape_refusal

__all__ = ["parse", "refused_by"]

_Model = TypeVar("_Model", bound=BaseModel)


def parse(model: type[_Model], data: object, at: str = "", *, owner: str = "") -> _Model:
    """Return the model that plain data describes.

    Args:
        model: Class of the model, such as `BackupPolicy`.
        data: What YAML, JSON or Pulumi configuration gives: a mapping of the model's fields.
        at: Path of the data, put before each path of an error. Default: none.
        owner: Who is known to be responsible, for the remedy of an owner that is refused. Default:
            nobody is; the remedy then leaves a blank.

    Returns:
        The checked, frozen model.

    Raises:
        PolicyError: Every refusal at once. `BAMP-D01` unknown field, `BAMP-D02` missing field,
            `BAMP-D03` wrong type, `BAMP-D04` not one of the choices; else the code of the rule.
    """
    try:
        return model.model_validate(data, context={"owner": owner} if owner else None)
    except ValidationError as error:
        errors = error.errors()
    # Outside the handler: pydantic's error is no cause that a reader should see.
    raise refused_by(model, data, errors, at, owner=owner)


def refused_by(
    model: type[BaseModel],
    data: object,
    errors: Sequence[ErrorDetails],
    at: str = "",
    *,
    owner: str = "",
) -> PolicyError:
    """Return the errors of pydantic as one of ours; arguments as of `parse`."""
    found = [r for one in _causes(errors) for r in _refusals(model, data, one, owner)]
    # A misspelt field is missing under its own name, too: that is said once.
    misspelt = {
        f"{r.path.rpartition('.')[0]}.{value.key}".lstrip(".")
        for r in found
        for _, value in r.edits
        if isinstance(value, Renamed)
    }
    refused = PolicyError(*(r for r in found if r.code != MISSING or r.path not in misspelt))
    return refused.under(at) if at else refused


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


def _refusals(
    model: type[BaseModel], data: object, error: ErrorDetails, owner: str
) -> Iterator[Refusal]:
    """Turn one error of pydantic into ours; a rule of ours that raised is unpacked as it is."""
    path = ".".join(_path(data, error["loc"]))
    own = error.get("ctx", {}).get("error")
    if not isinstance(own, BampError):
        yield shape_refusal(model, data, error, path, owner)
        return
    is_key = error["loc"][-1:] == ("[key]",)
    for refusal in own.refusals:
        yield (_of_key(refusal) if is_key else refusal).under(path)


def _of_key(refusal: Refusal) -> Refusal:
    """Return what is refused in a key with a remedy that keeps what the key holds."""
    edits = tuple(
        (place, Renamed(value) if not place and isinstance(value, str) else value)
        for place, value in refusal.edits
    )
    return replace(refusal, edits=edits)


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
