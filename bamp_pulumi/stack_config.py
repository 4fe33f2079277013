"""The `bamp:` keys of a stack's configuration: which there are, and no others.

Pulumi ignores a key that no program reads. A mistyped `bamp:access` would leave the vaults open to
everybody, and nobody would be notified.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Final, cast

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env

from bamp_pulumi.errors import REMOVED, Refusal, Renamed
from bamp_pulumi.policy import BackupPolicy, nearest
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.remedies import Notation
from bamp_pulumi.stack_file import in_stack_file

__all__ = [
    "INHERITING",
    "NAMESPACE",
    "STACK_CONFIG_KEYS",
    "account_key_refusals",
    "account_refusals",
    "key_refusals",
    "read_stack_config",
    "stack_document",
]

NAMESPACE: Final = "bamp"

STACK_CONFIG_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "access": "who may change and delete in the vaults (account stack)",
        "adopt": "adopt what an earlier baseline left (account stack)",
        "alerts": "who is notified when backups go wrong (account stack)",
        "copy_source_account_ids": "accounts that may copy in (account stack)",
        "copy_source_organization_id": "organization that may copy in (account stack)",
        "expire_noncurrent_versions": "delete old versions of objects (service stacks)",
        "irreversible_lock_accepted_on": "the second key of a compliance lock (account stack)",
        "owner": "who is responsible for what the stack declares",
        "policy": "what is promised",
        "prefix": "what the names of the account's baseline begin with",
        "resource_types_not_offered": "types that AWS Backup lacks there (account stack)",
        "restore_tests": "how restores are tested (account stack)",
        "tier": "tier of resources that name none (service stacks)",
        "trail": "a CloudTrail trail of the account (account stack)",
    }
)
"""What each key says. One table for both kinds of stack: a program may be both."""

# One process may run many programs (tests, Automation API), each in a context of its own, as
# Pulumi keeps its own settings: a module global would leak from one into the next.
INHERITING: Final[ContextVar[pulumi.Resource | None]] = ContextVar(
    "bamp_pulumi_inheriting_stack", default=None
)
"""The stack whose program has called `inherit`."""

_OF_SERVICES: Final = ("expire_noncurrent_versions", "tier")
"""Keys that only `inherit` reads."""

_OF_ACCOUNTS: Final = (
    "access",
    "adopt",
    "alerts",
    "copy_source_account_ids",
    "copy_source_organization_id",
    "irreversible_lock_accepted_on",
    "resource_types_not_offered",
    "restore_tests",
    "trail",
)
"""Keys that only the program of an account reads."""

_ALIKE: Final = 0.7
"""From here on a namespace is taken for a slip of ours: `bmap`, `bampp`."""


def read_stack_config() -> pulumi.Config:
    """Return the `bamp:` configuration of the running stack, when it holds known keys only.

    Raises:
        ProgramError: `BAMP-I07`, with the nearest known key, for each key that nothing reads.
    """
    document = stack_document()
    unknown = list(key_refusals(document))
    if unknown:
        raise ProgramError(
            *in_stack_file(
                document, unknown, lambda d: [*key_refusals(cast("Mapping[str, object]", d))]
            )
        )
    return pulumi.Config(NAMESPACE)


_ACCOUNTS: Final = "aws:allowedAccountIds"
_ACCOUNT: Final = re.compile(r"\d{12}")


def stack_document() -> dict[str, object]:
    """Return all configuration of the running stack by `namespace:key`, objects as plain data."""
    # Pulumi gives a program all of its stack's configuration.
    given = {**get_config_env(), **CONFIG.get()}
    return {key: _plain(text) for key, text in sorted(given.items())}


def key_refusals(
    document: Mapping[str, object],
    *,
    own_namespace: str | None = None,
    inherits: bool = True,
    declares: bool = False,
) -> Iterator[Refusal]:
    """Refuse keys that nothing reads.

    Args:
        document: The configuration.
        own_namespace: Namespace of the project, where its program reads nothing of its own:
            known keys in it are then meant for `bamp`. Default: the program may read them.
        inherits: Whether the program calls `inherit`, which reads the keys of services.
        declares: Whether it is an account that is declared. Default: keys that only accounts
            have are not named, for they are refused once the program has declared none.
    """
    readable = [key for key in STACK_CONFIG_KEYS if inherits or key not in _OF_SERVICES]
    for key, value in document.items():
        namespace, _, name = key.partition(":")
        known = name if name in readable else nearest(name, readable)
        is_ours = namespace == NAMESPACE
        if namespace == pulumi.get_project() and name == NAMESPACE:
            yield from _split_key(key, value, _listed(readable, declares=declares))
            continue
        if is_ours and name in _OF_SERVICES and not inherits:
            yield _only_services_read(key)
            continue
        if (is_ours and name in STACK_CONFIG_KEYS) or name.startswith(f"{NAMESPACE}:"):
            continue
        is_near = namespace != own_namespace and known and _is_near(namespace, document)
        is_own = namespace == own_namespace and name in STACK_CONFIG_KEYS
        # A service's program may have a `policy` of its own, but not one that extends a preset.
        is_own = is_own or (namespace == pulumi.get_project() and _is_our_policy(name, value))
        if is_ours or is_near or (is_own and f"{NAMESPACE}:{name}" not in document):
            meant = f"{NAMESPACE}:{known}" if known else ""
            free = meant if meant not in document else ""
            yield Refusal(
                code="BAMP-I07",
                given="configuration that nothing reads",
                # One that is probably meant may be an account's, whose program this is then, too.
                allowed=_listed(readable, declares=declares, meant=known),
                why="house rule: a setting that nothing reads is a typing error, and would be "
                "missed",
                write=f"{free}: ..." if free else f"nothing: remove {key}",
                path=key,
                edits=((key, Renamed(free) if free else REMOVED),),
            )


def _listed(keys: Sequence[str], *, declares: bool, meant: str | None = None) -> str:
    """List keys for a message; those that only accounts have where one may be declared."""
    listed = [each for each in keys if declares or each not in _OF_ACCOUNTS or each == meant]
    return ", ".join(f"{NAMESPACE}:{each}" for each in listed)


def _split_key(key: str, value: object, allowed: str) -> Iterator[Refusal]:
    """Refuse a key of ours that YAML has read as a key `bamp`, and the rest as its value."""
    if isinstance(value, str):
        first, _, rest = value.partition(" ")
        entries: dict[str, object] = {first.rstrip(":"): rest.strip()} if rest.strip() else {}
    else:
        entries = dict(cast("Mapping[str, object]", value)) if isinstance(value, Mapping) else {}
    known = {nearest(name, STACK_CONFIG_KEYS): held for name, held in entries.items()}
    if not known or None in known:
        return  # the program's own
    meant = {f"{NAMESPACE}:{name}": held for name, held in known.items()}
    yield Refusal(
        code="BAMP-I07",
        given=f"a key `{NAMESPACE}`, which nothing reads",
        allowed=allowed,
        why="house rule: a setting that nothing reads is a typing error, and would be missed; in "
        "a key of Pulumi's configuration no space follows the first colon",
        write="\n".join(Notation.YAML.entry(name, held, name) for name, held in meant.items()),
        path=key,
        edits=((key, REMOVED), *meant.items()),
    )


def _only_services_read(key: str) -> Refusal:
    return Refusal(
        code="BAMP-I07",
        given="configuration that only inherit() reads",
        allowed=", ".join(f"{NAMESPACE}:{k}" for k in STACK_CONFIG_KEYS if k not in _OF_SERVICES),
        why="house rule: a setting that nothing reads would be missed; it belongs to the stacks of "
        "services, and here to a program that calls inherit() first",
        write=f"nothing: take {key} out",
        path=key,
        edits=((key, REMOVED),),
    )


def account_key_refusals(document: Mapping[str, object]) -> Iterator[Refusal]:
    """Refuse keys of an account, in the stack of a program that declares none."""
    services = [each for each in STACK_CONFIG_KEYS if each not in _OF_ACCOUNTS]
    for name in _OF_ACCOUNTS:
        key = f"{NAMESPACE}:{name}"
        if key not in document:
            continue
        yield Refusal(
            code="BAMP-I07",
            given="configuration that only the program of an account reads",
            allowed=", ".join(f"{NAMESPACE}:{each}" for each in services),
            why="house rule: a setting that nothing reads would be missed. This program declares "
            f"no account; {key} ({STACK_CONFIG_KEYS[name].partition(' (')[0]}) belongs to the "
            "stack of the program that calls declare_account()",
            write=f"nothing: remove {key}",
            path=key,
            edits=((key, REMOVED),),
        )


def _is_our_policy(name: str, value: object) -> bool:
    """Return True for the document of a policy: each of its fields is one of ours."""
    if name != "policy" or not isinstance(value, Mapping):
        return False
    keys = set(cast("Mapping[object, object]", value))
    return bool(keys) and keys <= {"extends", *BackupPolicy.model_fields}


def account_refusals(document: Mapping[str, object]) -> Iterator[Refusal]:
    """Refuse accounts of the stack that are none: a deployment would go to no account at all."""
    value = document.get(_ACCOUNTS)
    given = cast("list[object]", value) if isinstance(value, list) else [value]
    wrong = [each for each in given if each is not None and not _ACCOUNT.fullmatch(str(each))]
    if value is None or not wrong:
        return
    write = ["111122223333"]
    yield Refusal(
        code="BAMP-N04",
        given=f"{_ACCOUNTS}: {wrong[0]}",
        allowed="account IDs of 12 digits, in quotes",
        why="AWS: an account ID has 12 digits; YAML reads one without quotes as a number, and one "
        "that begins with 0 as another number",
        write=f"{_ACCOUNTS}: {json.dumps(write)}",
        path=_ACCOUNTS,
        edits=((_ACCOUNTS, write),),
    )


def _is_near(namespace: str, document: Mapping[str, object]) -> bool:
    """Return True if a namespace is a slip of ours: it looks like it, and is no package's."""
    del document
    if namespace == NAMESPACE or namespace == pulumi.get_project():
        return False
    folded = namespace.casefold().replace("_", "-")
    is_alike = SequenceMatcher(None, folded, NAMESPACE).ratio() >= _ALIKE
    return is_alike or folded.startswith(NAMESPACE)


def _plain(text: str) -> object:
    """Return an object, a number or a truth value that Pulumi hands over as JSON; else the text."""
    if not text.strip().startswith(("{", "[")) and text not in ("true", "false"):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
