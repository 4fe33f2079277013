"""What happens when the command is interrupted: what it started ends first."""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

__all__ = ["Interrupted", "interruptions_raised", "status_of"]

_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP)
"""By which a pipeline cancels a job, and a terminal that is closed says so. Python raises
KeyboardInterrupt for SIGINT (Ctrl-C) by itself."""


class Interrupted(KeyboardInterrupt):
    """A signal asked the process to stop."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        super().__init__(number)
        self.number = number


@contextmanager
def interruptions_raised() -> Generator[None]:
    """Raise `Interrupted` inside the block when a signal asks the process to stop.

    Left to itself, Python would end at once, and the programs it runs would not.
    """
    before = {each: signal.getsignal(each) for each in _SIGNALS}
    for each, handler in before.items():
        # One that is ignored stays so: that is how `nohup` asks for it.
        if handler is not signal.SIG_IGN:
            signal.signal(each, _raise)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def status_of(error: KeyboardInterrupt) -> int:
    """Return the exit status: 128 and the number of the signal, as shells have it."""
    return 128 + (error.number if isinstance(error, Interrupted) else signal.SIGINT)


def _raise(number: int, _frame: FrameType | None) -> NoReturn:
    raise Interrupted(number)
