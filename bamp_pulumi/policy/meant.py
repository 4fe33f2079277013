"""What was probably meant by a value of the wrong type or spelling."""

import re
from collections.abc import Mapping
from datetime import timedelta
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, cast, get_args

from pydantic import BaseModel

__all__ = ["NO_GUESS", "meant", "meant_choice", "meant_days", "meant_field", "model_in"]

NO_GUESS: Final = object()
"""What is returned where nothing can be guessed."""

_TRUE: Final = frozenset({"true", "yes", "on", "1", "y", "enabled"})
_FALSE: Final = frozenset({"false", "no", "off", "0", "n", "disabled"})

_UNITS: Final[Mapping[str, timedelta]] = MappingProxyType(
    {
        "m": timedelta(minutes=1),
        "min": timedelta(minutes=1),
        "minute": timedelta(minutes=1),
        "h": timedelta(hours=1),
        "hr": timedelta(hours=1),
        "hour": timedelta(hours=1),
        "d": timedelta(days=1),
        "day": timedelta(days=1),
        "w": timedelta(weeks=1),
        "wk": timedelta(weeks=1),
        "week": timedelta(weeks=1),
        "mo": timedelta(days=30),
        "month": timedelta(days=30),
        "y": timedelta(days=365),
        "yr": timedelta(days=365),
        "year": timedelta(days=365),
    }
)
_UNIT_OF_FIELD: Final = (
    ("_minutes", timedelta(minutes=1)),
    ("_hours", timedelta(hours=1)),
    ("_days", timedelta(days=1)),
)
_OTHER_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "address": "email",
        "addresses": "to",
        "cron": "schedule",
        "destinations": "to",
        "emails": "to",
        "keep_days": "delete_after_days",
        "mail": "email",
        "mobile": "sms",
        "notify": "to",
        "opsitems": "tickets",
        "phone": "sms",
        "recipients": "to",
        "region": "destination_region",
        "retention": "lifecycle",
        "retention_days": "delete_after_days",
        "rpo": "rpo_minutes",
        "rto": "rto_minutes",
        "teams": "webhook",
        "telephone": "sms",
        "url": "webhook",
    }
)
"""Other people's words for fields whose names do not look alike."""


def meant_field(name: str, fields: Mapping[str, object], taken: Mapping[object, object]) -> str:
    """Return the field that an unknown one probably is, among those not given; empty for none."""
    free = [field for field in fields if field not in taken]
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[\s-]+", "_", name).casefold()
    other = _OTHER_NAMES.get(plain)
    if plain in free or other in free:
        return plain if plain in free else str(other)
    begun = [field for field in free if plain and field.startswith(plain)]
    alike = begun or get_close_matches(plain, free, n=1, cutoff=0.66)
    return alike[0] if alike else ""


def meant_choice(value: object, choices: list[Any]) -> object:
    """Return the choice that was probably meant. Any: texts or numbers, as the field has them."""
    if all(isinstance(choice, int) for choice in choices) and choices:
        number = _number(value, "_days")
        if number is None:
            return NO_GUESS
        return next((choice for choice in sorted(choices) if choice >= number), max(choices))
    text = str(value).strip().casefold()
    names = {str(choice).casefold(): choice for choice in choices}
    begun = [choice for name, choice in names.items() if text and name.startswith(text)]
    alike = [names[name] for name in get_close_matches(text, names, n=1, cutoff=0.4)]
    return next(iter([*begun, *alike]), NO_GUESS)


def meant(kind: str, name: str, value: object, annotation: object) -> object:
    """Return what a value of the wrong type probably was to be.

    Args:
        kind: What the field takes: the first word of pydantic's name of the error.
        name: Name of the field.
        value: What was given.
        annotation: Type of the field; None where that is not known.
    """
    match kind:
        case "int":
            number = _number(value, name)
            return NO_GUESS if number is None else number
        case "bool":
            return _truth(value)
        case "string":
            is_scalar = isinstance(value, int | float) and not isinstance(value, bool)
            return str(value) if is_scalar else _only_item(value)
        case "tuple" | "list":
            return _items(value, annotation)
        case "model" | "mapping" | "dict":
            return _parts(value, annotation)
        case _:
            return NO_GUESS


def meant_days(text: str) -> int | None:
    """Return the days that a text says, such as `30`, `30d` or `1 year`; None for none."""
    return _number(text, "_days")


def model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type form
    """Find the model inside an annotation such as `tuple[Rule, ...]` or `LockPolicy | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)


def _number(value: object, name: str) -> int | None:
    """Read 30, "30", "30d", "24 hours", "1,440" as a number of the field's unit."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    found = re.fullmatch(r"\s*(-?[\d_,]*\.?\d+)\s*([a-zA-Z]*)\s*", str(value))
    if found is None:
        return None
    number = float(found[1].replace(",", "").replace("_", ""))
    unit = _UNITS.get(found[2].lower().removesuffix("s") or "-") or _UNITS.get(found[2].lower())
    own = next((unit for suffix, unit in _UNIT_OF_FIELD if name.endswith(suffix)), None)
    if unit is not None and own is not None:
        number = number * unit / own
    return max(round(number), 1) if number > 0 else round(number)


def _truth(value: object) -> object:
    text = str(value).strip().casefold()
    return True if text in _TRUE else False if text in _FALSE else NO_GUESS


def _only_item(value: object) -> object:
    """Return the text of a list of one."""
    items = cast("list[object]", value) if isinstance(value, list) else []
    return items[0] if len(items) == 1 and isinstance(items[0], str) else NO_GUESS


def _items(value: object, annotation: object) -> object:
    """Make a list of what stands alone, and of several things in one text."""
    model = model_in(annotation)
    if isinstance(value, str):
        texts = [text for text in re.split(r"[,;\s]+", value) if text]
        items = [_part(text, model) for text in texts]
        return NO_GUESS if not items or NO_GUESS in items else items
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        if model is not None and entries.keys() & model.model_fields.keys():
            return [dict(entries)]
        return (
            list(entries)
            if model is None and all(v is None for v in entries.values())
            else (NO_GUESS)
        )
    return [value] if isinstance(value, int) and not isinstance(value, bool) else NO_GUESS


def _parts(value: object, annotation: object) -> object:
    """Make a mapping of a text, where its model can, and of a list of named parts."""
    model = model_in(annotation)
    if isinstance(value, list):
        items = cast("list[object]", value)
        made = getattr(model, "from_items", None)
        if callable(made):
            return made(items)
        first: object = items[0] if len(items) == 1 else None
        is_mapping = isinstance(first, Mapping)
        return cast("object", first) if is_mapping else NO_GUESS
    return _part(str(value), model) if isinstance(value, str | int) else NO_GUESS


def _part(text: str, model: type[BaseModel] | None) -> object:
    """Return the part that a text describes: what its model's `from_text` makes of it.

    A list goes through `from_items` in the same manner.
    """
    if model is None:
        return text
    made = getattr(model, "from_text", None)
    found: object = made(text) if callable(made) else None
    return NO_GUESS if found is None else found
