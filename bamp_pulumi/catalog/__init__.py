"""What AWS can do: resource types and their abilities, limits and identities.

Data with sources and dates, in typed frozen rows; one table for each fact, read by policy,
inheritance, offline runner, coverage and documents alike. No preference of ours enters here.
"""

from bamp_pulumi.catalog.backup_actions import (
    BACKUP_ACTIONS,
    COPY_ACTIONS,
    KEY_GRANT_CONDITION,
    actions_of_policy,
)
from bamp_pulumi.catalog.backup_events import BACKUP_EVENT_SOURCE, BACKUP_EVENTS, BackupEvent
from bamp_pulumi.catalog.backup_signals import (
    BACKUP_METRIC_DIMENSIONS,
    BACKUP_METRIC_NAMESPACE,
    JOB_METRICS,
    VAULT_NOTIFICATIONS,
    VaultNotification,
)
from bamp_pulumi.catalog.classification import (
    JUDGED_PACKAGES,
    Classification,
    classify,
    other_types,
)
from bamp_pulumi.catalog.companions import COMPANION_TYPES, CompanionType
from bamp_pulumi.catalog.conditions import holds, value_at
from bamp_pulumi.catalog.count_limits import COUNT_LIMITS, CountLimit
from bamp_pulumi.catalog.data_store import (
    Companion,
    CompanionKind,
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Scalar,
    Setting,
    TagShape,
)
from bamp_pulumi.catalog.identities import IDENTITIES, Identity
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.input_refusals import refusals_of
from bamp_pulumi.catalog.lookup import find_data_store, hiding_inputs, possible_data_stores, rows_of
from bamp_pulumi.catalog.managed_policies import BACKUP_ROLE_POLICIES, ManagedPolicy
from bamp_pulumi.catalog.opt_in import MANAGEMENT_TYPES, OPT_IN_TYPES, OptInType
from bamp_pulumi.catalog.outputs import outputs_of
from bamp_pulumi.catalog.packaged import PACKAGED_WITHOUT_DATA
from bamp_pulumi.catalog.regions import COMMERCIAL_REGIONS, PARTITIONS, Partition, partition_of
from bamp_pulumi.catalog.stores import DATA_STORES
from bamp_pulumi.catalog.unknown import UNKNOWN, Unknown

__all__ = [
    "BACKUP_ACTIONS",
    "BACKUP_EVENTS",
    "BACKUP_EVENT_SOURCE",
    "BACKUP_METRIC_DIMENSIONS",
    "BACKUP_METRIC_NAMESPACE",
    "BACKUP_ROLE_POLICIES",
    "COMMERCIAL_REGIONS",
    "COMPANION_TYPES",
    "COPY_ACTIONS",
    "COUNT_LIMITS",
    "DATA_STORES",
    "IDENTITIES",
    "JOB_METRICS",
    "JUDGED_PACKAGES",
    "KEY_GRANT_CONDITION",
    "MANAGEMENT_TYPES",
    "OPT_IN_TYPES",
    "PACKAGED_WITHOUT_DATA",
    "PARTITIONS",
    "UNKNOWN",
    "VAULT_NOTIFICATIONS",
    "BackupEvent",
    "Classification",
    "Companion",
    "CompanionKind",
    "CompanionType",
    "Condition",
    "CountLimit",
    "DataStore",
    "Identity",
    "InputRefusal",
    "ManagedPolicy",
    "OptInType",
    "Partition",
    "PolicyNumber",
    "Protection",
    "Scalar",
    "Setting",
    "TagShape",
    "Unknown",
    "VaultNotification",
    "actions_of_policy",
    "classify",
    "find_data_store",
    "hiding_inputs",
    "holds",
    "other_types",
    "outputs_of",
    "partition_of",
    "possible_data_stores",
    "refusals_of",
    "rows_of",
    "value_at",
]
