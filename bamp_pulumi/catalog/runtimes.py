"""Until when Lambda takes a function with a runtime.

AWS has moved such days more than once, to later ones.

Source: Lambda developer guide, lambda-runtimes (as cfn-lint 1.58.0 has it in
LmbdRuntimeLifecycle.json; read 2026-11-29).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal

from bamp_pulumi.catalog.input_refusal import InputRefusal

__all__ = ["RUNTIMES", "Planned", "Runtime", "runtime_doubts", "runtime_ends", "runtime_refusals"]

Planned = Literal["create", "change", "keep", "unknown"]
"""What a deployment does to a function: it is created, changed, left alone, or nobody knows."""

_FUNCTION: Final = "aws:lambda/function:Function"
_SOURCE: Final = "Lambda developer guide, lambda-runtimes"
_ENDS_SOON: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Runtime:
    """The end of one runtime."""

    deprecated: date
    """From this day on AWS maintains it no more."""
    create_blocked: date | None
    """From this day on Lambda creates no function with it; None for a runtime of images only."""
    update_blocked: date | None
    """From this day on Lambda changes no function that has it. It still runs."""
    successor: str
    """What to write instead; empty for the newest."""


def _row(deprecated: str, create: str, update: str, successor: str = "") -> Runtime:
    return Runtime(
        deprecated=date.fromisoformat(deprecated),
        create_blocked=date.fromisoformat(create) if create else None,
        update_blocked=date.fromisoformat(update) if update else None,
        successor=successor,
    )


RUNTIMES: Final[Mapping[str, Runtime]] = MappingProxyType(
    {
        "dotnet10": _row("2028-11-14", "2028-12-14", "2029-01-15"),
        "dotnet6": _row("2024-12-20", "2027-02-01", "2027-03-03", "dotnet10"),
        "dotnet8": _row("2026-11-10", "2027-02-01", "2027-03-03", "dotnet10"),
        "dotnet9": _row("2026-11-10", "", "", "dotnet10"),
        "dotnetcore1.0": _row("2019-06-27", "2019-06-30", "2019-07-30", "dotnet10"),
        "dotnetcore2.0": _row("2019-05-30", "2019-04-30", "2019-05-30", "dotnet10"),
        "dotnetcore2.1": _row("2022-01-05", "2022-01-05", "2022-04-13", "dotnet10"),
        "dotnetcore3.1": _row("2023-04-03", "2023-04-03", "2023-05-03", "dotnet10"),
        "go1.x": _row("2024-01-08", "2024-02-08", "2027-03-03", "provided.al2023"),
        "java11": _row("2027-06-30", "2027-07-31", "2027-08-31", "java25"),
        "java17": _row("2027-06-30", "2027-07-31", "2027-08-31", "java25"),
        "java21": _row("2029-06-30", "2029-07-31", "2029-08-31", "java25"),
        "java25": _row("2029-06-30", "2029-07-31", "2029-08-31"),
        "java8": _row("2024-01-08", "2024-02-08", "2027-03-03", "java25"),
        "java8.al2": _row("2027-06-30", "2027-07-31", "2027-08-31", "java25"),
        "nodejs": _row("2016-08-30", "2016-09-30", "2016-10-31", "nodejs24.x"),
        "nodejs10.x": _row("2021-07-30", "2021-07-30", "2022-02-14", "nodejs24.x"),
        "nodejs12.x": _row("2023-03-31", "2023-03-31", "2023-04-30", "nodejs24.x"),
        "nodejs14.x": _row("2023-12-04", "2024-01-09", "2027-03-03", "nodejs24.x"),
        "nodejs16.x": _row("2024-06-12", "2027-02-01", "2027-03-03", "nodejs24.x"),
        "nodejs18.x": _row("2025-09-01", "2027-02-01", "2027-03-03", "nodejs24.x"),
        "nodejs20.x": _row("2026-04-30", "2027-02-01", "2027-03-03", "nodejs24.x"),
        "nodejs22.x": _row("2027-04-30", "2027-06-01", "2027-07-01", "nodejs24.x"),
        "nodejs24.x": _row("2028-04-30", "2028-06-01", "2028-07-01"),
        "nodejs4.3": _row("2020-03-05", "2020-02-03", "2020-03-05", "nodejs24.x"),
        "nodejs4.3-edge": _row("2020-03-05", "2019-03-31", "2019-04-30", "nodejs24.x"),
        "nodejs6.10": _row("2019-08-12", "2019-07-12", "2019-08-12", "nodejs24.x"),
        "nodejs8.10": _row("2020-03-06", "2020-02-04", "2020-03-06", "nodejs24.x"),
        "provided": _row("2024-01-08", "2024-02-08", "2027-03-03", "provided.al2023"),
        "provided.al2": _row("2026-07-31", "2027-02-01", "2027-03-03", "provided.al2023"),
        "provided.al2023": _row("2029-06-30", "2029-07-31", "2029-08-31"),
        "python2.7": _row("2021-07-15", "2021-07-15", "2022-05-30", "python3.14"),
        "python3.10": _row("2026-10-31", "2027-02-01", "2027-03-03", "python3.14"),
        "python3.11": _row("2027-06-30", "2027-07-31", "2027-08-31", "python3.14"),
        "python3.12": _row("2028-10-31", "2028-11-30", "2029-01-10", "python3.14"),
        "python3.13": _row("2029-06-30", "2029-07-31", "2029-08-31", "python3.14"),
        "python3.14": _row("2029-06-30", "2029-07-31", "2029-08-31"),
        "python3.6": _row("2022-07-18", "2022-07-18", "2022-08-29", "python3.14"),
        "python3.7": _row("2023-12-04", "2024-01-09", "2027-03-03", "python3.14"),
        "python3.8": _row("2024-10-14", "2027-02-01", "2027-03-03", "python3.14"),
        "python3.9": _row("2025-12-15", "2027-02-01", "2027-03-03", "python3.14"),
        "ruby2.5": _row("2021-07-30", "2021-07-30", "2022-03-31", "ruby4.0"),
        "ruby2.7": _row("2023-12-07", "2024-01-09", "2027-03-03", "ruby4.0"),
        "ruby3.2": _row("2026-03-31", "2027-02-01", "2027-03-03", "ruby4.0"),
        "ruby3.3": _row("2027-03-31", "2027-04-30", "2027-05-31", "ruby4.0"),
        "ruby3.4": _row("2028-03-31", "2028-04-30", "2028-05-31", "ruby4.0"),
        "ruby4.0": _row("2029-03-31", "2029-04-30", "2029-05-31"),
    }
)
"""Every runtime whose end is known, by its identifier."""


def runtime_refusals(
    token: str, inputs: Mapping[str, object], *, today: date, planned: Planned
) -> Iterator[InputRefusal]:
    """List why Lambda refuses a function because of its runtime.

    Args:
        token: Type token; of another type than a function, nothing is said.
        inputs: Its inputs by wire name.
        today: The day, in UTC, on which it is deployed.
        planned: What is done to it then.
    """
    found = _ending(token, inputs)
    if found is None or planned == "keep":
        return
    name, runtime = found
    blocked = {
        "create": runtime.create_blocked,
        "change": runtime.update_blocked,
        "unknown": _later(runtime),
    }[planned]
    if blocked is not None and blocked <= today:
        yield InputRefusal(
            path="runtime",
            given=name,
            allowed=runtime.successor or "a newer one",
            why=f"Lambda takes no function with it since {blocked} ({_SOURCE})",
        )


def runtime_doubts(
    token: str, inputs: Mapping[str, object], *, today: date, planned: Planned
) -> Iterator[str]:
    """List what Lambda takes of a function that is deployed already, and of no new one."""
    found = _ending(token, inputs)
    if found is None or planned != "unknown":
        return
    name, runtime = found
    create, update = runtime.create_blocked, runtime.update_blocked
    if create is not None and create <= today and (update is None or today < update):
        until = f", and changes one until {update}" if update else ""
        blocked = f"Lambda creates no function with it since {create}{until}"
        yield f"runtime is {name}: {blocked} ({_SOURCE})"


def runtime_ends(token: str, inputs: Mapping[str, object], *, today: date) -> Iterator[str]:
    """List the end of a runtime that AWS maintains no more, or for a year at most."""
    found = _ending(token, inputs)
    if found is None:
        return
    name, runtime = found
    if runtime.deprecated > today + _ENDS_SOON:
        return
    ends = "was" if runtime.deprecated <= today else "is"
    blocks = [
        f"{verb} from {day} on"
        for verb, day in (
            ("Lambda creates no function with it", runtime.create_blocked),
            ("changes none", runtime.update_blocked),
        )
        if day is not None
    ]
    instead = f"; write {runtime.successor}" if runtime.successor else ""
    since = f"runtime {name} {ends} deprecated on {runtime.deprecated}"
    yield f"{since}: {', and '.join(blocks)}{instead}"


def _ending(token: str, inputs: Mapping[str, object]) -> tuple[str, Runtime] | None:
    """Return the runtime of a function, and when it ends; None where it is not known."""
    given = inputs.get("runtime")
    # The runtime of an image is inside it.
    if token != _FUNCTION or not isinstance(given, str) or inputs.get("packageType") == "Image":
        return None
    return (given, RUNTIMES[given]) if given in RUNTIMES else None


def _later(runtime: Runtime) -> date | None:
    """Return from when on Lambda takes no function with it, whether it is new or not."""
    days = (runtime.create_blocked, runtime.update_blocked)
    return None if None in days else max(day for day in days if day is not None)
