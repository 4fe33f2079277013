"""A shape that is refused: a field that is unknown, missing, or of another type.

pydantic says what it found; what was probably meant is made from what was given.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticUndefined

from bamp_pulumi.errors import REMOVED, Edit, Refusal, RefusedError, Renamed, ToFillIn
from bamp_pulumi.policy.blank import Blank
from bamp_pulumi.policy.field_docstrings import field_docstrings
from bamp_pulumi.policy.meant import NO_GUESS, meant, meant_choice, meant_field, model_in
from bamp_pulumi.remedies import masked
from bamp_pulumi.texts import YamlError, parse_yaml

__all__ = ["MISSING", "shape_refusal"]

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

_OTHERWISE: Final[Mapping[str, str]] = {
    "int_from_float": "a whole number",
    "too_short": "at least one",
    "frozen_field": "a new value: this one never changes",
}
"""What is allowed, by pydantic's name of other errors."""

_UNKNOWN: Final = "BAMP-D01"
MISSING: Final = "BAMP-D02"
"""Code of a field that has no value."""

_MANY: Final = (tuple, Mapping)
"""What holds several parts."""

_SHOWN_LENGTH: Final = 60
"""Longest text of a value in a message: more hides what it is about."""


def shape_refusal(
    model: type[BaseModel], data: object, error: ErrorDetails, path: str, owner: str = ""
) -> Refusal:
    """Return an error of pydantic's own as a refusal.

    Args:
        model: Class of the document.
        data: The document.
        error: What pydantic found in it.
        path: Where.
        owner: Who is known to be responsible. Default: nobody is.
    """
    *parents, last = error["loc"] or ("the document",)
    fields = dict(_fields_at(model, parents))
    # An item of a list is called by its list.
    name = str(parents[-1] if isinstance(last, int) and parents else last)
    field = fields.get(name) or _field_around(model, parents)
    match error["type"]:
        case "extra_forbidden":
            return _unknown(name, error["input"], fields, _at(data, parents), path)
        case "missing":
            example = owner if name == "owner" and owner else _example_of(field)
            return Refusal(
                code=MISSING,
                given=f"no {name}",
                allowed=_summary(model, [*parents, name]),
                why="house rule: it has no default, for it is a decision",
                write=_example(name, example),
                path=path,
                edits=() if example is NO_GUESS else ((path, example),),
            )
        case "enum" | "literal_error":
            choices = _choices(error)
            value = meant_choice(error["input"], choices)
            value = _example_of(field) if value is NO_GUESS else value
            value = choices[0] if value is NO_GUESS and choices else value
            return Refusal(
                code="BAMP-D04",
                given=f"{name}={_shown(error['input'])}",
                allowed=", ".join(map(str, choices)),
                why="house rule: there are these choices and no other",
                write=f"{name}={value!r}",
                path=path,
                edits=((path, value),),
            )
        case kind:
            return _mistyped(kind, error["input"], name, field, path)


def _unknown(
    name: str, value: object, fields: Mapping[str, FieldInfo], around: object, path: str
) -> Refusal:
    """Refuse a field that does not exist; the nearest one that is not given takes its value."""
    is_mapping = isinstance(around, Mapping)
    taken = cast("Mapping[object, object]", around if is_mapping else {})
    # What is taken may be a preset's, which the document may well say otherwise.
    near = meant_field(name, fields, taken) or meant_field(name, fields, {})
    edits: tuple[Edit, ...] = ((path, Renamed(near) if near else REMOVED),)
    begun, colon, rest = name.partition(":")
    if colon and begun in fields:  # `to:[{email: a@example.com}]`
        near = begun
        edits = ((path, REMOVED), (path.removesuffix(name) + near, _read(f"{rest}: {value}")))
    return Refusal(
        code=_UNKNOWN,
        given=f"unknown field {name!r}",
        allowed=", ".join(fields),
        why="house rule: a misspelt field must not be taken for a default",
        write=f"{near}={_shown(value)}" if near else f"nothing: take {name!r} out",
        path=path,
        edits=edits,
    )


def _read(text: str) -> object:
    try:
        return parse_yaml(text, path="", has_days=False)
    except (YamlError, RefusedError):
        return text


