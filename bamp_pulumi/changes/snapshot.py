"""What two estates are compared by: plain values, the same from a program and from a document.

Everything that a person was promised, and everything that it depends on. A value that is not known
is said to be so and is never taken for another: comparing it with a known one is unsure.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from bamp_pulumi.catalog import Outcome
from bamp_pulumi.changes.state import DeclaredState, State
from bamp_pulumi.coverage import Severity, Status

__all__ = [
    "CopyState",
    "DecisionState",
    "ExpiryState",
    "ExposureState",
    "FindingState",
    "NoticeState",
    "PartState",
    "PlanRuleState",
    "PlanState",
    "RuleState",
    "Snapshot",
    "StoreState",
    "TierState",
    "VaultState",
]


class KeptState(State):
    """What every rule says of the recovery points that it makes."""

    rule: str
    """Name of the rule."""
    vault: str
    """Name of the vault; empty while unknown."""
    schedule: str
    """AWS cron expression, and the time zone."""
    interval_minutes: int | None = None
    """Longest time between two jobs; null while that is not known."""
    retention_days: int | None
    """Days a recovery point is kept; null: kept indefinitely."""
    continuous: bool
    """Whether it makes continuous backups: what it keeps can be restored to any second."""


class RuleState(KeptState):
    """A rule that will make recovery points of a data store."""

    plan: str
    """Name of the backup plan."""
    region: str
    """Region of the vault."""


class CopyState(State):
    """A copy that will be made of a data store's recovery points."""

    plan: str
    """Name of the backup plan."""
    rule: str
    """Name of the rule."""
    region: str
    """Region the copy goes to."""
    account_id: str
    """Account the copy goes to."""
    vault: str
    """Name of the vault."""
    retention_days: int | None
    """Days a copy is kept; null: kept indefinitely."""
    cold_after_days: int | None = None
    """Days after which it moves to cold storage; null for never."""


class ExposureState(State):
    """What can be lost when a data store is restored from a Region."""

    region: str
    """Region that is restored from."""
    at_most_minutes: int | None
    """Minutes; null when everything can be lost, or when no bound is known."""
    known: bool
    """Whether a bound is known."""


class ExpiryState(State):
    """What a rule of a bucket's lifecycle deletes."""

    current: bool
    """Whether it deletes current objects, or else noncurrent versions."""
    prefix: str
    """What the names of those objects begin with; empty for all."""
    chosen_by: tuple[str, ...]
    """What else chooses them; empty for nothing."""
    days: int | None
    """Days after which they go, 0 for a date; null while that, or of which objects, is not
    known."""
    date: str = ""
    """The day on which they go; empty for what goes after days."""
    newer: int = 0
    """How many newer noncurrent versions stay, however old."""


class StoreState(DeclaredState):
    """A data store and how it stands."""

    label: str
    """What people call its type."""
    region: str
    """AWS Region; empty while unknown."""
    status: Status
    """How it stands."""
    how: str
    """How it is protected, or why it is not."""
    tier: str | None
    """Tier its tags name; empty for none, null while that is not known."""
    owner: str
    """Owner its tags name; empty for none."""
    exempt_until: date | None
    """Last day of its exemption; null for what is not exempt."""
    rpo_minutes: int | None
    """Recovery point objective of its tier; null without a tier."""
    rto_minutes: int | None
    """Recovery time objective of its tier; null without a tier."""
    achieved_rpo_minutes: int | None
    """Longest interval between two recovery points; null without backups."""
    native_days: int | None
    """Days that the service itself restores to; null when it does not."""
    native_default: int | None = None
    """Days that the provider sends where the program does not say how long the service keeps its
    backups; null where the program says it, and where the provider sends nothing."""
    native_open: bool = False
    """Whether those days are written and known only after deployment."""
    native_left_out: Outcome | None = None
    """What becomes of those days in AWS where the program does not say them; null where it does."""
    noncurrent_days: int | Literal["for ever"] | None = None
    """Fewest days for which a bucket keeps versions that were overwritten or deleted; null while
    that is not known, and of anything else."""
    expiries: tuple[ExpiryState, ...] | None = None
    """What the lifecycle of a bucket deletes; null for anything else, and where an older bamp has
    not recorded it."""
    expiry_holders: tuple[str, ...] = ()
    """URNs of the resources beside the bucket that write its lifecycle."""
    exposure: tuple[ExposureState, ...]
    """What can be lost, its own Region first."""
    rules: tuple[RuleState, ...]
    """Rules that will make recovery points of it."""
    copies: tuple[CopyState, ...]
    """Copies that will be made of them."""


