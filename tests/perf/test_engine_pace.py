"""How long a preview offline takes beside one by the engine: a ratio of one run.

The engine talks to the stand-in provider of the end-to-end tests, which answers in Python and asks
no cloud. So nothing is said of the real provider, whose own work is faster and whose calls of AWS
are slower.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.engine import NewStack

pytestmark = [pytest.mark.perf, pytest.mark.e2e]

PROGRAM = """\
import pulumi_aws as aws
import bamp_pulumi as bamp

for number in range(1_000):
    aws.s3.Bucket(f"bucket-{number}", tags=bamp.tier("standard", owner="perf"))
"""


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes by the clock: both sides wait for processes of theirs."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def test_1000_tagged_buckets_preview_offline_in_a_quarter_of_the_engines_time(
    new_stack: NewStack, tmp_path: Path
) -> None:
    """Both from a cold start, as whoever previews has it; the better of two for the engine."""
    program = tmp_path / "buckets"
    program.mkdir()
    (program / "Pulumi.yaml").write_text("name: buckets\nruntime: python\n")
    (program / "Pulumi.test.yaml").write_text("config: {aws:region: us-east-1}\n")
    (program / "__main__.py").write_text(PROGRAM)
    stack = new_stack(program, "test")
    command = [sys.executable, "-m", "bamp_pulumi.cli", "preview", str(program), "--json"]

    def offline() -> None:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, capture_output=True, env=environment, check=False)  # noqa: S603 - our own command
        # Unprotected: there is no account stack beside it.
        assert (done.returncode, done.stdout.count(b'"aws:s3/bucket:Bucket"')) == (1, 1_000)

    by_engine = min(seconds(stack.preview) for _ in range(2))
    ratio = seconds(offline) / by_engine

    print(f"\noffline / engine: {ratio:.3f}")  # noqa: T201 - what `make perf` is for
    assert ratio <= 0.25
