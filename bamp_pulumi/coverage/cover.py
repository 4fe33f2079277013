"""How every data store of an estate stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bamp_pulumi.catalog import (
    COMPANION_TYPES,
    PACKAGED_WITHOUT_DATA,
    UNKNOWN,
    DataStore,
    TagShape,
    classify,
    possible_data_stores,
)
from bamp_pulumi.coverage.account import DeclaredAccount, read_account
from bamp_pulumi.coverage.account_checks import judge_account, judge_beside_backup
from bamp_pulumi.coverage.acknowledged import judge_acknowledgements, read_acknowledged
from bamp_pulumi.coverage.backed_up import judge_backup
from bamp_pulumi.coverage.consequences import linked, linked_to_resources
from bamp_pulumi.coverage.double_backups import find_parts_twice, find_twice
from bamp_pulumi.coverage.encryption import judge_encryption
from bamp_pulumi.coverage.exemption import judge_exemption
from bamp_pulumi.coverage.exposure import exposure_of, find_expiring
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.hidden_parts import hidden_findings
from bamp_pulumi.coverage.members import kept_by_members
from bamp_pulumi.coverage.native import judge_settings, window_of
from bamp_pulumi.coverage.possible_kinds import agreed
from bamp_pulumi.coverage.promised_restore_tests import judge_promised_restore_tests
from bamp_pulumi.coverage.refused_resources import find_refused
from bamp_pulumi.coverage.remedied import refused_tier
from bamp_pulumi.coverage.restore_tests import judge_restore_tests
from bamp_pulumi.coverage.result import Coverage, ResourceCoverage, Status
from bamp_pulumi.coverage.secret_tags import hidden
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.unbacked import judge_without_backup
from bamp_pulumi.coverage.unlisted import is_unlisted, judge_unlisted, unlisted
from bamp_pulumi.coverage.written import owner_written, tier_written
from bamp_pulumi.declared import as_deployed, effective_tags, known_tags, mapping
from bamp_pulumi.estate import Estate, Note, Resource
from bamp_pulumi.policy import (
    OWNER_TAG,
    BackupPolicy,
    is_placeholder,
    misspelt_tags,
    read_owner,
    read_tier,
)
from bamp_pulumi.timing import JobTimes

__all__ = ["cover"]

_TOLD: Final = {
    "program-refused": "BAMP-V38",
    "guessed": "BAMP-V39",
    "declared-later": "BAMP-V85",
    "asks-dry-run": "BAMP-V86",
    "account-taken": "BAMP-V88",
}
"""Notes of a run that make a difference to the judgement."""


def cover(
    estate: Estate, policy: BackupPolicy, *, today: date, times: JobTimes | None = None
) -> Coverage:
    """Judge every data store of an estate.

    Args:
        estate: What is declared or deployed: the service programs, and the account's program (or
            its manifest) with vaults and plans. Without the latter nothing can be protected.
        policy: What the account promises.
        today: The day, in UTC, on which exemptions and imported key material are judged.
        times: How long jobs wait and last, by type too. Default: see `JobTimes`.
    """
    taken = times or JobTimes()
    estate = as_deployed(estate)
    account = read_account(estate, today=today)
    judged = tuple(
        covered
        for resource in estate.resources
        if (covered := _judge(resource, account, policy, today, taken)) is not None
    )
    judged = kept_by_members(estate, judged)
    acknowledged = read_acknowledged(policy, today)
    of_restores, unsure_restores = judge_restore_tests(account, judged)
    findings = (
        *linked_to_resources(_of_the_whole(estate, policy), judged),
        *_misplaced(account),
        *find_refused(account.permissions.standing),
        *find_parts_twice(estate, judged),
        *judge_account(account, policy, acknowledged),
        *judge_acknowledgements(policy, today),
        *of_restores,
        *judge_promised_restore_tests(account, judged, unsure_restores, policy),
    )
    return Coverage(
        estate=estate,
        resources=judged,
        findings=findings,
        unsure_restores=unsure_restores,
        acknowledged=acknowledged,
        account=account,
        policy=policy,
        standing=account.permissions.standing,
        times=taken,
    )


def _judge(
    resource: Resource,
    account: DeclaredAccount,
    policy: BackupPolicy,
    today: date,
    times: JobTimes,
) -> ResourceCoverage | None:
    """Judge one resource; None when it holds no data, or is not the program's own."""
    if resource.external:
        return None
    if resource.remote:
        return None if resource.type in PACKAGED_WITHOUT_DATA else _hidden(resource)
    if resource.custom and classify(resource.type) == "unknown":
        stores: Sequence[DataStore] = (unlisted(resource),)
    else:
        stores = possible_data_stores(resource.type, resource.inputs)
    judged = [_judge_as(store, resource, account, policy, today, times) for store in stores]
    return agreed(judged) if judged else None


