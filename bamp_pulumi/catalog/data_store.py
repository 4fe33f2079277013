"""The shape of one row of the catalog: a resource type that holds data, and what AWS can do.

A row says how a type is protected and what makes it safer, as data. `bamp_pulumi.inheritance`
applies rows to a program, `bamp_pulumi.coverage` judges an estate by the same rows: what one adds
is what the other asks for, because both read it here.
"""

from dataclasses import dataclass
from enum import StrEnum

from bamp_pulumi.catalog.abilities import Abilities
from bamp_pulumi.catalog.absence import Absence
from bamp_pulumi.catalog.busy_windows import BusyWindowFact
from bamp_pulumi.catalog.conditions import Condition, Scalar
from bamp_pulumi.catalog.deletion_windows import DeletionWindow
from bamp_pulumi.catalog.double_backups import Members, OwnBackups, PartLink, TaggedPart
from bamp_pulumi.catalog.prerequisites import (
    ContinuousNeed,
    ForbiddenCompanion,
    InheritedInput,
    Omission,
    Prerequisite,
)
from bamp_pulumi.catalog.snapshot_costs import SnapshotCost
from bamp_pulumi.catalog.source_keys import AccountEncryption, DefaultKey, KeyCompanion
from bamp_pulumi.catalog.withheld import Withheld
from bamp_pulumi.truth import Truth

__all__ = [
    "Companion",
    "CompanionKind",
    "Condition",
    "DataStore",
    "DeferredChange",
    "PolicyNumber",
    "Protection",
    "Scalar",
    "Setting",
    "TagShape",
]


class Protection(StrEnum):
    """What can protect a type of resource."""

    BACKUP = "backup"
    """AWS Backup makes recovery points of it."""
    NATIVE = "native"
    """AWS Backup does not know it; settings of the service protect it (`DataStore.settings`)."""
    SERVICE = "service"
    """The service takes its own backups, always on, nothing to set."""
    REBUILDABLE = "rebuildable"
    """No backup exists, and it holds copies of something kept elsewhere, or hands it on (a cache,
    an image registry, a stream): cannot be verified from the program, so an exemption should
    record the decision."""
    NONE = "none"
    """No backup exists and the data is its own: only an exemption will do."""


class TagShape(StrEnum):
    """How a resource type takes its tags."""

    MAP = "map"
    """A map from key to value."""
    PAIRS = "pairs"
    """A list of `{key, value}` (aws-native)."""
    NONE = "none"
    """The type takes no tags: a selection by tag cannot see it."""


class PolicyNumber(StrEnum):
    """A number of the policy that a setting takes its value from (a field of `Tier`)."""

    NATIVE_RETENTION_DAYS = "native_retention_days"
    NONCURRENT_VERSION_DAYS = "noncurrent_version_days"


