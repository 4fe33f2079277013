"""The simulated account of one resource, as the lists of AWS would show it at an instant.

Of what no history tells, such as whether a vault is locked, all is as it is promised: a preview
judges that, and of a fault only what it changes is said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from bamp_pulumi.catalog import Abilities
from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.lambdas.health import (
    JOBS_KEPT,
    OWNER_TAG,
    ROWS,
    TIER_TAG,
    Expected,
    Job,
    JobKind,
    Key,
    Point,
    Seen,
    Store,
    Vault,
    actions_of,
)
from bamp_pulumi.rehearsal.history import History, RecoveryPoint
from bamp_pulumi.rehearsal.history import Job as DoneJob
from bamp_pulumi.rehearsal.history import JobKind as DoneKind

__all__ = ["ShownAccount"]

_ARN_PARTS: Final = 6


@dataclass(frozen=True, kw_only=True)
class ShownAccount:
    """What the lists of an account show of one resource."""

    covered: ResourceCoverage
    history: History
    """What was made, and is to be made."""
    expected: Expected
    start: datetime
    """Since when the resource exists."""
    missing: frozenset[RecoveryPoint] = frozenset()
    """What would have been made, and was not: no job of it is done."""
    stays: str = ""
    """State that the jobs of what is missing stay in. Default: there are none."""
    tags: Mapping[str, str] | None = None
    """Tags of the resource. Default: those of its tier and owner."""
    _made: dict[tuple[int, bool], Point] = field(
        default_factory=dict[tuple[int, bool], Point], init=False, compare=False, repr=False
    )
    _done: dict[tuple[int, str], Job] = field(
        default_factory=dict[tuple[int, str], Job], init=False, compare=False, repr=False
    )

    @property
    def abilities(self) -> Abilities | None:
        """What AWS Backup can do for it; None for a type that it does not know."""
        return None if self.covered.store is None else self.covered.store.abilities

    @cached_property
    def arn(self) -> str:
        """Its ARN; before deployment one of the same form, with its name in the program."""
        given = self.covered.resource.text("arn")
        if len(given.split(":", _ARN_PARTS - 1)) == _ARN_PARTS:
            return given
        resource = self.covered.resource
        row = next((row for row in ROWS if row.type == self.type_name), None)
        service = "" if row is None else _in_arns(row.call.service)
        return f"arn:aws:{service}:{resource.region}:{resource.account_id}:{resource.name}"

    @property
    def regions(self) -> tuple[str, ...]:
        """Its own Region, and those of its copies in the same account."""
        resource = self.covered.resource
        away = (c.region for c in self.covered.copies if c.account_id == resource.account_id)
        return tuple(dict.fromkeys((resource.region, *away)))

    def seen(self, at: datetime) -> Seen:
        """Read everything at an instant."""
        regions = tuple(dict.fromkeys((*self.regions, *self._regions_of_vaults)))
        points = (*self._points_at(at), *self._begun_at(at))
        named = {each.key_arn: each.region for each in (*points, *self.vaults) if each.key_arn}
        return Seen(
            account_id=self.covered.resource.account_id,
            at=at,
            regions=regions,
            stores=(self._store(at),),
            points=points,
            keys=tuple(Key(arn=arn, region=of, state="Enabled") for arn, of in named.items()),
            jobs=tuple(self._jobs_at(at)),
            vaults=self.vaults,
            opted_in={region: {self.type_name: True} for region in regions},
        )

    @property
    def type_name(self) -> str:
        """Its type, as AWS Backup names it; empty for one that it does not know."""
        return "" if self.abilities is None else self.abilities.backup_type

    def _store(self, at: datetime) -> Store:
        covered, able = self.covered, self.abilities
        windows = [w for each in self.history.continuous if (w := each.window(at)) is not None]
        until = max((last for _, last in windows), default=None)
        named = {TIER_TAG: covered.tier, OWNER_TAG: covered.owner}
        return Store(
            arn=self.arn,
            type=self.type_name,
            region=covered.resource.region,
            name=covered.resource.name,
            tags=self.tags or {key: value for key, value in named.items() if value},
            created_at=self.start,
            native_days=self.expected.native_days.get(covered.tier, {}).get(self.type_name),
            restorable_until=until if able is not None and able.reports_restorable_time else None,
            keeps_continuous=not any(
                each.frozen_at is not None and each.frozen_at <= at
                for each in self.history.continuous
            ),
            replica_regions=(self.expected.recovery_region,),
            variant="" if able is None else able.variant,
        )

    @cached_property
    def vaults(self) -> tuple[Vault, ...]:
        """The vaults that something is promised of, and those that something is made in."""
        account_id, expected = self.covered.resource.account_id, self.expected
        made = {f"{rule.vault}/{rule.region}" for rule in self.covered.rules}
        made |= {f"{c.vault}/{c.region}" for c in self.covered.copies if c.account_id == account_id}
        return tuple(
            Vault(
                name=name,
                arn=_vault_arn(name, region, account_id),
                region=region,
                key_arn=expected.keys.get(named, ""),
                locked=named in expected.locked,
                min_retention_days=least,
                max_retention_days=most,
            )
            for named in sorted({*made, *expected.keys, *expected.locked})
            for name, _, region in (named.rpartition("/"),)
            for least, most in (expected.lock_days.get(named, (None, None)),)
        )

    @property
    def _regions_of_vaults(self) -> Iterator[str]:
        return (vault.region for vault in self.vaults)

    @cached_property
    def _own(self) -> tuple[tuple[int, RecoveryPoint], ...]:
        """The recovery points of the account itself: of those elsewhere only jobs tell."""
        home = self.covered.resource.account_id
        return tuple((n, p) for n, p in enumerate(self.history.points) if p.account_id == home)

    def _points_at(self, at: datetime) -> Iterator[Point]:
        for number, each in self._own:
            if each.created <= at and (each.deleted is None or at < each.deleted):
                yield self._point(number, each, is_done=each.complete <= at)

    def _point(self, number: int, each: RecoveryPoint, *, is_done: bool) -> Point:
        if (number, is_done) not in self._made:
            days = None if each.expires is None else (each.expires - each.created).days
            source = next((v.arn for v in self.vaults if v.region != each.region), "")
            self._made[number, is_done] = Point(
                arn=f"arn:aws:backup:{each.region}:{each.account_id}:recovery-point:{number}",
                resource_arn=self.arn,
                resource_type=self.type_name,
                vault=each.vault,
                region=each.region,
                status="COMPLETED" if is_done else "CREATING",
                created_at=each.created,
                completed_at=each.complete if is_done else None,
                deletes_at=each.expires,
                retention_days=days,
                key_arn=self.expected.keys.get(f"{each.vault}/{each.region}", ""),
                source_vault_arn=source if each.is_copy else "",
                rule=each.rule,
            )
        return self._made[number, is_done]

    def _begun_at(self, at: datetime) -> Iterator[Point]:
        """List continuous recovery points: AWS Backup calls one available that goes on no more."""
        for each in self.history.continuous:
            if each.vault and each.since <= at:
                yield Point(
                    arn=f"arn:aws:backup:{each.region}:{each.account_id}:recovery-point:continuous",
                    resource_arn=self.arn,
                    resource_type=self.type_name,
                    vault=each.vault,
                    region=each.region,
                    status="AVAILABLE",
                    created_at=each.since,
                    retention_days=each.days,
                    rule=each.rule,
                    key_arn=self.expected.keys.get(f"{each.vault}/{each.region}", ""),
                )

    @cached_property
    def _not_done(self) -> frozenset[tuple[object, ...]]:
        return frozenset(map(_maker, self.missing))

    def _jobs_at(self, at: datetime) -> Iterator[Job]:
        """List the jobs that AWS Backup still lists: those of 30 days."""
        for number, each in enumerate(self.history.jobs):
            begun = each.started or each.due
            if not begun <= at < begun + JOBS_KEPT:
                continue
            is_missing = _maker(each) in self._not_done
            state = str(each.state) if each.ended <= at else "RUNNING"
            if self.stays or not is_missing:
                yield self._job(number, each, self.stays if is_missing else state)

    def _job(self, number: int, each: DoneJob, state: str) -> Job:
        if (number, state) not in self._done:
            home = self.covered.resource
            is_copy = each.kind is DoneKind.COPY
            place = (each.plan, each.rule, each.vault, each.region)
            copies = self.covered.copies if is_copy else ()
            to = (c.account_id for c in copies if (c.plan, c.rule, c.vault, c.region) == place)
            account_id = next(to, home.account_id)
            is_done = state == str(each.state)
            self._done[number, state] = Job(
                id=f"job-{number}",
                kind=JobKind.COPY if is_copy else JobKind.BACKUP,
                resource_arn=self.arn,
                region=home.region,
                state=state,
                created_at=each.started or each.due,
                completed_at=each.ended if is_done else None,
                rule=each.rule,
                to_vault_arn=_vault_arn(each.vault, each.region, account_id),
            )
        return self._done[number, state]


def _maker(each: RecoveryPoint | DoneJob) -> tuple[object, ...]:
    """Return what is the same of a recovery point and the job that made it."""
    ended = each.complete if isinstance(each, RecoveryPoint) else each.ended
    return (each.plan, each.rule, each.vault, each.region, ended)


def _vault_arn(name: str, region: str, account_id: str) -> str:
    return f"arn:aws:backup:{region}:{account_id}:backup-vault:{name}"


def _in_arns(service: str) -> str:
    """Return what a service is called in ARNs: as the actions of IAM begin."""
    action, *_ = actions_of(f"{service}:Describe")
    return action.partition(":")[0]
