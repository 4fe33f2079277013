"""From the arguments of a component to its settings, or one refusal before it exists."""

from collections.abc import Mapping
from typing import TypeVar, cast

import pulumi
from pydantic import BaseModel

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import parse

__all__ = ["settings_from"]

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
                allowed="a plain value",
                why="house rule: what decides is checked in the preview, where an output may be "
                "unknown",
                write=f"{name}=..., from configuration or written out",
            )
    for name in required:
        if args.get(name) is None:
            raise RefusedError(
                "BAMP-B16",
                given=f"no {name}",
                allowed="a text, or the output of a resource",
                why="house rule: what a backup depends on is named, never made up",
                write=f"{name}=..., such as the output of a component of this library",
            )
    return parse(settings, _with_whole_numbers(given))


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
