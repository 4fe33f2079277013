"""What importing the package costs, beside what it stands on; each in a process of its own."""

import subprocess
import sys
import time
from statistics import median

import pytest

pytestmark = pytest.mark.perf

PULUMI = "import pulumi"
OURS = "import pulumi, bamp_pulumi"
USED = "import pulumi, bamp_pulumi; bamp_pulumi.inherit"
EMPTY = "pass"


def seconds(statement: str) -> float:
    """Time a fresh process."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)  # noqa: S603 - our own interpreter, our own text
    return time.perf_counter() - begin


def test_importing_the_package_costs_at_most_a_fifth_of_importing_pulumi() -> None:
    """The door is lazy: rooms are loaded when they are used."""
    statements = (EMPTY, PULUMI, OURS, USED)
    rounds = [{each: seconds(each) for each in statements} for _ in range(11)]
    start = median(taken[EMPTY] for taken in rounds)

    def ratio(statement: str) -> float:
        return median((taken[statement] - start) / (taken[PULUMI] - start) for taken in rounds)

    print(  # noqa: T201 - the point of it
        f"\nimport bamp_pulumi / import pulumi: {ratio(OURS):.2f}; with inherit() used: "
        f"{ratio(USED):.2f}"
    )
    assert ratio(OURS) <= 1.2
