"""What a program marks as secret, masked in the whole rehearsal.

A rehearsal follows names: of vaults, topics, functions, addresses. They decide as they are; only
its result is put in other words.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar, cast

from bamp_pulumi.coverage import secret_words, without_secrets
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.rehearse import Rehearsal
from bamp_pulumi.rehearsal.storm import Storm

__all__ = ["rehearsal_without_secrets", "storm_without_secrets"]

_NAMES_OF_OURS: Final = frozenset({"fault", "id", "code", "urn", "region", "account_id"})
"""Fields whose texts are looked up in tables, or that no program makes up."""
_T = TypeVar("_T")


def rehearsal_without_secrets(rehearsal: Rehearsal) -> Rehearsal:
    """Return a rehearsal for people to read, with `[secret]` in the place of each secret."""
    words = secret_words(rehearsal.coverage.estate)
    if words is None:
        return rehearsal
    # What is said of the estate has its own door: there, names that differ may be the same after.
    coverage = without_secrets(rehearsal.coverage)
    return replace(_said(replace(rehearsal, coverage=coverage), words), coverage=coverage)


def storm_without_secrets(storm: Storm, estate: Estate) -> Storm:
    """Return a storm for people to read, with `[secret]` in the place of each secret."""
    words = secret_words(estate)
    return storm if words is None else _said(storm, words)


def _said(value: _T, words: Callable[[str], str]) -> _T:
    """Put other words for all texts inside a value, but for the resources as they are declared."""
    return cast("_T", _other(value, words))


def _other(value: Any, words: Callable[[str], str]) -> Any:  # noqa: ANN401 - any part of a result
    match value:
        # Members of enumerations are texts too, and words of ours.
        case str() if type(value) is str:
            value = words(value)
        case Estate() | Resource():
            pass
        case tuple():
            value = tuple(_other(each, words) for each in cast("Iterable[object]", value))
        case frozenset():
            value = frozenset(_other(each, words) for each in cast("Iterable[object]", value))
        case Mapping():
            items = cast("Mapping[object, object]", value).items()
            value = {name: _other(each, words) for name, each in items}
        case _ if is_dataclass(value) and not isinstance(value, type):
            given = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
            said = {
                name: _other(each, words)
                for name, each in given.items()
                if name not in _NAMES_OF_OURS
            }
            value = replace(value, **said)
        case _:
            pass
    return value
