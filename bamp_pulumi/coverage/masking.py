"""All texts inside a value in other words: none is left out because nobody listed its field."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar, cast

from pydantic import BaseModel

from bamp_pulumi.estate import Estate, Resource

__all__ = ["NAMES_OF_OURS", "in_other_words"]

NAMES_OF_OURS: Final = frozenset(
    {"fault", "id", "code", "urn", "region", "account_id", "follows_from"}
)
"""Fields whose texts are looked up in tables, or that no program makes up."""
_T = TypeVar("_T")


def in_other_words(
    value: _T, words: Callable[[str], str], leave: Collection[str] = NAMES_OF_OURS
) -> _T:
    """Return a value of dataclasses, models and collections with other words for all its texts.

    Resources as they are declared stay as they are, and so do keys of mappings.

    Args:
        value: What is put in other words.
        words: Returns the words for a text.
        leave: Names of fields that stay as they are.
    """

    def other(part: Any) -> Any:  # noqa: ANN401 - any part of the value
        match part:
            # Members of enumerations are texts too, and words of ours.
            case str() if type(part) is str:
                return words(part)
            case tuple():
                return tuple(map(other, cast("Iterable[object]", part)))
            case frozenset():
                return frozenset(map(other, cast("Iterable[object]", part)))
            case Mapping():
                items = cast("Mapping[object, object]", part).items()
                return {name: other(each) for name, each in items}
            case _:
                names = _fields(part)
                said = {name: other(getattr(part, name)) for name in names if name not in leave}
                return part if not said else _replaced(part, said)

    return cast("_T", other(value))


def _fields(part: object) -> Iterable[str]:
    """List the fields that a value is made of; none where it is no part of ours."""
    if isinstance(part, (Estate, Resource)):
        return ()
    if isinstance(part, BaseModel):
        return type(part).model_fields
    if is_dataclass(part) and not isinstance(part, type):
        return [each.name for each in fields(part) if each.init]
    return ()


def _replaced(part: Any, said: Mapping[str, object]) -> Any:  # noqa: ANN401 - as above
    return part.model_copy(update=said) if isinstance(part, BaseModel) else replace(part, **said)
