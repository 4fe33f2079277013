"""`bamp preview` of programs that print without end, or leave processes behind, as a user calls it.

Memory is what the system counts for the command and for the largest process that it waited for, so
it bounds both.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest
from processes import is_alive

pytestmark = pytest.mark.usefixtures("cold_python")


def program(folder: Path, body: str) -> Path:
    """Write a program."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(dedent(body))
    return folder


MEASURE = """
import os, sys
to_file = (os.POSIX_SPAWN_OPEN, 2, sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600)
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=[to_file])
_, status, used = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss)
"""


def test_a_program_that_prints_64_megabytes_does_not_take_them(tmp_path: Path) -> None:
    """The command stays under 300 MB, which is what Pulumi's packages take; one message of it."""
    shop = program(tmp_path, "for _ in range(64): print('x' * 10**6)\nimport os; os._exit(3)")
    message = tmp_path / "message"
    command = (sys.executable, "-m", "bamp_pulumi.cli", "preview", str(shop))
    # A process begins with the peak of the one that has made it, and that of the tests is large.
    measured = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-S", "-c", MEASURE, str(message), *command],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    status, peak = map(int, measured.stdout.split())

    text = message.read_text()
    assert status == 2
    assert "ended with exit status 3; it printed: xxx" in text
    assert "(64,000,064 bytes in all) [BAMP-P06]" in text
    assert len(text) < 2_000
    assert peak < 300_000


LEAVES_PROCESSES = """\
    import os, pathlib, subprocess, sys, time
    sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
    child = subprocess.Popen(sleep)
    daemon = subprocess.Popen(sleep, start_new_session=True)
    pathlib.Path("pids.new").write_text(f"{os.getpid()} {child.pid} {daemon.pid}")
    pathlib.Path("pids.new").rename("pids")
    """


def survivors(folder: Path) -> list[str]:
    """Return the processes that still run a moment after; one that waits to be counted does not."""
    pids = (folder / "pids").read_text().split()
    end = time.monotonic() + 20
    while (running := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < end:
        time.sleep(0.05)
    return running


def test_nothing_outlives_a_program_that_ends(tmp_path: Path) -> None:
    """Nor what has left its session, as daemons do."""
    shop = program(tmp_path, LEAVES_PROCESSES)
    command = [sys.executable, "-m", "bamp_pulumi.cli", "preview", str(shop)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command

    assert done.returncode == 0
    assert survivors(tmp_path) == []


def test_nothing_outlives_a_program_whose_time_is_over(tmp_path: Path) -> None:
    """The time is an option, or a variable of the environment."""
    shop = program(tmp_path, dedent(LEAVES_PROCESSES) + "time.sleep(600)")
    command = [sys.executable, "-m", "bamp_pulumi.cli", "preview", str(shop)]
    env = {**os.environ, "BAMP_TIMEOUT": "12"}

    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)  # noqa: S603 - our own command

    assert done.returncode == 2
    assert "still running after 12 seconds [BAMP-P06]" in done.stderr
    assert survivors(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (signal.SIGTERM, 128 + 15, "bamp: stopped\n"),
        (signal.SIGKILL, -9, ""),
    ],
)
def test_nothing_outlives_a_preview_that_is_ended(
    tmp_path: Path, number: int, status: int, said: str
) -> None:
    """By a pipeline, or by force; what has left its session by force."""
    shop = program(tmp_path, dedent(LEAVES_PROCESSES) + "time.sleep(600)")
    command = [sys.executable, "-m", "bamp_pulumi.cli", "preview", str(shop)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as preview:  # noqa: S603 - our own command
        while not (tmp_path / "pids").exists():
            assert preview.poll() is None
            time.sleep(0.05)
        preview.send_signal(number)
        _, told = preview.communicate(timeout=60)

    assert (preview.returncode, told) == (status, said)
    daemon = (tmp_path / "pids").read_text().split()[2]
    if number == signal.SIGKILL:
        # Nobody is left to look for it: the one case that the documentation names.
        os.kill(int(daemon), signal.SIGKILL)
    assert survivors(tmp_path) == []
