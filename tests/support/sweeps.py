"""Sweeps: of what is many and costly the gate tries a sample, and `make exhaustive` all of it.

What is chosen follows from the name of each case alone: it is the same on every machine, in every
order and process, and a new case leaves the others as they are. The first and the last case are in
it, and one of each part that a sweep names; a case that was a defect once is such a part. What was
left out is counted, and said at the end of a run.

A sweep is worth it where a case costs milliseconds and there are hundreds. Cases that each state a
fact of their own (requirements, journeys, explained texts, what callers depend on) are no sweep.
"""

import os
from collections.abc import Callable, Hashable, Iterable, Mapping
from enum import IntEnum
from hashlib import sha256
from typing import Final, TypeVar

import pytest

__all__ = ["ALL", "LEAST", "Effort", "effort", "of_all_cases", "sampled", "tally", "tries"]

ALL: Final = "BAMP_TESTS_ALL"
"""Variable of the environment: set, every sweep is tried in full."""
LEAST: Final = 40
"""Cases of a sweep that are tried at least. Of one with fewer, all."""
Case = TypeVar("Case")
_tally: dict[str, tuple[int, int]] = {}


class Effort(IntEnum):
    """How much is tried."""

    SAMPLE = 1
    """The gate."""
    ALL = 2
    """`make exhaustive`: each case of each sweep."""
    DEEP = 3
    """`make props`: each case, and thousands of what is drawn."""


def effort() -> Effort:
    """Return how much is tried in this run."""
    if os.environ.get("HYPOTHESIS_PROFILE") == "deep":
        return Effort.DEEP
    # What is recorded is recorded of all cases.
    is_all = os.environ.get(ALL) or os.environ.get("BAMP_WRITE_SNAPSHOTS")
    return Effort.ALL if is_all else Effort.SAMPLE


of_all_cases: Final = pytest.mark.skipif(
    effort() is Effort.SAMPLE,
    reason="it is about all cases of a sweep, of which the gate tries a sample: `make exhaustive`",
)
"""Marks a test that a sample of the cases can neither pass nor fail."""


def sampled(
    sweep: str,
    cases: Iterable[Case],
    *,
    one_in: int,
    name: Callable[[Case], str] = str,
    part: Callable[[Case], Hashable] | None = None,
) -> list[Case]:
    """Choose the cases of a sweep that this run tries, in the order in which they are given.

    Args:
        sweep: What it is called; one name for one list of cases.
        cases: All of them.
        one_in: Of how many cases the gate tries one; never fewer than `LEAST` in all.
        name: Tells a case from the others, the same in every run.
        part: Names the part of the sweep that a case is of: one case of each is tried. A case that
            was a defect once is a part of its own. Default: the sweep has no parts.
    """
    listed = [*cases]
    size = max(LEAST, len(listed) // one_in)
    chosen = set(range(len(listed)))
    if effort() is Effort.SAMPLE and size < len(listed):
        ranked = sorted(chosen, key=lambda place: _rank(sweep, name(listed[place])))
        chosen = {0, len(listed) - 1}
        if part is not None:
            # Of each part the one that comes first in the ranks: the last one that is written.
            chosen |= {*{part(listed[place]): place for place in reversed(ranked)}.values()}
        for place in ranked:
            if len(chosen) < size:
                chosen.add(place)
    _tally[sweep] = (len(chosen), len(listed))
    return [listed[place] for place in sorted(chosen)]


def tries(sweep: str, *, sample: int, all_: int, deep: int) -> int:
    """Return how many cases this run draws, where there is no end of them."""
    count = {Effort.SAMPLE: sample, Effort.ALL: all_, Effort.DEEP: deep}[effort()]
    _tally[sweep] = (count, max(count, all_))
    return count


def tally() -> Mapping[str, tuple[int, int]]:
    """Return how many cases of each sweep this process has tried, and how many there are."""
    return _tally


def _rank(sweep: str, name: str) -> str:
    return sha256(f"{sweep}\n{name}".encode()).hexdigest()