class VaultState(DeclaredState):
    """A backup vault and its lock."""

    vault: str
    """Its name in AWS."""
    region: str
    """AWS Region; empty while unknown."""
    account_id: str
    """AWS account; empty while unknown."""
    key_is_customers: bool | None = None
    """Whether that is a customer managed key, and not AWS's; null while that is not known."""
    key: str
    """The KMS key that is named: its name in the program, AWS's own, or what is written."""
    locked: bool | None
    """Whether it has a lock; null while its lock is not known."""
    compliance: bool | None
    """Whether nobody can lift the lock; null while that is not known."""
    changeable_for_days: int | None = None
    """Days in which a lock in compliance mode can still be lifted; null for no such lock."""
    min_retention_days: int | None
    """Least retention that the lock takes; null for none."""
    max_retention_days: int | None
    """Greatest retention that the lock takes; null for none."""


class PlanRuleState(KeptState):
    """A rule of a backup plan."""

    air_gapped_vault: str = ""
    """Logically air-gapped vault that its recovery points go to as well; empty for none."""
    start_window_minutes: int
    """How long a job may wait for its start."""
    completion_window_minutes: int
    """How long a job may run."""
    cold_after_days: int | None
    """Days after which it moves to cold storage; null for never."""
    copies: tuple[CopyState, ...]
    """Copies of its recovery points."""
    unknown: tuple[str, ...]
    """Its parts that are known only after deployment, in AWS's words."""


class PlanState(DeclaredState):
    """A backup plan."""

    plan: str
    """Its name in AWS."""
    region: str
    """AWS Region; empty while unknown."""
    rules: tuple[PlanRuleState, ...]
    """Its rules."""


class TierState(State):
    """A tier of the policy that programs are judged by."""

    tier: str
    """Its name."""
    rpo_minutes: int
    """Recovery point objective."""
    rto_minutes: int
    """Recovery time objective."""
    native_retention_days: int
    """Days that services keep backups of their own."""
    noncurrent_version_days: int
    """Days that buckets keep versions that were overwritten or deleted."""


class PartState(DeclaredState):
    """Another declared resource that backups or alerts may depend on."""

    serves_no_backup: bool = False
    """Whether it is a role that surely no backup is made with: AWS Backup may not assume it, and
    nothing that protects names it; or a grant to such a role, a share of other things, or the
    attachment of a policy that keeps no backup."""
    denies: tuple[str, ...] = ()
    """What a policy that it attaches denies to keep backups."""


class FindingState(State):
    """Something that was found."""

    id: str
    """Code, such as BAMP-V01."""
    severity: Severity
    """error, warning or info."""
    program: str
    """Program of the resource."""
    urn: str
    """Pulumi URN of the resource; empty when it is about the whole."""
    message: str
    """What was found."""


class NoticeState(State):
    """Whether somebody is notified of a fault that strikes a data store."""

    fault: str
    """Id of the fault."""
    program: str
    """Program of the data store, or of the plan that backs up whatever it selects."""
    urn: str
    """Pulumi URN of the data store, or of the plan."""
    notified: bool | None
    """Whether somebody is certainly notified; null while that is unknown."""
    recipients: dict[str, int] | None = None
    """Who is certainly notified, each with the longest time until then, minutes; null when that
    was not recorded."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is a notice of: fault, program and URN."""
        return self.fault, self.program, self.urn


class DecisionState(State):
    """A decision of the policy to accept something for a time."""

    path: str
    """Field of the policy, such as `no_alerts` or `faults.copy-missing`."""
    reason: str
    """Why."""
    owner: str
    """Who decided."""
    until: date
    """Last day it holds."""


class Snapshot(State):
    """How an estate stands, as far as a later one is compared with it."""

    schema_: Literal["bamp.snapshot/1"] = Field(default="bamp.snapshot/1", alias="schema")
    """Name and version of this format."""
    version: str = ""
    """Version of bamp that took it; empty for one of before it was written down."""
    compares: str = ""
    """A short hash of the inputs that this version compares by value: of another hash, an input of
    which nothing was read may have been written."""
    tiers: tuple[TierState, ...] = ()
    """Tiers of the policy."""
    decisions: tuple[DecisionState, ...] = ()
    """What the policy acknowledges or assumes, expired or not."""
    decision_max_days: int | None = None
    """How far ahead a decision may end; null while no policy is known."""
    stores: tuple[StoreState, ...] = ()
    """Data stores."""
    vaults: tuple[VaultState, ...] = ()
    """Backup vaults."""
    plans: tuple[PlanState, ...] = ()
    """Backup plans."""
    parts: tuple[PartState, ...] = ()
    """What else backups and alerts may depend on."""
    findings: tuple[FindingState, ...] = ()
    """Findings of the whole and of each resource."""
    notices: tuple[NoticeState, ...] | None = None
    """Who is notified of which fault; null when that was not rehearsed."""
