"""Interpreters that have loaded what `bamp` loads: a process that forks one for each request.

Run by `warm_python`, with the listening socket as its only argument. Each request brings arguments,
environment, working directory and the three standard streams of a `python` that a test has started;
what is forked takes them over and ends as that one would have.
"""

import atexit
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, Final

_COMMANDS: Final = (
    "adopt",
    "explain",
    "init",
    "leave",
    "manifest",
    "policy",
    "preview",
    "rehearse",
)
_USED: Final = (
    "backup cfg cloudtrail cloudwatch docdb dynamodb ebs ec2 ecr efs fsx iam kinesis kms lambda_ "
    "rds s3 secretsmanager sns sqs ssm"
)
"""Modules of pulumi_aws that the programs of tests use most."""

_SCRIPT: Final = "import sys; from bamp_pulumi.cli import main; sys.exit(main())"
"""What an installer writes for the entry point of a package."""


class _Hidden(MetaPathFinder, Loader):
    """What is loaded and not yet imported, as far as a program can tell: it may ask what it has."""

    def __init__(self, *packages: str) -> None:
        self.modules = {
            name: module
            for name, module in sys.modules.items()
            if any(name == each or name.startswith(f"{each}.") for each in packages)
        }
        for name in self.modules:
            del sys.modules[name]
        sys.meta_path.insert(0, self)

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """Bring all of it back with the first import."""
        del path, target
        if fullname not in self.modules:
            return None
        sys.meta_path.remove(self)
        # What is there already is imported anew, with the spec it has.
        sys.modules.update({n: m for n, m in self.modules.items() if n != fullname})
        return ModuleSpec(fullname, self)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module as it stands."""
        self.spec = self.modules[spec.name].__spec__
        return self.modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Leave it as it was."""
        module.__spec__ = self.spec


@dataclass(slots=True)
class _Forked:
    client: socket.socket
    pid: int
    end: int
    """Becomes readable when the process has ended."""


def _load() -> None:
    for name in _COMMANDS:
        __import__(f"bamp_pulumi.cli.{name}")
    __import__("bamp_pulumi.offline.child")
    __import__("bamp_pulumi.account")
    __import__("bamp_pulumi.components")
    aws: Any = __import__("pulumi_aws")
    for name in _USED.split():
        # They are loaded with the first use of a name.
        getattr(getattr(aws, name), "outputs", None)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _serve(listening: socket.socket, parent: int) -> Callable[[], None]:
    """Fork for each request; returns, in what was forked, what it has to run."""
    ready = selectors.DefaultSelector()
    ready.register(listening, selectors.EVENT_READ)
    ready.register(parent, selectors.EVENT_READ)
    forked: dict[int, _Forked] = {}
    while True:
        for key, _ in ready.select():
            if key.fileobj is listening:
                client, _ = listening.accept()
                run = _fork(client, forked, ready)
                if run is not None:
                    listening.close()
                    ready.close()
                    return run
            elif key.fileobj == parent:
                for one in forked.values():
                    _kill(one.pid)
                sys.exit(0)
            else:
                one: _Forked = key.data
                if key.fileobj is one.client and (sent := one.client.recv(1)):
                    with suppress(ProcessLookupError):
                        os.kill(one.pid, sent[0])
                    continue
                if key.fileobj is one.client:
                    _kill(one.pid)
                _, status = os.waitpid(one.pid, 0)
                with suppress(OSError):
                    one.client.sendall(json.dumps(os.waitstatus_to_exitcode(status)).encode())
                ready.unregister(one.client)
                ready.unregister(one.end)
                one.client.close()
                os.close(one.end)
                del forked[one.pid]
                break  # what else was ready may be of the same process


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _fork(
    client: socket.socket, forked: dict[int, _Forked], ready: selectors.BaseSelector
) -> Callable[[], None] | None:
    message, streams, _, _ = socket.recv_fds(client, 4, 3)
    size = int.from_bytes(message, "big")
    request = bytearray()
    while len(request) < size:
        request += client.recv(size - len(request))
    pid = os.fork()
    if pid == 0:
        for one in forked.values():
            one.client.close()
            os.close(one.end)
        client.close()
        return _take_over(json.loads(request), streams)
    for stream in streams:
        os.close(stream)
    one = forked[pid] = _Forked(client, pid, os.pidfd_open(pid))
    ready.register(client, selectors.EVENT_READ, one)
    ready.register(one.end, selectors.EVENT_READ, one)
    return None


def _take_over(request: dict[str, Any], streams: Sequence[int]) -> Callable[[], None]:
    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (
        open(  # noqa: SIM115 - as the interpreter's own, they stay open until its end
            number,
            mode,
            encoding=old.encoding,
            errors=old.errors,
            closefd=False,
            buffering=1 if number == 2 or (number == 1 and os.isatty(1)) else -1,
        )
        for number, mode, old in (
            (0, "r", sys.__stdin__),
            (1, "w", sys.__stdout__),
            (2, "w", sys.__stderr__),
        )
        if old is not None
    )
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # pyright: ignore[reportAttributeAccessIssue,reportConstantRedefinition]
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    os.umask(request["umask"])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        own = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
        signal.signal(number, signal.SIG_IGN if number in request["ignored"] else own)
    kind, what, *arguments = request["arguments"]
    sys.argv = [request["name"] or kind, *arguments]
    sys.path[0] = {"-m": request["folder"], "-c": ""}[kind]
    if kind == "-c":
        _Hidden("pulumi_aws", "bamp_pulumi.account", "bamp_pulumi.components")
        return lambda: _run_code(what)
    if request["name"]:
        sys.path[0] = str(Path(request["name"]).parent)
        return lambda: _run_code(_SCRIPT)
    return lambda: _run_module(what)


def _run_module(name: str) -> None:
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _run_code(text: str) -> None:
    main = sys.modules["__main__"] = ModuleType("__main__")
    exec(compile(text, "<string>", "exec"), main.__dict__)  # noqa: S102 - the code that a test passes


def main() -> Callable[[], None]:
    """Serve until the tests have ended."""
    listening = socket.socket(fileno=int(sys.argv[1]))
    sys.executable = sys.argv[2]
    _load()
    return _serve(listening, 0)


def _end(status: int) -> None:
    """End as an interpreter does, but for taking apart all that was loaded.

    It would be copied first, page by page, for it is shared with the server: more work than most
    commands are. Returns where a stream cannot be written: an interpreter says so in its own way.
    """
    # As the interpreter does itself, and in its order.
    threading._shutdown()  # noqa: SLF001 # pyright: ignore - there is no other way to ask for it
    atexit._run_exitfuncs()  # noqa: SLF001 # pyright: ignore - as above
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except (OSError, ValueError):
            return
    os._exit(status)


if __name__ == "__main__":
    # Outside of every other call: what it raises ends the process as it ends an interpreter.
    run = main()
    try:
        run()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            _end((ended.code or 0) & 0xFF)
        raise
    _end(0)
