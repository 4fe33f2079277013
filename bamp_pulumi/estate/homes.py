"""In which account and Region each program is deployed, decided before any is run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.estate import Note
from bamp_pulumi.estate.options import RunOptions
from bamp_pulumi.estate.project import Project, StackConfig
from bamp_pulumi.places import account_of_stack, account_told, accounts_allowed

__all__ = ["ASSUMED_REGION", "Home", "find_homes", "region_assumed", "require_same_account"]

ASSUMED_ACCOUNT: Final = "123456789012"
"""Stands for the account where nothing says which it is: the number of AWS's own examples."""
ASSUMED_REGION: Final = "us-east-1"
"""Stands for the Region where nothing says which it is: the primary one of the built-in policy."""
_AWS: Final = "aws:"
_REGION: Final = "aws:region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A program, its stack, and where its default provider works."""

    project: Project
    config: StackConfig
    account_id: str
    """Empty when the configuration decides it and hides it."""
    region: str
    """Empty when the configuration hides it."""
    deployer_region: str
    """Region of explicit providers that set none; empty when nobody knows."""
    notes: tuple[Note, ...]

    @property
    def name(self) -> str:
        """Name of the program in an estate."""
        return f"{self.project.name}/{self.config.stack}"


def find_homes(
    chosen: Sequence[tuple[Project, StackConfig]], options: RunOptions, others: Iterable[str] = ()
) -> list[Home]:
    """Decide where programs are deployed.

    Args:
        chosen: The programs and the configuration of their stacks.
        options: What the caller says.
        others: Accounts that other sources of the same estate name.

    Raises:
        RefusedError: `BAMP-P09`, when a stack is not deployed to the account that the caller gives.
    """
    given = options.account_id or ""
    settings = [_settings(config) for _, config in chosen]
    for (project, config), own in zip(chosen, settings, strict=True):
        require_same_account(given, own, f"stack {config.stack} of {project.name}")
    told = (account_told(_of_aws(own)) for own in settings)
    named = {*filter(None, others), *filter(None, told)}
    assumed = given or (named.pop() if len(named) == 1 else ASSUMED_ACCOUNT)
    return [
        _home(project, config, own, options, assumed)
        for (project, config), own in zip(chosen, settings, strict=True)
    ]


def require_same_account(given: str, config: Mapping[str, object], whose: str) -> None:
    """Refuse an account that a stack's configuration says it is not deployed to.

    Args:
        given: The account that the caller gives; empty for none.
        config: The configuration by `namespace:key`.
        whose: What it is the configuration of, in words.

    Raises:
        RefusedError: `BAMP-P09`.
    """
    settings = _of_aws(config)
    told = account_told(settings)
    possible = frozenset({told}) if told else accounts_allowed(settings)
    if not given or not possible or given in possible:
        return
    raise RefusedError(
        "BAMP-P09",
        given=f"--account {given}",
        allowed=f"{' or '.join(sorted(possible))}, as {whose} is configured",
        why="Pulumi: aws:allowedAccountIds and aws:assumeRoles of the stack decide it",
        write=f"--account {min(possible)}, or leave it out",
    )


def _home(
    project: Project,
    config: StackConfig,
    settings: Mapping[str, object],
    options: RunOptions,
    assumed: str,
) -> Home:
    account = account_of_stack(settings, given=options.account_id or "", assumed=assumed)
    said = settings.get(_REGION, options.region or ASSUMED_REGION)
    program = f"{project.name}/{config.stack}"
    return Home(
        project=project,
        config=config,
        account_id=account,
        region=said if isinstance(said, str) else "",
        deployer_region=options.region or "",
        notes=tuple(_notes(config, program, account=account, region=options.region)),
    )


def _settings(config: StackConfig) -> dict[str, object]:
    return {**config.values, **dict.fromkeys(config.sealed, UNKNOWN)}


def _of_aws(config: Mapping[str, object]) -> dict[str, object]:
    return {k.removeprefix(_AWS): v for k, v in config.items() if k.startswith(_AWS)}


def _notes(
    config: StackConfig, program: str, *, account: str, region: str | None
) -> Iterator[Note]:
    if region is None and _REGION not in _settings(config):
        yield region_assumed(program)
    if not account:
        yield Note(
            code="account-unknown",
            program=program,
            message="its account is decided by aws:assumeRoles or aws:allowedAccountIds, which do "
            "not tell it here; nothing is taken for it: say --account ID",
        )
    elif account == ASSUMED_ACCOUNT:
        yield Note(
            code="account-assumed",
            program=program,
            message=f"names no account; {ASSUMED_ACCOUNT} is assumed",
        )
    for key in config.sealed:
        yield Note(
            code="config-sealed",
            program=program,
            message=f"configuration {key} is encrypted; taken as unknown",
        )
    for environment in config.environments:
        yield Note(
            code="config-environment",
            program=program,
            message=f"imports environment {environment}, which cannot be read offline",
        )


def region_assumed(program: str) -> Note:
    """Say that a program's Region is a guess."""
    return Note(
        code="region-assumed",
        program=program,
        message=f"sets no aws:region; {ASSUMED_REGION} is assumed",
    )
