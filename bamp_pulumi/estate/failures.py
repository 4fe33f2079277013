"""Why a program could not be run to its end, and what its author can do about it."""

import re
import shlex
from collections.abc import Mapping
from typing import Any, Final

from bamp_pulumi.errors import BampError, PolicyError, Refusal, RefusedError
from bamp_pulumi.estate.child_answer import LIMIT_EXCEEDED, NEVER_ENDED, PROCESS_ENDED
from bamp_pulumi.estate.project import Project, shown_path
from bamp_pulumi.estate.run_limits import MEMORY_BYTES

__all__ = ["program_failed", "program_hangs", "program_missing"]

_NOT_OF_THE_PROGRAM: Final = frozenset({"aws", "aws-native", "bamp", "pulumi"})
"""Namespaces of configuration that a program does not read itself."""
_SHOWN: Final = 5
"""Keys of the configuration named in one message; a program may read dozens."""
_SIGNS_OF_ANOTHER_VERSION: Final = (
    "got an unexpected keyword argument",
    "module 'pulumi",
    "from 'pulumi",
)
"""Python's message where a program is written for another release of a package."""
_NAMES_OF_PACKAGES: Final = ("_internal_init()", "module 'pulumi", "from 'pulumi")
"""Python's message where a name of a package of Pulumi's does not exist."""
_SAID_ALL: Final = ("RunError", PROCESS_ENDED, LIMIT_EXCEEDED, NEVER_ENDED)
"""Kinds of failures that their message names."""
_MESSAGE_CHARACTERS: Final = 2_000
"""Of what a program raised; one may raise megabytes."""
_BY_ENGINE: Final = "pulumi preview --json --show-sames > preview.json; bamp preview preview.json"
_REMEDIES: Final = {
    "SystemExit": "let the program end by itself; it stopped before all resources were declared",
    "ConfigTypeError": "correct the value in Pulumi.*.yaml",
    "MemoryError": f"declare it with less than {MEMORY_BYTES.value // 2**30} GiB of memory",
    NEVER_ENDED: "end its threads and exit handlers; make threads that need no end `daemon=True`",
}
"""What to do about failures that do not need the program, by kind."""
_TWICE: Final = re.compile(
    r"Duplicate resource URN '[^']*::([^':]*)', declared in \S+ and (\S+:\d+)"
)
"""What an offline run says of two resources of one type and name."""
_OWN_FILES: Final = ("requirements.txt", "pyproject.toml")


def program_failed(project: Project, document: Mapping[str, Any]) -> BampError:
    """Describe how a program failed. Any: a document of an offline run, as JSON.

    Returns:
        What this library refused in it, at the line that holds it: of the stack's configuration,
        else of the program. For any other failure `BAMP-P06`: program, line, what it raised, and
        the likeliest remedy.
    """
    failure = document["failure"]
    if failure.get("refusals"):
        return PolicyError(*(_placed(project, failure, one) for one in failure["refusals"]))
    kind, message = str(failure.get("kind")), _cut(str(failure.get("message")))
    mistake: Mapping[str, Any] = failure.get("mistake") or {}
    where = ""
    if failure.get("file"):
        line = mistake.get("line") or failure.get("line", 0)
        where = f"{project.shown_folder}{failure['file']}:{line}"
    said = message if kind in _SAID_ALL else f"{kind}: {message}"
    if mistake.get("write"):
        write, hint = mistake["write"], ""
    else:
        write, hint = _remedy(project, document, kind, message)
    allowed = _allowed(document, mistake, message)
    return RefusedError(
        "BAMP-P06",
        given=said if where else f"{project.name}: {said}",
        allowed="; ".join(filter(None, (allowed, hint))),
        why="house rule: what a program did not reach to declare cannot be called protected",
        write=write,
        where=where,
    )


def _placed(project: Project, failure: Mapping[str, Any], parts: Mapping[str, str]) -> Refusal:
    """Return a refusal with its file as whoever runs the command finds it."""
    where = parts["where"]
    if not where and failure.get("file"):
        where = f"{failure['file']}:{failure.get('line', 0)}"
    return Refusal(
        code=parts["code"],
        given=parts["given"],
        allowed=parts["allowed"],
        why=parts["why"],
        write=parts["write"],
        path=parts["path"],
        where=f"{project.shown_folder}{where}" if where else "",
    )


def program_hangs(project: Project, timeout_seconds: int) -> RefusedError:
    """Describe that a program was stopped."""
    return RefusedError(
        "BAMP-P06",
        given=f"{project.name}: still running after {timeout_seconds} seconds",
        allowed="a program that ends; look for calls outside Pulumi in it",
        why="house rule: a preview does not wait indefinitely; a call to a network may never "
        "return",
        write=f"{_preview(project)} --timeout {2 * timeout_seconds}",
    )


