"""The process in which one program runs: `python -m bamp_pulumi.offline.child`.

Reads a request, a line of JSON, on standard input and writes the document on what was its standard
output. What the program itself prints goes to standard error, and its standard input is empty. A
program that raises ends in `failure`, never in a traceback. The document is written before exit
handlers and threads have ended: the exit status is part of the answer.
"""

import gc
import json
import os
import runpy
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from socket import gaierror
from typing import Any, Final, NotRequired, TypedDict, cast
from urllib.error import URLError

from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.inheritance import refusals_collected
from bamp_pulumi.offline.answer import encoded, framed, write_all
from bamp_pulumi.offline.bytecode import bytecode_kept_to_packages
from bamp_pulumi.offline.confinement import confine, copies_ended, take_request
from bamp_pulumi.offline.document import Document, Failure
from bamp_pulumi.offline.failed_line import OURS
from bamp_pulumi.offline.first_tracebacks import FirstTracebacks, causes
from bamp_pulumi.offline.guesses import Guesses, guesses_noted
from bamp_pulumi.offline.hidden_parts import HiddenParts, hidden_parts_noted
from bamp_pulumi.offline.missing_config import missing_config_filled
from bamp_pulumi.offline.misspelt import mistake_in
from bamp_pulumi.offline.positions import Positions
from bamp_pulumi.offline.run import DOCUMENT_SCHEMA, Setting, run
from bamp_pulumi.offline.unknown_answers import unknown_answers_made_up
from bamp_pulumi.offline.unknown_callbacks import unknown_callbacks_forgiven
from bamp_pulumi.offline.unknown_contents import unknown_contents_made_up
from bamp_pulumi.offline.wire import Plain
from bamp_pulumi.offline.wrong_shape import wrong_shape
from bamp_pulumi.places import Place

__all__ = ["Request", "main"]


_REFUSAL_PARTS: Final = ("code", "given", "allowed", "why", "write", "path", "where")
_NETWORK_ERRORS: Final = (ConnectionError, TimeoutError, gaierror, URLError)
_NETWORK_CLIENTS: Final = frozenset(
    {"boto3", "botocore", "aiohttp", "hvac", "httpx", "paramiko", "requests", "urllib3"}
)
"""Packages by which programs ask for themselves what no preview offline can answer."""


_CALLED: Final = "bamp"
"""What the documentation calls this library in a program."""


class Request(TypedDict):
    """What the parent process asks for."""

    project: str
    stack: str
    root: str
    """Folder of Pulumi.yaml, absolute."""
    program: str
    """The program: a folder with `__main__.py`, or a file. Absolute."""
    config: dict[str, str]
    secret_keys: list[str]
    account_id: str
    """Empty when it is not known; so is the Region."""
    region: str
    deployer_region: NotRequired[str]
    """Region in the environment of the person who deploys."""
    parameters: list[tuple[str, str, str, str]]
    """SSM parameters: account, Region, name and value."""
    stack_outputs: dict[str, dict[str, Plain]]
    inherit_owner: NotRequired[str]
    """Declare `inherit(owner=...)` before the program's first line."""
    inherit_policy: NotRequired[dict[str, Any]]  # Any: a policy document
    deployed: NotRequired[list[dict[str, Any]]]  # Any: states
    """Resources of the stack's state; left out where nothing is known of what is deployed."""
    sealed: NotRequired[list[str]]
    """Keys of the configuration that are encrypted."""
    memory_bytes: int
    """Most memory of the process."""
    marker: str
    """Stands before and after the document."""


def main() -> None:
    """Run the program that standard input asks for."""
    # The process ends with the program: collecting at its end would cost as much as the run.
    gc.disable()
    request: Request = json.loads(take_request())
    confine(request["memory_bytes"])
    answer = os.dup(1)
    # The program may print: that must not mix with the document.
    os.dup2(2, 1)
    answered = framed(encoded(execute(request)), request["marker"])
    write_all(answer, answered)
    os.close(answer)


def execute(request: Request) -> Document:
    """Run the program of a request, and say in the document why when it cannot be run."""
    root, program = Path(request["root"]), Path(request["program"])
    setting = Setting(
        project=request["project"],
        stack=request["stack"],
        root=root,
        place=Place(account_id=request["account_id"], region=request["region"]),
        config=request["config"],
        deployer_region=request.get("deployer_region", ""),
        secret_keys=tuple(request["secret_keys"]),
        sealed=tuple(request.get("sealed", ())),
        parameters={(a, r, name): value for a, r, name, value in request["parameters"]},
        stack_outputs=request["stack_outputs"],
        deployed=request.get("deployed"),
    )
    owner = request.get("inherit_owner")
    names: dict[str, object] = {}

    def body() -> None:
        if owner is not None:
            from bamp_pulumi.inheritance import inherit  # noqa: PLC0415 - only when asked for
            from bamp_pulumi.policy import load_policy  # noqa: PLC0415 - as above

            promised = request.get("inherit_policy")
            inherit(owner=owner, policy=None if promised is None else load_policy(promised))
        with copies_ended():
            names.update(runpy.run_path(str(program), run_name="__main__"))

    # As Pulumi's own launcher: the program's folder first, and the working directory.
    folder = program if program.is_dir() else program.parent
    sys.path.insert(0, str(folder))
    sys.argv = [str(program)]
    os.chdir(folder)
    guesses, hidden, tracebacks = Guesses(root=root), HiddenParts(root=root), FirstTracebacks()
    with (
        bytecode_kept_to_packages(),
        missing_config_filled(request.get("sealed", ()), guesses) as missing,
        unknown_answers_made_up() as made_up,
        guesses_noted(guesses),
        unknown_callbacks_forgiven(tracebacks.note) as forgiven,
        tracebacks.of_registrations(),
        hidden_parts_noted(hidden),
        unknown_contents_made_up(),
        refusals_collected() as refused,
    ):
        try:
            document = run(body, setting)
        except BaseException as error:  # noqa: BLE001 - whatever a program raises is its failure
            tracebacks.put_back(error)
            document = _failed(setting, error)
    document["missingConfig"] = sorted(set(missing.required))
    asked = set(missing.asked) - set(missing.required)
    document["absentConfig"] = sorted(key for key in asked if not _is_a_packages(key))
    document["unanswered"] = sorted({*document["unanswered"], *made_up})
    document["guessed"] = [asdict(guess) for guess in guesses.found]
    document["refused"] = [
        {"urn": urn, "message": refusal.in_a_line(), **_parts(refusal)} for urn, refusal in refused
    ]
    document["laterCallbacks"] = [] if "failure" in document else hidden.later()
    document["callsOurs"] = [*_calling_ours(root, program, names)]
    document["asksDryRun"] = hidden.asks_dry_run()
    document["forgiven"] = [_failure(root, error) for error in forgiven]
    return document


