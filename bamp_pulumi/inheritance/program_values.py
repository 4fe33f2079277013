"""A program's own values: read into plain ones, and edited without losing what wraps them.

A transform gets inputs in many shapes: plain, as an Output that is known, unknown or secret, as the
unknown value itself, and, after another transform, as the secret's own form on the wire. All of
them have to be read, and none may lose its secrecy or its dependencies.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import pulumi
from pulumi.runtime import known_types, rpc

from bamp_pulumi.catalog import UNKNOWN

__all__ = ["enter_program_value", "read_inputs"]


async def read_inputs(inputs: Mapping[str, Any]) -> tuple[dict[str, object], set[str]]:
    """Read the inputs that a transform is given.

    Args:
        inputs: By wire name. Any: whatever a program may pass.

    Returns:
        Plain values by wire name, `UNKNOWN` where unknown; and the names that hold a secret.
    """
    plain: dict[str, object] = {}
    secrets: set[str] = set()
    for name, value in inputs.items():
        seen: list[str] = []
        plain[name] = await _plain(value, seen)
        if seen:
            secrets.add(name)
    return plain, secrets


async def _plain(value: object, secrets: list[str]) -> object:
    if isinstance(value, pulumi.Output):
        output = cast("pulumi.Output[object]", value)
        inner = await output.future(with_unknowns=True)
        if await output.is_secret():
            secrets.append("")
        known = await output.is_known() or pulumi.contains_unknowns(inner)
        return await _plain(inner, secrets) if known else UNKNOWN
    if rpc.is_rpc_secret(value):
        secrets.append("")
        return await _plain(rpc.unwrap_rpc_secret(value), secrets)
    if isinstance(value, Mapping):
        # Keys of inputs are strings, on the wire and in a program.
        fields = cast("Mapping[str, object]", value)
        return {name: await _plain(item, secrets) for name, item in fields.items()}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [await _plain(item, secrets) for item in cast("Sequence[object]", value)]
    return _plain_scalar(value)


def _plain_scalar(value: object) -> object:
    """Read what holds no other value; numbers come from the wire as floats."""
    if known_types.is_unknown(value):
        return UNKNOWN
    return int(value) if isinstance(value, float) and value.is_integer() else value


def enter_program_value(value: object, edit: Callable[[object], object]) -> object:
    """Edit inside what wraps a value; see `bamp_pulumi.inheritance.edits.Wrapping`.

    Nothing is written into an unknown value: the transform of the deployment itself sees it.
    """
    if isinstance(value, pulumi.Output):
        output = cast("pulumi.Output[object]", value)
        # Pulumi sends an Output that is not known, if only in part, as unknown: nothing to edit.
        return output.apply(edit)
    if rpc.is_rpc_secret(value):
        return pulumi.Output.secret(edit(rpc.unwrap_rpc_secret(value)))
    return NotImplemented
