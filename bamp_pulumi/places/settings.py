"""Reading a provider's settings: nested ones travel as JSON text, in configuration and inputs."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, cast

from bamp_pulumi.places.place import IgnoredTags
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = [
    "CREDENTIALS",
    "ROLES",
    "ignored_tags_in",
    "listed",
    "of_package",
    "tags_in",
    "text",
]

ROLES: Final = ("assumeRoles", "assumeRole", "assumeRoleWithWebIdentity")
"""Settings by which a provider works as a role. The first that is set decides: a role that is
assumed by web identity is what the others start from.

Source: pulumi_aws 7.51.1 (a list), pulumi_aws_native (one role), read 2026-11-26.
"""
CREDENTIALS: Final = (
    "profile",
    "accessKey",
    "secretKey",
    "token",
    "sharedCredentialsFiles",
    "sharedConfigFiles",
)
"""Settings by which a provider has credentials of its own: they name no account."""


def of_package(config: Mapping[str, object], package: str) -> dict[str, object]:
    """Take the settings of one package's default provider out of a stack's configuration."""
    prefix = f"{package}:"
    return {k.removeprefix(prefix): v for k, v in config.items() if k.startswith(prefix)}


def text(value: object) -> str:
    """Return a known string; empty for anything else."""
    return value if isinstance(value, str) else ""


def listed(value: object) -> list[object]:
    """Read a setting that holds one thing or several; empty when it is not set."""
    plain = _parsed(value) if isinstance(value, str) else value
    if plain is None or plain in ("", {}):
        return []
    return cast("list[object]", plain) if isinstance(plain, list) else [plain]


def tags_in(value: object) -> Mapping[str, str]:
    """Read `{"tags": {...}}`; what is not known by key and value is left out."""
    plain = _parsed(value) if isinstance(value, str) else value
    # JSON: keys are text, values are anything.
    tags = cast("Mapping[str, object]", plain).get("tags") if isinstance(plain, Mapping) else None
    if not isinstance(tags, Mapping):
        return {}
    found = cast("Mapping[str, object]", tags)
    return {key: item for key, item in found.items() if isinstance(item, str)}


def ignored_tags_in(value: object) -> IgnoredTags:
    """Read `{"keys": [...], "keyPrefixes": [...]}`; what is not known may be any key."""
    plain = _parsed(value) if isinstance(value, str) else value
    if plain is None or plain == "":
        return IgnoredTags()
    if not isinstance(plain, Mapping):
        return IgnoredTags(prefixes=("",))
    given = cast("Mapping[str, object]", plain)  # JSON: keys are text, values are anything
    # A Python dictionary reaches the provider with the names that the program gives.
    spelled = given.get("keyPrefixes", given.get("key_prefixes"))
    keys, prefixes = listed(given.get("keys")), listed(spelled)
    if not all(isinstance(each, str) for each in (*keys, *prefixes)):
        return IgnoredTags(prefixes=("",))
    return IgnoredTags(
        keys=frozenset(each for each in keys if isinstance(each, str)),
        prefixes=tuple(each for each in prefixes if isinstance(each, str)),
    )


@lru_cache(maxsize=64)
def _parsed(value: str) -> object:
    try:
        return parse_json(value)
    except UnreadableError:
        return value
