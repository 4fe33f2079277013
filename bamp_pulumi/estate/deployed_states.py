"""What the stacks of programs have deployed: exports, each found its own program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.estate import Estate
from bamp_pulumi.estate.program_places import ProgramPlace
from bamp_pulumi.estate.pulumi_json import program_of_urn
from bamp_pulumi.estate.stack_export import estate_from_stack_export
from bamp_pulumi.places import Place

__all__ = ["DeployedState", "read_state", "states_by_program"]

_EXPORT: Final = "pulumi stack export --stack {stack} > state.json"

# Any, from here on: documents of Pulumi, as JSON.


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployedState:
    """What one stack has deployed."""

    path: Path
    name: str
    """Project and stack, as `Program.name`; empty where the stack holds nothing."""
    resources: Sequence[Mapping[str, Any]]
    """As the export lists them."""
    estate: Estate
    """The same, read."""

    @property
    def account_id(self) -> str:
        """Account that the ARNs of what is deployed name; empty where they name none or several."""
        return self.estate.programs[0].account_id

    @property
    def place(self) -> Place:
        """Where it is deployed: that account, and the Region of its default provider."""
        program = self.estate.programs[0]
        return Place(account_id=program.account_id, region=program.region)


def read_state(path: Path, document: Mapping[str, Any]) -> DeployedState:
    """Read an export that is given as the state of a program.

    Args:
        path: Its file.
        document: The parsed JSON.

    Raises:
        RefusedError: `BAMP-P16`, when it does not say what is deployed; `BAMP-P02`, when it is not
            an export.
    """
    if "deployment" not in document:
        raise _refused(
            f"{path}, which is not an export: it has the keys {sorted(document)}",
            why="Pulumi: a stack export has the key `deployment`, a checkpoint file has not",
            stack="STACK",
        )
    estate = estate_from_stack_export(document)
    (program,) = estate.programs
    deployment: Mapping[str, Any] = document["deployment"]
    project, _, stack = program.name.partition("/")
    resources: Sequence[Mapping[str, Any]] = deployment.get("resources") or ()
    names = {program_of_urn(str(one["urn"])) for one in resources}
    if len(names) > 1:
        raise _refused(
            f"{path}, with resources of {' and '.join(sorted(names))}",
            why="Pulumi: an export is of one stack, and its URNs name it",
            stack=stack,
        )
    name = f"{project}/{stack}" if resources else ""
    return DeployedState(path=path, name=name, resources=resources, estate=estate)


def states_by_program(
    states: Sequence[DeployedState], homes: Sequence[ProgramPlace]
) -> Mapping[str, DeployedState]:
    """Find the program of each state.

    Raises:
        RefusedError: `BAMP-P16`, when a state is of no given program, or two are of one.
    """
    found: dict[str, DeployedState] = {}
    names = [home.name for home in homes]
    for state in states:
        name = state.name
        if not name and len(names) == 1:
            name = names[0]  # A stack that holds nothing names nobody.
        if name not in names:
            raise _not_of_these(state, homes)
        _require_its_account(state, homes[names.index(name)])
        if name in found or names.count(name) > 1:
            other = found[name].path if name in found else "two programs of that name"
            raise RefusedError(
                "BAMP-P16",
                given=f"{state.path}, of {name}, beside {other}",
                allowed="one export for each program",
                why="house rule: a resource is deployed once",
                write=f"--state {state.path}",
            )
        found[name] = state
    return found


def _require_its_account(state: DeployedState, home: ProgramPlace) -> None:
    if not state.account_id or not home.account_id or state.account_id == home.account_id:
        return
    raise RefusedError(
        "BAMP-P16",
        given=f"{state.path}, of account {state.account_id}",
        allowed=f"an export of {home.name} in account {home.account_id}",
        why="AWS: the ARNs of what is deployed name the account",
        write=_EXPORT.format(stack=home.config.stack),
    )


def _not_of_these(state: DeployedState, homes: Sequence[ProgramPlace]) -> RefusedError:
    project, _, stack = state.name.partition("/")
    same = next((home for home in homes if home.project.name == project), None)
    if same is not None and stack in same.project.stacks():
        write = f"--stack {stack}"
    else:
        home = same or homes[0] if homes else None
        write = _EXPORT.format(stack=home.config.stack if home else "STACK")
    return RefusedError(
        "BAMP-P16",
        given=f"{state.path}, an export of {state.name or 'a stack that holds nothing'}",
        allowed=" or ".join(home.name for home in homes) or "the stack of a program",
        why="house rule: a program is compared with what its own stack has deployed",
        write=write,
    )


def _refused(given: str, *, why: str, stack: str) -> RefusedError:
    return RefusedError(
        "BAMP-P16",
        given=given,
        allowed="the output of `pulumi stack export` of the stack of a given program",
        why=why,
        write=_EXPORT.format(stack=stack),
    )