def _judge_as(  # noqa: PLR0913, PLR0917 - what is judged, and by what
    store: DataStore,
    resource: Resource,
    account: DeclaredAccount,
    policy: BackupPolicy,
    today: date,
    times: JobTimes,
) -> ResourceCoverage:
    """Judge a resource as one kind of data store."""
    tags = effective_tags(account.estate, resource, store)
    known = known_tags(tags)
    tier = read_tier(known) or ""
    subject = Subject(
        resource=resource,
        store=store,
        tags=tags,
        tier_name=tier,
        policy=policy,
        account=account,
        times=times.of_type(store.backup_type),
    )
    covered = _decide(subject, today)
    findings = linked(
        _found(subject, covered),
        subject,
        lambda other: _found(other, _decide(other, today, is_tried=True)),
        today,
    )
    covered = replace(covered, tier=tier, owner=read_owner(known) or "", findings=findings)
    return hidden(covered, known) if store.tags_property in resource.secret_inputs else covered


def _found(subject: Subject, covered: ResourceCoverage) -> tuple[Finding, ...]:
    """Return everything that is found of a resource, each once."""
    found = (*covered.findings, *_tier_findings(subject, covered), *_beside(subject, covered))
    return tuple(dict.fromkeys(found))


def _decide(subject: Subject, today: date, *, is_tried: bool = False) -> ResourceCoverage:
    """Judge how a resource is kept.

    Args:
        subject: The resource.
        today: Day of the judgement.
        is_tried: Whether it is a remedy that is tried: none is proposed for it then.
    """

    def keeps(other: Subject) -> bool:
        if is_tried:
            return False
        return _decide(other, today, is_tried=True).status is not Status.UNPROTECTED

    exempted = judge_exemption(subject, today, keeps)
    if exempted.status is Status.EXEMPT:
        return exempted
    if is_unlisted(subject.store):
        covered = judge_unlisted(subject)
    else:
        native = judge_settings(subject)
        covered = (
            judge_backup(subject, native, keeps)
            if subject.store.backup_type is not None
            else judge_without_backup(subject, native)
        )
        covered = replace(covered, native=window_of(native))
        covered = replace(covered, exposure=exposure_of(covered, subject.times))
    return replace(covered, findings=(*exempted.findings, *covered.findings))


def _tier_findings(subject: Subject, covered: ResourceCoverage) -> Iterator[Finding]:
    name = subject.tier_name
    if name and name not in subject.policy.tiers:
        refused = refused_tier(subject)
        message = (
            f"backup-tier is {name!r}; the policy has {refused.allowed}; set "
            f"{tier_written(subject, refused.write)}"
        )
        yield subject.finding("BAMP-V15", message, refused)
    own = mapping(subject.resource.inputs.get(subject.store.tags_property))
    for tag, meant in misspelt_tags(subject.tags or ()).items():
        added, where = "", ""
        if tag in subject.resource.default_tags and tag not in own:
            added = ", which its provider adds"
            where = " in the default tags: aws:defaultTags of the stack, or those of its Provider"
        yield subject.finding(
            "BAMP-V106",
            f"nothing reads its tag {tag}{added}, and {meant} was probably meant; rename {tag} to "
            f"{meant}{where}, or remove it",
        )
    is_kept = covered.status in (Status.PROTECTED, Status.NATIVE)
    if is_kept and subject.tags is not None:
        owner = read_owner(known_tags(subject.tags))
        if subject.tags.get(OWNER_TAG) is UNKNOWN:
            why = "backup-owner is known only after deployment: an alert about it may have no owner"
            yield subject.finding("BAMP-V30", why)
        elif owner is None:
            why = f"no backup-owner tag: an alert about it has no owner{_owned(subject)}"
            yield subject.finding("BAMP-V30", why)
        elif is_placeholder(owner, "owner"):
            why = f"backup-owner is {owner!r}, a placeholder: an alert about it has no owner"
            yield subject.finding("BAMP-V30", f"{why}{_owned(subject)}")


