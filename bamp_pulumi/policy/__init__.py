"""What is promised: tiers, rules, schedules, lifecycles, copies, locks and exemptions.

Pure values, checked once and frozen: no Pulumi, no AWS client, no clock. Limits of AWS come from
`bamp_pulumi.catalog.limits`; what the house prefers is in `presets`.
"""

from bamp_pulumi.policy.acknowledgement import (
    AcknowledgedFault,
    AcknowledgedLoss,
    Acknowledgement,
    LossKind,
)
from bamp_pulumi.policy.audit import AuditMinimums, AuditParameters
from bamp_pulumi.policy.backup_policy import BackupPolicy
from bamp_pulumi.policy.blank import (
    A_DAY,
    A_NUMBER,
    A_WEB_ADDRESS,
    AN_ACCOUNT,
    AN_ADDRESS,
    AN_ORGANIZATION,
    DECISION,
    given_in_words,
)
from bamp_pulumi.policy.calendar_day import day_from, meant_day
from bamp_pulumi.policy.checked import Checked
from bamp_pulumi.policy.codes import POLICY_CODES
from bamp_pulumi.policy.copy_rule import CopyRule
from bamp_pulumi.policy.document import load_policy
from bamp_pulumi.policy.duration import spoken
from bamp_pulumi.policy.exemption import Exemption, TagText
from bamp_pulumi.policy.extending import PRESETS
from bamp_pulumi.policy.fault_ids import FAULT_IDS
from bamp_pulumi.policy.field_docstrings import describe_fields
from bamp_pulumi.policy.json_schema import policy_json_schema
from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.lock import LockMode, LockPolicy
from bamp_pulumi.policy.names import AccountId, Region, Spelling, TierName
from bamp_pulumi.policy.nearest import nearest
from bamp_pulumi.policy.parsing import parse, refused_by
from bamp_pulumi.policy.placeholder import is_placeholder
from bamp_pulumi.policy.presets import (
    critical_tier,
    default_policy,
    development_tier,
    regulated_tier,
    standard_tier,
)
from bamp_pulumi.policy.promise import Promise, lint
from bamp_pulumi.policy.quantities import Bounds, KeyRotationDays, RetentionDays
from bamp_pulumi.policy.restore_test_promise import RestoreTestFrequency, RestoreTestPromise
from bamp_pulumi.policy.rule import Rule
from bamp_pulumi.policy.schedule import Schedule
from bamp_pulumi.policy.settings import SettingAnswer, answer_setting, withheld_by
from bamp_pulumi.policy.tags import (
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    TIER_TAG,
    misspelt_keys,
    misspelt_tags,
    read_exemption,
    read_owner,
    read_tier,
    render_exemption,
    render_tier,
)
from bamp_pulumi.policy.text_for_people import owner_of_project
from bamp_pulumi.policy.tier import Tier
from bamp_pulumi.policy.tiers import VaultWrite

__all__ = [
    "AN_ACCOUNT",
    "AN_ADDRESS",
    "AN_ORGANIZATION",
    "A_DAY",
    "A_NUMBER",
    "A_WEB_ADDRESS",
    "DECISION",
    "EXEMPT_REASON_TAG",
    "EXEMPT_UNTIL_TAG",
    "FAULT_IDS",
    "OWNER_TAG",
    "POLICY_CODES",
    "PRESETS",
    "TIER_TAG",
    "AccountId",
    "AcknowledgedFault",
    "AcknowledgedLoss",
    "Acknowledgement",
    "AuditMinimums",
    "AuditParameters",
    "BackupPolicy",
    "Bounds",
    "Checked",
    "CopyRule",
    "Exemption",
    "KeyRotationDays",
    "Lifecycle",
    "LockMode",
    "LockPolicy",
    "LossKind",
    "Promise",
    "Region",
    "RestoreTestFrequency",
    "RestoreTestPromise",
    "RetentionDays",
    "Rule",
    "Schedule",
    "SettingAnswer",
    "Spelling",
    "TagText",
    "Tier",
    "TierName",
    "VaultWrite",
    "answer_setting",
    "critical_tier",
    "day_from",
    "default_policy",
    "describe_fields",
    "development_tier",
    "given_in_words",
    "is_placeholder",
    "lint",
    "load_policy",
    "meant_day",
    "misspelt_keys",
    "misspelt_tags",
    "nearest",
    "owner_of_project",
    "parse",
    "policy_json_schema",
    "read_exemption",
    "read_owner",
    "read_tier",
    "refused_by",
    "regulated_tier",
    "render_exemption",
    "render_tier",
    "spoken",
    "standard_tier",
    "withheld_by",
]
