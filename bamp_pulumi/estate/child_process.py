"""A child process that is gone when it has ended or is no longer wanted, with all it started.

A program may start others that outlive it and keep its output open. So output goes to files, which
nobody waits for, and the whole process group ends with the child.
"""

import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Final

__all__ = ["ChildProcesses", "Ended"]

_HAS_GROUPS: Final = hasattr(os, "killpg")


@dataclass(frozen=True, slots=True)
class Ended:
    """What a child process left."""

    status: int
    stdout: str
    stderr: str


@dataclass(slots=True)
class ChildProcesses:
    """Child processes that run side by side, each waited for by a thread of its own."""

    _running: set["subprocess.Popen[bytes]"] = field(default_factory=set["subprocess.Popen[bytes]"])
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(
        self,
        command: Sequence[str],
        *,
        stdin: str,
        environment: Mapping[str, str],
        timeout_seconds: int,
    ) -> Ended:
        """Run one to its end.

        Raises:
            subprocess.TimeoutExpired: It did not end in time, and was stopped.
        """
        with (
            tempfile.TemporaryFile() as given,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            given.write(stdin.encode())
            given.seek(0)
            process = subprocess.Popen(  # noqa: S603 - the caller's command, no shell
                command,
                stdin=given,
                stdout=out,
                stderr=err,
                env=dict(environment),
                start_new_session=True,
            )
            with self._lock:
                self._running.add(process)
            try:
                status = process.wait(timeout_seconds)
            finally:
                _stop(process)
                with self._lock:
                    self._running.discard(process)
            return Ended(status, _text(out), _text(err))

    def stop(self) -> None:
        """Stop all that still run, from another thread than those that wait for them."""
        with self._lock:
            running = tuple(self._running)
        for process in running:
            _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process and all that it started; what has ended is no error."""
    with suppress(ProcessLookupError, PermissionError):
        if _HAS_GROUPS:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", errors="replace")
