"""The providers of one program.

An explicit provider takes nothing from the stack's `aws:` configuration; what its arguments leave
out it takes from the environment of the person who deploys. So its account is theirs, which is the
default provider's only where that has no role or credentials of its own; and its Region is unknown
unless `--region` names it.
Source: by experiment with the engine, and the documentation of Pulumi's aws provider (2026-11-22).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bamp_pulumi.places.accounts import account_of_settings, accounts_allowed
from bamp_pulumi.places.place import Place
from bamp_pulumi.places.settings import (
    CREDENTIALS,
    ROLES,
    ignored_tags_in,
    listed,
    of_package,
    tags_in,
    text,
)

__all__ = ["PROVIDER_TYPES", "Places", "is_default_provider"]

_PREFIX: Final = "pulumi:providers:"
_PACKAGES: Final = ("aws", "aws-native")
PROVIDER_TYPES: Final = frozenset(f"{_PREFIX}{package}" for package in _PACKAGES)
"""Providers that work in an account of AWS."""
_DEFAULT_PROVIDER: Final = re.compile(rf".*::{_PREFIX}[\w-]+::default(_\d.*)?")
"""The engine's own providers: `default`, or with the version behind it, `default_7_51_1`."""
_PROVIDER_OF_AWS: Final = re.compile(rf"[:$]{_PREFIX}(?:{'|'.join(_PACKAGES)})::")
"""In a URN; behind the types of its parents, where it has any."""
_NOWHERE: Final = Place()


def is_default_provider(urn: str) -> bool:
    """Return True if a provider's URN is that of one of the engine's own."""
    return bool(_DEFAULT_PROVIDER.fullmatch(urn))


class Places:
    """Where the providers of one program work."""

    def __init__(
        self,
        config: Mapping[str, object],
        *,
        account_id: str = "",
        region: str = "",
        deployer_region: str = "",
    ) -> None:
        """Start with the default providers.

        Args:
            config: The stack's configuration by `namespace:key`.
            account_id: Where the default provider of package aws works; see `account_of_stack`.
            region: Where the default providers work, as far as the configuration does not say.
            deployer_region: Region in the environment of the person who deploys. Default: unknown.
        """
        self._stack = of_package(config, "aws")
        self._account = account_id
        self._deployer_region = deployer_region
        has_own = any(self._stack.get(name) for name in (*ROLES, *CREDENTIALS))
        self._deployer_account = "" if has_own else account_id
        self._explicit: dict[str, Place] = {}
        self._default = {
            "aws": Place(
                account_id=account_id,
                region=_region(self._stack, region),
                default_tags=tags_in(self._stack.get("defaultTags")),
                ignored_tags=ignored_tags_in(self._stack.get("ignoreTags")),
            )
        }
        native = of_package(config, "aws-native")
        self._default["aws-native"] = Place(
            account_id=self._account_of(native),
            region=_region(native, region),
            default_tags=tags_in(native.get("defaultTags")),
            ignored_tags=ignored_tags_in(native.get("ignoreTags")),
        )

    def record(self, urn: str, settings: Mapping[str, object]) -> None:
        """Remember an explicit provider by its URN.

        Args:
            urn: Its URN.
            settings: Its inputs by wire name, plain values, `UNKNOWN` where unknown.
        """
        if is_default_provider(urn):
            return
        self._explicit[urn] = Place(
            account_id=self._account_of(settings),
            region=_region(settings, self._deployer_region),
            default_tags=tags_in(settings.get("defaultTags")),
            ignored_tags=ignored_tags_in(settings.get("ignoreTags")),
        )

    def settle(self, urn: str, account_id: str) -> None:
        """Record the account of an explicit provider that hides it: that of its resources."""
        place = self._explicit.get(urn)
        if place is not None and not place.account_id:
            self._explicit[urn] = replace(place, account_id=account_id)

    def of(self, type_token: str, provider: str, inputs: Mapping[str, object]) -> Place:
        """Return where a resource is made.

        Args:
            type_token: Its type; what is not of AWS has the place of the default provider.
            provider: Reference to its provider (`<urn>::<id>`); empty for the default one.
            inputs: Its inputs by wire name; its own `region` counts before its provider's.
        """
        place = self.of_provider(type_token.partition(":")[0], provider)
        own = inputs.get("region")
        return place if own is None else replace(place, region=text(own))

    def of_provider(self, package: str, provider: str) -> Place:
        """Return where a provider of a package works; `provider` as of `of`."""
        urn = provider.rpartition("::")[0]
        if _PROVIDER_OF_AWS.search(urn) and not is_default_provider(urn):
            return self._explicit.get(urn, _NOWHERE)
        return self._default.get(package, self._default["aws"])

    def _account_of(self, settings: Mapping[str, object]) -> str:
        """Return where a provider works that uses the credentials of the person who deploys."""
        told = account_of_settings(settings)
        if told or any(listed(settings.get(name)) for name in ROLES):
            return told or ""
        account = self._account_by_credentials(settings)
        return account if told is None or account in accounts_allowed(settings) else ""

    def _account_by_credentials(self, settings: Mapping[str, object]) -> str:
        own, stacks = _credentials(settings), _credentials(self._stack)
        if not own:
            return self._deployer_account
        # The stack's profile given once more is the stack's account once more.
        is_same = own == stacks and all(isinstance(value, str) for value in own.values())
        return self._account if is_same and not any(map(self._stack.get, ROLES)) else ""


def _credentials(settings: Mapping[str, object]) -> dict[str, object]:
    return {name: settings[name] for name in CREDENTIALS if settings.get(name)}


def _region(settings: Mapping[str, object], otherwise: str) -> str:
    said = settings.get("region")
    return otherwise if said is None else text(said)
