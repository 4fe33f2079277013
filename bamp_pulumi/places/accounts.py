"""Which account a provider works in, as far as its settings say."""

import json
import re
from collections.abc import Mapping
from typing import Final, cast

from bamp_pulumi.catalog import ACCOUNT_ID_PATTERN, UNKNOWN
from bamp_pulumi.places.settings import CREDENTIALS, ROLES, listed, of_package

__all__ = ["account_of_settings", "account_of_stack", "accounts_allowed", "credentials_of"]

_ROLE_ARN: Final = re.compile(r"arn:[\w-]+:iam::(\d{12}):role/.+")
_ACCOUNT: Final = re.compile(ACCOUNT_ID_PATTERN)
_NAMELESS: Final = ("secretKey", "token")
"""Credentials that belong to an access key: it is the key that names the account."""


def account_of_settings(settings: Mapping[str, object]) -> str | None:
    """Read which account a provider works in from its settings, those of a stack or its own.

    A provider that assumes roles works in the account of the last. One that may work in several
    accounts does not say which.

    Args:
        settings: By wire name; nested ones as JSON text or plain, `UNKNOWN` where unknown.

    Returns:
        The account; empty when the settings decide it and hide it; None when they say nothing.
    """
    for name in ROLES:
        roles = listed(settings.get(name))
        if roles:
            return _account_of_role(roles[-1])
    allowed = listed(settings.get("allowedAccountIds"))
    if not allowed:
        return None
    return _account(allowed[0]) if len(allowed) == 1 else ""


def accounts_allowed(settings: Mapping[str, object]) -> frozenset[str]:
    """List the accounts between which a provider's settings leave the choice; mostly none."""
    if any(listed(settings.get(name)) for name in ROLES):
        return frozenset()
    return frozenset(map(_account, listed(settings.get("allowedAccountIds")))) - {""}


def account_of_stack(config: Mapping[str, object], *, given: str = "", assumed: str = "") -> str:
    """Decide which account a stack's default provider of package aws works in.

    Args:
        config: The stack's configuration by `namespace:key`.
        given: The account that a person gives; where the configuration names another, that
            one counts.
        assumed: The account to use where none is given.

    Returns:
        12 digits; empty when the configuration decides it and hides it.
    """
    settings = of_package(config, "aws")
    told = account_of_settings(settings)
    if told:
        return told
    if told is None:
        return given or assumed
    return given or (assumed if assumed in accounts_allowed(settings) else "")


def credentials_of(settings: Mapping[str, object]) -> frozenset[tuple[str, object]]:
    """List the settings by which a provider has credentials of its own.

    Two providers of equal ones work in the same account; what account that is they do not say.

    Args:
        settings: As of `account_of_settings`; a value that is `UNKNOWN` equals no other program's.
    """
    names = [name for name in CREDENTIALS if settings.get(name) and name not in _NAMELESS]
    return frozenset((name, _hashable(settings[name])) for name in names)


def _hashable(value: object) -> object:
    return (
        value if isinstance(value, str) or value is UNKNOWN else json.dumps(value, sort_keys=True)
    )


def _account_of_role(role: object) -> str:
    if not isinstance(role, Mapping):
        return ""
    fields = cast("Mapping[str, object]", role)
    # The SDK leaves a plain map as the program spells it.
    arn = fields.get("roleArn", fields.get("role_arn"))
    found = _ROLE_ARN.fullmatch(arn) if isinstance(arn, str) else None
    return found.group(1) if found else ""


def _account(value: object) -> str:
    """Read an account; YAML and JSON take it for a number where it does not begin with 0."""
    plain = f"{value}"
    return plain if _ACCOUNT.fullmatch(plain) else ""
