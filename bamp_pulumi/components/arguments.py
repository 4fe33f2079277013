"""From the arguments of a component to its settings, or one refusal before it exists."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

import pulumi
from pydantic import BaseModel

from bamp_pulumi.errors import PolicyError, Refusal, RefusedError
from bamp_pulumi.policy import is_placeholder, parse
from bamp_pulumi.remedies import Notation, is_secret_text, with_remedies

__all__ = ["remedies_in", "settings_from"]

_NOTATION: ContextVar[Notation | None] = ContextVar("notation", default=Notation.PYTHON)

_Settings = TypeVar("_Settings", bound=BaseModel)


def settings_from(
    settings: type[_Settings],
    args: Mapping[str, object],
    *,
    connect: tuple[str, ...] = (),
    required: tuple[str, ...] = (),
) -> _Settings:
    """Return the settings of a component.

    Args:
        settings: Their class.
        args: The component's arguments; one that is None counts as left out.
        connect: Arguments that only connect resources: they may be outputs, and are no settings.
        required: Those of them that must be given.

    Raises:
        RefusedError: `BAMP-B13`, when an argument that decides is an output; `BAMP-B16`, when a
            required one is missing.
        PolicyError: Everything else that is refused.
    """
    given = {
        name: value for name, value in args.items() if value is not None and name not in connect
    }
    for name, value in given.items():
        if isinstance(value, pulumi.Output):
            raise RefusedError(
                "BAMP-B13",
                given=f"{name}=Output",
                allowed="a plain value, from configuration or written out",
                why="house rule: what decides is checked in the preview, where an output may be "
                "unknown",
                write=f"{name}=...",
            )
    for name in required:
        if args.get(name) is None:
            raise RefusedError(
                "BAMP-B16",
                given=f"no {name}",
                allowed="a text, or the output of a resource, such as a component of this library",
                why="house rule: what a backup depends on is named, never made up",
                write=f"{name}=...",
            )
    plain = _with_whole_numbers(given)
    notation = _NOTATION.get()
    try:
        return parse(settings, plain, owner=_owner_in(plain))
    except PolicyError as error:
        refusals = error.refusals
    if notation is not None and _is_plain(plain):
        refusals = with_remedies(plain, refusals, lambda d: _refusals(settings, d), notation)
    raise PolicyError(*refusals)


@contextmanager
def remedies_in(notation: Notation | None) -> Generator[None]:
    """Write the remedies of what is refused inside the block as the caller writes.

    Args:
        notation: What the caller writes; None leaves them as they are, with their edits. Outside
            of any block it is Python.
    """
    token = _NOTATION.set(notation)
    try:
        yield
    finally:
        _NOTATION.reset(token)


def _refusals(settings: type[BaseModel], document: object) -> tuple[Refusal, ...]:
    try:
        parse(settings, document, owner=_owner_in(document))
    except PolicyError as error:
        return error.refusals
    return ()


def _owner_in(document: object) -> str:
    """Return the owner that arguments name, for the remedies of other parts; empty for none."""
    if not isinstance(document, Mapping):
        return ""
    owner = cast("Mapping[str, object]", document).get("owner")
    if not isinstance(owner, str) or is_secret_text(owner) or is_placeholder(owner, "owner"):
        return ""
    return owner


def _is_plain(value: object) -> bool:
    """Return False for what is not data alone, such as a policy built in Python."""
    if isinstance(value, Mapping):
        return all(map(_is_plain, cast("Mapping[object, object]", value).values()))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, cast("list[object]", value)))
    return value is None or isinstance(value, str | int | float)


def _with_whole_numbers(value: object) -> object:
    """Return plain data with 30 for 30.0: from other languages every number comes as a float."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return {name: _with_whole_numbers(item) for name, item in entries.items()}
    if isinstance(value, list):
        return [_with_whole_numbers(item) for item in cast("list[object]", value)]
    return value
