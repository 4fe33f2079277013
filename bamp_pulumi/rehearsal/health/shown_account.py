"""The simulated account of one resource, as the lists of AWS would show it at an instant.

Of what no history tells, such as whether a vault is locked, all is as it is promised: a preview
judges that, and of a fault only what it changes is said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from bamp_pulumi.catalog import Abilities
from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.lambdas.health import Expected
from bamp_pulumi.lambdas.health.contract import OWNER_TAG, TIER_TAG
from bamp_pulumi.lambdas.health.records import Job, JobKind, Point, Seen, Store, Vault
from bamp_pulumi.lambdas.health.store_rows import ROWS
from bamp_pulumi.rehearsal.history import History, RecoveryPoint
from bamp_pulumi.rehearsal.history import Job as DoneJob

__all__ = ["ShownAccount"]

_ARN_PARTS: Final = 6
_IN_ARNS: Final[Mapping[str, str]] = {"efs": "elasticfilesystem", "timestream-write": "timestream"}
"""Services whose ARNs do not have boto3's name of the service."""


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
        row = next((row for row in ROWS if row.type == self._type), None)
        service = "" if row is None else _IN_ARNS.get(row.call.service, row.call.service)
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
        return Seen(
            account_id=self.covered.resource.account_id,
            at=at,
            regions=regions,
            stores=(self._store(at),),
            points=(*self._points_at(at), *self._begun_at(at)),
            jobs=tuple(self._jobs_at(at)),
            vaults=self._vaults,
            opted_in={region: {self._type: True} for region in regions},
        )

    @property
    def _type(self) -> str:
        return "" if self.abilities is None else self.abilities.backup_type

    def _store(self, at: datetime) -> Store:
        covered, able = self.covered, self.abilities
        windows = [w for each in self.history.continuous if (w := each.window(at)) is not None]
        until = max((last for _, last in windows), default=None)
        named = {TIER_TAG: covered.tier, OWNER_TAG: covered.owner}
        return Store(
            arn=self.arn,
            type=self._type,
            region=covered.resource.region,
            name=covered.resource.name,
            tags=self.tags or {key: value for key, value in named.items() if value},
            created_at=self.start,
            native_days=self.expected.native_days.get(covered.tier, {}).get(self._type),
            restorable_until=until if able is not None and able.reports_restorable_time else None,
            keeps_continuous=not any(each.frozen_at for each in self.history.continuous),
            replica_regions=(self.expected.recovery_region,),
            variant="" if able is None else able.variant,
        )

    @cached_property
    def _vaults(self) -> tuple[Vault, ...]:
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
            )
            for named in sorted({*made, *expected.keys, *expected.locked})
            for name, _, region in (named.rpartition("/"),)
        )

    @property
    def _regions_of_vaults(self) -> Iterator[str]:
        return (vault.region for vault in self._vaults)

    @cached_property
    def _points(self) -> tuple[tuple[RecoveryPoint, Point, Point], ...]:
        """Each recovery point of the account itself, while it is made and once it is."""
        home = self.covered.resource.account_id
        return tuple(
            (each, *self._point(number, each))
            for number, each in enumerate(self.history.points)
            if each.account_id == home
        )

    def _point(self, number: int, each: RecoveryPoint) -> tuple[Point, Point]:
        days = None if each.expires is None else (each.expires - each.created).days
        source = next((v.arn for v in self._vaults if v.region != each.region), "")

        def made(status: str, completed: datetime | None) -> Point:
            return Point(
                arn=f"arn:aws:backup:{each.region}:{each.account_id}:recovery-point:{number}",
                resource_arn=self.arn,
                resource_type=self._type,
                vault=each.vault,
                region=each.region,
                status=status,
                created_at=each.created,
                completed_at=completed,
                deletes_at=each.expires,
                retention_days=days,
                key_arn=self.expected.keys.get(f"{each.vault}/{each.region}", ""),
                source_vault_arn=source if each.is_copy else "",
                rule=each.rule,
            )

        return made("CREATING", None), made("COMPLETED", each.complete)

    def _points_at(self, at: datetime) -> Iterator[Point]:
        for each, begun, done in self._points:
            if each.created <= at and (each.deleted is None or at < each.deleted):
                yield done if each.complete <= at else begun

    def _begun_at(self, at: datetime) -> Iterator[Point]:
        """List continuous recovery points: AWS Backup calls one available that goes on no more."""
        for each in self.history.continuous:
            if each.vault and each.since <= at:
                yield Point(
                    arn=f"arn:aws:backup:{each.region}:{each.account_id}:recovery-point:continuous",
                    resource_arn=self.arn,
                    resource_type=self._type,
                    vault=each.vault,
                    region=each.region,
                    status="AVAILABLE",
                    created_at=each.since,
                    retention_days=each.days,
                    rule=each.rule,
                    key_arn=self.expected.keys.get(f"{each.vault}/{each.region}", ""),
                )

    @cached_property
    def _jobs(self) -> tuple[tuple[DoneJob, Job, Job], ...]:
        """Each job, while it runs and once it is done; of what is missing, for ever the same."""
        missing = {_maker(each) for each in self.missing}
        found: list[tuple[DoneJob, Job, Job]] = []
        for number, each in enumerate(self.history.jobs):
            is_missing = _maker(each) in missing
            if not is_missing:
                found.append((each, *self._job(number, each)))
            elif self.stays:
                stuck, _ = self._job(number, each, self.stays)
                found.append((each, stuck, stuck))
        return tuple(found)

    def _job(self, number: int, each: DoneJob, state: str = "RUNNING") -> tuple[Job, Job]:
        home = self.covered.resource
        place = (each.plan, each.rule, each.vault, each.region)
        to = next(
            (
                c.account_id
                for c in self.covered.copies
                if each.kind == JobKind.COPY and (c.plan, c.rule, c.vault, c.region) == place
            ),
            home.account_id,
        )

        def made(state: str, completed: datetime | None) -> Job:
            return Job(
                id=f"job-{number}",
                kind=JobKind(each.kind),
                resource_arn=self.arn,
                region=home.region,
                state=state,
                created_at=each.started or each.due,
                completed_at=completed,
                rule=each.rule,
                to_vault_arn=_vault_arn(each.vault, each.region, to),
            )

        return made(state, None), made(str(each.state), each.ended)

    def _jobs_at(self, at: datetime) -> Iterator[Job]:
        for each, running, done in self._jobs:
            if (each.started or each.due) <= at:
                yield done if each.ended <= at else running


def _maker(each: RecoveryPoint | DoneJob) -> tuple[object, ...]:
    """Return what is the same of a recovery point and the job that made it."""
    ended = each.complete if isinstance(each, RecoveryPoint) else each.ended
    return (each.plan, each.rule, each.vault, each.region, ended)


def _vault_arn(name: str, region: str, account_id: str) -> str:
    return f"arn:aws:backup:{region}:{account_id}:backup-vault:{name}"
