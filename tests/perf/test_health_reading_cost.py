"""What it takes to read a large account: calls follow pages, and memory what is kept."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

SUPPORT: Final = Path(__file__).parents[1] / "support"
PROGRAM: Final = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from backed_up_account import large_account, PRIMARY, RECOVERY
from bamp_pulumi.lambdas.health.reading import Budget, read_account
share = float(sys.argv[2])
stand_in = large_account(share)
def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, began = used(), time.perf_counter()
seen = read_account(
    stand_in.connect, (PRIMARY, RECOVERY), ("main", "recovery"), ("DynamoDB", "RDS", "S3"),
    since=None, budget=Budget(calls=100_000, seconds=1e6), now=stand_in.now, sleep=stand_in.sleep,
)
print(json.dumps({
    "stores": len(seen.stores), "points": len(seen.points), "unseen": len(seen.unseen),
    "calls": len(stand_in.calls), "before": before, "mb": used(),
    "seconds": time.perf_counter() - began,
}))
"""


def measure(share: float) -> dict[str, float]:
    """Read a share of the large account in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own text
        [sys.executable, "-c", PROGRAM, str(SUPPORT), str(share)],
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    )
    return json.loads(done.stdout)


@pytest.mark.perf
def test_ten_thousand_stores_with_300_000_points_are_read_in_300_mb() -> None:
    """In two Regions; a tenth of it takes about a tenth of the calls."""
    whole, tenth = measure(1.0), measure(0.1)
    print(f"\nwhole: {whole}\ntenth: {tenth}")  # noqa: T201 - what `make perf` is for

    assert (whole["stores"], whole["points"], whole["unseen"]) == (10_000, 300_000, 0)
    assert whole["mb"] < 300
    assert whole["calls"] < 500
    assert tenth["calls"] < 0.2 * whole["calls"]
