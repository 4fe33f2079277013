"""In which account and Region resources live, and which tags their providers add.

An explicit provider takes nothing from the stack's `aws:` configuration; what it does not say
itself it takes from the environment of whoever deploys, which nobody knows here.
Source: by experiment with the engine, and the documentation of Pulumi's aws provider (2026-11-22).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import TypeAdapter, ValidationError

from bamp_pulumi.estate.marks import UNKNOWN_STRING
from bamp_pulumi.estate.pulumi_json import State

__all__ = ["Place", "Places", "account_told"]

_PROVIDERS: Final = "pulumi:providers:"
_PACKAGES: Final = ("aws", "aws-native")
_ACCOUNT: Final = re.compile(r"(?<!\d)\d{12}(?!\d)")
_ROLES: Final = ("assumeRole", "assumeRoles", "assumeRoleWithWebIdentity")
_CREDENTIALS: Final = ("profile", "accessKey", "sharedCredentialsFiles", "sharedConfigFiles")
_DEFAULT_TAGS: Final = TypeAdapter(dict[str, dict[str, str]])
_ACCOUNT_IN_ARN: Final = 4
"""`arn:aws:rds:us-east-1:111122223333:db:orders`: the fifth part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a provider gives to its resources."""

    account_id: str = ""
    """Empty when it cannot be told."""
    region: str = ""
    """Empty when it cannot be told."""
    default_tags: Mapping[str, str] = field(default_factory=dict[str, str])


def account_told(settings: Mapping[str, object]) -> str | None:
    """Read which account a provider works in from its settings, those of a stack or its own.

    A provider that assumes roles works in the account of the last. One that may work in several
    accounts says nothing of which.

    Returns:
        The account; empty when the settings decide it and hide it; None when they say nothing.
    """
    roles = "".join(f"{settings.get(name) or ''}" for name in _ROLES)
    if roles:
        return next(reversed(_ACCOUNT.findall(roles)), "")
    allowed = settings.get("allowedAccountIds")
    if not allowed:
        return None
    found = {*_ACCOUNT.findall(f"{allowed}")}
    return found.pop() if len(found) == 1 else ""


class Places:
    """The providers of one program."""

    def __init__(
        self, states: Sequence[State], config: Mapping[str, object], fallback: Place
    ) -> None:
        """Read the providers.

        Args:
            states: Everything that the program registers.
            config: The stack's configuration by `namespace:key`.
            fallback: Where its default providers work, as far as the configuration does not say.
        """
        self._default = {package: _default(package, config, fallback) for package in _PACKAGES}
        ambient = _ambient_account(config, self._default["aws"])
        self._explicit = {
            state.urn: _explicit(state.inputs, ambient)
            for state in states
            if state.type in {f"{_PROVIDERS}{package}" for package in _PACKAGES}
            and "::default" not in state.urn
        }
        for urn, account in _deployed_accounts(states):
            place = self._explicit.get(urn)
            if place is not None and not place.account_id:
                self._explicit[urn] = Place(
                    account_id=account, region=place.region, default_tags=place.default_tags
                )

    def of(self, state: State) -> Place:
        """Return where a resource lives: its own Region and ARN go before its provider's."""
        provider = state.provider.rpartition("::")[0]
        default = self._default.get(state.type.partition(":")[0], self._default["aws"])
        place = self._explicit.get(provider, default)
        own = state.inputs.get("region")
        return Place(
            account_id=_account_in_arn(state) or place.account_id,
            region=place.region if own is None else _text(own),
            default_tags=place.default_tags,
        )


def _default(package: str, config: Mapping[str, object], fallback: Place) -> Place:
    prefix = f"{package}:"
    settings = {k.removeprefix(prefix): v for k, v in config.items() if k.startswith(prefix)}
    told = account_told(settings)
    return Place(
        account_id=told or fallback.account_id,
        region=_text(settings.get("region")) or fallback.region,
        default_tags=_tags(settings.get("defaultTags")) or fallback.default_tags,
    )


def _ambient_account(config: Mapping[str, object], default: Place) -> str:
    """Return the account of whoever deploys; empty where the stack's configuration leaves it."""
    return "" if any(config.get(f"aws:{name}") for name in _ROLES) else default.account_id


def _explicit(settings: Mapping[str, object], ambient: str) -> Place:
    told = account_told(settings)
    if told is None:
        told = "" if any(settings.get(name) for name in _CREDENTIALS) else ambient
    region, tags = _text(settings.get("region")), _tags(settings.get("defaultTags"))
    return Place(account_id=told, region=region, default_tags=tags)


def _deployed_accounts(states: Sequence[State]) -> Iterator[tuple[str, str]]:
    """Tell the account of each provider whose deployed resources all lie in one."""
    found: dict[str, set[str]] = {}
    for state in states:
        account = _account_in_arn(state)
        if account:
            found.setdefault(state.provider.rpartition("::")[0], set()).add(account)
    yield from ((urn, accounts.pop()) for urn, accounts in found.items() if len(accounts) == 1)


def _account_in_arn(state: State) -> str:
    parts = _text(state.outputs.get("arn")).split(":")
    account = parts[_ACCOUNT_IN_ARN] if len(parts) > _ACCOUNT_IN_ARN else ""
    return account if _ACCOUNT.fullmatch(account) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) and value != UNKNOWN_STRING else ""


def _tags(value: object) -> dict[str, str]:
    """Read a provider's default tags: nested settings of a provider travel as JSON text."""
    try:
        plain: object = json.loads(value) if isinstance(value, str) else value or {}
        return _DEFAULT_TAGS.validate_python(plain).get("tags", {})
    except (ValueError, ValidationError):
        return {}
