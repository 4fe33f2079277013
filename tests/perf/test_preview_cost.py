"""What a preview costs above the SDK. CPU time of whole processes, as a ratio of one run.

The program is the same, and so is the interpreter. Says nothing of the time that somebody waits:
a preview runs its programs side by side.
"""

import os
import sys
from pathlib import Path
from statistics import median

import pytest

pytestmark = pytest.mark.perf

SILENT = Path(__file__).with_name("silent_monitor.py")
BUCKETS = """
import pulumi_aws as aws

for number in range(1_000):
    aws.s3.Bucket(f"bucket-{number}", tags={"backup-tier": "standard"})
"""


def cpu_seconds(*command: str, expected: int = 0) -> float:
    """Run a command to its end; return the CPU time of it and of all that it started."""
    before = os.times()
    child = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == expected
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


def test_a_preview_of_1000_buckets_costs_little_more_than_declaring_them(tmp_path: Path) -> None:
    """At most 1.3 times the same program against a monitor that records nothing."""
    (tmp_path / "Pulumi.yaml").write_text("name: perf\nruntime: python\n")
    program = tmp_path / "__main__.py"
    program.write_text(BUCKETS)
    bamp = str(Path(sys.executable).with_name("bamp"))
    preview = (bamp, "preview", str(tmp_path), "--account", "111122223333", "--json")
    silent = (sys.executable, str(SILENT), str(program))
    cpu_seconds(*preview, expected=1)
    ratios: list[float] = []
    for round_ in range(5):
        order = (preview, silent) if round_ % 2 else (silent, preview)
        spent = {one: cpu_seconds(*one, expected=int(one is preview)) for one in order}
        ratios.append(spent[preview] / spent[silent])

    shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"\npreview / a monitor that records nothing: {median(ratios):.2f} (median of {shown})")  # noqa: T201 - the point of it
    assert median(ratios) < 1.3
