"""A child process that is gone when it has ended or is no longer wanted, with all it started.

It answers on its standard output, and prints on its standard error. Both are read while it runs, in
constant memory. Standard input brings the request and stays open: when it closes, because this
process has ended in whatever manner, the child ends its group.
"""

import os
import secrets
import selectors
import signal
import subprocess
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from time import monotonic
from typing import IO, Final

from bamp_pulumi.estate.kept_output import KeptOutput
from bamp_pulumi.estate.run_limits import ANSWER_BYTES, END_SECONDS, OUTPUT_BYTES
from bamp_pulumi.estate.run_mark import RUN_MARK, end_marked

__all__ = ["ChildProcesses", "Ended", "Stopped"]

_CHUNK: Final = 2**18
_LEFT_IN_A_PIPE: Final = 2**20
"""Most bytes that a pipe holds, unless an administrator allows more: what is read of one whose
writer may still run. Source: pipe(7), /proc/sys/fs/pipe-max-size (read 2026-11-28)."""
_TICK_SECONDS: Final = 0.05
"""How often the child is polled for its end, where the system does not signal it."""


class Stopped(Enum):
    """Why a child process was stopped before it ended by itself."""

    OUT_OF_TIME = auto()
    NEVER_ENDED = auto()
    """It had answered by then."""
    ANSWERED_TOO_MUCH = auto()


@dataclass(frozen=True, slots=True)
class Ended:
    """What a child process left."""

    status: int
    """As `subprocess` has it: the negative number of a signal that ended it."""
    stopped: Stopped | None
    answer: bytes
    output: KeptOutput


@dataclass(slots=True)
class ChildProcesses:
    """Child processes that run side by side, each followed by a thread of its own."""

    _running: set["_Child"] = field(default_factory=set["_Child"])
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _is_stopped: bool = False

    def run(
        self,
        command: Sequence[str],
        *,
        request: bytes,
        environment: Mapping[str, str],
        timeout_seconds: float,
    ) -> Ended:
        """Run one to its end, or stop it when its time is over; nothing of it is left running."""
        child = _Child(command, environment)
        with self._lock:
            self._running.add(child)
            is_stopped = self._is_stopped
        try:
            stopped = None if is_stopped else child.follow(request, timeout_seconds)
        finally:
            child.end()
            with self._lock:
                self._running.discard(child)
        return Ended(child.process.returncode, stopped, bytes(child.answer), child.output)

    def stop(self) -> None:
        """Stop all that still run, from another thread than those that follow them."""
        with self._lock:
            self._is_stopped = True
            running = tuple(self._running)
        for child in running:
            child.kill()


class _Child:
    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.mark = secrets.token_hex(16)
        self.process = subprocess.Popen(  # noqa: S603 - the caller's command, no shell
            command,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**environment, RUN_MARK: self.mark},
            start_new_session=True,
        )
        self.answer = bytearray()
        self.output = KeptOutput(OUTPUT_BYTES.value)

    def follow(self, request: bytes, timeout_seconds: float) -> Stopped | None:
        """Pass the request and read, until the process ends or has to be stopped."""
        began = monotonic()
        deadline, is_answered = began + timeout_seconds, False
        to_write = memoryview(request)
        requests, answers, output = self._pipes()
        os.set_blocking(requests.fileno(), False)
        with selectors.DefaultSelector() as pipes, _told_of_end(self.process.pid) as end:
            pipes.register(requests, selectors.EVENT_WRITE)
            pipes.register(answers, selectors.EVENT_READ)
            pipes.register(output, selectors.EVENT_READ)
            if end is not None:
                pipes.register(end, selectors.EVENT_READ)
            while self.process.poll() is None:
                left = deadline - monotonic()
                if left <= 0:
                    return Stopped.NEVER_ENDED if is_answered else Stopped.OUT_OF_TIME
                for key, _ in pipes.select(left if end is not None else min(left, _TICK_SECONDS)):
                    if key.fileobj is requests:
                        to_write = to_write[_write(requests, to_write) :]
                        if not to_write:
                            pipes.unregister(requests)
                    elif key.fileobj is answers and not self._take_answer():
                        is_answered = True
                        deadline = min(deadline, monotonic() + END_SECONDS.value)
                        pipes.unregister(answers)
                    elif key.fileobj is output and not self._take_output():
                        pipes.unregister(output)
                if len(self.answer) > ANSWER_BYTES.value:
                    return Stopped.ANSWERED_TOO_MUCH
        return None

    def kill(self) -> None:
        """End the process and all that it started; what has ended is no error."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        end_marked(self.mark)

    def end(self) -> None:
        """End all that it started, and take what it wrote last."""
        self.kill()
        self.process.wait()
        requests, answers, output = self._pipes()
        for pipe, take in ((answers, self._take_answer), (output, self._take_output)):
            _drain(pipe, take)
            pipe.close()
        requests.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
        requests, answers, output = self.process.stdin, self.process.stdout, self.process.stderr
        if requests is None or answers is None or output is None:
            raise ValueError("the process has no pipes")
        return requests, answers, output

    def _take_answer(self) -> bool:
        chunk = os.read(self._pipes()[1].fileno(), _CHUNK)
        if len(self.answer) <= ANSWER_BYTES.value:
            self.answer += chunk
        return bool(chunk)

    def _take_output(self) -> bool:
        chunk = os.read(self._pipes()[2].fileno(), _CHUNK)
        self.output.add(chunk)
        return bool(chunk)


@contextmanager
def _told_of_end(pid: int) -> Generator[int | None]:
    """Open what becomes readable when a process ends; None where the system has no such thing."""
    if not hasattr(os, "pidfd_open"):
        yield None
        return
    descriptor = os.pidfd_open(pid)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write(pipe: IO[bytes], data: memoryview) -> int:
    """Write what a pipe takes; all of it is done with when nobody reads it any more."""
    try:
        return os.write(pipe.fileno(), data)
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(data)


def _drain(pipe: IO[bytes], take: Callable[[], bool]) -> None:
    """Take what stands in a pipe, without waiting for what is still written to it."""
    os.set_blocking(pipe.fileno(), False)
    with suppress(BlockingIOError):
        for _ in range(0, _LEFT_IN_A_PIPE, 4096):
            if not take():
                return
