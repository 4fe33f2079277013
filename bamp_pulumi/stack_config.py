"""The `bamp:` keys of a stack's configuration: which there are, and no others.

Pulumi ignores a key that no program reads. A mistyped `bamp:access` would leave the vaults open to
everybody, and nobody would hear of it.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env

from bamp_pulumi.errors import Refusal
from bamp_pulumi.program_error import ProgramError

__all__ = ["STACK_CONFIG_KEYS", "read_stack_config"]

_NAMESPACE: Final = "bamp"

STACK_CONFIG_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "access": "who may change and delete in the vaults (account stack)",
        "adopt": "take over what an earlier baseline left (account stack)",
        "alerts": "who is told when backups go wrong (account stack)",
        "copy_source_account_ids": "accounts that may copy in (account stack)",
        "copy_source_organization_id": "organization that may copy in (account stack)",
        "expire_noncurrent_versions": "delete old versions of objects (service stacks)",
        "irreversible_lock_accepted_on": "the second key of a compliance lock (account stack)",
        "owner": "who answers for what the stack declares",
        "policy": "what is promised",
        "prefix": "what the names of the account's baseline begin with (service stacks)",
        "resource_types_not_offered": "types that AWS Backup lacks there (account stack)",
        "tier": "tier of what names none (service stacks)",
    }
)
"""What each key says. One table for both kinds of stack: a program may be both."""


def read_stack_config() -> pulumi.Config:
    """Return the `bamp:` configuration of the running stack, when it holds known keys only.

    Raises:
        ProgramError: `BAMP-I07`, with the nearest known key, for each key that nothing reads.
    """
    unknown = sorted(set(_keys()) - STACK_CONFIG_KEYS.keys())
    if unknown:
        raise ProgramError(*(_refusal(key) for key in unknown))
    return pulumi.Config(_NAMESPACE)


def _keys() -> Iterable[str]:
    """List the keys of the namespace: Pulumi gives a program all of its stack's configuration."""
    given = {**get_config_env(), **CONFIG.get()}
    prefix = f"{_NAMESPACE}:"
    return (key.removeprefix(prefix) for key in given if key.startswith(prefix))


def _refusal(key: str) -> Refusal:
    nearest = get_close_matches(key, STACK_CONFIG_KEYS, n=1, cutoff=0.0)[0]
    return Refusal(
        code="BAMP-I07",
        given=f"configuration {_NAMESPACE}:{key}",
        allowed=", ".join(f"{_NAMESPACE}:{known}" for known in STACK_CONFIG_KEYS),
        why="house rule: a setting that nothing reads is a typing error, and would be missed",
        write=f"pulumi config rm {_NAMESPACE}:{key}; pulumi config set {_NAMESPACE}:{nearest} ...",
    )
