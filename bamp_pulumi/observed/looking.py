"""A running account is looked at: read by page, and judged by what it promises."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from bamp_pulumi.baseline import Manifest, expected_of
from bamp_pulumi.lambdas.health import (
    ROWS,
    Expected,
    Seen,
    Standing,
    Unseen,
    actions_of,
    judge,
    since_selected,
    since_vaults,
)
from bamp_pulumi.lambdas.health.reading import Progress, read_account
from bamp_pulumi.observed.buckets import with_buckets
from bamp_pulumi.observed.keys import vault_keys
from bamp_pulumi.observed.scope import Scope, not_offered_by, scope_of
from bamp_pulumi.observed.session import Account

__all__ = ["Observation", "look"]

_DENIED: Final = ("accessdenied", "unauthorized", "notauthorized", "authorizationerror")
"""Parts of what services call a missing permission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of an account, and how all of it stands."""

    manifest: Manifest
    account: Account
    scope: Scope
    expected: Expected
    seen: Seen
    standings: tuple[Standing, ...]

    def actions_for(self, unseen: Unseen) -> tuple[str, ...]:
        """Return the IAM actions that were missing; empty where it failed for something else."""
        is_denied = any(word in unseen.why.casefold() for word in _DENIED)
        return actions_of(unseen.what) if is_denied else ()


def look(
    account: Account,
    manifest: Manifest,
    regions: Collection[str],
    progress: Progress,
    *,
    each_bucket: bool = False,
) -> Observation:
    """Read an account and judge it. Nothing is written to AWS.

    Args:
        account: The account.
        manifest: What it promises.
        regions: Regions to read.
        progress: Where to go on, and what is brought up to date.
        each_bucket: Ask each bucket of a continuous backup whether it goes on. Default: no; then
            that is not seen.
    """
    keys = vault_keys(manifest, account)
    expected = expected_of(
        manifest.policy,
        manifest.names,
        not_offered=not_offered_by(manifest),
        keys=keys.by_vault,
    )
    scope = scope_of(expected, regions, _has_endpoint)
    progress.account_id, progress.partition = account.account_id, account.partition
    seen = read_account(
        account.connect,
        scope.regions,
        None,
        scope.types,
        since=None,
        budget=account.budget,
        now=account.now,
        progress=progress,
        lacking=scope.lacking,
    )
    seen = replace(seen, unseen=(*seen.unseen, *keys.unseen))
    if each_bucket:
        seen = with_buckets(seen, expected, account)
    return Observation(
        manifest=manifest,
        account=account,
        scope=scope,
        expected=expected,
        seen=seen,
        standings=judge(since_vaults(expected, seen), since_selected(seen)),
    )


@cache
def _has_endpoint(type_name: str, region: str) -> bool:
    """Return True if botocore lists an endpoint of the service of a type in a Region."""
    import botocore.session  # noqa: PLC0415 - only who looks needs it

    session: Any = botocore.session.get_session()
    service = next(row.call.service for row in ROWS if row.type == type_name)
    return any(
        region in session.get_available_regions(service, partition)
        for partition in session.get_available_partitions()
    )
