"""Would the declared restore tests restore anything?

A restore test that cannot start is as quiet as a missing backup: AWS Backup accepts a selection
whose role may restore nothing, whose plan names a vault that is not there, or that selects no
resource. A plan without a declared resource of its type says nothing: the program that declares
them may not be given.

Source: AWS Backup developer guide, restore-testing and restore-testing-inferred-metadata
(read 2026-11-28).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bamp_pulumi.catalog import REQUIRED_RESTORE_OVERRIDES, RESTORE_TEST_TYPES, UNKNOWN
from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.restore_keys import judge_restore_keys
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.coverage.runs import longest_gap
from bamp_pulumi.declared import (
    RESTORE_TESTING_PLAN,
    DeclaredRestoreTest,
    RestoreTestingPlan,
    read_restore_tests,
)
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["judge_restore_tests"]

_LATER: Final = "is known only after deployment"
_PROFILE: Final = "iaminstanceprofilename"
_AS_BEFORE: Final = "usebackedupvalue"
"""Value of the override above that gives a restored instance the role it had."""


def judge_restore_tests(
    account: DeclaredAccount, judged: Sequence[ResourceCoverage]
) -> Iterator[Finding]:
    """Say what keeps each declared restore test from restoring what it selects, or may.

    Args:
        account: Where restore tests are declared.
        judged: How each data store stands.
    """
    for test in read_restore_tests(account.estate):
        for code, why in _judge(test, account, judged):
            yield Finding(
                id=code,
                message=f"restore testing selection {test.resource.name}: {why}",
                urn=test.resource.urn,
                program=test.resource.program,
            )


def _judge(
    test: DeclaredRestoreTest, account: DeclaredAccount, judged: Sequence[ResourceCoverage]
) -> Iterator[tuple[str, str]]:
    yield from _plan(test, account)
    backup_type = test.backup_type
    if not isinstance(backup_type, str) or backup_type is UNKNOWN:
        yield "BAMP-V66", f"protectedResourceType {_LATER}"
        return
    if backup_type not in RESTORE_TEST_TYPES:
        taken = ", ".join(RESTORE_TEST_TYPES)
        yield "BAMP-V65", f"restore testing does not take {backup_type}; it takes {taken}"
        return
    yield from _role(test, account, backup_type)
    alike = [
        (covered, test.selects(account.estate, covered.resource, covered.store))
        for covered in judged
        if covered.store is not None
        and covered.store.backup_type == backup_type
        and covered.resource.account_id == test.resource.account_id
    ]
    yield from _overrides(test, [covered for covered, answer in alike if answer])
    yield from _selected(test, alike, backup_type)
    if test.plan is not None:
        yield from _vaults(test.plan, account)
        selected = [covered for covered, answer in alike if answer]
        yield from _points(test.plan, selected)
        yield from _keys(test.plan, test, account, selected)


def _plan(test: DeclaredRestoreTest, account: DeclaredAccount) -> Iterator[tuple[str, str]]:
    """Ask for the plan: it is there, in the Region and account of the selection, and understood."""
    selection = test.resource
    here = (selection.account_id, selection.region)
    found = test.plan
    if found is None:
        named = test.plans.elsewhere
        namesakes = [
            p for p in account.estate.of_type(RESTORE_TESTING_PLAN) if p.text("name") in named
        ]
        if namesakes:
            yield "BAMP-V65", _apart(namesakes[0].region, namesakes[0].account_id, *here)
        elif named:
            why = f"no given program declares restore testing plan {named[0]}"
            yield "BAMP-V66", f"{why}: whether it is there is not known"
        else:
            yield "BAMP-V66", f"which restore testing plan it belongs to {_LATER}"
        return
    there = (found.resource.account_id, found.resource.region)
    if there != here:
        yield "BAMP-V65", _apart(found.resource.region, found.resource.account_id, *here)
    unread = account.permissions.stands(selection, found.resource)
    if unread is not None and unread.is_open:
        yield "BAMP-V66", unread.why


def _apart(region: str, account_id: str, own_account: str, own_region: str) -> str:
    """Say that the plan is elsewhere: a selection lives in the Region and account of its plan."""
    return (
        f"it is made in {own_region} of {own_account}, and its plan lies in {region} of "
        f"{account_id}: AWS Backup does not find the plan; give both the same region"
    )


def _role(
    test: DeclaredRestoreTest, account: DeclaredAccount, backup_type: str
) -> Iterator[tuple[str, str]]:
    profile = (test.overrides or {}).get(_PROFILE)
    passes = profile is UNKNOWN or str(profile).lower() == _AS_BEFORE
    role = account.roles.named_by(test.resource, "iamRoleArn")
    region = test.resource.region
    found = account.permissions.restoring(role, backup_type, region, passes=passes)
    if found is None:
        return
    if found.is_open:
        yield "BAMP-V66", f"whether {backup_type} can be restored is not known: {found.why}"
    else:
        yield "BAMP-V65", f"every restore of {backup_type} fails: {found.why}"


def _keys(
    plan: RestoreTestingPlan,
    test: DeclaredRestoreTest,
    account: DeclaredAccount,
    selected: Sequence[ResourceCoverage],
) -> Iterator[tuple[str, str]]:
    role = account.roles.named_by(test.resource, "iamRoleArn")
    for answer in judge_restore_keys(account, plan, role, selected):
        yield "BAMP-V66", f"a restore may fail: {answer.why}"


def _overrides(
    test: DeclaredRestoreTest, selected: Sequence[ResourceCoverage]
) -> Iterator[tuple[str, str]]:
    """Name the metadata that AWS Backup cannot infer of what is selected."""
    for token in dict.fromkeys(covered.resource.type for covered in selected):
        named = next(covered for covered in selected if covered.resource.type == token)
        for key in REQUIRED_RESTORE_OVERRIDES.get(token, ()):
            answer = test.has_override(key)
            if answer is None:
                yield "BAMP-V66", f"whether restoreMetadataOverrides has {key} {_LATER}"
            elif not answer:
                what = f"{named.resource.name} ({named.label})"
                why = f"AWS Backup cannot infer {key}; add it to restoreMetadataOverrides"
                yield "BAMP-V65", f"every restore of {what} fails: {why}"


def _selected(
    test: DeclaredRestoreTest, alike: Sequence[tuple[ResourceCoverage, Truth]], backup_type: str
) -> Iterator[tuple[str, str]]:
    if not test.names_resources:
        lacks = "it has neither protectedResourceArns nor protectedResourceConditions"
        yield "BAMP-V67", f'{lacks}; AWS Backup asks for one: add protectedResourceArns ["*"]'
    answers = [answer for _, answer in alike]
    if answers and any_holds(answers) is False:
        names = _listed([covered for covered, _ in alike])
        yield (
            "BAMP-V67",
            f"it selects none of the declared resources of type {backup_type}: {names}",
        )
    elif answers and any_holds(answers) is None:
        yield "BAMP-V66", f"which resources of type {backup_type} it selects {_LATER}"


def _vaults(plan: RestoreTestingPlan, account: DeclaredAccount) -> Iterator[tuple[str, str]]:
    """Name the vaults that a plan includes, and that are not where their ARN says."""
    for pattern in plan.include_vaults:
        if not isinstance(pattern, str) or not pattern.startswith("arn:") or "*" in pattern:
            continue
        _, _, _, region, account_id, *_ = (*pattern.split(":"), "", "", "")
        beside = [v for v in account.vaults if (v.region, v.account_id) == (region, account_id)]
        # Without a vault of that place, or with one whose name is made up later, none is missed.
        if beside and all(vault.arn and vault.arn != pattern for vault in beside):
            yield "BAMP-V67", f"plan {plan.name} includes {pattern}, which is not declared"


def _points(
    plan: RestoreTestingPlan, selected: Sequence[ResourceCoverage]
) -> Iterator[tuple[str, str]]:
    """Ask whether what is backed up has recovery points that the plan may restore."""
    backed_up = [covered for covered in selected if covered.status is Status.PROTECTED]
    missed: dict[str, list[ResourceCoverage]] = {}
    for covered in backed_up:
        why = _why_no_point(plan, covered)
        if why:
            missed.setdefault(why, []).append(covered)
    for why, resources in missed.items():
        yield "BAMP-V67", f"no recovery point of {_listed(resources)} is eligible: {why}"
    days = plan.selection_window_days
    older = [covered for covered in backed_up if days < _longest_gap_days(covered)]
    if older:
        why = f"one is not made every {days} days; raise selectionWindowDays of plan {plan.name}"
        yield "BAMP-V67", f"a test of {_listed(older)} may find no recovery point: {why}"


def _longest_gap_days(covered: ResourceCoverage) -> int:
    """Return the longest time without a new snapshot in full days; 0 when none is made."""
    snapshots = [rule.cadence for rule in covered.rules if not rule.continuous]
    gap = longest_gap(snapshots, covered.cadences)
    return gap.days if gap is not None else 0


def _why_no_point(plan: RestoreTestingPlan, covered: ResourceCoverage) -> str:
    """Say why none of a resource's recovery points is eligible; empty when one is, or may be."""
    region, account_id = plan.resource.region, plan.resource.account_id
    made = [
        (rule.region, covered.resource.account_id, rule.vault, rule.continuous)
        for rule in covered.rules
    ]
    made += [(copy.region, copy.account_id, copy.vault, False) for copy in covered.copies]
    here = [point for point in made if point[:2] == (region, account_id)]
    if not here:
        return f"plan {plan.name} restores in {region}, and there is none there"
    in_vaults = [(plan.takes_vault(*point[:3]), point) for point in here]
    if all(answer is False for answer, _ in in_vaults):
        vaults = ", ".join(sorted({point[2] for point in here}))
        return f"plan {plan.name} does not include vault {vaults}"
    answers = [
        all_hold((taken, plan.takes_type("CONTINUOUS" if point[3] else "SNAPSHOT")))
        for taken, point in in_vaults
    ]
    if any_holds(answers) is not False:
        return ""
    kinds = sorted({"CONTINUOUS" if point[3] else "SNAPSHOT" for _, point in in_vaults})
    return f"they are {' and '.join(kinds)}, and recoveryPointTypes of plan {plan.name} are not"


def _listed(resources: Sequence[ResourceCoverage]) -> str:
    names = [covered.resource.name for covered in resources]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""  # noqa: PLR2004 - enough to see
    return f"{', '.join(names[:3])}{more}"
