"""Policies in which something is unknown: which parts of them are known all the same.

The policy of a bucket that AWS will name holds its ARN, and in a preview it is unknown as a whole.
Its text is made in a few ways only: `Output.json_dumps`, `Output.concat` and `format`,
`get_policy_document_output`, or a callback that does nothing but write it (`plain_code`). Those are
followed here, separately from the run of the program: to the program the text stays
unknown, and no other callback runs.

The text is made twice, each time with another stand-in for what is unknown, one of them with the
characters that JSON writes differently. Where the two documents differ in more than the stand-ins,
what is known of the text would depend on the unknown, and nothing is known of it.
"""

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final, cast

import pulumi
import pulumi.output
import pulumi.resource
from pydantic.alias_generators import to_snake

from bamp_pulumi.catalog import POLICY_DOCUMENT_INPUTS, is_opaque
from bamp_pulumi.offline.outputs_taken import note_parts, outputs_taken
from bamp_pulumi.offline.stand_ins import (
    Recipe,
    StandIn,
    applied,
    dumped,
    filled,
    formatted,
    invoked,
    note,
)
from bamp_pulumi.offline.taken import Writing, note_given_name, two_writings
from bamp_pulumi.offline.wire import OUTPUTS_TAKEN, Plain, partly_known

__all__ = ["partly_known_kept"]

_PYTHON_NAMES: Final = tuple(to_snake(name) for name in sorted(POLICY_DOCUMENT_INPUTS))
_DECODER: Final = json.JSONDecoder()
"""Not `json.loads`, which returns placeholders for unknown values while a program runs."""
_REGISTER: Final = "register_resource"
_AWS: Final = "aws:"
_UNKNOWN: Final = pulumi.output.UNKNOWN

# Any, from here on: arguments and values of the SDK's own functions, handed on untouched.
_Made = Callable[..., pulumi.Output[Any]]


@contextmanager
def partly_known_kept() -> Generator[None, None, None]:
    """Keep what is known of policies that a program computes from unknown outputs."""
    output: Any = pulumi.Output
    register: Callable[..., None] = getattr(pulumi.resource, _REGISTER)
    patches: list[tuple[Any, str, Any]] = [
        (output, "apply", _applying(output.apply)),
        (output, "all", staticmethod(_noted(output.all, _of_all))),
        (output, "from_input", staticmethod(_noted(output.from_input, _of_input))),
        (output, "json_dumps", staticmethod(_noted(output.json_dumps, dumped))),
        (output, "format", staticmethod(_noted(output.format, formatted))),
        (output, "secret", staticmethod(_sealing(output.secret))),
        (output, "unsecret", staticmethod(_sealing(output.unsecret))),
        (pulumi.runtime, "invoke_output", _noted(pulumi.runtime.invoke_output, invoked)),
        (pulumi.resource, _REGISTER, _registering(register)),
    ]
    originals: list[tuple[Any, str, Any]] = [(o, name, vars(o)[name]) for o, name, _ in patches]
    for owner, name, patched in patches:
        setattr(owner, name, patched)
    try:
        yield
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


async def _of_all(writing: Writing, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    return await filled(kwargs or args, writing)


async def _of_input(writing: Writing, value: Any) -> Any:  # noqa: ANN401
    return await filled(value, writing)


def _noted(original: _Made, make: Callable[..., Any]) -> _Made:
    def patched(*args: Any, **kwargs: Any) -> pulumi.Output[Any]:  # noqa: ANN401
        recipe: Recipe = lambda writing: make(writing, *args, **kwargs)  # noqa: E731 - typed
        output = note(original(*args, **kwargs), recipe)
        # A function's options say nothing of its result.
        note_parts(output, args if make is invoked else (args, kwargs))
        return output

    return patched


def _sealing(original: _Made) -> _Made:
    def patched(val: Any) -> pulumi.Output[Any]:  # noqa: ANN401
        output = original(val)
        note_parts(output, val)
        return output

    return patched


def _applying(original: _Made) -> _Made:
    def apply(
        output: pulumi.Output[Any],
        func: Callable[[Any], Any],
        run_with_unknowns: bool = False,  # noqa: FBT001, FBT002 - as the SDK has it
    ) -> pulumi.Output[Any]:
        made = original(output, func, run_with_unknowns)
        note_parts(made, output, func)
        return note(made, lambda writing: applied(writing, output, func))

    return apply


def _registering(original: Callable[..., None]) -> Callable[..., None]:
    """Send what is known of a policy along with the unknown that it is to the program."""

    def register(  # noqa: PLR0913, PLR0917 - as the SDK has it
        res: pulumi.Resource,
        ty: str,
        name: str,
        custom: bool,  # noqa: FBT001
        remote: bool,  # noqa: FBT001
        new_dependency: Any,  # noqa: ANN401
        props: Mapping[str, Any],
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        given = dict(props)
        for python_name in _PYTHON_NAMES if custom and ty.startswith(_AWS) else ():
            value = given.get(python_name)
            if isinstance(value, dict) and "Statement" in value:
                value = pulumi.Output.from_input(cast("dict[str, Any]", value))
            if isinstance(value, pulumi.Output):
                given[python_name] = _with_what_is_known(cast("pulumi.Output[Any]", value))
        if custom and is_opaque(ty):
            # Awaited where the inputs are, and taken out by the monitor.
            given[OUTPUTS_TAKEN] = outputs_taken(res, props)
        note_given_name(res, ty, is_given=given.get("name") is not None)
        original(res, ty, name, custom, remote, new_dependency, given, *args, **kwargs)

    return register


def _with_what_is_known(output: pulumi.Output[Any]) -> pulumi.Output[Any]:
    async def written(value: Any) -> Any:  # noqa: ANN401
        if not pulumi.output.contains_unknowns(value):
            return value
        first, second = [_read(await filled(output, each), each) for each in two_writings()]
        return _UNKNOWN if first is None or first != second else partly_known(first)

    return output.apply(written, run_with_unknowns=True)


def _read(text: Any, writing: Writing) -> dict[str, Plain] | None:  # noqa: ANN401
    """Read a document, with Pulumi's mark in the place of whatever holds a stand-in."""
    if isinstance(text, StandIn):
        return None
    try:
        # The provider writes an object that is given for text just so.
        written = text if isinstance(text, str) else json.dumps(text)
        found = writing.marked(_DECODER.decode(written))
    except (TypeError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
