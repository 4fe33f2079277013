"""Has a rule made what it promises, and its copies?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bamp_pulumi.lambdas.health.counting import LONGEST_READING, count
from bamp_pulumi.lambdas.health.expected import Expected, ExpectedRule
from bamp_pulumi.lambdas.health.records import Job, JobKind, Point, Seen, Store
from bamp_pulumi.lambdas.health.sight import Sight
from bamp_pulumi.lambdas.health.standing import Reason, ReasonKind, Weight, spoken

__all__ = ["Judged", "Made", "judge_rule", "stuck_jobs"]

_UNDONE = frozenset({"CREATED", "PENDING", "RUNNING", "ABORTING"})
_ABSENCE = frozenset(
    {ReasonKind.COPY_LATE, ReasonKind.COPY_MISSING, ReasonKind.NEVER_RAN, ReasonKind.STALE}
)
_DAY = timedelta(days=1)
_JOBS = "backup:ListBackupJobs"
_JOBS_KEPT = timedelta(days=30)
"""AWS Backup lists no older backup jobs, and does not say whether it lists older copy jobs.
Source: AWS Backup API, ListBackupJobs, ListCopyJobs (read 2026-11-29)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A store, and what was made of it."""

    store: Store
    points: Sequence[Point]
    jobs: Sequence[Job]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a rule has made in one vault."""

    reasons: tuple[Reason, ...]
    newest: datetime | None = None
    """What its newest recovery point is of that counts."""


def judge_rule(rule: ExpectedRule, made: Made, expected: Expected, sight: Sight) -> Judged:
    """Judge a rule, or one of its copies.

    Args:
        rule: The rule, or the copy.
        made: The store, and what was made of it.
        expected: What is promised.
        sight: All that was read, and what was not.
    """
    is_foreign = bool(rule.account_id) and rule.account_id != sight.seen.account_id
    judged = _by_jobs if is_foreign else _by_points
    found = judged(rule, made, expected, sight)
    if not sight.hides_points(made.store, rule.vault, rule.region, by_jobs=is_foreign):
        return found
    return replace(found, reasons=tuple(map(_not_proved, found.reasons)))


def _not_proved(reason: Reason) -> Reason:
    """Return what is said of a rule whose newest recovery points may not have been seen."""
    is_absence = reason.kind in _ABSENCE and reason.weight is Weight.BROKEN
    if not is_absence:
        return reason
    why = f"of what was read, {reason.why}"
    return replace(reason, weight=Weight.UNSEEN, late=None, why=why)


def _by_points(rule: ExpectedRule, made: Made, expected: Expected, sight: Sight) -> Judged:
    seen = sight.seen
    counted = count(rule, made.points, expected, sight)
    newest = None if counted.newest is None else counted.newest.created_at
    if rule.continuous and newest is not None:
        late = tuple(_continuous(rule, made.store, seen))
    else:
        late = tuple(_late(rule, made, newest, expected, seen))
    return Judged(reasons=(*late, *counted.others), newest=newest)


def _late(
    rule: ExpectedRule, made: Made, newest: datetime | None, expected: Expected, seen: Seen
) -> Iterator[Reason]:
    """Report a rule whose newest recovery point is too old, or that has none.

    A rule that has none is due since the resource exists, and its promise, and a plan selects it.
    """
    noun = "copy" if rule.is_copy else "recovery point"
    of = f"rule {rule.rule} has no {noun} that counts in {rule.vault}, {rule.region}"
    if newest is not None:
        late = seen.at - newest - rule.at_most
        if late > timedelta(0):
            kind = ReasonKind.COPY_LATE if rule.is_copy else ReasonKind.STALE
            yield _reason(
                rule,
                kind,
                f"rule {rule.rule} is {spoken(late)} late in {rule.vault}, {rule.region}: the "
                f"newest {noun} that counts is of {newest:%Y-%m-%d %H:%M} UTC, and may be "
                f"{spoken(rule.at_most)} old",
                late=late,
            )
        return
    begins = (made.store.created_at, expected.since, _selected_since(rule, made, seen))
    begin = max((each for each in begins if each is not None), default=None)
    if begin is not None and seen.at - begin <= rule.at_most:
        due = f"due by {begin + rule.at_most:%Y-%m-%d %H:%M} UTC"
        yield _reason(rule, ReasonKind.NOT_DUE, f"{of} yet, {due}", Weight.NOTE)
        return
    if seen.since is not None and (rule.continuous or seen.since > seen.at - rule.at_most):
        asked = f"what is older than {seen.since:%Y-%m-%d %H:%M} UTC was not asked for"
        yield _reason(rule, ReasonKind.UNSEEN, f"{of}: {asked}", Weight.UNSEEN)
        return
    late = None if begin is None else seen.at - begin - rule.at_most
    kind = ReasonKind.COPY_MISSING if rule.is_copy else ReasonKind.NEVER_RAN
    after = "" if late is None else f", {spoken(late)} after the first was due"
    yield _reason(rule, kind, f"{of}{after}", late=late)


