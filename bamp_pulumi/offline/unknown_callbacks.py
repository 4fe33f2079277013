"""Callbacks that fail on values unknown offline: their result is unknown, too.

Placeholders represent what AWS would answer. Most programs only pass them on; some decode a
token or count in a list, and fail on text that was made up here. That is no fault of theirs, so
the result is unknown, and the preview says which line it was.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final, cast

import pulumi

from bamp_pulumi.offline.unknown_contents import UnknownMapping
from bamp_pulumi.offline.wire import UNKNOWN_STRING

__all__ = ["unknown_callbacks_forgiven"]

_APPLY: Final = "apply"
_DEEPEST: Final = 8
"""No result of a provider function nests deeper; what the program adds may refer to itself."""


@contextmanager
def unknown_callbacks_forgiven(
    failed_otherwise: Callable[[Exception], None] = lambda _: None,
) -> Generator[list[Exception], None, None]:
    """Let `Output.apply` go on where a callback fails on placeholders; yields those errors.

    Args:
        failed_otherwise: Takes an error of a callback that fails on values that are known, before
            it is raised. Default: nobody does.
    """
    # Any, here and below: values and results of whatever type, handed on untouched.
    original: Callable[..., pulumi.Output[Any]] = getattr(pulumi.Output, _APPLY)
    failed: list[Exception] = []

    def apply(
        output: pulumi.Output[Any],
        func: Callable[[Any], Any],
        run_with_unknowns: bool = False,  # noqa: FBT001, FBT002 - as the SDK has it
    ) -> pulumi.Output[Any]:
        def forgiving(value: Any) -> Any:  # noqa: ANN401
            try:
                return func(value)
            except Exception as error:
                if not _holds_placeholder(value):
                    failed_otherwise(error)
                    raise
                failed.append(error)
                return _unknown()

        return original(output, forgiving, run_with_unknowns)

    setattr(pulumi.Output, _APPLY, apply)
    try:
        yield failed
    finally:
        setattr(pulumi.Output, _APPLY, original)


def _unknown() -> pulumi.Output[Any]:
    """Make an output as a resource has it that does not exist yet."""

    async def nothing() -> None:
        return None

    async def known() -> bool:
        return False

    return pulumi.Output(set(), nothing(), known())


def _holds_placeholder(value: object, depth: int = 0) -> bool:
    if isinstance(value, str):
        return UNKNOWN_STRING in value
    if isinstance(value, UnknownMapping):
        return True
    if isinstance(value, pulumi.Resource) or depth > _DEEPEST:
        return False
    held: object = value
    if isinstance(value, Mapping):
        # Not `values()`: an answer may have a field of that name.
        fields = cast("Mapping[object, object]", value)
        held = [fields[name] for name in fields]
    elif not isinstance(value, list | tuple | set | frozenset):
        # What a provider function gives back is an object with a field for each answer.
        held = list(vars(value).values()) if hasattr(value, "__dict__") else []
    return any(_holds_placeholder(item, depth + 1) for item in cast("list[object]", held))