class CompanionKind(StrEnum):
    """A resource that is created beside a data store to make it safer."""

    BUCKET_VERSIONING = "bucket_versioning"
    BUCKET_LIFECYCLE = "bucket_lifecycle"
    RDS_BACKUP_REPLICATION = "rds_backup_replication"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredChange:
    """A change that AWS does not make when it is asked to, and what it does to the data store."""

    at_once: Condition
    """Holds for a resource whose program asks AWS to make it at once all the same."""
    when: str
    """When AWS makes it otherwise, in a few words."""
    effect: str
    """What the data store does meanwhile, in a few words."""
    source: str
    """The page that it was read from."""
    read_on: str = "2026-11-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One input of a resource that makes it safer, and the least it must be.

    Exactly one of `equals`, `at_least` and `recovery_region` is given. Only settings that AWS
    changes in place belong here: hardening never forces a replacement.
    """

    path: str
    """Wire name of the input, dots between levels: `pointInTimeRecovery.enabled`."""
    why: str
    """What it gives, in one clause, for the report."""
    equals: Scalar | None = None
    """The one value that is safe."""
    at_least: PolicyNumber | None = None
    """A number of the tier, the least that the program may write; a larger one stays. Always with
    a `maximum`: where the program writes none, that is written, so that no change of tier and no
    adoption shortens what AWS keeps; but see `cost`."""
    recovery_region: bool = False
    """The input is a list of `{region: ...}` that must name the policy's recovery Region, where
    the tier copies there. A resource that lives there is not asked for it: a replica beside it
    survives nothing more."""
    named_by: str = ""
    """With `recovery_region`: wire name of the input that names the resource. Its replica has the
    same name, and AWS makes none where another one has it."""
    minimum: int = 0
    """Smallest value AWS accepts where the tier asks for less."""
    maximum: int | None = None
    """Largest value AWS accepts; the tier's number is cut to it."""
    default: int | None = None
    """What AWS takes for a new resource where the input is absent; None where it keeps nothing, or
    nobody says. What becomes of one that is deployed, `absent` says."""
    absent: Absence | None = None
    """What a deployed resource gets when the program leaves the input out from now on. Every
    setting of a row says it; None only outside of the catalog."""
    protects: bool = False
    """This setting is itself a protection: a `NATIVE` store is `native` once all such hold."""
    rpo_minutes: int | None = None
    """How close to now the service itself restores while this setting holds; None: not at all."""
    at_intervals: bool = False
    """`rpo_minutes` is the time between two snapshots of the service; else it keeps a log, and
    restores that close at any moment."""
    unless: tuple[Condition, ...] = ()
    """Leave the input alone when any of these holds."""
    follows_continuous_rule: bool = False
    """While a rule makes continuous backups, AWS Backup sets the input to the retention of that
    rule, and the service refuses any other value. One of `DataStore.continuous_owns`."""
    turned_on: DeferredChange | None = None
    """How the service turns it on where it was off (0); None where it does so at once."""
    withheld: tuple[Withheld, ...] = ()
    """When it is asked for and not written all the same."""
    cost: SnapshotCost | None = None
    """What the days cost, where that is a great deal. Where the provider itself sends a number for
    a program that says nothing, the larger of that and the tier's is written, and not the longest:
    what such a program keeps is known, and no adoption shortens it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A companion of a type, and when none is made."""

    kind: CompanionKind
    why: str
    required: bool = False
    """AWS Backup makes no recovery point of a resource that lacks it."""
    inline: Condition | None = None
    """The older way to say the same on the resource itself; it counts as the companion."""
    implied_by: tuple[Condition, ...] = ()
    """Other inputs of the resource with which AWS switches it on by itself, any of them. One that
    does not hold says nothing: it does not switch anything off."""
    beside: CompanionKind | None = None
    """Made only where this other companion is made too, never where the program has its own."""
    days: PolicyNumber | int | None = None
    """The number of the tier that it is given; or the longest that AWS takes, for what it keeps are
    backups, and a change of tier must not shorten them."""
    deletes: bool = False
    """It lets AWS delete data: made only for a program that has asked for it in so many words."""
    in_recovery_region: bool = False
    """It lives in the policy's recovery Region: only for tiers that copy there."""
    absent: Absence | None = None
    """What becomes of `inline` when a program that had it written leaves it out; None without."""
    needs_on: str = ""
    """Path of the setting that must be on in the deployed data store, or AWS refuses the companion;
    empty for none."""
    unless: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataStore:
    """A resource type that holds data, in one of its variants, and what AWS can do for it."""

    type: str
    """Pulumi type token, such as `aws:rds/instance:Instance`."""
    label: str
    """What people call it: `RDS instance`."""
    protection: Protection
    when: tuple[Condition, ...] = ()
    """The inputs that make it this variant, all of them. The first row of a type that fits wins;
    the last row of a type has none, and is the one that promises least. Where the last row has
    some too, the type holds data only in these variants: a resource that fits none holds none."""
    abilities: Abilities | None = None
    """What AWS Backup can do for it; `BACKUP` only."""
    service_rpo_minutes: int | None = None
    """How close to now the service's own backups restore, where it always takes some and no input
    of the resource says otherwise."""
    tags: TagShape = TagShape.MAP
    tags_property: str = "tags"
    """Wire name of the input that takes the tags."""
    encryption: Condition | None = None
    """Holds when the source is encrypted by a choice of the program; None when it always is."""
    settings: tuple[Setting, ...] = ()
    continuous_owns: tuple[str, ...] = ()
    """Wire names of inputs that AWS Backup sets itself while it makes continuous backups of the
    resource; what the program says of them is refused or undone."""
    companions: tuple[Companion, ...] = ()
    key_inputs: tuple[str, ...] = ()
    """Wire paths of the inputs that name the source's KMS key; `*` stands for every item."""
    default_keys: tuple[DefaultKey, ...] = ()
    """The key where none of `key_inputs` is given: the first that fits. None fits: the inputs ask
    for no encryption."""
    owned_key_value: str = ""
    """What `key_inputs` say to ask for the key that AWS owns, which is no name of a key; empty
    where nothing says it."""
    managed_keys: tuple[str, ...] = ()
    """AWS managed keys of its service that it takes besides those of `default_keys`, such as
    `aws/redshift`."""
    account_encryption: AccountEncryption | None = None
    """What of the account and Region encrypts it where its own inputs ask for no encryption, and
    with which key where they name none."""
    key_companions: tuple[KeyCompanion, ...] = ()
    """Other resources that name the key."""
    prerequisites: tuple[Prerequisite, ...] = ()
    """What must hold, or every backup job of the resource fails."""
    copied: tuple[Prerequisite, ...] = ()
    """What must hold, or each of its copies fails, wherever it goes."""
    abroad: tuple[Prerequisite, ...] = ()
    """What must hold, or its copies to another Region fail."""
    inherits: tuple[InheritedInput, ...] = ()
    """Inputs that the prerequisites read at another resource where this one leaves them out."""
    forbidden_companions: tuple[ForbiddenCompanion, ...] = ()
    """Other resources that make every backup job of this one fail."""
    continuous_needs: tuple[ContinuousNeed, ...] = ()
    """What a continuous backup needs of other resources."""
    omissions: tuple[Omission, ...] = ()
    """What a job leaves out and completes all the same."""
    windows: tuple[BusyWindowFact, ...] = ()
    """When no backup job can start."""
    own_backups: tuple[OwnBackups, ...] = ()
    """Backups that the service makes beside those of a plan."""
    part_links: tuple[PartLink, ...] = ()
    """What makes another data store a part of this one: a backup of it holds the part too."""
    members: Members | None = None
    """Other data stores that hold all that is in it, where AWS Backup protects those."""
    tagged_parts: tuple[TaggedPart, ...] = ()
    """Parts that are declared on the resource itself, and selected by tags of their own."""
    deletion_window: DeletionWindow | None = None
    """For how long a deletion can be taken back; None where it cannot, or nobody says."""
    no_backup: str = ""
    """Why the settings that protect a `NATIVE` store are no backup, and what does bring back an
    earlier state, one or two sentences; empty where they are one."""
    instead: str = ""
    """What to do about it when AWS Backup cannot: one sentence. Always there for `NATIVE` and
    below; on a `BACKUP` row it says what makes up for a missing ability."""
    source: str
    """The page or schema the row was read from."""
    read_on: str
    """Date of that reading, ISO 8601."""

    @property
    def backup_type(self) -> str | None:
        """Name of the type in AWS Backup's Region opt-in, such as `RDS`; `BACKUP` only."""
        return None if self.abilities is None else self.abilities.backup_type

    @property
    def continuous_rpo_minutes(self) -> int | None:
        """How close to now a continuous backup of AWS Backup restores; None: it makes none."""
        return None if self.abilities is None else self.abilities.continuous_rpo_minutes

    @property
    def cold_storage(self) -> bool:
        """AWS Backup moves its recovery points to cold storage."""
        return self.abilities is not None and self.abilities.cold_storage

    @property
    def cross_region_copy(self) -> bool:
        """AWS Backup copies its recovery points to another Region."""
        return self.abilities is not None and self.abilities.cross_region_copy

    @property
    def cross_account_copy(self) -> bool:
        """AWS Backup copies its recovery points to another account."""
        return self.abilities is not None and self.abilities.cross_account_copy

    @property
    def one_action_copy(self) -> bool:
        """One copy action may cross Region and account at once."""
        return self.abilities is not None and self.abilities.one_action_copy

    @property
    def independent_encryption(self) -> bool:
        """Recovery points take the vault's key rather than the source's."""
        return self.abilities is not None and self.abilities.independent_encryption

    @property
    def air_gapped_vault(self) -> Truth:
        """A logically air-gapped vault takes its recovery points; None where that is not known."""
        return self.abilities is not None and self.abilities.air_gapped_vault

    @property
    def restore_testing(self) -> bool:
        """AWS Backup tests restores of it."""
        return self.abilities is not None and self.abilities.restore_testing

    @property
    def needs_management_preference(self) -> bool:
        """The abilities hold only while the Region's management preference for it is on."""
        return self.abilities is not None and self.abilities.needs_management_preference

    @property
    def aws_managed_keys(self) -> frozenset[str]:
        """The keys that AWS keeps for its service, such as `aws/rds`; no other such key fits it.

        Empty where none is known, as of services that encrypt with a key that AWS owns.
        """
        defaults = [*self.default_keys, *(d for c in self.key_companions for d in c.default_keys)]
        named = {default.key for default in defaults if default.is_aws_managed}
        return frozenset({*named, *self.managed_keys})
