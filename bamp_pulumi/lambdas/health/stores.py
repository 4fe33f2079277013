"""How one data store stands: by its tags, its recovery points, and what its service keeps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches

from bamp_pulumi.lambdas.health.anomalies import find_anomalies
from bamp_pulumi.lambdas.health.contract import TIER_TAG, Contract
from bamp_pulumi.lambdas.health.expected import Expected, ExpectedRule
from bamp_pulumi.lambdas.health.records import AccessPoint, Job, Point, Replica, Seen, Store
from bamp_pulumi.lambdas.health.rules import Made, judge_rule, stuck_jobs
from bamp_pulumi.lambdas.health.sight import Sight
from bamp_pulumi.lambdas.health.standing import (
    Reason,
    ReasonKind,
    Standing,
    State,
    Weight,
    decide,
    spoken,
)

__all__ = ["Asked", "judge_store", "open_access_points"]

_ACCESS_DAYS = timedelta(days=1)
"""House rule: an access point that is open for longer was left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every store is judged by."""

    expected: Expected
    sight: Sight
    points: Mapping[str, Sequence[Point]]
    """By the ARN of their resource."""
    jobs: Mapping[str, Sequence[Job]]
    """By the ARN of their resource."""
    access_points: Mapping[str, Sequence[AccessPoint]]
    """By the ARN of their recovery point."""
    replicas: Mapping[str, Sequence[Replica]]
    """Backups that a service replicates, by the ARN of their resource."""

    @property
    def seen(self) -> Seen:
        """All that was read."""
        return self.sight.seen

    def made_of(self, store: Store) -> Made:
        """Return what was made of a store."""
        arn = store.arn
        return Made(store=store, points=self.points.get(arn, ()), jobs=self.jobs.get(arn, ()))

    def opened(self, points: Iterable[Point]) -> list[AccessPoint]:
        """Return the access points to recovery points."""
        return [each for point in points for each in self.access_points.get(point.arn, ())]


def judge_store(store: Store, asked: Asked) -> Standing:
    """Judge a data store."""
    if store.tags is None:
        why = "its tags were not read: whether it is to be backed up is not known"
        unread = _reason(ReasonKind.TAGS_UNREADABLE, why, Weight.UNSEEN)
        return _without_backup(store, Contract({}), (unread,), State.NOT_SEEN)
    contract = Contract(store.tags)
    if contract.is_exemption and not contract.tier:
        return _exempt(store, contract, asked)
    tier = contract.tier or asked.expected.default_tier
    rules = asked.expected.rules_of(tier, store.type, store.variant)
    found = [*_by_tags(store, contract, asked)]
    is_selected = not any(each.weight is Weight.BROKEN for each in found)
    made = asked.made_of(store)
    judged = [judge_rule(rule, made, asked.expected, asked.sight) for rule in rules if is_selected]
    reasons = (
        *found,
        *(_opt_in(store, asked) if rules and is_selected else ()),
        *(each for one in judged for each in one.reasons),
        *(_by_service(store, tier, asked, is_all=not rules) if is_selected else ()),
        *stuck_jobs(made, rules, asked.seen.at),
        *find_anomalies(made.points),
        *open_access_points(asked.opened(made.points), asked.seen.at),
        *_unread(store, rules, asked),
    )
    newest = max((one.newest for one in judged if one.newest is not None), default=None)
    kept = State.PROTECTED if newest is not None else State.SELECTED_NOT_PROTECTED
    kept = kept if rules else State.NATIVE
    # What was not asked for, or not answered, may be there.
    is_hidden = any(each.weight is Weight.UNSEEN for each in reasons)
    has_points = newest is not None or asked.seen.since is not None or is_hidden
    return Standing(
        arn=store.arn,
        type=store.type,
        region=store.region,
        name=store.name,
        owner=contract.owner,
        tier=tier,
        state=decide(reasons, kept=kept, has_points=has_points),
        reasons=reasons,
        newest=newest,
    )


def _exempt(store: Store, contract: Contract, asked: Asked) -> Standing:
    """Judge a store whose tags are those of an exemption alone."""
    until, missing = contract.until, contract.missing
    if missing or until is None:
        why = f"its exemption does not count: {' and '.join(missing)} is missing or unreadable"
        found = _reason(ReasonKind.EXEMPTION_INCOMPLETE, why)
    elif until < asked.seen.at.date():
        ago = spoken(asked.seen.at.date() - until)
        why = f"its exemption ended on {until}, {ago} ago ({contract.reason})"
        found = _reason(ReasonKind.EXEMPTION_EXPIRED, why)
    else:
        return _without_backup(store, contract, (), State.EXEMPT)
    return _without_backup(store, contract, (found,), State.UNPROTECTED)


def _by_tags(store: Store, contract: Contract, asked: Asked) -> Iterator[Reason]:
    """Report tags by which no plan selects a store."""
    expected, tier = asked.expected, contract.tier
    if contract.is_exemption:
        why = f"it is exempt and has tier {tier}; remove one of the two"
        yield _reason(ReasonKind.EXEMPT_AND_TIERED, why, Weight.WARNING)
    for key, meant in contract.misspelt.items():
        weight = Weight.BROKEN if meant == TIER_TAG and not tier else Weight.WARNING
        why = f"nothing reads its tag {key}; {meant} was probably meant"
        yield _reason(ReasonKind.MISSPELT_TAG, why, weight)
    if not tier and not expected.default_tier:
        why = f"it has no tag {TIER_TAG}: no plan selects it"
        yield _reason(ReasonKind.NO_TIER, why)
    elif tier and tier not in expected.rules:
        near = get_close_matches(tier.casefold(), expected.rules, n=1, cutoff=0.0)
        meant = f"; {near[0]} may be meant" if near else ""
        why = f"{TIER_TAG} is {tier!r}, and there is no such tier{meant}"
        yield _reason(ReasonKind.UNKNOWN_TIER, why)
    elif store.region != expected.primary_region and expected.rules_of(
        tier or expected.default_tier, store.type, store.variant
    ):
        why = f"the plans are in {expected.primary_region}, and select nothing in {store.region}"
        yield _reason(ReasonKind.ELSEWHERE, why)


def _opt_in(store: Store, asked: Asked) -> Iterator[Reason]:
    answered = asked.seen.opted_in.get(store.region)
    is_on = None if answered is None else answered.get(store.type)
    if is_on is None:
        why = f"whether {store.region} is opted in for {store.type} was not read"
        yield _reason(ReasonKind.UNSEEN, why, Weight.UNSEEN)
    elif not is_on:
        why = f"{store.region} is not opted in for {store.type}: AWS Backup passes over it"
        yield _reason(ReasonKind.OPT_IN_OFF, why)


def _by_service(store: Store, tier: str, asked: Asked, *, is_all: bool) -> Iterator[Reason]:
    """Report what the service itself keeps less than is promised.

    Args:
        store: The store.
        tier: Its tier.
        asked: What it is judged by.
        is_all: Whether there is nothing else: AWS Backup makes nothing of it.
    """
    promised = asked.expected.native_days.get(tier, {}).get(store.type)
    kept = store.native_days
    if promised is None:
        if is_all:
            why = f"tier {tier} has nothing that backs up {store.type}"
            yield _reason(ReasonKind.NOT_BACKED_UP, why)
    elif kept is None:
        why = f"for how long its service keeps backups was not read; promised are {promised} days"
        yield _reason(ReasonKind.NOT_TOLD, why, Weight.UNSEEN if is_all else Weight.NOTE)
    elif kept < promised:
        why = f"its service keeps backups for {kept} days, promised are {promised}"
        yield _reason(ReasonKind.NATIVE_SHORT, why, Weight.BROKEN if is_all else Weight.WARNING)
    recovery = asked.expected.recovery_region
    is_replicated = store.type in asked.expected.replicated.get(tier, ())
    # Amazon RDS replicates the backups of what has some.
    if is_replicated and kept and not store.variant and recovery not in store.replica_regions:
        why = f"its service replicates no backups of it to {recovery}"
        yield _reason(ReasonKind.REPLICA_MISSING, why, Weight.WARNING)
    if is_replicated:
        yield from _replica_keys(store, asked)


def _replica_keys(store: Store, asked: Asked) -> Iterator[Reason]:
    """Report replicated backups under another key than that of the vault in their Region."""
    expected = asked.expected
    promised = {
        key
        for named, key in expected.keys.items()
        if named.rpartition("/")[2] == expected.recovery_region
    }
    for replica in asked.replicas.get(store.arn, ()):
        is_there = replica.region == expected.recovery_region
        if promised and is_there and replica.key_arn not in promised:
            of = f"its backups that are replicated to {replica.region}"
            why = f"{of} are under {replica.key_arn or 'no key'}, not under {min(promised)}"
            yield _reason(ReasonKind.REPLICA_KEY, why, Weight.WARNING)


def _unread(store: Store, rules: Sequence[ExpectedRule], asked: Asked) -> Iterator[Reason]:
    own = {"", asked.seen.account_id}
    vaults = frozenset((rule.vault, rule.region) for rule in rules if rule.account_id in own)
    for what in asked.sight.of_store(store, vaults):
        yield _reason(ReasonKind.UNSEEN, what, Weight.UNSEEN)


def open_access_points(found: Sequence[AccessPoint], at: datetime) -> Iterator[Reason]:
    """Report access points to recovery points that were left open.

    Args:
        found: Of one resource.
        at: When they were read.
    """
    for each in found:
        lasts = None if each.created_at is None else at - each.created_at
        is_left = lasts is None or lasts > _ACCESS_DAYS
        for_ = "" if lasts is None else f" for {spoken(lasts)}"
        why = f"access point {each.arn} is open{for_}: nothing deletes its recovery point"
        weight = Weight.WARNING if is_left else Weight.NOTE
        yield _reason(ReasonKind.ACCESS_POINT_OPEN, why, weight)


def _reason(kind: ReasonKind, why: str, weight: Weight = Weight.BROKEN) -> Reason:
    return Reason(kind=kind, weight=weight, why=why)


def _without_backup(
    store: Store, contract: Contract, reasons: tuple[Reason, ...], kept: State
) -> Standing:
    """Return the standing of a store whose recovery points are not looked at."""
    return Standing(
        arn=store.arn,
        type=store.type,
        region=store.region,
        name=store.name,
        owner=contract.owner,
        tier=contract.tier,
        state=decide(reasons, kept=kept),
        reasons=reasons,
    )
