"""Calls of the alert function that run at the same time, in an order that a schedule says.

Each call is a thread, and stops before every call of a service; so a schedule decides which of them
calls a service next. Between two calls of services the function touches nothing that is shared:
whatever can happen happens between them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import permutations
from random import Random
from threading import Semaphore, Thread, get_ident
from typing import Any

from bamp_pulumi.rehearsal.storm.account import SimulatedAccount

__all__ = ["Schedule", "at_once", "mixed", "nested"]

# Any, from here on: what the function is called with.
Schedule = Sequence[tuple[int, int]]
"""Which call of the function goes on, for how many calls of services. Once it is over, all of them
go on to their ends, one after another."""
_AGAIN = timedelta(minutes=1)


@dataclass
class _Call:
    """One call of the function."""

    account: SimulatedAccount
    payload: Mapping[str, Any]
    request: str
    calls: int = 0
    """How often it has called a service."""
    is_free: bool = False
    is_done: bool = False
    error: Exception | None = None
    goes: Semaphore = field(default_factory=lambda: Semaphore(0))
    stops: Semaphore = field(default_factory=lambda: Semaphore(0))

    def start(self, threads: dict[int, "_Call"]) -> None:
        """Start it, and wait until it is about to call a service."""

        def run() -> None:
            threads[get_ident()] = self
            try:
                self.account.desk.receive(self.payload, self.account.now, self.request)
            except Exception as error:  # noqa: BLE001 - as Lambda does
                self.error = error
            del threads[get_ident()]
            self.is_done = True
            self.stops.release()

        Thread(target=run, daemon=True).start()
        self.stops.acquire()

    def wait(self) -> None:
        """Stop before a call of a service. In the thread of this call."""
        if not self.is_free:
            self.stops.release()
            self.goes.acquire()
        self.calls += 1

    def go(self) -> None:
        """Let it make one call of a service."""
        self.goes.release()
        self.stops.acquire()

    def finish(self) -> None:
        """Let it go on to its end."""
        if not self.is_done:
            self.is_free = True
            self.go()


def at_once(
    account: SimulatedAccount, payloads: Sequence[Mapping[str, Any]], schedule: Schedule
) -> list[int]:
    """Call the function with several payloads at the same time, as a schedule says.

    What ends in an error is called again a minute later, as Lambda does, once time passes.

    Returns:
        How often each of them has called a service.
    """
    threads: dict[int, _Call] = {}
    calls = [_Call(account, one, f"at-once-{n}") for n, one in enumerate(payloads)]

    def wait(_: str) -> None:
        if get_ident() in threads:
            threads[get_ident()].wait()

    account.before = wait
    for call in calls:
        call.start(threads)
    for number, steps in schedule:
        for _ in range(steps):
            if calls[number].is_done:
                break
            calls[number].go()
    for call in calls:
        call.finish()
    account.before = lambda _: None
    for call in calls:
        if call.error is not None:
            account.call(call.payload, account.now + _AGAIN, call.request)
    return [call.calls for call in calls]


def nested(lengths: Sequence[int]) -> Iterator[Schedule]:
    """List every schedule that stops two calls of the function once each.

    One goes on for a while, then the other for a while; then the first ends, and the other.
    """
    for first, second in permutations(range(len(lengths)), 2):
        for before in range(lengths[first] + 1):
            for between in range(lengths[second] + 1):
                yield ((first, before), (second, between), (first, max(lengths) * 4))


def mixed(lengths: Sequence[int], count: int) -> Iterator[Schedule]:
    """Draw schedules that change between calls of the function often; the same ones each time."""
    for seed in range(count):
        random = Random(seed)  # noqa: S311 - nothing secret
        turns = random.randint(2, 4 * len(lengths))
        yield [
            (random.randrange(len(lengths)), random.randint(1, max(lengths))) for _ in range(turns)
        ]
