"""Which paths a failure takes: to people without any grouping, or to the function that groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import (
    Datapoint,
    Delivered,
    Dropped,
    PathStanding,
    Router,
)
from bamp_pulumi.rehearsal.delivery.functions import ALERTS
from bamp_pulumi.rehearsal.delivery.our_code import runs_ours
from bamp_pulumi.rehearsal.delivery.path import AlertPath
from bamp_pulumi.rehearsal.faults import FAULTS, Scene

__all__ = ["FailurePaths", "FunctionCall", "paths_of"]

_FAULT: Final = next(fault for fault in FAULTS.values() if fault.storms)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionCall:
    """A call of this library's alert function for a failure."""

    function: Resource
    payload: Mapping[str, object]
    path: AlertPath


@dataclass(frozen=True, slots=True, kw_only=True)
class _UpToTheFunction(Router):
    """Passes signals on, and stops at this library's alert function."""

    calls: list[FunctionCall] = field(default_factory=list[FunctionCall])

    def call(
        self, function: Resource, payload: Mapping[str, object], path: AlertPath
    ) -> Iterator[Delivered | Dropped]:
        """Note a call of the function; of another one go on as usual."""
        if not ALERTS.is_named_by(function):
            yield from Router.call(self, function, payload, path)
            return
        step = path.past(function.name, runs_ours(self, function, ALERTS))
        if isinstance(step, Dropped):
            yield step
        else:
            self.calls.append(FunctionCall(function=function, payload=payload, path=step))


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePaths:
    """Where one failure of a backup goes."""

    each: tuple[Delivered, ...] = ()
    """Who gets a message for each failure: nothing groups them."""
    once: tuple[Delivered, ...] = ()
    """Who gets one for all of them: an alarm is on, or it is off."""
    calls: tuple[FunctionCall, ...] = ()
    """Calls of the function that groups them."""
    fallbacks: tuple[Delivered, ...] = ()
    """Who gets one where nothing else is sent."""


def paths_of(estate: Estate, scene: Scene, standing: PathStanding) -> FailurePaths:
    """Follow all that AWS emits of one failure."""
    each: list[Delivered] = []
    once: list[Delivered] = []
    fallbacks: list[Delivered] = []
    router = _UpToTheFunction(estate, standing=standing)
    for signal in _FAULT.signals(scene):
        for end in router.follow(signal):
            if not isinstance(end, Delivered) or not end.recipient.is_person or end.about_alerts:
                continue
            is_alarm = isinstance(signal, Datapoint)
            (fallbacks if end.is_fallback else once if is_alarm else each).append(end)
    return FailurePaths(
        each=tuple(dict.fromkeys(each)),
        once=tuple(dict.fromkeys(once)),
        calls=tuple(router.calls),
        fallbacks=tuple(dict.fromkeys(fallbacks)),
    )
