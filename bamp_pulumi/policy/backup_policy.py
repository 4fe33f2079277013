"""The one object that states what is promised; plans, locks and checks follow from it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainSerializer

from bamp_pulumi.errors import Refusal, RefusedError
from bamp_pulumi.policy.acknowledgement import (
    AcknowledgedFault,
    AcknowledgedLoss,
    Acknowledgement,
)
from bamp_pulumi.policy.audit import (
    AuditMinimums,
    AuditParameters,
    audit_refusals,
    derive_audit_parameters,
    lowered,
)
from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.lock import LockMode, LockPolicy
from bamp_pulumi.policy.names import PolicyName, Region, TierKey, TierName
from bamp_pulumi.policy.nearest import nearest
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import ExemptionDays, KeyRotationDays
from bamp_pulumi.policy.recovery_regions import recovery_region_refusals
from bamp_pulumi.policy.tier import Tier
from bamp_pulumi.policy.tiers import Tiers, VaultWrite, vault_writes

__all__ = ["BackupPolicy"]


def _lock_around(lifecycles: Iterable[Lifecycle]) -> LockPolicy | None:
    """Return the governance lock that allows exactly these retentions; None for none."""
    days = [lifecycle.delete_after_days for lifecycle in lifecycles]
    if not days:
        return None
    return LockPolicy(
        mode=LockMode.GOVERNANCE, min_retention_days=min(days), max_retention_days=max(days)
    )


def _writes_to(region: str | None, data: dict[str, Any]) -> Iterator[Lifecycle]:
    """List what goes to a Region, among fields that pydantic has already validated."""
    writes = vault_writes(data.get("tiers", {}))
    return (write.lifecycle for write in writes if write.destination_region == region)


def _primary_lock(data: dict[str, Any]) -> LockPolicy | None:  # pydantic's own signature
    return _lock_around(_writes_to(None, data))


def _recovery_lock(data: dict[str, Any]) -> LockPolicy | None:  # pydantic's own signature
    return _lock_around(_writes_to(data.get("recovery_region", ""), data))


class BackupPolicy(Promise, frozen=True):
    """What an account promises about its backups."""

    name: PolicyName = "default"
    """Name of the policy, for messages and the manifest. Default: `default`."""

    tiers: Annotated[
        Mapping[TierKey, Tier],
        Field(min_length=1),
        AfterValidator(Tiers),
        PlainSerializer(lambda tiers: {name: tier.model_dump() for name, tier in tiers.items()}),
    ] = Field(
        examples=[
            {
                "standard": {
                    "description": "Ordinary production data.",
                    "rules": {"daily": {"lifecycle": {"delete_after_days": 30}}},
                    "rpo_minutes": 1_440,
                    "rto_minutes": 240,
                    "native_retention_days": 7,
                }
            }
        ]
    )
    """Classes of workload by name; a resource names one in its tag `backup-tier`."""

    default_tier: TierName = "standard"
    """Tier of a resource that names none; one of `tiers`. Default: `standard`."""

    primary_region: Region = "us-east-1"
    """Region of the workload and of the vaults its backups are made in. Default: us-east-1."""

    recovery_region: Region = "us-west-2"
    """Region of the vault that copies go to. Default: us-west-2."""

    vault_lock: LockPolicy | None = Field(default_factory=_primary_lock)
    """Lock of the vault in the primary Region; null for none. Default: governance mode, from the
    shortest to the longest retention of all rules."""

    recovery_vault_lock: LockPolicy | None = Field(default_factory=_recovery_lock)
    """Lock of the vault in the recovery Region; null for none. Default: governance mode, from the
    shortest to the longest retention of all copies; none where nothing is copied."""

    key_rotation_days: KeyRotationDays = 90
    """Days between rotations of the keys of the vaults, 90 to 2560. Default: 90."""

    audit_minimums: AuditMinimums = AuditMinimums()
    """What AWS Backup Audit Manager asks for. Default: all that the tiers keep."""

    exemption_max_days: ExemptionDays = 731
    """How far ahead an exemption or an acknowledgement of this policy may end, counted from the day
    of the preview. Days, 1 to 3653. Default: 731, two years."""

    no_alerts: Acknowledgement | None = None
    """Why the account notifies nobody of failed backups, who decided, and until when; without it
    such an account is refused. Default: none."""

    trail_elsewhere: Acknowledgement | None = None
    """That a CloudTrail trail which no given program declares, such as the organization's, records
    the management events of the account in all its Regions. A rehearsal assumes it, and says so.
    Default: none."""

    faults: tuple[AcknowledgedFault, ...] = ()
    """Faults of which nobody is notified, and that are accepted for a time: a rehearsal lists them
    as acknowledged. Default: none."""

    losses: tuple[AcknowledgedLoss, ...] = ()
    """What a deployment may delete, replace or weaken although it holds or protects data, each for
    a time: the preview of such a deployment lists them as acknowledged. Default: nothing."""

    def tier(self, name: str) -> Tier:
        """Return the tier of this name.

        Raises:
            RefusedError: `BAMP-T01`, when the policy has no such tier; it lists those it has.
        """
        if name in self.tiers:
            return self.tiers[name]
        refusal = self._no_such_tier(f"tier {name!r}", name)
        raise RefusedError.of(refusal)

    def writes(self) -> Iterator[VaultWrite]:
        """List every backup and copy of every rule, with its path and lifecycle."""
        return vault_writes(self.tiers)

    def audit_parameters(self) -> AuditParameters:
        """Return what Audit Manager is given: derived from the tiers, or less where asked."""
        return lowered(derive_audit_parameters(self.tiers), self.audit_minimums)

    def refusals(self) -> Iterator[Refusal]:
        """Refuse promises that contradict each other."""
        if self.default_tier not in self.tiers:
            yield self._no_such_tier(
                f"default_tier={self.default_tier!r}", self.default_tier, path="default_tier"
            )
        yield from self._repeated()
        if self.primary_region == self.recovery_region:
            yield Refusal(
                code="BAMP-C04",
                given=f"primary_region={self.primary_region!r}, "
                f"recovery_region={self.recovery_region!r}",
                allowed="two Regions",
                why="house rule: copies in the Region of the workload are lost with it",
                write="recovery_region='us-west-2'"
                if self.primary_region != "us-west-2"
                else "recovery_region='us-east-1'",
                path="recovery_region",
            )
            return  # where copies then go says nothing
        apart = [*recovery_region_refusals(self.primary_region, self.recovery_region)]
        if apart:
            yield from apart
            return
        for write in self.writes():
            yield from self._copy_refusals(write)
            yield from self._lock_refusals(write)
        yield from audit_refusals(derive_audit_parameters(self.tiers), self.audit_minimums)

    def acknowledgements(self) -> Iterator[tuple[str, Acknowledgement]]:
        """List what the policy acknowledges, each with its path."""
        for name, one in (("no_alerts", self.no_alerts), ("trail_elsewhere", self.trail_elsewhere)):
            if one is not None:
                yield name, one
        for fault in self.faults:
            yield f"faults.{fault.id}", fault
        for loss in self.losses:
            yield f"losses.{loss.loss}.{loss.urn}", loss

    def _repeated(self) -> Iterator[Refusal]:
        """Refuse what is acknowledged twice: it is unclear which of the two ends counts."""
        faults = [f"id: {fault.id}" for fault in self.faults]
        losses = [f"urn: {loss.urn}, loss: {loss.loss}" for loss in self.losses]
        for path, noun, named in (("faults", "fault", faults), ("losses", "loss", losses)):
            for one in dict.fromkeys(each for each in named if named.count(each) > 1):
                given = one.removeprefix("id: ")
                yield Refusal(
                    code="BAMP-E06",
                    given=f"{given}, {named.count(one)} times",
                    allowed=f"each {noun} once",
                    why="house rule: of two ends it is unclear which one applies",
                    write=f"nothing: remove the other entry with {one}",
                    path=path,
                )

    def _no_such_tier(self, given: str, name: str, path: str = "") -> Refusal:
        return Refusal(
            code="BAMP-T01",
            given=given,
            allowed=", ".join(self.tiers),
            why=f"house rule: policy {self.name!r} defines these tiers and no other",
            write=(near := nearest(name, self.tiers) or next(iter(self.tiers))),
            path=path,
            edits=((path, near),) if path else (),
        )

    def _copy_refusals(self, write: VaultWrite) -> Iterator[Refusal]:
        """Refuse copies to a vault that nobody builds; another account builds its own."""
        region = write.destination_region
        if write.destination_account_id or region in {None, self.recovery_region}:
            return
        is_home = region == self.primary_region
        yield Refusal(
            code="BAMP-C01" if is_home else "BAMP-C02",
            given=f"a copy to {region}",
            allowed=f"{self.recovery_region}, or another account (destination_account_id)",
            why="house rule: a copy in the Region and account of its source is lost with it"
            if is_home
            else "house rule: an account has vaults in its primary and recovery Region only; AWS "
            "Backup accepts a copy to a missing vault and then fails it",
            write=f"destination_region={self.recovery_region!r}",
            path=f"{write.path}.destination_region",
        )

    def _lock_refusals(self, write: VaultWrite) -> Iterator[Refusal]:
        """Refuse lifecycles outside the lock of the vault they are written to."""
        name = "vault_lock" if write.destination_region is None else "recovery_vault_lock"
        lock = self.vault_lock if write.destination_region is None else self.recovery_vault_lock
        if write.destination_region not in {None, self.recovery_region}:
            return  # another account's vault, under a lock that is not said here
        if lock is None or lock.accepts(write.lifecycle):
            return
        days = write.lifecycle.delete_after_days
        bound = "min_retention_days" if days < lock.min_retention_days else "max_retention_days"
        meant = ", ".join(
            f"{key}={value!r}"
            for key, value in {
                **lock.model_dump(mode="json", exclude_none=True),
                bound: days,
            }.items()
        )
        yield Refusal(
            code="BAMP-K04",
            given=f"delete_after_days={days}",
            allowed=f"{lock.min_retention_days} to {lock.max_retention_days} days, by {name}",
            why="AWS Backup fails each job whose retention is outside the lock of its vault, "
            "and says nothing at deployment",
            write=f"{name}=LockPolicy({meant})",
            path=write.path,
            edits=((f"{name}.{bound}", days),),
        )