def _mistyped(kind: str, given: object, name: str, field: FieldInfo | None, path: str) -> Refusal:
    """Refuse a value of another type; what was probably meant by it is its remedy."""
    word = kind.split("_", maxsplit=1)[0]
    wanted = _WANTED.get(word) if kind.endswith(("_type", "_parsing")) else None
    value = meant(word, name, given, field.annotation if field else None)
    is_item = not path.endswith(name)
    value = _example_of(field) if value is NO_GUESS and not is_item else value
    is_known = value is not NO_GUESS
    shown = _shown(given)
    return Refusal(
        code="BAMP-D03",
        given=f"{name}={shown}",
        allowed=wanted or _OTHERWISE.get(kind, "another value"),
        why="house rule: a value is taken as it is written, never converted",
        write=(repr(value) if is_item else f"{name}={value!r}")
        if is_known
        else wanted or "another value",
        path=path,
        edits=((path, value),) if is_known else (),
    )


def _choices(error: ErrorDetails) -> list[Any]:
    """Read the choices that pydantic lists: `'a', 'b' or 'c'`, or numbers."""
    listed = str(error.get("ctx", {}).get("expected", ""))
    quoted = re.findall(r"'([^']*)'", listed)
    return quoted or [
        int(one) if one.isdigit() else one == "True"
        for one in re.findall(r"\w+", listed)
        if one.isdigit() or one in {"True", "False"}
    ]


def _at(data: object, location: Sequence[int | str]) -> object:
    """Return what stands at a location; None where it is not plain data."""
    here: Any = data  # Any: plain data of any shape
    for part in location:
        if isinstance(here, Mapping):
            entries = cast("Mapping[object, object]", here)
            is_number = isinstance(part, int) and part not in entries and part < len(entries)
            here = entries.get(list(entries)[int(part)] if is_number else part)
        elif isinstance(here, Sequence) and isinstance(part, int):
            here = cast("Sequence[object]", here)[part]
    return cast("object", here)


def _field_around(model: type[BaseModel], location: Sequence[int | str]) -> FieldInfo | None:
    """Return the field whose item stands at a location."""
    if not location:
        return None
    *parents, name = location
    return dict(_fields_at(model, parents)).get(str(name))


def _shown(value: object) -> str:
    """Return a value as short as it can be recognised, without what may be a secret."""
    text = masked(repr(value))
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 3]}..."


def _summary(model: type[BaseModel], location: Sequence[int | str]) -> str:
    """Return the first sentence of the docstring of the field at a location."""
    *parents, name = location
    found = _model_at(model, parents)
    text = " ".join((field_docstrings(found).get(str(name), "") if found else "").split())
    return text.split(". ")[0].rstrip(".") or "a value"


def _example_of(field: FieldInfo | None) -> object:
    """Return the field's own example, else its default where that says something."""
    if field is None:
        return NO_GUESS
    if field.examples:
        example = field.examples[0]
        blank = next((one for one in field.metadata if isinstance(one, Blank)), None)
        return example if blank is None else ToFillIn(str(example), blank.text)
    empty = (PydanticUndefined, None, ())
    is_empty = any(field.default is each for each in empty)
    return NO_GUESS if is_empty or isinstance(field.default, BaseModel) else field.default


def _example(name: str, example: object) -> str:
    """Return what to write for a field that is missing."""
    return f"{name}=..." if example is NO_GUESS else f"{name}={example!r}"


def _fields_at(
    model: type[BaseModel], location: Sequence[int | str]
) -> Iterator[tuple[str, FieldInfo]]:
    """List the fields of the model that stands at a location of the data."""
    found = _model_at(model, location)
    yield from found.model_fields.items() if found else ()


def _model_at(model: type[BaseModel], location: Sequence[int | str]) -> type[BaseModel] | None:
    """Return the model that stands at a location of the data; None where a plain value does."""
    found: type[BaseModel] | None = model
    is_key = False
    for part in location:
        if not is_key and found:
            field = found.model_fields.get(str(part))
            found = model_in(field.annotation) if field else None
            # In a list or a mapping of parts the next step only says which part.
            is_key = field is not None and get_origin(field.annotation) in _MANY
        else:
            is_key = False
    return found
