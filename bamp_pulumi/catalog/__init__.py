"""What AWS can do: resource types and their abilities, limits and identities.

Data with sources and dates, in typed frozen rows; one table for each fact, read by policy,
inheritance, offline runner, coverage and documents alike. No preference of ours enters here.
"""

from bamp_pulumi.catalog.abilities import ABILITIES, Abilities
from bamp_pulumi.catalog.absence import Absence, Outcome
from bamp_pulumi.catalog.address_outputs import is_address_output
from bamp_pulumi.catalog.alerting_inputs import ALERTING_HARMLESS, ALERTING_INPUTS
from bamp_pulumi.catalog.announcements import Announcement, announcements
from bamp_pulumi.catalog.arn_shapes import HOLE, arn_shape
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
)
from bamp_pulumi.catalog.blue_green import BLUE_GREEN_INPUT, BLUE_GREEN_TYPE, NOT_BY_BLUE_GREEN
from bamp_pulumi.catalog.bucket_configurations import BUCKET_CONFIGURATIONS, BUCKETS
from bamp_pulumi.catalog.busy_windows import BusyWindowFact, read_window
from bamp_pulumi.catalog.call_quotas import CALL_QUOTAS
from bamp_pulumi.catalog.call_records import CALL_PARAMETERS, CALL_RECORD
from bamp_pulumi.catalog.call_sources import CALL_SOURCES, sends_source
from bamp_pulumi.catalog.classification import (
    JUDGED_PACKAGES,
    classify,
    is_of_the_network,
    other_types,
)
from bamp_pulumi.catalog.cloudformation_names import CLOUDFORMATION_NAMES
from bamp_pulumi.catalog.companions import COMPANION_TYPES
from bamp_pulumi.catalog.compared_inputs import (
    COMPARED_INPUTS,
    IGNORE_CHANGES,
    INPUTS_FOR_PEOPLE,
    compared_inputs,
)
from bamp_pulumi.catalog.comparing import Better, ComparedInput, Form
from bamp_pulumi.catalog.composite_ids import inputs_by_id
from bamp_pulumi.catalog.conditions import holds, value_at, values_at
from bamp_pulumi.catalog.copy_limits import COPY_LIMITS, CopyLimit
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
from bamp_pulumi.catalog.deletion_effects import DELETION_EFFECTS, DeletionEffect
from bamp_pulumi.catalog.deletion_guards import DELETION_GUARDS
from bamp_pulumi.catalog.deployment_rules import JSON_INPUTS
from bamp_pulumi.catalog.destructive_actions import DESTRUCTIVE_ACTIONS, NOTIFYING_ACTIONS
from bamp_pulumi.catalog.double_backups import Members, OwnBackups, TaggedPart
from bamp_pulumi.catalog.fictional_numbers import fictional_in_words
from bamp_pulumi.catalog.gained_by_coming import GAINED_BY_COMING
from bamp_pulumi.catalog.guarded_actions import (
    GUARDED_ACTIONS,
    KEY_USES,
    SERVICE_USES,
    TRANSPORT_KEYS,
)
from bamp_pulumi.catalog.hiding_types import (
    HidingType,
    hiding_type,
    may_hold_data,
    types_in_template,
)
from bamp_pulumi.catalog.identities import IDENTITIES
from bamp_pulumi.catalog.influences import (
    Influence,
    Stance,
    configuring_inputs,
    influence_of,
    influences,
    is_opaque,
    replacing_links,
)
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.input_refusals import refusals_of
from bamp_pulumi.catalog.key_material import EXTERNAL_KEYS, material_refusals
from bamp_pulumi.catalog.key_needs import (
    ACCOUNT_COPY_KEY_NEEDS,
    BACKUP_KEY_NEEDS,
    REGION_COPY_KEY_NEEDS,
    VAULT_KEY_SERVICES,
    KeyNeed,
)
from bamp_pulumi.catalog.limits import (
    ACCOUNT_ID_PATTERN,
    AUDIT_AGE_MAX_HOURS,
    AUDIT_FREQUENCY_MAX_DAYS,
    COLD_STORAGE_MIN_DAYS,
    CONTINUOUS_MAX_DAYS,
    CONTINUOUS_RPO_MINUTES,
    COPY_ACTIONS_PER_RULE,
    DEFAULT_SCHEDULE,
    LOCK_CHANGEABLE_MIN_DAYS,
    REGION_PATTERN,
    RETENTION_MAX_DAYS,
    RETENTION_MIN_DAYS,
    RULE_NAME_PATTERN,
    RULES_PER_PLAN,
    SCHEDULE_MIN_INTERVAL_MINUTES,
    START_WINDOW_MIN_MINUTES,
    TAG_VALUE_MAX_LENGTH,
    TAG_VALUE_PUNCTUATION,
    TAGS_MOST,
    VAULT_NAME_PATTERN,
)
from bamp_pulumi.catalog.looked_up import LOOKUP_FUNCTIONS, LookupFunction, answer_of, outputs_by_id
from bamp_pulumi.catalog.lookup import find_data_store, hiding_inputs, possible_data_stores, rows_of
from bamp_pulumi.catalog.managed_policies import (
    BACKUP_ROLE_POLICIES,
    ManagedPolicy,
    policies_for_backups,
    policies_for_restores,
)
from bamp_pulumi.catalog.message_rates import (
    API_DESTINATION_PER_SECOND,
    EMAIL_RATE,
    PAGERDUTY_RATE,
    SLACK_RATE,
    SMS_MESSAGE_MAX_BYTES,
    SMS_MONTHLY_LIMIT_USD,
    SMS_PART_CHARACTERS,
    SMS_PART_USD,
    SMS_RATE,
    TARGET_MAX_AGE_SECONDS,
    MessageRate,
)
from bamp_pulumi.catalog.name_scopes import NameScope, name_scope
from bamp_pulumi.catalog.opt_in import MANAGEMENT_TYPES, OPT_IN_TYPES
from bamp_pulumi.catalog.outputs import identity_inputs, outputs_of
from bamp_pulumi.catalog.own_arns import has_free_name, is_named_anew, owns_its_arn
from bamp_pulumi.catalog.packaged import PACKAGED_WITHOUT_DATA
from bamp_pulumi.catalog.pages import INFERENCE, Page, known_pages, page_named, pages_cited
from bamp_pulumi.catalog.perhaps_replacing import PERHAPS_REPLACING, PerhapsReplacing
from bamp_pulumi.catalog.prerequisites import ContinuousNeed, ForbiddenCompanion, Prerequisite
from bamp_pulumi.catalog.protecting_input import ProtectingInput
from bamp_pulumi.catalog.protecting_inputs import PROTECTING_INPUTS, protecting_inputs
from bamp_pulumi.catalog.protecting_plans import BACKED_UP_BY_DEFAULT, BACKED_UP_IF_ASKED
from bamp_pulumi.catalog.python_names import class_in_python, named_in_python, snake_case
from bamp_pulumi.catalog.region_abilities import (
    Availability,
    RegionFeature,
    abilities_in_region,
    feature_in_region,
    judged_regions,
    types_in_region,
    types_not_offered,
)
from bamp_pulumi.catalog.region_pairs import (
    COPY_EXCEPTIONS,
    companion_between,
    copied_between,
    copies_between,
    replicated_between,
)
from bamp_pulumi.catalog.region_refusals import region_refusals
from bamp_pulumi.catalog.regions import (
    PARTITIONS,
    Partition,
    is_opt_in_region,
    is_region,
    nearest_regions,
    partition_of,
    regions_of,
)
from bamp_pulumi.catalog.replacing_inputs import REPLACING_INPUTS
from bamp_pulumi.catalog.reserved_domains import no_page_at, reserved_domain_of, reserved_in_words
from bamp_pulumi.catalog.resource_policies import (
    POLICY_DOCUMENT_INPUTS,
    RESOURCE_POLICIES,
    LockoutCheck,
    ResourcePolicy,
)
from bamp_pulumi.catalog.restore_actions import PASS_ROLE, PASSED_TO, RESTORE_ACTIONS
from bamp_pulumi.catalog.restore_testing import (
    REQUIRED_RESTORE_OVERRIDES,
    RESTORE_TEST_NAME_PREFIX,
    RESTORE_TEST_QUOTAS,
    RESTORE_TEST_TAG,
    RESTORE_TEST_TYPES,
    restore_test_target,
)
from bamp_pulumi.catalog.rows import CatalogRow, catalog_rows
from bamp_pulumi.catalog.runtimes import (
    RUNTIMES,
    Planned,
    Runtime,
    runtime_doubts,
    runtime_ends,
    runtime_refusals,
)
from bamp_pulumi.catalog.scalars import is_empty, is_same_scalar, number_of, switch_of, whole_number
from bamp_pulumi.catalog.service_copies import SERVICE_COPIES, ServiceCopy
from bamp_pulumi.catalog.service_groups import service_group
from bamp_pulumi.catalog.size_limit import SizeLimit
from bamp_pulumi.catalog.size_limits import size_doubts, size_limits_of, size_refusals
from bamp_pulumi.catalog.size_rows import SIZE_LIMITS
from bamp_pulumi.catalog.sizes import Measure, size_of
from bamp_pulumi.catalog.sms_regions import SMS_REGIONS
from bamp_pulumi.catalog.snapshot_costs import SnapshotCost
from bamp_pulumi.catalog.source_keys import AWS_MANAGED_KEYS, INHERITED_KEY, DefaultKey
from bamp_pulumi.catalog.store_guards import STORE_GUARDS, StoreGuards
from bamp_pulumi.catalog.stores import DATA_STORES
from bamp_pulumi.catalog.sum_limits import SUM_LIMITS, SumLimit, Summed, SummedPart
from bamp_pulumi.catalog.tag_resources import TAG_RESOURCES
from bamp_pulumi.catalog.taking_types import TAKEN_BY_COMING
from bamp_pulumi.catalog.topic_callers import topic_caller
from bamp_pulumi.catalog.trail_buckets import TRAIL_CALLS, TRAIL_CONTEXT, TRAIL_KEY_CALLS
from bamp_pulumi.catalog.twins import INPUTS_RENAMED, TWINS, of_older_names, of_twins
from bamp_pulumi.catalog.unique_names import UNIQUE_NAMES, UniqueName
from bamp_pulumi.catalog.unknown import UNKNOWN, Unknown
from bamp_pulumi.catalog.variants import InheritVariant, inherit_variants
from bamp_pulumi.catalog.version_expiry import VERSION_EXPIRIES, VersionExpiry
from bamp_pulumi.catalog.withheld import Withheld

