"""Values made anew, with a placeholder for each part that is unknown.

What an output is made of is noted as the program makes it. What cannot be followed is as unknown
here as it is to the program.
"""

import json
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from types import FunctionType
from typing import Any, Final, NoReturn, cast

import pulumi
import pulumi.output
from pulumi._types import is_input_type

from bamp_pulumi.offline.plain_code import is_plain
from bamp_pulumi.offline.policy_arguments import arguments_by_wire_name
from bamp_pulumi.offline.policy_document import render_policy_document
from bamp_pulumi.offline.taken import Writing
from bamp_pulumi.offline.wire import UNKNOWN_STRING

__all__ = ["Recipe", "StandIn", "applied", "dumped", "filled", "formatted", "invoked", "note"]

_RECIPE: Final = "_bamp_recipe"
"""Attribute of an output: its recipe."""
_POLICY_DOCUMENT: Final = "aws:iam/getPolicyDocument:getPolicyDocument"
_ITS_MODULE: Final = "pulumi_aws.iam.get_policy_document"
_LIFT: Final = "lift"
"""Pulumi's function behind `output.name` and `output["name"]`."""

# Any, from here on: values of whatever type that a program computes.
Recipe = Callable[[Writing], Awaitable[Any]]
"""Makes a value anew with placeholders for what is unknown."""


class _HiddenError(Exception):
    """What a value holds cannot be followed."""


class StandIn(str):
    """A placeholder for something unknown: it can be put into other text, and no more."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """Write it as it is."""
        return _refuse() if spec else str(self)


def _refuse(*_: object) -> NoReturn:
    raise _HiddenError


for _name in (
    *("__getitem__", "__iter__", "__len__", "__contains__", "__mul__", "__rmul__", "__bool__"),
    *("__lt__", "__le__", "__gt__", "__ge__"),
):
    # Not in the class: type checkers hold the signatures of `str` against each.
    setattr(StandIn, _name, _refuse)


def note(output: pulumi.Output[Any], recipe: Recipe) -> pulumi.Output[Any]:
    """Note how an output is made; returns it."""
    vars(output)[_RECIPE] = recipe
    return output


async def filled(value: Any, writing: Writing) -> Any:  # noqa: ANN401
    """Replace outputs at any depth by what is known, and the rest by placeholders.

    Args:
        value: What a program hands over.
        writing: What the stand-ins look like.
    """
    if isinstance(value, pulumi.Output):
        return await _filled_output(cast("pulumi.Output[Any]", value), writing)
    if isinstance(value, StandIn) or value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return StandIn(writing.unknown) if UNKNOWN_STRING in value else value
    if isinstance(value, list | tuple):
        return [await filled(each, writing) for each in cast("list[Any]", value)]
    of_class = cast("type[object]", type(value))
    if is_input_type(of_class) or isinstance(value, dict):
        named = cast("dict[Any, Any]", value if isinstance(value, dict) else vars(value))
        return {await filled(n, writing): await filled(each, writing) for n, each in named.items()}
    if isawaitable(value) or isinstance(value, pulumi.Resource):
        raise _HiddenError
    return StandIn(writing.unknown) if isinstance(value, pulumi.output.Unknown) else value


async def _filled_output(output: pulumi.Output[Any], writing: Writing) -> Any:  # noqa: ANN401
    """Make an output anew; a secret is not revealed by the value that contains it."""
    recipe: Recipe | None = vars(output).get(_RECIPE)
    try:
        if await output.is_secret():
            return StandIn(writing.unknown)
        if await output.is_known():
            return await filled(await output.future(), writing)
        if recipe is not None:
            return await recipe(writing)
        return StandIn(await writing.of(output) or writing.unknown)
    except Exception:  # noqa: BLE001 - whatever a callback raises on a stand-in
        return StandIn(writing.unknown)


async def dumped(writing: Writing, obj: Any, **options: Any) -> Any:  # noqa: ANN401
    """Write JSON as `Output.json_dumps` does; by code of the program's own is not followed."""
    if options.get("cls") is not None or options.get("default") is not None:
        raise _HiddenError
    return json.dumps(await filled(obj, writing), **options)


async def formatted(writing: Writing, form: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    """Format as `Output.format` does."""
    return str.format(
        await filled(form, writing), *await filled(args, writing), **await filled(kwargs, writing)
    )


async def invoked(writing: Writing, token: str, arguments: Any, *_: Any, **__: Any) -> Any:  # noqa: ANN401
    """Answer `aws.iam.get_policy_document_output`: its text is computed from the arguments."""
    if token != _POLICY_DOCUMENT:
        raise _HiddenError
    named = arguments_by_wire_name(await filled(arguments, writing), StandIn)
    if named is None:
        raise _HiddenError
    document = render_policy_document(named)
    return {"json": document, "minified_json": document}


async def applied(writing: Writing, output: pulumi.Output[Any], func: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """Call a callback on a value with stand-ins, where it can do nothing but write text."""
    value = await filled(output, writing)
    if isinstance(func, FunctionType):
        if func.__module__ == _ITS_MODULE:
            return value
        if func.__code__.co_name == _LIFT and func.__module__ == pulumi.output.__name__:
            # A part of what is unknown is unknown.
            cells = (cell.cell_contents for cell in func.__closure__ or ())
            name = next(each for each in cells if isinstance(each, str | int))
            return StandIn(writing.unknown) if isinstance(value, StandIn) else value[name]
    if not is_plain(func):
        raise _HiddenError
    return func(value)