def _selected_since(rule: ExpectedRule, made: Made, seen: Seen) -> datetime | None:
    """Return since when a plan has selected a resource that exists for longer, where jobs show it.

    Jobs are listed for 30 days, and nobody can delete one: where all of them were asked for, and
    the first that a plan has started is younger, no plan selected the resource before. Of recovery
    points alone that is not known, for somebody may have deleted the older ones. A resource that
    was selected as soon as the rule may take is due since it exists.
    """
    asked_since = seen.at - _JOBS_KEPT
    if seen.since is not None and seen.since > asked_since:
        return None
    jobs = [job.created_at for job in made.jobs if job.kind is JobKind.BACKUP and job.rule]
    first = min(jobs, default=asked_since)
    if first <= asked_since + _DAY or any(each.what == _JOBS for each in seen.unseen):
        return None
    since = min((first, *(point.created_at for point in made.points if point.rule)))
    created = made.store.created_at
    return since if created is None or since - created > rule.at_most else None


def _continuous(rule: ExpectedRule, store: Store, seen: Seen) -> Iterator[Reason]:
    """Report a continuous backup that does not go on, or of which nobody knows it."""
    of = f"the continuous backup of rule {rule.rule}"
    if rule.restorable_lag is None:
        if store.keeps_continuous is None:
            why = f"{of} is there; whether it goes on was not read"
            yield _reason(rule, ReasonKind.NOT_TOLD, why, Weight.UNSEEN)
        elif not store.keeps_continuous:
            why = f"{of} does not go on: versioning or events to EventBridge are off"
            yield _reason(rule, ReasonKind.CONTINUOUS_OFF, why)
        return
    until = store.restorable_until
    if until is None:
        why = f"{of} is there; how far it reaches was not read"
        yield _reason(rule, ReasonKind.UNSEEN, why, Weight.UNSEEN)
    elif until > seen.at + LONGEST_READING:
        why = f"{of} reaches into the future, {until:%Y-%m-%d %H:%M} UTC: a clock is wrong"
        yield _reason(rule, ReasonKind.FROM_THE_FUTURE, why, Weight.UNSEEN)
    elif (late := seen.at - until - rule.restorable_lag) > timedelta(0):
        why = f"{of} is behind: it reaches {until:%Y-%m-%d %H:%M} UTC, {spoken(late)} too little"
        yield _reason(rule, ReasonKind.CONTINUOUS_BEHIND, why, late=late)


def _by_jobs(rule: ExpectedRule, made: Made, expected: Expected, sight: Sight) -> Judged:
    """Judge copies to another account by their jobs: what lies there, only that account sees."""
    seen = sight.seen
    done = [
        job.created_at
        for job in made.jobs
        if job.kind is JobKind.COPY
        and job.state == "COMPLETED"
        and job.rule == rule.rule
        and _is_to(rule, job)
    ]
    newest = max((each for each in done if each <= seen.at + LONGEST_READING), default=None)
    known = max(each for each in (seen.since, seen.at - _JOBS_KEPT) if each is not None)
    late = tuple(_late(rule, made, newest, expected, replace(seen, since=known)))
    return Judged(reasons=late, newest=newest)


def _is_to(rule: ExpectedRule, job: Job) -> bool:
    _, _, _, region, account_id, _, vault = [*job.to_vault_arn.split(":", 6), *[""] * 7][:7]
    return (region, account_id, vault) == (rule.region, rule.account_id, rule.vault)


def stuck_jobs(made: Made, rules: Sequence[ExpectedRule], at: datetime) -> Iterator[Reason]:
    """Report backup and copy jobs of a resource that take longer than their rule may.

    Args:
        made: The store, and what was made of it.
        rules: What is promised of it.
        at: When that was read.
    """
    for job in made.jobs:
        if job.state not in _UNDONE:
            continue
        is_copy = job.kind is JobKind.COPY
        own = [r.at_most for r in rules if r.rule == job.rule and r.is_copy is is_copy]
        longest = max(own or [r.at_most for r in rules], default=None)
        if job.kind is JobKind.RESTORE or longest is None:
            continue
        lasts = at - job.created_at
        if lasts > longest:
            why = f"{job.kind} job {job.id} has been {job.state} for {spoken(lasts)}"
            yield Reason(
                kind=ReasonKind.STUCK_JOB,
                weight=Weight.WARNING,
                why=f"{why}, longer than the {spoken(longest)} that its rule may take",
                rule=job.rule,
                region=job.region,
            )


def _reason(
    rule: ExpectedRule,
    kind: ReasonKind,
    why: str,
    weight: Weight = Weight.BROKEN,
    *,
    late: timedelta | None = None,
) -> Reason:
    return Reason(
        kind=kind,
        weight=weight,
        why=why,
        rule=rule.rule,
        region=rule.region,
        late=late,
        vault=rule.vault,
    )