__all__ = [
    "ABILITIES",
    "ACCOUNT_COPY_KEY_NEEDS",
    "ACCOUNT_ID_PATTERN",
    "ALERTING_HARMLESS",
    "ALERTING_INPUTS",
    "API_DESTINATION_PER_SECOND",
    "AUDIT_AGE_MAX_HOURS",
    "AUDIT_FREQUENCY_MAX_DAYS",
    "AWS_MANAGED_KEYS",
    "BACKED_UP_BY_DEFAULT",
    "BACKED_UP_IF_ASKED",
    "BACKUP_ACTIONS",
    "BACKUP_EVENTS",
    "BACKUP_EVENT_SOURCE",
    "BACKUP_KEY_NEEDS",
    "BACKUP_METRIC_DIMENSIONS",
    "BACKUP_METRIC_NAMESPACE",
    "BACKUP_ROLE_POLICIES",
    "BLUE_GREEN_INPUT",
    "BLUE_GREEN_TYPE",
    "BUCKETS",
    "BUCKET_CONFIGURATIONS",
    "CALL_PARAMETERS",
    "CALL_QUOTAS",
    "CALL_RECORD",
    "CALL_SOURCES",
    "CLOUDFORMATION_NAMES",
    "COLD_STORAGE_MIN_DAYS",
    "COMPANION_TYPES",
    "COMPARED_INPUTS",
    "CONTINUOUS_MAX_DAYS",
    "CONTINUOUS_RPO_MINUTES",
    "COPY_ACTIONS",
    "COPY_ACTIONS_PER_RULE",
    "COPY_EXCEPTIONS",
    "COPY_LIMITS",
    "COUNT_LIMITS",
    "DATA_STORES",
    "DEFAULT_SCHEDULE",
    "DELETION_EFFECTS",
    "DELETION_GUARDS",
    "DESTRUCTIVE_ACTIONS",
    "EMAIL_RATE",
    "EXTERNAL_KEYS",
    "GAINED_BY_COMING",
    "GUARDED_ACTIONS",
    "HOLE",
    "IDENTITIES",
    "IGNORE_CHANGES",
    "INFERENCE",
    "INHERITED_KEY",
    "INPUTS_FOR_PEOPLE",
    "INPUTS_RENAMED",
    "JOB_METRICS",
    "JSON_INPUTS",
    "JUDGED_PACKAGES",
    "KEY_GRANT_CONDITION",
    "KEY_USES",
    "LOCK_CHANGEABLE_MIN_DAYS",
    "LOOKUP_FUNCTIONS",
    "MANAGEMENT_TYPES",
    "NOTIFYING_ACTIONS",
    "NOT_BY_BLUE_GREEN",
    "OPT_IN_TYPES",
    "PACKAGED_WITHOUT_DATA",
    "PAGERDUTY_RATE",
    "PARTITIONS",
    "PASSED_TO",
    "PASS_ROLE",
    "PERHAPS_REPLACING",
    "POLICY_DOCUMENT_INPUTS",
    "PROTECTING_INPUTS",
    "REGION_COPY_KEY_NEEDS",
    "REGION_PATTERN",
    "REPLACING_INPUTS",
    "REQUIRED_RESTORE_OVERRIDES",
    "RESOURCE_POLICIES",
    "RESTORE_ACTIONS",
    "RESTORE_TEST_NAME_PREFIX",
    "RESTORE_TEST_QUOTAS",
    "RESTORE_TEST_TAG",
    "RESTORE_TEST_TYPES",
    "RETENTION_MAX_DAYS",
    "RETENTION_MIN_DAYS",
    "RULES_PER_PLAN",
    "RULE_NAME_PATTERN",
    "RUNTIMES",
    "SCHEDULE_MIN_INTERVAL_MINUTES",
    "SERVICE_COPIES",
    "SERVICE_USES",
    "SIZE_LIMITS",
    "SLACK_RATE",
    "SMS_MESSAGE_MAX_BYTES",
    "SMS_MONTHLY_LIMIT_USD",
    "SMS_PART_CHARACTERS",
    "SMS_PART_USD",
    "SMS_RATE",
    "SMS_REGIONS",
    "START_WINDOW_MIN_MINUTES",
    "STORE_GUARDS",
    "SUM_LIMITS",
    "TAGS_MOST",
    "TAG_RESOURCES",
    "TAG_VALUE_MAX_LENGTH",
    "TAG_VALUE_PUNCTUATION",
    "TAKEN_BY_COMING",
    "TARGET_MAX_AGE_SECONDS",
    "TRAIL_CALLS",
    "TRAIL_CONTEXT",
    "TRAIL_KEY_CALLS",
    "TRANSPORT_KEYS",
    "TWINS",
    "UNIQUE_NAMES",
    "UNKNOWN",
    "VAULT_KEY_SERVICES",
    "VAULT_NAME_PATTERN",
    "VAULT_NOTIFICATIONS",
    "VERSION_EXPIRIES",
    "Abilities",
    "Absence",
    "Announcement",
    "Availability",
    "BackupEvent",
    "Better",
    "BusyWindowFact",
    "CatalogRow",
    "Companion",
    "CompanionKind",
    "ComparedInput",
    "Condition",
    "ContinuousNeed",
    "CopyLimit",
    "CountLimit",
    "DataStore",
    "DefaultKey",
    "DeletionEffect",
    "ForbiddenCompanion",
    "Form",
    "HidingType",
    "Influence",
    "InheritVariant",
    "InputRefusal",
    "KeyNeed",
    "LockoutCheck",
    "LookupFunction",
    "ManagedPolicy",
    "Measure",
    "Members",
    "MessageRate",
    "NameScope",
    "Outcome",
    "OwnBackups",
    "Page",
    "Partition",
    "PerhapsReplacing",
    "Planned",
    "PolicyNumber",
    "Prerequisite",
    "ProtectingInput",
    "Protection",
    "RegionFeature",
    "ResourcePolicy",
    "Runtime",
    "Scalar",
    "ServiceCopy",
    "Setting",
    "SizeLimit",
    "SnapshotCost",
    "Stance",
    "StoreGuards",
    "SumLimit",
    "Summed",
    "SummedPart",
    "TagShape",
    "TaggedPart",
    "UniqueName",
    "Unknown",
    "VersionExpiry",
    "Withheld",
    "abilities_in_region",
    "actions_of_policy",
    "announcements",
    "answer_of",
    "arn_shape",
    "catalog_rows",
    "class_in_python",
    "classify",
    "companion_between",
    "compared_inputs",
    "configuring_inputs",
    "copied_between",
    "copies_between",
    "feature_in_region",
    "fictional_in_words",
    "find_data_store",
    "has_free_name",
    "hiding_inputs",
    "hiding_type",
    "holds",
    "identity_inputs",
    "influence_of",
    "influences",
    "inherit_variants",
    "inputs_by_id",
    "is_address_output",
    "is_empty",
    "is_named_anew",
    "is_of_the_network",
    "is_opaque",
    "is_opt_in_region",
    "is_region",
    "is_same_scalar",
    "judged_regions",
    "known_pages",
    "material_refusals",
    "may_hold_data",
    "name_scope",
    "named_in_python",
    "nearest_regions",
    "no_page_at",
    "number_of",
    "of_older_names",
    "of_twins",
    "other_types",
    "outputs_by_id",
    "outputs_of",
    "owns_its_arn",
    "page_named",
    "pages_cited",
    "partition_of",
    "policies_for_backups",
    "policies_for_restores",
    "possible_data_stores",
    "protecting_inputs",
    "read_window",
    "refusals_of",
    "region_refusals",
    "regions_of",
    "replacing_links",
    "replicated_between",
    "reserved_domain_of",
    "reserved_in_words",
    "restore_test_target",
    "rows_of",
    "runtime_doubts",
    "runtime_ends",
    "runtime_refusals",
    "sends_source",
    "service_group",
    "size_doubts",
    "size_limits_of",
    "size_of",
    "size_refusals",
    "snake_case",
    "switch_of",
    "topic_caller",
    "types_in_region",
    "types_in_template",
    "types_not_offered",
    "value_at",
    "values_at",
    "whole_number",
]