def _calling_ours(root: Path, program: Path, names: Mapping[str, object]) -> Iterator[str]:
    """List the files of a program in which `bamp` is this library, as those of resources."""
    ours = sys.modules[OURS]
    main = program / "__main__.py" if program.is_dir() else program
    files = [str(main)] if names.get(_CALLED) is ours else []
    for module in [*sys.modules.values()]:
        # Nothing of a module is asked for that it may make up or load only then.
        held: object = getattr(module, "__dict__", None)
        values = cast("dict[str, object]", held) if type(held) is dict else {}
        file = values.get("__file__")
        if values.get(_CALLED) is ours and isinstance(file, str):
            files.append(file)
    for file in files:
        if _is_own(Path(file), root):
            yield Path(file).relative_to(root).as_posix()


def _is_a_packages(key: str) -> bool:
    """Return True if a package itself reads a key, whatever the program does."""
    namespace = key.partition(":")[0].replace("-", "_")
    return namespace == "bamp" or f"pulumi_{namespace}" in sys.modules


def _failed(setting: Setting, error: BaseException) -> Document:
    return {
        "schema": DOCUMENT_SCHEMA,
        "project": setting.project,
        "stack": setting.stack,
        "steps": [],
        "config": {},
        "stackOutputs": {},
        "messages": [],
        "unanswered": [],
        "missingConfig": [],
        "missingStacks": [],
        "failure": _failure(setting.root, error),
        "packages": _packages(),
    }


def _packages() -> dict[str, str]:
    """List the packages of Pulumi's that the program has loaded, with their versions."""
    loaded = (name for name in sys.modules if name.startswith("pulumi") and "." not in name)
    found: dict[str, str] = {}
    for name in sorted(loaded):
        with suppress(PackageNotFoundError):
            found[name.replace("_", "-")] = version(name)
    return found


def _failure(root: Path, error: BaseException) -> Failure:
    # The SDK puts before it every input and resource that waited for what failed.
    message = str(error).rpartition(" has risen: ")[2]
    failure: Failure = {"kind": type(error).__name__, "message": message}
    if _asks_a_network(error):
        failure["asksNetwork"] = True
    if isinstance(error, BampError):
        failure["refusals"] = [_parts(one) for one in error.refusals]
    variable = _environment_variable(error)
    if variable is not None:
        failure["variable"] = variable
    mistake = mistake_in(error, lambda path: _is_own(path, root))
    if shape := wrong_shape(error):
        failure["message"], mistake = shape
    if mistake is not None:
        failure["mistake"] = asdict(mistake)
    file, line = _where(root, error)
    if file:
        failure.update({"file": file, "line": line})
    return failure


def _where(root: Path, error: BaseException) -> tuple[str, int]:
    """Find the file of the program and the line where it failed; no file where none is known."""
    chain = causes(error)
    for link in chain:
        for frame in reversed(traceback.extract_tb(link.__traceback__)):
            path = Path(frame.filename)
            if _is_own(path, root):
                return path.relative_to(root).as_posix(), frame.lineno or 0
        if isinstance(link, SyntaxError) and link.filename:
            return os.path.relpath(link.filename, root), link.lineno or 0
    found = (Positions(root).of_failure(link) for link in chain)
    place = next(filter(None, found), "")
    file, _, number = place.removeprefix("project:///").rpartition("#")
    return file, int(number or 0)


def _is_own(path: Path, root: Path) -> bool:
    """Return True if a file is the program's own."""
    return path.is_relative_to(root) and "site-packages" not in path.parts


def _parts(refusal: Refusal) -> dict[str, str]:
    return {name: getattr(refusal, name) for name in _REFUSAL_PARTS}


def _asks_a_network(error: BaseException) -> bool:
    package = type(error).__module__.partition(".")[0]
    return isinstance(error, _NETWORK_ERRORS) or package in _NETWORK_CLIENTS


def _environment_variable(error: BaseException) -> str | None:
    """Name the variable that `os.environ[...]` did not find; None for any other error."""
    frames = traceback.extract_tb(error.__traceback__)
    looked_up = frames and frames[-1].filename in (os.__file__, "<frozen os>")
    return str(error.args[0]) if looked_up and isinstance(error, KeyError) else None


if __name__ == "__main__":
    main()
