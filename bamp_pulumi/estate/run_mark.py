"""The mark by which every process that a program starts is found again.

A process group ends with one signal, but a process may leave its group (`start_new_session`, a
daemon). The environment it was started with stays with it, and says in which run that was.
"""

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["RUN_MARK", "end_marked"]

RUN_MARK: Final = "BAMP_OFFLINE_RUN"
"""Variable in the environment of a program that is run offline; its value is random."""
_PROCESSES: Final = Path("/proc")
_ROUNDS: Final = 5
"""How often it is looked: what is found may have started another in the meantime."""


def end_marked(mark: str) -> None:
    """End every process whose environment holds the mark, on Linux; elsewhere do nothing.

    One that was started with an environment of its own, outside of its group, is not found.
    """
    wanted = f"{RUN_MARK}={mark}".encode()
    for _ in range(_ROUNDS):
        found = [pid for pid in _running() if wanted in _environment(pid).split(b"\0")]
        for pid in found:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        if not found:
            return


def _running() -> list[int]:
    if not (_PROCESSES / "self" / "environ").exists():
        return []
    own = os.getpid()
    named = (int(entry.name) for entry in os.scandir(_PROCESSES) if entry.name.isdigit())
    return [pid for pid in named if pid != own]


def _environment(pid: int) -> bytes:
    """Return the environment a process was started with; empty when it is gone, or another's."""
    try:
        with open(_PROCESSES / str(pid) / "environ", "rb") as file:  # noqa: PTH123 - read hundreds of times
            return file.read()
    except OSError:
        return b""
