"""In which account and Region each program is deployed, decided before any is run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.estate import Note
from bamp_pulumi.estate.known_regions import require_known_regions_of
from bamp_pulumi.estate.options import RunOptions
from bamp_pulumi.estate.project import Project, StackConfig
from bamp_pulumi.places import (
    Place,
    account_of_settings,
    account_of_stack,
    accounts_allowed,
    credentials_of,
)

__all__ = [
    "ASSUMED_ACCOUNT",
    "ASSUMED_REGION",
    "ProgramPlace",
    "account_assumed",
    "account_taken",
    "find_program_places",
    "region_assumed",
    "require_same_account",
]

ASSUMED_ACCOUNT: Final = "123456789012"
"""The account that is assumed where none is named: the number of AWS's own examples."""
ASSUMED_REGION: Final = "us-east-1"
"""The Region that is assumed where none is named: the primary one of the built-in policy."""
_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})
_NOWHERE: Final[Mapping[str, Place]] = MappingProxyType({})
_AWS: Final = "aws:"
_REGION: Final = "aws:region"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramPlace:
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
    account_assumed: bool = False
    account_from: str = ""
    """Source whose account was assumed to be this one's; see `Program`."""
    region_assumed: bool = False

    @property
    def name(self) -> str:
        """Name of the program in an estate."""
        return f"{self.project.name}/{self.config.stack}"


def find_program_places(
    chosen: Sequence[tuple[Project, StackConfig]],
    options: RunOptions,
    others: Mapping[str, str] = _NOBODY,
    deployed: Mapping[str, Place] = _NOWHERE,
) -> list[ProgramPlace]:
    """Decide where programs are deployed.

    Args:
        chosen: The programs and the configuration of their stacks.
        options: What the caller gives.
        others: Accounts that other sources of the same estate name, each with the source's name.
        deployed: Account and Region that the state of a stack shows, by name of the program.

    Raises:
        RefusedError: `BAMP-P09`, when a stack is not deployed to the account that the caller
            gives; `BAMP-P13`, when one is configured with a Region that AWS does not have.
    """
    given = options.account_id or ""
    settings = [_settings(config) for _, config in chosen]
    for (project, config), own in zip(chosen, settings, strict=True):
        stack = f"stack {config.stack} of {project.name}"
        require_same_account(given, own, stack)
        require_known_regions_of(own, stack, config.lines)
    told = {
        account: f"{project.name}/{config.stack}"
        for (project, config), own in zip(chosen, settings, strict=True)
        if (account := account_of_settings(_of_aws(own)))
    }
    named = {**others, **told}
    by_credentials = [_Credentials.of(number, own) for number, own in enumerate(settings)]
    return [
        _home(
            project,
            config,
            own,
            _deployed_to(options, own, deployed.get(f"{project.name}/{config.stack}")),
            _assumed(of_own, by_credentials, named),
        )
        for (project, config), own, of_own in zip(chosen, settings, by_credentials, strict=True)
    ]


def _deployed_to(
    options: RunOptions, settings: Mapping[str, object], deployed: Place | None
) -> RunOptions:
    """Take the place where a program is deployed already as if it had been given.

    Its Region, only where the configuration sets none: then who deploys has set it.
    """
    if deployed is None:
        return options
    away = "" if _REGION in settings else deployed.region
    return replace(
        options,
        account_id=options.account_id or deployed.account_id or None,
        region=options.region or away or None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Credentials:
    """By what one program's default provider has access, and what account that is."""

    own: frozenset[tuple[str, object]]
    """Empty for those of whoever deploys."""
    account_id: str

    @classmethod
    def of(cls, number: int, config: Mapping[str, object]) -> "_Credentials":
        settings = _of_aws(config)
        own = credentials_of(settings)
        if any(value is UNKNOWN for _, value in own):
            # What is sealed equals nothing, not even what is sealed elsewhere.
            own = frozenset({*own, ("program", number)})
        return cls(own=own, account_id=account_of_settings(settings) or "")


def _assumed(
    of_own: _Credentials, every: Sequence[_Credentials], named: Mapping[str, str]
) -> tuple[str, str]:
    """Decide what account to assume, and which source names it.

    Equal credentials are of one account. Those of whoever deploys may be another source's account,
    if there is but one. A profile may be any account's. Where nothing at all is named, the last
    source's account has a number made up for it, and other credentials are not taken for its.
    """
    same = {one.account_id for one in every if one.own == of_own.own and one.account_id}
    if len(same) == 1 and of_own.own:
        return next(iter(same)), ""
    if not named:
        return (ASSUMED_ACCOUNT, "") if of_own.own == every[-1].own else ("", "")
    if len(named) == 1 and not of_own.own:
        return next(iter(named.items()))
    return "", ""


def require_same_account(given: str, config: Mapping[str, object], whose: str) -> None:
    """Refuse an account that a stack's configuration does not allow.

    Args:
        given: The account that the caller gives; empty for none.
        config: The configuration by `namespace:key`.
        whose: What it is the configuration of, in words.

    Raises:
        RefusedError: `BAMP-P09`.
    """
    settings = _of_aws(config)
    told = account_of_settings(settings)
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
    assumed: tuple[str, str],
) -> ProgramPlace:
    given, (account_assumed, source) = options.account_id or "", assumed
    account = account_of_stack(settings, given=given, assumed=account_assumed)
    is_assumed = bool(account) and not given and account_of_settings(_of_aws(settings)) != account
    said = settings.get(_REGION, options.region or ASSUMED_REGION)
    program = f"{project.name}/{config.stack}"
    home = ProgramPlace(
        project=project,
        config=config,
        account_id=account,
        region=said if isinstance(said, str) else "",
        deployer_region=options.region or "",
        notes=(),
        account_assumed=is_assumed and (bool(source) or account == ASSUMED_ACCOUNT),
        account_from=source if is_assumed else "",
        region_assumed=options.region is None and _REGION not in settings,
    )
    return replace(home, notes=tuple(_notes(home, program)))


def _settings(config: StackConfig) -> dict[str, object]:
    return {**config.values, **dict.fromkeys(config.sealed, UNKNOWN)}


def _of_aws(config: Mapping[str, object]) -> dict[str, object]:
    return {k.removeprefix(_AWS): v for k, v in config.items() if k.startswith(_AWS)}


def _notes(home: ProgramPlace, program: str) -> Iterator[Note]:
    config = home.config
    if home.region_assumed:
        yield region_assumed(program)
    if not home.account_id:
        yield Note(
            code="account-unknown",
            program=program,
            message="its account is decided by aws:assumeRoles, aws:allowedAccountIds or its own "
            "credentials, which do not show it here; no account is assumed: give --account ID",
        )
    elif home.account_from:
        yield account_taken(program, home.account_id, home.account_from)
    elif home.account_assumed:
        yield account_assumed(program)
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


def account_assumed(program: str) -> Note:
    """Note that the number of a program's account is assumed."""
    return Note(
        code="account-assumed",
        program=program,
        message=f"names no account; {ASSUMED_ACCOUNT} is assumed",
    )


def account_taken(program: str, account_id: str, source: str) -> Note:
    """Note that a program's account is taken to be that of another source."""
    return Note(
        code="account-taken",
        program=program,
        message=f"{program} names no account; {account_id} is assumed, the account of {source}, "
        f"and its selections match nowhere else; say --account {account_id}, or set "
        "aws:allowedAccountIds",
    )


def region_assumed(program: str) -> Note:
    """Note that a program's Region is assumed."""
    return Note(
        code="region-assumed",
        program=program,
        message=f"sets no aws:region; {ASSUMED_REGION} is assumed",
    )
