"""The account that a preview assumes where none is given: the built-in policy's baseline.

What it would do is a useful answer, and no proof: what the account of a program really declares
decides. So whatever it protects is reported as protected by an assumption.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.catalog import classify, copies_between, partition_of
from bamp_pulumi.coverage.cover import cover
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import Coverage
from bamp_pulumi.declared import PLAN, SELECTION
from bamp_pulumi.estate import Estate, Resource, estate_from_manifest, is_of_manifest
from bamp_pulumi.policy import BackupPolicy, default_policy
from bamp_pulumi.timing import JobTimes

__all__ = ["AssumedAccount", "assume_account"]

_HOLDS_DATA: Final = ("data_store", "unknown")
_NAME: Final = "built-in account"
_BACKUP_POLICY: Final = "BACKUP_POLICY"
_ORGANIZATION_POLICIES: Final = (
    "aws:organizations/policy:Policy",
    "aws-native:organizations:Policy",
)
_COMPONENTS: Final = "bamp:index:"
_PLANS: Final = (
    PLAN,
    SELECTION,
    "aws-native:backup:BackupPlan",
    "aws-native:backup:BackupSelection",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedAccount:
    """What was assumed."""

    policy: BackupPolicy
    account_ids: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """Name it: `the built-in account (policy default, us-east-1, copies to us-west-2)`."""
        policy = self.policy
        where = f"{policy.primary_region}, copies to {policy.recovery_region}"
        return f"the {_NAME} (policy {policy.name}, {where})"


def assume_account(
    estate: Estate,
    policy: BackupPolicy | None,
    *,
    today: date,
    times: JobTimes | None = None,
) -> Coverage | None:
    """Judge programs that come without an account by the built-in one.

    Args:
        estate: What was given.
        policy: Policy that somebody gave. Default, None: the built-in one, in the Region of the
            programs where none of them is in its own.
        today: Day of the judgement.
        times: How long jobs wait and last, by type too. Default: see `JobTimes`.

    Returns:
        None where the programs declare plans of their own, or may: then these are judged. None also
        where they hold no data, or where no account is known that could be assumed.
    """
    accounts = tuple(dict.fromkeys(p.account_id for p in estate.programs if p.account_id))
    stores = [r for r in estate.resources if r.custom and classify(r.type) in _HOLDS_DATA]
    if not accounts or not stores or any(map(_may_plan, estate.resources)):
        return None
    assumed = AssumedAccount(policy=policy or _built_in(estate), account_ids=accounts)
    whole = Estate.joined([estate, *_accounts(assumed)])
    coverage = cover(whole, assumed.policy, today=today, times=times)
    message = (
        f"no account is given: judged by {assumed.in_words}, which may differ from yours; give "
        "yours, its program or its manifest: bamp preview PROGRAM ACCOUNT"
    )
    finding = Finding(id="BAMP-V58", message=message)
    return replace(coverage, assumed=assumed.in_words, findings=(finding, *coverage.findings))


def _may_plan(resource: Resource) -> bool:
    """Return True if a resource is part of somebody's own backup plans, or may hide some."""
    if resource.type in _ORGANIZATION_POLICIES:
        return resource.value("type") in (_BACKUP_POLICY, None)
    is_hidden = resource.remote and resource.type.startswith(_COMPONENTS)
    # A manifest whose account nobody knows is an account that was given, and protects nothing.
    return resource.type in _PLANS or is_hidden or is_of_manifest(resource)


def _built_in(estate: Estate) -> BackupPolicy:
    """Return the built-in policy, in the Region where most of the programs are."""
    built_in = default_policy()
    regions = Counter(p.region for p in estate.programs if p.region)
    if not regions or built_in.primary_region in regions:
        return built_in
    ((home, _),) = regions.most_common(1)
    away = built_in.recovery_region
    away = built_in.primary_region if home == away else away
    copied = copies_between(home, away)
    if copied.can is False:
        if not copied.elsewhere:
            return built_in  # nothing is copied from there, and no account of ours can be there
        away = copied.elsewhere[0]
    return default_policy(primary_region=home, recovery_region=away)


def _accounts(assumed: AssumedAccount) -> Iterator[Estate]:
    partition = partition_of(assumed.policy.primary_region)
    for account_id in assumed.account_ids:
        account = Account(account_id, partition.name if partition is not None else "aws")
        manifest = Manifest.of(assumed.policy, account)
        yield estate_from_manifest(manifest, name=_NAME)
