"""A `python` and a `bamp` that start in a tenth of the time, for tests that start hundreds.

An interpreter needs most of a second of CPU time to load what `bamp` loads, and as much again for
each program it runs. The `python` of this folder asks `warm_server` to fork a process in which all
of it is loaded. It does so for the command line and for programs run offline; for everything else,
and wherever a variable changes how Python itself works, it is the interpreter of the environment.

`BAMP_TESTS_COLD=1` does without, and the tests that are about starting or about processes do too.
"""

import os
import selectors
import socket
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

__all__ = ["COLD", "warm_interpreters", "warm_programs"]

COLD: Final = "BAMP_TESTS_COLD"
"""Variable of the environment: set, every `python` is a new interpreter."""
_SERVER: Final = Path(__file__).with_name("warm_server.py")
_CLIENT: Final = """\
#!{base} -IS
import os, sys
REAL, NAME = {real!r}, {name!r}
own = [NAME, *sys.argv[1:]] if NAME else sys.argv[1:]
asked = ["-m", "bamp_pulumi.cli", *sys.argv[1:]] if NAME else sys.argv[1:]
def is_plain(name):
    return not (name.startswith(("PYTHON", "LC_")) or name in ("LANG", "TZ"))
warm = asked[:2] == ["-m", "bamp_pulumi.cli"] or (
    asked[:1] == ["-c"] and len(asked) == 2 and "import main; main()" in asked[1]
)
changed = {{n: v for n, v in os.environ.items() if not is_plain(n)}} != {shared!r}
if not warm or changed or {cold!r} in os.environ:
    os.execv(REAL, [REAL, *own])
import json, signal, socket
server = socket.socket(socket.AF_UNIX)
try:
    server.connect({address!r})
except OSError:
    os.execv(REAL, [REAL, *own])
umask = os.umask(0)
os.umask(umask)
signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ignored = [number for number in signals if signal.getsignal(number) == signal.SIG_IGN]
request = json.dumps({{
    "arguments": asked, "environment": dict(os.environ), "folder": os.getcwd(), "umask": umask,
    "name": NAME, "ignored": ignored,
}}).encode()
for number in signals:
    signal.signal(number, lambda number, frame: server.sendall(bytes([number])))
socket.send_fds(server, [len(request).to_bytes(4, "big")], [0, 1, 2])
server.sendall(request)
null = os.open(os.devnull, os.O_RDWR)
for number in (0, 1, 2):
    os.dup2(null, number)  # whoever reads the other end waits for the forked process alone
status = json.loads(server.recv(16) or "70")
if status < 0:
    signal.signal(-status, signal.SIG_DFL) if -status not in (9, 19) else None
    os.kill(os.getpid(), -status)
os._exit(status)
"""


@contextmanager
def warm_interpreters(folder: Path) -> Generator[None]:
    """Let `sys.executable` name a warm interpreter; its server starts with the first use."""
    cold = sys.executable
    with warm_programs(folder, Path(cold), os.environ) as programs:
        sys.executable = str(programs / "python")
        try:
            yield
        finally:
            sys.executable = cold


@contextmanager
def warm_programs(folder: Path, cold: Path, environment: Mapping[str, str]) -> Generator[Path]:
    """Give a folder with the programs of an environment, of which `python` and `bamp` are warm.

    Args:
        folder: Where to put it.
        cold: The interpreter of the environment.
        environment: Variables that the programs will have: with others that change how Python
            itself works, they are the cold ones.
    """
    bin_ = folder / "bin"
    bin_.mkdir(parents=True)
    # A socket's name has at most 108 bytes, and folders of tests may be deep.
    address = f"\0bamp-tests-{os.getpid()}-{folder.name}"
    for each in cold.parent.iterdir():
        if each.name not in ("python", "bamp"):
            (bin_ / each.name).symlink_to(each)
    shared = {
        name: value
        for name, value in environment.items()
        if name.startswith(("PYTHON", "LC_")) or name in ("LANG", "TZ")
    }
    for name in ("python", "bamp"):
        script = bin_ / name
        script.write_text(
            _CLIENT.format(
                base=cold.resolve(),
                real=str(cold),
                name=str(cold.with_name("bamp")) if name == "bamp" else "",
                shared=shared,
                cold=COLD,
                address=address,
            )
        )
        script.chmod(0o755)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen(64)
    ended, end = os.pipe()
    command = [str(cold), str(_SERVER), str(listening.fileno()), str(bin_ / "python")]
    given = (listening, ended, command, environment)
    serving = threading.Thread(target=_serve_when_asked, args=given)
    serving.start()
    try:
        yield bin_
    finally:
        os.close(end)
        serving.join()


def _serve_when_asked(
    listening: socket.socket, ended: int, command: list[str], environment: Mapping[str, str]
) -> None:
    """Start the server with the first connection, and see to its end with that of the tests."""
    with listening, open(ended, "rb") as tests, selectors.DefaultSelector() as ready:
        ready.register(listening, selectors.EVENT_READ)
        ready.register(tests, selectors.EVENT_READ)
        if all(key.fileobj is tests for key, _ in ready.select()):
            return
        server = subprocess.Popen(  # noqa: S603 - our own server
            command,
            stdin=tests,
            pass_fds=[listening.fileno()],
            start_new_session=True,
            env=environment,
        )
        # Where there is no server any more, nobody waits for its answer.
        listening.close()
        server.wait()
