"""What the process of a program gives up before the program runs.

No protection from a program that means harm: it is code of the user's own, as for `pulumi up`. What
it does by accident stays with its own process.
"""

import _thread
import os
import resource
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

__all__ = ["confine", "copies_ended", "take_request"]

_CHUNK: Final = 2**16
_KILLED_FIRST: Final = "800"
"""Of -1000 to 1000. Source: proc_pid_oom_score_adj(5) (read 2026-11-28)."""


def take_request() -> bytes:
    """Read the one line of the request, and leave an empty standard input.

    The end of the other process closes the pipe, in whatever manner it ended; then this one and all
    of its group end as well.
    """
    request = bytearray()
    while not request.endswith(b"\n"):
        chunk = os.read(0, _CHUNK)
        if not chunk:
            break
        request += chunk
    # A descriptor made by `dup` is closed in what the program starts.
    lifeline = os.dup(0)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    # No `threading.Thread`: a program may wait for all that it finds listed.
    _thread.start_new_thread(_end_with, (lifeline,))
    return bytes(request)


def confine(memory_bytes: int) -> None:
    """Limit memory, leave no core file, and be the first to go when memory runs out."""
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_KILLED_FIRST, encoding="ascii")


@contextmanager
def copies_ended() -> Generator[None]:
    """End, after the block, a copy of the process that a fork inside it has made.

    It would go on in the event loop of the process that it is a copy of, and both would hang.
    """
    process = os.getpid()
    try:
        yield
    finally:
        if os.getpid() != process:
            os._exit(0)


def _end_with(lifeline: int) -> None:
    """Wait until the other end of the lifeline is closed, and end the whole group."""
    with suppress(OSError):
        while os.read(lifeline, 1):
            pass
        os.killpg(0, signal.SIGKILL)
