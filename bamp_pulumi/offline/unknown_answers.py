"""What provider functions return where the answer is unknown: a placeholder for each name.

`get_x(name=bucket.bucket)` hands an output to the plain form, which has to answer at once. In a
preview the output is often known, for the provider has named the resource by then. Offline it is
not, and the SDK gives nothing back; so placeholders are, as for all that only AWS can answer.

An answer may hold a map, such as tags or the outputs of a stack. Which names are in it only AWS
knows: it is empty, and has a placeholder for each name that the program asks for.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, cast

import pulumi
from pulumi.runtime import rpc

from bamp_pulumi.offline.invokes import unknown_answer
from bamp_pulumi.offline.unknown_contents import UnknownMapping

__all__ = ["unknown_answers_made_up"]

_INVOKE: Final = "invoke"
_INVOKE_OUTPUT: Final = "invoke_output"


@contextmanager
def unknown_answers_made_up() -> Generator[list[str], None, None]:
    """Let provider functions always answer; yields those that had to be made an answer for."""
    # Any, from here on: arguments and answers of whatever function, handed on untouched.
    plain: Callable[..., Any] = getattr(pulumi.runtime, _INVOKE)
    output: Callable[..., Any] = getattr(pulumi.runtime, _INVOKE_OUTPUT)
    made_up: list[str] = []

    def invoke(tok: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        result = plain(tok, *args, **kwargs)
        if result.value is None and kwargs.get("typ") is not None:
            made_up.append(tok)
            answer = unknown_answer(tok)
            result.value = rpc.translate_output_properties(answer, _same, kwargs["typ"])
        _answer_any_name(result.value)
        return result

    def invoke_output(tok: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        return output(tok, *args, **kwargs).apply(_answer_any_name)

    setattr(pulumi.runtime, _INVOKE, invoke)
    setattr(pulumi.runtime, _INVOKE_OUTPUT, invoke_output)
    try:
        yield made_up
    finally:
        setattr(pulumi.runtime, _INVOKE, plain)
        setattr(pulumi.runtime, _INVOKE_OUTPUT, output)


def _same(name: str) -> str:
    return name


def _answer_any_name(answer: Any) -> Any:  # noqa: ANN401
    """Replace the empty maps in the fields of an answer, in place."""
    if isinstance(answer, list):
        for item in cast("list[Any]", answer):
            _answer_any_name(item)
    # A result keeps its fields as any object does; the objects in them are dictionaries.
    of_object: dict[str, Any] = getattr(cast("object", answer), "__dict__", {})
    fields = cast("dict[str, Any]", answer) if isinstance(answer, dict) else of_object
    for name in tuple(fields):
        value = fields[name]
        if type(value) is dict and not value:
            fields[name] = UnknownMapping()
        else:
            _answer_any_name(value)
    return answer  # pyright: ignore[reportUnknownVariableType] - as it came
