"""Where an error was raised, once asyncio has handed it to several that wait for it.

An error that ends a registration, or a callback of `apply`, is raised again in every task that
waits for its result, and each of them replaces the traceback: from the second one on, the frames
of the program are lost. Which task is first depends on the order of the tasks. So the traceback
is kept where the error is first caught, and put back before anybody reads it.
"""

from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final

from pulumi.runtime.rpc_manager import RPCManager

__all__ = ["FirstTracebacks", "causes"]

_DO_RPC: Final = "do_rpc"
"""What the SDK passes every registration and call to the engine through."""
_Rpc = Callable[..., Awaitable[Any]]  # Any: what a call answers, handed on untouched


class FirstTracebacks:
    """Tracebacks of errors as they were first caught."""

    def __init__(self) -> None:
        """Start without any."""
        # With the error: its id is given to another object once it is gone.
        self._seen: dict[int, tuple[BaseException, TracebackType | None]] = {}

    def note(self, error: BaseException) -> None:
        """Keep the traceback of an error, unless one is kept."""
        self._seen.setdefault(id(error), (error, error.__traceback__))

    def put_back(self, error: BaseException) -> None:
        """Give an error and its causes the tracebacks that are kept of them."""
        for each in causes(error):
            if id(each) in self._seen:
                each.__traceback__ = self._seen[id(each)][1]

    @contextmanager
    def of_registrations(self) -> Generator[None, None, None]:
        """Note what ends a registration, before it reaches anybody who waits for it."""
        original: Callable[[RPCManager, str, _Rpc], _Rpc] = getattr(RPCManager, _DO_RPC)

        def do_rpc(manager: RPCManager, name: str, function: _Rpc) -> _Rpc:
            async def noted(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - handed on untouched
                try:
                    return await function(*args, **options)
                except BaseException as error:
                    self.note(error)
                    raise

            return original(manager, name, noted)

        setattr(RPCManager, _DO_RPC, do_rpc)
        try:
            yield
        finally:
            setattr(RPCManager, _DO_RPC, original)


def causes(error: BaseException) -> list[BaseException]:
    """List an error and what it was raised from, the error first.

    The SDK raises some errors from themselves; what they were raised in is what stands behind
    those.
    """
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is not None and not any(each is one for one in found):
            found.append(each)
            waiting += [each.__cause__, each.__context__]
    return found