def _owned(subject: Subject) -> str:
    """Return what to write so that a resource has an owner; empty where it takes no tags."""
    is_taken = subject.store.tags is not TagShape.NONE
    return f"; set {owner_written(subject)}" if is_taken else ""


def _beside(subject: Subject, covered: ResourceCoverage) -> Iterator[Finding]:
    """Report what else is required of a resource that is kept."""
    if covered.status in (Status.PROTECTED, Status.NATIVE):
        yield from judge_encryption(subject)
    if covered.status is Status.PROTECTED:
        yield from judge_beside_backup(subject)
        yield from find_twice(subject, covered)
        yield from (
            subject.finding("BAMP-V57", why) for why in find_expiring(covered, subject.times)
        )


def _hidden(resource: Resource) -> ResourceCoverage:
    message = (
        f"component {resource.type} is created in another process; preview its program with the "
        "engine: pulumi preview --json --show-sames"
    )
    return ResourceCoverage(
        resource=resource,
        label=resource.type,
        store=None,
        status=Status.UNVERIFIED,
        how="packaged component, children not known",
        findings=(
            Finding(id="BAMP-V24", message=message, urn=resource.urn, program=resource.program),
        ),
    )


def _misplaced(account: DeclaredAccount) -> Iterator[Finding]:
    """List the selections that AWS refuses, for their plan is elsewhere."""
    for plan in account.plans:
        for selection in plan.misplaced:
            made = f"{selection.region} of {selection.account_id}"
            yield Finding(
                id="BAMP-V46",
                message=f"selection {selection.name} is made in {made}, plan {plan.name} lies in "
                f"{plan.region} of {plan.account_id}; give both the same region",
                urn=selection.urn,
                program=selection.program,
            )


def _of_the_whole(estate: Estate, policy: BackupPolicy) -> Iterator[Finding]:
    for program in estate.programs:
        for note in program.notes:
            if note.code in _TOLD:
                yield Finding(
                    id=_TOLD[note.code],
                    message=_message_of(note, policy),
                    urn=note.urn,
                    program=note.program,
                    refusals=() if note.refusal is None else (note.refusal,),
                )
    yield from hidden_findings(estate)
    yield from _too_many(estate)


def _message_of(note: Note, policy: BackupPolicy) -> str:
    """Return what a note says; of a tier that the account's policy has, which policy lacks it."""
    told = note.refusal
    of_account = {f"tier {tier!r}" for tier in policy.tiers}
    if told is None or told.code != "BAMP-T01" or told.given not in of_account:
        return note.message
    return (
        f"{told.given}: the account's policy has this tier, the program's own policy has not; "
        "write bamp:policy of the account's configuration into that of the program, too"
    )


def _too_many(estate: Estate) -> Iterator[Finding]:
    """Count the companions of which AWS takes only so many in a Region of an account."""
    for kind, companion in COMPANION_TYPES.items():
        most = companion.most_in_a_region
        if most is None:
            continue
        declared = (one for token in companion.tokens for one in estate.of_type(token))
        by_place = Counter((one.account_id, one.region) for one in declared)
        for (_, region), count in by_place.items():
            if count > most:
                message = f"{count} of {kind.replace('_', ' ')} in {region}"
                yield Finding(id="BAMP-V29", message=f"{message}, AWS allows {most} unless raised")
