"""Are the restore tests that the policy promises declared?

A tier promises them by the week or the quarter; the program of the account declares the restore
testing plans, and only what it declares is run. Without a declared plan of backups it is not the
account's program, and nothing is said.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from bamp_pulumi.catalog import RESTORE_TEST_TYPES
from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.adoption import is_of_library
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import ResourceCoverage, Status, UnsureRestores
from bamp_pulumi.declared import DeclaredRestoreTest, RestoreTestingPlan, read_restore_tests
from bamp_pulumi.errors import BampError
from bamp_pulumi.estate import is_of_manifest
from bamp_pulumi.policy import TIER_TAG, BackupPolicy, RestoreTestFrequency, Schedule, parse

__all__ = ["judge_promised_restore_tests"]

_CLOCKS: Final = timedelta(hours=1)
"""By so much the clocks lengthen an interval once a year."""
_SHOWN: Final = 3


def judge_promised_restore_tests(
    account: DeclaredAccount,
    judged: Sequence[ResourceCoverage],
    unsure: Sequence[UnsureRestores],
    policy: BackupPolicy,
) -> Iterator[Finding]:
    """Report each promise of restore tests that nothing declared keeps.

    Args:
        account: Where restore tests are declared.
        judged: How each data store stands.
        unsure: Restores that do not certainly succeed.
        policy: What is promised.
    """
    owners = dict.fromkeys(
        plan.account_id
        for plan in account.plans
        if is_of_library(plan.resource)
        and not is_of_manifest(plan.resource)
        and not plan.is_looked_up
    )
    if not owners:
        return
    tests = read_restore_tests(account.estate)
    for name, tier in policy.tiers.items():
        for frequency in tier.restore_tests.frequencies:
            frequent = [t for t in tests if t.plan is not None and _keeps(t.plan, frequency)]
            for account_id in owners:
                here = [t for t in frequent if t.resource.account_id == account_id]
                if not any(_takes_tier(test, name) for test in here):
                    yield _finding(name, frequency, "no declared restore testing plan does it")
                    continue
                missed = [
                    covered
                    for covered in judged
                    if _is_promised(covered, name, account_id)
                    and not any(_tests(account, test, covered, unsure) for test in here)
                ]
                if missed:
                    yield _finding(name, frequency, f"nothing certainly tests {_listed(missed)}")


def _keeps(plan: RestoreTestingPlan, frequency: RestoreTestFrequency) -> bool:
    """Return True if a plan runs as often as promised; one that cannot be read does not."""
    try:
        given = {"expression": plan.schedule, "timezone": plan.timezone}
        longest = parse(Schedule, given).longest_interval
    except BampError:
        return False
    return longest <= timedelta(days=frequency.most_days) + _CLOCKS


def _takes_tier(test: DeclaredRestoreTest, tier_name: str) -> bool:
    conditions = test.chosen.conditions
    return not conditions or any(
        str(key).endswith(f"/{TIER_TAG}") and value == tier_name for _, key, value in conditions
    )


def _is_promised(covered: ResourceCoverage, tier_name: str, account_id: str) -> bool:
    store = covered.store
    return (
        store is not None
        and covered.tier == tier_name
        and covered.status is Status.PROTECTED
        and covered.resource.account_id == account_id
        and store.backup_type in RESTORE_TEST_TYPES
    )


def _tests(
    account: DeclaredAccount,
    test: DeclaredRestoreTest,
    covered: ResourceCoverage,
    unsure: Sequence[UnsureRestores],
) -> bool:
    """Return True if a test certainly restores a resource."""
    is_unsure = any(
        one.selection is test.resource and one.token in ("", covered.resource.type)
        for one in unsure
    )
    store = covered.store
    selects = store is not None and test.selects(account.estate, covered.resource, store)
    return selects is True and not is_unsure


def _finding(tier_name: str, frequency: RestoreTestFrequency, why: str) -> Finding:
    return Finding(
        id="BAMP-V110",
        message=f"tier {tier_name} promises {frequency} restore tests, and {why}; set "
        "bamp:restore_tests to {} (each test is paid for), or remove the promise: "
        f"bamp:policy.tiers.{tier_name}.restore_tests",
    )


def _listed(missed: Sequence[ResourceCoverage]) -> str:
    names = [covered.resource.name for covered in missed]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"
