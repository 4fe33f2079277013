"""What a rehearsal costs: as much as there are kinds of resources. A ratio of one run."""

import gc
import time
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from covered_resources import START, elsewhere

from bamp_pulumi.coverage import Coverage, Status, cover
from bamp_pulumi.estate import load_estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import kinds_of, rehearse

pytestmark = pytest.mark.perf

ROOT = Path(__file__).parents[2]
DAYS = 400


@cache
def examples() -> Coverage:
    """Judge the examples beside the account stack."""
    folders = [ROOT / "examples" / name for name in ("orders", "analytics", "marketplace_db")]
    estate = load_estate([*folders, ROOT / "stacks" / "account"])
    return cover(estate, default_policy(), today=date(2026, 11, 26))


def of_twelve_kinds(count: int) -> Coverage:
    """Make an estate of so many resources of twelve kinds."""
    coverage = examples()
    backed_up = [c for c in coverage.resources if c.status is Status.PROTECTED]
    kinds = [kind.one for kind in kinds_of(backed_up)]
    # Where the examples have fewer, another tag of a tier makes another kind.
    twelve = [replace(kinds[n % len(kinds)], tier=f"tier-{n}") for n in range(12)]
    resources = tuple(elsewhere(twelve[n % 12], str(n)) for n in range(count))
    return Coverage(estate=coverage.estate, resources=resources, findings=())


def cpu_seconds(coverage: Coverage) -> float:
    """Rehearse, and return the CPU time."""
    gc.collect()
    begin = time.process_time()
    rehearse(coverage, start=START, days=DAYS, at=START)
    return time.process_time() - begin


def test_ten_thousand_resources_cost_at_most_three_times_a_hundred_of_the_same_kinds() -> None:
    """400 days and all faults."""
    few, many = of_twelve_kinds(100), of_twelve_kinds(10_000)
    assert len(kinds_of(few.resources)) == len(kinds_of(many.resources)) == 12
    cpu_seconds(few)

    hundred = min(cpu_seconds(few) for _ in range(3))
    ratio = min(cpu_seconds(many) for _ in range(3)) / hundred

    print(f"\n10,000 / 100 resources of 12 kinds: {ratio:.2f}")  # noqa: T201 - the point of it
    assert ratio <= 3
