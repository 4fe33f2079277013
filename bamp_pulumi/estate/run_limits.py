"""How much one program may take when it is run offline: time, memory, output, resources.

A program is code of the user's own, as for `pulumi up`. The limits keep its accidents from becoming
those of the tool. All are house rules; `docs/how-to/offline-runs.md` lists them.
"""

from dataclasses import dataclass
from typing import Final

__all__ = [
    "ANSWER_BYTES",
    "END_SECONDS",
    "MEMORY_BYTES",
    "NESTED_LEVELS",
    "OUTPUT_BYTES",
    "RESOURCES",
    "RUN_LIMITS",
    "RUN_SECONDS",
    "RunLimit",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLimit:
    """One limit of an offline run."""

    of: str
    """What is limited, as the documentation lists it."""
    value: int
    unit: str
    """Unit of `value`: `seconds`, `bytes`, `resources` or `levels`."""
    why: str
    """Why there is a limit, and why this one."""
    option: str = ""
    """Option of the command line that sets it; empty where none does."""


RUN_SECONDS: Final = RunLimit(
    of="time of one run",
    value=300,
    unit="seconds",
    why="a program that waits for a network that does not respond would never end; one of 1,000 "
    "resources takes 4 seconds",
    option="--timeout, or BAMP_TIMEOUT in the environment",
)
END_SECONDS: Final = RunLimit(
    of="time from the last resource to the end of the process",
    value=20,
    unit="seconds",
    why="a thread that never ends keeps `pulumi up` from ending, too; exit handlers need moments",
)
MEMORY_BYTES: Final = RunLimit(
    of="memory of the program's process",
    value=4 * 2**30,
    unit="bytes",
    why="the machine of a pipeline has 8 GB or more; a program of 1,000 resources takes 0.3 GB",
)
OUTPUT_BYTES: Final = RunLimit(
    of="output kept, from the beginning and from the end each",
    value=64 * 2**10,
    unit="bytes",
    why="output is read for the message of a failure, and that stands in its first or last lines",
)
ANSWER_BYTES: Final = RunLimit(
    of="resources of one program, as JSON",
    value=32 * 2**20,
    unit="bytes",
    why="reading takes five times as much memory; a resource takes 500 to 2,200 bytes",
)
RESOURCES: Final = RunLimit(
    of="resources of one program",
    value=20_000,
    unit="resources",
    why="a program of thousands of resources is split into stacks long before; a loop that never "
    "ends is not",
)
NESTED_LEVELS: Final = RunLimit(
    of="levels of lists and maps in one another",
    value=100,
    unit="levels",
    why="protobuf, by which Pulumi's SDK and engine talk, refuses messages nested deeper than 100",
)

RUN_LIMITS: Final = (
    RUN_SECONDS,
    END_SECONDS,
    MEMORY_BYTES,
    OUTPUT_BYTES,
    ANSWER_BYTES,
    RESOURCES,
    NESTED_LEVELS,
)
"""Every limit of an offline run, as the documentation lists them."""
