"""Provider functions called plainly with a value nobody knows offline.

`get_x(name=bucket.bucket)` hands an output to the plain form, which has to answer at once. In a
preview the output is often known, for the provider has named the resource by then. Offline it is
not, and the SDK gives nothing back; so placeholders are, as for all that only AWS can answer.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final

import pulumi
from pulumi.runtime import rpc

from bamp_pulumi.offline.invokes import unknown_answer

__all__ = ["unknown_arguments_answered"]

_INVOKE: Final = "invoke"


@contextmanager
def unknown_arguments_answered() -> Generator[list[str], None, None]:
    """Let `pulumi.runtime.invoke` always answer; yields the functions it made answers up for."""
    # Any, here and below: arguments and answers of whatever function, handed on untouched.
    original: Callable[..., Any] = getattr(pulumi.runtime, _INVOKE)
    made_up: list[str] = []

    def invoke(  # noqa: ANN202
        tok: str,
        props: Any,  # noqa: ANN401
        opts: Any = None,  # noqa: ANN401
        typ: type | None = None,
        **more: Any,  # noqa: ANN401
    ):
        result = original(tok, props, opts, typ, **more)
        if result.value is None and typ is not None:
            made_up.append(tok)
            result.value = rpc.translate_output_properties(unknown_answer(tok), _same, typ)
        return result

    setattr(pulumi.runtime, _INVOKE, invoke)
    try:
        yield made_up
    finally:
        setattr(pulumi.runtime, _INVOKE, original)


def _same(name: str) -> str:
    return name
