"""How every data store of a running account stands, and its vaults."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bamp_pulumi.lambdas.health.expected import Expected
from bamp_pulumi.lambdas.health.records import AccessPoint, Job, Point, Replica, Seen, Store, Vault
from bamp_pulumi.lambdas.health.sight import Sight, spelled, where
from bamp_pulumi.lambdas.health.standing import (
    Reason,
    ReasonKind,
    Standing,
    State,
    Subject,
    Weight,
    decide,
)
from bamp_pulumi.lambdas.health.stores import Asked, judge_store, open_access_points

__all__ = ["judge"]

_VAULT = "AWS::Backup::BackupVault"
_GIGABYTE = 1_000_000_000


def judge(expected: Expected, seen: Seen) -> tuple[Standing, ...]:
    """Judge an account.

    Args:
        expected: What is promised.
        seen: What was read.

    Returns:
        One standing for each data store, then for each resource of which only recovery points are
        left, each vault that something is promised of, and each call that was not answered.
    """
    points: defaultdict[str, list[Point]] = defaultdict(list)
    for point in seen.points:
        points[point.resource_arn].append(point)
    jobs: defaultdict[str, list[Job]] = defaultdict(list)
    for job in seen.jobs:
        jobs[job.resource_arn].append(job)
    opened: defaultdict[str, list[AccessPoint]] = defaultdict(list)
    for each in seen.access_points:
        opened[each.recovery_point_arn].append(each)
    replicas: defaultdict[str, list[Replica]] = defaultdict(list)
    for replica in seen.replicas:
        replicas[replica.store_arn].append(replica)
    asked = Asked(
        expected=expected,
        sight=Sight(seen),
        points=points,
        jobs=jobs,
        access_points=opened,
        replicas=replicas,
    )
    return (
        *(judge_store(store, asked) for store in seen.stores),
        *_orphans(asked),
        *_vaults(asked),
        *_not_answered(seen),
    )


def _orphans(asked: Asked) -> Iterator[Standing]:
    """Report recovery points of resources that are gone, or that nobody saw."""
    stores = {store.arn for store in asked.seen.stores}
    for arn, points in asked.points.items():
        whole = [point for point in points if not point.parent_arn]
        if arn not in stores and whole:
            yield _orphan(arn, whole, asked)


def _orphan(arn: str, points: Sequence[Point], asked: Asked) -> Standing:
    newest = max(points, key=lambda point: point.created_at)
    region = "".join(arn.split(":")[3:4]) or asked.expected.primary_region
    sizes = [point.size_bytes for point in points if point.size_bytes is not None]
    size = sum(sizes) if sizes else None
    ends = [point.deletes_at for point in points]
    last = max((each for each in ends if each is not None), default=None)
    until = "for ever" if last is None or None in ends else f"until {last:%Y-%m-%d}"
    is_hidden = asked.sight.hides_stores(newest.resource_type, region)
    what = "whether it is gone was not seen" if is_hidden else "it is gone"
    with_size = "" if size is None else f" with {size / _GIGABYTE:.1f} GB"
    reason = Reason(
        kind=ReasonKind.UNSEEN if is_hidden else ReasonKind.ORPHAN,
        weight=Weight.UNSEEN if is_hidden else Weight.NOTE,
        why=f"{what}; {len(points)} recovery points{with_size} are kept {until}",
    )
    reasons = (reason, *open_access_points(asked.opened(points), asked.seen.at))
    return Standing(
        arn=arn,
        type=newest.resource_type,
        region=region,
        state=decide(reasons, kept=State.ORPHANED),
        reasons=reasons,
        newest=newest.created_at,
        subject=Subject.GONE,
        size_bytes=size,
    )


def _vaults(asked: Asked) -> Iterator[Standing]:
    """Judge the vaults that something is promised of."""
    expected, seen = asked.expected, asked.seen
    known = {where(vault.name, vault.region): vault for vault in seen.vaults}
    for named in sorted({*expected.keys, *expected.locked}):
        name, _, region = named.rpartition("/")
        vault = known.get(named)
        # A vault has no tags and no type of AWS Backup: only what asks of all vaults tells of it.
        as_store = Store(arn="arn:aws:backup", type=_VAULT, region=region, name=name)
        unread = [*asked.sight.of_store(as_store, frozenset({(name, region)}))]
        found: list[Reason] = []
        if vault is None:
            gone = "it was not read" if unread else "there is no such vault"
            weight = Weight.UNSEEN if unread else Weight.BROKEN
            found.append(Reason(kind=ReasonKind.VAULT_GONE, weight=weight, why=gone))
        elif named in expected.locked and not vault.locked:
            why = "it is not locked: whoever may can delete what lies in it"
            found.append(Reason(kind=ReasonKind.UNLOCKED, weight=Weight.BROKEN, why=why))
        elif named in expected.lock_days:
            found += _lock(vault, expected.lock_days[named])
        key = expected.keys.get(named, "")
        if vault is not None and key and vault.key_arn != key:
            why = f"its key is {vault.key_arn or 'not named'}, promised is {key}"
            found.append(Reason(kind=ReasonKind.WRONG_KEY, weight=Weight.BROKEN, why=why))
        if vault is not None and vault.key_arn:
            found += _state_of_key(vault, asked.sight)
        found += [Reason(kind=ReasonKind.UNSEEN, weight=Weight.UNSEEN, why=why) for why in unread]
        yield Standing(
            arn=f"{named}" if vault is None else vault.arn,
            type=_VAULT,
            region=region,
            name=name,
            state=decide(found, kept=State.PROTECTED),
            reasons=tuple(found),
            subject=Subject.VAULT,
        )


def _state_of_key(vault: Vault, sight: Sight) -> Iterator[Reason]:
    """Report the key of a vault, without which nothing more is written to it."""
    key = sight.keys.get(vault.key_arn)
    if key is None:
        why = f"whether its key {vault.key_arn} can be used was not read"
        yield Reason(kind=ReasonKind.UNSEEN, weight=Weight.UNSEEN, why=why)
    elif not key.is_usable:
        why = f"its key {vault.key_arn} is {key.state}: nothing can be written or restored"
        yield Reason(kind=ReasonKind.KEY_UNUSABLE, weight=Weight.BROKEN, why=why)


def _lock(vault: Vault, promised: tuple[int, int]) -> Iterator[Reason]:
    """Report a lock whose bounds are others than promised."""
    shortest, longest = promised
    least, most = vault.min_retention_days or 0, vault.max_retention_days
    if (least, most) == promised:
        return
    allows = f"{least} days and more" if most is None else f"{least} to {most} days"
    why = f"its lock allows a retention of {allows}, promised are {shortest} to {longest}"
    is_weaker = least < shortest or most is None or most > longest
    weight = Weight.BROKEN if is_weaker else Weight.WARNING
    yield Reason(kind=ReasonKind.LOCK_CHANGED, weight=weight, why=why)


def _not_answered(seen: Seen) -> Iterator[Standing]:
    """Report each call that was not answered: there may be more than was seen."""
    for unseen in seen.unseen:
        reason = Reason(kind=ReasonKind.UNSEEN, weight=Weight.UNSEEN, why=spelled(unseen))
        yield Standing(
            arn=unseen.of if unseen.of.startswith("arn:") else "",
            type=unseen.what,
            region=unseen.region,
            name=unseen.of,
            state=State.NOT_SEEN,
            reasons=(reason,),
            subject=Subject.CALL,
        )
    known = {point.arn for point in seen.points}
    for each in seen.access_points:
        if each.recovery_point_arn not in known:
            why = f"recovery point {each.recovery_point_arn} of an open access point was not read"
            yield Standing(
                arn=each.arn,
                type="backup access point",
                region=each.region,
                state=State.NOT_SEEN,
                reasons=(Reason(kind=ReasonKind.UNSEEN, weight=Weight.UNSEEN, why=why),),
                subject=Subject.CALL,
            )
