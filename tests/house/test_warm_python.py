"""The interpreters that tests start are as those of a user, though much is loaded beforehand."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest
from processes import is_alive
from warm_python import COLD

BAMP = ("-m", "bamp_pulumi.cli")
DECLARES = """\
    import sys
    import pulumi
    assert "pulumi_aws" not in sys.modules
    print("said")
    import pulumi_aws as aws
    assert aws.rds.Instance.__module__ in sys.modules
    aws.efs.FileSystem("files", encrypted=True)
    pulumi.log.warn("careful")
    """
ASKS = """\
    import os
    import pulumi_aws
    print(os.environ["ASKED"])
    """
SLEEPS = """\
    import os, pathlib, time
    pathlib.Path("pid.new").write_text(str(os.getpid()))
    pathlib.Path("pid.new").rename("pid")
    time.sleep(600)
    """
ENDS_LATE = """\
    import atexit, threading, time
    def late():
        time.sleep(0.2)
        print("late")
    threading.Thread(target=late).start()
    atexit.register(print, "at the end")
    """
WARM: dict[str, str] = {}
NEW = {COLD: "1"}


def program(folder: Path, body: str) -> Path:
    """Write a program."""
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(dedent(body))
    return folder


def ended(arguments: tuple[str, ...], folder: Path, more: dict[str, str]) -> tuple[int, str, str]:
    """Run to the end."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "80", **more},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("body", "arguments"),
    [
        (DECLARES, (*BAMP, "preview", ".", "-v")),
        (DECLARES, (*BAMP, "preview", ".", "--json")),
        (ASKS, (*BAMP, "preview", ".")),
        (ENDS_LATE, (*BAMP, "preview", ".", "-v")),
        (SLEEPS, (*BAMP, "preview", ".", "--timeout", "1")),
        ("raise SystemExit(3)", (*BAMP, "preview", ".")),
        ("import os; os.kill(os.getpid(), 9)", (*BAMP, "preview", ".")),
        ("", (*BAMP, "previw", ".")),
        ("", (*BAMP, "--help")),
    ],
)
def test_what_a_warm_interpreter_answers_is_what_a_new_one_answers(
    tmp_path: Path, body: str, arguments: tuple[str, ...]
) -> None:
    """Output, errors and exit status."""
    program(tmp_path, body)
    assert ended(arguments, tmp_path, WARM) == ended(arguments, tmp_path, NEW)


def test_what_cannot_be_written_ends_a_warm_one_in_an_error_too(tmp_path: Path) -> None:
    """It ends without taking apart what it has loaded, and still says that its output is lost."""

    def full(more: dict[str, str]) -> tuple[int, str]:
        with Path("/dev/full").open("w") as device:
            done = subprocess.run(  # noqa: S603 - our own command
                [sys.executable, *BAMP, "--help"],
                stdout=device,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                cwd=tmp_path,
                env={**os.environ, **more},
            )
        return done.returncode, done.stderr

    for status, said in (full(WARM), full(NEW)):
        assert status != 0
        assert "No space left on device" in said


def test_a_variable_of_the_environment_reaches_the_program(tmp_path: Path) -> None:
    """Of the environment that the command has, not of that in which the server was started."""
    program(tmp_path, ASKS)
    given = {"ASKED": "this"}
    assert ended((*BAMP, "preview", "."), tmp_path, given)[0] == 0


def test_what_changes_python_itself_is_heeded(tmp_path: Path) -> None:
    """A variable of Python's own asks for a new interpreter."""
    given = {"PYTHONVERBOSE": "1"}
    assert "import 'bamp_pulumi.cli'" in ended((*BAMP, "--help"), tmp_path, given)[2]


@pytest.mark.parametrize("more", [WARM, NEW], ids=["warm", "new"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_ends_the_command_and_the_program_it_runs(
    tmp_path: Path, number: signal.Signals, more: dict[str, str]
) -> None:
    """With the status of the signal; nothing is left running."""
    program(tmp_path, SLEEPS)
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, *BAMP, "preview", "."],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=tmp_path,
        env={**os.environ, **more},
        # A shell starts what runs in its background with SIGINT ignored, the tests among it.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - nothing else runs in the child
    ) as command:
        pid = tmp_path / "pid"
        wait_until(pid.exists)
        command.send_signal(number)
        command.communicate()
    assert command.returncode == (-number if number is signal.SIGKILL else 128 + number)
    wait_until(lambda: not is_alive(pid.read_text()))


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait, at most a minute."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
