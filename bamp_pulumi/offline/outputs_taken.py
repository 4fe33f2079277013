"""From which outputs of which resources the inputs of a resource are made.

Pulumi records only from which resources. Of a command that takes a database's endpoint, and of one
that takes its identifier, it says the same; but only the second can name the database to the AWS
API. So of types whose inputs are code, commands or templates the outputs are recorded too.

What is not found out is not left out: where a value depends on a resource and it is unknown by
which output, that is recorded (`ANY_OUTPUT`), and where a value cannot be followed at all, or holds
an ARN that the program writes itself, there is no record.
"""

from collections.abc import Callable, Mapping
from types import BuiltinFunctionType, CodeType, FunctionType, MethodDescriptorType
from typing import Any, Final, cast

import pulumi
from pulumi._types import is_input_type, resource_py_to_pulumi_names

from bamp_pulumi.offline.plain_code import is_plain
from bamp_pulumi.offline.taken import output_of
from bamp_pulumi.offline.wire import Plain

__all__ = ["ANY_OUTPUT", "note_parts", "outputs_taken"]

ANY_OUTPUT: Final = ""
"""Represents an output that cannot be identified."""
_PARTS: Final = "_bamp_parts"
"""Attribute of an output: what it is made from, and by which callback."""
_ARN: Final = "arn:"

# Any, from here on: values of whatever type that a program computes.
_Callback = Callable[[Any], Any]
_Taken = set[tuple[str, str]]
"""URNs of resources with wire names of outputs."""


class _HiddenError(Exception):
    """What a value is made from cannot be followed."""


def note_parts(output: pulumi.Output[Any], parts: Any, func: _Callback | None = None) -> None:  # noqa: ANN401
    """Note what an output is made from.

    Args:
        output: The output.
        parts: The values that a program hands over for it.
        func: What it calls on them. Default: nothing but Pulumi's own code.
    """
    vars(output)[_PARTS] = (parts, func)


async def outputs_taken(res: pulumi.Resource, props: Mapping[str, Any]) -> dict[str, Plain]:
    """List the outputs that the inputs of a resource are made from.

    Args:
        res: The resource.
        props: Its inputs, by the names of its class.

    Returns:
        URN and wire name of each output, by wire name of the input; without the inputs that are
        made from none, and those that cannot be followed.
    """
    names = resource_py_to_pulumi_names(type(res))
    found: dict[str, Plain] = {}
    for name, value in props.items():
        try:
            taken = await _of(value)
        except _HiddenError:
            continue
        if taken:
            found[names.get(name, name)] = [[urn, output] for urn, output in sorted(taken)]
    return found


async def _of(value: Any) -> _Taken:  # noqa: ANN401
    if isinstance(value, pulumi.Output):
        return await _of_output(cast("pulumi.Output[Any]", value))
    if isinstance(value, str) and _ARN in value:
        raise _HiddenError
    if value is None or isinstance(value, str | bool | int | float | pulumi.Asset | pulumi.Archive):
        return set()
    if isinstance(value, list | tuple):
        return await _of_each(*cast("list[Any]", value))
    if isinstance(value, dict):
        return await _of_each(*cast("dict[Any, Any]", value).values())
    if is_input_type(cast("type[object]", type(value))):
        return await _of_each(*cast("dict[str, Any]", vars(value)).values())
    if isinstance(value, pulumi.CustomResource):
        return {(await _urn(value), ANY_OUTPUT)}
    raise _HiddenError


async def _of_each(*values: Any) -> _Taken:  # noqa: ANN401
    found: _Taken = set()
    for value in values:
        found |= await _of(value)
    return found


async def _of_output(output: pulumi.Output[Any]) -> _Taken:
    noted: tuple[Any, _Callback | None] | None = vars(output).get(_PARTS)
    found: _Taken = set()
    if noted is None:
        own = await output_of(output)
        if own is not None:
            found.add((await _urn(own[0]), own[1]))
    else:
        parts, func = noted
        if func is not None and _holds_arn(func):
            raise _HiddenError
        if func is None or is_plain(func) or not await parts.is_known():
            found |= await _of(parts)
        if not _keeps(func):
            # Other code may make of an address the name that it begins with.
            return {(urn, ANY_OUTPUT) for urn, _ in found | await _beside(output)}
    known = {urn for urn, _ in found}
    return found | {(urn, name) for urn, name in await _beside(output) if urn not in known}


async def _beside(output: pulumi.Output[Any]) -> _Taken:
    """Name the resources that an output is made from, of which nothing says what was taken."""
    beside = [r for r in await output.resources() if isinstance(r, pulumi.CustomResource)]
    return {(await _urn(resource), ANY_OUTPUT) for resource in beside}


def _keeps(func: _Callback | None) -> bool:
    """Return True if what a callback returns of an address is still one: Python's own, Pulumi's."""
    if func is None or is_plain(func):
        return True
    if isinstance(func, BuiltinFunctionType | MethodDescriptorType | type):
        return True
    return isinstance(func, FunctionType) and func.__module__.partition(".")[0] == "pulumi"


async def _urn(resource: pulumi.Resource) -> str:
    urn = cast("object", await resource.urn.future())
    if not isinstance(urn, str):
        raise _HiddenError
    return urn


def _holds_arn(func: _Callback) -> bool:
    """Return True if a callback writes an ARN itself."""
    return isinstance(func, FunctionType) and _code_holds_arn(func.__code__)


def _code_holds_arn(code: CodeType) -> bool:
    return any(
        _code_holds_arn(each) if isinstance(each, CodeType) else _ARN in each
        for each in code.co_consts
        if isinstance(each, CodeType | str)
    )
