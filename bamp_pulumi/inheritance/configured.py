"""The configuration of a service stack: every key is validated at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import pulumi

from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.inheritance.known_owner import known_owner
from bamp_pulumi.inheritance.tag_builders import tier as tier_tags
from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy, nearest
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.stack_config import (
    NAMESPACE,
    account_key_refusals,
    key_refusals,
    stack_document,
)
from bamp_pulumi.stack_file import in_stack_file

__all__ = ["ServiceConfig", "read_service_config", "refused_account_keys"]

_POLICY: Final = f"{NAMESPACE}:policy"
_TIER: Final = f"{NAMESPACE}:tier"
_OWNER: Final = f"{NAMESPACE}:owner"
_EXPIRE: Final = f"{NAMESPACE}:expire_noncurrent_versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceConfig:
    """The `bamp:` configuration of a service stack."""

    policy: BackupPolicy
    tier: str | None
    owner: str | None
    prefix: str | None
    expire_noncurrent_versions: bool


def read_service_config(policy: BackupPolicy | None) -> ServiceConfig:
    """Read the `bamp:` configuration of the running stack.

    Args:
        policy: The policy that the program gives, which then wins.

    Raises:
        ProgramError: Everything that is refused in it, each with file and line.
    """
    document = stack_document()

    def judge(changed: object) -> Sequence[Refusal]:
        return list(_refusals(cast("Mapping[str, object]", changed), policy))

    refused = judge(document)
    if refused:
        raise ProgramError(*in_stack_file(document, refused, judge))
    config = pulumi.Config(NAMESPACE)
    # Any: whatever the stack file holds; what is encrypted has not been judged above.
    configured: Any = config.get_object("policy")
    promised = default_policy() if configured is None else load_policy(configured, at=_POLICY)
    return ServiceConfig(
        policy=policy or promised,
        tier=config.get("tier"),
        owner=config.get("owner"),
        prefix=config.get("prefix"),
        expire_noncurrent_versions=config.get_bool("expire_noncurrent_versions") or False,
    )


def refused_account_keys() -> tuple[Refusal, ...]:
    """List the keys of an account that the running stack sets, each with file and line."""
    document = stack_document()

    def judge(changed: object) -> Sequence[Refusal]:
        return list(account_key_refusals(cast("Mapping[str, object]", changed)))

    refused = judge(document)
    return in_stack_file(document, refused, judge) if refused else ()


def _refusals(document: Mapping[str, object], policy: BackupPolicy | None) -> Iterator[Refusal]:
    yield from key_refusals(document)
    promised = policy or default_policy()
    if _POLICY in document:
        try:
            configured = load_policy(document[_POLICY], at=_POLICY, owner=known_owner())
        except BampError as error:
            yield from error.refusals
            promised = None
        else:
            promised = policy or configured
    tier = document.get(_TIER)
    if promised is not None and isinstance(tier, str) and tier not in promised.tiers:
        near = nearest(tier, promised.tiers) or promised.default_tier
        yield Refusal(
            code="BAMP-T01",
            given=f"tier {tier!r}",
            allowed=", ".join(promised.tiers),
            why=f"house rule: policy {promised.name!r} defines these tiers and no other",
            write=near,
            path=_TIER,
            edits=((_TIER, near),),
        )
    owner = document.get(_OWNER)
    if isinstance(owner, str):
        yield from _owner_refusals(owner)
    expire = document.get(_EXPIRE, False)
    if not isinstance(expire, bool):
        meant = str(expire).strip().casefold() in ("yes", "on", "1", "true")
        yield Refusal(
            code="BAMP-D03",
            given=f"expire_noncurrent_versions={expire!r}",
            allowed="true or false",
            why="house rule: a value is taken as it is written, never converted",
            write=str(meant).lower(),
            path=_EXPIRE,
            edits=((_EXPIRE, meant),),
        )


def _owner_refusals(owner: str) -> Iterator[Refusal]:
    try:
        tier_tags(default_policy().default_tier, owner)
    except BampError as error:
        for refusal in error.refusals:
            meant = refusal.write.partition("=")[2].strip("'\"")
            yield Refusal(
                code=refusal.code,
                given=refusal.given,
                allowed=refusal.allowed,
                why=refusal.why,
                write=refusal.write,
                path=_OWNER,
                edits=((_OWNER, meant),),
            )