def program_missing(project: Project) -> RefusedError:
    """Describe that a project has no program at the path that its Pulumi.yaml gives."""
    return RefusedError(
        "BAMP-P06",
        given=f"{project.name}: no __main__.py in {project.program}",
        allowed="a folder with __main__.py, or what `main` of Pulumi.yaml names",
        why="Pulumi: a Python program is its __main__.py; one that drives Pulumi through the "
        "Automation API declares nothing until it is run",
        write=_BY_ENGINE,
    )


def _allowed(document: Mapping[str, Any], mistake: Mapping[str, Any], message: str) -> str:
    """Name what there is instead of a name that does not exist, and in which releases."""
    if not mistake:
        return "a program that runs to its end"
    of_sdk = any(sign in message for sign in _NAMES_OF_PACKAGES)
    met = f", in {_met(document)}" if of_sdk and _met(document) else ""
    return f"{mistake['allowed']}{met}"


def _met(document: Mapping[str, Any]) -> str:
    """List the packages that the program has met, with their releases."""
    packages: dict[str, str] = document.get("packages") or {}
    return ", ".join(f"{name} {version}" for name, version in packages.items())


def _remedy(
    project: Project, document: Mapping[str, Any], kind: str, message: str
) -> tuple[str, str]:
    """Return what can be pasted, and what is to be done besides that cannot."""
    # What it requires, and what it asks for and does not get.
    asked = (*(document.get("missingConfig") or ()), *(document.get("absentConfig") or ()))
    # What the library and the provider's SDK ask for is optional, and no reason to fail.
    unset = [key for key in asked if key.partition(":")[0] not in _NOT_OF_THE_PROGRAM]
    variable = document["failure"].get("variable")
    twice = _TWICE.search(message)
    again = _preview(project)
    if twice is not None:
        found = (
            repr(f"{twice[1]}-2"),
            f"another name for the one in {project.shown_folder}{twice[2]}",
        )
    elif variable is not None:
        found = f"{variable}=... {again}", "set the environment variable that it reads"
    elif document["failure"].get("asksNetwork"):
        found = _BY_ENGINE, "preview it where the service answers"
    elif kind == "ModuleNotFoundError":
        found = _install(project, message)
    elif kind == LIMIT_EXCEEDED:
        found = _BY_ENGINE, "or split the program"
    elif kind in _REMEDIES:
        found = again, _REMEDIES[kind]
    elif kind == PROCESS_ENDED and "No module named" in message and project.virtualenv is not None:
        python = shlex.quote(str(project.virtualenv / "bin" / "python"))
        hint = "install bamp-pulumi where the program's packages are"
        found = f"{python} -m pip install ...", hint
    elif any(sign in message for sign in _SIGNS_OF_ANOTHER_VERSION):
        hint = f"write it for {_met(document)}, or name the `virtualenv` of its own in Pulumi.yaml"
        found = again, hint
    elif unset:
        named = ", ".join(unset[:_SHOWN]) + (" and others" if len(unset) > _SHOWN else "")
        found = (
            f"pulumi config set {unset[0]} ...{_of_stack(project, document)}",
            f"set what it reads and its stack lacks ({named})",
        )
    else:
        found = again, "correct the line that is named; `pulumi preview` fails there, too"
    return found


def _of_stack(project: Project, document: Mapping[str, Any]) -> str:
    """Return the option that names the stack that was read; empty where the project has none."""
    stack = str(document.get("stack") or "")
    return f" --stack {shlex.quote(stack)}" if stack in project.stacks() else ""


def _preview(project: Project) -> str:
    """Return the command to run once it is corrected."""
    return f"bamp preview {shlex.quote(shown_path(project.root))}"


def _cut(message: str) -> str:
    left_out = len(message) - _MESSAGE_CHARACTERS
    if left_out <= 0:
        return message
    return f"{message[:_MESSAGE_CHARACTERS]} [{left_out:,} characters more]"


def _install(project: Project, message: str) -> tuple[str, str]:
    """Name the missing package, and the project's own list of packages where it has one."""
    module = message.rpartition("'")[0].rpartition("'")[2].partition(".")[0]
    named = f"install {module.replace('_', '-')} in the environment of bamp-pulumi"
    folders = dict.fromkeys((project.root, project.program))
    listed = next((f / n for f in folders for n in _OWN_FILES if (f / n).is_file()), None)
    if listed is None:
        return "python -m pip install ...", named
    source = listed if listed.suffix == ".txt" else listed.parent
    option = "-r " if listed.suffix == ".txt" else ""
    command = f"python -m pip install {option}{shlex.quote(shown_path(source))}"
    return command, f"{named}, with all that the program needs"
