"""Would the declared restore tests restore anything?

A restore test that cannot start is as quiet as a missing backup: AWS Backup accepts a selection
whose role may restore nothing, whose plan names a vault that is not there, or that selects no
resource. A plan without a declared resource of its type says nothing: the program that declares
them may not be given.

Source: AWS Backup developer guide, restore-testing and restore-testing-inferred-metadata
(read 2026-11-28).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import (
    REQUIRED_RESTORE_OVERRIDES,
    RESTORE_TEST_QUOTAS,
    RESTORE_TEST_TYPES,
    UNKNOWN,
)
from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.restore_keys import judge_restore_keys
from bamp_pulumi.coverage.result import ResourceCoverage, Status, UnsureRestores
from bamp_pulumi.declared import (
    RESTORE_TESTING_PLAN,
    DeclaredRestoreTest,
    RestoreTestingPlan,
    read_restore_tests,
)
from bamp_pulumi.timing import longest_gap
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["judge_restore_tests"]

_LATER: Final = "is known only after deployment"
_PROFILE: Final = "iaminstanceprofilename"
_AS_BEFORE: Final = "usebackedupvalue"
"""Value of the override above that gives a restored instance the role it had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One thing found of a restore testing selection."""

    code: str
    why: str
    is_certain: bool = True
    """False where it leaves open whether anything is restored."""
    token: str = ""
    """Pulumi type of the resources that it is about; empty for all."""


def _fails(why: str, token: str = "") -> _Found:
    return _Found(code="BAMP-V65", why=why, is_certain=False, token=token)


def _unknown(why: str, token: str = "") -> _Found:
    return _Found(code="BAMP-V66", why=why, is_certain=False, token=token)


def _less(why: str) -> _Found:
    return _Found(code="BAMP-V67", why=why)


def judge_restore_tests(
    account: DeclaredAccount, judged: Sequence[ResourceCoverage]
) -> tuple[tuple[Finding, ...], tuple[UnsureRestores, ...]]:
    """Report what prevents each declared restore test from restoring what it selects, or may.

    Args:
        account: Where restore tests are declared.
        judged: How each data store stands.

    Returns:
        What is found, and which restores do not certainly succeed.
    """
    findings: list[Finding] = []
    unsure: list[UnsureRestores] = []
    for test in read_restore_tests(account.estate):
        selection = test.resource
        found = [*_judge(test, account, judged)]
        findings += [
            Finding(
                id=each.code,
                message=f"restore testing selection {selection.name}: {each.why}",
                urn=selection.urn,
                program=selection.program,
            )
            for each in found
        ]
        stands_on = [selection, *([test.plan.resource] if test.plan is not None else [])]
        tokens = {each.token for each in found if not each.is_certain}
        # What AWS refuses is a finding of its own.
        tokens |= {""} if account.permissions.stands(*stands_on) is not None else set[str]()
        unsure += [UnsureRestores(selection=selection, token=token) for token in sorted(tokens)]
    return tuple(findings), tuple(unsure)


def _judge(
    test: DeclaredRestoreTest, account: DeclaredAccount, judged: Sequence[ResourceCoverage]
) -> Iterator[_Found]:
    yield from _plan(test, account)
    backup_type = test.backup_type
    if not isinstance(backup_type, str):
        yield _unknown(f"protectedResourceType {_LATER}")
        return
    if backup_type not in RESTORE_TEST_TYPES:
        taken = ", ".join(RESTORE_TEST_TYPES)
        yield _fails(f"restore testing does not take {backup_type}; it takes {taken}")
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
    if not _is_of_a_plan(test, account):
        yield from _selected(test, alike, backup_type)
    if test.plan is not None:
        yield from _vaults(test.plan, account)
        selected = [covered for covered, answer in alike if answer]
        yield from _points(test.plan, selected)
        yield from _quota(test.plan, selected, backup_type)
        yield from _keys(test.plan, test, account, selected)


def _plan(test: DeclaredRestoreTest, account: DeclaredAccount) -> Iterator[_Found]:
    """Check the plan: it exists in the Region and account of the selection, and is understood."""
    selection = test.resource
    here = (selection.account_id, selection.region)
    found = test.plan
    if found is None:
        named = test.plans.elsewhere
        namesakes = [
            p for p in account.estate.of_type(RESTORE_TESTING_PLAN) if p.text("name") in named
        ]
        if namesakes:
            yield _fails(_apart(namesakes[0].region, namesakes[0].account_id, *here))
        elif named:
            why = f"no given program declares restore testing plan {named[0]}"
            yield _unknown(f"{why}: whether it is there is not known")
        else:
            yield _unknown(f"which restore testing plan it belongs to {_LATER}")
        return
    there = (found.resource.account_id, found.resource.region)
    if there != here:
        yield _fails(_apart(found.resource.region, found.resource.account_id, *here))
    unread = account.permissions.stands(selection, found.resource)
    if unread is not None and unread.is_open:
        yield _unknown(unread.why)


def _apart(region: str, account_id: str, own_account: str, own_region: str) -> str:
    """Return that the plan is elsewhere: a selection is in the Region and account of its plan."""
    return (
        f"it is made in {own_region} of {own_account}, and its plan lies in {region} of "
        f"{account_id}: AWS Backup does not find the plan; give both the same region"
    )


def _role(
    test: DeclaredRestoreTest, account: DeclaredAccount, backup_type: str
) -> Iterator[_Found]:
    profile = (test.overrides or {}).get(_PROFILE)
    passes = profile is UNKNOWN or str(profile).lower() == _AS_BEFORE
    role = account.roles.named_by(test.resource, "iamRoleArn")
    region = test.resource.region
    found = account.permissions.restoring(role, backup_type, region, passes=passes)
    if found is None:
        return
    if found.is_open:
        yield _unknown(f"whether {backup_type} can be restored is not known: {found.why}")
    else:
        yield _fails(f"every restore of {backup_type} fails: {found.why}")


def _keys(
    plan: RestoreTestingPlan,
    test: DeclaredRestoreTest,
    account: DeclaredAccount,
    selected: Sequence[ResourceCoverage],
) -> Iterator[_Found]:
    role = account.roles.named_by(test.resource, "iamRoleArn")
    for answer in judge_restore_keys(account, plan, role, selected):
        yield _unknown(f"a restore may fail: {answer.why}")


def _overrides(test: DeclaredRestoreTest, selected: Sequence[ResourceCoverage]) -> Iterator[_Found]:
    """Name the metadata that AWS Backup cannot infer of what is selected."""
    for token in dict.fromkeys(covered.resource.type for covered in selected):
        named = next(covered for covered in selected if covered.resource.type == token)
        for key in REQUIRED_RESTORE_OVERRIDES.get(token, ()):
            answer = test.has_override(key)
            if answer is None:
                yield _unknown(f"whether restoreMetadataOverrides has {key} {_LATER}", token)
            elif not answer:
                what = f"{named.resource.name} ({named.label})"
                why = f"AWS Backup cannot infer {key}; add it to restoreMetadataOverrides"
                yield _fails(f"every restore of {what} fails: {why}", token)


def _is_of_a_plan(test: DeclaredRestoreTest, account: DeclaredAccount) -> bool:
    """Return True if a backup plan selects by the same condition, such as the tag of one tier.

    Then what the test does not select is of another tier, and no slip.
    """
    asked = test.chosen.conditions
    return bool(asked) and any(
        asked == selection.conditions for plan in account.plans for selection in plan.selections
    )


def _selected(
    test: DeclaredRestoreTest, alike: Sequence[tuple[ResourceCoverage, Truth]], backup_type: str
) -> Iterator[_Found]:
    if not test.names_resources:
        lacks = "it has neither protectedResourceArns nor protectedResourceConditions"
        yield _less(f'{lacks}; AWS Backup requires one: add protectedResourceArns ["*"]')
    answers = [answer for _, answer in alike]
    if answers and any_holds(answers) is False:
        names = _listed([covered for covered, _ in alike])
        yield _less(f"it selects none of the declared resources of type {backup_type}: {names}")
    elif answers and any_holds(answers) is None:
        yield _unknown(f"which resources of type {backup_type} it selects {_LATER}")


def _vaults(plan: RestoreTestingPlan, account: DeclaredAccount) -> Iterator[_Found]:
    """Name the vaults that a plan includes, and that are not where their ARN says."""
    for pattern in plan.unread_patterns:
        why = f"whether plan {plan.name} takes vaults by {pattern} is not known"
        yield _unknown(f"{why}: AWS documents ARNs, and * for all")
    for pattern in plan.include_vaults:
        if not isinstance(pattern, str) or not pattern.startswith("arn:") or "*" in pattern:
            continue
        _, _, _, region, account_id, *_ = (*pattern.split(":"), "", "", "")
        beside = [v for v in account.vaults if (v.region, v.account_id) == (region, account_id)]
        # Without a vault of that place, or with one whose name is made up later, none is missed.
        if beside and all(vault.arn and vault.arn != pattern for vault in beside):
            yield _less(f"plan {plan.name} includes {pattern}, which is not declared")


def _points(plan: RestoreTestingPlan, selected: Sequence[ResourceCoverage]) -> Iterator[_Found]:
    """Check that what is backed up has recovery points that the plan may restore."""
    backed_up = [covered for covered in selected if covered.status is Status.PROTECTED]
    missed: dict[str, list[ResourceCoverage]] = {}
    for covered in backed_up:
        why = _why_no_point(plan, covered)
        if why:
            missed.setdefault(why, []).append(covered)
    for why, resources in missed.items():
        yield _less(f"no recovery point of {_listed(resources)} is eligible: {why}")
    days = plan.selection_window_days
    older = [covered for covered in backed_up if days < _longest_gap_days(covered)]
    if older:
        why = f"one is not made every {days} days; raise selectionWindowDays of plan {plan.name}"
        yield _less(f"a test of {_listed(older)} may find no recovery point: {why}")


def _quota(
    plan: RestoreTestingPlan, selected: Sequence[ResourceCoverage], backup_type: str
) -> Iterator[_Found]:
    """Name a selection of more resources than AWS Backup restores at a time."""
    most = RESTORE_TEST_QUOTAS[backup_type]
    count = sum(covered.status is Status.PROTECTED for covered in selected)
    if count > most:
        yield _less(
            f"it selects {count} resources of type {backup_type}, and AWS Backup runs {most} of "
            f"its restores at a time: what does not start in {plan.start_window_hours} h fails; "
            f"raise startWindowHours of plan {plan.name}, or the quota"
        )


def _longest_gap_days(covered: ResourceCoverage) -> int:
    """Return the longest time without a new snapshot in full days; 0 when none is made."""
    snapshots = [rule.cadence for rule in covered.rules if not rule.continuous]
    gap = longest_gap(snapshots, covered.cadences)
    return gap.days if gap is not None else 0


def _why_no_point(plan: RestoreTestingPlan, covered: ResourceCoverage) -> str:
    """Return why no recovery point of a resource is eligible; empty when one is, or may be."""
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
